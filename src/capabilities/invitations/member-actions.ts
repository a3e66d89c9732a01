import { stringAt, valueAt } from '../../platform/database/json.ts'
import type { Day } from '../../platform/days.ts'
import { done, got, NotFound, type Outcome, refuse } from '../../platform/outcome.ts'
import { type Act, type Case, inCase, isEditable, keepKnown, record, type View, viewOf } from '../cases/index.ts'
import { invitation } from './invitation.ts'
import { arrive } from './member-states.ts'
import { type MemberState, removeStanding, saveStanding, standingsOf } from './member-store.ts'
import { fullName, isIdentical, type Member, type MemberFacts, membersFrom, mostMembers, twinOf } from './members.ts'

type Ground = Parameters<Parameters<typeof inCase>[3]>[2]
type Tx = Parameters<Parameters<typeof inCase>[3]>[0]

interface Change {
  readonly members: readonly Member[]
  /** What the journal says of it. */
  readonly action: 'member.added' | 'member.changed' | 'member.removed'
  readonly message: string
}

/** Whoever is slower finds the members as the other has left them: an addition never takes another one away. */
function changeMembers(
  act: Act,
  caseId: string,
  how: (members: readonly Member[]) => Outcome<Change | null>,
): Promise<Outcome> {
  return inCase(act, invitation, caseId, async (tx, held, ground) => {
    const view = await delegationHere(tx, held, ground)
    if (!isEditable(invitation, held.stage)) return refuse('members.closed')
    const changed = how(membersOf(view))
    if (!changed.ok) return changed
    if (!changed.value) return done
    const { members, action, message } = changed.value
    if (members.length > mostMembers) return refuse('members.tooMany', { params: { most: mostMembers } })
    await keepKnown(tx, held, { members: JSON.stringify(members) })
    await record(tx, act, ground, invitation, held, { action, input: { message } })
    return done
  })
}

async function delegationHere(tx: Tx, held: Case, ground: Ground): Promise<View> {
  const view = await viewOf(ground, tx, invitation, held)
  if (valueAt(view.situation.facts, 'kind') !== 'delegation') throw new NotFound()
  return view
}

/** The members of a delegation, as its case knows them now. */
export function membersOf(view: Pick<View, 'situation'>): readonly Member[] {
  return membersFrom(valueAt(view.situation.facts, 'members'))
}

/** Adds one member. @param id made with the form: the same form twice adds one. Refuses whoever is there already. */
export function addMember(act: Act, caseId: string, id: string, given: MemberFacts): Promise<Outcome> {
  return changeMembers(act, caseId, (members) => {
    if (members.some((member) => member.id === id)) return got(null)
    const twin = twinOf(given, members)
    if (twin) return refuse('members.twice', { params: { at: members.indexOf(twin) + 1 } })
    return got({ members: [...members, { ...given, id }], action: 'member.added', message: fullName(given) })
  })
}

export interface Brought {
  readonly added: number
  /** Lines that were there already, letter by letter. */
  readonly known: number
}

/** Adds the members of a sheet, all or none. The same sheet again adds nobody. @param lines where in it each one stands */
export async function addMembers(
  act: Act,
  caseId: string,
  given: readonly MemberFacts[],
  lines: readonly number[],
): Promise<Outcome<Brought>> {
  let brought: Brought = { added: 0, known: 0 }
  const outcome = await changeMembers(act, caseId, (members) => {
    const all = [...members]
    for (const [at, one] of given.entries()) {
      const twin = twinOf(one, all)
      if (twin && !(members.includes(twin) && isIdentical(one, twin)))
        return refuse('members.lineTwice', { params: { line: lines[at] ?? at + 1, at: all.indexOf(twin) + 1 } })
      if (!twin) all.push({ ...one, id: crypto.randomUUID() })
    }
    const added = all.length - members.length
    brought = { added, known: given.length - added }
    return got(added === 0 ? null : { members: all, action: 'member.added', message: String(added) })
  })
  return outcome.ok ? got(brought) : outcome
}

export function changeMember(act: Act, caseId: string, id: string, given: MemberFacts): Promise<Outcome> {
  return changeMembers(act, caseId, (members) => {
    if (!members.some((member) => member.id === id)) throw new NotFound()
    const others = members.filter((member) => member.id !== id)
    const twin = twinOf(given, others)
    if (twin) return refuse('members.twice', { params: { at: members.indexOf(twin) + 1 } })
    const changed = members.map((member) => (member.id === id ? { ...given, id } : member))
    return got({ members: changed, action: 'member.changed', message: fullName(given) })
  })
}

/** Takes a member out; one who is gone already stays gone. */
export function removeMember(act: Act, caseId: string, id: string): Promise<Outcome> {
  return changeMembers(act, caseId, (members) => {
    const gone = members.find((member) => member.id === id)
    if (!gone) return got(null)
    const left = members.filter((member) => member !== gone)
    return got({ members: left, action: 'member.removed', message: fullName(gone) })
  })
}

export interface Said {
  readonly state: MemberState | 'expected'
  readonly on: Day
}

/** Stages in which the members get their visas and arrive; a late word is taken too. */
export const membersMove = ['approved', 'used', 'expired']

/** What became of one member. Whoever has arrived has entered the country: that is not taken back here. */
export function sayOfMember(act: Act, caseId: string, id: string, { state, on }: Said): Promise<Outcome> {
  return inCase(act, invitation, caseId, async (tx, held, ground) => {
    const view = await delegationHere(tx, held, ground)
    const member = membersOf(view).find((one) => one.id === id)
    if (!member) throw new NotFound()
    if (!membersMove.includes(held.stage)) return refuse('members.notNow')
    const before = (await standingsOf(tx, caseId)).get(id)
    if ((before?.state ?? 'expected') === state) return done
    if (before?.state === 'arrived') return refuse('members.arrivedStays')
    const wrong = whyNotSay(view, { state, on }, before?.state === 'visa')
    if (wrong) return refuse(wrong)

    const about = { tx, house: act.house, institution: act.institution, caseId, by: act.by }
    if (state === 'expected') await removeStanding(tx, caseId, id)
    else if (state === 'arrived') await arrive({ ...about, situation: view.situation }, member, on)
    else await saveStanding(tx, { ...about, memberId: id, state, on, personId: null, at: act.house.clock.now() })
    const message = `${fullName(member)}, ${on}`
    await record(tx, act, ground, invitation, held, { action: `member.${state}`, input: { message } })
    return done
  })
}

// Single use holds for each: whoever comes after the last day comes with nothing, unless the visa was got in time.
function whyNotSay({ situation, law }: View, { state, on }: Said, hasVisa: boolean): string | null {
  const [approved, last] = ['approvedOn', 'validUntil'].map((fact) => stringAt(situation.facts, fact))
  if (on > law.day) return 'day.notYet'
  if (approved && on < approved) return 'day.before'
  const uses = state === 'visa' || (state === 'arrived' && !hasVisa)
  return uses && last && on > last ? 'enter.ended' : null
}
