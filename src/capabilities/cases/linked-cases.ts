import type { Db, Tx } from '../../platform/database/index.ts'
import { done, NotFound, type Outcome, refuse } from '../../platform/outcome.ts'
import { record } from './actions.ts'
import { type Act, type Ground, groundOf, type View } from './moment.ts'
import type { Procedure } from './procedure.ts'
import { type Case, holdCase } from './store.ts'

/** A case that has to do with another. */
export interface LinkedCase {
  readonly id: string
  readonly procedure: string
  readonly number: string | null
  readonly title: string
  readonly stage: string
}

/** A link as one of its two sides sees it. */
export interface CaseLink extends LinkedCase {
  readonly word: string
  readonly by_name: string
  readonly at: Date
}

const shown = ['cases.id', 'cases.procedure', 'cases.number', 'cases.title', 'cases.stage'] as const
const mostShown = 50

/** Other cases of the same person that have reached the office. */
export function casesOfPerson(db: Db, { subjectId, id }: Pick<Case, 'subjectId' | 'id'>): Promise<LinkedCase[]> {
  return db
    .selectFrom('cases')
    .select([...shown])
    .where('subject_id', '=', subjectId)
    .where('id', '!=', id)
    .where('arrived_at', 'is not', null)
    .orderBy('arrived_at', 'desc')
    .limit(mostShown)
    .execute()
}

/** The cases that officers linked with this one, whichever side they did it from. */
export async function linksOf(db: Db, caseId: string): Promise<CaseLink[]> {
  const side = (own: 'case_id' | 'other_id', other: 'case_id' | 'other_id') =>
    db
      .selectFrom('linked_cases as link')
      .innerJoin('cases', (join) =>
        join.onRef('cases.institution_id', '=', 'link.institution_id').onRef('cases.id', '=', `link.${other}`),
      )
      .select([...shown, 'link.word', 'link.by_name', 'link.at'])
      .where(`link.${own}`, '=', caseId)
      .execute()
  const both = await Promise.all([side('case_id', 'other_id'), side('other_id', 'case_id')])
  return both.flat().toSorted((a, b) => Number(a.at) - Number(b.at))
}

/** Links two cases with a word; both journals say so. The number is read as people type it. */
export async function linkCases(
  act: Act,
  procedures: readonly Procedure[],
  view: View,
  { number, word }: { readonly number: string; readonly word: string },
): Promise<Outcome> {
  const db = act.house.database.within(act.institution)
  const other = await db
    .selectFrom('cases')
    .select(['id', 'procedure'])
    .where('number', '=', number.replace(/\s/g, '').toUpperCase())
    .where('arrived_at', 'is not', null)
    .executeTakeFirst()
  if (!other) return refuse('linked.noCase')
  if (other.id === view.standing.id) return refuse('linked.itself')
  return inBoth(act, procedures, view, other, async (tx, pair, sides) => {
    const inserted = await tx
      .insertInto('linked_cases')
      .values({
        institution_id: act.institution,
        ...pair,
        word,
        by_id: act.by.id,
        by_name: act.by.name,
        at: act.house.clock.now(),
      })
      .onConflict((conflict) => conflict.doNothing())
      .returning('at')
      .executeTakeFirst()
    if (!inserted) return refuse('linked.already')
    await recordBoth(tx, act, sides, 'linked', word)
    return done
  })
}

/** Takes a link away again; when it was gone already, nothing happens. */
export async function unlinkCases(
  act: Act,
  procedures: readonly Procedure[],
  view: View,
  otherId: string,
): Promise<Outcome> {
  const other = (await linksOf(act.house.database.within(act.institution), view.standing.id)).find(
    ({ id }) => id === otherId,
  )
  if (!other) return done
  return inBoth(act, procedures, view, other, async (tx, pair, sides) => {
    const { numDeletedRows } = await tx
      .deleteFrom('linked_cases')
      .where('case_id', '=', pair.case_id)
      .where('other_id', '=', pair.other_id)
      .executeTakeFirst()
    if (numDeletedRows > 0n) await recordBoth(tx, act, sides, 'unlinked', '')
    return done
  })
}

interface Side {
  readonly held: Case
  readonly procedure: Procedure
  readonly ground: Ground
}
type Pair = { readonly case_id: string; readonly other_id: string }

async function inBoth(
  act: Act,
  procedures: readonly Procedure[],
  view: View,
  other: { readonly id: string; readonly procedure: string },
  work: (tx: Tx, pair: Pair, sides: readonly [Side, Side]) => Promise<Outcome>,
): Promise<Outcome> {
  const { standing } = view
  // Always in one order: two officers who link from both sides would otherwise wait for each other.
  const [first, second] = standing.id < other.id ? ([standing, other] as const) : ([other, standing] as const)
  const sideOf = async ({ procedure: name }: { readonly procedure: string }) => {
    const procedure = procedures.find((one) => one.name === name)
    if (!procedure) throw new NotFound()
    return { procedure, ground: await groundOf(act.house, act.institution, procedure) }
  }
  const [a, b] = await Promise.all([sideOf(first), sideOf(second)])
  const db = act.house.database.within(act.institution)
  return db.transaction().execute(async (tx) => {
    const one = await holdCase(tx, first.id)
    const two = await holdCase(tx, second.id)
    if (!one || !two) throw new NotFound()
    const pair = { case_id: one.id, other_id: two.id }
    return work(tx, pair, [
      { ...a, held: one },
      { ...b, held: two },
    ])
  })
}

async function recordBoth(tx: Tx, act: Act, [one, two]: readonly [Side, Side], action: string, word: string) {
  for (const [side, other] of [
    [one, two],
    [two, one],
  ] as const) {
    const input = { number: other.held.number ?? '', case: other.held.id, ...(word ? { message: word } : {}) }
    await record(tx, act, side.ground, side.procedure, side.held, { action, input })
  }
}
