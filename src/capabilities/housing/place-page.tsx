import { sayDay } from '../../platform/words/saying-days.ts'
import { sayMoney } from '../../platform/words/saying-money.ts'
import {
  Actions,
  Button,
  Card,
  Confirm,
  Crumbs,
  DescriptionList,
  Form,
  HiddenField,
  Link,
  Muted,
  Notice,
  PageTitle,
  Section,
  Table,
  TwoColumns,
} from '../../ui/index.ts'
import { EntryFields, EntryProblems, type Tried } from '../cases/index.ts'
import type { Law } from '../law/index.ts'
import { housingAddress, Owed, placeAddress } from './list-page.tsx'
import { balanceOf, endForm, type Hostel, monthsOf, type Payment, type Place, payForm, voidForm } from './rules.ts'
import { housingWords, type Say } from './words.ts'

export const nothingTried: Tried = { typed: {}, problems: [] }

interface PlaceProps {
  readonly t: Say
  readonly law: Law
  readonly place: Place
  readonly hostel: Hostel
  readonly payments: readonly Payment[]
}

interface DeskProps extends PlaceProps {
  readonly mayWork: boolean
  readonly payKey: string
  readonly tried: { readonly pay: Tried; readonly end: Tried; readonly void: Tried }
  /** The payment that somebody tried to take back. */
  readonly voided: string | null
}

/** One place at the desk: its months, what was paid, and what may be done. */
export function PlacePage(props: DeskProps) {
  const { t, law, place, hostel, mayWork, tried, payKey } = props
  return (
    <>
      <Crumbs
        label={t('list.title')}
        steps={[{ text: t('list.title'), href: housingAddress }, { text: place.person }]}
      />
      <PageTitle title={place.person} lead={t('place.where', { hostel: hostel.name[t.language], room: place.room })} />
      <EntryProblems t={housingWords.byData(t.language)} words="pay" problems={tried.pay.problems} />
      <EntryProblems t={housingWords.byData(t.language)} words="end" problems={tried.end.problems} />
      <EntryProblems t={housingWords.byData(t.language)} words="void" problems={tried.void.problems} />
      <p>
        <Link href={`/desk/persons/${place.personId}`}>{t('place.person')}</Link>
      </p>
      <TwoColumns>
        <div class="flow">
          <Reckoning {...props} />
        </div>
        {mayWork && (
          <div class="flow">
            <Card title={t('pay.title')}>
              <Form action={`${placeAddress(place)}/payments`} method="post" label={t('pay.title')}>
                <HiddenField name="key" value={payKey} />
                <EntryFields
                  t={housingWords.byData(t.language)}
                  words="pay"
                  law={law}
                  shape={payForm.shape}
                  only={['amount', 'paid', 'receipt']}
                  {...tried.pay}
                />
                <Actions>
                  <Button>{t('pay.do')}</Button>
                </Actions>
              </Form>
            </Card>
            <Card title={t('place.change')}>
              <Actions>
                <Link href={`${placeAddress(place)}/move`}>{t('move.title')}</Link>
              </Actions>
              <Confirm open={t('end.title')} tone="danger" expanded={tried.end.problems.length > 0}>
                <Form action={`${placeAddress(place)}/end`} method="post" label={t('end.title')}>
                  <p>{t('end.about')}</p>
                  <EntryFields
                    t={housingWords.byData(t.language)}
                    words="end"
                    law={law}
                    shape={endForm.shape}
                    {...tried.end}
                  />
                  <Actions>
                    <Button tone="danger">{t('end.do')}</Button>
                  </Actions>
                </Form>
              </Confirm>
            </Card>
          </div>
        )}
      </TwoColumns>
    </>
  )
}

/** The months of a place and its payments, with the sum of both. */
function Reckoning(props: PlaceProps & Partial<Pick<DeskProps, 'mayWork' | 'tried' | 'voided'>>) {
  const { t, law, place, hostel, payments } = props
  const months = monthsOf(place, hostel.prices, law.day)
  const { cost, paid, owed } = balanceOf(months, payments)
  const currency = hostel.prices.at(-1)?.currency ?? 'KGS'
  const say = (sum: number) => sayMoney(sum, currency, t.language)
  return (
    <>
      <Card>
        <DescriptionList
          rows={[
            { term: t('place.from'), value: sayDay(place.from, t.language) },
            { term: t('place.to'), value: place.to ? sayDay(place.to, t.language) : t('place.open') },
            { term: t('place.months'), value: String(months.length) },
            { term: t('place.cost'), value: say(cost) },
            { term: t('place.paid'), value: say(paid) },
            { term: t('place.owed'), value: <Owed t={t} owed={owed} currency={currency} /> },
          ]}
        />
        {months.some(({ price }) => price === null) && <Notice tone="wait">{t('place.noPrice')}</Notice>}
        <Muted>{t('place.counted')}</Muted>
      </Card>
      <Section title={t('pay.list')}>
        <Table
          caption={t('pay.list')}
          captionHidden
          columns={(['paid', 'amount', 'receipt', 'by'] as const).map((key) => ({ key, text: t(`pay.${key}`) }))}
          rows={payments.map((payment) => ({
            cells: [
              sayDay(payment.paidOn, t.language),
              payment.voidWhy === null
                ? say(payment.amount)
                : t('void.was', { sum: say(payment.amount), why: payment.voidWhy }),
              payment.receipt,
              <PaidBy {...props} payment={payment} />,
            ],
          }))}
          empty={<p>{t('pay.none')}</p>}
        />
      </Section>
      <Section title={t('months.title')}>
        <Table
          caption={t('months.title')}
          captionHidden
          columns={[
            { key: 'first', text: t('months.first') },
            { key: 'price', text: t('months.price') },
          ]}
          rows={months.toReversed().map(({ first, price }) => ({
            cells: [sayDay(first, t.language), price ? sayMoney(price.amount, price.currency, t.language) : '–'],
          }))}
          empty={<p>{t('months.none')}</p>}
        />
      </Section>
    </>
  )
}

function PaidBy({
  t,
  law,
  place,
  payment,
  mayWork,
  tried,
  voided,
}: PlaceProps & Partial<Pick<DeskProps, 'mayWork' | 'tried' | 'voided'>> & { payment: Payment }) {
  if (!mayWork || payment.voidWhy !== null) return <>{payment.byName}</>
  const slip = voided === payment.id && tried ? tried.void : nothingTried
  return (
    <>
      {payment.byName}
      <Confirm open={t('void.title')} tone="danger" expanded={slip.problems.length > 0}>
        <Form action={`${placeAddress(place)}/payments/${payment.id}/void`} method="post" label={t('void.title')}>
          <EntryFields t={housingWords.byData(t.language)} words="void" law={law} shape={voidForm.shape} {...slip} />
          <Actions>
            <Button tone="danger">{t('void.do')}</Button>
          </Actions>
        </Form>
      </Confirm>
    </>
  )
}

interface MyProps {
  readonly t: Say
  readonly law: Law
  readonly places: readonly { readonly place: Place; readonly hostel: Hostel; readonly payments: readonly Payment[] }[]
  readonly office: string
}

/** The reader's own place: where, since when, what is paid and owed. */
export function MyPlacePage({ t, law, places, office }: MyProps) {
  return (
    <>
      <Crumbs label={t('my.title')} steps={[{ text: t('my.back'), href: '/my' }, { text: t('my.title') }]} />
      <PageTitle title={t('my.title')} lead={office} />
      {places.map(({ place, hostel, payments }) => (
        <Section title={t('place.where', { hostel: hostel.name[t.language], room: place.room })}>
          {hostel.address && <p>{hostel.address[t.language]}</p>}
          <Reckoning t={t} law={law} place={place} hostel={hostel} payments={payments} />
        </Section>
      ))}
      <Notice tone="quiet">{t('my.pay')}</Notice>
    </>
  )
}
