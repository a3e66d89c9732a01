import type { Day } from '../../platform/days.ts'
import { sayDay } from '../../platform/words/saying-days.ts'
import { EmptyState, Link, Notice, PageTitle, Stack, Table, Tag } from '../../ui/index.ts'
import { type Call, deskAddress } from '../calls/index.ts'
import { nameOf, type Partner } from '../partners/index.ts'
import { groupAddress } from './addresses.ts'
import { type HostGroup, isOpen, type Nominee, type Sending } from './rules.ts'
import { stateOf } from './state-tag.tsx'
import type { Say } from './words.ts'

interface ListProps {
  readonly t: Say
  readonly call: Call
  readonly groups: readonly (HostGroup & { readonly nominees: readonly Nominee[]; readonly last: Sending | null })[]
  readonly today: Day
  readonly mayWork: boolean
}

/** The nominations of a call by partner: what is still to be sent, what waits, what was answered. */
export function NominationsPage({ t, call, groups, today, mayWork }: ListProps) {
  const known = groups.flatMap((group) => (group.partner ? [{ ...group, partner: group.partner }] : []))
  const unknown = groups.filter(({ partner, nominees }) => !partner && nominees.length > 0)
  const nobody = groups.every(({ nominees }) => nominees.length === 0)
  return (
    <Stack>
      <PageTitle
        title={t('list.title')}
        over={<Link href={`${deskAddress}/${call.id}`}>{call.said.title[t.language]}</Link>}
        lead={t('list.lead')}
      />
      {unknown.map(({ hosts, nominees }) => (
        <Notice tone="due" title={t('list.unknown', { host: hosts[0]?.name ?? '', count: nominees.length })}>
          {mayWork && <Link href={addressOfNew(hosts[0]?.name ?? '')}>{t('list.addPartner')}</Link>}
        </Notice>
      ))}
      <Table
        caption={t('list.title')}
        captionHidden
        columns={(['partner', 'toSend', 'waiting', 'asked', 'accepted', 'refused', 'answerBy'] as const).map((key) => ({
          key,
          text: t(`list.${key}`),
          numeric: key !== 'partner' && key !== 'answerBy',
        }))}
        rows={
          nobody
            ? []
            : known.map((group) => ({ href: groupAddress(call.id, group.partner.id), cells: cellsOf(t, group, today) }))
        }
        // Somebody waits for a host that has no record yet: the notice above says so.
        empty={unknown.length === 0 && <EmptyState title={t('list.none')} text={t('list.noneText')} />}
      />
    </Stack>
  )
}

const addressOfNew = (name: string) => `/desk/partners/new?${new URLSearchParams({ name })}` as const

type Known = ListProps['groups'][number] & { readonly partner: Partner }

function cellsOf(t: Say, { partner, nominees, last }: Known, today: string) {
  const count = (...wanted: string[]) => String(nominees.filter((one) => wanted.includes(stateOf(one))).length)
  const owes = nominees.some(({ nomination }) => nomination && isOpen(nomination.state))
  const until = last && owes ? sayDay(last.answerBy, t.language) : '–'
  return [
    nameOf(partner, t.language),
    count('toSend'),
    count('sent', 'acknowledged'),
    count('asked'),
    count('accepted'),
    count('refused'),
    last && owes && last.answerBy < today ? <Tag tone="late">{until}</Tag> : until,
  ]
}
