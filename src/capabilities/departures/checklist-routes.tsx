import { isUuid } from '../../platform/database/ids.ts'
import { NotFound, type Outcome } from '../../platform/outcome.ts'
import { may, Routes } from '../../platform/web/routes.ts'
import type { Visit } from '../../platform/web/visit.ts'
import { type Tried, typedAgain } from '../cases/index.ts'
import { lawOfToday } from '../law/index.ts'
import { archiveLine, type OfficeAct, writeLine } from './checklist-actions.ts'
import { ChecklistsPage, checklistsAddress, LinePage } from './checklist-pages.tsx'
import { type ChecklistLine, lineForm, lineProblems } from './checklist-rules.ts'
import { changesOfLine, checklistOf } from './checklist-store.ts'
import { departuresWords } from './words.ts'

/** The checklists, as data that the office keeps. */
export function checklistRoutes(): Routes {
  return new Routes()
    .get(checklistsAddress, may('cases.read'), showList)
    .get(`${checklistsAddress}/new`, may('cases.work'), (visit) =>
      showLine(visit, null, { typed: { purpose: 'all', need: 'must' }, problems: [] }),
    )
    .post(`${checklistsAddress}/new`, may('cases.work'), (visit) => write(visit, null))
    .get(`${checklistsAddress}/:id`, may('cases.read'), async (visit) => showLine(visit, await lineHere(visit)))
    .post(`${checklistsAddress}/:id`, may('cases.work'), async (visit) => write(visit, await lineHere(visit)))
    .post(`${checklistsAddress}/:id/archive`, may('cases.work'), async (visit) => {
      const line = await lineHere(visit)
      await archiveLine(actOf(visit), line, (await visit.typed()).away === 'yes')
      return visit.go(`${checklistsAddress}/${line.id}`)
    })
}

const here = (visit: Visit) => visit.within(visit.place('cases.read').institution)

async function showList(visit: Visit): Promise<Response> {
  const t = departuresWords(visit.language)
  const filter = {
    country: visit.query('country') ?? '',
    purpose: visit.query('purpose') ?? '',
    archived: visit.query('state') === 'archived',
  }
  const lines = (await checklistOf(here(visit))).filter(
    (one) =>
      one.archived === filter.archived &&
      (!filter.country || one.country === null || one.country === filter.country) &&
      (!filter.purpose || one.purpose === null || one.purpose === filter.purpose),
  )
  const mayWork = visit.may('cases.work', visit.place('cases.read').institution)
  const body = <ChecklistsPage {...{ t, lines, filter, mayWork }} law={await lawOfToday(visit.house)} />
  return visit.show({ frame: 'desk', title: t('checklists.title'), current: checklistsAddress, body })
}

async function lineHere(visit: Visit): Promise<ChecklistLine> {
  const found = (await checklistOf(here(visit))).find(({ id }) => id === visit.param('id'))
  if (!found) throw new NotFound()
  return found
}

function actOf(visit: Visit): OfficeAct {
  return { house: visit.house, institution: visit.place('cases.work').institution, by: visit.by }
}

const freshId = (id: string | undefined) => (id && isUuid(id) ? id : crypto.randomUUID())

async function write(visit: Visit, line: ChecklistLine | null): Promise<Response> {
  const form = await visit.form(lineForm)
  const law = await lawOfToday(visit.house)
  const problems = form.ok ? lineProblems(form.value, law.day, law) : form.problems
  if (!form.ok || problems.length > 0) return showLine(visit, line, { typed: form.typed, problems })
  const id = line?.id ?? freshId(form.typed.id)
  const outcome = await writeLine(actOf(visit), id, form.value, Number(form.typed.seen))
  if (outcome.ok) return visit.go(`${checklistsAddress}/${id}?done=saved`)
  return showLine(visit, line, { typed: form.typed, problems: [] }, outcome)
}

const typedLine = ({ country, purpose, said }: ChecklistLine) => ({
  ...typedAgain(said, ['checkedOn']),
  country: country ?? '',
  purpose: purpose ?? 'all',
})

async function showLine(
  visit: Visit,
  line: ChecklistLine | null,
  tried: Tried = { typed: line ? typedLine(line) : {}, problems: [] },
  refused?: Extract<Outcome, { ok: false }>,
): Promise<Response> {
  const t = departuresWords(visit.language)
  const body = (
    <LinePage
      t={t}
      law={await lawOfToday(visit.house)}
      id={line?.id ?? freshId(tried.typed.id)}
      line={line}
      {...tried}
      changes={line ? await changesOfLine(here(visit), line.id) : []}
      mayWork={visit.may('cases.work', visit.place('cases.read').institution)}
      notice={visit.query('done') === 'saved' ? t('line.saved') : null}
      refusal={refused ? t.find(refused.refusal.key) : null}
    />
  )
  const page = { frame: 'desk', title: t('checklists.title'), current: checklistsAddress, body } as const
  return visit.show(page, refused ? 409 : tried.problems.length > 0 ? 422 : 200)
}
