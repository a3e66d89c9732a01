import type { Tx } from '../../platform/database/index.ts'
import { daysBetween } from '../../platform/days.ts'
import type { House } from '../../platform/house.ts'
import type { Language } from '../../platform/words/languages.ts'
import { sayDay, sayDistance } from '../../platform/words/saying-days.ts'
import { groundOf, holdCase, openDeadlines, type Procedure, representativesOf, viewOf } from '../cases/index.ts'
import { mailLater } from '../correspondence/index.ts'
import { findInstitution, type Institution, type Office, officeOf, reachOf, sayContact } from '../institutions/index.ts'
import { type LawBook, lawBook, type Rule } from '../law/index.ts'
import { leadsOf } from '../stays/index.ts'
import { setSteps } from './kind-store.ts'
import { reached, stepsFor } from './reminder-rules.ts'
import {
  insertReminder,
  isStillClock,
  keyOf,
  mailKey,
  type OpenDate,
  openDates,
  personToRemind,
  type Reminded,
  remindedOf,
} from './reminder-store.ts'
import { deadlineOf } from './rules.ts'
import { ruleOf, sayKind } from './said.tsx'
import { datesWords } from './words.ts'

/**
 * Sends today's reminders of an institution: of the clocks of everybody's stay, and of what open cases want of their subject,
 * at the steps that the office has set. Runs any number of times a day; nothing goes twice, nothing after a case is closed
 * or a record has ended, and a day on which the program did not run is made up for by one mail.
 * @returns how many dates were reminded of
 */
export async function remind(house: House, institution: string, procedures: readonly Procedure[]): Promise<number> {
  const db = house.database.within(institution)
  const today = house.clock.today()
  const [open, reminded, set, leads] = await Promise.all([
    openDates(db, institution, today),
    remindedOf(db, institution, today),
    setSteps(db),
    leadsOf(db),
  ])
  const around = await aroundOf(house, institution, procedures)
  let count = 0
  for (const date of open) {
    const step = reached(stepsFor(date.kind, set, procedures, leads), daysBetween(today, date.due))
    if (step === null || reminded.has(keyOf(date, step))) continue
    if (await remindOnce(around, date, step)) count += 1
  }
  return count
}

interface Around {
  readonly house: House
  readonly institution: Institution
  readonly procedures: readonly Procedure[]
  readonly office: Office
  readonly book: LawBook
}

async function aroundOf(house: House, id: string, procedures: readonly Procedure[]): Promise<Around> {
  const institution = await findInstitution(house.database.shared, id)
  if (!institution) throw new RangeError(`no institution ${id}`)
  const [office, book] = await Promise.all([officeOf(house.database.within(id)), lawBook(house, id)])
  return { house, institution, procedures, office, book }
}

/** One date, one step: the person, and whoever acts for them and wants copies. Without an address it stands there for the officer. */
async function remindOnce(around: Around, date: OpenDate, step: number): Promise<boolean> {
  const { house, institution } = around
  const holds = await holding(around, date)
  if (!holds) return false
  return house.database
    .within(institution.id)
    .transaction()
    .execute(async (tx) => {
      const held = await holds(tx)
      if (!held) return false
      const person = await personToRemind(tx, date.personId)
      const sending = { step, person, rule: held.rule }
      if (!(await send(tx, around, date, { ...sending, recipient: '', to: person }))) return false
      const acting = await representativesOf(tx, { id: date.about, accountId: person.accountId }, house.clock.today())
      for (const to of acting.filter(({ copies }) => copies))
        await send(tx, around, date, { ...sending, recipient: to.accountId, to })
      return true
    })
}

type Holds = (tx: Tx) => Promise<{ readonly rule: Rule | null } | null>

/** Whether a date still holds, and by which rule: asked in the transaction, what its procedure stands on is read before. */
async function holding({ house, institution, procedures, book }: Around, date: OpenDate): Promise<Holds | null> {
  const { caseId, kind } = date
  if (caseId === null) return async (tx) => ((await isStillClock(tx, date)) ? { rule: ruleOf(date, { book }) } : null)
  const deadline = deadlineOf(kind)
  const procedure = procedures.find(({ name }) => name === deadline?.procedure)
  if (!procedure) return null
  const ground = await groundOf(house, institution.id, procedure)
  return async (tx) => {
    const standing = await holdCase(tx, caseId)
    if (!standing || standing.closedAt) return null
    const { situation } = await viewOf(ground, tx, procedure, standing)
    return (
      openDeadlines(procedure, situation).find(({ name, due }) => name === deadline?.name && due === date.due) ?? null
    )
  }
}

interface Sending {
  readonly step: number
  readonly recipient: string
  readonly to: Reminded
  readonly person: Reminded
  readonly rule: Rule | null
}

async function send(tx: Tx, around: Around, date: OpenDate, sending: Sending): Promise<boolean> {
  const { step, recipient, to } = sending
  const { house, institution } = around
  const at = house.clock.now()
  const id = await insertReminder(tx, { institution: institution.id, date, step, recipient, to, at })
  if (!id) return false
  if (!to.email) return true
  const { caseId } = date
  await mailLater(tx, house, {
    institution: institution.id,
    ...(caseId ? { caseId } : {}),
    ...(to.accountId ? { accountId: to.accountId } : {}),
    to: to.email,
    language: to.language,
    kind: `${deadlineOf(date.kind)?.procedure ?? 'dates'}.reminder`,
    ...wordsOf(around, date, sending),
    onceKey: mailKey(id),
  })
  return true
}

function wordsOf(around: Around, date: OpenDate, { to, person, rule, recipient }: Sending) {
  const { house, institution, office, procedures } = around
  const { language } = to
  const isOther = recipient !== ''
  const today = house.clock.today()
  const t = datesWords(language)
  const missed = date.due < today
  // What should have been begun is begun today.
  const [, begin = today] = [date.start, today].toSorted()
  const params = {
    name: person.name,
    to: to.name,
    what: sayKind(date.kind, { language, procedures }),
    when: sayDistance(date.due, today, language),
    day: sayDay(date.due, language),
    start: sayDay(begin, language),
    rule: rule?.text[language] ?? '',
    link: `${house.url}${date.caseId ? `/my/${institution.id}/${date.caseId}` : '/my'}`,
    institution: institution.short[language],
    contacts: contactsOf(office, institution, language),
  }
  const way = missed ? 'missed' : date.caseId ? 'case' : 'clock'
  return {
    subject: t(isOther ? 'remind.subjectFor' : 'remind.subject', params),
    body: t(`remind.${way}${isOther ? 'For' : ''}`, params).replace(/\n{3,}/g, '\n\n'),
  }
}

const contactsOf = (office: Office, institution: Institution, language: Language) =>
  reachOf(office, institution)
    .map((contact) => sayContact(contact, language))
    .join('\n')
