import { type Format, sheetAnswer } from '../../platform/sheets/index.ts'
import type { Visit } from '../../platform/web/visit.ts'
import { endExport, recordExport } from '../cases/index.ts'
import { lawOfToday } from '../law/index.ts'
import { sayLanguage } from '../papers/index.ts'
import { countriesOf, placesOf, type Standing } from './desk-pages.tsx'
import { saySum } from './facts-view.tsx'
import { callWords, type Say } from './words.ts'

/** The calls that the filter shows, as a file; that the list left the house is written down. */
export async function exportCalls(visit: Visit, calls: readonly Standing[], format: Format): Promise<Response> {
  const { institution, role } = visit.place('calls.read')
  const db = visit.within(institution)
  const at = visit.house.clock.now()
  const query = new URL(visit.c.req.url).searchParams.toString()
  const written = await recordExport(db, {
    institution,
    procedure: 'calls',
    by: { ...visit.by, role },
    format,
    query,
    at,
  })
  const t = callWords(visit.language)
  const law = await lawOfToday(visit.house, institution)
  const cells = ({ call, state }: Standing) => [
    call.said.title[t.language],
    t(`state.${state}`),
    ...[call.opensOn ?? '', call.closesOn ?? ''],
    ...[t(`direction.${call.direction}`), t(`audience.${call.audience}`)],
    call.said.level ? t(`level.${call.said.level}`) : '',
    countriesOf(call, law, t),
    call.said.hosts.map(({ name }) => name).join('; '),
    String(placesOf(call) ?? ''),
    call.said.languages.map((code) => sayLanguage(code, t.language)).join(', '),
    call.said.sums.map((sum) => saySum(t, sum)).join('; '),
    call.said.funder ?? '',
    ...[call.said.from ?? '', call.said.to ?? ''],
  ]
  async function* portions() {
    if (calls.length > 0) yield calls.map(cells)
    await endExport(db, written, calls.length)
  }
  const sheet = { name: t('desk.title'), columns: columnsOf(t), portions: portions() }
  return sheetAnswer(visit, sheet, format, `calls-${law.day}`)
}

function columnsOf(t: Say) {
  return [
    ...[{ title: t('field.title') }, { title: t('field.state') }],
    ...[
      { title: t('in.opensOn'), isDay: true },
      { title: t('in.closesOn'), isDay: true },
    ],
    ...[{ title: t('field.direction') }, { title: t('field.audience') }, { title: t('say.level') }],
    ...[{ title: t('field.countries') }, { title: t('say.hosts') }, { title: t('field.places') }],
    ...[{ title: t('say.languages') }, { title: t('say.money') }, { title: t('say.funder') }],
    ...[
      { title: t('in.from'), isDay: true },
      { title: t('in.to'), isDay: true },
    ],
  ]
}
