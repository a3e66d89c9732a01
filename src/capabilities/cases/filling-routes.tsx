import type { House } from '../../platform/house.ts'
import { NotFound } from '../../platform/outcome.ts'
import { typeset } from '../../platform/typesetting/index.ts'
import type { Problem, Typed } from '../../platform/web/form.ts'
import { type Guard, Routes } from '../../platform/web/routes.ts'
import type { Page, Visit } from '../../platform/web/visit.ts'
import { filePage, findFile, pdfPage, recordLook, thumbnailPage, unfinishedOf } from '../documents/index.ts'
import { keepAnswers } from './actions.ts'
import { wordsInUse } from './letters.ts'
import type { Act, View } from './moment.ts'
import { AnswersPage } from './my-answers-page.tsx'
import { CheckPage } from './my-check-page.tsx'
import { DocumentsPage } from './my-documents-page.tsx'
import { addressOf, partyOf } from './my-place.ts'
import { takeForm, uploadRoutes } from './my-upload-routes.ts'
import { panelsOn } from './panel.ts'
import { takeAwayFile } from './papers.ts'
import {
  answerProblems,
  askedFacts,
  brings,
  isEditable,
  isOpen,
  openPapers,
  opensAnswers,
  opensPapers,
  sectionProblems,
  sectionsAt,
  situationOf,
} from './rules.ts'
import { casesWords, type ExplainedRefusal, explain } from './words.ts'

/** Through which pages a case is filled in: its subject's own, or those of an office that does it for them. */
export interface FillingDoor {
  /** The address that `/answers`, `/documents`, `/files`, `/papers` and `/check` stand below. */
  readonly base: string
  readonly guard: Guard
  /** The case, as the reader may fill it in; throws NotFound where they may not. */
  readonly view: (visit: Visit) => Promise<View>
  readonly act: (visit: Visit, view: View) => Act
  /** The case's page with why the answers can't be changed. */
  readonly closed: (visit: Visit, view: View, why: string) => Promise<Response>
}

/** Questions, papers and the check of a case, wherever they are filled in. */
export function fillingRoutes(house: House, door: FillingDoor): Routes {
  const { base, guard, view, act } = door
  return new Routes()
    .get(`${base}/answers/:section`, guard, async (visit) => {
      const seen = await view(visit)
      return showAnswers(visit, door, seen, seen.standing.typed, [])
    })
    .post(`${base}/answers/:section`, guard, async (visit) => saveAnswers(visit, door, await view(visit)))
    .post(`${base}/answers`, guard, async (visit) => {
      const seen = await view(visit)
      const kept = await keepAnswers(act(visit, seen), seen.procedure, seen.standing.id, await visit.typed())
      return visit.json({ kept }, kept ? 200 : 409)
    })
    .get(`${base}/documents`, guard, async (visit) => showDocuments(visit, await view(visit)))
    .post(`${base}/documents/:type`, guard, async (visit) => uploadTo(visit, door, await view(visit)))
    .also(
      uploadRoutes(house, base, guard, async (visit) => {
        const seen = await view(visit)
        return { view: seen, act: act(visit, seen), address: addressOf(seen), link: null }
      }),
    )
    .get(`${base}/files/:file`, guard, async (visit) => {
      const seen = await view(visit)
      const file = await fileHere(visit, seen)
      if (seen.acting || seen.filler) await noteLook(visit, act(visit, seen), seen, file.id)
      return filePage(house, file)
    })
    .get(`${base}/files/:file/thumbnail`, guard, async (visit) =>
      thumbnailPage(house, await fileHere(visit, await view(visit))),
    )
    .post(`${base}/files/:file/removal`, guard, async (visit) => {
      const seen = await view(visit)
      const { id } = await fileHere(visit, seen)
      const outcome = await takeAwayFile(act(visit, seen), seen.procedure, seen.standing.id, id)
      if (outcome.ok) return visit.go(`${addressOf(seen)}/documents`)
      const { text } = explain(outcome.refusal, seen.procedure, seen.law, visit.language)
      return showDocuments(visit, seen, [text], 409)
    })
    .get(`${base}/papers/:paper`, guard, async (visit) => paperToSign(visit, await view(visit)))
    .get(`${base}/check`, guard, async (visit) => {
      const seen = await view(visit)
      const open = isOpen(seen.procedure, seen.standing.stage, partyOf(seen))
      return open ? showCheck(visit, seen) : visit.go(addressOf(seen))
    })
}

// The person's papers are looked at by somebody else: that is written down, as the desk's looks are.
function noteLook(visit: Visit, { by }: Act, view: View, fileId: string): Promise<void> {
  const { institution, id } = view.standing
  return recordLook(visit.within(institution), { institution, fileId, caseId: id, by, at: visit.house.clock.now() })
}

// A file of another case is none; nor is one of a paper that is not asked of whoever fills in here.
async function fileHere(visit: Visit, view: View) {
  const file = await findFile(visit.within(view.standing.institution), visit.param('file'))
  const hidden =
    view.filler && !view.items.some((item) => item.wanted.type === file?.type && brings(item, partyOf(view)))
  if (file?.caseId !== view.standing.id || hidden) throw new NotFound()
  return file
}

function pageOf(visit: Visit, view: View, body: Page['body'], module?: string): Page {
  const { institution } = view.standing
  const title = view.procedure.words(visit.language)('name')
  const modules = module ? { modules: [module] } : {}
  if (!view.filler) return { frame: 'my', institution, title, body, ...modules }
  const current = view.filler.party === 'unit' ? '/desk/unit' : (`/desk/cases/${view.procedure.name}` as const)
  return { frame: 'desk', current, title, body, ...modules }
}

async function showAnswers(visit: Visit, door: FillingDoor, view: View, typed: Typed, problems: readonly Problem[]) {
  const section = visit.param('section')
  const { procedure, standing } = view
  if (!Object.hasOwn(procedure.sections, section)) throw new NotFound()
  const open = opensAnswers(procedure, standing.stage, partyOf(view))
  if (!open || !sectionsAt(procedure, standing.stage, partyOf(view)).includes(section))
    return door.closed(visit, view, casesWords(visit.language)('answers.closed'))
  const body = <AnswersPage view={view} section={section} typed={typed} problems={problems} language={visit.language} />
  return visit.show(pageOf(visit, view, body, 'answers'), problems.length > 0 ? 422 : 200)
}

async function saveAnswers(visit: Visit, door: FillingDoor, before: View) {
  const section = visit.param('section')
  const { procedure } = before
  if (!Object.hasOwn(procedure.sections, section)) throw new NotFound()
  const given = await visit.typed()
  const kept = await keepAnswers(door.act(visit, before), procedure, before.standing.id, given)
  if (!kept || !sectionsAt(procedure, before.standing.stage, partyOf(before)).includes(section))
    return door.closed(visit, before, casesWords(visit.language)('answers.closed'))
  const standing = { ...before.standing, typed: { ...before.standing.typed, ...given } }
  const view = {
    ...before,
    standing,
    situation: situationOf(procedure, standing, before.law, before.situation.background),
  }
  // An answer may bring a new question on the same page: it is shown before it is missed.
  const asked = askedFacts(procedure, section, before.situation)
  if (askedFacts(procedure, section, view.situation).some((fact) => !asked.includes(fact)))
    return visit.go(`${addressOf(view)}/answers/${section}`)
  const problems = sectionProblems(procedure, section, standing, view.situation)
  if (problems.length > 0) return showAnswers(visit, door, view, standing.typed, problems)

  const sections = sectionsAt(procedure, standing.stage, partyOf(view))
  const next = sections[sections.indexOf(section) + 1]
  if (next) return visit.go(`${addressOf(view)}/answers/${next}`)
  const papers = openPapers(procedure, standing.stage, view.items, partyOf(view)).length > 0
  return visit.go(`${addressOf(view)}/${papers ? 'documents' : 'check'}`)
}

async function showDocuments(
  visit: Visit,
  view: View,
  notTaken: readonly string[] = [],
  status: 200 | 409 | 422 = 200,
) {
  if (!opensPapers(view.procedure, view.standing.stage, partyOf(view))) return visit.go(addressOf(view))
  const complete = answerProblems(view.procedure, view.standing, view.situation, partyOf(view)).every(
    ({ problems }) => problems.length === 0,
  )
  const body = (
    <DocumentsPage
      view={view}
      language={visit.language}
      notTaken={notTaken}
      at={visit.param('type')}
      complete={complete}
      unfinished={await unfinishedOf(visit.within(view.standing.institution), view.standing.id)}
      panels={await panelsOn('papers', visit, view)}
    />
  )
  return visit.show(pageOf(visit, view, body, 'upload'), status)
}

async function uploadTo(visit: Visit, door: FillingDoor, view: View) {
  const files = { view, act: door.act(visit, view), address: addressOf(view), link: null }
  const { notTaken, refused } = await takeForm(visit, files)
  if (notTaken.length === 0) return visit.go(`${addressOf(view)}/documents#${visit.param('type')}`)
  return refused
    ? showDocuments(visit, view, notTaken, 409)
    : showDocuments(visit, await door.view(visit), notTaken, 422)
}

async function paperToSign(visit: Visit, view: View) {
  const paper = view.procedure.papers?.[visit.param('paper')]
  const wanted = view.items.some((item) => item.wanted.made === visit.param('paper') && brings(item, partyOf(view)))
  if (!paper || !wanted) throw new NotFound()
  const incomplete = answerProblems(view.procedure, view.standing, view.situation, partyOf(view)).some(
    ({ problems }) => problems.length > 0,
  )
  if (incomplete && isEditable(view.procedure, view.standing.stage)) return visit.go(`${addressOf(view)}/documents`)
  const language = paper.language(view.situation)
  const issued = { day: view.law.day, caseNumber: view.standing.number ?? '', input: {}, by: visit.account.email }
  const db = visit.within(view.standing.institution)
  const content = paper.content(view.situation, issued, await wordsInUse(db, view, visit.param('paper'), issued))
  const title = paper.subject[language]
  return pdfPage(
    await typeset(await paper.template(), content, { title, language, madeAt: view.standing.openedAt }),
    `${title}.pdf`,
  )
}

/** The page on which everything is looked at again, with what stands against the step that ends it. */
export function showCheck(
  visit: Visit,
  view: View,
  typed: Typed = {},
  problems: readonly Problem[] = [],
  refusals: readonly ExplainedRefusal[] = [],
) {
  const body = <CheckPage view={view} language={visit.language} typed={typed} problems={problems} refusals={refusals} />
  return visit.show(pageOf(visit, view, body), problems.length > 0 ? 422 : refusals.length > 0 ? 409 : 200)
}
