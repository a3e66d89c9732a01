import type { Db } from '../../platform/database/index.ts'
import type { House } from '../../platform/house.ts'
import type { Href } from '../../platform/jsx-runtime.ts'
import { NotFound } from '../../platform/outcome.ts'
import { findInstitution, type Institution } from '../institutions/index.ts'
import { type Law, lawOfToday } from '../law/index.ts'
import type { Acting } from './access.ts'
import type { Panel } from './panel.ts'
import type { Party, Procedure, Situation } from './procedure.ts'
import { type ChecklistItem, checklist, situationOf } from './rules.ts'
import { type Case, documentsOf, findArrived } from './store.ts'

/** Who acts, where and when: the first argument of every verb. */
export interface Act {
  readonly house: House
  readonly institution: string
  readonly by: { readonly id: string; readonly name: string; readonly role: string }
  readonly party: Party
  /** By whose consent, when the subject does not act in person. */
  readonly acting?: Acting | undefined
}

/** A case with everything its procedure says of it today. */
export interface View {
  readonly procedure: Procedure
  readonly standing: Case
  readonly situation: Situation<unknown>
  readonly items: readonly ChecklistItem[]
  readonly law: Law
  readonly institution: Institution
  /** What later capabilities show on its pages; there where a page of it may be shown. */
  readonly panels?: readonly Panel[]
  /** Every procedure that is served, for the cases that this one has to do with. */
  readonly procedures?: readonly Procedure[]
  /** The reader acts for the subject. */
  readonly acting?: Acting | undefined
  /** Who fills the case in on these pages, and where they stand; absent: its subject, on the own pages. */
  readonly filler?: Filler | undefined
}

export interface Filler {
  readonly party: Party
  readonly address: Href
}

/** What the rules stand on: the law of today and the institution's own records. Asked before a transaction begins. */
export interface Ground {
  readonly law: Law
  readonly background: unknown
  readonly institution: Institution
}

export async function groundOf(
  house: Pick<House, 'database' | 'clock'>,
  institution: string,
  procedure: Procedure,
): Promise<Ground> {
  const db = house.database.within(institution)
  const [law, background, found] = await Promise.all([
    lawOfToday(house, institution),
    procedure.background(db, institution, null),
    findInstitution(house.database.shared, institution),
  ])
  if (!found) throw new NotFound()
  return { law, background, institution: found }
}

/** The ground of one case: what the rules need of its person, where they need anything. */
export async function groundFor(
  ground: Ground,
  db: Db,
  procedure: Procedure,
  { subjectId }: Pick<Case, 'subjectId'>,
): Promise<Ground> {
  if (!procedure.personal) return ground
  return { ...ground, background: await procedure.background(db, ground.institution.id, subjectId) }
}

export async function viewOf(ground: Ground, db: Db, procedure: Procedure, standing: Case | null): Promise<View> {
  if (standing?.procedure !== procedure.name) throw new NotFound()
  const { law, background, institution } = await groundFor(ground, db, procedure, standing)
  const kept = await documentsOf(db, standing.id)
  const situation = situationOf(procedure, standing, law, background)
  return { procedure, standing, situation, items: checklist(procedure, situation, kept), law, institution }
}

/** A case to try something on: the one of this number, or with null the newest that has arrived; null when there is none. */
export async function caseToTry(house: House, institution: string, procedure: Procedure, number: string | null) {
  const db = house.database.within(institution)
  const standing = await findArrived(db, procedure.name, number)
  return standing && viewOf(await groundOf(house, institution, procedure), db, procedure, standing)
}
