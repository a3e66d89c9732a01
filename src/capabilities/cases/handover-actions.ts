import type { Tx } from '../../platform/database/index.ts'
import { got, type Outcome, refuse } from '../../platform/outcome.ts'
import { mailLater } from '../correspondence/index.ts'
import { type Coworker, coworkersOf } from './colleagues.ts'
import {
  closeHandover,
  type Handover,
  handedCases,
  handoverFor,
  handoverOfRequest,
  insertHandoverItem,
  markReturned,
  openCasesOf,
} from './handover-store.ts'
import { type Act, type Ground, groundOf } from './moment.ts'
import { moveOwner, withoutGaps } from './owner-actions.ts'
import type { Procedure } from './procedure.ts'
import { holdCase } from './store.ts'
import { casesWords } from './words.ts'

export interface HandingOver {
  readonly from: { readonly id: string; readonly name: string }
  /** The account that takes them over. */
  readonly to: string
  readonly word: string
  readonly requestKey: string
}

/**
 * Hands all open cases of somebody to a colleague and gives the handover's id. Each case moves by itself: one that meanwhile
 * went to somebody else or closed stays where it is. The same form sent twice hands over once.
 */
export async function handOver(
  act: Act,
  procedures: readonly Procedure[],
  { from, to: toId, word, requestKey }: HandingOver,
): Promise<Outcome<string>> {
  const db = act.house.database.within(act.institution)
  const names = procedures.map(({ name }) => name)
  const before = await handoverOfRequest(db, requestKey)
  const cases = await openCasesOf(db, act.institution, from.id, names)
  if (before && cases.length === 0) return got(before)
  if (from.id === toId) return refuse('handover.same')
  const to = (await coworkersOf(db, act.institution, act.house.clock.today())).find(({ id }) => id === toId)
  if (!to) return refuse('owner.notHere')
  if (cases.length === 0) return refuse('handover.nothing')

  const at = act.house.clock.now()
  const id = await handoverFor(db, { institution: act.institution, from, to, by: act.by, word, at, requestKey })
  for (const one of await withGround(act, procedures, cases)) {
    await moveIfStill(act, one, { from: from.id, to, word }, (tx) =>
      insertHandoverItem(tx, act.institution, id, one.id),
    )
  }
  const moved = await handedCases(db, id)
  await db.transaction().execute((tx) => tell(tx, act, { id, from: from.name, to, word, count: moved.length }))
  return got(id)
}

interface Told {
  readonly id: string
  readonly from: string
  readonly to: Coworker
  readonly word: string
  readonly count: number
}

async function tell(tx: Tx, act: Act, { id, from, to, word, count }: Told): Promise<void> {
  if (to.id === act.by.id || count === 0) return
  const t = casesWords(to.language)
  const params = { by: act.by.name, from, word, count, link: `${act.house.url}/desk/handover/${id}` }
  await mailLater(tx, act.house, {
    institution: act.institution,
    accountId: to.id,
    to: to.email,
    language: to.language,
    kind: 'cases.handover',
    subject: t('handover.mail.subject', params),
    body: withoutGaps(t('handover.mail.body', params)),
    onceKey: `handover:${id}`,
  })
}

/** Gives the cases of a handover back that are still open and with whoever took them over. */
export async function handBack(act: Act, procedures: readonly Procedure[], handover: Handover): Promise<void> {
  const db = act.house.database.within(act.institution)
  const at = act.house.clock.now()
  const there = (await handedCases(db, handover.id)).filter((one) => isStillWith(handover.to_id, one))
  for (const one of await withGround(act, procedures, there)) {
    const to = { id: handover.from_id, name: handover.from_name }
    await moveIfStill(act, one, { from: handover.to_id, to, word: '' }, (tx) =>
      markReturned(tx, handover.id, one.id, at),
    )
  }
  await closeHandover(db, handover.id, act.by.name, at)
}

export function isStillWith(ownerId: string, one: { ownerId: string | null; closedAt: Date | null }): boolean {
  return one.ownerId === ownerId && one.closedAt === null
}

interface Movable {
  readonly id: string
  readonly procedure: Procedure
  readonly ground: Ground
}

async function withGround(
  act: Act,
  procedures: readonly Procedure[],
  cases: readonly { readonly id: string; readonly procedure: string }[],
): Promise<Movable[]> {
  const grounds = new Map<string, Ground>()
  const found: Movable[] = []
  for (const { id, procedure: name } of cases) {
    const procedure = procedures.find((one) => one.name === name)
    if (!procedure) continue
    const ground = grounds.get(name) ?? (await groundOf(act.house, act.institution, procedure))
    grounds.set(name, ground)
    found.push({ id, procedure, ground })
  }
  return found
}

async function moveIfStill(
  act: Act,
  { id, procedure, ground }: Movable,
  { from, to, word }: { from: string; to: { id: string; name: string }; word: string },
  also: (tx: Tx) => Promise<void>,
): Promise<void> {
  const db = act.house.database.within(act.institution)
  await db.transaction().execute(async (tx) => {
    const held = await holdCase(tx, id)
    if (!held || !isStillWith(from, held)) return
    await moveOwner(tx, act, { ground, procedure, held, to, word })
    await also(tx)
  })
}
