import { readFile } from 'node:fs/promises'
import type { Language } from '../../platform/words/languages.ts'
import { sayDay } from '../../platform/words/saying-days.ts'
import type { Paper } from '../cases/index.ts'
import { checkLine } from '../correspondence/index.ts'
import type { DutySituation, Facts, Records } from './rules.ts'
import { dutyWords, inThree } from './words.ts'

const languageOf = ({ facts }: DutySituation): Language => facts.letterLanguage ?? 'ru'

/** The university tells an authority that somebody is no longer here, or not for now. */
export const notice: Paper<Facts, Records> = {
  template: () => readFile(new URL('./letter.typ', import.meta.url), 'utf8'),
  language: languageOf,
  recipient: (situation) => addressee(situation, languageOf(situation)),
  subject: inThree('notice.subject'),
  written: {
    parts: { subject: 'notice.subject', heading: 'notice.heading', text: 'notice.text' },
    placeholders: ['name', 'born', 'citizenship', 'what', 'on', 'about', 'institution', 'student', 'number', 'today'],
    must: ['name', 'what', 'on'],
    values: ({ facts, law, background }, issue, lang) => ({
      name: facts.name ?? '',
      born: facts.birthDay ? sayDay(facts.birthDay, lang) : '',
      citizenship: law.country(facts.citizenship ?? '')?.name[lang] ?? '',
      what: dutyWords(lang)(`notice.what.${facts.kind ?? 'other'}`),
      on: facts.happenedOn ? sayDay(facts.happenedOn, lang) : '',
      about: facts.about ?? '',
      institution: background.institution.name[lang],
      student: background.student?.number ?? '',
      number: issue.caseNumber,
      today: sayDay(issue.day, lang),
    }),
  },
  content: (situation, issue, words) => {
    const { institution, signatory } = situation.background
    const lang = languageOf(situation)
    const names = [lang, lang === 'ru' ? ('ky' as const) : ('ru' as const)]
    return {
      institution: { names: names.map((one) => ({ lang: one, name: institution.name[one] })), contacts: [] },
      colour: institution.colour,
      date: sayDay(issue.day, lang),
      addressee: [addressee(situation, lang)],
      versions: [{ lang, heading: words(lang).heading ?? '', text: words(lang).text ?? '' }],
      signatory: signatory && { post: signatory.post[lang], name: signatory.name },
      check: [checkLine(lang)],
    }
  },
}

function addressee({ facts, law }: DutySituation, lang: Language): string {
  if (!facts.body || facts.body === 'other') return facts.bodyName ?? ''
  return law.authority(facts.body)?.text[lang] ?? facts.bodyName ?? ''
}
