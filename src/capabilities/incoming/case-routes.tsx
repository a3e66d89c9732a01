import { isUuid } from '../../platform/database/ids.ts'
import { NotFound, type Outcome } from '../../platform/outcome.ts'
import type { Problem, Typed } from '../../platform/web/form.ts'
import { may, Routes, signedIn } from '../../platform/web/routes.ts'
import type { Visit } from '../../platform/web/visit.ts'
import { type Case, deskAct, findCase, groundOf, inCase, record } from '../cases/index.ts'
import { findInstitution } from '../institutions/index.ts'
import { openLinksOf, revokeLink } from '../one-time-links/index.ts'
import { claim, provedAddress, unclaimed } from './claiming.ts'
import { marksFrom } from './facts.ts'
import { dbHere, sayRefusal } from './here.ts'
import { incoming } from './incoming.ts'
import { markForm, marksOpen, putMark } from './marks.ts'
import { MarksPage } from './marks-page.tsx'
import { tellStudent } from './nominating.ts'
import { incomingWords } from './words.ts'

const base = '/desk/incoming-mobility/cases/:id'

/** What belongs to one guest's case: the link sent again, courses and marks, and how it becomes the student's own. */
export function caseRoutes(): Routes {
  return new Routes()
    .post(`${base}/link`, may('cases.work'), sendAgain)
    .get(`${base}/marks`, may('cases.read'), (visit) => showMarks(visit, null))
    .post(`${base}/marks`, may('cases.work'), put)
    .post(`${base}/marks/:mark/removal`, may('cases.work'), async (visit) => {
      const { id } = await caseHere(visit)
      return answered(visit, {}, await putMark(deskAct(visit), id, markHere(visit), null))
    })
    .post('/my/:institution/incoming/:id/claim', signedIn, claimHere)
}

async function caseHere(visit: Visit): Promise<Case> {
  const standing = await findCase(dbHere(visit), visit.param('id'))
  if (standing?.procedure !== incoming.name) throw new NotFound()
  return standing
}

// A fresh link to the address of the case; those before it open nothing any more.
async function sendAgain(visit: Visit): Promise<Response> {
  const standing = await caseHere(visit)
  const act = deskAct(visit)
  if (standing.accountId || standing.closedAt) throw new NotFound()
  const typed = await visit.typed()
  const key = isUuid(typed.key ?? '') ? (typed.key ?? '') : crypto.randomUUID()
  await inCase(act, incoming, standing.id, async (tx, held, ground) => {
    const before = await openLinksOf(tx, held.id)
    if (!before.includes(key)) for (const id of before) await revokeLink(tx, id, act.by.name, act.house.clock.now())
    if (await tellStudent(tx, act, ground, held.id, key))
      await record(tx, act, ground, incoming, held, { action: 'linked', input: {} })
    return { ok: true, value: undefined }
  })
  return visit.go(`/desk/cases/incoming/${standing.id}`)
}

interface Slip {
  readonly typed: Typed
  readonly problems: readonly Problem[]
  readonly notice?: string
}

async function showMarks(visit: Visit, slip: Slip | null): Promise<Response> {
  const standing = await caseHere(visit)
  const t = incomingWords(visit.language)
  const { law } = await groundOf(visit.house, standing.institution, incoming)
  const marks = marksFrom(standing.facts?.marks)
  const edited = marks.find(({ id }) => id === (slip?.typed.id ?? visit.query('mark'))) ?? null
  const mayWork = visit.may('cases.work', standing.institution) && marksOpen.includes(standing.stage)
  const body = (
    <MarksPage
      {...{ t, law, marks, edited, mayWork }}
      caseId={standing.id}
      title={standing.title}
      formId={edited?.id ?? (isUuid(slip?.typed.id ?? '') ? (slip?.typed.id ?? '') : crypto.randomUUID())}
      typed={slip?.typed ?? { ...edited }}
      problems={slip?.problems ?? []}
      notice={slip?.notice ?? null}
    />
  )
  const page = { frame: 'desk', title: t('marks.title'), current: '/desk/cases/incoming', body } as const
  return visit.show(page, slip?.notice ? 409 : slip ? 422 : 200)
}

async function put(visit: Visit): Promise<Response> {
  const { id } = await caseHere(visit)
  const form = await visit.form(markForm)
  if (!form.ok) return showMarks(visit, { typed: form.typed, problems: form.problems })
  const mark = isUuid(form.typed.id ?? '') ? (form.typed.id ?? '') : crypto.randomUUID()
  return answered(visit, form.typed, await putMark(deskAct(visit), id, mark, form.value))
}

function answered(visit: Visit, typed: Typed, outcome: Outcome): Promise<Response> | Response {
  if (outcome.ok) return visit.go(`/desk/incoming-mobility/cases/${visit.param('id')}/marks`)
  return showMarks(visit, { typed, problems: [], notice: sayRefusal(visit, outcome) })
}

function markHere(visit: Visit): string {
  const id = visit.param('mark')
  if (!isUuid(id)) throw new NotFound()
  return id
}

// Whoever has proved the address that the partner gave needs no link.
async function claimHere(visit: Visit): Promise<Response> {
  const institution = await findInstitution(visit.house.database.shared, visit.param('institution'))
  const { accountId } = visit.account
  const mail = await provedAddress(visit.house.database.shared, accountId)
  if (!institution || !mail) throw new NotFound()
  const waiting = await unclaimed(visit.within(institution.id), mail)
  const id = waiting.find((one) => one.id === visit.param('id'))?.id
  if (!id) throw new NotFound()
  const by = { ...visit.by, role: 'subject' }
  await claim({ house: visit.house, institution: institution.id, by, party: 'subject' }, id, accountId, null)
  return visit.go(`/my/${institution.id}/${id}`)
}
