import { sql } from 'kysely'
import { z } from 'zod'
import type { Tx } from '../../platform/database/index.ts'
import { done, type Outcome, refuse } from '../../platform/outcome.ts'
import { line, oneOf, optionalDay } from '../../platform/web/fields.ts'
import { changing, heldHere, oneAtATime, type PartnerAct } from './act.ts'
import { successions } from './rules.ts'
import { familyOf, namesake } from './store.ts'

export const successionForm = z.object({
  other: line(300),
  which: oneOf(['before', 'after']),
  how: oneOf(successions),
  day: optionalDay(),
})
export type SuccessionEntry = z.output<typeof successionForm>

/** Says what a partner was before, or what it became. Said again with another day, the later word holds. */
export async function say(act: PartnerAct, id: string, { other, which, how, day }: SuccessionEntry): Promise<Outcome> {
  return changing(act, id, async (tx) => {
    await oneAtATime(tx, act.institution)
    await heldHere(tx, id)
    const found = await namesake(tx, other, id)
    if (!found) return refuse('partner.noSuchPartner', { params: { name: other } })
    const [before, after] = which === 'before' ? [found.id, id] : [id, found.id]
    if (await leadsTo(tx, after, before)) return refuse('succession.circle')
    await drop(tx, [before], [after])
    await tx
      .insertInto('partner_successions')
      .values({ institution_id: act.institution, before_id: before, after_id: after, how, on_day: day })
      .execute()
    return { before: {}, after: { succession: { before, after, how, day } } }
  })
}

/** Takes back that the one became the other. */
export async function unsay(act: PartnerAct, id: string, before: string, after: string): Promise<Outcome> {
  return changing(act, id, async (tx) => {
    const family = await familyOf(tx, id)
    if (![before, after].some((one) => family.includes(one))) return done
    const [ones, others] = [await familyOf(tx, before), await familyOf(tx, after)]
    if (ones.length === 0 || others.length === 0) return done
    const was = await drop(tx, ones, others)
    return was ? { before: { succession: { before, after } }, after: {} } : done
  })
}

async function drop(tx: Tx, before: readonly string[], after: readonly string[]): Promise<boolean> {
  const gone = await tx
    .deleteFrom('partner_successions')
    .where('before_id', 'in', [...before])
    .where('after_id', 'in', [...after])
    .returning('how')
    .executeTakeFirst()
  return gone !== undefined
}

// Nobody becomes what it was before.
async function leadsTo(tx: Tx, from: string, to: string): Promise<boolean> {
  const { rows } = await sql`
    with recursive later as (
      select after_id from partner_successions where before_id = ${from}
      union select next.after_id from partner_successions next join later on next.before_id = later.after_id)
    select from later where after_id = ${to}`.execute(tx)
  return rows.length > 0
}
