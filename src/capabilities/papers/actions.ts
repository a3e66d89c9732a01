import type { Tx } from '../../platform/database/index.ts'
import { done, NotFound, type Outcome, refuse } from '../../platform/outcome.ts'
import type { Problem } from '../../platform/web/form.ts'
import { type Act, type Case, type Ground, inCase, type Procedure, record, viewOf } from '../cases/index.ts'
import {
  bytesOfCase,
  documentFor,
  findFile,
  insertFile,
  letGo,
  mostBytesOfCase,
  type Received,
} from '../documents/index.ts'
import { insertAttestation, isKnownRequest, takeAway } from './attestation-store.ts'
import {
  type AttestationEntry,
  type MoveEntry,
  moveProblems,
  type PaperRecord,
  recordFields,
  staysWithOwner,
} from './rules.ts'
import { insertMove, movesOf, recordsOf, saveRecord, undescribed } from './store.ts'

/** The paper that an officer works on. */
export interface Place {
  readonly act: Act
  readonly procedure: Procedure
  readonly caseId: string
  readonly type: string
}

export type Entered = Outcome | { readonly ok: 'slipped'; readonly problems: readonly Problem[] }

/**
 * Writes down what a paper says. Refuses when a colleague wrote something else meanwhile.
 * @param seen the instant of the record that the form showed, empty when there was none
 */
export function describePaper(place: Place, kept: PaperRecord, seen: string): Promise<Outcome> {
  return onPaper(place, async (tx, documentId, note) => {
    const { act, caseId, type } = place
    const before = (await recordsOf(tx, caseId)).get(type) ?? undescribed
    const changed = recordFields.filter((field) => before.record[field] !== kept[field])
    if (before.describedAt && changed.length === 0) return done
    if ((before.describedAt?.toISOString() ?? '') !== seen)
      return refuse('record.someoneWasFirst', { params: { name: before.describedBy } })
    await saveRecord(tx, documentId, kept, act.house.clock.now(), act.by.name)
    // What the paper says stays out of the journal: it may have to be forgotten one day.
    await note('paper.described', { changed: changed.join(' ') })
    return done
  })
}

/** Where an original goes. The same form again does nothing. @param seen the last move that the form showed */
export async function moveOriginal(place: Place, entry: MoveEntry, key: string, seen: string): Promise<Entered> {
  const { act, caseId, type } = place
  if (staysWithOwner(type) && entry.move !== 'returned') return refuse('original.ownersOwn')
  let problems: readonly Problem[] = []
  const outcome = await onPaper(place, async (tx, documentId, note) => {
    const [last] = (await movesOf(tx, caseId)).filter((moved) => moved.type === type)
    if (last?.requestKey === key) return done
    if ((last?.id ?? '') !== seen) return refuse('original.someoneWasFirst', { params: { name: last?.byName ?? '' } })
    if ((last?.move === 'kept') !== (entry.move === 'returned') && entry.move !== 'kept')
      return refuse(entry.move === 'returned' ? 'original.notHere' : 'original.liesHere')
    problems = moveProblems(entry, last?.onDay ?? null, act.house.clock.today())
    if (problems.length > 0) return done
    const { move, onDay } = entry
    await insertMove(tx, {
      ...{ institution: act.institution, documentId, move, onDay, at: act.house.clock.now(), by: act.by, key },
      place: move === 'kept' ? entry.place : '',
      toWhom: move === 'returned' ? entry.toWhom : '',
    })
    await note(`original.${move}`, { day: onDay })
    return done
  })
  return outcome.ok && problems.length > 0 ? { ok: 'slipped', problems } : outcome
}

/** Adds a translation or an attestation with its file: a new one, or one that the paper has. */
export async function attest(
  place: Place,
  entry: AttestationEntry,
  files: readonly Received[],
  key: string,
): Promise<Outcome> {
  const { act, caseId } = place
  const [file, ...others] = files
  let taken = false
  const outcome = await onPaper(place, async (tx, documentId, note) => {
    if (await isKnownRequest(tx, key)) return done
    const own = file ? null : await findFile(tx, entry.file)
    if (entry.file && !file && own?.documentId !== documentId) throw new NotFound()
    if (file && file.bytes + (await bytesOfCase(tx, caseId)) > mostBytesOfCase) return refuse('papers.tooMuch')
    // Round 0: no round of the applicant's, so no checklist counts it.
    const fileId = file ? await insertFile(tx, act.institution, documentId, 0, file) : (own?.id ?? null)
    const at = act.house.clock.now()
    await insertAttestation(tx, entry, { institution: act.institution, documentId, fileId, at, by: act.by, key })
    await note('paper.attested', { kind: entry.kind })
    taken = true
    return done
  })
  await letGo(act.house, taken ? others : files)
  return outcome
}

export function removeAttestation(place: Place, id: string): Promise<Outcome> {
  return onPaper(place, async (tx, documentId, note) => {
    const { house, by } = place.act
    if (await takeAway(tx, documentId, id, house.clock.now(), by.name)) await note('paper.unattested', {})
    return done
  })
}

type Note = (action: string, input: Readonly<Record<string, string>>) => Promise<unknown>

function onPaper(
  { act, procedure, caseId, type }: Place,
  work: (tx: Tx, documentId: string, note: Note) => Promise<Outcome>,
): Promise<Outcome> {
  return inCase(act, procedure, caseId, async (tx: Tx, held: Case, ground: Ground) => {
    const view = await viewOf(ground, tx, procedure, held)
    if (!view.items.some(({ wanted }) => wanted.type === type)) throw new NotFound()
    const { id } = await documentFor(tx, act.institution, caseId, type)
    return work(tx, id, (action, input) =>
      record(tx, act, ground, procedure, held, { action, input: { type, ...input } }),
    )
  })
}
