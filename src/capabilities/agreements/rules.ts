import { addDays, addMonths, type Day } from '../../platform/days.ts'
import { foldWords } from '../../platform/words/fold.ts'
import type { Text } from '../../platform/words/languages.ts'
import { agreementKinds, agreementStates, exchangeKinds } from '../packs/index.ts'

export { agreementKinds, exchangeKinds }
export type AgreementKind = (typeof agreementKinds)[number]
export type ExchangeKind = (typeof exchangeKinds)[number]
/** How an agreement was left by a person. */
export const keptStates = agreementStates
export type KeptState = (typeof keptStates)[number]
/** How it stands today. */
export const states = [
  ...(['proposed', 'drafted', 'approving', 'signing', 'signed', 'waiting', 'inForce'] as const),
  ...(['ending', 'ended', 'renewed', 'dropped'] as const),
] as const
export type AgreementState = (typeof states)[number]

/** A party beside the institution itself. */
export interface AgreementParty {
  /** The partner's id in the register; null for who is not in it. */
  readonly partner: string | null
  /** As it stands in the agreement; empty where no source names it. */
  readonly name: string
  readonly signedOn: Day | null
}

export interface AgreementPlaces {
  readonly direction: 'out' | 'in'
  readonly level: string | null
  readonly perYear: number
  readonly months: number | null
}

/** What is agreed with partners, or on the way to it. */
export interface Agreement {
  readonly id: string
  /** The number on the paper; null where there is none. */
  readonly number: string | null
  /** The pack's own; null for what the office entered. */
  readonly key: string | null
  readonly title: Text
  readonly kind: AgreementKind
  readonly state: AgreementState
  readonly keptState: KeptState
  /** The case of its road to signature; null for what stood before the program. */
  readonly caseId: string | null
  readonly parties: readonly AgreementParty[]
  readonly signedOn: Day | null
  /** Where a source tells only the year. */
  readonly signedYear: number | null
  readonly from: Day | null
  readonly until: Day | null
  /** The day on which it ends as things stand: one that renews itself goes on from term to term. */
  readonly endsOn: Day | null
  readonly renewsItself: boolean
  /** Months by which it goes on each time. */
  readonly renewMonths: number | null
  readonly noticeDays: number | null
  readonly condition: Text | null
  readonly lookOn: Day | null
  readonly subject: Text | null
  /** Codes of ISCED-F 2013. */
  readonly fields: readonly string[]
  readonly exchange: readonly ExchangeKind[]
  readonly places: readonly AgreementPlaces[]
  /** One a line. */
  readonly specialties: string
  readonly renewsId: string | null
  readonly renewedBy: string | null
  readonly unit: string | null
  /** Who answers for it in the house. */
  readonly contact: string
  readonly note: string
  readonly endedOn: Day | null
  readonly endedWhy: string
  readonly isPublic: boolean
  /** The words of the office's page, for what a pack brought. */
  readonly quote: string | null
  readonly version: number
}

/** Days before its end from which an agreement is ending, where the office has set none. */
export const usualLeads: readonly number[] = [180, 90, 30]

type Dated = Pick<Agreement, 'from' | 'until' | 'renewsItself' | 'renewMonths' | 'noticeDays'>

/** The day on which it ends, as things stand: one that renews itself goes on from term to term. Null: it has no end. */
export function endOf({ from, until, renewsItself, renewMonths }: Dated, today: Day): Day | null {
  if (!until || !renewsItself) return until
  const step = renewMonths ?? (from ? monthsBetween(from, until) : 12)
  let terms = 0
  // Counted from the first end, so that a 31st stays one where the month has it.
  while (addMonths(until, terms * step) < today) terms += 1
  return addMonths(until, terms * step)
}

const monthsBetween = (from: Day, to: Day) => {
  const part = (day: Day) => Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7))
  return Math.max(1, part(to) - part(from))
}

/** The last day to say that it should not go on; null where nobody has to. */
export function noticeBy(dated: Dated, today: Day): Day | null {
  const end = endOf(dated, today)
  return end && dated.noticeDays !== null ? addDays(end, -dated.noticeDays) : null
}

type Standing = Dated & Pick<Agreement, 'keptState' | 'renewedBy' | 'endedOn'>

/** How an agreement stands today. @param lead days before the end from which it is ending */
export function stateOn(one: Standing, today: Day, lead: number): AgreementState {
  if (one.keptState !== 'inForce') return one.keptState
  if (one.renewedBy) return 'renewed'
  if (one.endedOn && one.endedOn <= today) return 'ended'
  const end = endOf(one, today)
  if (!end) return 'inForce'
  if (end < today) return 'ended'
  const watched = (one.renewsItself && noticeBy(one, today)) || end
  return addDays(watched, -lead) <= today && today <= watched ? 'ending' : 'inForce'
}

/** What a list is narrowed by; null is no matter. */
export interface AgreementFilter {
  readonly search: string
  readonly state: AgreementState | null
  readonly kind: AgreementKind | null
  readonly country: string | null
  readonly region: Region | null
  readonly partner: string | null
  readonly field: string | null
  readonly unit: string | null
  /** The agreement after which the page begins. */
  readonly after: string | null
}

export const everyAgreement: AgreementFilter = {
  ...{ search: '', state: null, kind: null, country: null, region: null },
  ...{ partner: null, field: null, unit: null, after: null },
}

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

/** The filter out of an address. What makes no sense filters nothing. */
export function readAgreementFilter(query: URLSearchParams): AgreementFilter {
  const text = (name: string) => (query.get(name) ?? '').replaceAll('\0', '').slice(0, 200).toWellFormed().trim()
  return {
    search: text('search'),
    state: states.find((state) => state === text('state')) ?? null,
    kind: agreementKinds.find((kind) => kind === text('kind')) ?? null,
    country: /^[A-Z]{2}$/.exec(text('country'))?.[0] ?? null,
    region: regions.find((region) => region === text('region')) ?? null,
    partner: uuid.exec(text('partner'))?.[0] ?? null,
    field: /^\d{2}$/.exec(text('field'))?.[0] ?? null,
    unit: /^[a-z0-9-]{1,60}$/.exec(text('unit'))?.[0] ?? null,
    after: uuid.exec(text('after'))?.[0] ?? null,
  }
}

/** The filter as it stands in an address. */
export function queryOf(filter: AgreementFilter): string {
  const said = Object.entries(filter).flatMap(([name, value]): [string, string][] => (value ? [[name, value]] : []))
  return new URLSearchParams(said).toString()
}

/** The parts of the world as the offices' pages group them: the CIS first, then Asia, Europe, Australia. */
export const regions = ['cis', 'asia', 'europe', 'america', 'africa', 'australia', 'none'] as const
export type Region = (typeof regions)[number]

const countries: Readonly<Record<Exclude<Region, 'none'>, string>> = {
  cis: 'AM AZ BY KZ KG MD RU TJ TM UZ',
  asia: 'AE AF BD BH BN BT CN CY GE HK ID IL IN IQ IR JO JP KH KP KR KW LA LB LK MM MN MO MV MY NP OM PH PK PS QA SA SG SY TH TL TR TW VN YE',
  europe:
    'AD AL AT AX BA BE BG CH CZ DE DK EE ES EU FI FO FR GB GG GI GR HR HU IE IM IS IT JE LI LT LU LV MC ME MK MT NL NO PL PT RO RS SE SI SK SM UA VA XK',
  america:
    'AG AR AW BB BO BR BS BZ CA CL CO CR CU CW DM DO EC GD GT GY HN HT JM KN LC MX NI PA PE PR PY SR SV TT US UY VC VE',
  africa:
    'AO BF BI BJ BW CD CF CG CI CM CV DJ DZ EG ER ET GA GH GM GN GQ GW KE KM LR LS LY MA MG ML MR MU MW MZ NA NE NG RW SC SD SL SN SO SS ST SZ TD TG TN TZ UG ZA ZM ZW',
  australia: 'AU FJ FM KI MH NR NZ PG PW SB TO TV VU WS',
}
const regionOfCountry = new Map(
  regions.flatMap((region) =>
    region === 'none' ? [] : countries[region].split(' ').map((code): [string, Region] => [code, region]),
  ),
)

/** The part of the world of a country by ISO 3166-1; `none` where no country is known. */
export const regionOf = (country: string | null): Region => (country && regionOfCountry.get(country)) || 'none'
export const countriesOf = (region: Exclude<Region, 'none'>): readonly string[] => countries[region].split(' ')

type Searched = Pick<Agreement, 'title' | 'subject' | 'number' | 'specialties'> & {
  readonly parties: readonly Pick<AgreementParty, 'name'>[]
}

/** What a search finds an agreement by, folded. @param known words by which its partners are found */
export function searchWords(one: Searched, known: readonly string[] = []): string {
  const texts = [one.title, one.subject].flatMap((text) => (text ? Object.values(text) : []))
  const said = [...texts, one.number ?? '', one.specialties, ...one.parties.map(({ name }) => name)]
  return ` ${[...said.flatMap(foldWords), ...known.map((words) => words.trim())].join(' ')}`
}
