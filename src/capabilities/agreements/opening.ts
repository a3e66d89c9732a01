import { sql } from 'kysely'
import type { Tx } from '../../platform/database/index.ts'
import type { Text } from '../../platform/words/languages.ts'
import { type Act, groundOf, holdCase, openCaseWithin, personNamed, record } from '../cases/index.ts'
import { partiesNamed } from './actions.ts'
import { agreement as procedure } from './procedure.ts'
import type { Agreement, AgreementKind, ExchangeKind, KeptState } from './rules.ts'
import { findAgreement, insertAgreements, readingOf, settleAgreement, type WrittenAgreement } from './store.ts'

export interface Proposal {
  readonly title: string
  readonly kind: AgreementKind
  /** One a line. */
  readonly parties: string
  readonly exchange: readonly ExchangeKind[]
  readonly subject: string
  readonly about: string
  readonly proposedBy: string
  readonly proposerMail: string
  readonly unit: string | null
}

/** Makes a proposal: a row of the register and the case of its road. The same form makes one; gives the case's id. */
export async function propose(act: Act, id: string, proposal: Proposal): Promise<string> {
  return opening(act, id, async (tx) => {
    const parties = await partiesNamed(tx, proposal.parties, [])
    const row = { ...blank, title: inAll(proposal.title), kind: proposal.kind, parties, unit: proposal.unit }
    const subject = proposal.subject ? inAll(proposal.subject) : null
    await insertAgreements(
      tx,
      act.institution,
      [{ ...row, id, subject, exchange: proposal.exchange }],
      act.house.clock.now(),
      act.by.name,
    )
    return { ...proposal, to: null }
  })
}

/** Follows the road of an agreement that stood in the register without one, from where it stands. Gives the case's id. */
export async function takeRoad(act: Act, held: Agreement): Promise<string> {
  const title = held.title.en
  return opening(act, held.id, async () => ({
    ...{ title, proposedBy: '', proposerMail: '', about: '', unit: held.unit, to: held.keptState },
  }))
}

/** Begins an agreement that renews another, with what was agreed there. @param id of the new one; gives its case's id */
export async function renew(act: Act, id: string, old: Agreement): Promise<string> {
  return opening(act, id, async (tx) => {
    const { title, kind, parties, subject, fields, exchange, places, specialties, unit, contact, isPublic } = old
    const unsigned = parties.map((party) => ({ ...party, signedOn: null }))
    const { renewsItself, renewMonths, noticeDays } = old
    const row = { ...blank, title, kind, parties: unsigned, subject, fields, exchange, places, specialties, unit }
    const more = { contact, isPublic, renewsItself, renewMonths, noticeDays, renewsId: old.id, id }
    await insertAgreements(tx, act.institution, [{ ...row, ...more }], act.house.clock.now(), act.by.name)
    return { title: title.en, proposedBy: '', proposerMail: '', about: '', unit, to: 'drafted' }
  })
}

interface Opened {
  readonly title: string
  readonly proposedBy: string
  readonly proposerMail: string
  readonly about: string
  readonly unit: string | null
  /** Where its road begins; null with the proposal. */
  readonly to: KeptState | null
}

async function opening(act: Act, id: string, work: (tx: Tx) => Promise<Opened>): Promise<string> {
  const { house, institution } = act
  const ground = await groundOf(house, institution, procedure)
  const db = house.database.within(institution)
  const reading = await readingOf(db, house.clock.today())
  return db.transaction().execute(async (tx) => {
    // The same form twice at once would make two persons of the matter before one of them saw the other.
    await sql`select pg_advisory_xact_lock(hashtext(${`agreement ${id}`}))`.execute(tx)
    const before = await findAgreement(tx, id, reading)
    if (before?.caseId) return before.caseId
    const { title, proposedBy, proposerMail, about, unit, to } = await work(tx)
    const language = 'en'
    const named = { institution, shownAs: title, email: null, language, birthDay: null, citizenship: null }
    const personId = await personNamed(tx, named)
    const typed = { title, proposedBy, proposerMail, about, unit: unit ?? '' }
    const caseId = await openCaseWithin(tx, act, ground, procedure, { personId, typed, requestKey: null })
    await settleAgreement(tx, id, { case_id: caseId }, house.clock.now())
    const held = to && to !== procedure.starts ? await holdCase(tx, caseId) : null
    if (held && to) {
      await record(tx, act, ground, procedure, held, { action: 'begin', to, input: {} })
      await settleAgreement(tx, id, { state: to }, house.clock.now())
    }
    return caseId
  })
}

const inAll = (text: string): Text => ({ en: text, ru: text, ky: text })

const blank: Omit<WrittenAgreement, 'title' | 'kind' | 'parties'> = {
  ...{ keptState: 'proposed', number: null, caseId: null, signedOn: null, signedYear: null, from: null, until: null },
  ...{ renewsItself: false, renewMonths: null, noticeDays: null, condition: null, lookOn: null, subject: null },
  ...{ fields: [], exchange: [], places: [], specialties: '', renewsId: null, unit: null, contact: '', note: '' },
  isPublic: false,
}
