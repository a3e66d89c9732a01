import { isUuid } from '../../platform/database/ids.ts'
import { NotFound } from '../../platform/outcome.ts'
import type { Problem, Typed } from '../../platform/web/form.ts'
import { Routes, signedIn } from '../../platform/web/routes.ts'
import type { Visit } from '../../platform/web/visit.ts'
import { placesOf } from '../cases/index.ts'
import { findInstitution, type Institution } from '../institutions/index.ts'
import { lawOfToday } from '../law/index.ts'
import { leadsOf } from './clock-store.ts'
import { clocksOf } from './clocks.ts'
import { passportsOf } from './desk-place.ts'
import { MyStayPage, type OwnStay, TellPage } from './my-pages.tsx'
import { ownPerson, type StayPerson } from './person-store.ts'
import { type ToldKind, toldKinds } from './rules.ts'
import { statementsOf } from './statement-store.ts'
import { recordsOf } from './store.ts'
import { studyUse } from './study-use.ts'
import { say } from './verbs.ts'
import { staysWords } from './words.ts'
import type { Reading } from './words-of-records.ts'

/** What people see of their own stay, and what they tell of it. */
export function myRoutes(): Routes {
  return new Routes()
    .get('/my/stay', signedIn, showMine)
    .get('/my/stay/:institution/:kind', signedIn, async (visit) => {
      const told = await toldHere(visit)
      return showTelling(visit, told, {}, [])
    })
    .post('/my/stay/:institution/:kind', signedIn, tell)
}

/** Their own numbers are no secret to them. */
async function readingOf(visit: Visit, institution?: string): Promise<Reading> {
  return { language: visit.language, law: await lawOfToday(visit.house, institution), numbers: 'shown' }
}

async function showMine(visit: Visit) {
  const reading = await readingOf(visit)
  const stays = await ownStays(visit)
  const t = staysWords(visit.language)
  const sent = visit.query('done') === 'said'
  const body = <MyStayPage reading={reading} stays={stays} sent={sent} />
  const [only] = stays.length === 1 ? stays : []
  const institution = only ? { institution: only.institution.id } : {}
  return visit.show({ frame: 'my', title: t('my.title'), ...institution, body })
}

/** What each institution knows of the account's stay. */
export async function ownStays(visit: Visit): Promise<OwnStay[]> {
  const { accountId } = visit.account
  const places = await placesOf(visit.house.database.shared, accountId)
  const stays = await Promise.all(places.map((place) => ownStay(visit, place)))
  return stays.flatMap((stay) => stay ?? [])
}

async function ownStay(visit: Visit, place: string): Promise<OwnStay | null> {
  const db = visit.within(place)
  const person = await ownPerson(db, visit.account.accountId)
  const institution = person && (await findInstitution(visit.house.database.shared, place))
  if (!person || !institution) return null
  const [records, statements, leads] = await Promise.all([
    recordsOf(db, person.members),
    statementsOf(db, person.members),
    leadsOf(db),
  ])
  const reading = await readingOf(visit, place)
  const clocks = clocksOf(records, reading.law, leads, person.citizenship)
  return { reading, institution, records, clocks, statements, use: studyUse(records, reading.law) }
}

interface Told {
  readonly institution: Institution
  readonly person: StayPerson
  readonly kind: ToldKind
}

async function toldHere(visit: Visit): Promise<Told> {
  const kind = toldKinds.find((known) => known === visit.param('kind'))
  const institution = await findInstitution(visit.house.database.shared, visit.param('institution'))
  const person = institution && (await ownPerson(visit.within(institution.id), visit.account.accountId))
  if (!kind || !institution || !person) throw new NotFound()
  return { kind, institution, person }
}

async function showTelling(visit: Visit, told: Told, typed: Typed, problems: readonly Problem[]) {
  const { institution, person, kind } = told
  const records = await recordsOf(visit.within(institution.id), person.members)
  const key = isUuid(typed.key ?? '') ? (typed.key ?? '') : crypto.randomUUID()
  const props = { reading: await readingOf(visit, institution.id), institution, kind, key, typed, problems }
  const body = <TellPage {...props} passports={passportsOf(records)} />
  const title = staysWords(visit.language)(`my.tell.${kind}`)
  return visit.show({ frame: 'my', title, institution: institution.id, body }, problems.length > 0 ? 422 : 200)
}

async function tell(visit: Visit) {
  const told = await toldHere(visit)
  const typed = await visit.typed()
  const key = isUuid(typed.key ?? '') ? (typed.key ?? '') : crypto.randomUUID()
  const said = await say(visit.house, told.institution.id, told.person, { kind: told.kind, typed, key })
  return said.ok ? visit.go('/my/stay?done=said') : showTelling(visit, told, { ...typed, key }, said.problems)
}
