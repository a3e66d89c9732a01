import type { Sheet } from '../../platform/sheets/index.ts'
import type { Law } from '../law/index.ts'
import { type PartKind, type Programme, stateIn } from './rules.ts'
import type { Say } from './words.ts'

const kinds = ['about', 'field', 'language', 'aim', 'result', 'budget', 'subprogramme'] as const

/** The programmes as a sheet, with what they are for and what came of it. */
export function sheetOf(t: Say, law: Law, programmes: readonly Programme[], year: number): Sheet {
  const said = ({ parts }: Programme, kind: PartKind) =>
    parts
      .filter((one) => one.kind === kind)
      .map(({ text }) => text[t.language])
      .join('; ')
  const links = ({ parts }: Programme) => parts.flatMap(({ url }) => url ?? []).join(' ')
  const rows = programmes.map((one) => [
    one.name[t.language],
    one.funder?.[t.language] ?? '',
    law.country(one.country ?? '')?.name[t.language] ?? '',
    String(one.from ?? ''),
    String(one.to ?? ''),
    t(`state.${stateIn(year, one)}`),
    ...kinds.map((kind) => said(one, kind)),
    links(one),
  ])
  return {
    name: t('desk.title'),
    columns: [
      ...[t('field.name'), t('field.funder'), t('field.country'), t('field.from'), t('field.to'), t('field.state')],
      ...[...kinds.map((kind) => t(`kinds.${kind}`)), t('kinds.link')],
    ].map((title) => ({ title })),
    portions: (async function* () {
      yield rows
    })(),
  }
}
