import { NotFound } from '../../platform/outcome.ts'
import { Routes, signedIn } from '../../platform/web/routes.ts'
import type { Visit } from '../../platform/web/visit.ts'
import { Link, Section } from '../../ui/index.ts'
import { type Panel, personOf, placesOf } from '../cases/index.ts'
import { findInstitution } from '../institutions/index.ts'
import { lawOfToday } from '../law/index.ts'
import { giveAddress, placeAddress } from './list-page.tsx'
import { MyPlacePage } from './place-page.tsx'
import { hostelsOf, paymentsOf, placesOfPerson } from './store.ts'
import { housingWords } from './words.ts'

/** The way to the place: from the own page, and from a person's page at the desk. */
export const housingPanel: Panel = {
  ways: async (visit) => {
    const t = housingWords(visit.language)
    const held = []
    for (const institution of await placesOf(visit.house.database.shared, visit.account.accountId))
      if ((await ownPlaces(visit, institution)).length > 0) held.push(institution)
    return held.map((institution) => (
      <p>
        <Link href={`/my/${institution}/hostel/place`}>{t('my.title')}</Link>
      </p>
    ))
  },
  person: async (visit, records) => {
    const { institution } = visit.place('cases.read')
    const db = visit.within(institution)
    const t = housingWords(visit.language)
    const [places, hostels] = await Promise.all([placesOfPerson(db, records), hostelsOf(db)])
    const [first] = records
    if (hostels.length === 0) return null
    return (
      <Section title={t('list.title')}>
        <ul>
          {places.map((place) => (
            <li>
              <Link href={placeAddress(place)}>
                {t('place.where', {
                  hostel: hostels.find(({ id }) => id === place.hostelId)?.name[t.language] ?? '',
                  room: place.room,
                })}
              </Link>
            </li>
          ))}
        </ul>
        {first && visit.may('cases.work', institution) && places.every(({ to }) => to !== null) && (
          <p>
            <Link href={giveAddress(first)}>{t('give.title')}</Link>
          </p>
        )}
      </Section>
    )
  },
}

async function ownPlaces(visit: Visit, institution: string) {
  const db = visit.within(institution)
  const person = await personOf(db, visit.account.accountId)
  return person ? placesOfPerson(db, [person]) : []
}

/** The own place of somebody who lives in a hostel. */
export function myRoutes(): Routes {
  return new Routes().get('/my/:institution/hostel/place', signedIn, async (visit) => {
    const institution = await findInstitution(visit.house.database.shared, visit.param('institution'))
    if (!institution) throw new NotFound()
    const db = visit.within(institution.id)
    const own = await ownPlaces(visit, institution.id)
    if (own.length === 0) throw new NotFound()
    const [hostels, payments, law] = await Promise.all([
      hostelsOf(db),
      paymentsOf(
        db,
        own.map(({ id }) => id),
      ),
      lawOfToday(visit.house, institution.id),
    ])
    const places = own.flatMap((place) => {
      const hostel = hostels.find(({ id }) => id === place.hostelId)
      return hostel ? { place, hostel, payments: payments.get(place.id) ?? [] } : []
    })
    const t = housingWords(visit.language)
    const body = <MyPlacePage t={t} law={law} places={places} office={institution.name[t.language]} />
    return visit.show({ frame: 'my', institution: institution.id, title: t('my.title'), body })
  })
}
