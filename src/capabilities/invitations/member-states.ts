import type { Tx } from '../../platform/database/index.ts'
import type { Day } from '../../platform/days.ts'
import type { House } from '../../platform/house.ts'
import { personNamed } from '../cases/index.ts'
import type { Law } from '../law/index.ts'
import { addRecord } from '../stays/index.ts'
import { saveStanding, standingsOf } from './member-store.ts'
import { fullName, type Member } from './members.ts'

/** The members who are on the way: nobody has said that they came, stay away or got no visa. */
export async function newcomers(tx: Tx, caseId: string, members: readonly Member[]): Promise<readonly Member[]> {
  const standings = await standingsOf(tx, caseId)
  return members.filter(({ id }) => ['visa', undefined].includes(standings.get(id)?.state))
}

interface Arriving {
  readonly tx: Tx
  readonly house: House
  readonly institution: string
  readonly caseId: string
  readonly by: { readonly id: string; readonly name: string }
  readonly situation: { readonly law: Law }
}

/** A member has crossed the border: from that day on a person of the institution, whose stay has its own dates. */
export async function arrive(moment: Arriving, member: Member, on: Day): Promise<void> {
  const { tx, house, institution, caseId, by, situation } = moment
  const { citizenship, birthDay, passportNumber, passportIssued, passportEnds } = member
  const personId = await personNamed(tx, {
    ...{ institution, birthDay, citizenship, shownAs: fullName(member), email: null, language: 'en' },
  })
  const about = { institution, personId, caseId, by, law: situation.law }
  await addRecord(tx, house, {
    ...about,
    kind: 'passport',
    number: passportNumber,
    from: passportIssued,
    to: passportEnds,
    said: { country: citizenship },
  })
  await addRecord(tx, house, { ...about, kind: 'crossing', from: on, said: { direction: 'in', country: citizenship } })
  const standing = { institution, caseId, memberId: member.id, state: 'arrived', on, personId } as const
  await saveStanding(tx, { ...standing, at: house.clock.now(), by })
}
