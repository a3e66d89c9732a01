import type { Typed } from '../../platform/web/form.ts'
import type { Language, Text } from '../../platform/words/languages.ts'
import { sayDay } from '../../platform/words/saying-days.ts'
import { fillAll, type Placeholder, type Template, type Texts } from '../correspondence/index.ts'
import type { View } from './moment.ts'
import type { Issue, Procedure, Worded } from './procedure.ts'
import { sayInput } from './questions.tsx'
import { isThere } from './rules.ts'
import { casesWords } from './words.ts'

/** The mails and papers of a procedure whose words an office may write itself, from the procedure's value alone. */
export function templatesOf(procedure: Procedure): readonly Template[] {
  const told = Object.entries(procedure.steps).filter(([, step]) => step.tells === 'subject')
  const papers = Object.entries(procedure.papers ?? {})
  return [
    ...told.map(([name, step]) => mailTemplate(procedure, name, step)),
    ...papers.flatMap(([name, paper]) => paperTemplate(procedure, name, paper) ?? []),
  ]
}

/** The mail that a step sends. What the officer is asked to tell, and the product's own mail tells, must stay in it. */
export function mailTemplate(procedure: Procedure, name: string, step: AnyStep): Template {
  const parts = [
    { name: 'subject', isLong: false },
    { name: 'body', isLong: true },
  ]
  const own = Object.keys(step.asks?.shape ?? {})
  const lacks = step.whenSomethingIsMissing ? ['papers'] : []
  const registered = step.register ? ['registered'] : []
  const names = [...common, ...(step.letter ? ['letter'] : []), ...registered, ...lacks, ...own]
  const builtIn = asWritten(procedure, names, { subject: `mail.${name}.subject`, body: `mail.${name}.body` })
  const placeholders = names.map((placeholder) => ({
    name: placeholder,
    meaning: own.includes(placeholder)
      ? inThree((language) => procedure.words(language)(`ask.${name}.${placeholder}`))
      : inThree((language) => casesWords.byData(language)(`placeholder.${placeholder}`)),
    must: own.includes(placeholder) && builtIn.en.body?.includes(`{${placeholder}}`) === true,
  }))
  const title = inThree((language) => procedure.words(language).find(`done.${name}`) ?? name)
  return { key: `${procedure.name}.mail.${name}`, kind: 'mail', title, parts, placeholders, builtIn }
}

/** A paper's words; null when it has none that the office may change. */
export function paperTemplate(procedure: Procedure, name: string, { written, subject }: AnyPaper): Template | null {
  if (!written) return null
  const parts = Object.keys(written.parts).map((part) => ({ name: part, isLong: !oneLine.includes(part) }))
  const placeholders = written.placeholders.map(
    (placeholder): Placeholder => ({
      name: placeholder,
      meaning: inThree((language) => procedure.words(language)(`placeholder.${placeholder}`)),
      must: written.must.includes(placeholder),
    }),
  )
  const builtIn = asWritten(procedure, written.placeholders, written.parts)
  return { key: `${procedure.name}.letter.${name}`, kind: 'letter', title: subject, parts, placeholders, builtIn }
}

type AnyStep = Procedure['steps'][string]
type AnyPaper = NonNullable<Procedure['papers']>[string]

const common = ['name', 'number', 'institution', 'link', 'today']
const oneLine = ['subject', 'heading']

const inThree = (say: (language: Language) => string): Text => ({ en: say('en'), ru: say('ru'), ky: say('ky') })

// The product's own messages as a template: each placeholder stands for itself.
function asWritten(procedure: Procedure, names: readonly string[], parts: Readonly<Record<string, string>>): Texts {
  const braces = Object.fromEntries(names.map((name) => [name, `{${name}}`]))
  const of = (language: Language) =>
    Object.fromEntries(Object.entries(parts).map(([part, key]) => [part, procedure.words(language)(key, braces)]))
  return { en: of('en'), ru: of('ru'), ky: of('ky') }
}

/** What the placeholders of a step's mail stand for. */
export function mailValues(
  view: Pick<View, 'procedure' | 'standing' | 'situation' | 'institution' | 'law' | 'items'>,
  url: string,
  name: string,
  input: Typed,
  language: Language,
): Readonly<Record<string, string>> {
  const { standing, institution, law, items } = view
  return {
    ...sayInput(view, name, input, language),
    papers: lacking(items, language),
    name: standing.title,
    number: standing.number ?? '',
    institution: institution.short[language],
    today: sayDay(law.day, language),
    link: `${url}/my/${standing.institution}/${standing.id}`,
  }
}

// A line for each paper that came back or is missing, with the reason where somebody gave one.
function lacking(items: View['items'], language: Language): string {
  const t = casesWords(language)
  return items
    .filter((item) => !item.wanted.optional && !isThere(item))
    .map(({ wanted, state, reason }) => `– ${wanted.title[language]}: ${reason ?? t(`papers.state.${state}`)}`)
    .join('\n')
}

/** The words of a paper for a case: these, or without any the product's own. */
export function paperWords(
  template: Template,
  { written }: AnyPaper,
  texts: Texts | null,
  situation: View['situation'],
  issue: Issue,
): Worded {
  return (language) =>
    fillAll(template, texts ?? template.builtIn, language, written?.values(situation, issue, language) ?? {})
}
