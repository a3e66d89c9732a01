import { dayOf } from '../../platform/days.ts'
import { type Format, sheetAnswer } from '../../platform/sheets/index.ts'
import type { Visit } from '../../platform/web/visit.ts'
import { endExport, recordExport } from '../cases/index.ts'
import { lawOfToday } from '../law/index.ts'
import { type Alumnus, type Filter, queryOf } from './rules.ts'
import { alumniOf } from './store.ts'
import { alumniWords } from './words.ts'

const columns = [
  ...(['name', 'direction', 'year', 'degree', 'post', 'country', 'email'] as const),
  ...(['today', 'todayCountry', 'todayOn', 'directory', 'mails', 'agreedOn', 'how'] as const),
] as const

/** The graduates whom the filter shows, as a file; that the list left the house is written down. */
export async function exportAlumni(visit: Visit, filter: Filter, format: Format): Promise<Response> {
  const { institution, role } = visit.place('cases.read')
  const db = visit.within(institution)
  const at = visit.house.clock.now()
  const by = { ...visit.by, role }
  const written = await recordExport(db, { institution, procedure: 'alumni', by, format, query: queryOf(filter), at })
  const t = alumniWords(visit.language)
  const law = await lawOfToday(visit.house, institution)
  const alumni = await alumniOf(db, { ...filter, after: null })
  await endExport(db, written, alumni.length)
  const country = (code: string | null | undefined) => (code ? (law.country(code)?.name[t.language] ?? code) : '')
  const yes = (is: boolean | undefined) => (is === undefined ? '' : t(is ? 'yes' : 'no'))
  const said = ({ known, consent, ...one }: Alumnus): Record<(typeof columns)[number], string> => ({
    name: one.name,
    direction: one.direction[t.language],
    year: String(one.year),
    degree: one.degree?.[t.language] ?? '',
    post: one.post?.[t.language] ?? '',
    country: country(one.country),
    email: one.email ?? '',
    today: known?.post ?? '',
    todayCountry: country(known?.country),
    todayOn: known ? dayOf(known.at) : '',
    directory: yes(consent?.directory),
    mails: yes(consent?.mails),
    agreedOn: consent ? dayOf(consent.at) : '',
    how: consent?.how ?? '',
  })
  async function* portions() {
    yield alumni.map((one) => {
      const cells = said(one)
      return columns.map((column) => cells[column])
    })
  }
  const titles = columns.map((column) => ({ title: t(`alumnus.${column}`), isDay: column.endsWith('On') }))
  return sheetAnswer(
    visit,
    { name: t('list.title'), columns: titles, portions: portions() },
    format,
    `alumni-${law.day}`,
  )
}
