import { sql } from 'kysely'
import type { Db, Tx } from '../../platform/database/index.ts'
import { newestEdition } from '../law/index.ts'
import { writeAgreements } from './agreements-store.ts'
import { writeAlumni } from './alumni-store.ts'
import { writeCalls } from './calls-store.ts'
import { writeLedgers } from './event-rows.ts'
import { lawBookOf } from './law-book.ts'
import { writeNetworks } from './networks-store.ts'
import { writeNews } from './news-store.ts'
import { writeOfficePages } from './office-pages-store.ts'
import { type InstitutionRows, institutionRow, institutionRows } from './rows.ts'
import type { InstitutionPack, LawPack, PackProblem, RefusedPack } from './schema.ts'

/** What the loading of a pack did, in records. */
export interface Written {
  readonly written: number
  /** Somebody edited these in the program: the pack leaves them alone. */
  readonly kept: number
  readonly removed: number
  /** Programmes that left the pack: kept for those who applied, no longer open. */
  readonly closed: number
}

/** The hash of each pack as loaded, by the pack's name. */
export async function loadedHashes(db: Db): Promise<ReadonlyMap<string, string | null>> {
  const institutions = await db.selectFrom('institutions').select(['id', 'pack_hash']).execute()
  const laws = await db.selectFrom('law_editions').select(['jurisdiction', 'hash']).orderBy('turn').execute()
  return new Map([
    ...institutions.map(({ id, pack_hash }) => [`institutions/${id}`, pack_hash] as const),
    ...laws.map(({ jurisdiction, hash }) => [`law/${jurisdiction.toLowerCase()}`, hash] as const),
  ])
}

/** Two processes that start together load one after the other. */
export async function waitForTurn(tx: Tx): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtext('kopuro.packs'))`.execute(tx)
}

/** Faults that only the database knows: a level and code that another programme of the institution already has. */
export async function conflicts(tx: Tx, pack: InstitutionPack): Promise<PackProblem[]> {
  const known = await tx
    .selectFrom('programmes')
    .select(['id', 'level', 'code'])
    .where('code', 'is not', null)
    .execute()
  return pack.programmes.flatMap(({ key, level, code }, at) => {
    const other = known.find((one) => one.code === code && one.level === level && one.id !== key)
    if (!code || !other) return []
    return { file: 'programmes.json', place: `[${at}].code`, reason: `is known under another key: ${other.id}` }
  })
}

/** Writes an institution's pack; records that somebody edited stay as they are. */
export async function writeInstitution(tx: Tx, pack: InstitutionPack, hash: string): Promise<Written> {
  await saveInstitution(tx, pack, hash)
  const rows = institutionRows(pack)
  const parts = [
    await writeUnits(tx, rows.units),
    await writeStaff(tx, rows.staff),
    await writeContacts(tx, rows.contacts),
    await writeProgrammes(tx, rows.programmes),
    await writeAdmission(tx, rows.admission_terms),
    await writeGrading(tx, rows.grading_terms),
    await writeFacts(tx, rows.institution_facts),
    await writeUnclear(tx, rows.unclear_facts),
    await writePublications(tx, rows.publications),
    await writeHostels(tx, rows.hostels),
    await writeCalls(tx, rows.calls),
    await writePartners(tx, rows.partners),
    await writeAgreements(tx, pack.institution.key, pack.agreements),
    await writeNetworks(tx, pack.institution.key, pack.networks ?? []),
    await writeFunding(tx, rows.funding_programmes),
    await writeSummerSchools(tx, rows.summer_schools),
    await writeNews(tx, pack.institution.key, pack.news ?? []),
    await writeLedgers(tx, rows.ledger_records),
  ]
  await writeAlumni(tx, pack.institution.key, pack.alumni ?? [])
  await writeOfficePages(tx, pack.institution.key, pack.officePages ?? [])
  await replaceUnitNames(tx, rows.unit_names)
  await addPrices(tx, rows.hostel_prices)
  // Backwards, so that what points at a record goes before it.
  const removed = await removeVanished(tx, rows)
  const closed = await closeProgrammes(tx, idsOf(rows.programmes))
  await archivePartners(
    tx,
    rows.partners.map(({ key }) => key),
  )
  const sum = (of: 'written' | 'kept') => parts.reduce((total, part) => total + part[of], 0)
  return { written: sum('written'), kept: sum('kept'), removed, closed }
}

async function saveInstitution(tx: Tx, pack: InstitutionPack, pack_hash: string) {
  const row = institutionRow(pack.institution)
  await tx
    .insertInto('institutions')
    .values(row)
    .onConflict((conflict) => conflict.column('id').doUpdateSet(row).where('institutions.edited_at', 'is', null))
    .execute()
  // The hash of the whole pack stands with the institution, edited or not: it says which files were loaded.
  await tx.updateTable('institutions').set({ pack_hash }).where('id', '=', row.id).execute()
}

interface Known {
  readonly id: string
  readonly pack_hash: string | null
  readonly edited_at: Date | null
}

function plan<Row extends { id: string; pack_hash: string }>(known: readonly Known[], rows: readonly Row[]) {
  const before = new Map(known.map((record) => [record.id, record]))
  const kept = rows.filter((row) => before.get(row.id)?.edited_at)
  const changed = rows.filter((row) => !kept.includes(row) && before.get(row.id)?.pack_hash !== row.pack_hash)
  return { changed, done: { written: changed.length, kept: kept.length } }
}

async function writeUnits(tx: Tx, rows: InstitutionRows['units']) {
  const known = await tx.selectFrom('units').select(['id', 'pack_hash', 'edited_at']).execute()
  const { changed, done } = plan(known, rows)
  for (const row of changed)
    await tx
      .insertInto('units')
      .values(row)
      .onConflict((at) => at.columns(['institution_id', 'id']).doUpdateSet(row).where('units.edited_at', 'is', null))
      .execute()
  return done
}

async function writeStaff(tx: Tx, rows: InstitutionRows['staff']) {
  const known = await tx.selectFrom('staff').select(['id', 'pack_hash', 'edited_at']).execute()
  const { changed, done } = plan(known, rows)
  for (const row of changed)
    await tx
      .insertInto('staff')
      .values(row)
      .onConflict((at) => at.columns(['institution_id', 'id']).doUpdateSet(row).where('staff.edited_at', 'is', null))
      .execute()
  return done
}

async function writeContacts(tx: Tx, rows: InstitutionRows['contacts']) {
  const known = await tx.selectFrom('contacts').select(['id', 'pack_hash', 'edited_at']).execute()
  const { changed, done } = plan(known, rows)
  for (const row of changed)
    await tx
      .insertInto('contacts')
      .values(row)
      .onConflict((at) => at.columns(['institution_id', 'id']).doUpdateSet(row).where('contacts.edited_at', 'is', null))
      .execute()
  return done
}

async function writeProgrammes(tx: Tx, rows: InstitutionRows['programmes']) {
  const known = await tx.selectFrom('programmes').select(['id', 'pack_hash', 'edited_at']).execute()
  const { changed, done } = plan(known, rows)
  for (const row of changed)
    await tx
      .insertInto('programmes')
      .values(row)
      .onConflict((at) =>
        at.columns(['institution_id', 'id']).doUpdateSet(row).where('programmes.edited_at', 'is', null),
      )
      .execute()
  return done
}

async function writeAdmission(tx: Tx, rows: InstitutionRows['admission_terms']) {
  const known = await tx.selectFrom('admission_terms').select(['id', 'pack_hash', 'edited_at']).execute()
  const { changed, done } = plan(known, rows)
  for (const row of changed)
    await tx
      .insertInto('admission_terms')
      .values(row)
      .onConflict((at) =>
        at.columns(['institution_id', 'id']).doUpdateSet(row).where('admission_terms.edited_at', 'is', null),
      )
      .execute()
  return done
}

async function writeGrading(tx: Tx, rows: InstitutionRows['grading_terms']) {
  const known = await tx.selectFrom('grading_terms').select(['id', 'pack_hash', 'edited_at']).execute()
  const { changed, done } = plan(known, rows)
  for (const row of changed)
    await tx
      .insertInto('grading_terms')
      .values(row)
      .onConflict((at) =>
        at.columns(['institution_id', 'id']).doUpdateSet(row).where('grading_terms.edited_at', 'is', null),
      )
      .execute()
  return done
}

async function writeFacts(tx: Tx, rows: InstitutionRows['institution_facts']) {
  const known = await tx.selectFrom('institution_facts').select(['id', 'pack_hash', 'edited_at']).execute()
  const { changed, done } = plan(known, rows)
  for (const row of changed)
    await tx
      .insertInto('institution_facts')
      .values(row)
      .onConflict((at) =>
        at.columns(['institution_id', 'id']).doUpdateSet(row).where('institution_facts.edited_at', 'is', null),
      )
      .execute()
  return done
}

// The pack brings the question again; what somebody answered to it stays.
async function writeUnclear(tx: Tx, rows: InstitutionRows['unclear_facts']) {
  const known = await tx.selectFrom('unclear_facts').select(['id', 'pack_hash']).execute()
  const { changed, done } = plan(
    known.map((record) => ({ ...record, edited_at: null })),
    rows,
  )
  for (const row of changed)
    await tx
      .insertInto('unclear_facts')
      .values(row)
      .onConflict((at) => at.columns(['institution_id', 'id']).doUpdateSet(row))
      .execute()
  return done
}

async function writePublications(tx: Tx, rows: InstitutionRows['publications']) {
  const known = await tx.selectFrom('publications').select(['id', 'pack_hash', 'edited_at']).execute()
  const { changed, done } = plan(known, rows)
  for (const row of changed)
    await tx
      .insertInto('publications')
      .values(row)
      .onConflict((at) =>
        at.columns(['institution_id', 'id']).doUpdateSet(row).where('publications.edited_at', 'is', null),
      )
      .execute()
  return done
}

async function writeHostels(tx: Tx, rows: InstitutionRows['hostels']) {
  const known = await tx.selectFrom('hostels').select(['id', 'pack_hash', 'edited_at']).execute()
  const { changed, done } = plan(known, rows)
  for (const row of changed)
    await tx
      .insertInto('hostels')
      .values(row)
      .onConflict((at) => at.columns(['institution_id', 'id']).doUpdateSet(row).where('hostels.edited_at', 'is', null))
      .execute()
  return done
}

async function writePartners(tx: Tx, rows: InstitutionRows['partners']) {
  const known = await tx.selectFrom('partners').select(['key as id', 'pack_hash', 'edited_at']).execute()
  const { changed, done } = plan(
    known.map(({ id, ...more }) => ({ id: id ?? '', ...more })),
    rows.map((row) => ({ ...row, id: row.key })),
  )
  for (const { id: _, ...row } of changed)
    await tx
      .insertInto('partners')
      .values(row)
      .onConflict((at) =>
        at
          .columns(['institution_id', 'key'])
          .doUpdateSet({ ...row, archived_at: null })
          .where('partners.edited_at', 'is', null),
      )
      .execute()
  return done
}

async function writeFunding(tx: Tx, rows: InstitutionRows['funding_programmes']) {
  const known = await tx.selectFrom('funding_programmes').select(['id', 'pack_hash', 'edited_at']).execute()
  const { changed, done } = plan(known, rows)
  for (const row of changed)
    await tx
      .insertInto('funding_programmes')
      .values(row)
      .onConflict((at) =>
        at.columns(['institution_id', 'id']).doUpdateSet(row).where('funding_programmes.edited_at', 'is', null),
      )
      .execute()
  return done
}

async function writeSummerSchools(tx: Tx, schools: InstitutionRows['summer_schools']) {
  const known = await tx.selectFrom('summer_schools').select(['id', 'pack_hash', 'edited_at']).execute()
  const { changed, done } = plan(
    known,
    schools.map(({ row }) => row),
  )
  for (const { id } of changed) {
    const school = schools.find(({ row }) => row.id === id)
    if (!school) continue
    const { row, editions, lines } = school
    await tx
      .insertInto('summer_schools')
      .values(row)
      .onConflict((at) => at.columns(['institution_id', 'id']).doUpdateSet(row))
      .execute()
    // Nobody has edited the school, so nobody stands on a list of it.
    await tx.deleteFrom('summer_school_lines').where('school_id', '=', id).execute()
    await tx.deleteFrom('summer_school_editions').where('school_id', '=', id).execute()
    if (editions.length > 0) await tx.insertInto('summer_school_editions').values(editions).execute()
    if (lines.length > 0) await tx.insertInto('summer_school_lines').values(lines).execute()
  }
  return done
}

// Cases and agreements may name a partner that left the pack: it is put away, not lost.
async function archivePartners(tx: Tx, stay: readonly string[]): Promise<void> {
  await tx
    .updateTable('partners')
    .set({ archived_at: new Date(), pack_hash: null })
    .where('edited_at', 'is', null)
    .where('archived_at', 'is', null)
    .where('key', 'not in', ['', ...stay])
    .execute()
}

// A price that somebody's months were counted by stays as it was.
async function addPrices(tx: Tx, rows: InstitutionRows['hostel_prices']) {
  if (rows.length === 0) return
  await tx
    .insertInto('hostel_prices')
    .values(rows)
    .onConflict((at) => at.columns(['institution_id', 'hostel_id', 'since']).doNothing())
    .execute()
}

async function replaceUnitNames(tx: Tx, rows: InstitutionRows['unit_names']) {
  await tx.deleteFrom('unit_names').where('by_name', 'is', null).execute()
  if (rows.length === 0) return
  await tx
    .insertInto('unit_names')
    .values(rows)
    .onConflict((at) => at.columns(['institution_id', 'unit', 'since']).doNothing())
    .execute()
}

/** Removes what left the pack, unless somebody edited it or another record still points at it. */
async function removeVanished(tx: Tx, rows: InstitutionRows) {
  const terms = await tx
    .deleteFrom('admission_terms')
    .where('edited_at', 'is', null)
    .where('id', 'not in', idsOf(rows.admission_terms))
    .executeTakeFirst()
  const facts = await tx
    .deleteFrom('institution_facts')
    .where('edited_at', 'is', null)
    .where('id', 'not in', idsOf(rows.institution_facts))
    .executeTakeFirst()
  // What has files stays: somebody may hold one of them.
  const publications = await tx
    .deleteFrom('publications')
    .where('edited_at', 'is', null)
    .where('pack_hash', 'is not', null)
    .where('id', 'not in', idsOf(rows.publications))
    .where(
      sql<boolean>`not exists (select from publication_files of where of.publication_id = publications.id
        and of.institution_id = publications.institution_id)`,
    )
    .executeTakeFirst()
  const funding = await tx
    .deleteFrom('funding_programmes')
    .where('edited_at', 'is', null)
    .where('pack_hash', 'is not', null)
    .where('id', 'not in', idsOf(rows.funding_programmes))
    .executeTakeFirst()
  // A question that somebody answered stays with its answer.
  const unclear = await tx
    .deleteFrom('unclear_facts')
    .where('answer', 'is', null)
    .where('id', 'not in', idsOf(rows.unclear_facts))
    .executeTakeFirst()
  const contacts = await tx
    .deleteFrom('contacts')
    .where('edited_at', 'is', null)
    .where('id', 'not in', idsOf(rows.contacts))
    .executeTakeFirst()
  const staff = await tx
    .deleteFrom('staff')
    .where('edited_at', 'is', null)
    .where('id', 'not in', idsOf(rows.staff))
    .where(sql<boolean>`not exists (select from contacts where contacts.staff_id = staff.id)`)
    .executeTakeFirst()
  const units = await removeUnits(tx, idsOf(rows.units))
  const gone = [terms, facts, publications, funding, unclear, contacts, staff].reduce(
    (sum, { numDeletedRows }) => sum + numDeletedRows,
    0n,
  )
  return Number(gone) + units
}

/** From the leaves upwards, until nothing is left that may go. */
async function removeUnits(tx: Tx, stay: readonly string[]): Promise<number> {
  const { numDeletedRows } = await tx
    .deleteFrom('units')
    .where('edited_at', 'is', null)
    .where('id', 'not in', stay)
    .where(
      sql<boolean>`not exists (select from units below where below.parent = units.id)
        and not exists (select from staff where staff.unit = units.id)
        and not exists (select from contacts where contacts.unit = units.id)
        and not exists (select from programmes where programmes.unit = units.id)
        and not exists (select from institutions where institutions.id = units.institution_id and office_unit = units.id)`,
    )
    .executeTakeFirst()
  const removed = Number(numDeletedRows)
  return removed === 0 ? 0 : removed + (await removeUnits(tx, stay))
}

/** A programme that left the pack stays for those who applied to it, and takes no more applications. */
async function closeProgrammes(tx: Tx, stay: readonly string[]): Promise<number> {
  const { numUpdatedRows } = await tx
    .updateTable('programmes')
    .set({ open_for_application: false, pack_hash: null })
    .where('edited_at', 'is', null)
    .where('open_for_application', '=', true)
    .where('id', 'not in', stay)
    .executeTakeFirst()
  return Number(numUpdatedRows)
}

/** Ids for `not in`; an empty list would not be SQL, and no record has an empty id. */
function idsOf(rows: readonly { id: string }[]): readonly string[] {
  return rows.length === 0 ? [''] : rows.map(({ id }) => id)
}

/** Keeps an edition of the law beside the earlier ones, as the one that was loaded last. */
export async function writeLaw(tx: Tx, law: LawPack, hash: string): Promise<Written> {
  const book = lawBookOf(law)
  const { jurisdiction, edition } = law.pack
  await tx
    .insertInto('law_editions')
    .values({ hash, jurisdiction, edition, book: JSON.stringify(book) })
    .onConflict((at) =>
      at.column('hash').doUpdateSet({ turn: sql<number>`nextval('law_turns')`, loaded_at: sql<Date>`now()` }),
    )
    .execute()
  const written = Object.values(book).reduce((sum, part) => sum + (Array.isArray(part) ? part.length : 0), 1)
  return { written, kept: 0, removed: 0, closed: 0 }
}

/** An institution that counts by no edition yet begins with the newest: there is nothing that it could change. */
export async function beginWithNewest(db: Db, institution: string, at: Date): Promise<void> {
  const hash = await newestEdition(db)
  await sql`insert into institution_laws (institution_id, hash, since)
    select institutions.id, hash, ${at} from institutions, law_editions
    where institutions.id = ${institution} and hash = ${hash} on conflict do nothing`.execute(db)
}

/** Keeps what is wrong with the files of packs, for those who don't see the program's own words at its start. */
export async function keepRefusals(db: Db, refused: readonly RefusedPack[]): Promise<void> {
  await db.transaction().execute(async (tx) => {
    await tx.deleteFrom('pack_refusals').execute()
    for (const { folder, problems } of refused)
      await tx
        .insertInto('pack_refusals')
        .values({ folder, problems: JSON.stringify(problems) })
        .execute()
  })
}

export type EditableTable = 'institutions' | 'units' | 'staff' | 'contacts' | 'programmes' | 'admission_terms'

/** Says that a record is no longer edited: the next writing of the pack brings the pack's version. */
export async function giveBack(tx: Tx, institution: string, table: EditableTable, id: string): Promise<void> {
  if (table === 'institutions') {
    await tx.updateTable(table).set({ edited_at: null }).where('id', '=', institution).execute()
    return
  }
  const free = { edited_at: null, pack_hash: null }
  await tx.updateTable(table).set(free).where('id', '=', id).where('institution_id', '=', institution).execute()
}
