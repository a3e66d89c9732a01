import { z } from 'zod'
import { addDays, type Day } from '../../platform/days.ts'
import type { Refusal } from '../../platform/outcome.ts'
import { dayField, longText, oneOf, optionalLine, optionalListed, optionalLongText } from '../../platform/web/fields.ts'
import type { Problem, Typed } from '../../platform/web/form.ts'
import type { Language } from '../../platform/words/languages.ts'
import type { Call, CallHost } from '../calls/index.ts'
import type { MobilityCase } from '../mobility/index.ts'
import { type Channel, channels, type Partner, type PartnerContact } from '../partners/index.ts'

/** `sent` to `asked` are open: the partner has still to answer. */
export const states = ['sent', 'acknowledged', 'asked', 'accepted', 'refused', 'withdrawn'] as const
export type State = (typeof states)[number]
export const openStates = ['sent', 'acknowledged', 'asked'] as const
export const isOpen = (state: State) => openStates.some((open) => open === state)

/** Somebody's nomination at a partner. */
export interface Nomination {
  readonly id: string
  readonly callId: string
  readonly partnerId: string
  readonly caseId: string
  readonly sendingId: string
  readonly state: State
  readonly since: Date
  readonly byName: string
}

/** What went to a partner at one time. */
export interface Sending {
  readonly id: string
  readonly callId: string
  readonly partnerId: string
  readonly how: Channel
  readonly contactName: string
  readonly address: string
  readonly language: Language
  /** The last day for the partner's answer. */
  readonly answerBy: Day
  readonly message: string
  readonly letterId: string | null
  readonly linkId: string | null
  readonly sheet: { readonly name: string; readonly blobId: string } | null
  readonly at: Date
  readonly byId: string
  readonly byName: string
  readonly bouncedAt: Date | null
}

export interface NominationEvent {
  readonly nominationId: string
  readonly what: string
  readonly at: Date
  readonly byName: string
  readonly party: 'office' | 'partner' | 'subject' | 'program'
  readonly note: string
}

/** What nominated students have to do at the host, and until when. */
export interface HostProcedure {
  readonly callId: string
  readonly partnerId: string
  readonly text: string
  readonly site: string
  readonly dates: readonly { readonly on: Day; readonly what: string }[]
  readonly version: number
  readonly at: Date
  readonly byName: string
}

/** A host of a call with the partner of the register behind it; null where nobody has entered the partner. */
export interface HostGroup {
  readonly partner: Partner | null
  readonly hosts: readonly CallHost[]
}

/** Somebody who was selected for a host: not yet sent, or with the nomination. */
export interface Nominee extends MobilityCase {
  readonly email: string | null
  readonly nomination: Nomination | null
}

/** Days for which a link may stay open at most: a forgotten one is a door. */
export const longest = 90

export const sendForm = z.object({
  how: oneOf(channels),
  contact: optionalListed(),
  answerBy: dayField(),
  message: optionalLongText(3000),
})
export type SendEntry = z.output<typeof sendForm>

/** Why nothing can be sent like this; null when it can. */
export function whyNotSend(
  { how, answerBy }: Pick<SendEntry, 'how' | 'answerBy'>,
  contact: PartnerContact | null,
  count: number,
  today: Day,
): Problem | null {
  if (count === 0) return { field: 'students', key: 'send.nobody' }
  if (how !== 'portal' && !contact) return { field: 'contact', key: 'send.noContact' }
  if (how !== 'portal' && contact?.email === '') return { field: 'contact', key: 'send.noMail' }
  if (answerBy < today) return { field: 'answerBy', key: 'send.past' }
  return answerBy > addDays(today, longest) ? { field: 'answerBy', key: 'send.far', params: { days: longest } } : null
}

/** Names chosen in a list of boxes: `student.<id>=yes` and the like. */
export function chosenIn(typed: Typed, prefix: string): readonly string[] {
  return Object.keys(typed).flatMap((name) =>
    name.startsWith(`${prefix}.`) && typed[name] === 'yes' ? [name.slice(prefix.length + 1)] : [],
  )
}

export const officeAnswers = ['acknowledged', 'accepted', 'refused'] as const
export const partnerAnswers = ['accepted', 'refused'] as const

/** What the office writes down of an answer that came by mail or telephone. */
export const answerForm = z
  .object({ nomination: z.uuid(), answer: oneOf(officeAnswers), note: optionalLongText(2000) })
  .refine(({ answer, note }) => answer !== 'refused' || note !== '', { path: ['note'], message: 'answer.whyMissing' })

export const replyForm = z.object({ nomination: z.uuid(), reply: longText(3000) })

const site = () =>
  optionalLine(300).refine((text) => text === '' || z.url({ protocol: /^https?$/ }).safeParse(text).success, {
    error: 'procedure.notASite',
  })

export const mostDates = 4
export const procedureForm = z.object({ text: longText(5000), site: site() })

/** Why a nomination does not take this answer; null when it does. */
export function whyNotAnswer({ state }: Pick<Nomination, 'state'>): Refusal | null {
  if (isOpen(state)) return null
  return { key: state === 'withdrawn' ? 'answer.withdrawn' : 'answer.already' }
}

/** Is the host this one's: settled by the selection, or the first wish where nothing was. */
export const isAt = ({ facts }: MobilityCase, { hosts }: Pick<HostGroup, 'hosts'>) =>
  hosts.some(({ id }) => id === facts.host)

export const hostOf = ({ facts }: MobilityCase, call: Call) => call.said.hosts.find(({ id }) => id === facts.host)
