import type { Db, Tx } from '../../platform/database/index.ts'
import { type Day, day } from '../../platform/days.ts'
import { asLanguage, isLanguage, type Language } from '../../platform/words/languages.ts'
import { type Covered, kinds, type Representation, type Side } from './rules.ts'

const found = (db: Db) => db.selectFrom('representations').selectAll()
type Row = Awaited<ReturnType<ReturnType<typeof found>['executeTakeFirstOrThrow']>>

function from(row: Row): Representation {
  return {
    id: row.id,
    askedBy: row.asked_by === 'applicant' ? 'applicant' : 'representative',
    applicantEmail: row.applicant_email,
    applicantId: row.applicant_id,
    applicantName: row.applicant_name,
    email: row.representative_email,
    representativeId: row.representative_id,
    name: row.representative_name,
    kind: kinds.find((kind) => kind === row.kind) ?? 'other',
    until: day(row.until),
    everyCase: row.every_case,
    maySend: row.may_send,
    mayAccept: row.may_accept,
    copies: row.copies,
    language: asLanguage(row.language),
    linkUntil: day(row.link_until),
    agreedAt: row.agreed_at,
    endedAt: row.ended_at,
  }
}

interface Party {
  readonly accountId: string
  readonly email: string
}

/** Every consent that concerns an account, the newest first. What was asked of its address counts once it is proven. */
export async function representationsOf(db: Db, { accountId, email }: Party, proven: boolean) {
  const rows = await found(db)
    .where((of) =>
      of.or([
        of('applicant_id', '=', accountId),
        of('representative_id', '=', accountId),
        ...(proven ? [of('applicant_email', '=', email)] : []),
      ]),
    )
    .orderBy('asked_at', 'desc')
    .limit(200)
    .execute()
  return rows.map(from)
}

export async function byToken(db: Db, tokenHash: string): Promise<Representation | null> {
  const row = await found(db).where('token_hash', '=', tokenHash).executeTakeFirst()
  return row ? from(row) : null
}

/** The same, held until the transaction ends. */
export async function holdRepresentation(tx: Tx, id: string): Promise<Representation | null> {
  const row = await found(tx).where('id', '=', id).forUpdate().executeTakeFirst()
  return row ? from(row) : null
}

export interface NewRepresentation extends Omit<Covered, 'scope'> {
  readonly key: string
  readonly askedBy: Side
  readonly applicant: { readonly email: string; readonly id: string | null; readonly name: string }
  readonly representative: { readonly email: string; readonly id: string | null; readonly name: string }
  readonly kind: string
  readonly everyCase: boolean
  readonly language: Language
  readonly tokenHash: string
  readonly linkUntil: Day
  readonly at: Date
}

/** Writes a request; null when the same form has written it already. */
export async function insertRepresentation(db: Db, asked: NewRepresentation): Promise<string | null> {
  const { applicant, representative } = asked
  const row = await db
    .insertInto('representations')
    .values({
      request_key: asked.key,
      asked_by: asked.askedBy,
      applicant_email: applicant.email,
      applicant_id: applicant.id,
      applicant_name: applicant.name,
      representative_email: representative.email,
      representative_id: representative.id,
      representative_name: representative.name,
      kind: asked.kind,
      until: asked.until,
      every_case: asked.everyCase,
      may_send: asked.maySend,
      may_accept: asked.mayAccept,
      copies: asked.copies,
      language: asked.language,
      token_hash: asked.tokenHash,
      link_until: asked.linkUntil,
      asked_at: asked.at,
    })
    .onConflict((conflict) => conflict.column('request_key').doNothing())
    .returning('id')
    .executeTakeFirst()
  return row?.id ?? null
}

/** Names the case that a consent is for, when it is for one. */
export async function insertCase(db: Db, institution: string, representation: string, caseId: string): Promise<void> {
  await db
    .insertInto('representation_cases')
    .values({ institution_id: institution, representation_id: representation, case_id: caseId })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

/** The cases of an institution that a consent names. */
export async function casesNamed(db: Db, representation: string): Promise<string[]> {
  const rows = await db
    .selectFrom('representation_cases')
    .select('case_id')
    .where('representation_id', '=', representation)
    .execute()
  return rows.map((row) => row.case_id)
}

export async function saveAgreement(
  tx: Tx,
  id: string,
  agreed: { readonly applicantId: string; readonly representativeId: string; readonly at: Date },
): Promise<void> {
  await tx
    .updateTable('representations')
    .set({ applicant_id: agreed.applicantId, representative_id: agreed.representativeId, agreed_at: agreed.at })
    .where('id', '=', id)
    .execute()
}

export async function saveCovered(
  tx: Tx,
  id: string,
  name: string,
  { until, scope, maySend, mayAccept, copies }: Covered,
): Promise<void> {
  await tx
    .updateTable('representations')
    .set({ until, copies, every_case: scope === 'all', may_send: maySend, may_accept: mayAccept, applicant_name: name })
    .where('id', '=', id)
    .execute()
}

export async function saveApplicant(tx: Tx, id: string, applicantId: string): Promise<void> {
  await tx.updateTable('representations').set({ applicant_id: applicantId }).where('id', '=', id).execute()
}

export async function saveEnd(tx: Tx, id: string, by: Side, at: Date): Promise<void> {
  await tx.updateTable('representations').set({ ended_at: at, ended_by: by }).where('id', '=', id).execute()
}

/** In which language an account reads; null when nobody has the address. */
export async function readsIn(db: Db, email: string): Promise<Language | null> {
  const row = await db.selectFrom('accounts').select('language').where('email', '=', email).executeTakeFirst()
  return row && isLanguage(row.language) ? row.language : null
}
