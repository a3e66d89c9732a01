import type { Href } from '../../platform/jsx-runtime.ts'
import { NotFound } from '../../platform/outcome.ts'
import type { Membership } from '../../platform/sessions/index.ts'
import type { Visit } from '../../platform/web/visit.ts'
import { findInstitution } from '../institutions/index.ts'
import type { Act } from './actions.ts'
import type { Room } from './page.tsx'
import { findHolder, type Holder, isOfUnit, ownHolder } from './store.ts'
import { transcriptsWords } from './words.ts'

export const transcriptsAddress: Href = '/desk/transcripts'
/** Somebody's grades at the desk. */
export const transcriptAddress = (personId: string): Href => `${transcriptsAddress}/people/${personId}`
/** One's own grades at an institution. */
export const ownTranscriptAddress = (institution: string): Href => `/my/${institution}/transcript/grades`

/** Where somebody works with grades: a room, and who acts in it. */
export interface Place {
  readonly institution: string
  readonly room: Room
  readonly act: Act
}

export type PlaceOf = (visit: Visit) => Promise<Place>

/** A dean's office reads and confirms the grades of its own unit; of others it knows nothing. */
export async function mayRead(visit: Visit, { institution, role, unit }: Membership, personId: string) {
  if (role !== 'deans-office') return true
  return unit !== null && (await isOfUnit(visit.within(institution), institution, unit, personId))
}

export async function deskPlace(visit: Visit): Promise<Place> {
  const membership = visit.place('transcripts.read')
  const { institution } = membership
  const holder = await findHolder(visit.within(institution), visit.param('person'))
  if (!holder || !(await mayRead(visit, membership, holder.id))) throw new NotFound()
  const t = transcriptsWords(visit.language)
  const may = visit.may('transcripts.work', institution)
  const back = { text: t('title'), href: transcriptsAddress }
  const ways = { base: transcriptAddress(holder.id), back, isSubject: false, mayChange: may, mayConfirm: may }
  return { institution, room: { t, holder, ...ways }, act: actOf(visit, institution, holder, false) }
}

/** The same for a route that changes something. */
export const deskWork: PlaceOf = async (visit) => {
  const place = await deskPlace(visit)
  if (!place.room.mayChange) throw new NotFound()
  return place
}

export async function ownPlace(visit: Visit): Promise<Place> {
  const found = await findInstitution(visit.house.database.shared, visit.param('institution'))
  const holder = found && (await ownHolder(visit.within(found.id), visit.account.accountId))
  if (!found || !holder) throw new NotFound()
  const t = transcriptsWords(visit.language)
  const back = { text: t('my.back'), href: '/my' } as const
  const ways = { base: ownTranscriptAddress(found.id), back, isSubject: true, mayChange: true, mayConfirm: false }
  return { institution: found.id, room: { t, holder, ...ways }, act: actOf(visit, found.id, holder, true) }
}

function actOf(visit: Visit, institution: string, { id }: Holder, isSubject: boolean): Act {
  return { house: visit.house, institution, personId: id, by: visit.by, isSubject }
}
