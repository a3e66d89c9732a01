import { z } from 'zod'
import type { Db } from '../../platform/database/index.ts'
import { optionalTextFrom, textFrom, toJson } from '../../platform/database/json.ts'
import type { Day } from '../../platform/days.ts'
import type { Text } from '../../platform/words/languages.ts'
import { aboutFile } from '../packs/index.ts'
import { kept } from './kept.ts'
import { type Editor, edit, officeOf } from './store.ts'

export const factKinds = aboutFile.shape.facts.element.shape.kind.options
/** Kinds that a unit may be of, now or in its past. */
export const unitKinds = aboutFile.shape.names.element.shape.kind.options
export type FactKind = (typeof factKinds)[number]

/** Something that the institution says of itself. */
export interface Fact {
  readonly id: string
  readonly kind: FactKind
  /** The heading of the list that a function stands in. */
  readonly list: Text | null
  readonly title: Text | null
  readonly text: Text
  /** A year (2009) or a day (2019-10-01), as exactly as the source says it. */
  readonly on: string | null
}

/** What a unit has been called since a year or a day. */
export interface UnitName {
  readonly unit: string
  readonly since: string
  readonly kind: string
  readonly name: Text
  readonly basis: Text | null
}

export interface About {
  readonly facts: readonly Fact[]
  readonly names: readonly UnitName[]
}

/** What the institution's pages say about it. @param db the institution's own scope */
export const aboutOf = kept(async (db: Db): Promise<About> => {
  const facts = await db.selectFrom('institution_facts').selectAll().orderBy('sort_order').execute()
  return {
    facts: facts.map((row) => ({
      id: row.id,
      kind: z.enum(factKinds).parse(row.kind),
      list: optionalTextFrom(row.list),
      title: optionalTextFrom(row.title),
      text: textFrom(row.text),
      on: row.happened_on,
    })),
    names: await unitNamesOf(db),
  }
})

async function unitNamesOf(db: Db): Promise<UnitName[]> {
  const rows = await db.selectFrom('unit_names').selectAll().orderBy('unit').orderBy('since').execute()
  return rows.map(({ unit, since, kind, name, basis }) => {
    return { unit, since, kind, name: textFrom(name), basis: optionalTextFrom(basis) }
  })
}

export interface Renaming {
  readonly since: Day
  readonly kind: string
  readonly name: Text
  readonly basis: Text | null
}

/**
 * Records what a unit is called from a day on. The latest name becomes the one that pages show; letters and facts of
 * before keep theirs. False when the unit has a name from that very day.
 */
export async function renameUnit(db: Db, unit: string, given: Renaming, by: Editor): Promise<boolean> {
  const done = await edit(db, by, `units/${unit}`, async (tx) => {
    const before = await tx.selectFrom('units').select(['kind', 'name']).where('id', '=', unit).executeTakeFirst()
    if (!before) return undefined
    const basis = given.basis && toJson(given.basis)
    const added = await tx
      .insertInto('unit_names')
      .values({
        institution_id: by.institution,
        ...{ unit, since: given.since, kind: given.kind, name: toJson(given.name), basis, by_name: by.name, at: by.at },
      })
      .onConflict((at) => at.columns(['institution_id', 'unit', 'since']).doNothing())
      .returning('since')
      .executeTakeFirst()
    if (!added) return undefined
    const latest = (await unitNamesOf(tx)).findLast((name) => name.unit === unit)
    if (latest)
      await tx
        .updateTable('units')
        .set({ kind: latest.kind, name: toJson(latest.name), edited_at: by.at })
        .where('id', '=', unit)
        .execute()
    return { before, after: given }
  })
  aboutOf.forget(db)
  officeOf.forget(db)
  return done
}

/** Where the institution's own pages contradict each other, or leave something open. */
export interface Unclear {
  readonly id: string
  readonly about: Text
  readonly readings: readonly { readonly text: Text; readonly quote: string }[]
  readonly cleared: { readonly answer: string; readonly by: string; readonly at: Date } | null
}

const readingShape = aboutFile.shape.unclear.element.shape.readings

export async function unclearOf(db: Db): Promise<Unclear[]> {
  const rows = await db.selectFrom('unclear_facts').selectAll().orderBy('sort_order').execute()
  return rows.map((row) => ({
    id: row.id,
    about: textFrom(row.about),
    readings: readingShape.parse(row.readings).map(({ text, source }) => ({ text, quote: source.quote })),
    cleared:
      row.answer !== null && row.cleared_by !== null && row.cleared_at !== null
        ? { answer: row.answer, by: row.cleared_by, at: row.cleared_at }
        : null,
  }))
}

/**
 * Says which reading is right, or with null opens the question anew; what stood before is journalled. False when there is
 * no such question, or when somebody else has cleared it in other words meanwhile.
 */
export async function clearUp(db: Db, id: string, answer: string | null, by: Editor): Promise<boolean> {
  return edit(db, by, `unclear/${id}`, async (tx) => {
    const before = await tx
      .selectFrom('unclear_facts')
      .select(['answer', 'cleared_by'])
      .where('id', '=', id)
      .forUpdate()
      .executeTakeFirst()
    if (!before || (answer !== null && before.answer !== null && before.answer !== answer)) return undefined
    const cleared =
      answer === null ? { cleared_by: null, cleared_at: null } : { cleared_by: by.name, cleared_at: by.at }
    await tx
      .updateTable('unclear_facts')
      .set({ answer, ...cleared })
      .where('id', '=', id)
      .execute()
    return { before, after: { answer } }
  })
}
