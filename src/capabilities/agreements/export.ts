import { type Format, sheetAnswer } from '../../platform/sheets/index.ts'
import type { Visit } from '../../platform/web/visit.ts'
import { endExport, recordExport } from '../cases/index.ts'
import { officeOf } from '../institutions/index.ts'
import { lawOfToday } from '../law/index.ts'
import { familyOf, partnerNames } from '../partners/index.ts'
import { sayField } from './education-fields.ts'
import { type Agreement, type AgreementFilter, queryOf } from './rules.ts'
import { type Named, sayParties, sayPlaces, saySigned } from './said.tsx'
import { agreementsOf, readingOf } from './store.ts'
import { agreementsWords, type Say } from './words.ts'

const columns = [
  ...(['title', 'parties', 'countries', 'kind', 'state', 'number', 'signedOn', 'from', 'until'] as const),
  ...(['renewsItself', 'noticeDays', 'condition', 'lookOn', 'subject', 'exchange', 'places', 'fields'] as const),
  ...(['specialties', 'unit', 'contact', 'note'] as const),
] as const
const days: readonly string[] = ['from', 'until', 'lookOn']

type Cells = Readonly<Record<(typeof columns)[number], string>>

/** The agreements that the filter shows, as a file; that the list left the house is written down. */
export async function exportAgreements(visit: Visit, filter: AgreementFilter, format: Format): Promise<Response> {
  const { institution, role } = visit.place('partners.read')
  const db = visit.within(institution)
  const by = { ...visit.by, role }
  const at = visit.house.clock.now()
  const query = queryOf(filter)
  const written = await recordExport(db, { institution, procedure: 'agreements', by, format, query, at })
  const t = agreementsWords(visit.language)
  const reading = await readingOf(db, visit.house.clock.today())
  const family = filter.partner ? await familyOf(db, filter.partner) : undefined
  const agreements = await agreementsOf(db, reading, { ...filter, after: null }, undefined, family)
  await endExport(db, written, agreements.length)
  const named = await partnerNames(
    db,
    agreements.flatMap(({ parties }) => parties.flatMap(({ partner }) => partner ?? [])),
  )
  const law = await lawOfToday(visit.house, institution)
  const { units } = await officeOf(db)
  const unitOf = (id: string | null) => units.find((unit) => unit.id === id)?.name[t.language] ?? ''
  const countryOf = (code: string) => law.country(code)?.name[t.language] ?? code
  async function* portions() {
    yield agreements.map((one) => {
      const said = cellsOf(t, one, named, { unit: unitOf(one.unit), countryOf })
      return columns.map((column) => said[column])
    })
  }
  const titles = columns.map((column) => ({ title: t(`agreement.${column}`), isDay: days.includes(column) }))
  return sheetAnswer(
    visit,
    { name: t('list.title'), columns: titles, portions: portions() },
    format,
    `agreements-${reading.today}`,
  )
}

interface Around {
  readonly unit: string
  readonly countryOf: (code: string) => string
}

function cellsOf(t: Say, one: Agreement, named: Named, { unit, countryOf }: Around): Cells {
  const { language } = t
  const countries = one.parties.flatMap(({ partner }) => named.get(partner ?? '')?.country ?? [])
  return {
    ...{ title: one.title[language], parties: sayParties(t, one, named), kind: t(`kind.${one.kind}`) },
    countries: [...new Set(countries)].map(countryOf).join(', '),
    ...{ state: t(`state.${one.state}`), number: one.number ?? '', signedOn: one.signedOn ?? saySigned(t, one) },
    ...{ from: one.from ?? '', until: one.until ?? '', renewsItself: one.renewsItself ? t('renewal.itself') : '' },
    ...{ noticeDays: one.noticeDays === null ? '' : String(one.noticeDays), lookOn: one.lookOn ?? '' },
    ...{ condition: one.condition?.[language] ?? '', subject: one.subject?.[language] ?? '', unit },
    exchange: one.exchange.map((kind) => t(`exchange.${kind}`)).join(', '),
    places: sayPlaces(t, one).join('; '),
    fields: one.fields.map((code) => `${code} ${sayField(t, code)}`).join('; '),
    ...{ specialties: one.specialties.replaceAll('\n', '; '), contact: one.contact, note: one.note },
  }
}
