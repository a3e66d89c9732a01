import { readFile } from 'node:fs/promises'
import type { JsonValue } from '../../platform/typesetting/index.ts'
import type { Language } from '../../platform/words/languages.ts'
import { sayDay } from '../../platform/words/saying-days.ts'
import type { Paper } from '../cases/index.ts'
import { checkLine } from '../correspondence/index.ts'
import { sayTerm } from './becoming.ts'
import { type Facts, fullName, type Mark } from './facts.ts'
import type { IncomingSituation, Records } from './rules.ts'
import { incomingWords, inThree, type Say } from './words.ts'

type Guest = Paper<Facts, Records>
type Issue = Parameters<Guest['content']>[1]

const languageOf = ({ facts }: IncomingSituation): Language => facts.letterLanguage ?? 'en'
const typstFile = (name: string) => () => readFile(new URL(name, import.meta.url), 'utf8')

const placeholders = ['name', 'born', 'citizenship', 'home', 'field', 'level', 'unit', 'term', 'from', 'to']

/** The university accepts a student of a partner. */
export const acceptance: Guest = {
  ...letterOf('acceptance', ['name', 'from', 'to']),
  content: (situation, issue, words) => ({ ...headOf(situation, issue), versions: versionsOf(situation, words) }),
}

/** What a guest has studied here and with which marks, for the university at home. */
export const transcript: Guest = {
  ...letterOf('transcript', ['name']),
  content: (situation, issue, words) => ({
    ...headOf(situation, issue),
    versions: versionsOf(situation, words),
    marks: marksTable(situation.facts.marks ?? [], incomingWords(languageOf(situation))),
  }),
}

function letterOf(name: 'acceptance' | 'transcript', must: readonly string[]) {
  return {
    template: typstFile('./letter.typ'),
    language: languageOf,
    recipient: ({ facts }: IncomingSituation) => fullName(facts),
    subject: inThree(`${name}.subject`),
    written: {
      parts: { subject: `${name}.subject`, heading: `${name}.heading`, text: `${name}.text` },
      placeholders: [...placeholders, 'institution', 'number', 'today'],
      must,
      values: valuesOf,
    },
  }
}

function headOf(situation: IncomingSituation, issue: Issue): Record<string, JsonValue> {
  const { institution, signatory } = situation.background
  const lang = languageOf(situation)
  const names = [lang, lang === 'ru' ? ('ky' as const) : ('ru' as const)]
  return {
    institution: { names: names.map((one) => ({ lang: one, name: institution.name[one] })), contacts: [] },
    colour: institution.colour,
    date: sayDay(issue.day, lang),
    addressee: [fullName(situation.facts), situation.facts.partnerName ?? ''],
    signatory: signatory && { post: signatory.post[lang], name: signatory.name },
    check: [checkLine(lang)],
  }
}

function versionsOf(situation: IncomingSituation, words: Parameters<Guest['content']>[2]): JsonValue {
  const lang = languageOf(situation)
  return [{ lang, heading: words(lang).heading ?? '', text: words(lang).text ?? '' }]
}

function valuesOf(situation: IncomingSituation, issue: Issue, lang: Language): Readonly<Record<string, string>> {
  const { facts, background, law, stage } = situation
  const say = incomingWords(lang)
  const on = (day: Facts['from'] | undefined) => (day ? sayDay(day, lang) : '')
  // The letter of the end says when the stay was; until then it is when it will be.
  const over = stage === 'left' || stage === 'completed'
  return {
    name: fullName(facts),
    born: on(facts.birthDay),
    citizenship: law.country(facts.citizenship ?? '')?.name[lang] ?? '',
    home: facts.partnerName ?? '',
    field: facts.field ?? '',
    level: say.find(`choice.level.${facts.level}`) ?? '',
    unit: background.units.find(({ id }) => id === facts.hostUnit)?.name[lang] ?? background.institution.name[lang],
    term: sayTerm(say, facts),
    from: on((over && facts.arrivedOn) || facts.from),
    to: on((over && facts.leftOn) || facts.to),
    institution: background.institution.name[lang],
    number: issue.caseNumber,
    today: sayDay(issue.day, lang),
  }
}

function marksTable(marks: readonly Mark[], say: Say): JsonValue {
  const total = (name: 'credits' | 'ects') => sumOf(marks.map((one) => one[name]))
  return {
    head: ['№', say('marks.subject'), say('marks.credits'), say('marks.ects'), say('marks.mark')],
    rows: marks.map(({ subject, credits, ects, mark }, at) => [String(at + 1), subject, credits, ects, mark]),
    total: ['', say('marks.total'), total('credits'), total('ects'), ''],
  }
}

/** Credits added up in hundredths; empty where one of them is not known. */
export function sumOf(credits: readonly string[]): string {
  if (credits.length === 0 || credits.some((one) => one === '')) return ''
  const sum = credits.reduce((all, one) => all + Math.round(Number(one) * 100), 0)
  return String(sum / 100)
}
