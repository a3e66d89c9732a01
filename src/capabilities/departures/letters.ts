import { readFile } from 'node:fs/promises'
import type { Day } from '../../platform/days.ts'
import type { JsonValue } from '../../platform/typesetting/index.ts'
import type { Language } from '../../platform/words/languages.ts'
import { sayDay } from '../../platform/words/saying-days.ts'
import type { Worded } from '../cases/index.ts'
import { checkLine } from '../correspondence/index.ts'
import { addressOf } from '../passports/index.ts'
import { type DepartureSituation, fullName } from './rules.ts'
import { departuresWords, inThree } from './words.ts'

interface Issue {
  readonly day: Day
  readonly caseNumber: string
}

const placeholders = [
  ...['name', 'born', 'citizenship', 'passport', 'status', 'institution'],
  ...['country', 'city', 'purpose', 'about', 'from', 'to', 'host', 'payer', 'number', 'today'],
] as const

const languageOf = ({ facts }: DepartureSituation): Language => facts.letterLanguage ?? 'en'

/** That somebody works or studies here, to whom it may concern. */
export const certificate = {
  ...letterOf('certificate'),
  recipient: ({ facts }: DepartureSituation) => fullName(facts),
}

/** The university asks an embassy to give the visa. */
export const cover = {
  ...letterOf('cover'),
  recipient: (situation: DepartureSituation) => addressee(situation, languageOf(situation))[0] ?? '',
}

function letterOf(name: 'certificate' | 'cover') {
  return {
    template: () => readFile(new URL('./letter.typ', import.meta.url), 'utf8'),
    language: languageOf,
    subject: inThree(`${name}.subject`),
    written: {
      parts: { subject: `${name}.subject`, heading: `${name}.heading`, text: `${name}.text` },
      placeholders,
      must: ['name', 'status'],
      values,
    },
    content: (situation: DepartureSituation, issue: Issue, words: Worded): Readonly<Record<string, JsonValue>> => {
      const { institution, signatory } = situation.background
      const lang = languageOf(situation)
      const names = [lang, lang === 'ru' ? ('ky' as const) : ('ru' as const)]
      return {
        institution: { names: names.map((one) => ({ lang: one, name: institution.name[one] })), contacts: [] },
        colour: institution.colour,
        date: sayDay(issue.day, lang),
        addressee: name === 'cover' ? addressee(situation, lang) : [departuresWords(lang)('certificate.to')],
        versions: [{ lang, heading: words(lang).heading ?? '', text: words(lang).text ?? '' }],
        signatory: signatory && { post: signatory.post[lang], name: signatory.name },
        check: [checkLine(lang)],
      }
    },
  }
}

function addressee({ facts, background, law }: DepartureSituation, lang: Language): string[] {
  return addressOf(background.embassies, facts.country ?? '', law, lang)
}

function values(situation: DepartureSituation, issue: Issue, lang: Language): Readonly<Record<string, string>> {
  const { facts, law, background } = situation
  const say = departuresWords(lang)
  const countryName = (code: string | undefined) => law.country(code ?? '')?.name[lang] ?? ''
  const on = (day: Day | undefined) => (day ? sayDay(day, lang) : '')
  return {
    name: fullName(facts),
    born: on(facts.birthDay),
    citizenship: countryName(facts.citizenship),
    passport: facts.passportNumber ?? '',
    status: statusOf(situation, lang),
    institution: background.institution.name[lang],
    ...{
      country: countryName(facts.country),
      city: facts.city ?? '',
      about: facts.about ?? '',
      host: facts.host ?? '',
    },
    purpose: say(`letter.purpose.${facts.purpose ?? 'other'}`),
    ...{ from: on(facts.from), to: on(facts.to) },
    payer: say(`letter.payer.${facts.payer ?? 'other'}`, { about: facts.payerAbout || 'none' }),
    number: issue.caseNumber,
    today: on(issue.day),
  }
}

/** What the person is here: a student with programme and number from the record, or a post in a department. */
function statusOf({ facts, background }: DepartureSituation, lang: Language): string {
  const say = departuresWords(lang)
  const { student } = background
  if (facts.who !== 'student')
    return say('letter.status.works', { position: facts.position ?? '', department: facts.department ?? '' })
  return student
    ? say('letter.status.record', { programme: student.programmeName[lang], number: student.number })
    : say('letter.status.studies', { department: facts.department ?? '' })
}
