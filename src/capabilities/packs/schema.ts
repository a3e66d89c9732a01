/**
 * What a pack may say. The schemas are strict: a misspelt key in a pack is a fact that would be lost in silence.
 */
import { z } from 'zod'
import { type Day, readDay } from '../../platform/days.ts'
import type { AgreementsFile } from './agreement-schema.ts'
import type { AlumniFile } from './alumni-schema.ts'
import type { CallsFile } from './call-schema.ts'
import type { CampaignsFile, EventsFile } from './event-schema.ts'
import { hostName, mark } from './identity-schema.ts'
import type { NetworksFile } from './network-schema.ts'
import type { NewsFile } from './news-schema.ts'
import type { OfficePage } from './office-pages-schema.ts'
import type { SummerSchoolsFile } from './summer-school-schema.ts'

export const words = z
  .string()
  .refine((typed) => typed !== '' && typed.trim() === typed, 'is empty, or begins or ends with a space')
export const text = z.strictObject({ en: words, ru: words, ky: words })
export const key = z
  .string()
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'is not a key: small letters, digits and single hyphens')
const ruleId = z.string().regex(/^[a-z0-9-]+(\.[a-z0-9-]+)+$/, 'is not a rule id such as visa.support')
export const isoDay = z.string().transform((typed, context): Day => {
  const found = readDay(typed)
  if (found) return found
  context.addIssue({ code: 'custom', message: 'is not a day such as 2026-09-01' })
  return z.NEVER
})
export const iso2 = z.string().regex(/^[A-Z]{2}$/, 'is not a code of two capital letters')
export const webAddress = z.url({ protocol: /^https?$/ })
export const count = z.int().positive()

/** The languages in which no native reader has read this record yet; the gap report lists them. */
export const unread = z
  .array(z.enum(['ru', 'ky']))
  .min(1)
  .optional()
/** A fact of an office's own page: the page, its words, the id of the fact. */
export const seedSource = z.strictObject({ seed: words, quote: words, fact: words })
const lawSource = z.array(words).min(1)
/** How fresh a rule is: a year, a month or a day, as exactly as the source shows it; null when it shows none. */
const asOf = z
  .string()
  .regex(/^\d{4}(-\d{2}(-\d{2})?)?$/, 'is not a year, a month or a day')
  .nullable()

export const level = z.enum(['bachelor', 'master', 'postgraduate', 'doctorate', 'preparatory'])
export const fromPage = { source: seedSource, unread }
const fromLaw = { verified: z.boolean(), asOf, source: lawSource, note: text.optional(), unread }
const validity = { validFrom: isoDay.nullable(), validTo: isoDay.nullable() }

const defaultOf = <Unit extends string>(unit: Unit) =>
  z.strictObject({ value: count, unit: z.literal(unit), verified: z.boolean(), note: text })

const yesOrNo = z.strictObject({ value: z.boolean(), verified: z.boolean(), note: text })

/** First words of the program's own addresses, which no institution can have. */
const ownAddresses = ['en', 'ru', 'ky', 'my', 'desk', 'api', 'p', 'check', 'assets']

export const institutionFile = z.strictObject({
  format: z.literal('kopuro-institution/1'),
  key: key
    .regex(/^[a-z].{1,30}$/, 'does not begin with a letter, or is not 2 to 31 signs long')
    .refine((name) => !ownAddresses.includes(name), 'is an address of the program itself'),
  name: text,
  short: text,
  city: text,
  country: iso2,
  timeZone: words,
  colour: z
    .string()
    .regex(/^#[0-9a-f]{6}$/, { error: 'is not a colour such as #0e5a47', abort: true })
    .refine((hex) => contrastWithWhite(hex) >= 4.5, 'is too light for white text (WCAG AA asks for 4.5 to 1)'),
  colourNote: text.optional(),
  /** A host of its own, where the institution has one. */
  host: hostName.optional(),
  mark: mark.optional(),
  letterLanguages: z.array(z.enum(['en', 'ru', 'ky'])).min(1),
  office: key,
  intro: text,
  introSource: z.array(seedSource).min(1),
  settings: z.strictObject({
    answerWithinWorkingDays: defaultOf('working-days'),
    resendWithinDays: defaultOf('calendar-days'),
    acceptWithinDays: defaultOf('calendar-days'),
    reconsiderWithinDays: defaultOf('calendar-days'),
    waitingPlaceShown: yesOrNo,
    /** After so many days in which a waiting applicant heard nothing, a mail says how things stand. */
    wordAfterQuietDays: defaultOf('calendar-days'),
    /** Whether applicants read the name of the officer who has their case, or the office's alone. */
    namesOfficers: yesOrNo,
    /** How long a stay abroad lasts at least and at most, the first and the last day counted. */
    staffStayDays: defaultOf('calendar-days'),
    studentStayLeastDays: defaultOf('calendar-days'),
    studentStayMostDays: defaultOf('calendar-days'),
  }),
  signatory: key.nullable(),
  signatoryNote: text.optional(),
  note: text.optional(),
  ...fromPage,
})

const unitKinds = [
  ...(['university', 'institute', 'department', 'international-office', 'joint-institute'] as const),
  ...(['joint-centre', 'preparatory-unit', 'passport-visa-unit', 'clinic', 'group'] as const),
] as const

export const unitsFile = z.array(
  z.strictObject({
    key,
    parent: key.nullable(),
    kind: z.enum(unitKinds),
    name: text,
    note: text.optional(),
    ...fromPage,
  }),
)

/** A name is one string, exactly as the office's page writes it: the program transliterates nobody. */
export const peopleFile = z.array(
  z.strictObject({
    key,
    unit: key,
    name: words,
    post: text,
    order: count,
    former: z.boolean(),
    note: text.optional(),
    ...fromPage,
  }),
)

export const contactsFile = z.array(
  z.strictObject({
    key,
    unit: key,
    person: key.nullable(),
    kind: z.enum(['address', 'postcode', 'phone', 'fax', 'email', 'website']),
    value: words,
    text: text.optional(),
    purpose: text.optional(),
    note: text.optional(),
    ...fromPage,
  }),
)

export const programmesFile = z.array(
  z.strictObject({
    key,
    unit: key,
    level: level.nullable(),
    code: words.nullable(),
    name: text,
    profiles: z.array(z.strictObject({ key, name: text, note: text.optional(), ...fromPage })),
    mode: z.enum(['online']).optional(),
    asksDirection: z.boolean(),
    openForApplication: z.boolean(),
    note: text.optional(),
    ...fromPage,
  }),
)

/** How the institution marks, and what its credit is. Numbers are in its own scale; nothing converts them. */
export const gradingFile = z.strictObject({
  scale: z
    .strictObject({
      name: text,
      least: z.number().min(0),
      most: z.number().positive(),
      /** The least grade with which a subject is passed. */
      pass: z.number().min(0),
      /** Grades lie so far apart: 1 where only whole ones are given. */
      step: z.number().positive(),
      levels: z.array(z.strictObject({ value: z.number(), name: text })),
      ownPage: seedSource.optional(),
      ...fromLaw,
    })
    .refine(({ least, pass, most }) => least < pass && pass <= most, 'least, pass and most are not in their order'),
  /** `ects`: how many ECTS credits one national credit is. */
  credit: z.strictObject({ name: text, ects: z.number().positive().max(10), ...fromLaw }),
})

export const admissionFile = z.strictObject({
  note: text.optional(),
  welcome: text.optional(),
  welcomeSource: seedSource.optional(),
  /** `education: null` says that the page is silent and the office decides. */
  entry: z.array(
    z.strictObject({
      level: level.nullable(),
      education: z.enum(['secondary', 'bachelor', 'higher']).nullable(),
      text,
      ownPage: z.boolean(),
      ...fromPage,
    }),
  ),
  documents: z.array(
    z.strictObject({
      key: z.enum(['application-form', 'passport', 'education', 'transcript', 'visa-support']),
      title: text,
      hint: text,
      why: text,
      when: z.enum(['always', 'visa-needed']),
      madeByProgram: z.boolean(),
      forms: z.array(z.strictObject({ level, title: text })).optional(),
      ownPage: z.boolean(),
      ...fromPage,
    }),
  ),
  bases: z.array(z.strictObject({ key, name: text, ownPage: z.boolean(), ...fromPage })),
  process: z.array(z.strictObject({ order: count, text, ...fromPage })),
  contactEmail: z.email().optional(),
  contactEmailSource: seedSource.optional(),
  fees: z.array(
    z.strictObject({
      key,
      level: level.nullable(),
      name: text,
      amount: z.number().positive(),
      currency: z.enum(['KGS', 'USD']),
      per: z.enum(['year', 'course', 'application']),
      ...validity,
      ...fromLaw,
    }),
  ),
  feesNote: text.optional(),
  links: z.array(z.strictObject({ url: webAddress, text, ...fromPage })),
  unread,
})

/** A year or a day, as exactly as the source says it. */
const yearOrDay = z.union([z.string().regex(/^\d{4}$/), isoDay], { error: 'is neither a year nor a day' })
const factKind = z.enum([
  ...(['history', 'aim', 'direction', 'language', 'number'] as const),
  ...(['quality', 'cooperation', 'symbol', 'motto', 'function', 'basis'] as const),
])

/** What the institution says of itself, what its units were called, and where its own pages contradict each other. */
export const aboutFile = z.strictObject({
  facts: z.array(
    z
      .strictObject({
        key,
        kind: factKind,
        /** Functions stand in lists; this is the heading of the list. */
        list: text.optional(),
        title: text.optional(),
        on: yearOrDay.optional(),
        text,
        ...fromPage,
      })
      .refine(({ kind, list }) => (kind === 'function') === (list !== undefined), 'a function has a list, others none')
      .refine(({ kind, on }) => (kind === 'history') === (on !== undefined), 'history has a year or day, others none')
      .refine(({ kind, title }) => (kind === 'symbol') === (title !== undefined), 'a symbol has a title, others none'),
  ),
  names: z.array(
    z.strictObject({
      unit: key,
      since: yearOrDay,
      kind: z.enum([...unitKinds, 'faculty']),
      name: text,
      basis: text.optional(),
      ...fromPage,
    }),
  ),
  unclear: z.array(
    z.strictObject({
      key,
      about: text,
      /** Readings that contradict each other; a single one where the page leaves something open. */
      readings: z.array(z.strictObject({ text, source: seedSource })).min(1),
      unread,
    }),
  ),
})

/** The hostels that the office's page names, and what a place costs as it says; `since` is when the page was read. */
export const housingFile = z.array(
  z.strictObject({
    key,
    name: text,
    address: text.optional(),
    seatsPerRoom: count.optional(),
    beds: count.optional(),
    note: text.optional(),
    price: z.strictObject({ amount: z.number().positive(), currency: z.enum(['KGS', 'USD']) }).optional(),
    ...fromPage,
  }),
)

export const publicationKinds = [
  ...(['booklet', 'memo', 'regulation', 'charter', 'internal-rules', 'plan', 'report'] as const),
] as const

/** What the office's page says it publishes; the files themselves are put there in the program. */
export const publicationsFile = z.array(
  z.strictObject({
    key,
    kind: z.enum(publicationKinds),
    title: text,
    audience: text.optional(),
    year: z.int().min(1900).max(2200).optional(),
    public: z.boolean(),
    ...fromPage,
  }),
)

export const partnerKinds = [
  ...(['university', 'academy', 'clinic', 'medical-centre', 'ministry', 'diplomatic-mission', 'agency'] as const),
  ...(['funding-organisation', 'foundation', 'development-programme', 'company', 'mobile-company'] as const),
  ...(['television', 'project', 'joint-journal', 'cooperation-subject', 'contract', 'group', 'other'] as const),
  ...(['institute', 'research-centre', 'joint-institute', 'joint-centre', 'school'] as const),
  ...(['international-organisation', 'association'] as const),
] as const
/** How things stand with a partner, in the words of the office's page. */
export const partnerStatuses = [
  ...(['signed', 'signing-in-progress', 'planned', 'established', 'active', 'launched', 'contact'] as const),
  ...(['contacts-established', 'listed', 'call-for-study', 'programme-open-to-researchers', 'pandemic'] as const),
  ...(['not-named', 'ended'] as const),
] as const

/** With whom the office's page says that it works; the file keeps the order of the page. */
export const partnersFile = z.array(
  z.strictObject({
    key,
    name: text,
    otherNames: z.array(words).min(1).optional(),
    /** The unit that works with this partner, where it is not the whole institution. */
    unit: key.optional(),
    kind: z.enum(partnerKinds),
    country: iso2.nullable(),
    city: text.optional(),
    region: text.optional(),
    status: z.enum(partnerStatuses),
    basis: text.optional(),
    condition: text.optional(),
    fields: z.array(text).min(1).optional(),
    /** The key of the partner with whom this is done. */
    partOf: key.optional(),
    note: text.optional(),
    ...fromPage,
  }),
)

/** What may be said of a programme that funds. `who`: who may take part; `not-covered`: what it does not pay. */
export const fundingKinds = [
  ...(['about', 'aim', 'result', 'field', 'language', 'budget', 'replaced', 'feature', 'action'] as const),
  ...(['priority', 'subprogramme', 'who', 'term', 'payment', 'not-covered', 'fact', 'link'] as const),
] as const

/** The programmes that pay for cooperation, as the office's page tells of them. */
export const fundingFile = z.array(
  z.strictObject({
    key,
    name: text,
    funder: text.optional(),
    country: iso2.optional(),
    from: z.int().min(1900).max(2200).optional(),
    to: z.int().min(1900).max(2200).optional(),
    ...fromPage,
    parts: z.array(
      z.strictObject({
        key,
        kind: z.enum(fundingKinds),
        /** The action or the sub-programme of which it is said. */
        under: key.optional(),
        number: words.optional(),
        years: words.optional(),
        text,
        /** Who manages an action, who pays a cost. */
        by: text.optional(),
        url: webAddress.optional(),
        note: text.optional(),
        ...fromPage,
      }),
    ),
  }),
)

export const lawPackFile = z.strictObject({
  format: z.literal('kopuro-law/1'),
  jurisdiction: iso2,
  edition: isoDay,
  about: text,
  source: lawSource,
  unread,
})

export const countriesFile = z.strictObject({
  countries: z.array(
    z.strictObject({ iso2, iso3: z.string().regex(/^[A-Z]{3}$/), name: text, demonym: text.optional(), ...fromLaw }),
  ),
  /** What a passport may say beside a country, such as XXA, a stateless person. */
  extra: z.array(z.strictObject({ code: z.string().regex(/^[A-Z]{3}$/), name: text, ...fromLaw })),
})

export const calendarFile = z.strictObject({
  /** Outside these days the calendar knows weekends only, and a count that leaves them is provisional. */
  covers: z.strictObject({ from: isoDay, to: isoDay }),
  week: z.strictObject({ weekend: z.array(z.int().min(1).max(7)), ...fromLaw }),
  days: z.array(
    z.strictObject({
      date: isoDay,
      name: text,
      kind: z.enum(['fixed', 'moving', 'transfer', 'cabinet-decision', 'memorial', 'eve']),
      working: z.boolean(),
      shortened: z.boolean().optional(),
      provisional: z.boolean(),
      ...fromLaw,
    }),
  ),
})

/** `days: null` says that no visa is needed and the length of stay is unknown; `windowDays: null` that nothing rolls. */
export const visaFreeFile = z.strictObject({
  rules: z.array(
    z.strictObject({
      id: ruleId,
      countries: z.array(iso2),
      document: words.optional(),
      days: count.nullable(),
      windowDays: count.nullable(),
      text,
      ...validity,
      ...fromLaw,
    }),
  ),
})

/** Who need not register at the place of stay. `days: 0` names those who must, where a source says so. */
export const registrationFile = z.strictObject({
  rules: z.array(
    z.strictObject({
      id: ruleId,
      countries: z.array(iso2).min(1),
      days: z.int().min(0),
      text,
      ...validity,
      ...fromLaw,
    }),
  ),
})

/** A rule may stand several times under one id, each time as the edition of other days. */
export const rulesFile = z.strictObject({
  rules: z.array(
    z.strictObject({
      id: ruleId,
      value: z.union([z.number(), words], { error: 'is neither a number nor a word' }),
      unit: z.enum(['calendar-days', 'working-days', 'years', 'months', 'KGS', 'USD', 'text']),
      text,
      ...validity,
      ...fromLaw,
    }),
  ),
})

/** What a visa's letters mean, by edition; one letter may stand in several. */
export const visaKindsFile = z.strictObject({
  kinds: z.array(
    z.strictObject({
      code: z.string().regex(/^[A-Z]{1,2}[0-9]?$/, 'is no kind of visa such as S or SW1, in Latin letters'),
      edition: words,
      name: text,
      maxDays: count.nullable(),
      ...validity,
      ...fromLaw,
    }),
  ),
})

export const termsFile = z.strictObject({
  terms: z.array(z.strictObject({ key, en: words, ru: words, ky: words, ...fromLaw })),
})

export type Text = z.infer<typeof text>
export type Level = z.infer<typeof level>
export type SeedSource = z.infer<typeof seedSource>
export type InstitutionFile = z.infer<typeof institutionFile>
export type UnitsFile = z.infer<typeof unitsFile>
export type PeopleFile = z.infer<typeof peopleFile>
export type ContactsFile = z.infer<typeof contactsFile>
export type ProgrammesFile = z.infer<typeof programmesFile>
export type GradingFile = z.infer<typeof gradingFile>
export type AdmissionFile = z.infer<typeof admissionFile>
export type AboutFile = z.infer<typeof aboutFile>
export type PublicationsFile = z.infer<typeof publicationsFile>
export type HousingFile = z.infer<typeof housingFile>
export type PartnersFile = z.infer<typeof partnersFile>
export type FundingFile = z.infer<typeof fundingFile>
export type LawPackFile = z.infer<typeof lawPackFile>
export type CountriesFile = z.infer<typeof countriesFile>
export type CalendarFile = z.infer<typeof calendarFile>
export type VisaFreeFile = z.infer<typeof visaFreeFile>
export type RegistrationFile = z.infer<typeof registrationFile>
export type RulesFile = z.infer<typeof rulesFile>
export type VisaKindsFile = z.infer<typeof visaKindsFile>
export type TermsFile = z.infer<typeof termsFile>

export interface InstitutionPack {
  readonly institution: InstitutionFile
  readonly units: UnitsFile
  readonly people: PeopleFile
  readonly contacts: ContactsFile
  readonly programmes: ProgrammesFile
  readonly admission: AdmissionFile
  readonly grading: GradingFile | null
  /** Null: the pack says nothing of it. */
  readonly about: AboutFile | null
  readonly publications: PublicationsFile | null
  readonly housing: HousingFile | null
  readonly calls: CallsFile | null
  readonly partners: PartnersFile | null
  readonly agreements: AgreementsFile | null
  readonly networks: NetworksFile | null
  readonly funding: FundingFile | null
  readonly summerSchools: SummerSchoolsFile | null
  readonly alumni: AlumniFile | null
  readonly officePages: readonly OfficePage[] | null
  readonly news: NewsFile | null
  readonly events: EventsFile | null
  readonly campaigns: CampaignsFile | null
}

export interface LawPack {
  readonly pack: LawPackFile
  readonly countries: CountriesFile
  readonly calendar: CalendarFile
  readonly visaFree: VisaFreeFile
  readonly registration: RegistrationFile
  readonly rules: RulesFile
  readonly visaKinds: VisaKindsFile
  readonly terms: TermsFile
}

export interface PackProblem {
  /** The file inside the pack; `.` is the pack's folder. */
  readonly file: string
  /** A path such as `[3].name.ru`, or `line 3, column 14` where the file is not JSON; empty is the whole file. */
  readonly place: string
  readonly reason: string
}

export interface RefusedPack {
  /** Below the folder of packs, such as `institutions/kslu`. */
  readonly folder: string
  readonly problems: readonly PackProblem[]
}

export type PackReading =
  | ({ readonly ok: true; readonly kind: 'institution' } & InstitutionPack)
  | ({ readonly ok: true; readonly kind: 'law' } & LawPack)
  | { readonly ok: false; readonly problems: readonly PackProblem[] }

export type Tell = (file: string, place: string, reason: string) => void

/** WCAG 2.2 contrast ratio of a colour with white, 1 to 21. */
function contrastWithWhite(hex: string) {
  const channel = (from: number) => {
    const share = Number.parseInt(hex.slice(from, from + 2), 16) / 255
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4
  }
  return 1.05 / (0.2126 * channel(1) + 0.7152 * channel(3) + 0.0722 * channel(5) + 0.05)
}
