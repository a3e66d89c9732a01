import type { House } from '../../platform/house.ts'
import { NotFound } from '../../platform/outcome.ts'
import type { Problem } from '../../platform/web/form.ts'
import { nextNumber } from '../correspondence/index.ts'
import { disagreements, type IncomingEntry, incomingNumber, tidyNumber } from './incoming-rules.ts'
import {
  type Correction,
  correctIncoming,
  correctionsOf,
  holdIncoming,
  holdRequest,
  type Incoming,
  incomingOfRequest,
  insertIncoming,
  insertVoid,
  type Links,
  linked,
  said,
} from './incoming-store.ts'

/** Who works in the registers, and where. */
export interface Clerk {
  readonly house: House
  readonly institution: string
  readonly by: { readonly id: string; readonly name: string }
}

export type Entered =
  | { readonly kind: 'done'; readonly id: string }
  | { readonly kind: 'slipped'; readonly problems: readonly Problem[] }
  | { readonly kind: 'changed'; readonly last: Correction }

/** Registers a letter under the next number of this year. The same form twice registers one. */
export async function registerIncoming(clerk: Clerk, entry: IncomingEntry, requestKey: string): Promise<Entered> {
  const { house, institution, by } = clerk
  const links = await linksOf(clerk, entry)
  if ('problems' in links) return { kind: 'slipped', problems: links.problems }
  const year = Number(house.clock.today().slice(0, 4))
  const id = await house.database
    .within(institution)
    .transaction()
    .execute(async (tx) => {
      // Before the number is taken: a second form that took one and gave up would leave a gap.
      await holdRequest(tx, requestKey)
      const before = await incomingOfRequest(tx, requestKey)
      if (before) return before
      const sequence = await nextNumber(tx, institution, 'incoming', year)
      const place = { institution, year, sequence, number: incomingNumber(year, sequence), requestKey, by }
      return insertIncoming(tx, entry, links, { ...place, at: house.clock.now() })
    })
  return { kind: 'done', id }
}

/**
 * Corrects a letter; what stood there before is kept.
 * @param version the version that the form showed
 */
export async function correct(clerk: Clerk, id: string, entry: IncomingEntry, version: number): Promise<Entered> {
  const { house, institution, by } = clerk
  const links = await linksOf(clerk, entry)
  if ('problems' in links) return { kind: 'slipped', problems: links.problems }
  return house.database
    .within(institution)
    .transaction()
    .execute(async (tx): Promise<Entered> => {
      const before = await holdIncoming(tx, id)
      if (!before) throw new NotFound()
      if (before.voidAt || isSame(before, entry)) return { kind: 'done', id }
      const [last] = await correctionsOf(tx, id)
      if (before.version !== version && last) return { kind: 'changed', last }
      await correctIncoming(tx, institution, before, entry, links, { at: house.clock.now(), by })
      return { kind: 'done', id }
    })
}

function isSame(letter: Incoming, entry: IncomingEntry): boolean {
  const now: Readonly<Record<string, string>> = said(letter)
  const wanted = { ...entry, caseNumber: tidyNumber(entry.caseNumber), answerNumber: tidyNumber(entry.answerNumber) }
  return Object.entries(wanted).every(([field, value]) => now[field] === (value ?? ''))
}

/** Marks a letter as void for good; its number stays taken. */
export function makeVoid({ house, institution, by }: Clerk, id: string, reason: string): Promise<void> {
  return house.database
    .within(institution)
    .transaction()
    .execute(async (tx) => {
      if (!(await holdIncoming(tx, id))) throw new NotFound()
      await insertVoid(tx, institution, id, { at: house.clock.now(), by, reason })
    })
}

async function linksOf(
  { house, institution }: Clerk,
  entry: IncomingEntry,
): Promise<Links | { readonly problems: readonly Problem[] }> {
  const numbers = [tidyNumber(entry.caseNumber), tidyNumber(entry.answerNumber)] as const
  const { caseId, answerId } = await linked(house.database.within(institution), ...numbers)
  const problems = [
    ...disagreements(entry, house.clock.today()),
    ...(caseId === null ? [{ field: 'caseNumber', key: 'in.noCase' }] : []),
    ...(answerId === null ? [{ field: 'answerNumber', key: 'in.noAnswer' }] : []),
  ]
  return problems.length > 0 ? { problems } : { caseId: caseId ?? null, answerId: answerId ?? null }
}
