import { sql } from 'kysely'
import type { Db } from '../../platform/database/index.ts'
import { addDays, type Day, dayOf } from '../../platform/days.ts'
import type { House } from '../../platform/house.ts'
import { asLanguage } from '../../platform/words/languages.ts'
import { sayDay } from '../../platform/words/saying-days.ts'
import { mailLater, type NewMail } from '../correspondence/index.ts'
import { findInstitution, type Office, officeOf, reachOf, sayContact } from '../institutions/index.ts'
import { type Ground, groundOf, type View, viewOf } from './moment.ts'
import { ownTerm, sayUsual } from './my-status.tsx'
import type { Procedure } from './procedure.ts'
import { type StageTime, stageTimeOf } from './stage-times.ts'
import { holdCase } from './store.ts'
import { casesWords } from './words.ts'

interface Silent {
  readonly id: string
  readonly procedure: string
  /** The last instant at which the subject was told something. */
  readonly told: Date
}

/**
 * Writes to everybody who waits for the office or for others and was told nothing for as many days as the institution has set:
 * still with us, how long it usually takes, whom to ask. Runs any number of times; one word a period, none after closing.
 */
export async function breakSilence(house: House, institution: string, procedures: readonly Procedure[]): Promise<void> {
  const db = house.database.within(institution)
  const days = (await findInstitution(house.database.shared, institution))?.settings.wordAfterQuietDays.value
  if (!days) return
  const before = addDays(house.clock.today(), 1 - days)
  const silent = await silentCases(db, institution, before)
  if (silent.length === 0) return
  const office = await officeOf(db)
  for (const procedure of procedures) {
    const own = silent.filter((one) => one.procedure === procedure.name)
    if (own.length === 0) continue
    const ground = await groundOf(house, institution, procedure)
    for (const { id } of own) await say(house, { ground, office, procedure, before }, institution, id)
  }
}

interface Around {
  readonly ground: Ground
  readonly office: Office
  readonly procedure: Procedure
  readonly before: Day
}

function say(house: House, { ground, office, procedure, before }: Around, institution: string, id: string) {
  return house.database
    .within(institution)
    .transaction()
    .execute(async (tx) => {
      const held = await holdCase(tx, id)
      // Asked again now that nobody can move the case: it may have been decided, or told of, a moment ago.
      const [silent] = await silentCases(tx, institution, before, id)
      if (!held?.email || !silent) return
      const view = await viewOf(ground, tx, procedure, held)
      const time = await stageTimeOf(tx, procedure.name, held.stage)
      const onceKey = `quiet:${id}:${dayOf(silent.told)}`
      await mailLater(tx, house, { ...wordTo(view, held.email, time, office, house.url), onceKey })
    })
}

function wordTo(view: View, to: string, time: StageTime | null, office: Office, url: string): NewMail {
  const { standing, procedure, institution } = view
  const language = asLanguage(standing.personLanguage)
  const t = casesWords(language)
  const words = procedure.words(language)
  const params = {
    name: standing.title,
    number: standing.number ?? '',
    what: words('name'),
    now: words(`now.${standing.stage}`),
    since: sayDay(dayOf(standing.stageSince), language),
    usual: time ? sayUsual(time, language) : (ownTerm(view, language) ?? t('status.usual.unknown')),
    contacts: reachOf(office, institution)
      .map((contact) => sayContact(contact, language))
      .join('\n'),
    institution: institution.short[language],
    link: `${url}/my/${institution.id}/${standing.id}`,
  }
  return {
    institution: institution.id,
    caseId: standing.id,
    to,
    language,
    kind: `${procedure.name}.quiet`,
    subject: t('quiet.subject', params),
    body: t('quiet.body', params),
  }
}

// Told is what was mailed to the subject, or said to them by phone: a mail of the case to somebody else tells them nothing.
async function silentCases(db: Db, institution: string, before: Day, only: string | null = null): Promise<Silent[]> {
  const { rows } = await sql<Silent>`
    select * from (
      select cases.id, cases.procedure, greatest(cases.arrived_at, (
        select max(queued_at) from mails
        where mails.institution_id = cases.institution_id and mails.case_id = cases.id and mails.to_address = persons.email
      ), (
        select max(at) from case_actions as told
        where told.institution_id = cases.institution_id and told.case_id = cases.id and told.action = 'question.answered'
      )) as told
      from cases join persons on persons.institution_id = cases.institution_id and persons.id = cases.subject_id
      where cases.institution_id = ${institution} and cases.closed_at is null and cases.arrived_at is not null
        and cases.waiting_for in ('office', 'others') and persons.email is not null
        ${only ? sql`and cases.id = ${only}::uuid` : sql``}
    ) waiting
    where told < timezone('Asia/Bishkek', ${before}::timestamp)
    order by told`.execute(db)
  return rows
}
