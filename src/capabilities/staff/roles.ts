import type { Tx } from '../../platform/database/index.ts'
import { done, type Outcome, refuse } from '../../platform/outcome.ts'
import type { Role } from '../../platform/sessions/index.ts'
import { mailLater } from '../correspondence/index.ts'
import { endSessionsOf, peopleWords } from '../people/index.ts'
import { type Act, editorOf, given, whyNotGive, within } from './act.ts'
import { endedBy, type Given, isOpen, whyNotEndAdmin } from './rules.ts'
import { holdRoles, journal, type Member, saveBothFactors, saveRole } from './store.ts'
import { staffWords } from './words.ts'

type Person = Pick<Member, 'accountId' | 'email' | 'language'>

/** Gives somebody of the staff one more role, or the same with another unit or last day; a mail tells. */
export async function giveRole(act: Act, person: Person, asked: Given): Promise<Outcome> {
  const refusal = whyNotGive(act, asked)
  if (!refusal.ok) return refusal
  const outcome = await within(act, async (tx) => {
    const { role, unit, until } = given(asked)
    const held = await holdRoles(tx, act.institution.id)
    const before = held.find((one) => one.accountId === person.accountId && one.role === role)
    const last = until === null ? done : whyNotEndAdmin(role, others(held, person))
    if (before && !last.ok) return last
    const today = act.house.clock.today()
    await saveRole(tx, { institution: act.institution.id, accountId: person.accountId, role, unit, until, today })
    const isNew = !before || !isOpen(before, today)
    const deed = { action: isNew ? 'given' : 'changed', email: person.email, role, unit, until }
    await journal(tx, editorOf(act), before ?? {}, deed)
    if (isNew) await tell(tx, act, person, role)
    return done
  })
  act.house.sessions.forget()
  return outcome
}

type Held = Awaited<ReturnType<typeof holdRoles>>

const others = (held: Held, { accountId }: Person) =>
  held.filter((one) => one.role === 'admin' && one.accountId !== accountId)

async function tell(tx: Tx, { house, institution, by }: Act, { accountId, email, language }: Person, role: Role) {
  const t = staffWords(language)
  const values = { institution: institution.name[language], by: by.name, role: peopleWords(language)(`role.${role}`) }
  await mailLater(tx, house, {
    institution: institution.id,
    accountId,
    to: email,
    language,
    kind: 'staff-role',
    subject: t('mail.given.subject', values),
    body: t('mail.given.body', { ...values, link: `${house.url}/account` }),
  })
}

/** Ends a role now. The row stays; whoever has no role here any more is signed out wherever they are signed in. */
export async function endRole(act: Act, person: Person, role: Role): Promise<Outcome> {
  const today = act.house.clock.today()
  const outcome = await within(act, async (tx) => {
    const held = await holdRoles(tx, act.institution.id)
    const before = held.find((one) => one.accountId === person.accountId && one.role === role)
    if (!before || !isOpen(before, today)) return refuse('staff.endedAlready')
    const refusal = whyNotEndAdmin(role, others(held, person))
    if (!refusal.ok) return refusal
    const until = endedBy(today)
    const { unit } = before
    await saveRole(tx, { institution: act.institution.id, accountId: person.accountId, role, unit, until, today })
    await journal(tx, editorOf(act), before, { action: 'ended', email: person.email, role, unit, until })
    return done
  })
  if (outcome.ok) await endSessionsOf(act.house.database.shared, person.accountId)
  act.house.sessions.forget()
  return outcome
}

/** Says whether the staff of the institution must show both factors. */
export async function wantBothFactors(act: Act, wanted: boolean): Promise<void> {
  await within(act, async (tx) => {
    await saveBothFactors(tx, act.institution.id, wanted)
    await journal(tx, editorOf(act), {}, { action: wanted ? 'bothOn' : 'bothOff', email: '' })
  })
  act.house.sessions.forget()
}
