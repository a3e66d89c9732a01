import type { Child, Href } from '../../platform/jsx-runtime.ts'
import type { Text } from '../../platform/words/languages.ts'
import {
  Actions,
  ButtonLink,
  EmptyState,
  Muted,
  NumberList,
  Pager,
  PageTitle,
  Section,
  Table,
  Tabs,
} from '../../ui/index.ts'
import type { Law } from '../law/index.ts'
import type { KindCount } from './counts.ts'
import { type DateRow, everything, type Filter, queryOf } from './rules.ts'
import { DueSaid, RuleNotes, rulesOf, StartSaid, sayKind, type Telling, WhySaid } from './said.tsx'
import { Narrowing } from './wall-filters.tsx'
import { datesWords } from './words.ts'

export interface Choices {
  readonly programmes: readonly Text[]
  readonly citizenships: readonly string[]
  readonly units: readonly { readonly id: string; readonly name: Text }[]
}

export interface WallProps {
  readonly rows: readonly DateRow[]
  readonly filter: Filter
  /** The filter of the next page; null on the last. */
  readonly next: Filter | null
  readonly counts: readonly KindCount[]
  readonly choices: Choices
  readonly law: Law
  readonly telling: Telling
  /** The wall's own address: a dean's office has one of its unit. */
  readonly base: Href
  /** What to do next about a date. */
  readonly nextOf: (row: DateRow) => Child
  /** Where a date leads; a dean's office has pages of cases, and none of persons. */
  readonly hrefOf: (row: DateRow) => Href | undefined
  /** What has dates and is no person's. */
  readonly above: Child
  /** For those who may set it up. */
  readonly more: Child
}

/** An address of the wall that carries the filter along. */
export function wallAddress(base: Href, filter: Filter, part: '' | '/export.xlsx' | '/export.csv' = ''): Href {
  const query = queryOf(filter)
  return `${base}${part}${query && '?'}${query}`
}

/** Everything that ends, of everybody, in the order in which it has to be begun. */
export function WallPage(props: WallProps) {
  const { filter, next, base, rows, telling } = props
  const t = datesWords(telling.language)
  const first = { ...filter, after: null }
  return (
    <>
      <PageTitle title={t('wall.title')} lead={t('wall.lead')} />
      <ReadyMade {...props} />
      <Narrowing {...props} />
      {props.above}
      <WallTable {...props} />
      <Pager
        label={t('wall.pages')}
        newer={filter.after ? { href: wallAddress(base, first), text: t('wall.first') } : undefined}
        older={next ? { href: wallAddress(base, next), text: t('wall.older') } : undefined}
      />
      <Counts {...props} />
      {rows.length > 0 && (
        <Actions>
          <Muted>{t('wall.take')}</Muted>
          <ButtonLink tone="soft" href={printAddress(base, first)}>
            {t('wall.print')}
          </ButtonLink>
          <ButtonLink tone="soft" href={wallAddress(base, first, '/export.xlsx')}>
            {t('wall.xlsx')}
          </ButtonLink>
          <ButtonLink tone="soft" href={wallAddress(base, first, '/export.csv')}>
            {t('wall.csv')}
          </ButtonLink>
        </Actions>
      )}
      {props.more}
    </>
  )
}

function printAddress(base: Href, filter: Filter): Href {
  const query = queryOf(filter)
  return `${base}?${query}${query && '&'}print=yes`
}

/** The lists that are asked for every morning. */
export const readyMade = {
  all: everything,
  late: { ...everything, state: 'late' },
  soon: { ...everything, state: 'soon' },
  unregistered: { ...everything, kind: 'registration.', state: 'missed' },
  visas: { ...everything, kind: 'visa.ends', within: 60 },
} as const satisfies Readonly<Record<string, Filter>>

function ReadyMade({ filter, base, telling }: WallProps) {
  const t = datesWords(telling.language)
  const here = queryOf({ ...filter, after: null })
  const names = ['all', 'late', 'soon', 'unregistered', 'visas'] as const
  return (
    <Tabs
      label={t('wall.lists')}
      tabs={names.map((name) => ({
        href: wallAddress(base, readyMade[name]),
        text: t(`list.${name}`),
        current: queryOf(readyMade[name]) === here,
      }))}
    />
  )
}

type TableProps = Pick<WallProps, 'rows' | 'filter' | 'telling' | 'hrefOf'> & Partial<Pick<WallProps, 'nextOf'>>

export function WallTable({ rows, filter, telling, nextOf, hrefOf }: TableProps) {
  const t = datesWords(telling.language)
  const narrowed = queryOf({ ...filter, after: null }) !== ''
  const notes = rulesOf(rows, telling)
  return (
    <>
      <Table
        caption={t('wall.title')}
        captionHidden
        columns={[
          { key: 'name', text: t('column.name') },
          { key: 'kind', text: t('column.kind') },
          { key: 'start', text: t('column.start'), whole: true },
          { key: 'due', text: t('column.due'), whole: true },
          { key: 'why', text: t('column.why') },
          ...(nextOf ? [{ key: 'next', text: t('column.next') }] : []),
        ]}
        rows={rows.map((row) => ({
          href: hrefOf(row),
          cells: [
            row.name,
            <>
              {sayKind(row.kind, telling)} {row.number && <Muted>{row.number}</Muted>}
            </>,
            <StartSaid row={row} telling={telling} />,
            <DueSaid row={row} telling={telling} />,
            <WhySaid row={row} notes={notes} telling={telling} />,
            ...(nextOf ? [nextOf(row)] : []),
          ],
        }))}
        empty={
          <EmptyState
            title={t(narrowed ? 'wall.none.title' : 'wall.empty.title')}
            text={t(narrowed ? 'wall.none.text' : 'wall.empty.text')}
          />
        }
      />
      <RuleNotes rows={rows} notes={notes} telling={telling} />
    </>
  )
}

function Counts({ counts, filter, base, telling }: WallProps) {
  const t = datesWords(telling.language)
  if (counts.length === 0) return null
  return (
    <Section title={t('counts.title')}>
      <NumberList
        rows={counts.map(({ kind, late, soon }) => ({
          text: sayKind(kind, telling),
          value: late + soon,
          shown: t('counts.shown', { late, soon }),
          href: wallAddress(base, { ...filter, after: null, kind }),
        }))}
      />
    </Section>
  )
}
