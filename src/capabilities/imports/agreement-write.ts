import type { Tx } from '../../platform/database/index.ts'
import { valueAt } from '../../platform/database/json.ts'
import { removeUnnamed } from '../../platform/database/removing.ts'
import {
  agreementSnapshots,
  grownAgreements,
  insertAgreements,
  restoreAgreements,
  saveAgreement,
} from '../agreements/index.ts'
import { editedSince, journalEdits } from '../institutions/index.ts'
import { insertPartners, removePartners } from '../partners/index.ts'
import { type KnownAgreements, planAgreement } from './agreement-plan.ts'
import type { Doubles, ImportAct, LineToUndo, LineToWrite, Undone, WrittenLine } from './target.ts'

const versionIn = (snapshot: unknown) => Number(valueAt(valueAt(snapshot, 'agreement'), 'version') ?? 0)
const record = (id: string) => `agreements/${id}`

/** Writes a portion of lines in the given transaction, with the partners that they bring. */
export async function writeAgreements(
  tx: Tx,
  act: ImportAct,
  given: readonly LineToWrite[],
  doubles: Doubles,
  known: KnownAgreements,
): Promise<WrittenLine[]> {
  const planned = given.map(({ line, values }) => ({ line, ...planAgreement(known, line, values, doubles, act.today) }))
  const touched = [...new Set(planned.flatMap(({ written, record: id }) => (written && id ? [id] : [])))]
  const snapshots = await agreementSnapshots(
    tx,
    touched.filter((id) => known.all.get(id)?.version !== null),
  )
  const isStale = (id: string) => snapshots.has(id) && versionIn(snapshots.get(id)) !== known.all.get(id)?.version
  const stale = new Set(touched.filter(isStale))
  await bringPartners(
    tx,
    act,
    known,
    planned.flatMap(({ fresh }) => fresh),
  )
  const all = touched.flatMap((id) => {
    const one = known.all.get(id)
    return one && !stale.has(id) ? [{ id, one }] : []
  })
  const fresh = all.filter(({ one }) => one.version === null)
  await insertAgreements(
    tx,
    act.institution,
    fresh.map(({ id, one }) => ({ ...one.written, id })),
    act.at,
    act.by.name,
  )
  for (const { id, one } of all) {
    if (one.version !== null) await saveAgreement(tx, act.institution, id, one.written, act.at)
    one.version = (one.version ?? 0) + 1
  }
  await journalEdits(
    tx,
    { institution: act.institution, ...act.by, at: act.at },
    all.map(({ id, one }) => ({
      ...{ record: record(id), before: valueAt(snapshots.get(id), 'agreement') },
      after: { ...one.written, import: act.importId },
    })),
  )
  return planned.map(({ written, fresh: also, ...line }): WrittenLine => {
    if (!written || !line.record) return { ...line, also, before: null, version: null }
    if (stale.has(line.record)) {
      const problems = [{ column: null, key: 'wrong.meanwhile' }]
      return { ...line, also, verdict: 'wrong', problems, before: null, version: null }
    }
    const version = known.all.get(line.record)?.version ?? null
    return { ...line, also, before: snapshots.get(line.record) ?? null, version }
  })
}

async function bringPartners(tx: Tx, act: ImportAct, { partners }: KnownAgreements, ids: readonly string[]) {
  const fresh = [...new Set(ids)].flatMap((id) => {
    const one = partners.all.get(id)
    if (!one || one.version !== null) return []
    one.version = 1
    return [{ ...one.state.written, id }]
  })
  await insertPartners(tx, act.institution, fresh, act.at)
  await journalEdits(
    tx,
    { institution: act.institution, ...act.by, at: act.at },
    fresh.map(({ id, ...written }) => ({
      ...{ record: `partners/${id}`, before: {}, after: { ...written, import: act.importId } },
    })),
  )
}

/** Takes agreements back, and the partners that came with them and that nothing else names. */
export async function undoAgreements(
  tx: Tx,
  act: ImportAct,
  lines: readonly LineToUndo[],
): Promise<Map<string, Undone>> {
  const ids = lines.map(({ record: id }) => id)
  const now = await agreementSnapshots(tx, ids)
  const touched = await editedSince(tx, ids.map(record), act.importId, act.since)
  const grown = await grownAgreements(tx, ids)
  const ours = lines.filter(
    ({ record: id, version }) => !touched.has(record(id)) && !grown.has(id) && versionIn(now.get(id)) === version,
  )
  const news = ours.filter(({ before }) => before === null).map(({ record: id }) => id)
  const gone = await removeUnnamed(tx, news, (some) => tx.deleteFrom('agreements').where('id', 'in', some).execute())
  const back = ours.filter(({ before }) => before !== null)
  await restoreAgreements(
    tx,
    back.map(({ before }) => before),
    act.at,
  )
  const undone = new Map<string, Undone>(ids.map((id) => [id, now.has(id) ? 'kept' : 'gone']))
  for (const id of gone) undone.set(id, 'gone')
  for (const { record: id } of back) undone.set(id, 'restored')
  await journalEdits(
    tx,
    { institution: act.institution, ...act.by, at: act.at },
    [...gone, ...back.map(({ record: id }) => id)].map((id) => ({
      ...{ record: record(id), before: valueAt(now.get(id), 'agreement') },
      after: { import: act.importId, undone: undone.get(id) },
    })),
  )
  await takePartners(
    tx,
    act,
    lines.flatMap(({ also }) => also),
  )
  return undone
}

async function takePartners(tx: Tx, act: ImportAct, ids: readonly string[]) {
  const touched = await editedSince(
    tx,
    ids.map((id) => `partners/${id}`),
    act.importId,
    act.since,
  )
  const gone = await removePartners(
    tx,
    ids.filter((id) => !touched.has(`partners/${id}`)),
  )
  await journalEdits(
    tx,
    { institution: act.institution, ...act.by, at: act.at },
    gone.map((id) => ({ record: `partners/${id}`, before: {}, after: { import: act.importId, undone: 'gone' } })),
  )
}
