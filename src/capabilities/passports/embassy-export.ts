import { sheetAnswer } from '../../platform/sheets/index.ts'
import type { Typed } from '../../platform/web/form.ts'
import type { Visit } from '../../platform/web/visit.ts'
import type { Language } from '../../platform/words/languages.ts'
import { endExport, recordExport } from '../cases/index.ts'
import type { Law } from '../law/index.ts'
import { embassyName } from './embassy-page.tsx'
import { type Embassy, emptySaid, type Listed, linesOf } from './embassy-rules.ts'
import { passportsWords } from './words.ts'

const columns = [
  ...(['place', 'seat', 'addresses', 'phones', 'mails', 'hours', 'languages', 'letters', 'contacts', 'notes'] as const),
  ...(['lastContact', 'source', 'checkedOn'] as const),
] as const

/** The directory as a sheet; that it left the house is written down. */
export async function exportEmbassies(visit: Visit, listed: readonly Listed[], law: Law): Promise<Response> {
  const { institution, role } = visit.place('cases.read')
  const db = visit.within(institution)
  const t = passportsWords(visit.language)
  const at = visit.house.clock.now()
  const query = new URL(visit.c.req.url).searchParams.toString()
  const by = { ...visit.by, role }
  const written = await recordExport(db, { institution, procedure: 'embassies', by, format: 'xlsx', query, at })
  await endExport(db, written, listed.length)
  const sheet = {
    name: t('embassies.title'),
    columns: [
      { title: t('embassy.country') },
      { title: t('embassies.name') },
      ...columns.map((field) => ({
        title: t(`embassy.${field}`),
        isDay: field === 'lastContact' || field === 'checkedOn',
      })),
    ],
    portions: once(listed.map((one) => cellsOf(one, law, visit.language))),
  }
  return sheetAnswer(visit, sheet, 'xlsx', `embassies-${law.day}`)
}

async function* once(rows: readonly (readonly string[])[]) {
  yield rows
}

function cellsOf({ country, embassy }: Listed, law: Law, language: Language): string[] {
  const t = passportsWords(language)
  const said = embassy?.said ?? emptySaid
  const words: Typed = {
    ...said,
    place: t.find(`embassy.place.${said.place}`) ?? '',
    letters: t.find(`embassy.letters.${said.letters}`) ?? '',
  }
  const name = embassyName(t, law, { country, said })
  return [law.country(country)?.name[language] ?? country, name, ...columns.map((field) => words[field] ?? '')]
}

/** Address cards of version 3.0, which every telephone reads (RFC 2426). */
export function cardsAnswer(visit: Visit, embassies: readonly Embassy[], law: Law): Response {
  const t = passportsWords(visit.language)
  const cards = embassies.map((embassy) => cardOf(embassy, embassyName(t, law, embassy)))
  return visit.c.body(cards.join(''), 200, {
    'content-type': 'text/vcard; charset=utf-8',
    'content-disposition': 'attachment; filename="embassies.vcf"',
    'x-content-type-options': 'nosniff',
  })
}

/** @returns a card with lines ended as the format asks */
export function cardOf({ id, said }: Pick<Embassy, 'id' | 'said'>, name: string): string {
  const many = (kind: string, field: string) => linesOf(said[field]).map((line) => `${kind}:${escaped(line)}`)
  const one = (kind: string, text: string | undefined) => (text ? [`${kind}:${escaped(text)}`] : [])
  const lines = [
    'BEGIN:VCARD',
    'VERSION:3.0',
    `UID:urn:uuid:${id}`,
    `FN:${escaped(name)}`,
    `N:${escaped(name)};;;;`,
    `ORG:${escaped(name)}`,
    ...many('TEL;TYPE=WORK', 'phones'),
    ...many('EMAIL;TYPE=WORK', 'mails'),
    ...(said.addresses ? [`ADR;TYPE=WORK:;;${escaped(linesOf(said.addresses).join(', '))};;;;`] : []),
    ...one('NOTE', said.hours),
    'END:VCARD',
  ]
  return lines.map((line) => `${folded(line)}\r\n`).join('')
}

const escaped = (text: string) => text.replace(/[\\;,]/g, '\\$&').replace(/\r?\n/g, '\\n')

// A line has at most 75 bytes; the next begins with a space. It is never cut inside a letter.
function folded(line: string): string {
  const rows: string[] = []
  let row = ''
  for (const letter of line) {
    if (Buffer.byteLength(row + letter) > 74) {
      rows.push(row)
      row = ''
    }
    row += letter
  }
  return [...rows, row].join('\r\n ')
}
