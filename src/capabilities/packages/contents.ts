import { createHash } from 'node:crypto'
import { z } from 'zod'
import type { Db } from '../../platform/database/index.ts'
import { day } from '../../platform/days.ts'
import type { Language } from '../../platform/words/languages.ts'
import { sayDay } from '../../platform/words/saying-days.ts'
import { type Procedure, paperNow, type View } from '../cases/index.ts'
import type { Fault } from './photo-rules.ts'
import { type Line, type Plan, shortcomings } from './plan.ts'
import { packageWords } from './words.ts'

/** What a package is made of, kept with it: its files can be made from this after a crash, and its inventory read for ever. */
export const contentsForm = z.object({
  language: z.enum(['en', 'ru', 'ky']),
  title: z.string(),
  to: z.string(),
  forms: z.array(
    z.object({ name: z.string(), title: z.string(), template: z.string(), content: z.json(), language: z.string() }),
  ),
  lines: z.array(
    z.object({
      type: z.string(),
      title: z.string(),
      note: z.string(),
      photo: z.enum(['3x4', '35x45', '2inch']).nullable(),
      files: z.array(z.object({ id: z.string(), kind: z.string(), pages: z.number() })),
    }),
  ),
  /** What it lacks, each in a sentence. */
  lacks: z.array(z.string()),
  /** The person's row of the table, and what its columns are called. */
  columns: z.array(z.string()),
  row: z.array(z.string()),
})
export type Contents = z.infer<typeof contentsForm>

/** What would be in the package now, in the language of the institution's letters. */
export async function contentsOf(db: Db, view: View, plan: Plan): Promise<Contents> {
  const [language = 'ru'] = view.institution.letterLanguages
  const { packed } = plan
  const forms: Contents['forms'] = []
  // A day of its own would make every day's form another one.
  const issued = {
    day: view.situation.arrived ?? view.law.day,
    caseNumber: view.standing.number ?? '',
    input: {},
    by: '',
  }
  for (const name of packed.forms ?? []) {
    const paper = await paperNow(db, view, name, issued)
    forms.push({ ...paper, name, content: z.json().parse(JSON.parse(JSON.stringify(paper.content))) })
  }
  return {
    language,
    title: packed.title[language],
    to: packed.to[language],
    forms,
    lines: plan.lines.filter(isListed).map((line) => ({
      type: line.type,
      title: line.title[language],
      note: noteOf(line, language),
      photo: line.photo?.ratio ?? null,
      files: line.files.map(({ id, kind, check }) => ({ id, kind, pages: check.pages })),
    })),
    lacks: shortcomings(plan).map(({ title, fault }) => `${title[language]}: ${sayFault(fault, language)}`),
    ...tableOf(view, plan, language),
  }
}

// What is optional and not there is nobody's business.
const isListed = ({ files, state, isOptional }: Line) => files.length > 0 || state === 'waived' || !isOptional

function noteOf({ state, files, reason }: Line, language: Language): string {
  const t = packageWords(language)
  if (state === 'waived') return t('inventory.waived', { reason })
  return files.length === 0 ? t('inventory.absent') : ''
}

/** A fault in a reader's words. */
export function sayFault({ key, params }: Fault, language: Language): string {
  const said = typeof params.day === 'string' ? { ...params, day: sayDay(day(params.day), language) } : params
  return packageWords.byData(language)(key, said)
}

function tableOf(view: View, { packed }: Plan, language: Language): Pick<Contents, 'columns' | 'row'> {
  const own = Object.entries(view.procedure.columns(view.situation)).map(([name, text]) => [
    name,
    typeof text === 'string' ? text : text[language],
  ])
  const row: Readonly<Record<string, string>> = {
    ...Object.fromEntries(own),
    ...packed.row?.(view.situation, language),
  }
  return {
    columns: packed.columns.map((name) => columnTitle(view.procedure, name, language)),
    row: packed.columns.map((name) => row[name] ?? ''),
  }
}

function columnTitle(procedure: Procedure, name: string, language: Language): string {
  const say = procedure.words(language)
  return say.find(`package.column.${name}`) ?? say(`column.${name}`)
}

/**
 * What tells one package from another: papers, forms, the words of its letter, and what it lacks. Not its number and its day:
 * the same again is a copy.
 */
export function fingerprintOf(
  contents: Contents,
  hashes: ReadonlyMap<string, string>,
  cover: unknown,
  because: string,
): string {
  const papers = contents.lines.map(({ files, ...line }) => ({
    ...line,
    files: files.map(({ id }) => hashes.get(id) ?? id),
  }))
  const whole = JSON.stringify({ ...contents, lines: papers, cover, because })
  return createHash('sha256').update(whole).digest('hex')
}
