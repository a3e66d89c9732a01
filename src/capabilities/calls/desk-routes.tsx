import { NotFound } from '../../platform/outcome.ts'
import type { Problem, Typed } from '../../platform/web/form.ts'
import { may, Routes } from '../../platform/web/routes.ts'
import type { Visit } from '../../platform/web/visit.ts'
import { lawOfToday } from '../law/index.ts'
import { CallPage, CallsPage, type DeskFilter, deskAddress, type Standing } from './desk-pages.tsx'
import { exportCalls } from './export.ts'
import { LifeActions } from './life-pages.tsx'
import { namesHere } from './names.ts'
import { audiences, type Call, callState, directions } from './rules.ts'
import { callsOf, findCall } from './store.ts'
import type { CallHooks } from './ways.ts'
import { callWords } from './words.ts'

/** The office's pages of calls. */
export function deskRoutes(hooks: CallHooks): Routes {
  return new Routes()
    .get(deskAddress, may('calls.read'), showList)
    .get(`${deskAddress}/export.xlsx`, may('calls.read'), async (visit) =>
      exportCalls(visit, await listed(visit), 'xlsx'),
    )
    .get(`${deskAddress}/export.csv`, may('calls.read'), async (visit) =>
      exportCalls(visit, await listed(visit), 'csv'),
    )
    .get(`${deskAddress}/:id`, may('calls.read'), (visit) => showCall(visit, hooks))
}

/** The calls that the filter of the address shows: without one, all but the archived. */
async function listed(visit: Visit): Promise<Standing[]> {
  const { institution } = visit.place('calls.read')
  const today = visit.house.clock.today()
  const filter = filterOf(visit)
  const found = await callsOf(visit.within(institution), {
    words: filter.words,
    audience: audiences.find((one) => one === filter.audience),
    direction: directions.find((one) => one === filter.direction),
  })
  return found
    .map((call) => ({ call, state: callState(call, today) }))
    .filter(({ state }) => (filter.state ? state === filter.state : state !== 'archived'))
}

const pageSize = 50

async function showList(visit: Visit): Promise<Response> {
  const { institution } = visit.place('calls.read')
  const t = callWords(visit.language)
  const all = await listed(visit)
  const pages = Math.max(1, Math.ceil(all.length / pageSize))
  const page = Math.min(pages, Math.max(1, Math.trunc(Number(visit.query('page'))) || 1))
  const body = (
    <CallsPage
      t={t}
      calls={all.slice((page - 1) * pageSize, page * pageSize)}
      filter={filterOf(visit)}
      law={await lawOfToday(visit.house, institution)}
      mayEdit={visit.may('calls.edit', institution)}
      page={page}
      pages={pages}
    />
  )
  return visit.show({ frame: 'desk', title: t('desk.title'), current: deskAddress, body })
}

function filterOf(visit: Visit): DeskFilter {
  const asked = (name: string) => visit.query(name)?.trim().slice(0, 100) ?? ''
  return { words: asked('words'), state: asked('state'), audience: asked('audience'), direction: asked('direction') }
}

/** The call of the address; what the reader's institution has not does not exist. */
export async function callHere(visit: Visit): Promise<Call> {
  const { institution } = visit.place('calls.read')
  const call = await findCall(visit.within(institution), visit.param('id'))
  if (!call) throw new NotFound()
  return call
}

interface Tried {
  readonly typed: Typed
  readonly problems: readonly Problem[]
}

const news = ['published', 'extended'] as const

/** A call's desk page, with what somebody typed there where it could not be done. */
export async function showCall(visit: Visit, hooks: CallHooks, tried?: Tried): Promise<Response> {
  const call = await callHere(visit)
  const t = callWords(visit.language)
  const state = callState(call, visit.house.clock.today())
  const done = tried ? undefined : news.find((one) => one === visit.query('done'))
  const [law, nameOf, ways] = await Promise.all([
    lawOfToday(visit.house, call.institution),
    namesHere(visit, call.institution),
    waysOf(visit, call, hooks),
  ])
  const body = (
    <CallPage
      t={t}
      call={call}
      said={call.said}
      state={state}
      actions={
        <LifeActions
          t={t}
          call={call}
          state={state}
          mayEdit={visit.may('calls.edit', call.institution)}
          typed={tried?.typed ?? {}}
          problems={tried?.problems ?? []}
          notice={done ? t(`done.${done}`) : null}
        />
      }
      law={law}
      nameOf={nameOf}
      ways={ways}
    />
  )
  const page = { frame: 'desk', title: call.said.title[visit.language], current: deskAddress, body } as const
  return visit.show(page, tried ? 422 : 200)
}

async function waysOf(visit: Visit, call: Call, { ways }: CallHooks) {
  const open = ways.filter(({ needs }) => visit.may(needs, call.institution))
  const noted = await Promise.all(
    open.map(async ({ href, text, note }) => ({
      href: href(call),
      text: text(visit.language),
      note: note ? await note(visit, call) : '',
    })),
  )
  return noted.filter(({ note }) => note !== null)
}
