import { addDays, type Day, readDay, yearsBetween } from '../../platform/days.ts'
import type { Refusal } from '../../platform/outcome.ts'
import type { Problem, Typed } from '../../platform/web/form.ts'
import type { Language } from '../../platform/words/languages.ts'
import type { Choice, Situation, Warning } from '../cases/index.ts'
import type { Institution, Signatory, Unit } from '../institutions/index.ts'
import type { Deadline } from '../law/index.ts'
import type { Facts } from './facts.ts'
import { incomingWords, inThree } from './words.ts'

/** What of the institution's own records a guest's case looks at. */
export interface Records {
  readonly institution: Institution
  readonly signatory: Signatory | null
  readonly units: readonly Unit[]
}

export type IncomingSituation = Situation<Facts, Records>

const [youngest, oldest] = [14, 100]

/** Is that the birthday of somebody who may study? */
export function isPlausibleBirth(born: Day, today: Day): boolean {
  const age = born > today ? -1 : yearsBetween(born, today)
  return age >= youngest && age <= oldest
}

/** Answers that can't all be true. */
export function disagreements({ facts, today }: IncomingSituation) {
  const found: { readonly fact: keyof Facts & string; readonly refusal: Refusal }[] = []
  const say = (fact: keyof Facts & string, key: string) => found.push({ fact, refusal: { key } })
  const { birthDay, from, to, passportIssued, passportEnds } = facts
  if (birthDay && !isPlausibleBirth(birthDay, today)) say('birthDay', 'incoming.age')
  if (from && to && to <= from) say('to', 'incoming.endsFirst')
  else if (to && to < today) say('to', 'incoming.over')
  if (passportIssued && passportIssued > today) say('passportIssued', 'incoming.later')
  if (passportEnds && passportIssued && passportEnds <= passportIssued)
    say('passportEnds', 'incoming.passportBackwards')
  else if (passportEnds && to && passportEnds < to) say('passportEnds', 'incoming.passportTooShort')
  return found
}

/** Is a fact asked, as things stand? Own citizens and guests who need no support are asked for no consulate. */
export function isAsked(fact: string, { facts }: IncomingSituation): boolean {
  const wantsVisa = facts.citizenship !== 'KG' && facts.visaSupport === 'yes'
  if (fact === 'visaSupport') return facts.citizenship !== 'KG'
  if (fact === 'visaFrom' || fact === 'consulate') return wantsVisa
  return true
}

export function hostChoices({ background }: IncomingSituation): readonly Choice[] {
  return background.units.map(({ id, name }) => ({ value: id, text: name }))
}

/** What should be looked at again; it stops nobody. */
export function warnings({ facts, law, stage }: IncomingSituation, language: Language): Warning[] {
  const t = incomingWords(language)
  const free = facts.visaSupport === 'yes' ? law.visaFree(facts.citizenship ?? '') : null
  const found: Warning[] = []
  if (free)
    found.push({ fact: 'visaSupport', text: t('warn.visaFree', { days: free.days ?? 0, rule: free.text[language] }) })
  if ((stage === 'checking' || stage === 'deciding') && facts.languageLevel === 'none')
    found.push({ fact: 'languageLevel', text: t('warn.noLanguage') })
  return found
}

/** A day that has not come yet is no day on which something was done. */
export function notYet(field: string, input: Typed, today: Day): Problem[] {
  const on = readDay(input[field] ?? '')
  return on && on > today ? [{ field, key: 'incoming.later' }] : []
}

export function arrivalMisfits(input: Typed, { today }: IncomingSituation): Problem[] {
  const [arrived, crossed] = [readDay(input.arrivedOn ?? ''), readDay(input.crossedOn ?? '')]
  const late = [...notYet('arrivedOn', input, today), ...notYet('crossedOn', input, today)]
  if (late.length > 0) return late
  return arrived && crossed && crossed > arrived ? [{ field: 'crossedOn', key: 'incoming.crossedLater' }] : []
}

export function leavingMisfits(input: Typed, { facts, today }: IncomingSituation): Problem[] {
  const on = readDay(input.leftOn ?? '')
  if (on && facts.arrivedOn && on < facts.arrivedOn) return [{ field: 'leftOn', key: 'incoming.leftFirst' }]
  return notYet('leftOn', input, today)
}

type Clock = 'apply' | 'arrive' | 'leave' | 'transcript'

/** The days of the round and of the stay, as they stand in the case: no law sets them. */
export function deadlines({ facts, stage, stageSince }: IncomingSituation): readonly Deadline[] {
  const due = (name: Clock, on: Day | undefined): Deadline[] =>
    on ? [{ name, rule: dayOfCase(name, on), start: stageSince, due: on, provisional: false }] : []
  if (stage === 'nominated' || stage === 'incomplete') return due('apply', facts.applyBy)
  if (stage === 'coming') return due('arrive', facts.from)
  if (stage === 'here') return due('leave', facts.to)
  return stage === 'left' ? due('transcript', transcriptDue(facts)) : []
}

function transcriptDue({ leftOn, transcriptDays }: Partial<Facts>): Day | undefined {
  const days = Number(transcriptDays)
  return leftOn && days > 0 ? addDays(leftOn, days) : undefined
}

// A day of the case is no term: nobody has set itself so many days.
function dayOfCase(name: Clock, on: Day): Deadline['rule'] {
  return {
    ...{ id: `own.${name}`, value: on, unit: 'text', text: inThree(`rule.${name}`) },
    ...{ validFrom: null, validTo: null, verified: true, asOf: null, source: [], note: null },
  }
}
