import { stringAt } from '../../platform/database/json.ts'
import type { Child } from '../../platform/jsx-runtime.ts'
import type { Visit } from '../../platform/web/visit.ts'
import { sayMoment } from '../../platform/words/saying-days.ts'
import { Actions, Button, Card, DescriptionList, Form, HiddenField, Link, Muted } from '../../ui/index.ts'
import type { Panel, View } from '../cases/index.ts'
import { listInstitutions } from '../institutions/index.ts'
import { studentOfCase } from '../students/index.ts'
import { sayTerm } from './becoming.ts'
import { provedAddress, unclaimed } from './claiming.ts'
import { marksFrom } from './facts.ts'
import { roundAddress } from './hub-page.tsx'
import { incoming } from './incoming.ts'
import { nominationOfCase } from './nomination-store.ts'
import { incomingWords, type Say } from './words.ts'

/** On a guest's case who has named the student and what goes on beside it; on the own page the cases that wait to be taken. */
export const guestPanel: Panel = {
  all: waiting,
  my: async (visit, view) => (isGuest(view) && view.standing.stage === 'coming' ? ownWays(visit, view) : null),
  desk: async (visit, view) => {
    if (!isGuest(view)) return null
    return (
      <>
        {await named(visit, view)}
        {await beside(visit, view)}
      </>
    )
  },
}

const isGuest = ({ procedure }: View) => procedure.name === incoming.name

// Whoever signs in with the address that a partner gave finds the case, also when the link is lost.
async function waiting(visit: Visit): Promise<Child> {
  const mail = await provedAddress(visit.house.database.shared, visit.account.accountId)
  if (!mail) return null
  const t = incomingWords(visit.language)
  const found: Child[] = []
  for (const { id, short } of await listInstitutions(visit.house.database.shared))
    for (const one of await unclaimed(visit.within(id), mail))
      found.push(
        <Card title={t('place.title')}>
          <p>
            {t('place.waiting', {
              ...{ partner: stringAt(one.facts, 'partnerName'), institution: short[visit.language] },
              ...{ number: one.number ?? '' },
            })}
          </p>
          <Form action={`/my/${id}/incoming/${one.id}/claim`} method="post" label={t('place.take')}>
            <Actions>
              <Button>{t('place.take')}</Button>
            </Actions>
          </Form>
        </Card>,
      )
  return found
}

function ownWays(visit: Visit, { situation }: View): Child {
  const t = incomingWords(visit.language)
  if (stringAt(situation.facts, 'citizenship') === 'KG') return null
  return (
    <Card title={t('coming.title')}>
      <p>{t('coming.text')}</p>
      <p>
        <Link href="/my/stay">{t('coming.stay')}</Link>
      </p>
    </Card>
  )
}

async function named(visit: Visit, { standing, situation }: View): Promise<Child> {
  const t = incomingWords(visit.language)
  const nomination = await nominationOfCase(visit.within(standing.institution), standing.id)
  const fact = (name: string) => stringAt(situation.facts, name)
  const season = incoming.facts.shape.season.safeParse(fact('season'))
  const rows = [
    { term: t('column.partner'), value: <PartnerLink id={fact('partner')} name={fact('partnerName')} /> },
    {
      term: t('column.term'),
      value: nomination ? (
        <Link href={roundAddress(nomination.roundId)}>
          {sayTerm(t, { season: season.success ? season.data : undefined, year: fact('year') })}
        </Link>
      ) : (
        ''
      ),
    },
    ...(nomination
      ? [
          {
            term: t('named.by'),
            value: `${nomination.byName}, ${t(`named.way.${wayOf(nomination.way)}`)}, ${sayMoment(nomination.at, t.language)}`,
          },
        ]
      : []),
    ...(fact('partnerMail')
      ? [{ term: t('named.contact'), value: `${fact('nominatedBy')} ${fact('partnerMail')}` }]
      : []),
    { term: t('named.account'), value: standing.accountId ? t('named.taken') : t('named.notTaken') },
  ]
  const mayWork = visit.may('cases.work', standing.institution)
  return (
    <Card title={t('named.title')} id="nomination">
      <DescriptionList rows={rows} />
      {mayWork && !standing.accountId && !standing.closedAt && standing.email && <LinkAgain t={t} id={standing.id} />}
    </Card>
  )
}

const wayOf = (way: string) => (['link', 'sheet', 'office'] as const).find((one) => one === way) ?? 'office'

const PartnerLink = ({ id, name }: { id: string; name: string }) => <Link href={`/desk/partners/${id}`}>{name}</Link>

function LinkAgain({ t, id }: { t: Say; id: string }) {
  return (
    <Form action={`/desk/incoming-mobility/cases/${id}/link`} method="post" label={t('named.again')}>
      <HiddenField name="key" value={crypto.randomUUID()} />
      <Actions>
        <Button tone="soft">{t('named.again')}</Button>
      </Actions>
    </Form>
  )
}

/** What goes on beside the case once somebody is admitted: each is a case or a record of its own. */
async function beside(visit: Visit, { standing, situation }: View): Promise<Child> {
  const t = incomingWords(visit.language)
  const student = await studentOfCase(visit.within(standing.institution), standing.id)
  const marks = marksFrom(standing.facts?.marks).length
  if (!student) return null
  const person = student.personId
  const isForeign = stringAt(situation.facts, 'citizenship') !== 'KG'
  const mayWork = visit.may('cases.work', standing.institution)
  return (
    <Card title={t('beside.title')} id="beside">
      {isForeign && mayWork && (
        <Form action={`/desk/invitations/students/${student.id}`} method="post" label={t('beside.invitation')}>
          <Actions>
            <Button tone="soft">{t('beside.invitation')}</Button>
          </Actions>
        </Form>
      )}
      <ul>
        <li>
          <Link href={`/desk/students/${student.id}`}>{t('beside.record', { number: student.number })}</Link>
        </li>
        {isForeign && (
          <>
            <li>
              <Link href={`/desk/persons/${person}/stay`}>{t('beside.stay')}</Link>
            </li>
            <li>
              <Link href={`/desk/persons/${person}`}>{t('beside.person')}</Link>
            </li>
          </>
        )}
        <li>
          <Link href={`/desk/incoming-mobility/cases/${standing.id}/marks`}>{t('beside.marks', { count: marks })}</Link>
        </li>
      </ul>
      {situation.facts && stringAt(situation.facts, 'hostel') === 'yes' && <Muted>{t('beside.hostel')}</Muted>}
    </Card>
  )
}
