import type { Tx } from '../../platform/database/index.ts'
import { readDay } from '../../platform/days.ts'
import type { House } from '../../platform/house.ts'
import { done, NotFound, type Outcome, refuse } from '../../platform/outcome.ts'
import type { Case } from '../cases/index.ts'
import { findLink, openLinksOf, revokeLink } from '../one-time-links/index.ts'
import {
  type Agreement,
  type Component,
  currentOf,
  type Decision,
  type Head,
  type Mark,
  type Said,
  type Version,
  whyNotSend,
} from './rules.ts'
import {
  creditOf,
  holdAgreement,
  insertAgreement,
  insertDecision,
  insertVersion,
  saveHead,
  saveMark,
  saveVersion,
  voidSignatures,
} from './store.ts'
import { linkKind } from './words.ts'

/** Who works on whose agreement. */
export interface Act {
  readonly house: House
  readonly institution: string
  readonly standing: Pick<Case, 'id' | 'procedure' | 'facts' | 'title'>
  readonly by: { readonly id: string; readonly name: string }
  readonly isSubject: boolean
}

const factOf = ({ standing }: Act, name: string): string => String(standing.facts?.[name] ?? '')

/** Begins the agreement of a case as a draft, with what the case knows already. Twice begins one. */
export async function begin(act: Act): Promise<Outcome> {
  const { house, institution, standing, by } = act
  return house.database
    .within(institution)
    .transaction()
    .execute(async (tx) => {
      const credit = await creditOf(tx)
      if (!credit) return refuse('begin.noCredit')
      const at = house.clock.now()
      if (!(await insertAgreement(tx, institution, standing.id, at))) return done
      const said = { head: firstHead(act), components: [], ratio: credit.ratio }
      const place = { institution, caseId: standing.id }
      await insertVersion(tx, place, { number: 1, phase: 'before', said, why: '', at, byName: by.name })
      return done
    })
}

function firstHead(act: Act): Head {
  const day = (name: string) => readDay(factOf(act, name))
  return {
    ...{ host: factOf(act, 'hostName'), hostContact: '', hostMail: '', homeContact: '', homeMail: '' },
    ...{ programme: factOf(act, 'specialty'), from: day('from'), to: day('to') },
  }
}

type Work = (tx: Tx, agreement: Agreement, version: Version, at: Date) => Promise<Outcome>

/**
 * Changes an agreement in one transaction. @param seen the revision that the page showed: whoever was slower is told, and
 * null where no page can be out of date
 */
export function changing(act: Act, seen: number | null, work: Work): Promise<Outcome> {
  const { house, institution, standing } = act
  return house.database
    .within(institution)
    .transaction()
    .execute(async (tx) => {
      const agreement = await holdAgreement(tx, standing.id)
      if (!agreement) throw new NotFound()
      if (seen !== null && seen !== agreement.revision) return refuse('changed')
      return work(tx, agreement, currentOf(agreement), house.clock.now())
    })
}

/** Changes what the draft says. */
export function editDraft(act: Act, seen: number, edit: (said: Said) => Said | Outcome): Promise<Outcome> {
  return changing(act, seen, async (tx, { caseId }, version, at) => {
    if (version.state !== 'draft') return refuse('notDraft')
    const said = edit(version.said)
    if ('ok' in said) return said.ok ? done : said
    await saveVersion(tx, caseId, version.number, { said })
    await saveHead(tx, caseId, { number: version.number, state: 'draft', at })
    return done
  })
}

export const withHead = (head: Head) => (said: Said) => ({ ...said, head })

export const withComponent = (component: Component) => (said: Said) => {
  const isThere = said.components.some(({ id }) => id === component.id)
  const components = isThere
    ? said.components.map((one) => (one.id === component.id ? component : one))
    : [...said.components, component]
  return { ...said, components }
}

export const withoutComponent = (id: string) => (said: Said) => ({
  ...said,
  components: said.components.filter((one) => one.id !== id),
})

/** Hands the draft in; its unit approves it or sends it back. */
export function send(act: Act, seen: number): Promise<Outcome> {
  return changing(act, seen, async (tx, { caseId }, version, at) => {
    if (version.state !== 'draft') return refuse('notDraft')
    const [missing] = whyNotSend(version.said)
    if (missing) return refuse(missing)
    return moved(tx, caseId, version, 'sent', at, { sent: { at, by: act.by.name } })
  })
}

/** Gives the draft back to the student. */
export function sendBack(act: Act, seen: number): Promise<Outcome> {
  return changing(act, seen, async (tx, { caseId }, version, at) =>
    version.state === 'sent' ? moved(tx, caseId, version, 'draft', at, { sent: null }) : refuse('changed'),
  )
}

/** The university agrees with the table: from now on it is signed. */
export function approve(act: Act, seen: number): Promise<Outcome> {
  return changing(act, seen, async (tx, { caseId }, version, at) =>
    version.state === 'sent'
      ? moved(tx, caseId, version, 'signing', at, { approved: { at, by: act.by.name } })
      : refuse('changed'),
  )
}

async function moved(
  tx: Tx,
  caseId: string,
  { number }: Version,
  state: 'draft' | 'sent' | 'signing',
  at: Date,
  more: Parameters<typeof saveVersion>[3],
): Promise<Outcome> {
  await saveVersion(tx, caseId, number, { ...more, state })
  await saveHead(tx, caseId, { number, state, at })
  return done
}

/**
 * Opens what is being signed to be changed again. Signatures that were given become void, with the reason, and links that
 * were sent open nothing any more.
 */
export function reopen(act: Act, seen: number, why: string): Promise<Outcome> {
  return changing(act, seen, async (tx, { caseId }, version, at) => {
    if (version.state !== 'signing') return refuse('changed')
    await voidSignatures(tx, caseId, version.number, at, why)
    await revokeLinks(tx, act, at)
    return moved(tx, caseId, version, 'draft', at, { sent: null, approved: null })
  })
}

/** Links of this agreement that still open something are taken back. */
export async function revokeLinks(tx: Tx, act: Act, at: Date): Promise<void> {
  for (const id of await openLinksOf(tx, act.standing.id)) {
    const link = await findLink(tx, id)
    if (link?.kind === linkKind) await revokeLink(tx, id, act.by.name, at)
  }
}

/** Begins a new version of what everybody has signed; the signed one stays in force until the new one is signed too. */
export function change(act: Act, seen: number, why: string): Promise<Outcome> {
  return changing(act, seen, async (tx, agreement, version, at) => {
    if (version.state !== 'agreed') return refuse('changed')
    const { from } = version.said.head
    const phase = from && from <= act.house.clock.today() ? 'during' : 'before'
    const number = Math.max(...agreement.versions.map((one) => one.number)) + 1
    await insertVersion(tx, agreement, { number, phase, said: version.said, why, at, byName: act.by.name })
    await saveHead(tx, agreement.caseId, { number, state: 'draft', at })
    return done
  })
}

/** Gives a new version up: the one in force counts again. */
export function drop(act: Act, seen: number): Promise<Outcome> {
  return changing(act, seen, async (tx, { caseId, versions }, version, at) => {
    const before = versions.findLast(({ state }) => state === 'agreed')
    if (!before || version.state === 'agreed') return refuse('changed')
    await voidSignatures(tx, caseId, version.number, at, version.why)
    await revokeLinks(tx, act, at)
    await saveVersion(tx, caseId, version.number, { state: 'dropped' })
    await saveHead(tx, caseId, { number: before.number, state: 'agreed', at })
    return done
  })
}

/** Writes down what the host says of its components. */
export function keepMarks(act: Act, seen: number, marks: readonly Mark[]): Promise<Outcome> {
  return changing(act, seen, async (tx, agreement, _, at) => {
    for (const mark of marks) await saveMark(tx, agreement, mark, at)
    await touched(tx, agreement, at)
    return done
  })
}

/** Decides on one home component. The decision before it stays in the record. */
export function decide(act: Act, seen: number, id: string, decision: Omit<Decision, 'at'>): Promise<Outcome> {
  return changing(act, seen, async (tx, agreement, _, at) => {
    await insertDecision(tx, agreement, id, { ...decision, at })
    await touched(tx, agreement, at)
    return done
  })
}

/** Says that something has changed, without moving the version. */
export async function touched(tx: Tx, agreement: Agreement, at: Date): Promise<void> {
  const { state, number } = currentOf(agreement)
  await saveHead(tx, agreement.caseId, { number, state: state === 'dropped' ? 'agreed' : state, at })
}
