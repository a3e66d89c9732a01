import { sql } from 'kysely'
import type { Database, Db } from '../../platform/database/index.ts'
import type { Clock } from '../../platform/days.ts'
import { beginning, hashOf } from './journal.ts'
import { type Ground, groundOf, viewOf } from './moment.ts'
import type { Procedure } from './procedure.ts'
import { isClosed, openDeadlines, waitsFor } from './rules.ts'
import { findCase, journalOf } from './store.ts'

/** What doesn't fit, in a word for the console: `altered`, `missing-row`, `stage`, `version`, `deadlines`, `waiting`, `unknown-procedure`. */
export interface JournalFault {
  readonly institution: string
  readonly caseId: string
  readonly fault: string
  readonly seq?: number
}

/**
 * Proves for every case of an institution that no row of its journal was altered or taken out, and that stage, version and
 * open deadlines, which are kept beside the journal for queries, follow from it.
 */
export async function* verifyJournal(
  database: Database,
  clock: Clock,
  institution: string,
  procedures: readonly Procedure[],
  seen: (cases: number) => void = () => {},
): AsyncGenerator<JournalFault> {
  const db = database.within(institution)
  const groundFor = (procedure: Procedure) => groundOf({ database, clock }, institution, procedure)
  let after: string | null = null
  let count = 0
  for (;;) {
    const ids: string[] = (
      await db
        .selectFrom('cases')
        .select('id')
        .where('institution_id', '=', institution)
        .$if(after !== null, (query) => query.where('id', '>', after ?? ''))
        .orderBy('id')
        .limit(sql.lit(500))
        .execute()
    ).map((row) => row.id)
    for (const id of ids) {
      for (const fault of await faultsOf(db, institution, id, procedures, groundFor))
        yield { institution, caseId: id, ...fault }
    }
    count += ids.length
    seen(count)
    after = ids.at(-1) ?? null
    if (after === null) return
  }
}

type Found = { readonly fault: string; readonly seq?: number }

async function faultsOf(
  db: Db,
  institution: string,
  id: string,
  procedures: readonly Procedure[],
  groundFor: (procedure: Procedure) => Promise<Ground>,
): Promise<Found[]> {
  const [standing, journal] = await Promise.all([findCase(db, id), journalOf(db, id)])
  const procedure = procedures.find(({ name }) => name === standing?.procedure)
  if (!standing || !procedure) return [{ fault: 'unknown-procedure' }]
  const faults: Found[] = []
  let previous = beginning
  let stage: string | null = null
  for (const [at, row] of journal.entries()) {
    if (row.seq !== at + 1) faults.push({ fault: 'missing-row', seq: at + 1 })
    const expected = hashOf(
      {
        institution,
        caseId: id,
        seq: row.seq,
        at: row.at,
        by: { id: row.by_id, name: row.by_name, role: row.by_role },
        action: row.action,
        from: row.from_stage,
        to: row.to_stage,
        input: row.input,
      },
      previous,
    )
    if (row.previous_hash !== previous || row.hash !== expected) faults.push({ fault: 'altered', seq: row.seq })
    if (stage !== null && row.from_stage !== stage) faults.push({ fault: 'altered', seq: row.seq })
    previous = row.hash
    stage = row.to_stage
  }
  if (standing.version !== journal.length) faults.push({ fault: 'version' })
  if (stage !== standing.stage) return [...faults, { fault: 'stage' }]
  return [...faults, ...(await keptFaults(db, id, procedure, await groundFor(procedure)))]
}

async function keptFaults(db: Db, id: string, procedure: Procedure, ground: Ground): Promise<Found[]> {
  const faults: Found[] = []
  const view = await viewOf(ground, db, procedure, await findCase(db, id))
  const [row, deadlines] = await Promise.all([
    db.selectFrom('cases').select(['waiting_for', 'closed_at', 'next_date']).where('id', '=', id).executeTakeFirst(),
    db.selectFrom('case_deadlines').select(['name', 'due']).where('case_id', '=', id).orderBy('name').execute(),
  ])
  const closed = isClosed(procedure, view.standing.stage)
  const waits = closed ? 'nobody' : waitsFor(procedure, view.standing.stage)
  if (row?.waiting_for !== waits || (row.closed_at !== null) !== closed) faults.push({ fault: 'waiting' })
  const kept = deadlines.map(({ name, due }) => `${name} ${due}`)
  const due = openDeadlines(procedure, view.situation)
    .map((deadline) => `${deadline.name} ${deadline.due}`)
    .sort()
  if (kept.sort().join() !== due.join()) faults.push({ fault: 'deadlines' })
  return faults
}
