import type { Day } from '../../platform/days.ts'
import type { Refusal } from '../../platform/outcome.ts'
import type { Text } from '../../platform/words/languages.ts'
import type { Moment, Situation } from '../cases/index.ts'
import type { Institution, Signatory } from '../institutions/index.ts'
import { type Deadline, type Law, needsNoApproval, type Rule } from '../law/index.ts'
import { type StayRecord, studySpans, validOf } from '../stays/index.ts'
import type { Facts } from './facts.ts'
import { type About, kindsOn, limitFaults } from './limits.ts'

/** What the rules look at beside the answers. Of a list, which is about nobody, student and records are empty. */
export interface Records {
  readonly institution: Institution
  readonly signatory: Signatory | null
  readonly personId: string | null
  readonly records: readonly StayRecord[]
  /** Where the person studies, and what. */
  readonly unit: string | null
  readonly programme: Text | null
}

export type VisaSituation = Situation<Facts, Records>
export type VisaMoment = Moment<Facts, Records>

/** The visa that somebody studies on today; null when it has ended. */
export function currentVisa(records: readonly StayRecord[], today: Day) {
  const valid = studySpans(validOf(records, 'visa'))
  return valid.find(({ to }) => to >= today) ?? null
}

export function aboutOf({ background, facts }: VisaSituation): About {
  return { earlier: studySpans(background.records), studyEnds: facts.studyEnds ?? null }
}

/** Rules that several answers must meet together: the visa against the law, the passport and the visas before. */
export function disagreements(situation: VisaSituation): { fact: keyof Facts; refusal: Refusal }[] {
  const { facts, today, law } = situation
  const found: { fact: keyof Facts; refusal: Refusal }[] = []
  const say = (fact: keyof Facts, key: string, params?: Refusal['params']) =>
    found.push({ fact, refusal: params ? { key, params } : { key } })

  if (facts.passportIssued && facts.passportIssued > today) say('passportIssued', 'visa.passportNotYet')
  if (facts.passportEnds && facts.passportEnds < today) say('passportEnds', 'visa.passportEnded')
  if (facts.passportEnds && facts.passportIssued && facts.passportEnds <= facts.passportIssued)
    say('passportEnds', 'visa.passportEndsFirst')
  if (facts.birthDay && facts.birthDay > today) say('birthDay', 'visa.bornLater')
  if (facts.kind && !kindsOn(law).includes(facts.kind)) say('kind', 'visa.kindUnknown')
  for (const { field, key, params } of wantedFaults(situation))
    say(field === 'from' ? 'wantedFrom' : 'wantedTo', key, params)
  return found
}

function wantedFaults(situation: VisaSituation) {
  const { kind, wantedFrom: from, wantedTo: to, passportEnds } = situation.facts
  if (!kind || !from || !to) return []
  const about = aboutOf(situation)
  const faults = limitFaults(situation.law, { kind, from, to }, about)
  const other = about.earlier.find((one) => one.from <= to && from <= one.to)
  if (other) faults.push({ field: 'from', key: 'visa.wantedOverlaps', params: { until: shortDay(other.to) } })
  if (passportEnds && to > passportEnds)
    faults.push({ field: 'to', key: 'visa.passportEndsBefore', params: { until: shortDay(passportEnds) } })
  return faults
}

/** A day inside a problem, where no language is known: 01.09.2026 is read alike in all three. */
export const shortDay = (on: Day): string => on.split('-').reverse().join('.')

/** The security committee is asked for everybody but children. */
export const needsApproval = ({ facts, today, law }: VisaSituation): boolean =>
  !needsNoApproval(law, facts.birthDay, today)

/** The clock of a returned package: by the law of the day on which it came back, and by what was asked for. */
export function repairOf({ facts, law }: Pick<VisaSituation, 'facts' | 'law'>): Deadline | null {
  if (!facts.returnedOn) return null
  const then = law.on(facts.returnedOn)
  const card = facts.kind === 'RC' ? then.find('visa.permit-correction') : null
  return then.deadline('repair', card ?? 'visa.correction', { from: facts.returnedOn })
}

/** How long before the end the next visa is asked for: the edition of the day, or the last one known. */
export function leadRule(law: Law, on: Day): Rule | null {
  const then = law.on(on)
  return then.find('visa.extension-lead') ?? then.ended('visa.extension-lead')
}

const unsent = ['asked', 'collecting', 'checking', 'ready', 'returned']

/** The dates of a case: from its facts alone, so that they stay when records beside it change. */
export function visaDeadlines(situation: VisaSituation): Deadline[] {
  const { facts, stage, opened, law } = situation
  const { visaEnds } = facts
  const found: Deadline[] = []
  const repair = repairOf(situation)
  if (unsent.includes(stage) && repair) found.push(repair)
  if (unsent.includes(stage) && visaEnds && !repair) {
    const lead = leadRule(law, opened)
    if (lead) found.push(law.latestDay('package', lead, { before: visaEnds }))
  }
  if (stage === 'coordinating' && facts.coordinatedOn)
    found.push(law.on(facts.coordinatedOn).deadline('approval', 'visa.scnb-approval', { from: facts.coordinatedOn }))
  if (stage === 'sent' && facts.kind === 'RC' && facts.packageDay) {
    const review = law.on(facts.packageDay).find('visa.resident-card-review')
    if (review) found.push(law.deadline('decision', review, { from: facts.packageDay }))
  }
  if (visaEnds) {
    const rule = law.rule('visa.study-total')
    found.push({ name: 'visaEnds', rule, start: opened, due: visaEnds, provisional: false })
  }
  return found
}
