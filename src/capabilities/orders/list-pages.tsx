import { day } from '../../platform/days.ts'
import type { Href } from '../../platform/jsx-runtime.ts'
import type { Refusal } from '../../platform/outcome.ts'
import { sayDay, sayMoment } from '../../platform/words/saying-days.ts'
import {
  Actions,
  Button,
  ButtonLink,
  CheckField,
  Crumbs,
  EmptyState,
  FieldGroup,
  Filters,
  Form,
  HiddenField,
  Moment,
  Notice,
  Pager,
  PageTitle,
  SearchField,
  Table,
  Tag,
} from '../../ui/index.ts'
import type { Procedure } from '../cases/index.ts'
import type { Order, OrderedCase } from './store.ts'
import type { OrderSay } from './words.ts'

interface OrdersProps {
  readonly t: OrderSay
  readonly procedures: readonly Procedure[]
  readonly orders: readonly Order[]
  readonly search: string
  readonly older: string | null
  readonly first: boolean
  readonly mayWrite: boolean
}

/** The register of orders, newest first. */
export function OrdersPage({ t, procedures, orders, search, older, first, mayWrite }: OrdersProps) {
  const page = (more: Readonly<Record<string, string>>): Href =>
    `/desk/orders?${new URLSearchParams({ ...(search ? { q: search } : {}), ...more })}`
  const nameOf = (name: string) => procedures.find((one) => one.name === name)?.words(t.language)('name') ?? name
  return (
    <>
      <PageTitle title={t('title')} lead={t('lead')} />
      {mayWrite && (
        <Actions>
          {procedures.map((procedure) => (
            <ButtonLink href={`/desk/orders/new/${procedure.name}`}>
              {t('new.of', { procedure: procedure.words(t.language)('name') })}
            </ButtonLink>
          ))}
        </Actions>
      )}
      <Filters
        action="/desk/orders"
        label={t('search')}
        button={t('show')}
        reset={search ? { href: '/desk/orders', text: t('all') } : undefined}
      >
        <SearchField name="q" label={t('search')} value={search} />
      </Filters>
      <Table
        caption={t('title')}
        captionHidden
        columns={[
          { key: 'number', text: t('number') },
          { key: 'on', text: t('signedOn') },
          { key: 'about', text: t('about') },
          { key: 'count', text: t('count'), numeric: true },
          { key: 'made', text: t('made') },
          { key: 'state', text: t('state') },
        ]}
        rows={orders.map((order) => ({
          href: `/desk/orders/${order.id}`,
          cells: [
            order.number ? `№ ${order.number}` : t('draftOf', { day: sayMoment(order.madeAt, t.language) }),
            order.signedOn && <Moment dateTime={order.signedOn}>{sayDay(day(order.signedOn), t.language)}</Moment>,
            nameOf(order.procedure),
            order.count,
            order.madeBy,
            <OrderState t={t} order={order} />,
          ],
        }))}
        empty={
          search ? (
            <EmptyState title={t('none')} text={t('noneText')} />
          ) : (
            <EmptyState title={t('empty')} text={t('emptyText')} />
          )
        }
      />
      {(older || !first) && (
        <Pager
          label={t('pages')}
          newer={first ? undefined : { href: page({}), text: t('newest') }}
          older={older ? { href: page({ before: older }), text: t('older') } : undefined}
        />
      )}
    </>
  )
}

export function OrderState({ t, order }: { t: OrderSay; order: Pick<Order, 'number' | 'cancelledAt'> }) {
  if (order.cancelledAt) return <Tag tone="late">{t('state.cancelled')}</Tag>
  return order.number ? <Tag tone="ok">{t('state.signed')}</Tag> : <Tag tone="wait">{t('state.draft')}</Tag>
}

interface NewProps {
  readonly t: OrderSay
  readonly procedure: Procedure
  readonly cases: readonly OrderedCase[]
  readonly chosen: ReadonlySet<string>
  readonly requestKey: string
  readonly refusal: Refusal | null
}

/** Whom a new order is about: everybody whom it may decide and no other order holds. */
export function NewOrderPage({ t, procedure, cases, chosen, requestKey, refusal }: NewProps) {
  const title = t('new.of', { procedure: procedure.words(t.language)('name') })
  return (
    <>
      <Crumbs label={t('here')} steps={[{ text: t('title'), href: '/desk/orders' }, { text: title }]} />
      <PageTitle title={title} lead={t('new.lead')} />
      {refusal && <Notice tone="late" role="alert" title={t.find(refusal.key, refusal.params) ?? refusal.key} />}
      {cases.length === 0 ? (
        <EmptyState title={t('new.none')} text={t('new.noneText')} />
      ) : (
        <Form action={`/desk/orders/new/${procedure.name}`} method="post" label={title}>
          <HiddenField name="key" value={requestKey} />
          <FieldGroup legend={t('new.choose', { count: cases.length })}>
            {cases.map((one) => (
              <CheckField
                name={`case.${one.id}`}
                value="yes"
                label={one.title}
                hint={`${one.number ?? ''} · ${procedure.words(t.language)(`stage.${one.stage}`)}`}
                checked={chosen.has(one.id)}
              />
            ))}
          </FieldGroup>
          <Actions>
            <Button>{t('new.make')}</Button>
          </Actions>
        </Form>
      )}
    </>
  )
}
