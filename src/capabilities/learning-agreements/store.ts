import { sql } from 'kysely'
import { isUuid } from '../../platform/database/ids.ts'
import type { Db, Tx } from '../../platform/database/index.ts'
import { optionalTextFrom, recordFrom, stringAt, textFrom, toJson } from '../../platform/database/json.ts'
import { day, readDay } from '../../platform/days.ts'
import type { Text } from '../../platform/words/languages.ts'
import type { Received } from '../documents/index.ts'
import {
  type Agreement,
  type Component,
  type Decision,
  type Mark,
  parties,
  type Said,
  type Signature,
  sides,
  units,
  type Version,
  type VersionState,
} from './rules.ts'

const states = ['draft', 'sent', 'signing', 'agreed', 'dropped'] as const

/** What a national credit is, and how many ECTS credits. */
export interface Credit {
  readonly name: Text
  /** Ten-thousandths of an ECTS credit. */
  readonly ratio: number
  readonly verified: boolean
  readonly source: readonly string[]
  readonly note: Text | null
  /** Who of the institution has said it; null where the pack's own number stands. */
  readonly saidBy: { readonly name: string; readonly at: Date } | null
}

/** The institution's credit; null where neither its pack nor its office has said one. */
export async function creditOf(db: Db): Promise<Credit | null> {
  const row = await db.selectFrom('grading_terms').selectAll().where('id', '=', 'credit').executeTakeFirst()
  const terms = recordFrom(row?.terms)
  if (!row || !terms) return null
  return {
    ...{
      name: textFrom(terms.name),
      ratio: Math.round(Number(terms.ects) * 10_000),
      verified: terms.verified === true,
    },
    source: Array.isArray(terms.source) ? terms.source.map(String) : [],
    note: optionalTextFrom(terms.note),
    saidBy: row.edited_at ? { name: row.edited_by ?? '', at: row.edited_at } : null,
  }
}

/** Puts the institution's own ratio in the place of the pack's. */
export async function saveRatio(
  tx: Tx,
  ects: number,
  at: Date,
  by: string,
): Promise<{ before: unknown; after: unknown }> {
  const row = await tx.selectFrom('grading_terms').select('terms').where('id', '=', 'credit').executeTakeFirstOrThrow()
  const terms = recordFrom(row.terms) ?? {}
  const after = { ...terms, ects, verified: true }
  await tx
    .updateTable('grading_terms')
    .set({ terms: toJson(after), edited_at: at, edited_by: by })
    .where('id', '=', 'credit')
    .execute()
  return { before: { ects: terms.ects }, after: { ects } }
}

/** The agreement of a case; null before somebody has begun one. @param db the institution's own scope */
export async function agreementOf(db: Db, caseId: string): Promise<Agreement | null> {
  if (!isUuid(caseId)) return null
  const head = await db.selectFrom('learning_agreements').selectAll().where('case_id', '=', caseId).executeTakeFirst()
  if (!head) return null
  const [versions, signatures, marks, decisions] = [
    await db.selectFrom('agreement_versions').selectAll().where('case_id', '=', caseId).orderBy('number').execute(),
    await signaturesOf(db, caseId),
    await db.selectFrom('agreement_marks').selectAll().where('case_id', '=', caseId).execute(),
    await db.selectFrom('agreement_decisions').selectAll().where('case_id', '=', caseId).orderBy('at').execute(),
  ]
  return {
    ...{ institution: head.institution_id, caseId, number: head.number, revision: head.revision, signatures },
    versions: versions.map(versionFrom),
    marks: marks.map((row): Mark => {
      const { component_id: componentId, completed, ects, grade, by_name: byName } = row
      return { componentId, completed, ects, grade, byName }
    }),
    decisions: lastOf(
      decisions.map((row): Decision => {
        const { component_id: componentId, recognised, title, credits, mark, reason, at, by_name: byName } = row
        return { componentId, recognised, title, credits, mark, reason, at, byName }
      }),
    ),
  }
}

const lastOf = (decisions: readonly Decision[]): Decision[] => [
  ...new Map(decisions.map((one) => [one.componentId, one])).values(),
]

const versions = (db: Db) => db.selectFrom('agreement_versions').selectAll()
type VersionRow = Awaited<ReturnType<ReturnType<typeof versions>['executeTakeFirstOrThrow']>>

function versionFrom(row: VersionRow): Version {
  return {
    ...{ number: row.number, phase: row.phase === 'during' ? 'during' : 'before', said: saidFrom(row.said) },
    state: states.find((state) => state === row.state) ?? 'draft',
    ...{ why: row.why, at: row.at, byName: row.by_name, sentAt: row.sent_at },
    ...{ approvedAt: row.approved_at, approvedBy: row.approved_by, agreedAt: row.agreed_at },
  }
}

function saidFrom(value: unknown): Said {
  const { head, components, ratio } = recordFrom(value) ?? {}
  const text = (name: string) => stringAt(head, name)
  return {
    head: {
      ...{ host: text('host'), hostContact: text('hostContact'), hostMail: text('hostMail') },
      ...{ homeContact: text('homeContact'), homeMail: text('homeMail'), programme: text('programme') },
      ...{ from: readDay(text('from')), to: readDay(text('to')) },
    },
    components: Array.isArray(components) ? components.map(componentFrom) : [],
    ratio: Number(ratio),
  }
}

function componentFrom(value: unknown): Component {
  const text = (name: string) => stringAt(value, name)
  return {
    ...{ id: text('id'), code: text('code'), title: text('title'), term: text('term') },
    side: sides.find((side) => side === text('side')) ?? 'host',
    unit: units.find((unit) => unit === text('unit')) ?? 'ects',
    amount: Number(recordFrom(value)?.amount),
  }
}

async function signaturesOf(db: Db, caseId: string): Promise<Signature[]> {
  const rows = await db
    .selectFrom('agreement_signatures')
    .selectAll()
    .where('case_id', '=', caseId)
    .orderBy('asked_at')
    .execute()
  return rows.map((row) => ({
    ...{ id: row.id, number: row.number, hash: row.hash, name: row.name, post: row.post, address: row.address },
    party: parties.find((party) => party === row.party) ?? 'student',
    how: (['account', 'link', 'paper'] as const).find((how) => how === row.how) ?? 'paper',
    ...{ askedAt: row.asked_at, askedBy: row.asked_by, signedAt: row.signed_at, lies: row.lies, fileId: row.file_id },
    signedOn: row.signed_on ? day(row.signed_on) : null,
    ...{ declinedAt: row.declined_at, declinedWhy: row.declined_why, voidAt: row.void_at, voidWhy: row.void_why },
  }))
}

/** Holds the agreement of a case until the transaction ends. */
export async function holdAgreement(tx: Tx, caseId: string): Promise<Agreement | null> {
  await tx.selectFrom('learning_agreements').select('case_id').where('case_id', '=', caseId).forUpdate().execute()
  return agreementOf(tx, caseId)
}

/** Begins an agreement; false when the case has one. */
export async function insertAgreement(tx: Tx, institution: string, caseId: string, at: Date): Promise<boolean> {
  const row = await tx
    .insertInto('learning_agreements')
    .values({ institution_id: institution, case_id: caseId, number: 1, state: 'draft', changed_at: at })
    .onConflict((conflict) => conflict.columns(['institution_id', 'case_id']).doNothing())
    .returning('case_id')
    .executeTakeFirst()
  return row !== undefined
}

export async function insertVersion(
  tx: Tx,
  { institution, caseId }: Pick<Agreement, 'institution' | 'caseId'>,
  version: Pick<Version, 'number' | 'phase' | 'said' | 'why' | 'at' | 'byName'>,
): Promise<void> {
  const { number, phase, said, why, at, byName } = version
  await tx
    .insertInto('agreement_versions')
    .values({
      ...{ institution_id: institution, case_id: caseId, number, phase, state: 'draft', said: toJson(said) },
      ...{ why, at, by_name: byName },
    })
    .execute()
}

interface Changed {
  readonly said?: Said
  readonly state?: VersionState
  readonly sent?: { readonly at: Date; readonly by: string } | null
  readonly approved?: { readonly at: Date; readonly by: string } | null
  readonly agreedAt?: Date
}

export async function saveVersion(tx: Tx, caseId: string, number: number, changed: Changed): Promise<void> {
  const { said, state, sent, approved, agreedAt } = changed
  await tx
    .updateTable('agreement_versions')
    .set({
      ...(said && { said: toJson(said) }),
      ...(state && { state }),
      ...(sent !== undefined && { sent_at: sent?.at ?? null, sent_by: sent?.by ?? null }),
      ...(approved !== undefined && { approved_at: approved?.at ?? null, approved_by: approved?.by ?? null }),
      ...(agreedAt && { agreed_at: agreedAt }),
      case_id: caseId,
    })
    .where('case_id', '=', caseId)
    .where('number', '=', number)
    .execute()
}

/** Keeps which version counts and that something has changed. */
export async function saveHead(
  tx: Tx,
  caseId: string,
  head: { readonly number: number; readonly state: Exclude<VersionState, 'dropped'>; readonly at: Date },
): Promise<void> {
  await tx
    .updateTable('learning_agreements')
    .set({ number: head.number, state: head.state, changed_at: head.at, revision: sql<number>`revision + 1` })
    .where('case_id', '=', caseId)
    .execute()
}

type NewSignature = Omit<Signature, 'declinedAt' | 'declinedWhy' | 'voidAt' | 'voidWhy'>

/** Keeps a signature, or the asking for one; false when the same form kept it before, or the party has signed. */
export async function insertSignature(
  tx: Tx,
  { institution, caseId }: Pick<Agreement, 'institution' | 'caseId'>,
  given: NewSignature,
): Promise<boolean> {
  const row = await tx
    .insertInto('agreement_signatures')
    .values({
      ...{ institution_id: institution, id: given.id, case_id: caseId, number: given.number, party: given.party },
      ...{ how: given.how, hash: given.hash, name: given.name, post: given.post, address: given.address },
      ...{ asked_at: given.askedAt, asked_by: given.askedBy, signed_at: given.signedAt, signed_on: given.signedOn },
      ...{ lies: given.lies, file_id: given.fileId },
    })
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .executeTakeFirst()
  return row !== undefined
}

/** Answers a signature that was asked for by a link. */
export async function answerSignature(
  tx: Tx,
  id: string,
  answer: { readonly at: Date; readonly on: string } | { readonly declined: string; readonly at: Date },
): Promise<void> {
  await tx
    .updateTable('agreement_signatures')
    .set(
      'declined' in answer
        ? { declined_at: answer.at, declined_why: answer.declined }
        : { signed_at: answer.at, signed_on: answer.on },
    )
    .where('id', '=', id)
    .execute()
}

/** Makes the signatures of a version void, those given and those still asked for; gives those that had been given. */
export async function voidSignatures(tx: Tx, caseId: string, number: number, at: Date, why: string) {
  return tx
    .updateTable('agreement_signatures')
    .set({ void_at: at, void_why: why })
    .where('case_id', '=', caseId)
    .where('number', '=', number)
    .where('void_at', 'is', null)
    .returning(['id', 'party', 'name', 'how', 'signed_at as signedAt'])
    .execute()
}

export async function voidSignature(tx: Tx, id: string, at: Date, why: string): Promise<void> {
  await tx
    .updateTable('agreement_signatures')
    .set({ void_at: at, void_why: why })
    .where('id', '=', id)
    .where('void_at', 'is', null)
    .execute()
}

export async function saveMark(
  tx: Tx,
  { institution, caseId }: Pick<Agreement, 'institution' | 'caseId'>,
  mark: Mark,
  at: Date,
): Promise<void> {
  const own = { completed: mark.completed, ects: mark.ects, grade: mark.grade, at, by_name: mark.byName }
  await tx
    .insertInto('agreement_marks')
    .values({ institution_id: institution, case_id: caseId, component_id: mark.componentId, ...own })
    .onConflict((conflict) => conflict.columns(['institution_id', 'case_id', 'component_id']).doUpdateSet(own))
    .execute()
}

export async function insertDecision(
  tx: Tx,
  { institution, caseId }: Pick<Agreement, 'institution' | 'caseId'>,
  id: string,
  decision: Decision,
): Promise<void> {
  const { componentId, byName, ...own } = decision
  await tx
    .insertInto('agreement_decisions')
    .values({ institution_id: institution, id, case_id: caseId, component_id: componentId, ...own, by_name: byName })
    .onConflict((conflict) => conflict.columns(['institution_id', 'id']).doNothing())
    .execute()
}

export interface KeptFile {
  readonly id: string
  readonly what: 'signature' | 'records'
  readonly name: string
  readonly kind: string
  readonly bytes: number
  readonly blobId: string
  readonly byName: string
}

export async function filesOf(db: Db, caseId: string): Promise<KeptFile[]> {
  const rows = await db
    .selectFrom('agreement_files')
    .select(['id', 'what', 'name', 'kind', 'bytes', 'blob_id', 'by_name'])
    .where('case_id', '=', caseId)
    .orderBy('at')
    .execute()
  return rows.map(({ what, bytes, blob_id: blobId, by_name: byName, ...row }) => ({
    ...{ ...row, what: what === 'records' ? 'records' : 'signature', bytes: Number(bytes), blobId, byName },
  }))
}

export async function insertFile(
  tx: Tx,
  { institution, caseId }: Pick<Agreement, 'institution' | 'caseId'>,
  file: Received,
  about: { readonly what: KeptFile['what']; readonly at: Date; readonly by: string },
): Promise<string> {
  const { id } = await tx
    .insertInto('agreement_files')
    .values({
      ...{ institution_id: institution, case_id: caseId, what: about.what, name: file.name, kind: file.kind },
      ...{ bytes: file.bytes, pages: file.pages, sha256: file.sha256, blob_id: file.blobId },
      ...{ thumbnail_blob_id: file.thumbnailBlobId, at: about.at, by_name: about.by },
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  return id
}

export interface Listed {
  readonly caseId: string
  readonly title: string
  readonly number: string | null
  readonly state: VersionState
  readonly changedAt: Date
}

export interface ListFilter {
  readonly search: string
  readonly state: string | null
  /** The unit of a dean's office; null is the whole university. */
  readonly unit: string | null
  readonly after: { readonly at: Date; readonly id: string } | null
}

/** The agreements, those changed last first. */
export async function listAgreements(db: Db, institution: string, filter: ListFilter, size: number): Promise<Listed[]> {
  let query = db
    .selectFrom('learning_agreements as one')
    .innerJoin('cases', (join) =>
      join.onRef('cases.institution_id', '=', 'one.institution_id').onRef('cases.id', '=', 'one.case_id'),
    )
    .select(['one.case_id as caseId', 'cases.title', 'cases.number', 'one.state', 'one.changed_at as changedAt'])
    .where('one.institution_id', '=', institution)
  if (filter.state) query = query.where('one.state', '=', filter.state)
  if (filter.unit !== null) query = query.where(ofUnit(institution, filter.unit))
  for (const word of filter.search.split(' ').filter(Boolean).slice(0, 5))
    query = query.where('cases.title', 'ilike', `%${word.replace(/[\\%_]/g, '\\$&')}%`)
  if (filter.after)
    query = query.where(
      sql<boolean>`(one.changed_at, one.case_id) < (${filter.after.at}::timestamptz, ${filter.after.id}::uuid)`,
    )
  const rows = await query.orderBy('one.changed_at', 'desc').orderBy('one.case_id', 'desc').limit(size).execute()
  return rows.map((row) => ({ ...row, state: states.find((state) => state === row.state) ?? 'draft' }))
}

/** Whether a case is the business of a unit or of one below it. */
export async function isOfUnit(db: Db, institution: string, unit: string, caseId: string): Promise<boolean> {
  const { rows } = await sql`select from cases where id = ${caseId}::uuid and ${ofUnit(institution, unit)}`.execute(db)
  return rows.length > 0
}

const ofUnit = (institution: string, unit: string) => sql<boolean>`cases.unit in (with recursive below as (
  select id from units where institution_id = ${institution} and id = ${unit}
  union select units.id from units join below on units.parent = below.id where units.institution_id = ${institution})
  select id from below)`
