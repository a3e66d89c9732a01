import type { Tx } from '../../platform/database/index.ts'
import type { House } from '../../platform/house.ts'
import { done, got, NotFound, type Outcome, refuse } from '../../platform/outcome.ts'
import { asLanguage, type Language } from '../../platform/words/languages.ts'
import { type Act, groundOf } from '../cases/index.ts'
import { mailLater } from '../correspondence/index.ts'
import type { Institution } from '../institutions/index.ts'
import { guestOf, type OneTimeLink, useLink } from '../one-time-links/index.ts'
import { findPartner } from '../partners/index.ts'
import { fullName } from './facts.ts'
import { incoming } from './incoming.ts'
import { termOf } from './inviting.ts'
import { type Named, nominate } from './nominating.ts'
import { mostNominees, type Nominee, type NomineeFacts, twinAt } from './nominees.ts'
import { findRound, holdInvitation, type Round, saveSent, saveStudents } from './store.ts'
import { incomingWords } from './words.ts'

/** Changes what a partner has written down so far. Whoever is slower finds the list as the other has left it. */
export function changeStudents(
  house: House,
  link: OneTimeLink,
  how: (students: readonly Nominee[]) => Outcome<readonly Nominee[]>,
): Promise<Outcome> {
  const db = house.database.within(link.institution)
  return db.transaction().execute(async (tx) => {
    const held = await holdInvitation(tx, link.id)
    if (!held || held.sentAt || held.revokedAt) return refuse('invite.shut')
    const changed = how(held.students)
    if (!changed.ok) return changed
    if (changed.value !== held.students) await saveStudents(tx, held.id, changed.value)
    return done
  })
}

/** Puts a student on the list, or in the place of the one with this id. */
export function putStudent(id: string, nominee: NomineeFacts) {
  return (students: readonly Nominee[]): Outcome<readonly Nominee[]> => {
    const others = students.filter((one) => one.id !== id)
    const twin = others[twinAt(nominee, others)]
    if (twin) return refuse('nominate.twin', { params: { name: fullName(twin), at: students.indexOf(twin) + 1 } })
    if (others.length >= mostNominees) return refuse('nominate.tooMany', { params: { most: mostNominees } })
    const put = { ...nominee, id }
    const isThere = others.length < students.length
    return got(isThere ? students.map((one) => (one.id === id ? put : one)) : [...students, put])
  }
}

/** The partner's last word: each student becomes a case, the link has done its work, both offices are told. */
export async function sendNominations(house: House, link: OneTimeLink): Promise<Outcome> {
  const { institution } = link
  const act: Act = { house, institution, by: guestOf(link), party: 'office' }
  const ground = await groundOf(house, institution, incoming)
  return house.database
    .within(institution)
    .transaction()
    .execute(async (tx) => {
      const held = await holdInvitation(tx, link.id)
      const partner = held && (await findPartner(tx, held.partnerId))
      if (!held || !partner || held.sentAt) return refuse('invite.shut')
      const at = house.clock.now()
      const contact = { name: link.name, mail: link.address, language: link.language }
      const naming = {
        roundId: held.roundId,
        partner,
        invitationId: held.id,
        way: 'link',
        batch: held.id,
        contact,
      } as const
      const named = await nominate(tx, act, ground, naming, held.students)
      if (!named.ok) return named
      if (!(await useLink(tx, link.id, at))) throw new NotFound()
      await saveSent(tx, held.id, at, held.students.length === 0)
      const round = await findRound(tx, held.roundId)
      if (round) await tellBoth(tx, act, ground.institution, link, { round, partner: partner.name, named: named.value })
      return done
    })
}

interface Answered {
  readonly round: Round
  readonly partner: string
  readonly named: readonly Named[]
}

async function tellBoth(tx: Tx, { house }: Act, place: Institution, link: OneTimeLink, answered: Answered) {
  const { institution } = link
  const asker = await tx
    .selectFrom('accounts')
    .select(['email', 'language'])
    .where('id', '=', link.madeBy)
    .executeTakeFirst()
  const mail = (what: 'received' | 'answered', language: Language, to: string) => {
    const t = incomingWords(language)
    const said = {
      ...{ name: link.name, partner: answered.partner, term: termOf(answered.round, language) },
      ...{ institution: place.name[language], count: answered.named.length },
      list: answered.named.map(({ name, number }) => `– ${name}, ${number}`).join('\n'),
      link: `${house.url}/desk/incoming-mobility/rounds/${answered.round.id}`,
    }
    const subject = t(`invite.${what}.subject`, said)
    return mailLater(tx, house, {
      ...{ institution, to, language, kind: `incoming.${what}`, subject, body: t(`invite.${what}.body`, said) },
    })
  }
  await mail('received', link.language, link.address)
  if (asker) await mail('answered', asLanguage(asker.language), asker.email)
}
