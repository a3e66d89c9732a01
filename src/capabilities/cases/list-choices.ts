import type { Db } from '../../platform/database/index.ts'
import { stringAt } from '../../platform/database/json.ts'
import type { House } from '../../platform/house.ts'
import type { Language, Text } from '../../platform/words/languages.ts'
import { officeOf, type Unit } from '../institutions/index.ts'
import { defaultColumns, type Filter } from './list-filter.ts'
import { standingsOf } from './list-standings.ts'
import { colleaguesOf, columnValues, listCases, type Scope } from './list-store.ts'
import { groundOf } from './moment.ts'
import type { Procedure } from './procedure.ts'

export interface Colleague {
  readonly id: string
  readonly name: string
}

/** What a list can be narrowed by, as things stand: people, papers, and what stands in the procedure's own columns. */
export interface Choices {
  readonly colleagues: readonly Colleague[]
  readonly papers: ReadonlyMap<string, Text>
  readonly own: Readonly<Record<string, readonly OwnValue[]>>
  readonly units: readonly Unit[]
}

export interface OwnValue {
  readonly value: string
  readonly text: unknown
}

/** A value of a procedure's column: a text in three languages or one that needs no translation. */
export function sayValue(value: unknown, language: Language): string {
  return typeof value === 'string' ? value : stringAt(value, language)
}

/** Milliseconds: none of this changes so often that an officer would wait for it. */
const keptFor = 20_000
const people = memory<readonly Colleague[]>(keptFor)
const values = memory<readonly OwnValue[]>(keptFor)
const papers = memory<ReadonlyMap<string, Text>>(keptFor)

/** The names of those who look after cases here. */
export function colleaguesHere(house: House, institution: string): Promise<readonly Colleague[]> {
  const db = house.database.within(institution)
  return people.of(db, '', () => colleaguesOf(db, institution))
}

/** Everything that the page of filters offers. */
export async function choicesOfList(house: House, procedure: Procedure, scope: Scope): Promise<Choices> {
  const db = house.database.within(scope.institution)
  const own = procedure.listed.map(async (name) => {
    const find = () => columnValues(db, scope.institution, procedure.name, name)
    return [name, await values.of(db, `${procedure.name} ${name}`, find)] as const
  })
  const [colleagues, wanted, columns] = await Promise.all([
    colleaguesHere(house, scope.institution),
    papersWanted(house, procedure, scope),
    Promise.all(own),
  ])
  // A procedure that knows no units is not narrowed by them.
  const units = procedure.unit ? (await officeOf(db)).units : []
  return { colleagues, papers: wanted, own: Object.fromEntries(columns), units }
}

const newest = 100

/** The papers that the newest cases want, by type: what a procedure asks depends on the case, so it is read off cases. */
function papersWanted(house: House, procedure: Procedure, scope: Scope): Promise<ReadonlyMap<string, Text>> {
  const db = house.database.within(scope.institution)
  return papers.of(db, procedure.name, async () => {
    const [ground, rows] = await Promise.all([
      groundOf(house, scope.institution, procedure),
      listCases(db, scope, everything(procedure), newest),
    ])
    const listed = await standingsOf(
      db,
      ground,
      procedure,
      rows.map(({ id }) => id),
    )
    const wanted = [...listed.values()].flatMap(({ items }) => items.map((item) => item.wanted))
    return new Map(wanted.map(({ type, title }) => [type, title]))
  })
}

/** The filter that leaves nothing out. */
export function everything(procedure: Procedure): Filter {
  return {
    stage: null,
    owner: 'all',
    waits: null,
    own: {},
    unit: null,
    paper: null,
    due: null,
    asked: false,
    from: null,
    to: null,
    changedSince: null,
    search: '',
    sort: 'arrived',
    columns: defaultColumns(procedure),
    after: null,
  }
}

/** Remembers an answer for a while, each kind of answer for itself. */
export function memory<Value>(milliseconds: number) {
  const kept = new WeakMap<Db, Map<string, { readonly until: number; readonly value: Promise<Value> }>>()
  return {
    forget: (db: Db) => kept.delete(db),
    of(db: Db, key: string, find: () => Promise<Value>): Promise<Value> {
      const own = kept.get(db) ?? new Map<string, { readonly until: number; readonly value: Promise<Value> }>()
      kept.set(db, own)
      const before = own.get(key)
      if (before && performance.now() < before.until) return before.value
      const value = find()
      value.catch(() => own.delete(key))
      own.set(key, { until: performance.now() + milliseconds, value })
      return value
    },
  }
}
