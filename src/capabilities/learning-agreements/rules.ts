import { createHash } from 'node:crypto'
import { z } from 'zod'
import type { Day } from '../../platform/days.ts'
import {
  dayField,
  line,
  longText,
  mailAddress,
  oneOf,
  optionalLine,
  optionalLongText,
} from '../../platform/web/fields.ts'
import type { Problem } from '../../platform/web/form.ts'
import { foldWords } from '../../platform/words/fold.ts'
import { languages } from '../../platform/words/languages.ts'
import { readHundredths } from '../transcripts/index.ts'

export const sides = ['host', 'home'] as const
export type Side = (typeof sides)[number]
export const units = ['ects', 'national'] as const
export type Unit = (typeof units)[number]
export const parties = ['student', 'home', 'host'] as const
export type Party = (typeof parties)[number]

/** A subject at the host, or one at home that is recognised for it. */
export interface Component {
  readonly id: string
  readonly side: Side
  readonly code: string
  readonly title: string
  readonly term: string
  /** Hundredths, in the credit in which it was given. */
  readonly amount: number
  readonly unit: Unit
}

export interface Head {
  readonly host: string
  readonly hostContact: string
  readonly hostMail: string
  readonly homeContact: string
  readonly homeMail: string
  readonly programme: string
  readonly from: Day | null
  readonly to: Day | null
}

/** What is signed: the head, the components, and how many ECTS credits a national one was when it was written. */
export interface Said {
  readonly head: Head
  readonly components: readonly Component[]
  /** Ten-thousandths. */
  readonly ratio: number
}

export type Phase = 'before' | 'during'
export type VersionState = 'draft' | 'sent' | 'signing' | 'agreed' | 'dropped'

export interface Version {
  readonly number: number
  readonly phase: Phase
  readonly state: VersionState
  readonly said: Said
  readonly why: string
  readonly at: Date
  readonly byName: string
  readonly sentAt: Date | null
  readonly approvedAt: Date | null
  readonly approvedBy: string | null
  readonly agreedAt: Date | null
}

export interface Signature {
  readonly id: string
  readonly number: number
  readonly party: Party
  readonly how: 'account' | 'link' | 'paper'
  readonly hash: string
  readonly name: string
  readonly post: string
  readonly address: string
  readonly askedAt: Date
  readonly askedBy: string
  readonly signedAt: Date | null
  readonly signedOn: Day | null
  readonly lies: string
  readonly fileId: string | null
  readonly declinedAt: Date | null
  readonly declinedWhy: string
  readonly voidAt: Date | null
  readonly voidWhy: string | null
}

/** What a signature is put under: other words have another hash. */
export function hashOf({ head, components, ratio }: Said): string {
  const rows = components.map(({ side, code, title, term, amount, unit }) => [side, code, title, term, amount, unit])
  return createHash('sha256')
    .update(JSON.stringify([Object.entries(head).toSorted(), rows, ratio]))
    .digest('hex')
}

/** The signatures that hold for a version as it stands now. */
export function validSignatures(version: Version, all: readonly Signature[]): readonly Signature[] {
  const hash = hashOf(version.said)
  return all.filter(
    (one) => one.number === version.number && one.signedAt !== null && one.voidAt === null && one.hash === hash,
  )
}

/** Who has not signed yet. */
export function unsigned(version: Version, all: readonly Signature[]): readonly Party[] {
  const signed = validSignatures(version, all)
  return parties.filter((party) => !signed.some((one) => one.party === party))
}

/** A number of credits in the other credit, in hundredths, rounded half up. @param ratio ten-thousandths of ECTS */
export function inUnit({ amount, unit }: Pick<Component, 'amount' | 'unit'>, wanted: Unit, ratio: number): number {
  if (unit === wanted) return amount
  return wanted === 'ects'
    ? Math.floor((amount * ratio + 5000) / 10_000)
    : Math.floor((amount * 20_000 + ratio) / (2 * ratio))
}

/** The credits of one side together, in one credit. */
export function totalOf({ components, ratio }: Said, side: Side, unit: Unit): number {
  const own = components.filter((one) => one.side === side)
  return own.reduce((sum, one) => sum + inUnit(one, unit, ratio), 0)
}

const mostCredits = 6000

export const componentForm = z.object({
  side: oneOf(sides),
  code: optionalLine(40),
  title: line(200),
  term: line(60),
  amount: line(10),
  unit: oneOf(units),
})

/** What was typed as a component, or what is wrong with it. @param others the components that are there already */
export function readComponent(
  typed: z.output<typeof componentForm>,
  id: string,
  others: readonly Component[],
):
  | { readonly ok: true; readonly component: Component }
  | { readonly ok: false; readonly problems: readonly Problem[] } {
  const amount = readHundredths(typed.amount)
  const component: Component = { ...typed, id, amount: amount ?? 0 }
  const problems: Problem[] = []
  if (amount === null || amount <= 0 || amount > mostCredits)
    problems.push({ field: 'amount', key: 'component.credits' })
  const twin = others.find((one) => one.id !== id && isSame(one, component))
  if (twin) problems.push({ field: 'title', key: 'component.twice', params: { title: twin.title } })
  return problems.length > 0 ? { ok: false, problems } : { ok: true, component }
}

const tidy = (text: string) => foldWords(text).join(' ')

// The same subject of the same term at one side; a code of its own makes two subjects of one name different.
function isSame(one: Component, other: Component): boolean {
  if (one.side !== other.side || tidy(one.term) !== tidy(other.term)) return false
  if (one.code && other.code) return tidy(one.code) === tidy(other.code)
  return tidy(one.title) === tidy(other.title)
}

export const headForm = z.object({
  host: line(200),
  hostContact: optionalLine(160),
  hostMail: z.union([z.literal(''), mailAddress()]),
  homeContact: optionalLine(160),
  homeMail: z.union([z.literal(''), mailAddress()]),
  programme: optionalLine(200),
  from: dayField(),
  to: dayField(),
})

/** Why a stay can't be like that; empty when it can. */
export function whyNotHead({ from, to }: Pick<Head, 'from' | 'to'>): readonly Problem[] {
  return from && to && to <= from ? [{ field: 'to', key: 'head.backwards' }] : []
}

/** What is missing before an agreement can go to be approved: message keys. */
export function whyNotSend({ head, components }: Said): readonly string[] {
  return [
    ...(head.host && head.from && head.to ? [] : ['send.head']),
    ...(components.some(({ side }) => side === 'host') ? [] : ['send.noHost']),
    ...(components.some(({ side }) => side === 'home') ? [] : ['send.noHome']),
  ]
}

export interface Difference {
  readonly component: Component
  readonly what: 'added' | 'deleted'
}

/** What a version has added and deleted; a changed component is deleted as it was and added as it is. */
export function differences(before: Said, after: Said): readonly Difference[] {
  const key = ({ id: _, ...one }: Component) => JSON.stringify(Object.entries(one).toSorted())
  const [was, is] = [new Set(before.components.map(key)), new Set(after.components.map(key))]
  return [
    ...before.components
      .filter((one) => !is.has(key(one)))
      .map((component) => ({ component, what: 'deleted' as const })),
    ...after.components.filter((one) => !was.has(key(one))).map((component) => ({ component, what: 'added' as const })),
  ]
}

export const askForm = z.object({
  key: z.uuid(),
  party: oneOf(['home', 'host']),
  name: line(120),
  post: optionalLine(160),
  address: mailAddress(),
  speaks: oneOf(languages),
  until: dayField(),
})

export const paperForm = z.object({
  key: z.uuid(),
  party: oneOf(parties),
  name: line(120),
  post: optionalLine(160),
  on: dayField(),
  lies: line(200),
})

export const answerForm = z
  .object({ answer: oneOf(['sign', 'decline']), words: optionalLongText(2000) })
  .refine(({ answer, words }) => answer === 'sign' || words !== '', { path: ['words'], message: 'form.missing' })

export const whyForm = z.object({ why: longText(1000) })

export const decisionForm = z
  .object({
    id: z.uuid(),
    recognised: oneOf(['yes', 'no']),
    title: optionalLine(200),
    credits: optionalLine(10),
    mark: optionalLine(20),
    reason: optionalLongText(1000),
  })
  .refine(({ recognised, reason }) => recognised === 'yes' || reason !== '', {
    path: ['reason'],
    message: 'form.missing',
  })
  .refine(({ recognised, title }) => recognised === 'no' || title !== '', { path: ['title'], message: 'form.missing' })

/** What the host says of one of its components. */
export interface Mark {
  readonly componentId: string
  readonly completed: boolean
  /** Hundredths. */
  readonly ects: number | null
  readonly grade: string
  readonly byName: string
}

/** What the unit decided on a home component. */
export interface Decision {
  readonly componentId: string
  readonly recognised: boolean
  readonly title: string
  /** Hundredths of a national credit. */
  readonly credits: number | null
  /** Empty: passed without a mark. */
  readonly mark: string
  readonly reason: string
  readonly at: Date
  readonly byName: string
}

/** An agreement with everything that belongs to it. */
export interface Agreement {
  readonly institution: string
  readonly caseId: string
  /** The version that is worked on, or the one in force. */
  readonly number: number
  readonly revision: number
  readonly versions: readonly Version[]
  readonly signatures: readonly Signature[]
  readonly marks: readonly Mark[]
  /** The last one on each component. */
  readonly decisions: readonly Decision[]
}

export function currentOf({ versions, number }: Agreement): Version {
  const version = versions.find((one) => one.number === number)
  if (!version) throw new RangeError('an agreement without its version')
  return version
}

/** The last version that everybody has signed; null before there is one. */
export const inForce = ({ versions }: Agreement): Version | null =>
  versions.findLast(({ state }) => state === 'agreed') ?? null
