import { addDays, type Day } from '../../platform/days.ts'
import type { Text } from '../../platform/words/languages.ts'
import type { AskedPhoto, ChecklistItem, Packed, Procedure, View } from '../cases/index.ts'
import type { Asked, FileCheck } from './checks.ts'
import { type Fault, photoFaults } from './photo-rules.ts'

export type AnyPacked = Packed<string, unknown, unknown>

/** A paper of a package: how it stands, what is printed of it, what is wrong and what is worth a look. */
export interface Line {
  readonly type: string
  readonly title: Text
  readonly state: ChecklistItem['state']
  readonly isOptional: boolean
  readonly files: readonly PrintedFile[]
  readonly pages: number
  readonly faults: readonly Fault[]
  /** Why it is not needed, or came back. */
  readonly reason: string
  readonly photo: AskedPhoto | null
}

export interface PrintedFile {
  readonly id: string
  readonly name: string
  readonly kind: string
  readonly bytes: number
  readonly check: FileCheck
}

export interface Plan {
  readonly kind: string
  readonly packed: AnyPacked
  readonly lines: readonly Line[]
  readonly isWhole: boolean
  /** Why no reason makes it possible: not at this stage, too large, nothing to print. */
  readonly refusal: Fault | null
}

/** Bytes of papers that one package prints at most: what the printer holds in memory. */
export const mostBytes = 150_000_000
/** Calendar days in which the end of a paper is worth a word. */
const soon = 90

/** The package of this name, if the procedure has one. */
export function packedOf(procedure: Procedure, kind: string): AnyPacked | null {
  const packages = procedure.packages ?? {}
  return Object.hasOwn(packages, kind) ? (packages[kind] ?? null) : null
}

/** The papers of a package in their order, of those that this case wants. */
export function itemsOf({ items }: View, packed: AnyPacked): ChecklistItem[] {
  return packed.documents.flatMap((type) => items.find(({ wanted }) => wanted.type === type) ?? [])
}

/** What has to be looked into before it is known whether the package is whole. */
export function filesToCheck(items: readonly ChecklistItem[]): Asked[] {
  return items.flatMap(({ files, wanted }) =>
    files.map(({ id, kind }) => ({ id, kind, isPhoto: wanted.photo !== undefined && kind !== 'pdf' })),
  )
}

/** How a package stands. @param ends the last days of papers, as they are known */
export function planOf(
  view: View,
  kind: string,
  packed: AnyPacked,
  checks: ReadonlyMap<string, FileCheck>,
  ends: ReadonlyMap<string, Day>,
): Plan {
  const { today } = view.situation
  const lines = itemsOf(view, packed).map((item) => lineOf(item, checks, ends.get(item.wanted.type) ?? null, today))
  const isWhole = lines.every(({ faults }) => !faults.some(({ stops }) => stops))
  return { kind, packed, lines, isWhole, refusal: refusalOf(packed, view.standing.stage, lines) }
}

function refusalOf(packed: AnyPacked, stage: string, lines: readonly Line[]): Fault | null {
  const refuse = (key: string) => ({ key: `fault.${key}`, params: {}, stops: true })
  if (!packed.stages.includes(stage)) return refuse('notNow')
  const bytes = lines.flatMap(({ files }) => files).reduce((sum, file) => sum + file.bytes, 0)
  if (bytes > mostBytes) return refuse('tooMuch')
  const forms = packed.forms?.length ?? 0
  return forms > 0 || lines.some(({ pages }) => pages > 0) ? null : refuse('nothing')
}

const nothing: FileCheck = { pages: 1, problem: null, photo: null }

function lineOf(
  { wanted, state, files, reason }: ChecklistItem,
  checks: ReadonlyMap<string, FileCheck>,
  ends: Day | null,
  today: Day,
): Line {
  const all = files.map(({ id, name, kind, bytes }) => ({ id, name, kind, bytes, check: checks.get(id) ?? nothing }))
  const lies = !['missing', 'returned', 'waived'].includes(state)
  const printed = lies ? all.filter(({ check }) => !check.problem) : []
  const looked = lies ? all.flatMap((file) => fileFaults(file, wanted.photo)) : []
  const ended = lies ? endFaults(ends, today) : []
  return {
    type: wanted.type,
    title: wanted.title,
    state,
    isOptional: wanted.optional === true,
    files: printed,
    pages: printed.reduce((sum, { check }) => sum + check.pages, 0),
    faults: [...stateFaults(state, wanted.optional === true, files.length), ...looked, ...ended],
    reason: reason ?? '',
    photo: wanted.photo ?? null,
  }
}

function stateFaults(state: Line['state'], isOptional: boolean, files: number): Fault[] {
  const fault = (key: string, stops = true) => [{ key: `fault.${key}`, params: {}, stops }]
  if (state === 'missing') return isOptional ? [] : fault('missing')
  if (state === 'returned') return fault('returned', !isOptional)
  if (state === 'uploaded') return fault('notAccepted')
  return state === 'waived' || files > 0 ? [] : fault('onlyShown')
}

function fileFaults({ name, kind, check }: PrintedFile, asked: AskedPhoto | undefined): Fault[] {
  if (check.problem) return [{ key: `fault.${check.problem}`, params: { name }, stops: true }]
  if (!asked) return []
  if (kind === 'pdf') return [{ key: 'photo.notPicture', params: { name }, stops: true }]
  return check.photo ? photoFaults(asked, check.photo) : []
}

function endFaults(ends: Day | null, today: Day): Fault[] {
  if (!ends || ends > addDays(today, soon)) return []
  const isOver = ends < today
  return [{ key: isOver ? 'fault.ended' : 'fault.endsSoon', params: { day: ends }, stops: isOver }]
}

/** Every reason why it is not whole, with the paper it is about. */
export function shortcomings({ lines }: Pick<Plan, 'lines'>) {
  return lines.flatMap(({ type, title, faults }) =>
    faults.filter(({ stops }) => stops).map((fault) => ({ type, title, fault })),
  )
}
