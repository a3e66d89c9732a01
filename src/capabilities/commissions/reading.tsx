import { isUuid } from '../../platform/database/ids.ts'
import { stringAt } from '../../platform/database/json.ts'
import type { Href, Html } from '../../platform/jsx-runtime.ts'
import { NotFound } from '../../platform/outcome.ts'
import type { Typed } from '../../platform/web/form.ts'
import type { Visit } from '../../platform/web/visit.ts'
import type { Call } from '../calls/index.ts'
import { findCase, groundOf, sayAnswer, type View, viewOf } from '../cases/index.ts'
import { filePage, findFile, recordLook } from '../documents/index.ts'
import { mobility } from '../mobility/index.ts'
import type { Act } from './act.ts'
import { declareConflict } from './conflict-actions.ts'
import { noteForm, readMarks, whyForm } from './forms.ts'
import { noSlip, type Slip } from './overview-page.tsx'
import { papersShown } from './papers.ts'
import { confirmReading } from './reading-actions.ts'
import { type Application, ReadingPage } from './reading-page.tsx'
import { candidateHere } from './reading-store.ts'
import { readCriteria } from './rules.ts'
import type { Commission, Member } from './store.ts'
import { commissionsWords } from './words.ts'

/** A reader at work, whether with an account or behind a link. */
export interface Desk {
  readonly act: Act
  readonly call: Call
  readonly commission: Commission
  readonly member: Member
  readonly action: Href
  readonly back: Href
  readonly fileAt: (caseId: string, fileId: string) => Href
}

/** What of an application its readers see. No passport, no day of birth, no address. */
const shown = [
  ...(['unit', 'department', 'post', 'level', 'course', 'group', 'specialty', 'studiesSince', 'timesBefore'] as const),
  ...(['choice1', 'choice2', 'choice3', 'choice4', 'choice5', 'purpose', 'from', 'to'] as const),
  ...(['language', 'languageLevel', 'languageProof', 'motivation', 'recommended', 'unitReason'] as const),
]

async function viewFor(visit: Visit, { commission }: Desk, caseId: string): Promise<View> {
  const { institution } = commission
  const db = visit.within(institution)
  return viewOf(await groundOf(visit.house, institution, mobility), db, mobility, await findCase(db, caseId))
}

async function hereFor(visit: Visit, { commission, member }: Desk, caseId: string) {
  const db = visit.within(commission.institution)
  const candidate = isUuid(caseId) ? await candidateHere(db, commission, caseId) : null
  const reading = candidate?.readings.find((one) => one.member === member.id)
  if (!candidate || !reading) throw new NotFound()
  return { candidate, reading }
}

/** The page on which a member reads one application; throws NotFound for one that is not theirs to read. */
export async function readingBody(
  visit: Visit,
  desk: Desk,
  caseId: string,
  slip = noSlip,
  refusal: string | null = null,
) {
  const { candidate, reading } = await hereFor(visit, desk, caseId)
  const { sheet } = desk.commission
  if (!sheet) throw new NotFound()
  const t = commissionsWords(visit.language)
  const view = await viewFor(visit, desk, caseId)
  // Whoever has a conflict reads nothing of the applicant any more.
  const out = reading.state === 'out' || candidate.withdrawn
  return (
    <ReadingPage
      {...{ t, sheet, candidate, refusal, member: desk.member, members: desk.commission.members }}
      {...{ typed: slip.typed, problems: slip.problems, action: desk.action, back: desk.back }}
      call={desk.call.said.title[visit.language]}
      application={applicationOf(view, visit, sheet.papers, out)}
      fileAt={(id) => desk.fileAt(caseId, id)}
    />
  )
}

function applicationOf(view: View, visit: Visit, papers: readonly string[], out: boolean): Application {
  const { standing, situation, procedure } = view
  const about = { name: standing.title, family: stringAt(standing.facts, 'family'), number: standing.number }
  if (out) return { ...about, answers: [], papers: [] }
  const say = procedure.words(visit.language)
  const known: Typed = { ...standing.typed, ...factsTyped(standing.facts) }
  const answers = shown.flatMap((fact) => {
    const value = sayAnswer(procedure, fact, known, situation, visit.language)
    return value ? [{ term: say.find(`fact.${fact}`) ?? fact, value }] : []
  })
  return { ...about, answers, papers: papersShown(view, papers, visit.language) }
}

// What steps settled stands among the facts alone: what the unit said.
function factsTyped(facts: Readonly<Record<string, unknown>> | null): Typed {
  const texts = Object.entries(facts ?? {}).filter((one): one is [string, string] => typeof one[1] === 'string')
  return Object.fromEntries(texts)
}

/** Opens a paper for a reader and writes down the look; throws NotFound for any that the sheet does not show. */
export async function readerFile(visit: Visit, desk: Desk, caseId: string, fileId: string): Promise<Response> {
  const { candidate, reading } = await hereFor(visit, desk, caseId)
  const types = desk.commission.sheet?.papers ?? []
  const view = await viewFor(visit, desk, caseId)
  const mine = reading.state !== 'out' && !candidate.withdrawn
  const known = papersShown(view, types, visit.language).some(({ id }) => id === fileId)
  const db = visit.within(desk.commission.institution)
  const file = mine && known ? await findFile(db, fileId) : null
  if (!file || file.caseId !== caseId) throw new NotFound()
  const { institution } = desk.commission
  await recordLook(db, { institution, fileId, caseId, by: desk.act.by, at: visit.house.clock.now() })
  return filePage(visit.house, file)
}

/** Takes marks or a conflict of interest; null when it is done, otherwise the page that says what is wrong. */
export async function takeReading(
  visit: Visit,
  desk: Desk,
  typed: Typed,
): Promise<{ body: Html; slipped: boolean } | null> {
  const caseId = typed.case ?? ''
  await hereFor(visit, desk, caseId)
  const place = { callId: desk.call.id, caseId, memberId: desk.member.id }
  const again = async (slip: Slip, refusal: string | null = null) => ({
    body: await readingBody(visit, desk, caseId, slip, refusal),
    slipped: slip.problems.length > 0,
  })
  const t = commissionsWords(visit.language)
  if (typed.do === 'conflict') {
    const form = visit.checked(whyForm, typed)
    if (!form.ok) return again(form)
    await declareConflict(desk.act, { ...place, why: form.value.why, own: true })
    return null
  }
  const { sheet } = desk.commission
  if (!sheet) throw new NotFound()
  const { marks, problems } = readMarks(sheet, readCriteria(sheet), typed)
  const note = visit.checked(noteForm, typed)
  const all = [...problems, ...(note.ok ? [] : note.problems)]
  if (!note.ok || all.length > 0) return again({ typed, problems: all })
  const outcome = await confirmReading(desk.act, place, marks, note.value.note)
  return outcome.ok ? null : again({ typed, problems: [] }, t.find(outcome.refusal.key))
}
