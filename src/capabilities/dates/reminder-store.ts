import { sql } from 'kysely'
import type { Db, Tx } from '../../platform/database/index.ts'
import { addDays, type Day, day } from '../../platform/days.ts'
import { asLanguage, type Language } from '../../platform/words/languages.ts'
import { farthestAhead, longestAgo } from './reminder-rules.ts'

/** A date of which somebody may have to be reminded. */
export interface OpenDate {
  readonly personId: string
  readonly about: string
  readonly caseId: string | null
  readonly kind: string
  readonly due: Day
  readonly start: Day
  readonly rule: string | null
}

/** Every date within the reach of reminders: clocks, and what open cases want of their subject; without who is paused. */
export async function openDates(db: Db, institution: string, today: Day): Promise<OpenDate[]> {
  const [from, to] = [addDays(today, -longestAgo), addDays(today, farthestAhead)]
  const isPaused = (person: string) => sql`exists (select from reminder_pauses where institution_id = ${institution}
    and person_id = ${sql.ref(person)} and until >= ${today})`
  const { rows } = await sql<{
    person: string
    about: string
    case_id: string | null
    kind: string
    due: string
    start_on: string
    rule: string | null
  }>`
    select clock.person_id as person, clock.record_id as about, null::uuid as case_id, clock.name as kind, clock.due,
      clock.start_on, clock.rule
    from stay_clocks clock where clock.institution_id = ${institution} and clock.due between ${from} and ${to}
      and not ${isPaused('clock.person_id')}
    union all
    select cases.subject_id, cases.id, cases.id, cases.procedure || ':' || deadline.name, deadline.due, deadline.due, deadline.rule
    from case_deadlines deadline
      join cases on cases.institution_id = deadline.institution_id and cases.id = deadline.case_id
    where deadline.institution_id = ${institution} and deadline.due between ${from} and ${to}
      and deadline.waiting_for = 'subject' and cases.closed_at is null and not ${isPaused('cases.subject_id')}
    order by due, about`.execute(db)
  return rows.map(({ person, case_id, due, start_on, ...same }) => ({
    ...same,
    personId: person,
    caseId: case_id,
    due: day(due),
    start: day(start_on),
  }))
}

export const keyOf = ({ about, kind, due }: Pick<OpenDate, 'about' | 'kind' | 'due'>, step: number) =>
  [about, kind, due, step].join(' ')

/** What has been reminded of already, by `keyOf`. */
export async function remindedOf(db: Db, institution: string, today: Day): Promise<ReadonlySet<string>> {
  const rows = await db
    .selectFrom('reminders')
    .select(['about', 'kind', 'due', 'days_before'])
    .where('institution_id', '=', institution)
    .where('due', '>=', addDays(today, -longestAgo))
    .execute()
  return new Set(rows.map(({ days_before, due, ...same }) => keyOf({ ...same, due: day(due) }, days_before)))
}

/** Whether a clock still says what it said; records may have changed since it was read. */
export async function isStillClock(tx: Tx, { about, kind, due }: OpenDate): Promise<boolean> {
  const row = await tx
    .selectFrom('stay_clocks')
    .select('name')
    .where('record_id', '=', about)
    .where('name', '=', kind)
    .where('due', '=', due)
    .executeTakeFirst()
  return row !== undefined
}

export interface Reminded {
  readonly name: string
  readonly email: string | null
  readonly accountId: string | null
  readonly language: Language
}

export async function personToRemind(tx: Db, id: string): Promise<Reminded> {
  const row = await tx
    .selectFrom('persons')
    .select(['shown_as as name', 'email', 'account_id as accountId', 'language'])
    .where('id', '=', id)
    .executeTakeFirstOrThrow()
  return { ...row, language: asLanguage(row.language) }
}

export interface NewReminder {
  readonly institution: string
  readonly date: OpenDate
  readonly step: number
  /** The account of a representative; empty for the person. */
  readonly recipient: string
  readonly to: Omit<Reminded, 'accountId'>
  readonly at: Date
}

/** Writes that somebody is reminded; null when it has been written before. */
export async function insertReminder(tx: Tx, { institution, date, step, recipient, to, at }: NewReminder) {
  const row = await tx
    .insertInto('reminders')
    .values({
      institution_id: institution,
      person_id: date.personId,
      about: date.about,
      case_id: date.caseId,
      kind: date.kind,
      due: date.due,
      days_before: step,
      recipient,
      to_name: to.name,
      address: to.email,
      language: to.language,
      at,
    })
    .onConflict((conflict) => conflict.constraint('reminded_once').doNothing())
    .returning('id')
    .executeTakeFirst()
  return row?.id ?? null
}

/** The once-key of a reminder's mail: by it the outbox tells what became of it. */
export const mailKey = (id: string) => `reminder:${id}`

export const outcomes = ['unreached', 'refused'] as const
export type Wanted = (typeof outcomes)[number]

export interface SentFilter {
  readonly outcome: Wanted | null
  readonly personIds: readonly string[] | null
  /** The reminder behind which the page begins. */
  readonly before: string | null
}

export interface SentReminder {
  readonly id: string
  readonly personId: string
  readonly name: string
  readonly kind: string
  readonly due: Day
  readonly step: number
  readonly toName: string
  readonly address: string | null
  readonly isRepresentative: boolean
  readonly at: Date
  readonly mailId: string | null
  /** What became of the mail: queued, sent, refused. */
  readonly state: string | null
  readonly answer: string | null
}

/** What was sent, the newest first; of cases that nobody has sent yet the applicant alone knows. */
export async function sentReminders(db: Db, institution: string, filter: SentFilter, most: number) {
  const { outcome, personIds, before } = filter
  const { rows } = await sql<Omit<SentReminder, 'due'> & { readonly due: string }>`
    select reminders.id, coalesce(persons.merged_into, persons.id) as "personId", persons.shown_as as name, reminders.kind,
      reminders.due, days_before as step, to_name as "toName", address, recipient <> '' as "isRepresentative", reminders.at,
      mails.id as "mailId", mails.state, mails.answer
    from reminders
      join persons on persons.institution_id = reminders.institution_id and persons.id = reminders.person_id
      left join cases on cases.institution_id = reminders.institution_id and cases.id = reminders.case_id
      left join mails on mails.institution_id = reminders.institution_id and mails.once_key = 'reminder:' || reminders.id
    where reminders.institution_id = ${institution} and (reminders.case_id is null or cases.arrived_at is not null)
      ${outcome === 'unreached' ? sql`and reminders.address is null and to_name <> ''` : sql``}
      ${outcome === 'refused' ? sql`and mails.state = 'refused'` : sql``}
      ${personIds ? sql`and reminders.person_id = any(${personIds}::uuid[])` : sql``}
      ${before ? sql`and reminders.id < ${before}::uuid` : sql``}
    order by reminders.id desc limit ${sql.lit(most)}`.execute(db)
  return rows.map((row): SentReminder => ({ ...row, due: day(row.due) }))
}

/** All records of the person whose record this is; empty when there is none here. */
export async function recordsOfPerson(db: Db, id: string): Promise<readonly string[]> {
  const { rows } = await sql<{ id: string }>`select persons.id from persons, persons as asked
    where asked.id = ${id}::uuid and coalesce(persons.merged_into, persons.id) = coalesce(asked.merged_into, asked.id)
    order by persons.merged_into is not null`.execute(db)
  return rows.map((row) => row.id)
}
