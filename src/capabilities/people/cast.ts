import { hash } from '@node-rs/argon2'
import type { Db, Tx } from '../../platform/database/index.ts'
import type { Day } from '../../platform/days.ts'
import type { House } from '../../platform/house.ts'
import type { Role } from '../../platform/sessions/index.ts'

/** The password of the whole cast, printed at start: an evaluation holds nobody's real papers. */
export const castPassword = 'kopuro-evaluation'

export interface CastMember {
  readonly email: string
  /** For the console: who this is. */
  readonly about: string
}

interface Part extends CastMember {
  readonly name: string
  readonly work: { readonly institution: string; readonly role: Role } | null
}

const staff = [
  ['kslu', 'officer', 'Aida'],
  ['kslu', 'rector', 'Bolot'],
  ['kslu', 'admin', 'Cholpon'],
  ['kstu', 'officer', 'Asel'],
  ['kstu', 'rector', 'Daniyar'],
  ['kstu', 'admin', 'Elmira'],
  ['eimu', 'officer', 'Farida'],
  ['eimu', 'rector', 'Gulnara'],
  ['eimu', 'admin', 'Ilyas'],
] as const satisfies readonly (readonly [string, Role, string])[]

const parts: readonly Part[] = [
  ...staff.map(([institution, role, name]) => ({
    email: `${role}@${institution}.example`,
    about: `${role}, ${institution}`,
    name: `${name} Example (${role})`,
    work: { institution, role },
  })),
  ...['Zoe', 'Amina', 'Li'].map((name) => ({
    email: `${name.toLowerCase()}@example.org`,
    about: 'applicant',
    name: `${name} Example`,
    work: null,
  })),
]

/** Makes the evaluation's cast, or finds that it is there; in production there is none. */
export async function makeCast(house: House): Promise<readonly CastMember[]> {
  if (house.config.mode !== 'evaluation') return []
  const db = house.database.shared
  if (!(await everybodyIsThere(db))) {
    const password = await hash(castPassword)
    await db.transaction().execute((tx) => addEverybody(tx, password, house.clock.today()))
    house.sessions.forget()
  }
  return parts.map(({ email, about }) => ({ email, about }))
}

async function everybodyIsThere(db: Db): Promise<boolean> {
  const rows = await db
    .selectFrom('accounts')
    .innerJoin('credentials', 'credentials.user_id', 'accounts.id')
    .leftJoin('memberships', 'memberships.account_id', 'accounts.id')
    .select(['email', 'institution_id', 'role'])
    .where(
      'email',
      'in',
      parts.map(({ email }) => email),
    )
    .execute()
  return parts.every(({ email, work }) =>
    rows.some(
      (row) => row.email === email && (!work || (row.institution_id === work.institution && row.role === work.role)),
    ),
  )
}

async function addEverybody(tx: Tx, password: string, today: Day): Promise<void> {
  await tx
    .insertInto('accounts')
    .values(parts.map(({ email, name }) => ({ id: `cast-${email}`, email, name, email_verified: true })))
    .onConflict((conflict) => conflict.doNothing())
    .execute()
  const accounts = await tx
    .selectFrom('accounts')
    .select(['id', 'email'])
    .where(
      'email',
      'in',
      parts.map(({ email }) => email),
    )
    .execute()
  await tx
    .insertInto('credentials')
    .values(
      accounts.map(({ id, email }) => ({
        id: `cast-${email}`,
        account_id: id,
        user_id: id,
        provider_id: 'credential',
        password,
      })),
    )
    .onConflict((conflict) => conflict.doNothing())
    .execute()
  await addPlaces(tx, new Map(accounts.map(({ id, email }) => [email, id])), today)
}

// An institution whose pack was refused has no places yet; they are added at the start after it is loaded.
async function addPlaces(tx: Tx, ids: ReadonlyMap<string, string>, since: Day): Promise<void> {
  const known = await tx.selectFrom('institutions').select('id').execute()
  const places = parts.flatMap(({ email, work }) => {
    const account_id = ids.get(email)
    if (!work || !account_id || !known.some(({ id }) => id === work.institution)) return []
    return [{ account_id, institution_id: work.institution, role: work.role, since }]
  })
  if (places.length === 0) return
  await tx
    .insertInto('memberships')
    .values(places)
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}
