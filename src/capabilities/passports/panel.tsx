import type { Day } from '../../platform/days.ts'
import type { Child } from '../../platform/jsx-runtime.ts'
import type { Visit } from '../../platform/web/visit.ts'
import { sayDay } from '../../platform/words/saying-days.ts'
import { Card, Column, Item, Link, Muted, Notice, Tag } from '../../ui/index.ts'
import { type Panel, placesOf, type View } from '../cases/index.ts'
import { type Law, lawOfToday } from '../law/index.ts'
import { clocksOf, recordsOf, recordsOfCase, type StayRecord, validOf } from '../stays/index.ts'
import { EmbassyContact, embassyName } from './embassy-page.tsx'
import { embassyOf } from './embassy-store.ts'
import { sayOut } from './overview-page.tsx'
import { passportAddress } from './person-page.tsx'
import { personOfAccount, recordsOfOne } from './person-store.ts'
import { isTooLong } from './sight-rules.ts'
import { sightsOut } from './sight-store.ts'
import { passportsWords, type Say } from './words.ts'

const mostOnDesk = 5

/** Passports where people already are: on the own page, a person, a case of an extension, and in the office's day. */
export const passportPanel: Panel = {
  ways: wayIn,
  my: (visit, view) => aboutExtension(visit, view, 'subject'),
  desk: (visit, view) => aboutExtension(visit, view, 'office'),
  person: async (visit, [record]) => {
    const { institution } = visit.place('cases.read')
    if (!record || !visit.may('papers.look', institution)) return null
    return (
      <p>
        <Link href={passportAddress(record)}>{passportsWords(visit.language)('panel.person')}</Link>
      </p>
    )
  },
  today: async (visit) => {
    const { institution } = visit.place('cases.read')
    if (!visit.may('papers.look', institution)) return null
    const today = visit.house.clock.today()
    const long = (await sightsOut(visit.within(institution), institution, mostOnDesk)).filter((one) =>
      isTooLong(one, today),
    )
    if (long.length === 0) return null
    const t = passportsWords(visit.language)
    return (
      <Column title={t('away.long')} tone="late">
        {long.map((sight) => (
          <Item title={sight.name} text={sayOut(t, sight)} href={passportAddress(sight.personId)} />
        ))}
      </Column>
    )
  },
}

// A citizen has no passport that the office follows.
async function wayIn(visit: Visit): Promise<Child> {
  const places = await placesOf(visit.house.database.shared, visit.account.accountId)
  const people = await Promise.all(places.map((place) => personOfAccount(visit.within(place), visit.account.accountId)))
  if (!people.some((person) => person?.citizenship && person.citizenship !== 'KG')) return null
  return (
    <p>
      <Link href="/my/passports">{passportsWords(visit.language)('panel.my')}</Link>
    </p>
  )
}

async function aboutExtension(
  visit: Visit,
  { procedure, standing }: View,
  reader: 'subject' | 'office',
): Promise<Child> {
  if (procedure.name !== 'passport-extension') return null
  const db = visit.within(standing.institution)
  const [law, made, people] = await Promise.all([
    lawOfToday(visit.house, standing.institution),
    recordsOfCase(db, standing.id),
    recordsOfOne(db, standing.subjectId),
  ])
  const [settled] = made.filter(({ kind }) => kind === 'passport')
  const t = passportsWords(visit.language)
  if (settled) return <Follows t={t} law={law} settled={settled} records={await recordsOf(db, people)} />
  const embassy = await embassyOf(db, String(standing.facts?.passportCountry ?? standing.typed.passportCountry ?? ''))
  return (
    embassy && (
      <Card title={embassyName(t, law, embassy)}>
        <EmbassyContact t={t} embassy={embassy} reader={reader} />
      </Card>
    )
  )
}

interface FollowsProps {
  readonly t: Say
  readonly law: Law
  readonly settled: StayRecord
  readonly records: readonly StayRecord[]
}

/** What follows from a new passport: registering again by a day, and the visa that stands in the old one. */
function Follows({ t, law, settled, records }: FollowsProps) {
  const again = clocksOf(records, law).find((one) => one.recordId === settled.id && one.name === 'registration.again')
  const visa = lastOf(
    validOf(records, 'visa').flatMap(({ to }) => to ?? []),
    law.day,
  )
  const change = law.find('registration.change')
  const carry = law.find('study.carry-documents')
  return (
    <Notice tone="due" title={t('follows.title')}>
      <p>{again ? t('follows.register', { day: sayDay(again.due, t.language) }) : t('follows.register.unknown')}</p>
      {change && (
        <p>
          <Muted>
            {change.text[t.language]}. {t('law.source', { source: change.source.join(', ') })}
          </Muted>{' '}
          {!change.verified && <Tag tone="due">{t('law.unverified')}</Tag>}
        </p>
      )}
      {visa && (
        <p>
          {t('follows.visa', { day: sayDay(visa, t.language) })} {carry && <Muted>{carry.text[t.language]}.</Muted>}{' '}
          {carry && !carry.verified && <Tag tone="due">{t('law.unverified')}</Tag>}
        </p>
      )}
    </Notice>
  )
}

const lastOf = (ends: readonly Day[], today: Day): Day | null => {
  const last = ends.toSorted().at(-1)
  return last && last >= today ? last : null
}
