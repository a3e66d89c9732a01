import { day, daysBetween } from '../../platform/days.ts'
import type { House } from '../../platform/house.ts'
import { sayDay, sayDistance } from '../../platform/words/saying-days.ts'
import { mailLater } from '../correspondence/index.ts'
import { lawBook, lawOn } from '../law/index.ts'
import { groundOf, viewOf } from './moment.ts'
import type { Procedure } from './procedure.ts'
import { openDeadlines } from './rules.ts'
import { findCase, languageOf } from './store.ts'
import { casesWords } from './words.ts'

/**
 * Sends today's reminders of an institution: to whoever a case waits for, on the days before a deadline that its procedure
 * names, and once when it has passed (0 days and fewer). Runs any number of times a day; nothing goes twice, and nothing
 * after a case is closed.
 */
export async function remind(house: House, institution: string, procedures: readonly Procedure[]): Promise<number> {
  const db = house.database.within(institution)
  const today = house.clock.today()
  const open = await db
    .selectFrom('case_deadlines as deadline')
    .innerJoin('cases', (join) =>
      join.onRef('cases.institution_id', '=', 'deadline.institution_id').onRef('cases.id', '=', 'deadline.case_id'),
    )
    .select(['deadline.case_id as caseId', 'deadline.name', 'deadline.due', 'cases.procedure'])
    .where('deadline.institution_id', '=', institution)
    .where('deadline.waiting_for', '=', 'subject')
    .where('cases.closed_at', 'is', null)
    .orderBy('deadline.due')
    .execute()
  let sent = 0
  for (const { caseId, name, due, procedure: called } of open) {
    const procedure = procedures.find((candidate) => candidate.name === called)
    const left = daysBetween(today, day(due))
    // The nearest step that has been reached: a day on which the program did not run is made up for, by one mail.
    const step = procedure?.reminds?.filter((before) => left <= before).sort((a, b) => a - b)[0]
    if (
      procedure &&
      step !== undefined &&
      (await remindOnce(house, institution, procedure, { caseId, name, due, step }))
    )
      sent += 1
  }
  return sent
}

interface Reminder {
  readonly caseId: string
  readonly name: string
  readonly due: string
  readonly step: number
}

async function remindOnce(
  house: House,
  institution: string,
  procedure: Procedure,
  { caseId, name, due, step }: Reminder,
): Promise<boolean> {
  const ground = await groundOf(house, institution, procedure)
  const law = lawOn(await lawBook(house, institution), house.clock.today())
  return house.database
    .within(institution)
    .transaction()
    .execute(async (tx) => {
      const written = await tx
        .insertInto('case_reminders')
        .values({ institution_id: institution, case_id: caseId, name, due, days_before: step })
        .onConflict((conflict) => conflict.doNothing())
        .returning('name')
        .executeTakeFirst()
      const standing = await findCase(tx, caseId)
      if (!written || !standing?.email) return false
      const view = await viewOf(ground, tx, procedure, standing)
      const deadline = openDeadlines(procedure, view.situation).find((candidate) => candidate.name === name)
      if (!deadline) return false

      const language = languageOf(standing)
      const t = casesWords(language)
      const params = {
        name: standing.title,
        number: standing.number ?? '',
        what: procedure.words(language)(`deadline.${name}`),
        when: sayDistance(deadline.due, law.day, language),
        day: sayDay(deadline.due, language),
        rule: deadline.rule.text[language],
        link: `${house.url}/my/${institution}/${caseId}`,
      }
      await mailLater(tx, house, {
        institution,
        caseId,
        to: standing.email,
        language,
        kind: `${procedure.name}.reminder`,
        subject: t('remind.subject', params),
        body: t('remind.body', params),
      })
      return true
    })
}
