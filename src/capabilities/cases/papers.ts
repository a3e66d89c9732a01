import type { Tx } from '../../platform/database/index.ts'
import type { Outcome } from '../../platform/outcome.ts'
import { done, got, NotFound, refuse } from '../../platform/outcome.ts'
import {
  beginRound,
  bytesOfCase,
  countFiles,
  documentFor,
  type FileOfCase,
  filesWith,
  findFile,
  hasFile,
  insertFile,
  letGo,
  mostBytesOfCase,
  mostFiles,
  type Received,
  removeFile,
  saveDecision,
} from '../documents/index.ts'
import { record } from './actions.ts'
import { type Act, type Ground, groundOf, viewOf } from './moment.ts'
import type { Procedure } from './procedure.ts'
import { reasonSaid } from './return-reasons.ts'
import { brings, type ChecklistItem, judgesPapers, opensPapers, whatWasSeen } from './rules.ts'
import { type Case, holdCase, insertNote, languageOf } from './store.ts'

export interface Added {
  readonly added: readonly Received[]
  /** The paper has these already, byte for byte. */
  readonly twice: readonly Received[]
}

/**
 * Puts received files to a paper of the case. Files of a returned paper begin a new round. What the case does not take has left
 * the store when this returns. @param link the camera link that they came through
 */
export async function addFiles(
  act: Act,
  procedure: Procedure,
  caseId: string,
  type: string,
  files: readonly Received[],
  link?: string | null,
): Promise<Outcome<Added>> {
  const outcome = await inCase(act, procedure, caseId, (tx, held, ground) =>
    putFiles(tx, act, procedure, held, ground, { type, files, link: link ?? null }),
  )
  await letGo(act.house, outcome.ok ? outcome.value.twice : files)
  return outcome
}

interface Brought {
  readonly type: string
  readonly files: readonly Received[]
  readonly link: string | null
}

async function putFiles(
  tx: Tx,
  act: Act,
  procedure: Procedure,
  held: Case,
  ground: Ground,
  { type, files, link }: Brought,
): Promise<Outcome<Added>> {
  const view = await viewOf(ground, tx, procedure, held)
  if (!view.items.some((item) => item.wanted.type === type && brings(item, act.party))) throw new NotFound()
  if (!opensPapers(procedure, held.stage, act.party)) return refuse('papers.closed')

  const document = await documentFor(tx, act.institution, held.id, type)
  if (document.state === 'accepted' || document.state === 'waived') return refuse('papers.settled')
  const returned = document.state === 'returned'
  const round = document.round + (returned ? 1 : 0)
  const fresh: Received[] = []
  for (const file of files) {
    const twice = fresh.some(({ sha256 }) => sha256 === file.sha256)
    if (!twice && !(await hasFile(tx, document.id, round, file.sha256))) fresh.push(file)
  }
  // All or none: what is refused is forgotten whole, so nothing of it may have been kept.
  if ((await countFiles(tx, document.id, round)) + fresh.length > mostFiles)
    return refuse('papers.tooMany', { params: { most: mostFiles } })
  const bytes = fresh.reduce((sum, file) => sum + file.bytes, await bytesOfCase(tx, held.id))
  if (bytes > mostBytesOfCase) return refuse('papers.tooMuch')

  if (returned) await beginRound(tx, document.id)
  const added: string[] = []
  for (const file of fresh) added.push(await insertFile(tx, act.institution, document.id, round, file))
  const input = { type, files: added, ...(link ? { link } : {}) }
  if (added.length > 0) await record(tx, act, ground, procedure, held, { action: 'paper.added', input })
  return got({ added: fresh, twice: files.filter((file) => !fresh.includes(file)) })
}

/** Whether a paper holds this very file now, so that nobody sends it for nothing. */
export async function hasAlready(act: Act, item: ChecklistItem, sha256: string): Promise<boolean> {
  if (!item.documentId) return false
  const db = act.house.database.within(act.institution)
  return (await filesWith(db, item.documentId, sha256)).some((id) => item.files.some((file) => file.id === id))
}

/** Takes a file away again, before it is sent. */
export function takeAwayFile(act: Act, procedure: Procedure, caseId: string, fileId: string): Promise<Outcome> {
  return inCase(act, procedure, caseId, async (tx, held, ground) => {
    const file = await fileOf(tx, held, fileId)
    if (!opensPapers(procedure, held.stage, act.party)) return refuse('papers.closed')
    if (file.state !== 'uploaded' || file.round !== file.documentRound) return refuse('papers.settled')
    await removeFile(tx, fileId)
    await record(tx, act, ground, procedure, held, {
      action: 'paper.removed',
      input: { type: file.type, files: [fileId] },
    })
    return done
  })
}

export interface Decision {
  readonly state: 'accepted' | 'returned' | 'waived' | 'shown'
  /** The officer's own words. */
  readonly reason: string
  /** A ready-made reason for returning, by its key. */
  readonly ready?: string
  /** What the officer was looking at, see `whatWasSeen`. */
  readonly seen?: string | undefined
}

/** An officer's word about a paper: accepted, returned with a reason, waived with a reason, or shown in the original. */
export function decidePaper(
  act: Act,
  procedure: Procedure,
  caseId: string,
  type: string,
  decision: Decision,
): Promise<Outcome> {
  return inCase(act, procedure, caseId, async (tx, held, ground) => {
    const view = await viewOf(ground, tx, procedure, held)
    const item = view.items.find((candidate) => candidate.wanted.type === type)
    if (!item) throw new NotFound()
    if (!judgesPapers(procedure, held.stage)) return refuse('papers.notNow')
    if (decision.state === 'returned' && item.state === 'missing') return refuse('papers.nothingToReturn')
    if (decision.state === 'accepted' && item.files.length === 0 && item.state !== 'shown')
      return refuse('papers.nothingToAccept')
    if (decision.seen !== undefined && decision.seen !== whatWasSeen(item))
      return refuse('papers.someoneWasFirst', { remedy: 'papers.someoneWasFirst.remedy' })
    const ready = decision.state === 'returned' ? decision.ready : ''
    const said = await reasonSaid(tx, { ...decision, ready: ready ?? '' }, languageOf(held))
    if (!said.ok) return said
    const document = await documentFor(tx, act.institution, caseId, type)
    await saveDecision(tx, document.id, decision.state, said.value || null, act.by.id)
    await record(tx, act, ground, procedure, held, {
      action: `paper.${decision.state}`,
      input: { type, reason: said.value, ...(ready ? { ready } : {}) },
    })
    return done
  })
}

export function addNote(act: Act, procedure: Procedure, caseId: string, text: string): Promise<Outcome> {
  return inCase(act, procedure, caseId, async (tx, held, ground) => {
    await insertNote(tx, act.institution, caseId, act.by, text, act.house.clock.now())
    await record(tx, act, ground, procedure, held, { action: 'note', input: {} })
    return done
  })
}

/** The file, if it belongs to this case. */
export async function fileOf(tx: Tx, held: Case, fileId: string): Promise<FileOfCase> {
  const file = await findFile(tx, fileId)
  if (file?.caseId !== held.id) throw new NotFound()
  return file
}

/** Works on a case while it is held: the office's and the subject's doings come one after the other. */
export async function inCase<Value>(
  act: Act,
  procedure: Procedure,
  caseId: string,
  work: (tx: Tx, held: Case, ground: Ground) => Promise<Outcome<Value>>,
): Promise<Outcome<Value>> {
  const ground = await groundOf(act.house, act.institution, procedure)
  return act.house.database
    .within(act.institution)
    .transaction()
    .execute(async (tx) => {
      const held = await holdCase(tx, caseId)
      if (!held) throw new NotFound()
      return work(tx, held, ground)
    })
}
