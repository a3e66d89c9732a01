import type { Db, Tx } from '../../platform/database/index.ts'
import type { Day } from '../../platform/days.ts'
import { type Role, roles } from '../../platform/sessions/index.ts'
import { asLanguage, type Language } from '../../platform/words/languages.ts'
import type { Invited } from './rules.ts'
import type { Editor } from './store.ts'

export interface Invitation {
  readonly id: string
  readonly email: string
  readonly name: string
  readonly language: Language
  readonly role: Role
  readonly unit: string | null
  readonly until: string | null
  readonly sentAt: Date
  readonly endsOn: string
  readonly invitedBy: { readonly id: string; readonly name: string }
}

const columns = [
  'id',
  'email',
  'name',
  'language',
  'role',
  'unit',
  'until',
  'sent_at',
  'ends_on',
  'invited_by',
  'invited_by_name',
] as const

type Row = Pick<
  { [name in 'id' | 'email' | 'name' | 'language' | 'role' | 'ends_on' | 'invited_by' | 'invited_by_name']: string } & {
    unit: string | null
    until: string | null
    sent_at: Date
  },
  (typeof columns)[number]
>

function invitationFrom(row: Row): Invitation {
  const role = roles.find((known) => known === row.role)
  if (!role) throw new TypeError(`no role: ${row.role}`)
  return {
    id: row.id,
    email: row.email,
    name: row.name,
    language: asLanguage(row.language),
    role,
    unit: row.unit,
    until: row.until,
    sentAt: row.sent_at,
    endsOn: row.ends_on,
    invitedBy: { id: row.invited_by, name: row.invited_by_name },
  }
}

/** Invitations that nobody has accepted or withdrawn; those whose link has run out too. */
export async function openInvitations(db: Db): Promise<readonly Invitation[]> {
  const rows = await db
    .selectFrom('invitations')
    .select(columns)
    .where('accepted_at', 'is', null)
    .where('withdrawn_at', 'is', null)
    .orderBy('sent_at', 'desc')
    .execute()
  return rows.map(invitationFrom)
}

/** How an invitation goes out: its link, and until when that opens. */
export interface Sending {
  readonly tokenHash: string
  readonly endsOn: Day
}

/** Keeps an invitation; one to the same address for the same role that is still open is sent anew with what is said now. */
export async function saveInvitation(tx: Tx, by: Editor, invited: Invited, sending: Sending): Promise<void> {
  const { name, language, unit, until } = invited
  const sent = {
    name,
    language,
    unit,
    until,
    token_hash: sending.tokenHash,
    ends_on: sending.endsOn,
    sent_at: by.at,
    invited_by: by.id,
    invited_by_name: by.name,
  }
  await tx
    .insertInto('invitations')
    .values({ institution_id: by.institution, email: invited.email, role: invited.role, ...sent })
    .onConflict((conflict) =>
      conflict
        .columns(['institution_id', 'email', 'role'])
        .where('accepted_at', 'is', null)
        .where('withdrawn_at', 'is', null)
        .doUpdateSet(sent),
    )
    .execute()
}

export async function resendInvitation(tx: Tx, id: string, { tokenHash, endsOn }: Sending, at: Date) {
  const row = await tx
    .updateTable('invitations')
    .set({ token_hash: tokenHash, ends_on: endsOn, sent_at: at })
    .where('id', '=', id)
    .where('accepted_at', 'is', null)
    .where('withdrawn_at', 'is', null)
    .returning(columns)
    .executeTakeFirst()
  return row ? invitationFrom(row) : null
}

export async function withdrawInvitation(tx: Tx, id: string, at: Date): Promise<Invitation | null> {
  const row = await tx
    .updateTable('invitations')
    .set({ withdrawn_at: at })
    .where('id', '=', id)
    .where('accepted_at', 'is', null)
    .where('withdrawn_at', 'is', null)
    .returning(columns)
    .executeTakeFirst()
  return row ? invitationFrom(row) : null
}

/** The invitation behind a link, while it opens. */
export async function invitationBy(db: Db, tokenHash: string, today: Day): Promise<Invitation | null> {
  const row = await db
    .selectFrom('invitations')
    .select(columns)
    .where('token_hash', '=', tokenHash)
    .where('accepted_at', 'is', null)
    .where('withdrawn_at', 'is', null)
    .where('ends_on', '>=', today)
    // A role that is over before anybody took it up is no role.
    .where(({ or, eb }) => or([eb('until', 'is', null), eb('until', '>=', today)]))
    .executeTakeFirst()
  return row ? invitationFrom(row) : null
}

/** Takes the invitation up, once: the second press of the button finds none. */
export async function takeInvitation(tx: Tx, tokenHash: string, today: Day, at: Date): Promise<Invitation | null> {
  const row = await tx
    .updateTable('invitations')
    .set({ accepted_at: at })
    .where('token_hash', '=', tokenHash)
    .where('accepted_at', 'is', null)
    .where('withdrawn_at', 'is', null)
    .where('ends_on', '>=', today)
    // A role that is over before anybody took it up is no role.
    .where(({ or, eb }) => or([eb('until', 'is', null), eb('until', '>=', today)]))
    .returning(columns)
    .executeTakeFirst()
  return row ? invitationFrom(row) : null
}

/** The account of an invited address: made now, or the one that is there. The link has proven the address. */
export async function accountFor(
  tx: Tx,
  { email, name, language }: Pick<Invitation, 'email' | 'name' | 'language'>,
): Promise<string> {
  const before = await tx
    .selectFrom('accounts')
    .select(['id', 'email_verified', 'name'])
    .where('email', '=', email)
    .forUpdate()
    .executeTakeFirst()
  if (!before) {
    const id = crypto.randomUUID()
    await tx.insertInto('accounts').values({ id, email, name, language, email_verified: true }).execute()
    return id
  }
  // Whoever typed the address before without owning it is out, as when a link in a mail is opened.
  if (!before.email_verified) await tx.deleteFrom('sessions').where('user_id', '=', before.id).execute()
  await tx
    .updateTable('accounts')
    .set({ email_verified: true, name: before.name || name })
    .where('id', '=', before.id)
    .execute()
  return before.id
}
