import type { Href } from '../../platform/jsx-runtime.ts'
import { sayMoment } from '../../platform/words/saying-days.ts'
import { Actions, ButtonLink, EmptyState, Notice, Pager, PageTitle, Stack, Table, Tabs, Tag } from '../../ui/index.ts'
import type { Call } from '../calls/index.ts'
import { roomAddress, seatsAddress } from './place.ts'
import {
  type progressOf,
  type ReadingState,
  readingStates,
  type readingsOfMember,
  type seatsOfAccount,
} from './reading-store.ts'
import { sayScore } from './saying.ts'
import type { Seat } from './store.ts'
import type { Say } from './words.ts'

interface SeatsProps {
  readonly t: Say
  readonly seats: readonly (Awaited<ReturnType<typeof seatsOfAccount>>[number] & { readonly call: Call })[]
}

/** The commissions that somebody sits on. */
export function SeatsPage({ t, seats }: SeatsProps) {
  return (
    <Stack>
      <PageTitle title={t('seats.title')} lead={t('seats.lead')} />
      <Table
        caption={t('seats.title')}
        captionHidden
        columns={[
          { key: 'call', text: t('call') },
          { key: 'role', text: t('member.role') },
          { key: 'waiting', text: t('seats.waiting'), numeric: true },
          { key: 'done', text: t('seats.done'), numeric: true },
        ]}
        rows={seats.map(({ call, callId, role, waiting, done, openedAt }) => ({
          href: role === 'secretary' ? roomAddress(callId) : (`${seatsAddress}/${callId}` as const),
          cells: [
            call.said.title[t.language],
            t.find(`role.${role}`) ?? role,
            openedAt ? waiting : <Tag tone="quiet">{t('seats.notOpen')}</Tag>,
            done,
          ],
        }))}
        empty={<EmptyState title={t('seats.none')} text={t('seats.none.text')} />}
      />
    </Stack>
  )
}

interface MineProps {
  readonly t: Say
  readonly call: string
  /** Where the commission's own pages are, for its chair; null for others. */
  readonly room: Href | null
  readonly role: Seat
  readonly state: ReadingState
  readonly progress: Awaited<ReturnType<typeof progressOf>>
  readonly page: Awaited<ReturnType<typeof readingsOfMember>>
  readonly unitOf: (unit: string | null) => string
  readonly at: (query: Readonly<Record<string, string>>) => Href
  readonly isFirst: boolean
  readonly notice: string | null
}

/** What one member has to read of a call. */
export function MinePage(props: MineProps) {
  const { t, call, room, progress, state, at, page, isFirst, notice } = props
  const last = page.rows.at(-1)
  return (
    <Stack>
      <PageTitle title={call} over={t('mine.over')} lead={t('mine.lead')} />
      {notice && <Notice tone="ok" role="status" title={notice} />}
      {progress.waiting === 0 && progress.done > 0 && <Notice tone="ok" title={t('mine.all')} />}
      {room && (
        <Actions>
          <ButtonLink tone="soft" href={room}>
            {t('mine.room')}
          </ButtonLink>
        </Actions>
      )}
      <Tabs
        label={t('mine.over')}
        tabs={readingStates.map((one) => ({
          href: at({ state: one }),
          text: t(`mine.${one}`),
          count: progress[one],
          current: one === state,
        }))}
      />
      <Readings {...props} />
      {(page.more || !isFirst) && (
        <Pager
          label={t('mine.over')}
          {...(isFirst ? {} : { newer: { href: at({ state }), text: t('pager.first') } })}
          {...(page.more && last ? { older: { href: at({ state, after: last.id }), text: t('pager.next') } } : {})}
        />
      )}
    </Stack>
  )
}

function Readings({ t, page, state, unitOf, at }: MineProps) {
  return (
    <Table
      caption={t(`mine.${state}`)}
      captionHidden
      columns={[
        { key: 'name', text: t('applicant') },
        { key: 'number', text: t('number'), whole: true },
        { key: 'unit', text: t('unit') },
        ...(state === 'waiting' ? [] : [{ key: 'total', text: t('reading.total'), numeric: true }]),
        ...(state === 'done' ? [{ key: 'at', text: t('reading.at') }] : []),
      ]}
      rows={page.rows.map(({ caseId, name, number, unit, total, doneAt, withdrawn }) => ({
        href: at({ case: caseId }),
        cells: [
          name,
          <>
            {number ?? ''} {withdrawn && <Tag tone="quiet">{t('out.withdrawn')}</Tag>}
          </>,
          unitOf(unit),
          ...(state === 'waiting' ? [] : [sayScore(total, t)]),
          ...(state === 'done' ? [doneAt ? sayMoment(doneAt, t.language) : ''] : []),
        ],
      }))}
      empty={<EmptyState title={t(`mine.none.${state}`)} />}
    />
  )
}
