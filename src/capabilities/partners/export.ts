import { type Format, sheetAnswer } from '../../platform/sheets/index.ts'
import type { Visit } from '../../platform/web/visit.ts'
import { endExport, recordExport } from '../cases/index.ts'
import { lawOfToday } from '../law/index.ts'
import { type Filter, queryOf } from './filter.ts'
import { sayDegrees } from './place.ts'
import { nameOf, type Partner } from './rules.ts'
import { sayCountry } from './said.ts'
import { partnersOf } from './store.ts'
import { partnersWords } from './words.ts'

const columns = [
  ...(['name', 'names', 'kind', 'country', 'city', 'region', 'status', 'basis', 'site', 'note'] as const),
  ...(['place', 'schac', 'erasmus', 'pic', 'ror'] as const),
  ...(['lastContact', 'about'] as const),
] as const

/** The partners that the filter shows, as a file; that the list left the house is written down. */
export async function exportPartners(visit: Visit, filter: Filter, format: Format): Promise<Response> {
  const { institution, role } = visit.place('partners.read')
  const db = visit.within(institution)
  const at = visit.house.clock.now()
  const by = { ...visit.by, role }
  const query = queryOf(filter)
  const written = await recordExport(db, { institution, procedure: 'partners', by, format, query, at })
  const t = partnersWords(visit.language)
  const law = await lawOfToday(visit.house, institution)
  const partners = await partnersOf(db, { ...filter, after: null })
  await endExport(db, written, partners.length)
  const said = (partner: Partner): Record<(typeof columns)[number], string> => ({
    name: nameOf(partner, t.language),
    names: [...new Set([partner.name, ...partner.names.map(({ text }) => text)])].join(' | '),
    kind: t(`kind.${partner.kind}`),
    country: sayCountry(t, law, partner.country),
    city: partner.city?.[t.language] ?? '',
    region: partner.region?.[t.language] ?? '',
    status: t(`status.${partner.status}`),
    basis: partner.basis?.[t.language] ?? '',
    site: partner.site ?? '',
    note: partner.note?.[t.language] ?? '',
    place: partner.place ? sayDegrees(partner.place) : '',
    schac: partner.identifiers.schac ?? '',
    erasmus: partner.identifiers.erasmus ?? '',
    pic: partner.identifiers.pic ?? '',
    ror: partner.identifiers.ror ?? '',
    lastContact: partner.lastContact?.on ?? '',
    about: partner.lastContact?.about ?? '',
  })
  async function* portions() {
    yield partners.map((partner) => {
      const cells = said(partner)
      return columns.map((column) => cells[column])
    })
  }
  const titles = columns.map((column) => ({ title: t(`partner.${column}`), isDay: column === 'lastContact' }))
  const sheet = { name: t('list.title'), columns: titles, portions: portions() }
  return sheetAnswer(visit, sheet, format, `partners-${law.day}`)
}
