import { createHash } from 'node:crypto'
import { refuse } from '../../platform/outcome.ts'
import { type Language, languages, type Text } from '../../platform/words/languages.ts'
import { claim, type Received } from '../documents/index.ts'
import type { Institution } from '../institutions/index.ts'
import { type AgreementAct, changing, heldHere } from './actions.ts'
import { type Draft, draftsOf, insertDraft, insertPaper, voidAnswers } from './answer-store.ts'
import type { Agreement } from './rules.ts'
import { type Named, sayParties } from './said.tsx'
import { agreementsWords } from './words.ts'

/** The paragraphs of a text in the languages in which it is signed; empty in the others. */
export type Paragraphs = Text

/** What is signed of an agreement, in one order: the words that a hash stands for. */
export function saidOf(one: Agreement, text: Paragraphs): Readonly<Record<string, unknown>> {
  const three = (words: Text | null) => words && [words.en, words.ru, words.ky]
  return {
    title: three(one.title),
    kind: one.kind,
    parties: one.parties.map(({ partner, name }) => [partner, name]),
    subject: three(one.subject),
    fields: [...one.fields],
    exchange: [...one.exchange],
    places: one.places.map(({ direction, level, perYear, months }) => [direction, level, perYear, months]),
    specialties: one.specialties,
    term: [one.from, one.until, one.renewsItself, one.renewMonths, one.noticeDays],
    text: { en: text.en, ru: text.ru, ky: text.ky },
  }
}

export const hashOf = (said: unknown): string => createHash('sha256').update(JSON.stringify(said)).digest('hex')

/** The paragraphs of a version; null where it is a file. */
export function paragraphsOf({ said }: Draft): Paragraphs | null {
  const text = said.text
  if (typeof text !== 'object' || text === null) return null
  const found = new Map<string, unknown>(Object.entries(text))
  const [en, ru, ky] = languages.map((language) => String(found.get(language) ?? ''))
  return { en: en ?? '', ru: ru ?? '', ky: ky ?? '' }
}

/** The template that a first version begins with, in a language. */
export function templateText(one: Agreement, institution: Institution, named: Named, language: Language): string {
  const t = agreementsWords(language)
  const subject = one.subject?.[language] || t('template.subject')
  return t('template.text', { institution: institution.name[language], parties: sayParties(t, one, named), subject })
}

interface NewDraft {
  readonly key: string
  readonly about: string
  readonly text: Paragraphs | null
  readonly file: Received | null
}

/** Writes the next version, as words or as a file; what was asked and answered about the last one counts no more. */
export function writeDraft(act: AgreementAct, id: string, given: NewDraft) {
  return changing(act, id, async (tx, reading) => {
    const held = await heldHere(tx, id, reading)
    if (!held.caseId) return refuse('road.none')
    const drafts = await draftsOf(tx, id)
    if (!mayDraft(held, drafts)) return refuse('draft.notNow')
    const at = act.house.clock.now()
    const said = given.file ? { file: given.file.sha256, name: given.file.name } : saidOf(held, given.text ?? empty)
    const hash = hashOf(said)
    const last = drafts.at(-1)
    // The same form twice, or nothing new.
    if (last?.hash === hash) return refuse('draft.same')
    if (given.file) {
      await claim(tx, given.file)
      const about = { id: given.key, what: 'draft', title: given.about, at, by: act.by.name }
      await insertPaper(tx, { institution: act.institution, agreementId: id }, given.file, about)
    }
    const number = (last?.number ?? 0) + 1
    const paperId = given.file ? given.key : null
    const draft = { number, said, hash, paperId, about: given.about, at, byName: act.by.name }
    await insertDraft(tx, act.institution, id, draft)
    await voidAnswers(tx, id, at)
    return { before: { draft: last?.number ?? null }, after: { draft: number } }
  })
}

/** The text is changed while it is drafted; one that came on its road from outside still gets its first. */
export const mayDraft = ({ keptState, caseId }: Agreement, drafts: readonly Draft[]): boolean =>
  caseId !== null &&
  (keptState === 'proposed' ||
    keptState === 'drafted' ||
    (drafts.length === 0 && (keptState === 'approving' || keptState === 'signing')))

const empty: Paragraphs = { en: '', ru: '', ky: '' }

/** Has anything that is signed been changed since the version was written? */
export const isOlder = (one: Agreement, draft: Draft): boolean => {
  const text = paragraphsOf(draft)
  return text !== null && hashOf(saidOf(one, text)) !== draft.hash
}
