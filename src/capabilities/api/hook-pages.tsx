import type { Href } from '../../platform/jsx-runtime.ts'
import type { Problem, Typed } from '../../platform/web/form.ts'
import { saidOf } from '../../platform/web/words.ts'
import { sayMoment } from '../../platform/words/saying-days.ts'
import {
  Actions,
  Button,
  ButtonLink,
  CheckField,
  Confirm,
  DescriptionList,
  EmptyState,
  FieldGroup,
  Form,
  HiddenField,
  Moment,
  Notice,
  Pager,
  PageTitle,
  Section,
  Stack,
  Table,
  Tag,
  TextField,
  Verbatim,
} from '../../ui/index.ts'
import { events, stateOfHook, type Webhook } from './hook-rules.ts'
import { Here, Problems } from './key-pages.tsx'
import type { ApiSay } from './words.ts'

export const hookAddress = ({ id }: Pick<Webhook, 'id'>): Href => `/desk/settings/api/webhooks/${id}`

const tones = { live: 'ok', failing: 'due', stopped: 'quiet', 'given-up': 'late' } as const

export function HookState({ t, of }: { t: ApiSay; of: Webhook }) {
  const state = stateOfHook(of)
  return <Tag tone={tones[state]}>{t(`hooks.state.${state}`)}</Tag>
}

interface HookFormProps {
  readonly t: ApiSay
  readonly typed: Typed
  readonly problems: readonly Problem[]
  readonly requestKey: string
}

/** Where to send, and what. */
export function HookFormPage({ t, typed, problems, requestKey }: HookFormProps) {
  const errorOf = (field: string) => saidOf(problems, field, t.language, t)
  return (
    <Stack>
      <Here t={t} text={t('hooks.new')} />
      {problems.length > 0 && <Problems t={t} problems={problems} first={{ events: events[0] }} />}
      <PageTitle title={t('hooks.new')} lead={t('hooks.new.lead')} />
      <Form action="/desk/settings/api/webhooks" method="post">
        <HiddenField name="key" value={requestKey} />
        <TextField
          name="name"
          label={t('keys.name')}
          hint={t('keys.name.hint')}
          value={typed.name}
          error={errorOf('name')}
        />
        <TextField
          name="url"
          type="url"
          label={t('hooks.url')}
          hint={t('hooks.url.hint')}
          value={typed.url}
          error={errorOf('url')}
        />
        <FieldGroup legend={t('hooks.events')} error={errorOf('events')}>
          {events.map((event) => (
            <CheckField name={event} label={event} hint={t(`event.${event}`)} checked={typed[event] === 'yes'} />
          ))}
        </FieldGroup>
        <Actions>
          <Button>{t('hooks.make')}</Button>
          <ButtonLink href="/desk/settings/api" tone="soft">
            {t('settings.cancel')}
          </ButtonLink>
        </Actions>
      </Form>
    </Stack>
  )
}

/** The secret, once. Null: this form made a webhook already. */
export function HookMadePage({ t, name, secret }: { t: ApiSay; name: string; secret: string | null }) {
  return (
    <Stack>
      <Here t={t} text={name} />
      <PageTitle
        title={secret ? t('hooks.made') : t('hooks.already')}
        lead={secret ? t('hooks.made.lead') : t('hooks.already.lead')}
      />
      {secret && <Verbatim label={t('hooks.secret')}>{secret}</Verbatim>}
      <Actions>
        <ButtonLink href="/desk/settings/api">{t('settings.back')}</ButtonLink>
        <ButtonLink href="/api#webhooks" tone="soft">
          {t('hooks.howToCheck')}
        </ButtonLink>
      </Actions>
    </Stack>
  )
}

export interface DeliveryRow {
  readonly id: string
  readonly event: string
  readonly made_at: Date
  readonly state: string
  readonly attempts: number
  readonly next_at: Date
  readonly status: number | null
  readonly trouble: string | null
}

interface HookProps {
  readonly t: ApiSay
  readonly hook: Webhook
  readonly deliveries: readonly DeliveryRow[]
  readonly more: boolean
}

/** One webhook: how it stands, what was sent, and what can be done about it. */
export function HookPage({ t, hook, deliveries, more }: HookProps) {
  const last = deliveries.at(-1)
  return (
    <Stack>
      <Here t={t} text={hook.name} />
      <PageTitle title={hook.name} />
      {stateOfHook(hook) === 'given-up' && (
        <Notice tone="late" title={t('hooks.givenUp')}>
          <p>{t('hooks.givenUp.text')}</p>
        </Notice>
      )}
      <DescriptionList rows={rowsOf(t, hook)} />
      <Doing t={t} hook={hook} />
      <Section title={t('hooks.deliveries')}>
        <Table
          caption={t('hooks.deliveries')}
          captionHidden
          columns={[
            { key: 'event', text: t('hooks.event') },
            { key: 'at', text: t('hooks.at') },
            { key: 'state', text: t('keys.state') },
            { key: 'answer', text: t('hooks.answer') },
            { key: 'attempts', text: t('hooks.attempts'), numeric: true },
          ]}
          rows={deliveries.map((one) => ({
            href: `${hookAddress(hook)}/deliveries/${one.id}`,
            cells: [
              one.event,
              <Moment dateTime={one.made_at.toISOString()}>{sayMoment(one.made_at, t.language)}</Moment>,
              <DeliveryState t={t} of={one} />,
              sayAnswer(t, one),
              one.attempts,
            ],
          }))}
          empty={<EmptyState title={t('hooks.deliveries.none')} text={t('hooks.deliveries.none.text')} />}
        />
        {more && last && (
          <Pager label={t('hooks.deliveries')} older={{ href: `?before=${last.id}`, text: t('settings.older') }} />
        )}
      </Section>
    </Stack>
  )
}

function Doing({ t, hook }: { t: ApiSay; hook: Webhook }) {
  const base = hookAddress(hook)
  return (
    <>
      <Actions>
        {!hook.stoppedAt && (
          <Form action={`${base}/test`} method="post">
            <Button>{t('hooks.test')}</Button>
          </Form>
        )}
        <Form action={`${base}/${hook.stoppedAt ? 'start' : 'stop'}`} method="post">
          <Button tone="soft">{hook.stoppedAt ? t('hooks.start') : t('hooks.stop')}</Button>
        </Form>
      </Actions>
      <Confirm open={t('hooks.remove')}>
        <p>{t('hooks.remove.text')}</p>
        <Form action={`${base}/removal`} method="post">
          <Actions>
            <Button tone="danger">{t('hooks.remove')}</Button>
          </Actions>
        </Form>
      </Confirm>
    </>
  )
}

function rowsOf(t: ApiSay, hook: Webhook) {
  const { language } = t
  const stopped = hook.stoppedAt && {
    term: t('hooks.stopped'),
    value: t('settings.byAt', { by: hook.stoppedBy || t('deeds.program'), at: sayMoment(hook.stoppedAt, language) }),
  }
  const failing = hook.failingSince && { term: t('hooks.failing'), value: sayMoment(hook.failingSince, language) }
  return [
    { term: t('keys.state'), value: <HookState t={t} of={hook} /> },
    { term: t('hooks.url'), value: hook.url },
    { term: t('hooks.events'), value: hook.events.join(', ') },
    { term: t('keys.madeBy'), value: t('settings.byAt', { by: hook.madeBy, at: sayMoment(hook.madeAt, language) }) },
    ...(failing ? [failing] : []),
    ...(stopped ? [stopped] : []),
  ]
}

const deliveryTones = { waiting: 'wait', delivered: 'ok', failed: 'late' } as const
type DeliveryWord = keyof typeof deliveryTones

function DeliveryState({ t, of }: { t: ApiSay; of: Pick<DeliveryRow, 'state' | 'next_at' | 'attempts'> }) {
  const state: DeliveryWord = of.state === 'delivered' || of.state === 'failed' ? of.state : 'waiting'
  const next = state === 'waiting' && of.attempts > 0
  return (
    <>
      <Tag tone={deliveryTones[state]}>{t(`delivery.${state}`)}</Tag>{' '}
      {next && t('delivery.next', { at: sayMoment(of.next_at, t.language) })}
    </>
  )
}

function sayAnswer(t: ApiSay, { status, trouble }: Pick<DeliveryRow, 'status' | 'trouble'>): string {
  if (status !== null) return String(status)
  return trouble ? (t.find(`trouble.${trouble}`) ?? trouble) : ''
}

interface DeliveryProps {
  readonly t: ApiSay
  readonly hook: Webhook
  readonly delivery: Pick<DeliveryRow, 'id' | 'event' | 'state' | 'next_at' | 'attempts'> & { readonly body: string }
  readonly attempts: readonly {
    readonly at: Date
    readonly status: number | null
    readonly trouble: string | null
    readonly milliseconds: number
  }[]
}

/** One telling: what was sent, every attempt, and sending it again. */
export function DeliveryPage({ t, hook, delivery, attempts }: DeliveryProps) {
  const base = hookAddress(hook)
  return (
    <Stack>
      <Here t={t} text={hook.name} on={base} and={delivery.event} />
      <PageTitle title={delivery.event} />
      <p>
        <DeliveryState t={t} of={delivery} />
      </p>
      {!hook.stoppedAt && (
        <Form action={`${base}/deliveries/${delivery.id}/again`} method="post">
          <Actions>
            <Button tone="soft">{t('hooks.again')}</Button>
          </Actions>
        </Form>
      )}
      <Section title={t('hooks.attempts')}>
        <Table
          caption={t('hooks.attempts')}
          captionHidden
          columns={[
            { key: 'at', text: t('hooks.at') },
            { key: 'answer', text: t('hooks.answer') },
            { key: 'took', text: t('hooks.took'), numeric: true },
          ]}
          rows={attempts.map((one) => ({
            cells: [
              <Moment dateTime={one.at.toISOString()}>{sayMoment(one.at, t.language)}</Moment>,
              sayAnswer(t, one),
              one.milliseconds,
            ],
          }))}
          empty={<EmptyState title={t('hooks.attempts.none')} />}
        />
      </Section>
      <Section title={t('hooks.body')}>
        <Verbatim label={t('hooks.body')}>{JSON.stringify(JSON.parse(delivery.body), null, 2)}</Verbatim>
        <DescriptionList rows={[{ term: 'webhook-id', value: delivery.id }]} />
      </Section>
    </Stack>
  )
}
