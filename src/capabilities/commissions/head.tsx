import type { Child, Href } from '../../platform/jsx-runtime.ts'
import { Crumbs, Notice, PageTitle, Tabs } from '../../ui/index.ts'
import type { Room } from './place.ts'
import { roomAddress } from './place.ts'
import { interviewCriteria } from './rules.ts'
import type { Say } from './words.ts'

export type RoomPage = 'overview' | 'sheet' | 'ranking' | 'interviews' | 'minutes'

const paths: Readonly<Record<RoomPage, string>> = {
  overview: '',
  sheet: '/sheet',
  ranking: '/ranking',
  interviews: '/interviews',
  minutes: '/minutes',
}

interface HeadProps {
  readonly t: Say
  readonly room: Room
  readonly page: RoomPage
  readonly lead?: Child
  /** A page below one of the others. */
  readonly below?: string
  readonly notice?: string | null
  readonly refusal?: string | null
}

/** What stands above every page of a commission: the way back, the call, the pages, what just happened. */
export function RoomHead({ t, room, page, lead, below, notice, refusal }: HeadProps) {
  const { call, commission, office } = room
  const base = roomAddress(call.id)
  const title = call.said.title[t.language]
  const up: Href = office || room.member === null ? `/desk/calls/${call.id}` : '/desk/commissions'
  const here = { text: t(`page.${page}`), href: below ? (`${base}${paths[page]}` as const) : undefined }
  const shown = (['overview', 'sheet', 'ranking', 'interviews', 'minutes'] as const).filter(
    (one) => one !== 'interviews' || (commission.sheet !== null && interviewCriteria(commission.sheet).length > 0),
  )
  return (
    <>
      <Crumbs
        label={t('title')}
        steps={[
          { text: title, href: up },
          { text: t('title'), href: page === 'overview' ? undefined : base },
          ...(page === 'overview' ? [] : [here]),
          ...(below ? [{ text: below }] : []),
        ]}
      />
      <PageTitle title={below ?? t(`page.${page}.title`)} over={title} lead={lead} />
      {notice && <Notice tone="ok" role="status" title={notice} />}
      {refusal && <Notice tone="late" role="alert" title={refusal} />}
      {!below && (
        <Tabs
          label={t('title')}
          tabs={shown.map((one) => ({
            href: `${base}${paths[one]}`,
            text: t(`page.${one}`),
            current: one === page,
          }))}
        />
      )}
    </>
  )
}
