import { type Day, readDay } from '../../platform/days.ts'
import { composeDays } from '../../platform/web/form.ts'
import type { Procedure, Waits } from './procedure.ts'
import { stagesSeen } from './rules.ts'

export const sorts = ['arrived', 'next', 'name', 'changed'] as const
export type Sort = (typeof sorts)[number]
export const dues = ['overdue', 'week', 'none'] as const
export type Due = (typeof dues)[number]
export const waiting = ['office', 'subject', 'others'] as const satisfies readonly Waits[]

/** Columns that every procedure has; its own stand beside them as `own.citizenship`. */
export const engineColumns = ['number', 'stage', 'waits', 'since', 'owner', 'arrived', 'next'] as const
export type EngineColumn = (typeof engineColumns)[number]
export type ShownColumn = EngineColumn | `own.${string}`

export const isDayColumn = (column: ShownColumn) => ['since', 'arrived', 'next'].includes(column)

/** Papers of any type: the filter for cases where one of them, whichever, is not accepted yet. */
export const anyPaper = 'any'

/** Where the last page ended: what it is sorted by, and the case. */
export interface Cursor {
  readonly value: string
  readonly id: string
}

/** What a list shows, in which order, from where on: all of it stands in the address of the list. */
export interface Filter {
  readonly stage: string | null
  /** Whoever reads it, nobody, everybody, or an account. */
  readonly owner: string
  readonly waits: (typeof waiting)[number] | null
  readonly own: Readonly<Record<string, string>>
  /** A unit of the institution, with those below it. */
  readonly unit: string | null
  readonly paper: string | null
  readonly due: Due | null
  /** Only cases with a question that nobody has answered. */
  readonly asked: boolean
  readonly from: Day | null
  readonly to: Day | null
  /** Only cases in which something has happened since: how another program keeps up. */
  readonly changedSince: Date | null
  readonly search: string
  readonly sort: Sort
  readonly columns: readonly ShownColumn[]
  readonly after: Cursor | null
}

export function defaultColumns(procedure: Procedure): readonly ShownColumn[] {
  return ['number', ...procedure.listed.map((name) => `own.${name}` as const), 'stage', 'arrived', 'next']
}

/** All columns in the order in which they stand. */
export function allColumns(procedure: Procedure): readonly ShownColumn[] {
  const own = procedure.listed.map((name) => `own.${name}` as const)
  return ['number', ...own, 'stage', 'waits', 'since', 'owner', 'arrived', 'next']
}

/** Reads the address of a list. What cannot be understood filters nothing: an address may be old, or typed by hand. */
export function readFilter(query: URLSearchParams, procedure: Procedure): Filter {
  // The database takes neither a zero byte nor half a letter.
  const clean = [...query].map(([name, value]) => [name, value.replaceAll('\0', '').toWellFormed()] as const)
  const typed = composeDays(Object.fromEntries(clean))
  const stage = typed.stage ?? ''
  const sort = sorts.find((known) => known === typed.sort) ?? 'arrived'
  const chosen = query.getAll('col')
  const columns = allColumns(procedure).filter((column) => chosen.includes(column))
  return {
    stage: stagesSeen(procedure).includes(stage) ? stage : null,
    owner: (typed.owner || 'all').slice(0, 100),
    waits: waiting.find((known) => known === typed.waits) ?? null,
    own: Object.fromEntries(
      procedure.listed.flatMap((name) => {
        const value = (typed[`own.${name}`] ?? '').slice(0, 300)
        return value ? [[name, value]] : []
      }),
    ),
    unit: (typed.unit ?? '').slice(0, 100) || null,
    paper: (typed.paper ?? '').slice(0, 100) || null,
    due: dues.find((known) => known === typed.due) ?? null,
    asked: typed.asked === 'open',
    from: readDay(typed.from ?? ''),
    to: readDay(typed.to ?? ''),
    changedSince: readMoment(typed.changed_since ?? ''),
    search: (typed.q ?? '').trim().slice(0, 100),
    sort,
    columns: columns.length > 0 ? columns : defaultColumns(procedure),
    after: readCursor(typed.before ?? '', sort),
  }
}

function readMoment(text: string): Date | null {
  const at = isMoment(text) ? new Date(text) : null
  return at && !Number.isNaN(at.getTime()) ? at : null
}

const isMoment = (text: string) => /^\d{4}-\d\d-\d\dT[\d:.]+(Z|[+-]\d\d:\d\d)$/.test(text)

/** Reads where a page ended in this order; null when nothing of the kind could have been handed out. */
export function readCursor(text: string, sort: Sort): Cursor | null {
  const [, value, id] = /^(.*)_([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/s.exec(text) ?? []
  if (value === undefined || id === undefined) return null
  if ((sort === 'arrived' || sort === 'changed') && !readMoment(value)) return null
  if (sort === 'next' && value !== 'infinity' && !readDay(value)) return null
  return { value, id }
}

/** The address of a filter, always written the same way: without what is as it is anyway. */
export function queryOf(filter: Filter, procedure: Procedure, view?: string): string {
  const query = new URLSearchParams()
  const set = (name: string, value: string | null) => value && query.set(name, value)
  set('q', filter.search)
  set('stage', filter.stage)
  set('owner', filter.owner === 'all' ? null : filter.owner)
  set('waits', filter.waits)
  for (const [name, value] of Object.entries(filter.own)) set(`own.${name}`, value)
  set('unit', filter.unit)
  set('paper', filter.paper)
  set('due', filter.due)
  set('asked', filter.asked ? 'open' : null)
  set('from', filter.from)
  set('to', filter.to)
  set('changed_since', filter.changedSince?.toISOString() ?? null)
  set('sort', filter.sort === 'arrived' ? null : filter.sort)
  if (filter.columns.join() !== defaultColumns(procedure).join())
    for (const column of filter.columns) query.append('col', column)
  set('before', filter.after && sayCursor(filter.after))
  set('view', view ?? null)
  return query.toString()
}

export function sayCursor({ value, id }: Cursor): string {
  return `${value}_${id}`
}

/** Does it show fewer than all? Order and columns leave nothing out. */
export function narrows(filter: Filter): boolean {
  const { stage, owner, waits, own, unit, paper, due, asked, from, to, changedSince, search } = filter
  const one = stage || unit || owner !== 'all' || waits || paper || due || asked || from || to || changedSince || search
  return Boolean(one) || Object.keys(own).length > 0
}
