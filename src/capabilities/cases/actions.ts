import type { Tx } from '../../platform/database/index.ts'
import { tell } from '../../platform/listeners.ts'
import type { Refusal } from '../../platform/outcome.ts'
import { NotFound } from '../../platform/outcome.ts'
import { check, composeDays, type Problem, type Typed } from '../../platform/web/form.ts'
import { foldWords } from '../../platform/words/fold.ts'
import { nextNumber } from '../correspondence/index.ts'
import { isMandated } from './access.ts'
import { tellFollowers } from './follows.ts'
import { tellStep } from './letters.ts'
import { type Act, type Ground, groundFor, groundOf, type View, viewOf } from './moment.ts'
import type { Procedure } from './procedure.ts'
import {
  isClosed,
  nextDay,
  openDeadlines,
  opensAnswers,
  sectionsAt,
  situationOf,
  understood,
  waitsFor,
  whyNot,
} from './rules.ts'
import {
  type Case,
  caseOfRequest,
  countMove,
  holdCase,
  insertCase,
  lastAction,
  nameOfPerson,
  personOfAccount,
  replaceDeadlines,
  replaceWords,
  saveChange,
  savePerson,
  saveTyped,
  writeJournal,
} from './store.ts'

export interface Opening {
  readonly accountId: string
  readonly email: string
  readonly language: string
  readonly typed: Typed
  /** Made with the form: the same form sent twice makes one case. */
  readonly requestKey: string | null
}

/** Opens a case for an account's person and gives its id. */
export async function openCase(act: Act, procedure: Procedure, opening: Opening): Promise<string> {
  const ground = await groundOf(act.house, act.institution, procedure)
  const db = act.house.database.within(act.institution)
  return db.transaction().execute(async (tx) => {
    const person = await personOfAccount(tx, act.institution, opening.accountId, opening)
    return opened(tx, act, ground, procedure, { ...opening, person, title: opening.email, arrives: false })
  })
}

export interface OfficeOpening {
  readonly personId: string
  /** What is known already, as it would be typed. */
  readonly typed: Typed
  readonly requestKey: string | null
}

/**
 * Opens a case for a person, with or without an account, by the office or a dean's office: it has arrived at once and has its
 * number, and whoever the procedure names fills in the rest. Gives its id; the same request opens one case. Throws NotFound
 * for a person of another institution.
 */
export async function openCaseFor(act: Act, procedure: Procedure, opening: OfficeOpening): Promise<string> {
  const ground = await groundOf(act.house, act.institution, procedure)
  const db = act.house.database.within(act.institution)
  return db.transaction().execute((tx) => openCaseWithin(tx, act, ground, procedure, opening))
}

/** As `openCaseFor`, within a transaction that does more. @param ground asked before it began */
export async function openCaseWithin(
  tx: Tx,
  act: Act,
  ground: Ground,
  procedure: Procedure,
  opening: OfficeOpening,
): Promise<string> {
  const title = await nameOfPerson(tx, opening.personId)
  if (!title) throw new NotFound()
  return opened(tx, act, ground, procedure, { ...opening, person: opening.personId, title, arrives: true })
}

interface Opened {
  readonly person: string
  readonly title: string
  readonly typed: Typed
  readonly requestKey: string | null
  readonly arrives: boolean
}

async function opened(tx: Tx, act: Act, ground: Ground, procedure: Procedure, given: Opened): Promise<string> {
  const { person, arrives, ...written } = given
  const id = await insertCase(tx, person, {
    ...written,
    institution: act.institution,
    procedure: procedure.name,
    stage: procedure.starts,
    waits: waitsFor(procedure, procedure.starts),
    at: act.house.clock.now(),
  })
  if (!id) {
    const before = given.requestKey ? await caseOfRequest(tx, given.requestKey) : null
    if (!before) throw new NotFound()
    return before
  }
  const held = await holdCase(tx, id)
  if (!held) throw new NotFound()
  const arrival = arrives ? await arrive(tx, act, await viewOf(ground, tx, procedure, held)) : null
  await record(tx, act, ground, procedure, held, {
    action: 'open',
    to: procedure.starts,
    input: given.typed,
    arrival,
  })
  return id
}

/**
 * Keeps answers as they were typed, whether or not they can be understood yet. Unsent answers are the subject's own paper:
 * the journal takes them up when they are sent.
 */
export async function keepAnswers(act: Act, procedure: Procedure, caseId: string, typed: Typed): Promise<boolean> {
  const forAnother = act.acting !== undefined || act.party !== 'subject'
  const ground = forAnother ? await groundOf(act.house, act.institution, procedure) : null
  return act.house.database
    .within(act.institution)
    .transaction()
    .execute(async (tx) => {
      const held = await holdCase(tx, caseId)
      if (!held || !opensAnswers(procedure, held.stage, act.party)) return false
      const known = new Set(
        sectionsAt(procedure, held.stage, act.party).flatMap((section) => procedure.sections[section] ?? []),
      )
      const own = Object.entries(typed).filter(([name]) => known.has(name.replace(/\.(day|month|year)$/, '')))
      const merged = { ...held.typed, ...Object.fromEntries(own) }
      if (ground) await noteAnswers(tx, act, ground, procedure, held, merged)
      await saveTyped(tx, caseId, merged, procedure.person(understood(procedure, merged)).shownAs || held.title)
      return true
    })
}

// What another writes for the person is written down with the name, and dates that follow from it are counted anew; what it
// was stays the person's own paper until it is sent.
async function noteAnswers(tx: Tx, act: Act, ground: Ground, procedure: Procedure, held: Case, typed: Typed) {
  const changed = Object.keys(typed).filter((name) => (held.typed[name] ?? '') !== typed[name])
  if (changed.length === 0) return
  const input = { facts: [...new Set(changed.map((name) => name.split('.')[0]))] }
  await record(tx, act, ground, procedure, { ...held, typed }, { action: 'answers.changed', input, recounts: true })
}

/** Keeps, beside the answers, facts that no page of questions asks; the caller holds the case and writes the journal. */
export function keepKnown(tx: Tx, { id, typed, title }: Case, known: Typed): Promise<void> {
  return saveTyped(tx, id, { ...typed, ...known }, title)
}

export type StepOutcome =
  | { readonly kind: 'done'; readonly stage: string }
  | { readonly kind: 'slipped'; readonly problems: readonly Problem[] }
  | { readonly kind: 'refused'; readonly refusals: readonly Refusal[] }
  /** Somebody else was first. */
  | { readonly kind: 'changed'; readonly by: string; readonly at: Date; readonly action: string }

export interface StepTaken {
  readonly name: string
  readonly typed: Typed
  /** The version of the case that the person was looking at. */
  readonly version: number
}

/** Takes a step: checks who, whence, what is missing and what the rules say, then changes everything in one transaction. */
export async function takeStep(act: Act, procedure: Procedure, caseId: string, taken: StepTaken): Promise<StepOutcome> {
  const step = Object.hasOwn(procedure.steps, taken.name) ? procedure.steps[taken.name] : undefined
  if (!step) throw new NotFound()
  const input = step.asks ? check(step.asks, taken.typed) : { ok: true as const, typed: {} }
  const ground = await groundOf(act.house, act.institution, procedure)
  const db = act.house.database.within(act.institution)
  return db.transaction().execute(async (tx): Promise<StepOutcome> => {
    const held = await holdCase(tx, caseId)
    if (!held) throw new NotFound()
    if (!isMandated(act.acting, step.mandate)) return { kind: 'refused', refusals: [{ key: 'step.notForYou' }] }
    if (held.version !== taken.version) return changed(tx, held)
    const view = await viewOf(ground, tx, procedure, held)
    const refusals = whyNot(procedure, taken.name, act.party, held, view.situation, view.items)
    if (refusals.length > 0) return { kind: 'refused', refusals }
    if (!input.ok) return { kind: 'slipped', problems: input.problems }
    const misfits = step.misfits?.(composeDays(input.typed), view.situation) ?? []
    if (misfits.length > 0) return { kind: 'slipped', problems: misfits }

    const given = { ...answersTo(step, input.typed), ...(await registered(tx, view, step.register)) }
    const arrival = step.arrives ? await arrive(tx, act, view) : null
    const facts = settledFacts(view, step, given)
    const after = await record(tx, act, ground, procedure, held, {
      action: taken.name,
      to: step.to,
      input: inputOf(view, step, given),
      arrival,
      ...(facts ? { facts } : {}),
    })
    const situation = { ...view.situation, stage: step.to, facts: arrival?.facts ?? facts ?? view.situation.facts }
    const moment = { ...view, situation, standing: { ...held, ...after } }
    await tellStep(tx, act, moment, taken.name, given)
    await tellFollowers(tx, act, moment, taken.name)
    const about = { tx, house: act.house, institution: act.institution, caseId, by: act.by }
    await step.also?.({ ...about, personId: held.subjectId, input: given, situation })
    return { kind: 'done', stage: step.to }
  })
}

type AnyStep = Procedure['steps'][string]

// What nobody answered is an empty answer: a mail may speak of it.
function answersTo(step: AnyStep, typed: Typed): Typed {
  const open = Object.keys(step.asks?.shape ?? {}).map((field) => [field, ''])
  return { ...Object.fromEntries(open), ...composeDays(typed) }
}

// The journal holds the answers that a step hands in.
function inputOf(view: View, step: AnyStep, typed: Typed) {
  return step.arrives || answersLate(view, step) ? { ...typed, facts: view.situation.facts } : typed
}

function answersLate({ procedure, standing }: View, step: AnyStep): boolean {
  return step.needs !== undefined && (procedure.later?.[standing.stage]?.sections ?? []).length > 0
}

// Null: the facts stay as they are, or arrive whole.
function settledFacts(view: View, step: AnyStep, given: Typed): Readonly<Record<string, unknown>> | null {
  const late = answersLate(view, step)
  if (step.arrives || (!late && !step.settles)) return null
  return { ...(late ? view.situation.facts : view.standing.facts), ...step.settles?.(given, view.situation) }
}

async function registered(tx: Tx, { institution, law }: View, register: string | undefined): Promise<Typed> {
  if (!register) return {}
  const year = Number(law.day.slice(0, 4))
  const sequence = await nextNumber(tx, institution.id, register, year)
  return {
    registered: `${institution.short.en}-${register[0]?.toUpperCase()}-${year}/${String(sequence).padStart(4, '0')}`,
  }
}

async function changed(tx: Tx, held: Case): Promise<StepOutcome> {
  const last = await lastAction(tx, held.id)
  return { kind: 'changed', by: last?.by_name ?? '', at: last?.at ?? held.stageSince, action: last?.action ?? '' }
}

// Answers become facts, and the person is who the answers say.
async function arrive(tx: Tx, act: Act, { procedure, standing, situation }: View): Promise<Arrival> {
  const person = procedure.person(situation.facts)
  if (person.shownAs) await savePerson(tx, standing.subjectId, person)
  const title = person.shownAs || ((await nameOfPerson(tx, standing.subjectId)) ?? standing.title)
  return {
    at: standing.arrivedAt ?? act.house.clock.now(),
    facts: situation.facts,
    title,
    summary: procedure.columns(situation),
    unit: procedure.unit?.(situation) ?? null,
    searched: [title, ...(person.searched ?? [])],
    guarded: person.numbers ?? [],
  }
}

// The case gets its number the first time and can be found by its words.
async function numbered(tx: Tx, act: Act, ground: Ground, procedure: Procedure, held: Case, arrival: Arrival) {
  const year = Number(ground.law.day.slice(0, 4))
  const number = held.number ?? (await caseNumber(tx, act, procedure, year))
  const fold = (texts: Arrival['searched']) => new Set(texts.flatMap((text) => foldWords(text ?? '')))
  const words = fold([...arrival.searched, number])
  await replaceWords(
    tx,
    { institution: act.institution, procedure: procedure.name, caseId: held.id, arrivedAt: arrival.at },
    { words, guarded: fold(arrival.guarded).difference(words) },
    held.arrivedAt !== null,
  )
  return number
}

async function caseNumber(tx: Tx, act: Act, procedure: Procedure, year: number): Promise<string> {
  const sequence = await nextNumber(tx, act.institution, procedure.name, year)
  const parts = [act.institution.toUpperCase(), procedure.series, year, String(sequence).padStart(5, '0')]
  return parts.filter(Boolean).join('-')
}

export interface Recorded {
  readonly action: string
  readonly input: unknown
  /** The stage that it leads to; absent: the case stays where it is. */
  readonly to?: string
  readonly arrival?: Arrival | null
  /** Facts as they are from now on, when the change touches them and nothing arrives. */
  readonly facts?: Readonly<Record<string, unknown>>
  /** The dates are counted anew although nothing of the case has changed: the law has. */
  readonly recounts?: boolean
}

interface Arrival {
  readonly at: Date
  readonly facts: Readonly<Record<string, unknown>>
  readonly title: string
  readonly summary: unknown
  readonly unit: string | null
  /** The texts that a search finds the case by, beside its number. */
  readonly searched: readonly (string | undefined)[]
  /** Those that only whoever may look at papers finds it by. */
  readonly guarded: readonly (string | undefined)[]
}

/** Writes the journal and what is kept beside it: stage, dates, counts. Every change of a case comes through here. */
export async function record(
  tx: Tx,
  act: Act,
  ground: Ground,
  procedure: Procedure,
  held: Case,
  what: Recorded,
): Promise<Partial<Case>> {
  const at = act.house.clock.now()
  const stage = what.to ?? held.stage
  const moves = held.version === 0 || stage !== held.stage
  const after = {
    stage,
    stageSince: moves ? at : held.stageSince,
    facts: what.arrival?.facts ?? what.facts ?? held.facts,
    arrivedAt: held.arrivedAt ?? what.arrival?.at ?? null,
    title: what.arrival?.title ?? held.title,
    version: held.version + 1,
  }
  const { background } = await groundFor(ground, tx, procedure, held)
  const deadlines = openDeadlines(procedure, situationOf(procedure, { ...held, ...after }, ground.law, background))
  const waits = waitsFor(procedure, stage)

  await writeJournal(tx, {
    institution: act.institution,
    caseId: held.id,
    seq: after.version,
    at,
    by: act.by,
    action: what.action,
    from: held.version === 0 ? null : held.stage,
    to: stage,
    input: what.input,
  })
  if (moves || what.facts || what.arrival || what.recounts)
    await replaceDeadlines(tx, act.institution, held.id, deadlines, waits)
  if (moves) {
    await countMove(tx, act.institution, procedure.name, held.version === 0 ? null : held.stage, stage)
  }
  // The register's row stays locked from here to the commit, and everybody who applies waits for it: so it comes late.
  const number = what.arrival ? await numbered(tx, act, ground, procedure, held, what.arrival) : held.number
  await saveChange(tx, held.id, {
    stage,
    waits,
    closed: isClosed(procedure, stage),
    stageChanged: moves,
    at,
    version: after.version,
    nextDate: nextDay(deadlines),
    facts: what.facts,
    arrival: what.arrival && number ? { ...what.arrival, number } : null,
  })
  if (after.arrivedAt) {
    const { institution, house } = act
    const moved = { from: held.stage, to: stage, version: after.version, arrives: held.arrivedAt === null }
    const about = { institution, caseId: held.id, procedure: procedure.name, number, at, action: what.action }
    await tell(tx, house, { kind: 'case', ...about, ...moved })
  }
  return { ...after, number }
}
