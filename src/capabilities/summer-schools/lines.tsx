import { sayDay } from '../../platform/words/saying-days.ts'
import { DescriptionList, Link, Section, Table } from '../../ui/index.ts'
import type { Law } from '../law/index.ts'
import { schoolAddress } from './addresses.ts'
import { sayDays, sayGroup } from './public-pages.tsx'
import {
  dayIn,
  type Edition,
  type Line,
  type LineKind,
  lineKinds,
  numberIn,
  type School,
  textIn,
  wordIn,
} from './rules.ts'
import { sayCountry } from './shared.tsx'
import type { Say } from './words.ts'

interface LinesProps {
  readonly t: Say
  readonly law: Law
  readonly school: School
  readonly lines: readonly Line[]
  readonly kind: LineKind
  readonly year: number | null
  readonly mayEdit: boolean
}

/** The lines of one kind, each with the way to change it. */
export function Lines({ t, law, school, lines, kind, year, mayEdit }: LinesProps) {
  const own = lines.filter((line) => line.kind === kind && line.year === year)
  const base = `${schoolAddress(school.id)}/lines` as const
  return (
    <Section
      title={t(`kind.${kind}`)}
      action={
        mayEdit && <Link href={`${base}/new?kind=${kind}${year ? `&year=${year}` : ''}`}>{t(`add.${kind}`)}</Link>
      }
    >
      <Table
        columns={[{ key: 'what', text: t(`kind.${kind}`) }]}
        rows={own.map((line) => ({
          ...(mayEdit ? { href: `${base}/${line.id}` as const } : {}),
          cells: [sayLine(t, law, line)],
        }))}
        empty={t(`none.${kind}`)}
      />
    </Section>
  )
}

/** A line in one sentence. */
export function sayLine(t: Say, law: Law, line: Line): string {
  const text = (name: string) => textIn(line, name)?.[t.language] ?? ''
  const join = (...parts: readonly (string | null)[]) => parts.filter(Boolean).join(', ')
  if (line.kind === 'seats') {
    const [seats, applicants, selected] = ['seats', 'applicants', 'selected'].map((name) => numberIn(line, name))
    return join(
      ...[text('funder'), sayCountry(law, wordIn(line, 'country'), t.language)],
      t('seats.count', { count: seats ?? 0 }),
      applicants === null || applicants === undefined ? null : t('seats.applicants', { count: applicants }),
      selected === null || selected === undefined ? null : t('seats.selected', { count: selected }),
    )
  }
  if (line.kind === 'group')
    return `${t(wordIn(line, 'side') === 'own' ? 'side.own' : 'side.foreign')}: ${sayGroup(t, law, line)}`
  if (line.kind === 'site') return text('name')
  if (line.kind === 'speaker') return join(wordIn(line, 'name'), text('post'))
  if (line.kind === 'member') return join(wordIn(line, 'name'), text('of'))
  const on = dayIn(line, 'on')
  return join(text('title'), on && sayDay(on, t.language))
}

export const isKind = (text: string | undefined): LineKind | null => lineKinds.find((kind) => kind === text) ?? null

/** What stands beside the lines of an edition. */
export function EditionFacts({ t, edition }: { t: Say; edition: Edition }) {
  const { number, openingDay, openingPlace } = edition
  const opening = [openingDay && sayDay(openingDay, t.language), openingPlace?.[t.language]].filter(Boolean).join(', ')
  return (
    <DescriptionList
      rows={[
        { term: t('edition.number'), value: number ? String(number) : t('untold') },
        { term: t('edition.days'), value: sayDays(t, edition) || t('untold') },
        { term: t('edition.opening'), value: opening || t('untold') },
      ]}
    />
  )
}
