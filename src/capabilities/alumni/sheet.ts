import { plainAddress } from '../../platform/mail/transport.ts'
import type { Cells } from '../../platform/sheets/read-sheet.ts'
import { foldWords } from '../../platform/words/fold.ts'
import { languages } from '../../platform/words/languages.ts'
import type { Law } from '../law/index.ts'
import type { Written } from './store.ts'
import { alumniWords } from './words.ts'

export const bounds = { mostBytes: 4_000_000, mostRows: 20_001 } as const

const fields = ['name', 'direction', 'year', 'post', 'country', 'email'] as const
type Field = (typeof fields)[number]

export type SheetFault = 'noName' | 'noDirection' | 'noYear' | 'noCountry' | 'noMail' | 'twice'

export interface SheetLine {
  /** As the sheet numbers it, its heading being 1. */
  readonly number: number
  readonly name: string
  readonly faults: readonly SheetFault[]
  /** Null while something is wrong with the line. */
  readonly given: Written | null
}

const folded = (text: string) => foldWords(text).join(' ')

/** Reads the lines of a sheet whose headings stand in any of the three languages; null when names, directions or years have no column. */
export function readAlumniSheet(cells: Cells, law: Law): SheetLine[] | null {
  const [head = [], ...rows] = cells
  const heads = head.map((cell) => folded(String(cell)))
  const columnOf = (field: Field) =>
    heads.findIndex((head) =>
      // A heading may be shorter than our own: Post for "Post, as recorded".
      languages.some((language) => head !== '' && folded(alumniWords(language)(`alumnus.${field}`)).startsWith(head)),
    )
  const at = { name: columnOf('name'), direction: columnOf('direction'), year: columnOf('year') }
  const more = { post: columnOf('post'), country: columnOf('country'), email: columnOf('email') }
  if (Object.values(at).includes(-1)) return null
  const seen = new Set<string>()
  return rows.flatMap((row, nth) => {
    const cell = (column: number) =>
      String(row[column] ?? '')
        .normalize('NFC')
        .replace(/\s+/g, ' ')
        .trim()
    if (row.every((one) => String(one ?? '').trim() === '')) return []
    const name = cell(at.name).slice(0, 200)
    const line = { name, direction: cell(at.direction), year: cell(at.year), post: cell(more.post) }
    const read = readLine({ ...line, country: cell(more.country), email: cell(more.email) }, law)
    const twin = folded(`${name} ${line.direction} ${line.year}`)
    const faults: readonly SheetFault[] = seen.has(twin) ? [...read.faults, 'twice'] : read.faults
    seen.add(twin)
    return { number: nth + 2, name, faults, given: faults.length === 0 ? read.given : null }
  })
}

function readLine(line: Readonly<Record<Field, string>>, law: Law): { faults: SheetFault[]; given: Written } {
  const country = countryOf(line.country, law)
  const mail = line.email === '' ? null : plainAddress(line.email)
  const faults: SheetFault[] = [
    ...(line.name === '' ? ['noName' as const] : []),
    ...(line.direction === '' ? ['noDirection' as const] : []),
    ...(/^(19|20|21)\d\d$/.test(line.year) ? [] : ['noYear' as const]),
    ...(line.country !== '' && !country ? ['noCountry' as const] : []),
    ...(mail && !mail.ok ? ['noMail' as const] : []),
  ]
  const inAll = (text: string) => ({ en: text, ru: text, ky: text })
  const given = {
    ...{ name: line.name, year: Number(line.year), country, email: mail?.ok ? mail.address : null },
    ...{ direction: inAll(line.direction.slice(0, 200)), directionEnded: false, degree: null, staffId: null },
    post: line.post ? inAll(line.post.slice(0, 500)) : null,
  }
  return { faults, given }
}

/** A country by its code or its name in any of the three languages. */
function countryOf(typed: string, law: Law): string | null {
  const wanted = folded(typed)
  const is = ({ code, name }: Law['countries'][number]) =>
    code === typed.toUpperCase() || languages.some((language) => folded(name[language]) === wanted)
  return wanted === '' ? null : (law.countries.find(is)?.code ?? null)
}
