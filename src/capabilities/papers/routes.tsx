import type { House } from '../../platform/house.ts'
import { NotFound, type Refusal } from '../../platform/outcome.ts'
import type { Typed } from '../../platform/web/form.ts'
import { may, Routes } from '../../platform/web/routes.ts'
import type { Visit } from '../../platform/web/visit.ts'
import { deskAct, deskView, explain, journalOf, type Procedure, sayNotTaken, type View } from '../cases/index.ts'
import { findFile, letGo, readUpload, smallThumbnailPage } from '../documents/index.ts'
import { attest, describePaper, moveOriginal, type Place, removeAttestation } from './actions.ts'
import { attestationsOf } from './attestation-store.ts'
import { PaperPage, paperAddress, type Slip } from './paper-page.tsx'
import {
  attestationForm,
  attestationProblems,
  moveForm,
  recordForm,
  recordOf,
  recordProblems,
  requestKey,
} from './rules.ts'
import { movesOf, recordsOf, undescribed } from './store.ts'
import { recordWords } from './words.ts'

const paper = '/desk/cases/:procedure/:id/documents/:type'

/** The page of each paper at the desk, and what an officer writes there. */
export function paperRoutes(house: House, procedures: readonly Procedure[]): Routes {
  const view = (visit: Visit) => deskView(visit, procedures)
  return new Routes()
    .get(paper, may('papers.look'), async (visit) => showPaper(visit, await view(visit)))
    .post(`${paper}/record`, may('cases.work'), async (visit) => enterRecord(visit, await view(visit)))
    .post(`${paper}/originals`, may('cases.work'), async (visit) => enterMove(visit, await view(visit)))
    .post(`${paper}/attestations`, may('cases.work'), async (visit) => enterAttestation(visit, await view(visit)))
    .post(`${paper}/attestations/:attestation/removal`, may('cases.work'), async (visit) => {
      const seen = await view(visit)
      const id = requestKey.safeParse(visit.param('attestation'))
      if (!id.success) throw new NotFound()
      await removeAttestation(placeOf(visit, seen), id.data)
      return visit.go(`${paperAddress(seen, visit.param('type'))}#attestations`)
    })
    .get('/desk/cases/:procedure/:id/files/:file/thumbnail', may('papers.look'), async (visit) => {
      const { standing } = await view(visit)
      const file = await findFile(visit.within(standing.institution), visit.param('file'))
      if (file?.caseId !== standing.id) throw new NotFound()
      return smallThumbnailPage(house, file)
    })
}

function placeOf(visit: Visit, { procedure, standing }: View): Place {
  return { act: deskAct(visit), procedure, caseId: standing.id, type: visit.param('type') }
}

async function showPaper(visit: Visit, view: View, slip: Slip | null = null): Promise<Response> {
  const { institution, id } = view.standing
  const t = recordWords(visit.language)
  const item = view.items.find(({ wanted }) => wanted.type === visit.param('type'))
  if (!item) throw new NotFound()
  const db = visit.within(institution)
  const [records, moves, journal, attestations] = await Promise.all([
    recordsOf(db, id),
    movesOf(db, id),
    journalOf(db, id),
    item.documentId ? attestationsOf(db, item.documentId) : [],
  ])
  const saved = visit.query('done')
  const body = (
    <PaperPage
      t={t}
      view={view}
      item={item}
      described={records.get(item.wanted.type) ?? undescribed}
      moves={moves.filter(({ type }) => type === item.wanted.type)}
      attestations={attestations}
      journal={journal}
      today={visit.house.clock.today()}
      mayWork={visit.may('cases.work', institution)}
      slip={slip}
      notice={!slip && saved ? t.find(`done.${saved}`) : null}
    />
  )
  const title = item.wanted.title[visit.language]
  const page = { frame: 'desk', title, current: `/desk/cases/${view.procedure.name}`, body } as const
  return visit.show(page, slip?.refused ? 409 : slip ? 422 : 200)
}

/** A colleague was first, or it can't be so: what was typed stays on the page that shows how things are now. */
async function refused(visit: Visit, view: View, form: string, typed: Typed, refusal: Refusal): Promise<Response> {
  const own = recordWords(visit.language).find(refusal.key, refusal.params)
  const text = own ?? explain(refusal, view.procedure, view.law, visit.language).text
  return showPaper(visit, view, { form, typed, problems: [], refused: text })
}

async function enterRecord(visit: Visit, view: View): Promise<Response> {
  const form = await visit.form(recordForm)
  const { typed } = form
  const problems = form.ok ? recordProblems(form.value, view.law.day, view.law) : form.problems
  if (!form.ok || problems.length > 0) return showPaper(visit, view, { form: 'record', typed, problems })
  const outcome = await describePaper(placeOf(visit, view), recordOf(form.value), typed.seen ?? '')
  if (!outcome.ok) return refused(visit, view, 'record', typed, outcome.refusal)
  return visit.go(`${paperAddress(view, visit.param('type'))}?done=record#record`)
}

async function enterMove(visit: Visit, view: View): Promise<Response> {
  const form = await visit.form(moveForm)
  const { typed } = form
  const name = typed.move ?? ''
  if (!form.ok) return showPaper(visit, view, { form: name, typed, problems: form.problems })
  const key = requestKey.safeParse(typed.key)
  const place = placeOf(visit, view)
  const entered = await moveOriginal(place, form.value, key.success ? key.data : crypto.randomUUID(), typed.seen ?? '')
  if (entered.ok === 'slipped') return showPaper(visit, view, { form: name, typed, problems: entered.problems })
  if (!entered.ok) return refused(visit, view, name, typed, entered.refusal)
  if (typed.from === 'list') return visit.go('/desk/originals?given=yes')
  return visit.go(`${paperAddress(view, place.type)}?done=${form.value.move}#original`)
}

async function enterAttestation(visit: Visit, view: View): Promise<Response> {
  const { received, notTaken, fields: typed } = await readUpload(visit.c, visit.house)
  const form = visit.checked(attestationForm, typed)
  const name = typed.kind ?? ''
  const problems = form.ok ? attestationProblems(form.value, view.law.day, view.law) : form.problems
  const [unread] = notTaken
  if (!form.ok || problems.length > 0 || unread) {
    await letGo(visit.house, received)
    const slip = { form: name, typed, problems }
    return showPaper(visit, view, unread ? { ...slip, refused: sayNotTaken(unread, visit.language) } : slip)
  }
  const key = requestKey.safeParse(typed.key)
  const outcome = await attest(placeOf(visit, view), form.value, received, key.success ? key.data : crypto.randomUUID())
  if (!outcome.ok) return refused(visit, view, name, typed, outcome.refusal)
  return visit.go(`${paperAddress(view, visit.param('type'))}?done=attestation#attestations`)
}
