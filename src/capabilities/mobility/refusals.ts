import { yearsBetween } from '../../platform/days.ts'
import type { Refusal } from '../../platform/outcome.ts'
import type { Text } from '../../platform/words/languages.ts'
import { sayDay } from '../../platform/words/saying-days.ts'
import { type CallHost, callState, judge, sayWhy, type Why, whyNotYet } from '../calls/index.ts'
import { type ChoiceFact, choiceFacts, type Facts } from './facts.ts'
import { daysOfStay } from './known.ts'
import { beganOf, choicesMade, hostsOf, knownHere, type MobilitySituation, termOf } from './rules.ts'
import { inThree } from './words.ts'

interface Disagreement {
  readonly fact: keyof Facts & string
  readonly refusal: Refusal
}

const youngest = 14
const oldest = 100

/** Answers that can't all be true. */
export function disagreements(situation: MobilitySituation): readonly Disagreement[] {
  const { facts, today } = situation
  const found: Disagreement[] = [...ranked(facts)]
  const say = (fact: keyof Facts & string, key: string) => found.push({ fact, refusal: { key } })
  const age = facts.birthDay && yearsBetween(facts.birthDay, today)
  if (facts.birthDay && (facts.birthDay > today || (age ?? 0) < youngest || (age ?? 0) > oldest))
    say('birthDay', 'mobility.age')
  if (facts.studiesSince && facts.studiesSince > today) say('studiesSince', 'mobility.later')
  if (facts.degreeOn && facts.degreeOn > today) say('degreeOn', 'mobility.later')
  if (facts.from && facts.to && facts.to < facts.from) say('to', 'mobility.endsFirst')
  else if (facts.from && facts.from <= today) say('from', 'mobility.begun')
  else {
    const stay = whyNotStay(situation)
    if (stay) found.push({ fact: 'to', refusal: stay })
  }
  return found
}

// Each host once, and no wish after an empty one.
function ranked(facts: Partial<Facts>): readonly Disagreement[] {
  return choiceFacts.flatMap((fact, at): Disagreement[] => {
    const wish = facts[fact]
    const before = choiceFacts.slice(0, at)
    if (wish && before.some((earlier) => facts[earlier] === wish)) return [twice(fact)]
    const after = choiceFacts.slice(at + 1)
    return !wish && at > 0 && after.some((later) => facts[later]) ? [{ fact, refusal: { key: 'mobility.gap' } }] : []
  })
}

const twice = (fact: ChoiceFact): Disagreement => ({ fact, refusal: { key: 'mobility.twice' } })

/**
 * How long a stay may be, as the institution has it: staff 5 days or more (KSTU: "for a period of 5 days or more"), students
 * one semester to one academic year. Where the call sets the term nobody chooses one.
 */
export function whyNotStay(situation: MobilitySituation): Refusal | null {
  const { from, to, audience } = situation.facts
  if (termOf(situation) || !from || !to || to < from) return null
  const { staffStayDays, studentStayLeastDays, studentStayMostDays } = situation.background.institution.settings
  const days = daysOfStay(from, to)
  const least = audience === 'staff' ? staffStayDays : studentStayLeastDays
  const refuse = (key: 'stay.staff' | 'stay.students' | 'stay.longest', { value, note }: typeof least): Refusal => {
    const said = inThree(key, { days, bound: value })
    return { key, params: { days, bound: value }, said: eachLanguage((one) => `${said[one]} ${note[one]}`) }
  }
  if (days < least.value) return refuse(audience === 'staff' ? 'stay.staff' : 'stay.students', least)
  if (audience !== 'staff' && days > studentStayMostDays.value) return refuse('stay.longest', studentStayMostDays)
  return null
}

const eachLanguage = (say: (language: keyof Text) => string): Text => ({ en: say('en'), ru: say('ru'), ky: say('ky') })

/** Why an application can't be sent: the call takes none now, or its rules say no. */
export function whyNotSend(situation: MobilitySituation): Refusal | null {
  const began = beganOf(situation)
  if (!began) return { key: 'mobility.noCall' }
  const { call } = began
  if (callState(call, situation.today) !== 'open') {
    const last = call.closesOn
    return last && last < situation.today
      ? {
          key: 'mobility.closed',
          said: eachLanguage((one) => inThree('mobility.closed', { day: sayDay(last, one) })[one]),
        }
      : { key: 'mobility.notOpen' }
  }
  return whyNotSendAgain(situation)
}

/** What was sent back may come again after the last day; the rules still hold. */
export function whyNotSendAgain(situation: MobilitySituation): Refusal | null {
  return whyNotStay(situation) ?? whyNotEligible(situation)
}

/** Which of the call's conditions are known not to be met; what is not known, or only people can judge, refuses nobody. */
export function whyNotEligible(situation: MobilitySituation): Refusal | null {
  const criteria = beganOf(situation)?.said.criteria
  if (!criteria) return null
  const chosen = hostsOf(situation).filter(({ id }) => choicesMade(situation.facts).includes(id))
  // A host may take some fields only: the rules are asked of each that is wished for.
  for (const host of chosen.length > 0 ? chosen : [undefined]) {
    const known = knownHere(situation, host)
    if (judge(criteria, known) === 'no') return notEligible(whyNotYet(criteria, known), host)
  }
  return null
}

function notEligible(why: Why | null, host: CallHost | undefined): Refusal {
  const said = eachLanguage((one) =>
    [inThree('mobility.notEligible')[one], host?.fields?.length ? `${host.name}:` : '', ...sayWhy(why, one)]
      .filter(Boolean)
      .join(' '),
  )
  return { key: 'mobility.notEligible', said, remedy: 'mobility.notEligible.remedy' }
}

/** What went straight to a partner, past the coordinator, is not considered (KSTU's page). */
export function whyNotAdmit(situation: MobilitySituation): Refusal | null {
  if (situation.facts.sentStraight) return { key: 'mobility.straight', remedy: 'mobility.straight.remedy' }
  return whyNotEligible(situation)
}

/** What somebody should look at again: an application past the office, a wish for the language of no host. */
export function warnings(situation: MobilitySituation, language: keyof Text) {
  const hosts = situation.facts.sentStraight
  if (!hosts) return []
  const open = situation.stage === 'draft' || situation.stage === 'incomplete'
  return [{ fact: 'sentStraight', text: inThree(open ? 'warns.straight' : 'warns.straightSent', { hosts })[language] }]
}
