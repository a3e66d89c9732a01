import type { Tx } from '../../platform/database/index.ts'
import { addDays, type Day } from '../../platform/days.ts'
import type { House } from '../../platform/house.ts'
import { done, got, NotFound, type Outcome, refuse } from '../../platform/outcome.ts'
import { asLanguage, type Language } from '../../platform/words/languages.ts'
import { sayDay } from '../../platform/words/saying-days.ts'
import { type Act, groundOf } from '../cases/index.ts'
import { mailLater } from '../correspondence/index.ts'
import { findInstitution, type Institution } from '../institutions/index.ts'
import {
  findLink,
  guestOf,
  makeLink,
  type OneTimeLink,
  renewLink,
  revokeLink,
  useLink,
} from '../one-time-links/index.ts'
import { findPartner } from '../partners/index.ts'
import { sayTerm } from './becoming.ts'
import { fullName } from './facts.ts'
import { incoming } from './incoming.ts'
import { linkMailKind, type Named, nominate } from './nominating.ts'
import { mostNominees, type Nominee, type NomineeFacts, twinAt } from './nominees.ts'
import {
  findInvitation,
  findRound,
  holdInvitation,
  holdRound,
  type Invitation,
  insertInvitation,
  invitationsOf,
  type Round,
  saveReminder,
  saveSent,
  saveStudents,
  toRemind,
} from './store.ts'
import { incomingWords } from './words.ts'

/** The kind of one-time link behind which a partner's office names its students. */
export const nominateKind = 'incoming.nominate'

export interface Asking {
  readonly key: string
  readonly partnerId: string
  readonly name: string
  readonly mail: string
  readonly language: Language
  readonly until: Day
  readonly places: number | null
  readonly note: string
}

/** Asks a partner's office to name its students, by a mail with a link. The same form twice asks once. */
export async function invitePartner(act: Act, roundId: string, asking: Asking): Promise<Outcome> {
  const { house, institution } = act
  const place = await findInstitution(house.database.shared, institution)
  const db = house.database.within(institution)
  return db.transaction().execute(async (tx) => {
    const [round, partner] = [await holdRound(tx, roundId), await findPartner(tx, asking.partnerId)]
    if (!round || !partner || !place) throw new NotFound()
    if (await findInvitation(tx, asking.key)) return done
    const open = (await invitationsOf(tx, round.id)).find(
      (one) => one.partnerId === partner.id && one.address === asking.mail && isOpen(one, house.clock.today()),
    )
    if (open) return refuse('invite.already', { params: { name: open.name } })
    const address = await makeLink(tx, house, {
      ...{ institution, id: asking.key, kind: nominateKind, caseId: null, name: asking.name, address: asking.mail },
      ...{ unit: partner.name, language: asking.language, payload: {}, by: act.by, until: asking.until },
    })
    if (!address) return done
    const { key: id, places, note } = asking
    await insertInvitation(tx, institution, { id, roundId: round.id, partnerId: partner.id, places, note })
    const t = incomingWords(asking.language)
    const said = {
      ...{ name: asking.name, partner: partner.name, institution: place.name[asking.language], by: act.by.name },
      ...{ term: termOf(round, asking.language), until: sayDay(asking.until, asking.language), link: address },
      ...{ places: places ?? 0, note: note || 'none' },
      ...{ from: sayDay(round.from, asking.language), to: sayDay(round.to, asking.language) },
    }
    await mailLater(tx, house, {
      ...{ institution, to: asking.mail, language: asking.language, kind: linkMailKind },
      ...{ subject: t('invite.mail.subject', said), body: t('invite.mail.body', said) },
    })
    return done
  })
}

export const termOf = (round: Pick<Round, 'season' | 'year'>, language: Language): string =>
  sayTerm(incomingWords(language), { season: round.season, year: String(round.year) })

export type InvitationState = 'waiting' | 'late' | 'answered' | 'nobody' | 'revoked'

export function stateOf(
  one: Pick<Invitation, 'sentAt' | 'revokedAt' | 'until' | 'nobody'>,
  today: Day,
): InvitationState {
  if (one.sentAt) return one.nobody ? 'nobody' : 'answered'
  if (one.revokedAt) return 'revoked'
  return one.until < today ? 'late' : 'waiting'
}

const isOpen = (one: Invitation, today: Day) => stateOf(one, today) === 'waiting'

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

/** Takes an invitation back: its link opens nothing from now on. */
export async function revokeInvitation(act: Act, id: string): Promise<Outcome> {
  const db = act.house.database.within(act.institution)
  return db.transaction().execute(async (tx) => {
    if (!(await holdInvitation(tx, id))) throw new NotFound()
    return (await revokeLink(tx, id, act.by.name, act.house.clock.now())) ? done : refuse('invite.shut')
  })
}

/** Reminds a partner's office, with a fresh link: the earlier one opens nothing any more, what was written down stays. */
export async function remind(house: House, institution: string, id: string): Promise<Outcome> {
  const db = house.database.within(institution)
  const [one, link] = [await findInvitation(db, id), await findLink(db, id)]
  if (!one || !link) throw new NotFound()
  if (!isOpen(one, house.clock.today())) return refuse('invite.shut')
  const round = await findRound(db, one.roundId)
  const t = incomingWords(link.language)
  const title = t('nominate.title')
  const term = round ? termOf(round, link.language) : ''
  const renewed = await renewLink(house, link, title, linkMailKind, (said) => ({
    subject: t('remind.subject', { ...said, term }),
    body: t('remind.body', { ...said, term, by: link.madeByName }),
  }))
  if (!renewed) return refuse('invite.shut')
  await db.transaction().execute((tx) => saveReminder(tx, id, house.clock.now()))
  return done
}

/** Days before the end of an invitation from which the program reminds by itself, and how often at most. */
const [remindsFrom, everyDays] = [7, 4]

/** Reminds everybody whose invitation ends soon. Running twice on a day reminds once. */
export async function remindAll(house: House, institution: string): Promise<void> {
  const today = house.clock.today()
  const since = new Date(house.clock.now().getTime() - everyDays * 86_400_000 + 3_600_000)
  const db = house.database.within(institution)
  for (const one of await toRemind(db, { today, until: addDays(today, remindsFrom), since }))
    await remind(house, institution, one.id)
}
