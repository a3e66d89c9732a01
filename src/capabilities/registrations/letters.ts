import { readFile } from 'node:fs/promises'
import { type Day, readDay } from '../../platform/days.ts'
import type { JsonValue } from '../../platform/typesetting/index.ts'
import type { Typed } from '../../platform/web/form.ts'
import type { Language } from '../../platform/words/languages.ts'
import { sayDay } from '../../platform/words/saying-days.ts'
import type { Worded } from '../cases/index.ts'
import { checkLine } from '../correspondence/index.ts'
import { bodyOf, daysLate, type RegistrationSituation, termOf, whereOf } from './rules.ts'
import { wantedPapers } from './wanted-papers.ts'
import { inThree, registrationsWords } from './words.ts'

interface Issue {
  readonly day: Day
  readonly caseNumber: string
  readonly input: Typed
}

const template = () => readFile(new URL('./letter.typ', import.meta.url), 'utf8')
const about = ['name', 'born', 'citizenship', 'passport', 'address', 'institution', 'number', 'today'] as const

/** What the student holds in hand: which papers the university took over, on which day, and whether that was in time. */
export const receipt = {
  template,
  language: ({ background }: RegistrationSituation): Language => background.institution.letterLanguages[0] ?? 'ru',
  recipient: ({ background }: RegistrationSituation) => background.person?.name ?? '',
  subject: inThree('receipt.subject'),
  written: {
    parts: { subject: 'receipt.subject', heading: 'receipt.heading', text: 'receipt.text' },
    placeholders: [...about, 'taken', 'papers', 'term'],
    must: ['name', 'taken', 'papers'],
    values: receiptValues,
  },
  content: (situation: RegistrationSituation, issue: Issue, words: Worded) =>
    letter(situation, issue, words, situation.background.institution.letterLanguages, [receipt.recipient(situation)]),
}

/** The university asks the body to register its student: the hostel's address and the order of enrolment stand in it. */
export const petition = {
  template,
  // State bodies are written to in the official and the state language, whatever the institution's other letters are in.
  language: (): Language => 'ru',
  recipient: (situation: RegistrationSituation) => bodyOf(situation, 'ru'),
  subject: inThree('petition.subject'),
  written: {
    parts: { subject: 'petition.subject', heading: 'petition.heading', text: 'petition.text' },
    placeholders: [...about, 'who', 'place'],
    must: ['name', 'passport', 'address'],
    values: petitionValues,
  },
  content: (situation: RegistrationSituation, issue: Issue, words: Worded) =>
    letter(situation, issue, words, ['ru', 'ky'], [petition.recipient(situation)]),
}

function letter(
  { background }: RegistrationSituation,
  issue: Issue,
  words: Worded,
  languages: readonly Language[],
  addressee: readonly string[],
): Readonly<Record<string, JsonValue>> {
  const { institution, signatory } = background
  const [first = 'ru'] = languages
  return {
    institution: { names: languages.map((lang) => ({ lang, name: institution.name[lang] })), contacts: [] },
    colour: institution.colour,
    date: sayDay(issue.day, first),
    addressee: [...addressee],
    versions: languages.map((lang) => ({ lang, heading: words(lang).heading, text: words(lang).text })),
    signatory: signatory
      ? { post: languages.map((lang) => signatory.post[lang]).join(' / '), name: signatory.name }
      : null,
    check: languages.map(checkLine),
  }
}

type Values = Readonly<Record<string, string>>

function personValues({ facts, background, law }: RegistrationSituation, issue: Issue, language: Language): Values {
  const { person, institution } = background
  return {
    name: person?.name ?? '',
    born: person?.birthDay ? sayDay(person.birthDay, language) : '–',
    citizenship: law.country(facts.citizenship ?? '')?.name[language] ?? '',
    passport: facts.passportNumber ?? '',
    address: whereOf(facts),
    institution: institution.name[language],
    number: issue.caseNumber,
    today: sayDay(issue.day, language),
  }
}

function receiptValues(situation: RegistrationSituation, issue: Issue, language: Language): Values {
  const papers = wantedPapers(situation).filter(({ optional }) => !optional)
  return {
    ...personValues(situation, issue, language),
    taken: sayDay(situation.facts.takenOn ?? issue.day, language),
    papers: papers.map(({ title }) => `– ${title[language]}`).join('\n'),
    term: sayTerm(situation, language),
  }
}

/** In time, or by how many days late; empty where no term is known. */
function sayTerm(situation: RegistrationSituation, language: Language): string {
  const term = termOf(situation)
  if (!term) return ''
  return registrationsWords(language)('receipt.term', { due: sayDay(term.due, language), late: daysLate(situation) })
}

function petitionValues(situation: RegistrationSituation, issue: Issue, language: Language): Values {
  const { facts } = situation
  const t = registrationsWords(language)
  return {
    ...personValues(situation, issue, language),
    who: sayWho(situation, issue, language),
    place: t(`petition.place.${facts.place ?? 'other'}`, { owner: facts.ownerName ?? '' }),
  }
}

// The order is the one of the register of orders, or what the officer wrote when there is none in it.
function sayWho({ background }: RegistrationSituation, { input }: Issue, language: Language): string {
  const t = registrationsWords(language)
  if (!background.student) return t('petition.guest')
  const { order } = background
  const registered = order?.number ? { number: order.number, day: readDay(order.signedOn ?? '') } : null
  const number = registered?.number ?? input.order ?? ''
  return t('petition.student', {
    programme: background.student.programmeName[language],
    order: number || 'none',
    day: registered?.day ? sayDay(registered.day, language) : 'none',
  })
}
