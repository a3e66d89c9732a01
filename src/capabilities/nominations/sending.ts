import type { Tx } from '../../platform/database/index.ts'
import type { House } from '../../platform/house.ts'
import { got, type Outcome, refuse } from '../../platform/outcome.ts'
import type { Call } from '../calls/index.ts'
import { type Act, findCase, takeStep } from '../cases/index.ts'
import { claim, noteUnclaimed } from '../documents/index.ts'
import { mobility } from '../mobility/index.ts'
import { revokeLink } from '../one-time-links/index.ts'
import { type Partner, type PartnerContact, touchPartner } from '../partners/index.ts'
import { commonOf } from './common.ts'
import { fillTemplate } from './filling.ts'
import { issueNomination, type LetterGround, letterGround } from './letter.ts'
import { tellPartner } from './mailing.ts'
import { acceptedPapers, insertPapers, type SharedPaper } from './paper-store.ts'
import { isOpen, type Nominee, type SendEntry, type Sending } from './rules.ts'
import { findSending, insertSending, keepLetterOfSending } from './sending-store.ts'
import { nominationsOfSending, putIntoSending, writeEvent } from './store.ts'
import { templateOf } from './template-store.ts'
import type { Common } from './values.ts'
import { nominationWords } from './words.ts'

/** Bytes of papers that go with one mail: mailboxes refuse more. A link carries any number. */
const mostAttached = 15_000_000

export interface ToSend {
  /** Made with the form: the same form twice sends once. */
  readonly id: string
  readonly call: Call
  readonly partner: Partner
  /** Null for a portal that nobody is written to about. */
  readonly contact: PartnerContact | null
  readonly entry: SendEntry
  readonly nominees: readonly Nominee[]
  /** Kinds of papers that go along. */
  readonly papers: readonly string[]
}

/** Names to a partner those who were selected for it, in the way the partner wants it; those who wait for an answer go again. */
export async function sendNominations(act: Act, send: ToSend): Promise<Outcome<string>> {
  const db = act.house.database.within(act.institution)
  if (await findSending(db, send.id)) return got(send.id)
  const caseIds = send.nominees.map(({ caseId }) => caseId)
  const papers = (await acceptedPapers(db, caseIds)).filter(({ type }) => send.papers.includes(type))
  const size = papers.reduce((sum, { bytes }) => sum + bytes, 0)
  const { how } = send.entry
  if ((how === 'mail' || how === 'sheet') && size > mostAttached)
    return refuse('send.tooLarge', { params: { most: mostAttached / 1_000_000 } })
  const common = await commonOf(act, send.call, send.contact)
  const sheet = how === 'sheet' ? await sheetFor(act.house, send, common) : got(null)
  if (!sheet.ok) return sheet
  const refusal = await nominateAll(act, send.nominees)
  if (refusal) return refusal
  const ground = await letterGround(act.house, common.institution)
  const sent = { ...send, papers, common, ground, sheet: sheet.value }
  try {
    return await db.transaction().execute((tx) => writeSending(tx, act, sent))
  } catch (fault) {
    if (fault instanceof Answered) return refuse('send.answered', { params: { name: fault.message } })
    throw fault
  }
}

// Each case takes its step by itself: whoever was sent before the power went stays nominated, and the same press goes on.
async function nominateAll(
  act: Act,
  nominees: readonly Nominee[],
): Promise<{ ok: false; refusal: { key: string } } | null> {
  const db = act.house.database.within(act.institution)
  for (const { caseId, name, stage } of nominees) {
    if (stage !== 'selected') continue
    const held = await findCase(db, caseId)
    if (held?.stage === 'nominated') continue
    const step = { name: 'nominate', typed: {}, version: held?.version ?? 0 }
    const taken = await takeStep(act, mobility, caseId, step)
    const isThere = taken.kind === 'done' || (await findCase(db, caseId))?.stage === 'nominated'
    if (!isThere) return refuse('send.moved', { params: { name } })
  }
  return null
}

interface Sheet {
  readonly name: string
  readonly blobId: string
}

async function sheetFor(
  house: House,
  { nominees, partner, id }: ToSend,
  common: Common,
): Promise<Outcome<Sheet | null>> {
  const template = await templateOf(house.database.within(common.institution.id), partner.id)
  if (!template) return refuse('send.noTemplate')
  const filled = fillTemplate(await house.blobs.read(template.blobId), template.mapping, nominees, common)
  if (!filled) return refuse('send.noTemplate')
  const kept = await house.blobs.put(once(filled.bytes), filled.bytes.length)
  if (!kept.ok) throw new RangeError('a sheet larger than itself')
  await noteUnclaimed(house, kept.blob.id)
  const name = template.name.replace(/(\.xlsx)?$/i, `-${common.call.slug}-${id.slice(0, 4)}.xlsx`)
  return got({ name, blobId: kept.blob.id })
}

async function* once(bytes: Uint8Array): AsyncIterable<Uint8Array> {
  yield bytes
}

export interface Ready extends Omit<ToSend, 'papers'> {
  readonly papers: readonly SharedPaper[]
  readonly common: Common
  readonly ground: LetterGround
  readonly sheet: Sheet | null
}

async function writeSending(tx: Tx, act: Act, ready: Ready): Promise<Outcome<string>> {
  const { house, institution, by } = act
  const { id, call, partner, contact, entry, nominees, papers, common, sheet } = ready
  const at = house.clock.now()
  const sending: Sending = {
    ...{ id, callId: call.id, partnerId: partner.id, how: entry.how, language: common.language },
    ...{ contactName: contact?.name ?? '', address: contact?.email ?? '', answerBy: entry.answerBy },
    ...{ message: entry.message, letterId: null, linkId: entry.how === 'link' ? id : null, sheet },
    ...{ at, byId: by.id, byName: by.name, bouncedAt: null },
  }
  if (!(await insertSending(tx, institution, sending))) return got(id)
  for (const { caseId, name } of nominees) {
    const nomination = await putIntoSending(tx, institution, sending, caseId)
    if (!nomination) throw new Answered(name)
    await writeEvent(tx, nomination, 'sent', {
      institution,
      at,
      byName: by.name,
      party: 'office',
      note: sending.contactName,
    })
  }
  await revokeEarlier(tx, nominees, by.name, at)
  await insertPapers(
    tx,
    institution,
    id,
    papers.map((paper) => paper.id),
  )
  if (sheet) await claimBlob(tx, sheet.blobId)
  const letter = await issueNomination(tx, house, ready.ground, { sending, partner, nominees, common })
  await keepLetterOfSending(tx, id, letter.id)
  await tellPartner(tx, act, ready, sending, letter)
  const about = nominationWords('en')('touched', { call: call.said.title.en })
  await touchPartner(tx, partner.id, { on: common.today, about })
  return got(id)
}

/** The partner answered between the page and the press: nothing is sent. */
export class Answered extends Error {
  override name = 'Answered'
}

async function claimBlob(tx: Tx, blobId: string) {
  const none = { name: '', kind: '', bytes: 0, pages: 0, sha256: '' }
  await claim(tx, { ...none, blobId, thumbnailBlobId: null })
}

// What goes again goes by a new link: the earlier one opens nothing any more once all on it went elsewhere.
async function revokeEarlier(tx: Tx, nominees: readonly Nominee[], by: string, at: Date): Promise<void> {
  for (const id of new Set(nominees.flatMap(({ nomination }) => nomination?.sendingId ?? []))) {
    const sending = await findSending(tx, id)
    const open = (await nominationsOfSending(tx, id)).some(({ state }) => isOpen(state))
    if (sending?.linkId && !open) await revokeLink(tx, sending.linkId, by, at)
  }
}
