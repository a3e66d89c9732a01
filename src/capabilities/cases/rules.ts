import type { z } from 'zod'
import { type Day, dayOf } from '../../platform/days.ts'
import type { Refusal } from '../../platform/outcome.ts'
import { askedAs } from '../../platform/web/fields.ts'
import { check, composeDays, type Problem, type Typed } from '../../platform/web/form.ts'
import type { Deadline, Law } from '../law/index.ts'
import type { Party, Procedure, Situation, Step, Waits, WantedDocument } from './procedure.ts'

/** A case as the rules see it. */
export interface Standing {
  readonly stage: string
  readonly typed: Typed
  readonly facts: Readonly<Record<string, unknown>> | null
  readonly openedAt: Date
  readonly arrivedAt: Date | null
  readonly stageSince: Date
}

export type DocumentState = 'missing' | 'uploaded' | 'shown' | 'accepted' | 'returned' | 'waived'

/** A line of the checklist: what is wanted, and how it stands. */
export interface ChecklistItem {
  readonly wanted: WantedDocument
  readonly state: DocumentState
  readonly documentId: string | null
  readonly reason: string | null
  readonly files: readonly KeptFile[]
  readonly earlier: readonly KeptFile[]
}

export interface KeptFile {
  readonly id: string
  readonly name: string
  readonly kind: string
  readonly bytes: number
  readonly pages: number
  readonly hasThumbnail: boolean
  readonly uploadedAt: Date
}

export interface KeptDocument {
  readonly id: string
  readonly type: string
  readonly state: string
  readonly reason: string | null
  readonly round: number
  readonly files: readonly (KeptFile & { readonly round: number })[]
}

/** The situation that a procedure's functions are asked about. */
export function situationOf(
  procedure: Procedure,
  standing: Standing,
  law: Law,
  background: unknown,
): Situation<unknown> {
  return {
    facts: factsOf(procedure, standing),
    stage: standing.stage,
    stageSince: dayOf(standing.stageSince),
    opened: dayOf(standing.openedAt),
    arrived: standing.arrivedAt ? dayOf(standing.arrivedAt) : null,
    today: law.day,
    law,
    background,
  }
}

function factsOf(procedure: Procedure, { stage, typed, facts }: Standing): Readonly<Record<string, unknown>> {
  if (isEditable(procedure, stage)) return { ...settledIn(procedure, facts), ...understood(procedure, typed) }
  const asked = (procedure.later?.[stage]?.sections ?? []).flatMap((section) => procedure.sections[section] ?? [])
  const answered = Object.entries(asked.length > 0 ? understood(procedure, typed) : {})
  return { ...facts, ...Object.fromEntries(answered.filter(([fact]) => asked.includes(fact))) }
}

// What steps have settled stays while answers are open: no section asks it, so nobody can have changed it.
function settledIn(procedure: Procedure, facts: Standing['facts']): Readonly<Record<string, unknown>> {
  const asked = new Set<string>(Object.values(procedure.sections).flat())
  return Object.fromEntries(Object.entries(facts ?? {}).filter(([fact]) => !asked.has(fact)))
}

/** The answers that can be understood so far, each by itself. */
export function understood(procedure: Procedure, typed: Typed): Readonly<Record<string, unknown>> {
  const composed = composeDays(typed)
  const facts: Record<string, unknown> = {}
  for (const [name, schema] of schemas(procedure)) {
    const read = composed[name] === undefined ? null : schema.safeParse(composed[name])
    if (read?.success) facts[name] = read.data
  }
  return facts
}

export function schemas(procedure: Procedure): [string, z.ZodType][] {
  const shape: Record<string, z.ZodType> = procedure.facts.shape
  return Object.entries(shape)
}

export function schemaOf(procedure: Procedure, fact: string): z.ZodType {
  const found = schemas(procedure).find(([name]) => name === fact)
  if (!found) throw new RangeError(`${procedure.name} has no fact ${fact}`)
  return found[1]
}

export function isEditable(procedure: Procedure, stage: string): boolean {
  return procedure.editable.includes(stage)
}

/** The pages of questions that are the matter of a stage; those with a guarded fact are none of a dean's office. */
export function sectionsAt(procedure: Procedure, stage: string, party: Party = 'subject'): readonly string[] {
  const all = sectionsOf(procedure, stage)
  const guarded = (section: string) => procedure.sections[section]?.some((fact) => procedure.guarded?.includes(fact))
  return party === 'unit' ? all.filter((section) => !guarded(section)) : all
}

function sectionsOf(procedure: Procedure, stage: string): readonly string[] {
  const here = procedure.later?.[stage]
  if (here) return here.sections ?? []
  const later = Object.values(procedure.later ?? {}).flatMap((one) => one?.sections ?? [])
  return Object.keys(procedure.sections).filter((section) => !later.includes(section))
}

/** May a party fill in cases of a procedure: at this stage, or without one at any? */
export function fills({ fills: who = ['subject'] }: Procedure, party: Party, stage?: string): boolean {
  if (isArray(who)) return who.includes(party)
  return (stage === undefined ? Object.values(who) : [who[stage]]).some((parties) => parties?.includes(party))
}

/** The stages of what an office sees: what only its person fills in begins as their own paper. */
export function stagesSeen(procedure: Procedure): readonly string[] {
  const shared = fills(procedure, 'office', procedure.starts) || fills(procedure, 'unit', procedure.starts)
  return Object.keys(procedure.stages).filter((stage) => shared || stage !== procedure.starts)
}

/** May a party answer questions at this stage? */
export function opensAnswers(procedure: Procedure, stage: string, party: Party = 'subject'): boolean {
  if (!fills(procedure, party, stage)) return false
  return isEditable(procedure, stage) || (procedure.later?.[stage]?.sections ?? []).length > 0
}

/** May a party add papers at this stage? */
export function opensPapers(procedure: Procedure, stage: string, party: Party = 'subject'): boolean {
  return fills(procedure, party, stage) && (isEditable(procedure, stage) || procedure.later?.[stage]?.papers === true)
}

/** Has a party something to fill in at this stage? */
export function isOpen(procedure: Procedure, stage: string, party: Party = 'subject'): boolean {
  return opensAnswers(procedure, stage, party) || opensPapers(procedure, stage, party)
}

/** Is a paper asked of this party? */
export function brings({ wanted }: Pick<ChecklistItem, 'wanted'>, party: Party): boolean {
  return (wanted.from ?? ['subject', 'office']).includes(party)
}

/** The papers that a party may still do something about: after the decision those that are settled stand back. */
export function openPapers(
  procedure: Procedure,
  stage: string,
  items: readonly ChecklistItem[],
  party: Party = 'subject',
): readonly ChecklistItem[] {
  if (!opensPapers(procedure, stage, party)) return []
  const own = items.filter((item) => brings(item, party))
  return isEditable(procedure, stage) ? own : own.filter((item) => !isSettled(item))
}

/** May the office judge papers at this stage? */
export function judgesPapers(procedure: Procedure, stage: string): boolean {
  return waitsFor(procedure, stage) === 'office' || procedure.later?.[stage]?.papers === true
}

/** The step that ends what a party has to fill in at a stage: it is taken on the page where everything is looked at again. */
export function concludingStep(procedure: Procedure, stage: string, party: Party = 'subject'): string | null {
  return stepsOf(procedure, stage, party).find(([, step]) => step.needs)?.[0] ?? null
}

export function waitsFor(procedure: Procedure, stage: string): Waits {
  const waits = procedure.stages[stage]
  if (!waits) throw new RangeError(`${procedure.name} has no stage ${stage}`)
  return waits
}

export function isClosed(procedure: Procedure, stage: string): boolean {
  return waitsFor(procedure, stage) === 'closed'
}

/** The questions of a section that are asked as things stand. */
export function askedFacts(procedure: Procedure, section: string, situation: Situation<unknown>): readonly string[] {
  return (procedure.sections[section] ?? []).filter((fact) => procedure.asked?.(fact, situation) ?? true)
}

/** What is wrong with a section's answers: each by itself, against its list, and together. */
export function sectionProblems(
  procedure: Procedure,
  section: string,
  standing: Standing,
  situation: Situation<unknown>,
): Problem[] {
  const facts = askedFacts(procedure, section, situation)
  const composed = composeDays(standing.typed)
  const found: Problem[] = []
  for (const fact of facts) {
    const schema = schemaOf(procedure, fact)
    const read = check(schemaAlone(procedure, fact), { ...composed, [fact]: composed[fact] ?? '' })
    if (!read.ok) found.push(...read.problems)
    else if (!isListed(procedure, fact, schema, composed[fact] ?? '', situation))
      found.push({ field: fact, key: 'form.choose' })
  }
  const alone = new Set(found.map((problem) => problem.field))
  const together = procedure.disagree?.(situation) ?? []
  for (const { fact, refusal } of together) {
    if (facts.includes(fact) && !alone.has(fact))
      found.push({ field: fact, key: refusal.key, ...(refusal.params ? { params: refusal.params } : {}) })
  }
  return found
}

const picked = new WeakMap<Procedure, Map<string, z.ZodType>>()

// zod compiles a schema when it is first used: one made anew for every question would be compiled for every question.
function schemaAlone(procedure: Procedure, fact: string): z.ZodType {
  const own = picked.get(procedure) ?? new Map<string, z.ZodType>()
  picked.set(procedure, own)
  const schema = own.get(fact) ?? procedure.facts.pick({ [fact]: true })
  own.set(fact, schema)
  return schema
}

function isListed(
  procedure: Procedure,
  fact: string,
  schema: z.ZodType,
  value: string,
  situation: Situation<unknown>,
): boolean {
  if (askedAs(schema).as === 'country') return situation.law.country(value) !== null
  const choices = procedure.choices?.(fact, situation)
  if (!choices || choices.length === 0) return true
  return value === '' ? schema.safeParse('').success : choices.some((choice) => choice.value === value)
}

/** All problems of the sections of the stage that a party is asked, in their order. */
export function answerProblems(
  procedure: Procedure,
  standing: Standing,
  situation: Situation<unknown>,
  party: Party = 'subject',
) {
  return sectionsAt(procedure, standing.stage, party).map((section) => ({
    section,
    problems: sectionProblems(procedure, section, standing, situation),
  }))
}

export function checklist(
  procedure: Procedure,
  situation: Situation<unknown>,
  kept: readonly KeptDocument[],
): ChecklistItem[] {
  return (procedure.documents?.(situation) ?? []).map((wanted) => {
    const document = kept.find((candidate) => candidate.type === wanted.type)
    const files = document?.files.filter((file) => file.round === document.round) ?? []
    return {
      wanted,
      state: stateOf(document, files.length),
      documentId: document?.id ?? null,
      reason: document?.reason ?? null,
      files,
      earlier: document?.files.filter((file) => file.round < document.round) ?? [],
    }
  })
}

const states: readonly DocumentState[] = ['uploaded', 'shown', 'accepted', 'returned', 'waived']

function stateOf(document: KeptDocument | undefined, files: number): DocumentState {
  const state = states.find((known) => known === document?.state) ?? 'missing'
  return state === 'uploaded' && files === 0 ? 'missing' : state
}

export const isThere = (item: ChecklistItem) => !['missing', 'returned'].includes(item.state)
export const isSettled = (item: ChecklistItem) => ['accepted', 'waived'].includes(item.state)

/** What of a paper lay before somebody's eyes: its state and its files. A decision about another state is none. */
export function whatWasSeen(item: ChecklistItem): string {
  return [item.state, ...item.files.map(({ id }) => id)].join(' ')
}

/** The steps that a party could take from here, whether or not something still stands against them. */
export function stepsOf(procedure: Procedure, stage: string, party: Party): [string, Step<string, unknown, unknown>][] {
  return Object.entries(procedure.steps).filter(
    ([, step]) => list(step.from).includes(stage) && list(step.by).includes(party),
  )
}

/** Why a step can't be taken: every reason, each with its rule and what would make it possible. Empty: it can. */
export function whyNot(
  procedure: Procedure,
  name: string,
  party: Party,
  standing: Standing,
  situation: Situation<unknown>,
  items: readonly ChecklistItem[],
): Refusal[] {
  const step = procedure.steps[name]
  if (!step || !list(step.by).includes(party)) return [{ key: 'step.notYours' }]
  if (!list(step.from).includes(standing.stage)) return [{ key: 'step.notFromHere', params: { stage: standing.stage } }]
  const reasons: Refusal[] = []
  // What another party brings stands in nobody's way but the office's, which sends the whole.
  const asked = party === 'office' ? items : items.filter((item) => brings(item, party))
  if (step.needs) reasons.push(...missing(step.needs, procedure, standing, situation, asked, party))
  const incomplete = items.some((item) => !item.wanted.optional && !isThere(item))
  if (step.whenSomethingIsMissing && !incomplete)
    reasons.push({ key: 'step.nothingToAsk', remedy: 'step.nothingToAsk.remedy' })
  const rule = step.unless?.(situation)
  if (rule) reasons.push(rule)
  return reasons
}

function missing(
  needs: NonNullable<Step<string, unknown, unknown>['needs']>,
  procedure: Procedure,
  standing: Standing,
  situation: Situation<unknown>,
  items: readonly ChecklistItem[],
  party: Party,
): Refusal[] {
  const reasons: Refusal[] = []
  const answers = answerProblems(procedure, standing, situation, party).filter(({ problems }) => problems.length > 0)
  if (needs !== 'every-document-accepted' && answers.length > 0) {
    reasons.push({ key: 'step.answersMissing', params: { count: answers.length } })
  }
  if (needs === 'every-answer') return reasons
  const wanted = items.filter((item) => !item.wanted.optional)
  const absent = wanted.filter((item) => !isThere(item)).length
  if (absent > 0)
    reasons.push({ key: 'step.documentsMissing', params: { count: absent }, remedy: 'step.documentsMissing.remedy' })
  const open = wanted.filter((item) => isThere(item) && !isSettled(item)).length
  if (needs === 'every-document-accepted' && open > 0) {
    reasons.push({ key: 'step.documentsOpen', params: { count: open }, remedy: 'step.documentsOpen.remedy' })
  }
  return reasons
}

export function openDeadlines(procedure: Procedure, situation: Situation<unknown>): readonly Deadline[] {
  return isClosed(procedure, situation.stage) ? [] : (procedure.deadlines?.(situation) ?? [])
}

export function nextDay(deadlines: readonly Deadline[]): Day | null {
  return deadlines.map((deadline) => deadline.due).sort()[0] ?? null
}

export function list<Item>(one: Item | readonly Item[]): readonly Item[] {
  return isArray(one) ? one : [one]
}

function isArray<Item, Other>(one: Other | readonly Item[]): one is readonly Item[] {
  return Array.isArray(one)
}
