import { readFile } from 'node:fs/promises'
import { day, dayOf } from '../../platform/days.ts'
import type { JsonValue } from '../../platform/typesetting/index.ts'
import { sayDay } from '../../platform/words/saying-days.ts'
import type { Institution } from '../institutions/index.ts'
import type { Contents } from './contents.ts'
import type { KeptPackage } from './package-store.ts'
import { packageWords } from './words.ts'

/** A row of an inventory: what lies there, on which pages of the package. */
export interface Row {
  readonly title: string
  readonly note: string
  readonly pages: number
  readonly from: number
}

export interface Counted {
  /** Null: the package has no letter. */
  readonly cover: { readonly number: string; readonly pages: number } | null
  readonly inventory: number
  readonly forms: readonly number[]
}

/** Everything that lies in a package, numbered through. */
export function rowsOf({ language, forms, lines }: Contents, counted: Counted): Row[] {
  const t = packageWords(language)
  const { cover } = counted
  const all = [
    ...(cover ? [{ title: t('inventory.cover', { number: cover.number }), note: '', pages: cover.pages }] : []),
    { title: t('inventory.heading'), note: '', pages: counted.inventory },
    ...forms.map(({ title }, at) => ({ title, note: '', pages: counted.forms[at] ?? 0 })),
    ...lines.map(({ title, note, files }) => ({
      title,
      note,
      pages: files.reduce((sum, file) => sum + file.pages, 0),
    })),
  ]
  let next = 1
  return all.map((row) => {
    const from = next
    next += row.pages
    return { ...row, from }
  })
}

export const pagesIn = (rows: readonly Row[]) => rows.reduce((sum, { pages }) => sum + pages, 0)

function whereIs({ pages, from }: Row): string {
  if (pages === 0) return '—'
  return pages === 1 ? String(from) : `${from}–${from + pages - 1}`
}

export const inventoryTemplate = () => readFile(new URL('./inventory.typ', import.meta.url), 'utf8')
export const copyTemplate = () => readFile(new URL('./copy.typ', import.meta.url), 'utf8')

/** The head of the paper, as every sheet of the package has it. */
export function headOf({ letterLanguages, name, colour }: Institution) {
  return { institution: { names: letterLanguages.map((lang) => ({ lang, name: name[lang] })), contacts: [] }, colour }
}

/** The inventory as it is printed. */
export function inventoryContent(kept: KeptPackage, institution: Institution, rows: readonly Row[]): JsonValue {
  const { contents, because } = kept
  const t = packageWords(contents.language)
  const under = [t('inventory.sign.name'), t('inventory.sign.hand'), t('inventory.sign.day')]
  return {
    ...headOf(institution),
    lang: contents.language,
    heading: t('inventory.heading'),
    title: contents.title,
    about: aboutOf(kept),
    columns: [t('inventory.place'), t('inventory.what'), t('inventory.pages'), t('inventory.where')],
    rows: rows.map((row, at) => ({
      place: String(at + 1),
      title: row.title,
      note: row.note,
      pages: row.pages === 0 ? '—' : String(row.pages),
      where: whereIs(row),
    })),
    total: t('inventory.total'),
    pages: String(pagesIn(rows)),
    because: because ? t('inventory.because', { because }) : '',
    incomplete: t('inventory.incomplete'),
    lacks: contents.lacks,
    sign: [
      { who: t('inventory.gave'), under },
      { who: t('inventory.took'), under },
    ],
  }
}

function aboutOf({ contents, number, shownAs, caseNumber, numberedAt }: KeptPackage): string[][] {
  const t = packageWords(contents.language)
  return [
    [t('inventory.number'), number],
    [t('inventory.day'), sayDay(day(dayOf(numberedAt)), contents.language)],
    [t('inventory.to'), contents.to],
    [t('inventory.person'), shownAs],
    [t('inventory.case'), caseNumber],
  ]
}

/** The same as plain text, for the folder. */
export function inventoryText(kept: KeptPackage, rows: readonly Row[]): string {
  const { contents, because } = kept
  const t = packageWords(contents.language)
  const lines = [
    `${t('inventory.heading')}: ${contents.title}`,
    ...aboutOf(kept).map(([term, value]) => `${term}: ${value}`),
    '',
    ...rows.map(
      (row, at) =>
        `${at + 1}. ${row.title}${row.note && `, ${row.note}`}: ${t('inventory.count', { count: row.pages })} (${whereIs(row)})`,
    ),
    '',
    `${t('inventory.total')}: ${pagesIn(rows)}`,
    ...(because
      ? ['', t('inventory.incomplete'), ...contents.lacks.map((one) => `– ${one}`), t('inventory.because', { because })]
      : []),
  ]
  return `\uFEFF${lines.join('\r\n')}\r\n`
}
