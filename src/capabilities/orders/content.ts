import { readFile } from 'node:fs/promises'
import type { Day } from '../../platform/days.ts'
import { NotFound } from '../../platform/outcome.ts'
import type { JsonValue } from '../../platform/typesetting/index.ts'
import type { Language } from '../../platform/words/languages.ts'
import { sayDay } from '../../platform/words/saying-days.ts'
import { findCase, groundOf, type Procedure, viewOf } from '../cases/index.ts'
import type { Clerk } from '../registers/index.ts'
import type { OrderedCase } from './store.ts'
import { orderWords } from './words.ts'

export const orderTemplate = () => readFile(new URL('./order.typ', import.meta.url), 'utf8')

/** The annex: a line for each case, with the columns that the procedure names. */
export interface Annex {
  readonly columns: readonly string[]
  readonly rows: readonly (readonly string[])[]
}

/** Asked before a transaction: it reads every case with the law of today. */
export async function annexOf(
  { house, institution }: Pick<Clerk, 'house' | 'institution'>,
  procedure: Procedure,
  cases: readonly OrderedCase[],
  language: Language,
): Promise<Annex> {
  const { orders } = procedure
  if (!orders) throw new NotFound()
  const say = procedure.words(language)
  const t = orderWords(language)
  const db = house.database.within(institution)
  const ground = await groundOf(house, institution, procedure)
  const rows: string[][] = []
  for (const [place, one] of cases.entries()) {
    const view = await viewOf(ground, db, procedure, await findCase(db, one.id))
    const columns = Object.entries(procedure.columns(view.situation)).map(([name, text]) => [
      name,
      typeof text === 'string' ? text : text[language],
    ])
    const own = orders.row?.(view.situation, { language, number: one.number ?? '' })
    const row: Readonly<Record<string, string>> = { ...Object.fromEntries(columns), ...own }
    rows.push([String(place + 1), one.title, ...orders.columns.map((column) => row[column] ?? '')])
  }
  const columns = [
    t('annex.place'),
    t('annex.name'),
    ...orders.columns.map((column) => say.find(`order.column.${column}`) ?? say(`column.${column}`)),
  ]
  return { columns, rows }
}

/** Everything that is printed, handed to the layout as data. A draft has neither number nor day: their places are left open. */
export async function contentOf(
  clerk: Pick<Clerk, 'house' | 'institution'>,
  procedure: Procedure,
  cases: readonly OrderedCase[],
  signed: { readonly number: string; readonly on: Day } | null,
): Promise<{ readonly language: Language; readonly content: { readonly [key: string]: JsonValue } }> {
  const { institution } = await groundOf(clerk.house, clerk.institution, procedure)
  const [language = 'ru'] = institution.letterLanguages
  const t = orderWords(language)
  const say = procedure.words(language)
  const content = {
    lang: language,
    institution: {
      names: institution.letterLanguages.map((lang) => ({ lang, name: institution.name[lang] })),
      contacts: [],
    },
    colour: institution.colour,
    title: t('paper.title'),
    about: say('order.subject'),
    number: signed?.number ?? null,
    date: signed ? sayDay(signed.on, language) : null,
    city: institution.city[language],
    text: say('order.text', { count: cases.length }),
    signatory: { post: t('paper.rector'), name: '' },
    annex: {
      heading: signed
        ? t('paper.annexOf', { number: signed.number, day: sayDay(signed.on, language) })
        : t('paper.annex'),
      title: say('order.annex'),
      ...(await annexOf(clerk, procedure, cases, language)),
    },
  }
  return { language, content }
}
