import { sql } from 'kysely'
import { isUuid } from '../../platform/database/ids.ts'
import type { Db, Tx } from '../../platform/database/index.ts'
import { recordFrom, stringsFrom, toJson } from '../../platform/database/json.ts'
import { type Day, day } from '../../platform/days.ts'
import type { Typed } from '../../platform/web/form.ts'
import { asLanguage, type Language } from '../../platform/words/languages.ts'
import type { Deadline } from '../law/index.ts'
import type { Entry } from './journal.ts'
import { beginning, hashOf } from './journal.ts'
import type { Spelling } from './procedure.ts'
import type { KeptDocument, Standing } from './rules.ts'

export interface Case extends Standing {
  readonly institution: string
  readonly id: string
  readonly procedure: string
  readonly subjectId: string
  readonly accountId: string | null
  readonly email: string | null
  readonly personLanguage: string
  readonly number: string | null
  readonly title: string
  readonly version: number
  readonly ownerId: string | null
  readonly ownerName: string | null
  readonly closedAt: Date | null
}

/** The language in which the case's person reads. */
export function languageOf(standing: Pick<Case, 'personLanguage'>): Language {
  return asLanguage(standing.personLanguage)
}

const found = (db: Db) =>
  db
    .selectFrom('cases')
    .innerJoin('persons', (join) =>
      join.onRef('persons.institution_id', '=', 'cases.institution_id').onRef('persons.id', '=', 'cases.subject_id'),
    )
    .leftJoin('accounts as owner', 'owner.id', 'cases.owner_id')
    .select([
      'cases.institution_id as institution',
      'cases.id',
      'cases.procedure',
      'cases.subject_id as subjectId',
      'persons.account_id as accountId',
      'persons.email',
      'persons.language as personLanguage',
      'cases.number',
      'cases.title',
      'cases.stage',
      'cases.stage_since as stageSince',
      'cases.typed',
      'cases.facts',
      'cases.version',
      'cases.owner_id as ownerId',
      'owner.name as ownerName',
      'cases.opened_at as openedAt',
      'cases.arrived_at as arrivedAt',
      'cases.closed_at as closedAt',
    ])

export async function findCase(db: Db, id: string): Promise<Case | null> {
  if (!isUuid(id)) return null
  const row = await found(db).where('cases.id', '=', id).executeTakeFirst()
  return row ? caseFrom(row) : null
}

/** A case that has arrived: by its number, or without one the newest of the procedure. */
export async function findArrived(db: Db, procedure: string, number: string | null): Promise<Case | null> {
  const row = await found(db)
    .where('cases.procedure', '=', procedure)
    .where('cases.arrived_at', 'is not', null)
    .$if(number !== null, (query) => query.where('cases.number', '=', number))
    .orderBy('cases.arrived_at', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row ? caseFrom(row) : null
}

/** The open cases behind one, in the order of their ids; whoever counts them all goes on from the last. */
export async function openCasesAfter(db: Db, institution: string, after: string, size: number): Promise<Case[]> {
  const rows = await found(db)
    .where('cases.institution_id', '=', institution)
    .where('cases.id', '>', after)
    .where('cases.closed_at', 'is', null)
    .orderBy('cases.id')
    .limit(size)
    .execute()
  return rows.map(caseFrom)
}

/** How many cases are open. */
export async function countOpenCases(db: Db, institution: string): Promise<number> {
  const row = await db
    .selectFrom('cases')
    .select(sql<number>`count(*)::int`.as('count'))
    .where('institution_id', '=', institution)
    .where('closed_at', 'is', null)
    .executeTakeFirstOrThrow()
  return row.count
}

/** The case, held until the transaction ends: two steps at once come one after the other. */
export async function holdCase(tx: Tx, id: string): Promise<Case | null> {
  if (!isUuid(id)) return null
  const row = await found(tx).where('cases.id', '=', id).forUpdate('cases').executeTakeFirst()
  return row ? caseFrom(row) : null
}

export async function casesOfAccount(db: Db, accountId: string): Promise<Case[]> {
  const rows = await found(db).where('persons.account_id', '=', accountId).orderBy('cases.opened_at', 'desc').execute()
  return rows.map(caseFrom)
}

function caseFrom<Row extends { readonly typed: unknown; readonly facts: unknown }>(row: Row) {
  return { ...row, typed: stringsFrom(row.typed), facts: recordFrom(row.facts) }
}

/** Where an account has persons: the only question that looks over institutions. */
export async function placesOf(db: Db, accountId: string): Promise<string[]> {
  const { rows } = await sql<{ place: string }>`select places_of_account(${accountId}) as place`.execute(db)
  return rows.map((row) => row.place)
}

export interface NewCase {
  readonly institution: string
  readonly procedure: string
  readonly stage: string
  readonly waits: string
  readonly title: string
  readonly typed: Typed
  readonly requestKey: string | null
  readonly at: Date
}

export async function insertCase(tx: Tx, subjectId: string, given: NewCase): Promise<string | null> {
  const row = await tx
    .insertInto('cases')
    .values({
      institution_id: given.institution,
      procedure: given.procedure,
      subject_id: subjectId,
      stage: given.stage,
      waiting_for: given.waits,
      title: given.title,
      typed: toJson(given.typed),
      request_key: given.requestKey,
      opened_at: given.at,
      stage_since: given.at,
    })
    .onConflict((conflict) => conflict.columns(['institution_id', 'request_key']).doNothing())
    .returning('id')
    .executeTakeFirst()
  return row?.id ?? null
}

export async function caseOfRequest(db: Db, requestKey: string): Promise<string | null> {
  const row = await db.selectFrom('cases').select('id').where('request_key', '=', requestKey).executeTakeFirst()
  return row?.id ?? null
}

export interface NamedPerson {
  readonly institution: string
  readonly shownAs: string
  readonly email: string | null
  readonly language: string
  readonly birthDay: Day | null
  readonly citizenship: string | null
}

/** Makes a person whom the office knows and who has no account: a guest, a member of a delegation. Gives the id. */
export async function personNamed(tx: Tx, { institution, shownAs, birthDay, ...same }: NamedPerson): Promise<string> {
  const { id } = await tx
    .insertInto('persons')
    .values({ institution_id: institution, shown_as: shownAs, birth_day: birthDay, ...same })
    .returning('id')
    .executeTakeFirstOrThrow()
  return id
}

/** What a person is called here; null where the institution has none of this id. */
export async function nameOfPerson(db: Db, id: string): Promise<string | null> {
  if (!isUuid(id)) return null
  const row = await db.selectFrom('persons').select('shown_as').where('id', '=', id).executeTakeFirst()
  return row?.shown_as ?? null
}

/** The person that an account is in an institution; null when it is none yet. */
export async function personOf(db: Db, accountId: string): Promise<string | null> {
  const row = await db.selectFrom('persons').select('id').where('account_id', '=', accountId).executeTakeFirst()
  return row?.id ?? null
}

/** The person of an account in an institution; made when there is none. */
export async function personOfAccount(
  tx: Tx,
  institution: string,
  accountId: string,
  contact: { readonly email: string; readonly language: string },
): Promise<string> {
  await tx
    .insertInto('persons')
    .values({
      institution_id: institution,
      account_id: accountId,
      shown_as: contact.email,
      email: contact.email,
      language: contact.language,
    })
    .onConflict((conflict) => conflict.columns(['institution_id', 'account_id']).doNothing())
    .execute()
  const { id } = await tx
    .selectFrom('persons')
    .select('id')
    .where('account_id', '=', accountId)
    .executeTakeFirstOrThrow()
  return id
}

export async function saveTyped(tx: Tx, id: string, typed: Typed, title: string): Promise<void> {
  await tx
    .updateTable('cases')
    .set({ typed: toJson(typed), title, changed_at: sql<Date>`now()` })
    .where('id', '=', id)
    .execute()
}

export interface Change {
  readonly stage: string
  readonly waits: string
  readonly closed: boolean
  readonly stageChanged: boolean
  readonly at: Date
  readonly version: number
  readonly nextDate: Day | null
  readonly facts?: unknown
  readonly arrival: {
    readonly number: string
    readonly facts: unknown
    readonly title: string
    readonly summary: unknown
    readonly unit: string | null
  } | null
}

export async function saveChange(tx: Tx, id: string, change: Change): Promise<void> {
  await tx
    .updateTable('cases')
    .set({
      stage: change.stage,
      waiting_for: change.closed ? 'nobody' : change.waits,
      version: change.version,
      changed_at: change.at,
      next_date: change.nextDate,
      // A note on a closed case doesn't close it again.
      closed_at: change.closed ? sql<Date>`coalesce(closed_at, ${change.at})` : null,
      ...(change.stageChanged ? { stage_since: change.at } : {}),
      ...(change.facts ? { facts: toJson(change.facts) } : {}),
      ...(change.arrival
        ? {
            number: change.arrival.number,
            facts: toJson(change.arrival.facts),
            title: change.arrival.title,
            summary: toJson(change.arrival.summary),
            unit: change.arrival.unit,
            arrived_at: sql<Date>`coalesce(arrived_at, ${change.at})`,
          }
        : {}),
    })
    .where('id', '=', id)
    .execute()
}

/** Writes the next row of the journal. */
export async function writeJournal(tx: Tx, entry: Entry): Promise<void> {
  const last = await tx
    .selectFrom('case_actions')
    .select('hash')
    .where('case_id', '=', entry.caseId)
    .where('seq', '=', entry.seq - 1)
    .executeTakeFirst()
  const previous = last?.hash ?? beginning
  await tx
    .insertInto('case_actions')
    .values({
      institution_id: entry.institution,
      case_id: entry.caseId,
      seq: entry.seq,
      at: entry.at,
      by_id: entry.by.id,
      by_name: entry.by.name,
      by_role: entry.by.role,
      action: entry.action,
      from_stage: entry.from,
      to_stage: entry.to,
      input: toJson(entry.input),
      previous_hash: previous,
      hash: hashOf(entry, previous),
    })
    .execute()
}

export function journalOf(db: Db, caseId: string) {
  return db.selectFrom('case_actions').selectAll().where('case_id', '=', caseId).orderBy('seq').execute()
}

export async function lastAction(db: Db, caseId: string) {
  return db
    .selectFrom('case_actions')
    .selectAll()
    .where('case_id', '=', caseId)
    .orderBy('seq', 'desc')
    .limit(1)
    .executeTakeFirst()
}

/** The open dates of a case as they were counted last, by name. */
export async function keptDates(db: Db, caseId: string): Promise<ReadonlyMap<string, Day>> {
  const rows = await db.selectFrom('case_deadlines').select(['name', 'due']).where('case_id', '=', caseId).execute()
  return new Map(rows.map(({ name, due }) => [name, day(due)]))
}

export async function replaceDeadlines(
  tx: Tx,
  institution: string,
  caseId: string,
  deadlines: readonly Deadline[],
  waits: string,
): Promise<void> {
  await tx.deleteFrom('case_deadlines').where('case_id', '=', caseId).execute()
  if (deadlines.length === 0) return
  await tx
    .insertInto('case_deadlines')
    .values(
      deadlines.map((deadline) => ({
        institution_id: institution,
        case_id: caseId,
        name: deadline.name,
        rule: deadline.rule.id,
        start_day: deadline.start,
        due: deadline.due,
        provisional: deadline.provisional,
        waiting_for: waits,
      })),
    )
    .execute()
}

export async function replaceWords(
  tx: Tx,
  given: { institution: string; procedure: string; caseId: string; arrivedAt: Date },
  { words, guarded }: { words: ReadonlySet<string>; guarded: ReadonlySet<string> },
  hadWords: boolean,
): Promise<void> {
  if (hadWords) await tx.deleteFrom('case_words').where('case_id', '=', given.caseId).execute()
  if (words.size + guarded.size === 0) return
  await tx
    .insertInto('case_words')
    .values(
      [...words, ...guarded].map((word) => ({
        guarded: guarded.has(word),
        institution_id: given.institution,
        procedure: given.procedure,
        word,
        arrived_at: given.arrivedAt,
        case_id: given.caseId,
      })),
    )
    .execute()
}

const slots = 8

export async function countMove(
  tx: Tx,
  institution: string,
  procedure: string,
  from: string | null,
  to: string,
): Promise<void> {
  const slot = Math.floor(Math.random() * slots)
  const changes = [...(from === null ? [] : [{ stage: from, count: -1 }]), { stage: to, count: 1 }]
  await tx
    .insertInto('case_counts')
    .values(
      changes
        // One order for everybody: two steps in opposite directions would otherwise wait for each other.
        .toSorted((a, b) => (a.stage < b.stage ? -1 : 1))
        .map((move) => ({ institution_id: institution, procedure, slot, ...move })),
    )
    .onConflict((conflict) =>
      conflict
        .columns(['institution_id', 'procedure', 'stage', 'slot'])
        .doUpdateSet({ count: sql<number>`case_counts.count + excluded.count` }),
    )
    .execute()
  moves += 1
}

/** Milliseconds for which the counts above a list are answered from memory, unless a case moved in this process. */
const countsFor = 1000
let moves = 0

interface Counted {
  readonly counts: Promise<ReadonlyMap<string, number>>
  readonly until: number
  readonly moves: number
}

const counted = new WeakMap<Db, Map<string, Counted>>()

/** How many cases stand at which stage: a second old at most, and never older than the last step taken here. */
export function stageCounts(db: Db, institution: string, procedure: string): Promise<ReadonlyMap<string, number>> {
  const kept = counted.get(db) ?? new Map<string, Counted>()
  counted.set(db, kept)
  const key = `${institution} ${procedure}`
  const before = kept.get(key)
  if (before && before.moves === moves && performance.now() < before.until) return before.counts
  const counts = sumCounts(db, institution, procedure)
  counts.catch(() => kept.delete(key))
  kept.set(key, { counts, until: performance.now() + countsFor, moves })
  return counts
}

async function sumCounts(db: Db, institution: string, procedure: string): Promise<ReadonlyMap<string, number>> {
  const rows = await db
    .selectFrom('case_counts')
    .select(['stage', sql<number>`sum(count)::bigint`.as('count')])
    .where('institution_id', '=', institution)
    .where('procedure', '=', procedure)
    .groupBy('stage')
    .execute()
  return new Map(rows.map((row) => [row.stage, Number(row.count)]))
}

export async function savePerson(
  tx: Tx,
  id: string,
  person: {
    readonly shownAs: string
    readonly names?: readonly Spelling[]
    readonly birthDay?: Day | undefined
    readonly citizenship?: string | undefined
    readonly phone?: string | undefined
  },
): Promise<void> {
  await tx
    .updateTable('persons')
    .set({
      shown_as: person.shownAs,
      ...(person.names ? { names: withSpellings(person.names) } : {}),
      ...(person.birthDay ? { birth_day: person.birthDay } : {}),
      ...(person.citizenship ? { citizenship: person.citizenship } : {}),
      ...(person.phone ? { phone: person.phone } : {}),
    })
    .where('id', '=', id)
    .execute()
}

// A spelling once known stays known, each once: a paper of another year may carry it.
function withSpellings(names: readonly Spelling[]) {
  return sql<string>`coalesce((select jsonb_agg(distinct one) from jsonb_array_elements(persons.names || ${toJson(names)}::jsonb) one), '[]')`
}

export async function documentsOf(db: Db, caseId: string): Promise<KeptDocument[]> {
  const rows = await db
    .selectFrom('documents')
    .leftJoin('document_files as file', (join) =>
      join
        .onRef('file.institution_id', '=', 'documents.institution_id')
        .onRef('file.document_id', '=', 'documents.id')
        .on('file.removed_at', 'is', null)
        // Files that the office itself put to a paper have round 0.
        .on('file.round', '>', 0),
    )
    .select([
      'documents.id',
      'documents.type',
      'documents.state',
      'documents.reason',
      'documents.round',
      'file.id as fileId',
      'file.name',
      'file.kind',
      'file.bytes',
      'file.pages',
      'file.round as fileRound',
      'file.uploaded_at as uploadedAt',
      'file.thumbnail_blob_id as thumbnail',
    ])
    .where('documents.case_id', '=', caseId)
    .orderBy('file.uploaded_at')
    // Files of one form came at one instant: their ids keep the order in which they were chosen.
    .orderBy('file.id')
    .execute()
  return [...Map.groupBy(rows, (row) => row.id).values()].flatMap((group) => {
    const [first] = group
    if (!first) return []
    const files = group.flatMap((row) =>
      row.fileId && row.name && row.kind && row.uploadedAt
        ? [
            {
              id: row.fileId,
              name: row.name,
              kind: row.kind,
              bytes: Number(row.bytes ?? 0),
              pages: row.pages ?? 1,
              round: row.fileRound ?? 1,
              hasThumbnail: row.thumbnail !== null,
              uploadedAt: row.uploadedAt,
            },
          ]
        : [],
    )
    return [{ id: first.id, type: first.type, state: first.state, reason: first.reason, round: first.round, files }]
  })
}

export async function insertNote(
  tx: Tx,
  institution: string,
  caseId: string,
  by: { id: string; name: string },
  text: string,
  at: Date,
): Promise<void> {
  await tx
    .insertInto('case_notes')
    .values({ institution_id: institution, case_id: caseId, by_id: by.id, by_name: by.name, text, at })
    .execute()
}

export function notesOf(db: Db, caseId: string) {
  return db.selectFrom('case_notes').selectAll().where('case_id', '=', caseId).orderBy('at').execute()
}

export async function saveOwner(tx: Tx, caseId: string, ownerId: string | null): Promise<void> {
  await tx.updateTable('cases').set({ owner_id: ownerId }).where('id', '=', caseId).execute()
}
