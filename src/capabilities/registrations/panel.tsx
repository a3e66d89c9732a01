import type { Child } from '../../platform/jsx-runtime.ts'
import type { Visit } from '../../platform/web/visit.ts'
import { sayDay } from '../../platform/words/saying-days.ts'
import { Actions, ButtonLink, Card, Link } from '../../ui/index.ts'
import { type Panel, personOf, placesOf, type View } from '../cases/index.ts'
import { findInstitution } from '../institutions/index.ts'
import { lawOfToday } from '../law/index.ts'
import { recordsOf } from '../stays/index.ts'
import { studentsOfPerson } from '../students/index.ts'
import { deskOpening, ownOpening } from './addresses.ts'
import { recordsFor } from './background.ts'
import { facts } from './facts.ts'
import type { Looked } from './rules.ts'
import { SettledList } from './settled-list.tsx'
import { findKnown, registrationsOf } from './store.ts'
import { TermCard } from './term-card.tsx'
import { validRegistration } from './voided.ts'
import { registrationsWords } from './words.ts'

/** The term with its reasons on every page of a registration, and the ways in: on the own page and on a person's. */
export const registrationPanel: Panel = {
  all: async (visit) => {
    const places = await placesOf(visit.house.database.shared, visit.account.accountId)
    return Promise.all(places.map((place) => wayIn(visit, place)))
  },
  my: async (visit, view) => (
    <>
      {await standing(visit, view, true)}
      {view.procedure.name === 'registration' && view.standing.closedAt && !view.acting && again(visit, view)}
    </>
  ),
  desk: (visit, view) => standing(visit, view, visit.may('papers.look', view.standing.institution)),
  person: async (visit, [record]) => {
    const { institution } = visit.place('cases.read')
    if (!record || !visit.may('cases.work', institution)) return null
    return (
      <p>
        <Link href={deskOpening(record)}>{registrationsWords(visit.language)('panel.open')}</Link>
      </p>
    )
  },
}

async function standing(visit: Visit, view: View, mayLook: boolean): Promise<Child> {
  if (view.procedure.name !== 'registration') return null
  const t = registrationsWords(visit.language)
  const situation = await situationHere(visit, view)
  return (
    <>
      <SettledList t={t} situation={situation} mayLook={mayLook} />
      <TermCard t={t} situation={situation} />
    </>
  )
}

/** The situation of a registration with its own types: the engine hands every procedure's over without. */
async function situationHere(visit: Visit, { situation, standing }: View): Promise<Looked> {
  const known = Object.entries(Object(situation.facts)).filter(([, value]) => value !== null)
  const read = facts.partial().safeParse(Object.fromEntries(known))
  const { institution, subjectId } = standing
  const background = await recordsFor(visit.within(institution), institution, subjectId)
  return { ...situation, facts: read.success ? read.data : {}, background }
}

function again(visit: Visit, { standing }: View) {
  return (
    <Actions>
      <ButtonLink tone="soft" href={ownOpening(standing.institution)}>
        {registrationsWords(visit.language)(standing.stage === 'registered' ? 'panel.again' : 'panel.anew')}
      </ButtonLink>
    </Actions>
  )
}

// On the page of everything that an account has: who studies here registers from here.
async function wayIn(visit: Visit, place: string): Promise<Child> {
  const db = visit.within(place)
  const personId = await personOf(db, visit.account.accountId)
  if (!personId || (await studentsOfPerson(db, [personId])).length === 0) return null
  const person = await findKnown(db, personId)
  const [institution, { open }, stay, law] = await Promise.all([
    findInstitution(visit.house.database.shared, place),
    registrationsOf(db, personId),
    recordsOf(db, [personId]),
    lawOfToday(visit.house, place),
  ])
  // Its own card stands below, and says more.
  if (open || person?.citizenship === 'KG' || !institution) return null
  const t = registrationsWords(visit.language)
  const valid = validRegistration(stay, law)
  const until = valid?.to ? sayDay(valid.to, t.language) : 'none'
  return (
    <Card title={t('panel.title', { institution: institution.short[t.language] })}>
      <p>{valid ? t('panel.valid', { until }) : t('panel.none')}</p>
      <Actions>
        <ButtonLink tone={valid ? 'soft' : 'main'} href={ownOpening(place)}>
          {t(valid ? 'panel.again' : 'panel.arrived')}
        </ButtonLink>
      </Actions>
    </Card>
  )
}
