import { NotFound } from '../../platform/outcome.ts'
import type { Problem } from '../../platform/web/form.ts'
import { recordsOf, validOf } from '../stays/index.ts'
import type { OfficeAct } from './embassy-actions.ts'
import { returnProblems, type Sight, type SightEntry, sightProblems } from './sight-rules.ts'
import { findSight, insertSight, saveReturn } from './sight-store.ts'

/**
 * Writes down that an original was seen on a day: given back at once, or gone to somebody for something until a day. The same
 * form again writes it once. @param people the records of the person, the one that leads first
 */
export async function seeOriginal(
  act: OfficeAct,
  people: readonly string[],
  given: { readonly id: string; readonly entry: SightEntry; readonly away: boolean },
): Promise<readonly Problem[]> {
  const { id, entry, away } = given
  const { house, institution, by } = act
  const problems = sightProblems(entry, away, house.clock.today())
  if (problems.length > 0) return problems
  const db = house.database.within(institution)
  const passports = validOf(await recordsOf(db, people), 'passport')
  const chosen = passports.find((one) => one.id === entry.record)
  if (entry.record && !chosen) return [{ field: 'record', key: 'form.choose' }]
  const { seenOn, toWhom, whatFor, backBy } = entry
  const out = away && backBy ? { toWhom, whatFor, backBy } : null
  const personId = chosen?.personId ?? people[0]
  if (!personId) throw new NotFound()
  const number = chosen?.number ?? ''
  await insertSight(db, institution, { id, personId, number, seenOn, out, at: house.clock.now(), by })
  return []
}

/** Writes down that an original is back with its owner. One that is back already stays as it was written. */
export async function giveBack(
  { house, institution, by }: OfficeAct,
  sight: Sight,
  on: NonNullable<Sight['returnedOn']>,
): Promise<readonly Problem[]> {
  if (sight.returnedOn) return []
  const problems = returnProblems(sight, on, house.clock.today())
  if (problems.length === 0)
    await saveReturn(house.database.within(institution), sight.id, on, house.clock.now(), by.name)
  return problems
}

/** The sight of one of these records of one person. Throws NotFound. */
export async function sightHere(
  { house, institution }: Pick<OfficeAct, 'house' | 'institution'>,
  people: readonly string[],
  id: string,
) {
  const sight = await findSight(house.database.within(institution), id)
  if (!sight || !people.includes(sight.personId)) throw new NotFound()
  return sight
}
