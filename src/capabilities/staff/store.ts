import type { Db, Tx } from '../../platform/database/index.ts'
import { toJson } from '../../platform/database/json.ts'
import type { Day } from '../../platform/days.ts'
import { type Role, roles } from '../../platform/sessions/index.ts'
import { isLanguage, type Language } from '../../platform/words/languages.ts'

export interface Member {
  readonly accountId: string
  readonly name: string
  readonly email: string
  readonly language: Language
  readonly role: Role
  readonly unit: string | null
  readonly since: string
  readonly until: string | null
  readonly seenAt: Date | null
  /** Codes from an app, or a passkey. */
  readonly bothFactors: boolean
  readonly openCases: number
}

/** Everybody who has or had a role here, a row for each role. @param db the institution's own scope */
export async function membersOf(db: Db, institution: string): Promise<readonly Member[]> {
  const rows = await db
    .selectFrom('memberships')
    .innerJoin('accounts', 'accounts.id', 'memberships.account_id')
    .select([
      'account_id',
      'name',
      'email',
      'language',
      'role',
      'unit',
      'since',
      'until',
      'seen_at',
      'two_factor_enabled',
    ])
    .select((select) => [
      select
        .exists(select.selectFrom('passkeys').select('id').whereRef('passkeys.account_id', '=', 'accounts.id'))
        .as('passkey'),
      select
        .selectFrom('cases')
        .select((count) => count.fn.countAll<number>().as('open'))
        .where('cases.institution_id', '=', institution)
        .whereRef('cases.owner_id', '=', 'accounts.id')
        .where('cases.closed_at', 'is', null)
        .as('open_cases'),
    ])
    .where('memberships.institution_id', '=', institution)
    .orderBy('name')
    .orderBy('email')
    .orderBy('role')
    .execute()
  return rows.flatMap((row) => {
    const role = roles.find((known) => known === row.role)
    if (!role) return []
    return {
      accountId: row.account_id,
      name: row.name || row.email,
      email: row.email,
      language: isLanguage(row.language) ? row.language : ('en' as const),
      role,
      unit: row.unit,
      since: row.since,
      until: row.until,
      seenAt: row.seen_at,
      bothFactors: row.two_factor_enabled === true || row.passkey === true,
      openCases: Number(row.open_cases ?? 0),
    }
  })
}

/** Locks the roles of an institution for the transaction: two admins who end each other's role do it one after the other. */
export function holdRoles(tx: Tx, institution: string) {
  return tx
    .selectFrom('memberships')
    .select(['account_id as accountId', 'role', 'unit', 'until'])
    .where('institution_id', '=', institution)
    .orderBy('account_id')
    .orderBy('role')
    .forUpdate()
    .execute()
}

export interface NewRole {
  readonly institution: string
  readonly accountId: string
  readonly role: Role
  readonly unit: string | null
  readonly until: string | null
  readonly today: Day
}

/** Gives a role; one that had ended begins anew. */
export async function saveRole(tx: Tx, { institution, accountId, role, unit, until, today }: NewRole): Promise<void> {
  await tx
    .insertInto('memberships')
    .values({ institution_id: institution, account_id: accountId, role, unit, until, since: today })
    .onConflict((conflict) =>
      conflict.columns(['account_id', 'institution_id', 'role']).doUpdateSet((set) => ({
        unit,
        until,
        since: set
          .case()
          .when('memberships.until', '<', today)
          .then(set.val(today))
          .else(set.ref('memberships.since'))
          .end(),
      })),
    )
    .execute()
}

export interface Editor {
  readonly institution: string
  readonly id: string
  readonly name: string
  readonly at: Date
}

/** What was done to whom; `record_edits` is never changed. */
export interface Deed {
  readonly action: string
  readonly email: string
  readonly role?: string
  readonly unit?: string | null
  readonly until?: string | null
  readonly to?: string
}

export async function journal(tx: Tx, by: Editor, before: object, after: Deed): Promise<void> {
  await tx
    .insertInto('record_edits')
    .values({
      institution_id: by.institution,
      at: by.at,
      by_id: by.id,
      by_name: by.name,
      record: `people/${after.email}`,
      before: toJson(before),
      after: toJson(after),
    })
    .execute()
}

/** The newest changes of the people here, or of one of them. */
export async function deedsOf(db: Db, institution: string, email: string | null, most: number) {
  const query = db
    .selectFrom('record_edits')
    .select(['at', 'by_name as byName', 'after'])
    .where('institution_id', '=', institution)
    .orderBy('at', 'desc')
    .limit(most)
  return email === null
    ? query.where('record', 'like', 'people/%').execute()
    : query.where('record', '=', `people/${email}`).execute()
}

export async function saveBothFactors(tx: Tx, institution: string, wanted: boolean): Promise<void> {
  await tx.updateTable('institutions').set({ staff_both_factors: wanted }).where('id', '=', institution).execute()
}

export async function bothFactorsOf(db: Db, institution: string): Promise<boolean | null> {
  const row = await db
    .selectFrom('institutions')
    .select('staff_both_factors')
    .where('id', '=', institution)
    .executeTakeFirst()
  return row?.staff_both_factors ?? null
}

export function openCasesOf(db: Db, institution: string, accountId: string) {
  return db
    .selectFrom('cases')
    .select(['id', 'procedure'])
    .where('institution_id', '=', institution)
    .where('owner_id', '=', accountId)
    .where('closed_at', 'is', null)
    .orderBy('id')
    .execute()
}
