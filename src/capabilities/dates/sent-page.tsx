import type { Child, Href } from '../../platform/jsx-runtime.ts'
import { sayDay, sayMoment } from '../../platform/words/saying-days.ts'
import { Crumbs, EmptyState, Link, Moment, Muted, Pager, PageTitle, Stack, Table, Tabs, Tag } from '../../ui/index.ts'
import { sayStep } from './kind-pages.tsx'
import { outcomes, type SentReminder, type Wanted } from './reminder-store.ts'
import { sayKind, type Telling } from './said.tsx'
import { datesWords } from './words.ts'

export const sentAddress = '/desk/dates/reminders'
export const personDatesAddress = (id: string): Href => `/desk/dates/persons/${id}`

interface SentProps {
  readonly sent: readonly SentReminder[]
  readonly outcome: Wanted | null
  /** Where the next page begins; null on the last. */
  readonly next: string | null
  readonly isFirst: boolean
  readonly telling: Telling
}

/** Proof: what was sent, when, to whom, for which date, and whether the mail server took it over. */
export function SentPage({ sent, outcome, next, isFirst, telling }: SentProps) {
  const t = datesWords(telling.language)
  const address = (more: Readonly<Record<string, string>>): Href =>
    `${sentAddress}?${new URLSearchParams({ ...(outcome ? { outcome } : {}), ...more })}`
  return (
    <Stack>
      <Crumbs label={t('crumbs')} steps={[{ text: t('wall.title'), href: '/desk/dates' }, { text: t('sent.title') }]} />
      <PageTitle title={t('sent.title')} lead={t('sent.lead')} />
      <Tabs
        label={t('sent.lists')}
        tabs={[
          { href: sentAddress, text: t('sent.all'), current: outcome === null },
          ...outcomes.map((one) => ({
            href: `${sentAddress}?outcome=${one}` as const,
            text: t(`sent.${one}`),
            current: outcome === one,
          })),
        ]}
      />
      <SentTable sent={sent} telling={telling} />
      <Pager
        label={t('wall.pages')}
        newer={isFirst ? undefined : { href: address({}), text: t('sent.newest') }}
        older={next ? { href: address({ before: next }), text: t('sent.older') } : undefined}
      />
    </Stack>
  )
}

export function SentTable({ sent, telling }: Pick<SentProps, 'sent' | 'telling'>) {
  const { language } = telling
  const t = datesWords(language)
  return (
    <Table
      caption={t('sent.title')}
      captionHidden
      columns={[
        { key: 'name', text: t('column.name') },
        { key: 'kind', text: t('sent.about') },
        { key: 'step', text: t('sent.step') },
        { key: 'to', text: t('sent.to') },
        { key: 'at', text: t('sent.at') },
        { key: 'state', text: t('sent.state') },
      ]}
      rows={sent.map((one) => ({
        href: personDatesAddress(one.personId),
        cells: [
          one.name,
          `${sayKind(one.kind, telling)}, ${sayDay(one.due, language)}`,
          sayStep(t, one.step),
          toWhom(one, telling),
          <Moment dateTime={one.at.toISOString()}>{sayMoment(one.at, language)}</Moment>,
          <Became sent={one} telling={telling} />,
        ],
      }))}
      empty={<EmptyState title={t('sent.none.title')} text={t('sent.none.text')} />}
    />
  )
}

function toWhom({ address, isRepresentative, toName }: SentReminder, { language }: Telling): Child {
  const t = datesWords(language)
  if (!address) return <Tag tone="late">{t('sent.noAddress')}</Tag>
  return (
    <>
      {address} {isRepresentative && <Muted>{t('sent.representative', { name: toName })}</Muted>}
    </>
  )
}

const tones = { queued: 'wait', sent: 'ok', refused: 'late' } as const

function Became({ sent: { mailId, state, answer }, telling }: { sent: SentReminder; telling: Telling }) {
  const t = datesWords(telling.language)
  const known = (['queued', 'sent', 'refused'] as const).find((one) => one === state)
  if (!mailId || !known) return <Muted>{t('sent.notSent')}</Muted>
  const said = known === 'sent' && answer === 'outbox' ? 'outbox' : known
  return (
    <>
      <Tag tone={tones[known]}>{t(`sent.state.${said}`)}</Tag>{' '}
      <Link href={`/desk/mails/${mailId}`}>{t('sent.mail')}</Link>
    </>
  )
}
