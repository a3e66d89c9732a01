import { Actions, ButtonLink, EmptyState, Muted, Notice, Pager, Stack, Table, Tabs, Tag } from '../../ui/index.ts'
import type { ReplayCheck } from './counting.ts'
import { RoomHead } from './head.tsx'
import { type Room, roomAddress } from './place.ts'
import type { Ranked } from './ranking.ts'
import { type CaseFilter, caseFilters } from './reading-store.ts'
import type { Sheet } from './rules.ts'
import { sayScore } from './saying.ts'
import type { Say } from './words.ts'

export interface RankingRow extends Omit<Ranked, 'place'> {
  /** Null on a page of some of them. */
  readonly place: number | null
  readonly number: string | null
  readonly unitName: string
  readonly apart: number | null
}

interface RankingProps {
  readonly t: Say
  readonly room: Room
  readonly sheet: Sheet | null
  readonly rows: readonly RankingRow[]
  readonly show: CaseFilter
  /** The last case of this page, when another follows. */
  readonly next: string | null
  readonly isFirst: boolean
  readonly check: ReplayCheck | null
}

/** Who stands where, why, and whom the commission still waits for. */
export function RankingPage(props: RankingProps) {
  const { t, room, sheet, show, check } = props
  const base = `${roomAddress(room.call.id)}/ranking` as const
  return (
    <Stack>
      <RoomHead t={t} room={room} page="ranking" lead={t('ranking.lead')} />
      {check && <Checked t={t} check={check} />}
      {sheet && room.commission.openedAt ? (
        <>
          <Actions>
            <ButtonLink tone="soft" href={`${base}.xlsx`}>
              XLSX
            </ButtonLink>
            <ButtonLink tone="soft" href={`${base}.csv`}>
              CSV
            </ButtonLink>
            <ButtonLink tone="soft" href={`${base}?check=1`}>
              {t('replay.do')}
            </ButtonLink>
          </Actions>
          <Tabs
            label={t('ranking.show')}
            tabs={caseFilters.map((one) => ({
              href: one === 'all' ? base : `${base}?show=${one}`,
              text: t(`show.${one}`),
              current: one === show,
            }))}
          />
          <Places {...props} sheet={sheet} />
          {(props.next || !props.isFirst) && (
            <Pager
              label={t('page.ranking')}
              {...(props.isFirst ? {} : { newer: { href: base, text: t('pager.first') } })}
              {...(props.next
                ? { older: { href: `${base}?show=${show}&after=${props.next}` as const, text: t('pager.next') } }
                : {})}
            />
          )}
        </>
      ) : (
        <EmptyState title={t('ranking.notOpen')} text={t('ranking.notOpen.text')} />
      )}
    </Stack>
  )
}

function Checked({ t, check }: { t: Say; check: ReplayCheck }) {
  const { events, cases, faults } = check
  if (faults.length === 0) return <Notice tone="ok" role="status" title={t('replay.agrees', { events, cases })} />
  return (
    <Notice tone="late" role="alert" title={t('replay.differs', { count: faults.length })}>
      <p>{faults.slice(0, 20).join(', ')}</p>
    </Notice>
  )
}

function Places({ t, room, sheet, rows }: RankingProps & { sheet: Sheet }) {
  return (
    <Table
      caption={t('page.ranking.title')}
      captionHidden
      columns={[
        { key: 'name', text: t('applicant') },
        { key: 'place', text: t('place'), numeric: true },
        { key: 'unit', text: t('unit') },
        { key: 'score', text: t('score'), numeric: true },
        ...sheet.criteria.map(({ id, title }) => ({ key: id, text: title[t.language], numeric: true })),
        { key: 'why', text: t('ranking.why') },
      ]}
      rows={rows.map((row) => ({
        href: `${roomAddress(room.call.id)}/cases/${row.caseId}` as const,
        cells: [
          row.name,
          row.score === null || row.out ? '–' : (row.place ?? ''),
          row.unitName,
          sayScore(row.out ? null : row.score, t),
          ...sheet.criteria.map(({ id }) => sayScore(row.out ? null : (row.scores[id] ?? null), t)),
          <Why t={t} row={row} sheet={sheet} />,
        ],
      }))}
      empty={<EmptyState title={t('ranking.none')} />}
    />
  )
}

function Why({ t, row, sheet }: { t: Say; row: RankingRow; sheet: Sheet }) {
  const far = row.apart !== null && row.apart > sheet.apart
  return (
    <>
      {row.out && <Tag tone={row.out === 'conflict' ? 'due' : 'wait'}>{t(`out.${row.out}`)}</Tag>}
      {row.tie && <Muted>{t('tie.broken', { by: t(`broken.${row.tie.brokenBy}`) })}</Muted>}
      {far && <Tag tone="due">{t('apart.far', { apart: sayScore(row.apart, t) })}</Tag>}
      {!row.out && !row.tie && !far && '–'}
    </>
  )
}
