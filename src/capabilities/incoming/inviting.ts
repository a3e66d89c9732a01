import { addDays, type Day } from '../../platform/days.ts'
import type { House } from '../../platform/house.ts'
import { done, NotFound, type Outcome, refuse } from '../../platform/outcome.ts'
import type { Language } from '../../platform/words/languages.ts'
import { sayDay } from '../../platform/words/saying-days.ts'
import type { Act } from '../cases/index.ts'
import { mailLater } from '../correspondence/index.ts'
import { findInstitution } from '../institutions/index.ts'
import { findLink, makeLink, renewLink, revokeLink } from '../one-time-links/index.ts'
import { findPartner } from '../partners/index.ts'
import { sayTerm } from './becoming.ts'
import { linkMailKind } from './nominating.ts'
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
