import type { Day } from '../../platform/days.ts'
import type { Refusal } from '../../platform/outcome.ts'
import type { Language } from '../../platform/words/languages.ts'
import { sayDay } from '../../platform/words/saying-days.ts'
import type { Choice, Situation, Warning } from '../cases/index.ts'
import type { Institution, Signatory, Unit } from '../institutions/index.ts'
import { type Deadline, needsNoApproval } from '../law/index.ts'
import type { StayRecord } from '../stays/index.ts'
import type { Facts } from './facts.ts'
import { personProblems } from './members.ts'
import { ownTerm } from './own-rules.ts'
import { readProgramme } from './programme.ts'
import { invitationWords } from './words.ts'

/** What of the institution's own records an invitation looks at. */
export interface Records {
  readonly institution: Institution
  readonly signatory: Signatory | null
  readonly units: readonly Unit[]
  /** What the person's stay consists of; empty where a list asks. */
  readonly stay: readonly StayRecord[]
}

export type InvitationSituation = Situation<Facts, Records>

/** The language in which the office writes to the ministry when nothing else is said. */
export const letterLanguage = ({ letterLanguages }: Institution): Language =>
  letterLanguages.find((language) => language !== 'en') ?? 'ru'

export const isDelegation = ({ facts }: Pick<InvitationSituation, 'facts'>) => facts.kind === 'delegation'
const isStudent = ({ facts }: Pick<InvitationSituation, 'facts'>) => facts.kind === 'student'

const ofPerson: readonly string[] = [
  'familyName',
  'givenName',
  'birthDay',
  'sex',
  'citizenship',
  'passportNumber',
  'passportCountry',
  'passportIssued',
  'passportEnds',
]
const ofGuests: readonly string[] = [
  'visitTo',
  'hostUnit',
  'hostPerson',
  'programme',
  'organisation',
  'organisationCountry',
]

/** Is a fact asked, as things stand? A student's university is the host, and the studies are the programme. */
export function isAsked(fact: string, situation: InvitationSituation): boolean {
  if (ofPerson.includes(fact)) return !isDelegation(situation)
  if (ofGuests.includes(fact)) return !isStudent(situation)
  if (fact === 'post') return !isStudent(situation) && !isDelegation(situation)
  if (fact === 'leader') return isDelegation(situation)
  if (fact === 'agreement' || fact === 'agreementNumber') return situation.facts.basis === 'agreement'
  return true
}

/** The units that may be hosts. */
export function hostChoices({ background }: InvitationSituation): readonly Choice[] {
  return background.units.map(({ id, name }) => ({ value: id, text: name }))
}

/** Rules that several answers must meet together. */
export function disagreements(situation: InvitationSituation): { fact: keyof Facts; refusal: Refusal }[] {
  const { facts, today } = situation
  const found: { fact: keyof Facts; refusal: Refusal }[] = []
  const say = (fact: keyof Facts, refusal: Refusal) => found.push({ fact, refusal })
  const visit = { today, visitFrom: facts.visitFrom, visitTo: isStudent(situation) ? undefined : facts.visitTo }

  if (!isDelegation(situation)) {
    for (const { field, ...refusal } of personProblems(facts, visit)) if (isPersonal(field)) say(field, refusal)
    const { citizenship, passportCountry } = facts
    if (citizenship && passportCountry && citizenship !== passportCountry && !isStateless(citizenship))
      say('passportCountry', { key: 'invitation.twoCitizenships' })
  }
  if (facts.visitFrom && facts.visitFrom < today) say('visitFrom', { key: 'invitation.visitPast' })
  if (visit.visitTo && facts.visitFrom && visit.visitTo < facts.visitFrom)
    say('visitTo', { key: 'invitation.visitBackwards' })
  const fault = programmeFault(situation)
  if (fault) say('programme', fault)
  return found
}

const isPersonal = (field: string): field is keyof Facts & string => ofPerson.includes(field)
// The codes of stateless persons and refugees, whose papers another state gives.
const isStateless = (code: string) => /^XX[A-C]$/.test(code)

function programmeFault(situation: InvitationSituation): Refusal | null {
  const { programme, visitFrom, visitTo } = situation.facts
  if (isStudent(situation)) return null
  if (!programme) return isDelegation(situation) && programme === '' ? { key: 'programme.missing' } : null
  return readProgramme(programme, visitFrom, visitTo).fault
}

/** Why the letter can't be signed, beside answers and papers; null when it can. */
export function whyNotSign(situation: InvitationSituation): Refusal | null {
  const { facts, today } = situation
  if (!isDelegation(situation)) return null
  const members = facts.members ?? []
  if (members.length === 0) return { key: 'members.none', remedy: 'members.none.remedy' }
  const visit = { today, visitFrom: facts.visitFrom, visitTo: facts.visitTo }
  const bad = members.findIndex((member) => personProblems(member, visit).length > 0)
  return bad < 0 ? null : { key: 'members.bad', params: { at: bad + 1 }, remedy: 'members.bad.remedy' }
}

/** What should be looked at again; it stops nobody. */
export function warnings(situation: InvitationSituation, language: Language): Warning[] {
  const { facts, law, stage } = situation
  const t = invitationWords(language)
  const found: Warning[] = []
  const free = isDelegation(situation) ? null : law.visaFree(facts.citizenship ?? '')
  if (free)
    found.push({ fact: 'citizenship', text: t('warn.visaFree', { days: free.days ?? 0, rule: free.text[language] }) })
  if (!isDelegation(situation) && needsNoApproval(law, facts.birthDay, facts.visitFrom ?? situation.today))
    found.push({
      fact: 'birthDay',
      text: t('warn.child', {
        rule: law.rule('visa.scnb-age').text[language],
        years: Number(law.rule('visa.scnb-age').value),
      }),
    })
  const rule = law.find('visa.support-valid')
  if (!endsLater(stage)) return found
  if (!rule) found.push({ fact: 'visitFrom', text: t('warn.noRule') })
  else if (rule.validTo && facts.visitFrom && facts.visitFrom > rule.validTo)
    found.push({ fact: 'visitFrom', text: t('warn.ruleEnds', { day: sayDay(rule.validTo, language) }) })
  return found
}

// After the approval the day stands in the case and no later edition changes it.
const endsLater = (stage: string) => ['preparing', 'signed', 'sent', 'returned'].includes(stage)

/** Until when an approval of a day can be used: by the law of that day; null where no edition is known. */
export function lastDayOf(approvedOn: Day, { law }: Pick<InvitationSituation, 'law'>): Day | null {
  const rule = law.on(approvedOn).find('visa.support-valid')
  return rule ? law.deadline('use', rule, { from: approvedOn }).due : null
}

/** The clocks of an invitation. */
export function deadlines(situation: InvitationSituation): readonly Deadline[] {
  const { stage, facts, law } = situation
  const found: Deadline[] = []
  if (['asked', 'preparing', 'signed'].includes(stage)) {
    const rule = law.find('visa.support')
    if (facts.visitFrom && rule) found.push(law.latestDay('send', rule, { before: facts.visitFrom }))
    if (facts.repairBy && facts.sentOn) found.push(until('repair', facts.sentOn, facts.repairBy, situation))
  }
  if (stage === 'returned' && facts.repairBy)
    found.push(until('repair', situation.stageSince, facts.repairBy, situation))
  if (stage === 'sent' && facts.sentOn) {
    const rule = law.on(facts.sentOn).find('visa.support')
    if (rule) found.push(law.deadline('answer', rule, { from: facts.sentOn }))
  }
  if (stage === 'approved' && facts.approvedOn && facts.validUntil)
    found.push(until('use', facts.approvedOn, facts.validUntil, situation))
  return found
}

// The day stands in the case: the rule says by what, as it held when the day was set.
function until(name: 'repair' | 'use', start: Day, due: Day, { law }: InvitationSituation): Deadline {
  const rule = law.on(start).find(name === 'use' ? 'visa.support-valid' : 'visa.correction')
  const same = rule && law.deadline(name, rule, { from: start }).due === due
  return { name, rule: same ? rule : ownTerm(name, start, due), start, due, provisional: false }
}
