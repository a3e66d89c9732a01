import { addDays, yearsBetween } from '../../platform/days.ts'
import type { Refusal } from '../../platform/outcome.ts'
import type { Text } from '../../platform/words/languages.ts'
import type { Situation } from '../cases/index.ts'
import type { Institution, Signatory } from '../institutions/index.ts'
import { type AdmissionTerms, entryFor, type LevelOfProgrammes, type Programme } from '../programmes/index.ts'
import type { Education, Facts } from './facts.ts'

/** What of an institution's own records admission looks at. */
export interface Records {
  readonly institution: Institution
  readonly signatory: Signatory | null
  readonly programmes: readonly LevelOfProgrammes[]
  readonly terms: AdmissionTerms
}

export type AdmissionSituation = Situation<Facts, Records>

const youngest = 14
const oldest = 100

/** The chosen programme. One of another level is a choice from before the level was changed, and counts no more. */
export function programmeOf({ facts, background }: AdmissionSituation): Programme | null {
  const all = background.programmes.flatMap(({ programmes }) => programmes)
  const chosen = all.find(
    ({ id, level }) => id === facts.programme && [undefined, level ?? 'other'].includes(facts.level),
  )
  return chosen ?? onlyProgramme({ facts, background })
}

/** A level with one programme asks nothing about it. */
export function onlyProgramme(situation: Pick<AdmissionSituation, 'facts' | 'background'>): Programme | null {
  const [only, ...others] = programmesOfLevel(situation)
  return others.length === 0 ? (only ?? null) : null
}

/** The programmes of the chosen level that take applications. */
export function programmesOfLevel({
  facts,
  background,
}: Pick<AdmissionSituation, 'facts' | 'background'>): readonly Programme[] {
  const level = facts.level === 'other' ? null : facts.level
  if (level === undefined) return []
  return background.programmes
    .filter((group) => group.level === level)
    .flatMap(({ programmes }) => programmes.filter(isOpen))
}

export const isOpen = (programme: Programme) => programme.openForApplication

/** Does this citizen need a visa to come? Stateless persons do; unknown citizenship leaves it open. */
export function needsVisa({ facts, law }: AdmissionSituation): boolean | null {
  return facts.citizenship === undefined ? null : law.visaFree(facts.citizenship) === null
}

const ranks: Readonly<Record<Education, number>> = { none: 0, secondary: 1, bachelor: 2, master: 3, doctor: 4 }
const needed = { secondary: 1, bachelor: 2, higher: 2 } as const
// The levels of which the law pack says what they build on.
const ruled = ['bachelor', 'master', 'postgraduate', 'doctorate'] as const

/**
 * Why the education doesn't fit the level, with the institution's requirement and where it stands. Null when it fits, and
 * also when the institution's page is silent: then the office judges. Source of each requirement: the institution's pack.
 */
export function whyNotEntry(situation: AdmissionSituation): Refusal | null {
  const { facts, background } = situation
  if (facts.level === undefined || facts.education === undefined) return null
  const entry = entryFor(background.terms, facts.level === 'other' ? null : facts.level)
  if (!entry?.education || ranks[facts.education] >= needed[entry.education]) return null
  return {
    key: `admission.entry.${entry.education}`,
    remedy: 'admission.entry.remedy',
    ...(ruled.some((level) => level === facts.level) ? { rule: `entry.${facts.level}` } : {}),
  }
}

/** Rules that several answers must meet together. */
export function disagreements(situation: AdmissionSituation): { fact: keyof Facts; refusal: Refusal }[] {
  const { facts, today } = situation
  const found: { fact: keyof Facts; refusal: Refusal }[] = []
  const say = (fact: keyof Facts, key: string, params?: Refusal['params']) =>
    found.push({ fact, refusal: params ? { key, params } : { key } })

  if (facts.citizenship === 'KG') say('citizenship', 'admission.ownCitizen')
  if (facts.birthDay) {
    const age = yearsBetween(facts.birthDay, today)
    if (facts.birthDay > today) say('birthDay', 'admission.bornLater')
    else if (age < youngest || age > oldest) say('birthDay', 'admission.age', { age })
  }
  if (facts.passportIssued && facts.passportIssued > today) say('passportIssued', 'admission.passportNotYet')
  if (facts.passportIssued && facts.birthDay && facts.passportIssued < facts.birthDay)
    say('passportIssued', 'admission.passportBeforeBirth')
  if (facts.passportEnds && facts.passportEnds < today) say('passportEnds', 'admission.passportEnded')
  if (facts.passportEnds && facts.passportIssued && facts.passportEnds <= facts.passportIssued) {
    say('passportEnds', 'admission.passportEndsFirst')
  }
  if (facts.graduated && Number(facts.graduated) > Number(today.slice(0, 4)) + 1)
    say('graduated', 'admission.graduatedLater')
  if (facts.arrivesOn && facts.arrivesOn < today) say('arrivesOn', 'acceptance.arrivedBefore')
  const entry = whyNotEntry(situation)
  if (entry) found.push({ fact: 'education', refusal: entry })
  return found
}

/** The passport ends within the first year of study: no reason to refuse, but the person should know now. */
export function passportEndsSoon({ facts, today }: AdmissionSituation): boolean {
  return facts.passportEnds !== undefined && facts.passportEnds < addDays(today, 365)
}

export function levelText(level: Programme['level'], say: (level: string) => Text): Text {
  return say(level ?? 'other')
}
