import { readFile } from 'node:fs/promises'
import type { Day } from '../../platform/days.ts'
import type { JsonValue } from '../../platform/typesetting/index.ts'
import type { Language } from '../../platform/words/languages.ts'
import { sayDay } from '../../platform/words/saying-days.ts'
import type { Worded } from '../cases/index.ts'
import { checkLine } from '../correspondence/index.ts'
import type { Law } from '../law/index.ts'
import { embassyName } from './embassy-page.tsx'
import { type Embassy, linesOf } from './embassy-rules.ts'
import { type ExtensionSituation, heldPassport } from './extension-rules.ts'
import { inThree, passportsWords } from './words.ts'

interface Issue {
  readonly day: Day
  readonly caseNumber: string
}

/** The university asks an embassy to extend or renew the passport of its citizen, in the language set for the embassy. */
export const embassyLetter = {
  template: () => readFile(new URL('./letter.typ', import.meta.url), 'utf8'),
  language: languageOf,
  recipient: (situation: ExtensionSituation) => embassyLines(situation, languageOf(situation))[0] ?? '',
  subject: inThree('letter.subject'),
  written: {
    parts: { subject: 'letter.subject', heading: 'letter.heading', text: 'letter.text' },
    placeholders: [
      'name',
      'born',
      'citizenship',
      'passport',
      'ends',
      'wish',
      'status',
      'institution',
      'number',
      'today',
    ],
    must: ['name', 'passport', 'wish'],
    values,
  },
  content: (situation: ExtensionSituation, issue: Issue, words: Worded): Readonly<Record<string, JsonValue>> => {
    const { institution, signatory } = situation.background
    const lang = languageOf(situation)
    const names = [lang, lang === 'ru' ? ('ky' as const) : ('ru' as const)]
    return {
      institution: { names: names.map((one) => ({ lang: one, name: institution.name[one] })), contacts: [] },
      colour: institution.colour,
      date: sayDay(issue.day, lang),
      addressee: embassyLines(situation, lang),
      versions: [{ lang, heading: words(lang).heading ?? '', text: words(lang).text ?? '' }],
      signatory: signatory && { post: signatory.post[lang], name: signatory.name },
      check: [checkLine(lang)],
    }
  },
}

function languageOf({ facts, background }: ExtensionSituation): Language {
  return embassyIn(background.embassies, facts.passportCountry)?.said.letters === 'ru' ? 'ru' : 'en'
}

const embassyIn = (embassies: readonly Embassy[], country: string | undefined) =>
  embassies.find((one) => one.country === country && !one.archived)

function embassyLines({ facts, background, law }: ExtensionSituation, lang: Language): string[] {
  return addressOf(background.embassies, facts.passportCountry ?? '', law, lang)
}

/** An embassy as the head of a letter names it; of one that nobody has entered only the state is known. */
export function addressOf(embassies: readonly Embassy[], country: string, law: Law, lang: Language): string[] {
  const embassy = embassyIn(embassies, country)
  const name = embassyName(passportsWords(lang), law, embassy ?? { country, said: {} })
  return [name, ...linesOf(embassy?.said.addresses).slice(0, 1)]
}

function values(situation: ExtensionSituation, issue: Issue, lang: Language): Readonly<Record<string, string>> {
  const { facts, law, background } = situation
  const say = passportsWords(lang)
  const { person, student } = background
  const ends = heldPassport(situation)?.to ?? facts.passportEnds
  return {
    name: person?.name ?? '',
    born: person?.birthDay ? sayDay(person.birthDay, lang) : '',
    citizenship: law.country(facts.passportCountry ?? '')?.name[lang] ?? '',
    passport: facts.passportNumber ?? '',
    ends: ends ? sayDay(ends, lang) : '',
    wish: say(`letter.wish.${facts.wish ?? 'extend'}`),
    status: student
      ? say('letter.status.record', { programme: student.programmeName[lang], number: student.number })
      : say('letter.status.here'),
    institution: background.institution.name[lang],
    number: issue.caseNumber,
    today: sayDay(issue.day, lang),
  }
}
