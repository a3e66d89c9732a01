import type { Tx } from '../../platform/database/index.ts'
import { stringAt, valueAt } from '../../platform/database/json.ts'
import { editedSince, journalEdits } from '../institutions/index.ts'
import {
  insertPartners,
  removePartners,
  restorePartners,
  saveContacts,
  savePartner,
  snapshotsOf,
  touchPartner,
} from '../partners/index.ts'
import { type KnownPartners, planLine } from './partner-plan.ts'
import type { Doubles, ImportAct, LineToUndo, LineToWrite, Undone, WrittenLine } from './target.ts'

const versionIn = (snapshot: unknown) => Number(valueAt(valueAt(snapshot, 'partner'), 'version') ?? 0)

/** Writes a portion of lines in the given transaction: new partners in one statement, changed ones each by itself. */
export async function writeLines(
  tx: Tx,
  act: ImportAct,
  given: readonly LineToWrite[],
  doubles: Doubles,
  known: KnownPartners,
): Promise<WrittenLine[]> {
  const planned = given.map(({ line, values }) => ({ line, ...planLine(known, line, values, doubles, act.today) }))
  const touched = [...new Set(planned.flatMap(({ state, record }) => (state && record ? [record] : [])))]
  const snapshots = await snapshotsOf(
    tx,
    touched.filter((id) => known.all.get(id)?.version !== null),
  )
  const stale = new Set(
    [...snapshots].flatMap(([id, snapshot]) => (versionIn(snapshot) === known.all.get(id)?.version ? [] : [id])),
  )
  const states = touched.flatMap((id) => {
    const one = known.all.get(id)
    return one && !stale.has(id) ? [{ id, one, ...one.state }] : []
  })
  const fresh = states.filter(({ one }) => one.version === null)
  await insertPartners(
    tx,
    act.institution,
    fresh.map(({ id, written, lastContact }) => ({ ...written, id, lastContact })),
    act.at,
  )
  for (const { id, one, written, lastContact } of states) {
    if (one.version === null) one.version = 1
    else {
      await savePartner(tx, { id, version: one.version }, written, act.at)
      if (lastContact) await touchPartner(tx, id, lastContact)
      one.version += 1
    }
  }
  await saveContacts(
    tx,
    act.institution,
    states.flatMap(({ contacts }) => contacts.map(({ formerSince, ...contact }) => contact)),
  )
  await journalEdits(
    tx,
    { institution: act.institution, ...act.by, at: act.at },
    states.map(({ id, written }) => ({
      ...{ record: `partners/${id}`, before: valueAt(snapshots.get(id), 'partner') ?? {} },
      after: { ...written, import: act.importId },
    })),
  )
  return planned.map(({ state, ...line }): WrittenLine => {
    if (!state || !line.record) return { ...line, also: [], before: null, version: null }
    if (stale.has(line.record))
      return {
        ...line,
        also: [],
        verdict: 'wrong',
        problems: [{ column: null, key: 'wrong.meanwhile' }],
        before: null,
        version: null,
      }
    const version = known.all.get(line.record)?.version ?? null
    return { ...line, also: [], before: snapshots.get(line.record) ?? null, version }
  })
}

/** Takes partners back: what an import brought goes, what it changed is as before, what somebody touched since stays. */
export async function undoPartners(tx: Tx, act: ImportAct, lines: readonly LineToUndo[]): Promise<Map<string, Undone>> {
  const ids = lines.map(({ record }) => record)
  const now = await snapshotsOf(tx, ids)
  const touched = await editedSince(
    tx,
    ids.map((id) => `partners/${id}`),
    act.importId,
    act.since,
  )
  const isOurs = ({ record, version }: LineToUndo) =>
    !touched.has(`partners/${record}`) && versionIn(now.get(record)) === version
  const ours = lines.filter(isOurs)
  const gone = await removePartners(
    tx,
    ours.filter(({ before }) => before === null).map(({ record }) => record),
  )
  const back = ours.filter(({ before }) => before !== null)
  await restorePartners(
    tx,
    back.map(({ before }) => before),
    act.at,
  )
  const undone = new Map<string, Undone>(ids.map((id) => [id, now.has(id) ? 'kept' : 'gone']))
  for (const id of gone) undone.set(id, 'gone')
  for (const { record } of back) undone.set(record, 'restored')
  await journalEdits(
    tx,
    { institution: act.institution, ...act.by, at: act.at },
    [...gone, ...back.map(({ record }) => record)].map((id) => ({
      ...{ record: `partners/${id}`, before: valueAt(now.get(id), 'partner') ?? {} },
      after: { import: act.importId, undone: undone.get(id), name: stringAt(valueAt(now.get(id), 'partner'), 'name') },
    })),
  )
  return undone
}
