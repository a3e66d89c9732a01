import type { Href } from '../../platform/jsx-runtime.ts'
import { NotFound } from '../../platform/outcome.ts'
import type { Visit } from '../../platform/web/visit.ts'
import { accessTo, type Case, findCase } from '../cases/index.ts'
import { findInstitution } from '../institutions/index.ts'
import type { Act } from './actions.ts'
import type { Room } from './page.tsx'
import { isOfUnit } from './store.ts'
import { agreementWords } from './words.ts'

export const agreementsAddress: Href = '/desk/learning-agreements'
/** The agreement of a case at the desk. */
export const agreementAddress = (caseId: string): Href => `${agreementsAddress}/${caseId}`
/** One's own. */
export const ownAgreementAddress = (institution: string, caseId: string): Href =>
  `/my/${institution}/${caseId}/agreement`

/** The procedures whose cases have an agreement. A guest's is written at home and comes as a paper: here we would be its host. */
export const withAgreement: readonly string[] = ['mobility']

/** Where somebody works with an agreement: a room, its case, and who acts in it. */
export interface Place {
  readonly institution: string
  readonly standing: Case
  readonly room: Room
  readonly act: Act
}

export type PlaceOf = (visit: Visit) => Promise<Place>

/** At the desk; a dean's office has those of its own unit. */
export const deskPlace: PlaceOf = async (visit) => {
  const { institution, role, unit } = visit.place('agreements.read')
  const db = visit.within(institution)
  const standing = await findCase(db, visit.param('case'))
  if (!standing?.arrivedAt || !withAgreement.includes(standing.procedure)) throw new NotFound()
  const isBeside = role === 'deans-office' && !(unit && (await isOfUnit(db, institution, unit, standing.id)))
  if (isBeside) throw new NotFound()
  const may = visit.may('agreements.work', institution)
  const t = agreementWords(visit.language)
  const back = { text: t('list.title'), href: agreementsAddress }
  const ways = { base: agreementAddress(standing.id), back, isSubject: false, mayEdit: may, mayDecide: may }
  return { institution, standing, room: { t, student: standing.title, ...ways }, act: actOf(visit, standing, false) }
}

/** The same for a route that changes something. */
export const deskWork: PlaceOf = async (visit) => {
  const place = await deskPlace(visit)
  if (!place.room.mayDecide) throw new NotFound()
  return place
}

/** One's own; whoever acts for somebody else by consent signs nothing for them. */
export const ownPlace: PlaceOf = async (visit) => {
  const found = await findInstitution(visit.house.database.shared, visit.param('institution'))
  const db = found && visit.within(found.id)
  const standing = db && (await findCase(db, visit.param('id')))
  if (!found || !db || !standing?.arrivedAt || !withAgreement.includes(standing.procedure)) throw new NotFound()
  const access = await accessTo(db, visit.account.accountId, standing, visit.house.clock.today())
  if (access !== 'own') throw new NotFound()
  const t = agreementWords(visit.language)
  const back = { text: t('my.back'), href: `/my/${found.id}/${standing.id}` } as const
  const ways = {
    base: ownAgreementAddress(found.id, standing.id),
    back,
    isSubject: true,
    mayEdit: true,
    mayDecide: false,
  }
  return {
    ...{ institution: found.id, standing, room: { t, student: standing.title, ...ways } },
    act: actOf(visit, standing, true),
  }
}

function actOf(visit: Visit, standing: Case, isSubject: boolean): Act {
  return { house: visit.house, institution: standing.institution, standing, by: visit.by, isSubject }
}
