import { NotFound } from '../../platform/outcome.ts'
import { may, Routes } from '../../platform/web/routes.ts'
import type { Visit } from '../../platform/web/visit.ts'
import { lawOfToday } from '../law/index.ts'
import { CallPage, CallsPage, type DeskFilter, deskAddress } from './desk-pages.tsx'
import { namesHere } from './names.ts'
import { audiences, type Call, callState, directions } from './rules.ts'
import { callsOf, findCall } from './store.ts'
import type { CallHooks } from './ways.ts'
import { callWords } from './words.ts'

/** The office's pages of calls. */
export function deskRoutes(hooks: CallHooks): Routes {
  return new Routes()
    .get(deskAddress, may('calls.read'), showList)
    .get(`${deskAddress}/:id`, may('calls.read'), (visit) => showCall(visit, hooks))
}

async function showList(visit: Visit): Promise<Response> {
  const { institution } = visit.place('calls.read')
  const t = callWords(visit.language)
  const today = visit.house.clock.today()
  const filter = filterOf(visit)
  const [found, law] = await Promise.all([
    callsOf(visit.within(institution), {
      words: filter.words,
      audience: audiences.find((one) => one === filter.audience),
      direction: directions.find((one) => one === filter.direction),
    }),
    lawOfToday(visit.house, institution),
  ])
  const calls = found
    .map((call) => ({ call, state: callState(call, today) }))
    .filter(({ state }) => (filter.state ? state === filter.state : state !== 'archived'))
  const body = <CallsPage t={t} calls={calls} filter={filter} law={law} />
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

async function showCall(visit: Visit, hooks: CallHooks): Promise<Response> {
  const call = await callHere(visit)
  const [law, nameOf, ways] = await Promise.all([
    lawOfToday(visit.house, call.institution),
    namesHere(visit, call.institution),
    waysOf(visit, call, hooks),
  ])
  const body = (
    <CallPage
      t={callWords(visit.language)}
      call={call}
      said={call.said}
      state={callState(call, visit.house.clock.today())}
      law={law}
      nameOf={nameOf}
      ways={ways}
    />
  )
  return visit.show({ frame: 'desk', title: call.said.title[visit.language], current: deskAddress, body })
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
