import type { Day } from '../../platform/days.ts'
import type { Href } from '../../platform/jsx-runtime.ts'
import { sayDay } from '../../platform/words/saying-days.ts'
import { sayMoney } from '../../platform/words/saying-money.ts'
import {
  Card,
  Cards,
  DescriptionList,
  EmptyState,
  Filters,
  Link,
  Muted,
  PageTitle,
  SearchField,
  Section,
  Table,
  Tag,
} from '../../ui/index.ts'
import { balanceOf, type Hostel, monthsOf, type Payment, type Place } from './rules.ts'
import type { Waiting } from './store.ts'
import type { Say } from './words.ts'

export const housingAddress = '/desk/hostel' as const
export const placeAddress = ({ id }: Pick<Place, 'id'>): Href => `${housingAddress}/places/${id}`
export const giveAddress = (personId: string): Href => `${housingAddress}/give/${personId}`

interface ListProps {
  readonly t: Say
  readonly today: Day
  readonly hostels: readonly Hostel[]
  readonly places: readonly Place[]
  readonly payments: ReadonlyMap<string, readonly Payment[]>
  readonly waiting: readonly Waiting[]
  readonly search: string
  readonly mayWork: boolean
}

/** The hostels, who lives in which room and owes what, and who waits for a place. */
export function HostelPage(props: ListProps) {
  const { t, hostels, waiting } = props
  return (
    <>
      <PageTitle title={t('list.title')} lead={t('list.lead')} />
      {hostels.length === 0 && <EmptyState title={t('list.noHostel')} text={t('list.noHostel.text')} />}
      <Cards>
        {hostels.map((hostel) => (
          <HostelCard {...props} hostel={hostel} />
        ))}
      </Cards>
      {waiting.length > 0 && (
        <Section title={t('list.waiting', { count: waiting.length })}>
          <ul>
            {waiting.map(({ personId, studentId, name }) => (
              <li>
                <Link href={`/desk/students/${studentId}`}>{name}</Link>{' '}
                {props.mayWork && <Link href={giveAddress(personId)}>{t('give.do')}</Link>}
              </li>
            ))}
          </ul>
        </Section>
      )}
      <Places {...props} />
    </>
  )
}

function HostelCard({ t, today, hostel, places, mayWork }: ListProps & { hostel: Hostel }) {
  const price = hostel.prices.findLast(({ since }) => since <= today)
  const taken = places.filter((place) => place.hostelId === hostel.id && place.from <= today).length
  const rows = [
    {
      term: t('hostel.price'),
      value: price
        ? t('hostel.monthly', { sum: sayMoney(price.amount, price.currency, t.language) })
        : t('hostel.noPrice'),
    },
    { term: t('hostel.taken'), value: hostel.beds ? t('hostel.takenOf', { taken, beds: hostel.beds }) : String(taken) },
    ...(hostel.seatsPerRoom ? [{ term: t('hostel.seats'), value: String(hostel.seatsPerRoom) }] : []),
  ]
  return (
    <Card title={hostel.name[t.language]}>
      {hostel.address && <p>{hostel.address[t.language]}</p>}
      <DescriptionList rows={rows} />
      {hostel.note && <Muted>{hostel.note[t.language]}</Muted>}
      {mayWork && (
        <p>
          <Link href={`${housingAddress}/${hostel.id}`}>{t('hostel.change')}</Link>
        </p>
      )}
    </Card>
  )
}

function Places({ t, today, hostels, places, payments, search }: ListProps) {
  const rows = places.map((place) => {
    const hostel = hostels.find(({ id }) => id === place.hostelId)
    const { owed } = balanceOf(monthsOf(place, hostel?.prices ?? [], today), payments.get(place.id) ?? [])
    return { place, hostel, owed }
  })
  return (
    <Section title={t('places.title')}>
      <Filters
        action={housingAddress}
        label={t('places.search')}
        button={t('places.show')}
        reset={search ? { href: housingAddress, text: t('places.reset') } : undefined}
      >
        <SearchField name="q" label={t('places.search')} value={search} />
      </Filters>
      <Table
        caption={t('places.title')}
        captionHidden
        columns={(['person', 'hostel', 'room', 'from', 'to', 'owed'] as const).map((key) => ({
          key,
          text: t(`places.${key}`),
        }))}
        rows={rows.map(({ place, hostel, owed }) => ({
          href: placeAddress(place),
          cells: [
            place.person,
            hostel?.name[t.language] ?? '',
            place.room,
            sayDay(place.from, t.language),
            place.to ? sayDay(place.to, t.language) : t('place.open'),
            <Owed t={t} owed={owed} currency={hostel?.prices.at(-1)?.currency ?? 'KGS'} />,
          ],
        }))}
        empty={<EmptyState title={t(search ? 'places.notFound' : 'places.none')} text={t('places.none.text')} />}
      />
    </Section>
  )
}

/** What is owed, or paid ahead. */
export function Owed({ t, owed, currency }: { t: Say; owed: number; currency: string }) {
  const sum = sayMoney(Math.abs(owed), currency, t.language)
  if (owed > 0) return <Tag tone="due">{t('owed.owes', { sum })}</Tag>
  return owed < 0 ? <Tag tone="ok">{t('owed.ahead', { sum })}</Tag> : <Tag tone="ok">{t('owed.nothing')}</Tag>
}
