import { z } from 'zod'
import { NotFound } from '../../platform/outcome.ts'
import { country, line, mailAddress, optionalDay, optionalLine } from '../../platform/web/fields.ts'
import { type Act, groundOf, openCase, openCaseFor, openCaseWithin, personNamed, personOf } from '../cases/index.ts'
import { departure } from './departure.ts'
import { knownOf } from './store.ts'

/** Somebody of the university who has no record here yet. */
export const newcomerForm = z.object({
  familyName: line(100),
  givenName: optionalLine(100),
  citizenship: country(),
  birthDay: optionalDay(),
  mail: z
    .union([z.literal(''), mailAddress()])
    .optional()
    .default(''),
})
export type Newcomer = z.output<typeof newcomerForm>

/** The office opens a departure for somebody whom it knows. Throws NotFound for a person of another institution. */
export async function openFor(act: Act, personId: string, requestKey: string): Promise<string> {
  const typed = await knownOf(act.house.database.within(act.institution), personId)
  if (!typed) throw new NotFound()
  return openCaseFor(act, departure, { personId, typed, requestKey })
}

/** The office opens one for somebody who has no record: the person and the case come about together, once a form. */
export async function openForNewcomer(act: Act, given: Newcomer, requestKey: string): Promise<string> {
  const { familyName, givenName, citizenship, birthDay, mail } = given
  const { house, institution } = act
  const ground = await groundOf(house, institution, departure)
  const shownAs = [familyName, givenName].filter(Boolean).join(' ')
  const db = house.database.within(institution)
  const before = await db.selectFrom('cases').select('id').where('request_key', '=', requestKey).executeTakeFirst()
  if (before) return before.id
  return db.transaction().execute(async (tx) => {
    const named = { institution, shownAs, email: mail || null, language: 'ru', birthDay, citizenship }
    const personId = await personNamed(tx, named)
    const typed = (await knownOf(tx, personId)) ?? {}
    return openCaseWithin(tx, act, ground, departure, {
      personId,
      typed: { ...typed, familyName, givenName },
      requestKey,
    })
  })
}

/** The person asks with the own account, with what the records say filled in. */
export async function openOwn(
  act: Act,
  account: { readonly accountId: string; readonly email: string; readonly language: string },
  requestKey: string,
): Promise<string> {
  const db = act.house.database.within(act.institution)
  const personId = await personOf(db, account.accountId)
  const typed = (personId && (await knownOf(db, personId))) || {}
  return openCase(act, departure, { ...account, typed, requestKey })
}
