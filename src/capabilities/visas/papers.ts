import { readFile } from 'node:fs/promises'
import type { JsonValue } from '../../platform/typesetting/index.ts'
import type { Language } from '../../platform/words/languages.ts'
import { sayDay } from '../../platform/words/saying-days.ts'
import type { Paper, Situation } from '../cases/index.ts'
import { checkLine } from '../correspondence/index.ts'
import type { Facts } from './facts.ts'
import type { Records, VisaSituation } from './rules.ts'
import { inThree, visasWords } from './words.ts'

type VisaPaper = Paper<Facts, Records>
type Issue = Parameters<VisaPaper['content']>[1]
type Content = Readonly<Record<string, JsonValue>>

const template = () => readFile(new URL('./letter.typ', import.meta.url), 'utf8')
const language = ({ background }: Situation<Facts, Records>): Language =>
  background.institution.letterLanguages[0] ?? 'ru'
const authority = ({ law }: VisaSituation) => law.authority('visa')?.text ?? inThree('authority.visa')

const placeholders = [
  ...['name', 'born', 'citizenship', 'institution', 'programme', 'level', 'student', 'contract', 'studyEnds'],
  ...['kind', 'from', 'to', 'entries', 'number', 'today'],
]

/** The certificate from the place of study, from the record: a letter with number and code. */
export const certificate: VisaPaper = letter('certificate', {
  placeholders: [...placeholders, 'passport'],
  must: ['name', 'programme'],
})

/** What the head of the university asks the consular department for, for one student. */
export const petition: VisaPaper = letter('petition', {
  placeholders: [...placeholders, 'passport', 'authority'],
  must: ['name', 'passport', 'kind', 'from', 'to'],
  addressee: (situation, first) => [authority(situation)[first]],
})

/** The letter that lies on a package of several students. */
export const covering: VisaPaper = letter('covering', {
  placeholders: ['institution', 'package', 'papers', 'authority', 'today'],
  must: ['papers'],
  addressee: (situation, first) => [authority(situation)[first]],
})

/** What the dean's office asks of the international office: no register, signed by whom the dean names. */
export const application: VisaPaper = {
  ...letter('application', { placeholders, must: ['name'] }),
  content: (situation, issue, words) => {
    const { institution } = situation.background
    const [first = 'ru'] = institution.letterLanguages
    const { deanName = '', deanPost = '' } = situation.facts
    return {
      ...head(situation, issue),
      addressee: [inThree('application.to')[first], institution.name[first]],
      versions: [{ lang: first, heading: words(first).heading, text: words(first).text }],
      signatory: { post: deanPost || inThree('application.dean')[first], name: deanName || '____________________' },
      check: null,
    }
  },
}

interface Wording {
  readonly placeholders: readonly string[]
  readonly must: readonly string[]
  readonly addressee?: (situation: VisaSituation, first: Language) => readonly string[]
}

function letter(
  kind: 'certificate' | 'petition' | 'covering' | 'application',
  { placeholders, must, addressee }: Wording,
): VisaPaper {
  return {
    template,
    language,
    recipient: (situation) => (addressee ? authority(situation)[language(situation)] : fullName(situation.facts)),
    subject: inThree(`${kind}.subject`),
    written: {
      parts: { subject: `${kind}.subject`, heading: `${kind}.heading`, text: `${kind}.text` },
      placeholders,
      must,
      values: letterValues,
    },
    content: (situation, issue, words) => {
      const { institution, signatory } = situation.background
      const languages = institution.letterLanguages
      const [first = 'ru'] = languages
      return {
        ...head(situation, issue),
        addressee: addressee ? [...addressee(situation, first)] : [],
        versions: languages.map((lang) => ({ lang, heading: words(lang).heading, text: words(lang).text })),
        signatory: signatory
          ? { post: languages.map((lang) => signatory.post[lang]).join(' / '), name: signatory.name }
          : null,
        check: languages.map(checkLine),
      }
    },
  }
}

function head({ background }: VisaSituation, issue: Issue): Content {
  const { institution } = background
  const [first = 'ru'] = institution.letterLanguages
  return {
    institution: {
      names: institution.letterLanguages.map((lang) => ({ lang, name: institution.name[lang] })),
      contacts: [],
    },
    colour: institution.colour,
    date: sayDay(issue.day, first),
  }
}

export function letterValues(situation: VisaSituation, issue: Issue, lang: Language): Readonly<Record<string, string>> {
  const { facts, background, law } = situation
  const t = visasWords(lang)
  const on = (given: Facts['wantedTo'] | null | undefined) => (given ? sayDay(given, lang) : '–')
  return {
    name: fullName(facts),
    born: on(facts.birthDay),
    citizenship: law.country(facts.citizenship ?? '')?.name[lang] ?? '',
    passport: facts.passportNumber ?? '',
    institution: background.institution.name[lang],
    programme: background.programme?.[lang] ?? '',
    level: t.find(`level.${facts.level || 'other'}`) ?? '',
    student: facts.studentNumber ?? '',
    contract: [facts.contractNumber, facts.contractDay && on(facts.contractDay)].filter(Boolean).join(', ') || '–',
    studyEnds: on(facts.studyEnds),
    kind: facts.kind ? t(`letter.kind.${facts.kind}`) : '',
    from: on(facts.wantedFrom),
    to: on(facts.wantedTo),
    entries: facts.entries ? t(`letter.entries.${facts.entries}`) : '',
    number: issue.caseNumber,
    today: on(issue.day),
    authority: authority(situation)[lang],
    package: issue.input.package ?? '',
    papers: issue.input.papers ?? '',
  }
}

export const fullName = ({ familyName, givenName }: Partial<Facts>) => [familyName, givenName].filter(Boolean).join(' ')
