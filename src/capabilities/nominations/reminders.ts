import { addDays, type Day, dayOf } from '../../platform/days.ts'
import type { House } from '../../platform/house.ts'
import { sayDay } from '../../platform/words/saying-days.ts'
import { mailLater } from '../correspondence/index.ts'
import { listInstitutions } from '../institutions/index.ts'
import { isOpen, type Sending } from './rules.ts'
import { unansweredSendings } from './sending-store.ts'
import { nominationsOfSending, writeEvent } from './store.ts'
import { nominationWords } from './words.ts'

/** Days before the last day of an answer on which a partner who has not answered is reminded. */
const reminded = [7, 2]

/** Reminds every partner who still owes an answer; a second run, or one after a day without any, sends nothing twice. */
export async function remindPartners(house: House): Promise<void> {
  const today = house.clock.today()
  for (const { id } of await listInstitutions(house.database.shared))
    for (const sending of await unansweredSendings(house.database.within(id))) {
      const days = dueReminder(sending, today)
      if (days !== null && sending.address && !sending.bouncedAt) await remind(house, id, sending, days)
    }
}

/** Which reminder a day asks for; none where the sending itself is younger, or the last day is over. */
export function dueReminder({ answerBy, at }: Pick<Sending, 'answerBy' | 'at'>, today: Day): number | null {
  if (today > answerBy) return null
  const due = reminded.filter((days) => today >= addDays(answerBy, -days) && dayOf(at) < addDays(answerBy, -days))
  return due.at(-1) ?? null
}

async function remind(house: House, institution: string, sending: Sending, days: number): Promise<void> {
  const key = `nomination reminder ${sending.id} ${days}`
  const db = house.database.within(institution)
  await db.transaction().execute(async (tx) => {
    const before = await tx.selectFrom('mails').select('id').where('once_key', '=', key).executeTakeFirst()
    if (before) return
    const at = house.clock.now()
    const open = (await nominationsOfSending(tx, sending.id)).filter(({ state }) => isOpen(state))
    for (const { id } of open)
      await writeEvent(tx, id, 'reminded', { institution, at, byName: 'Kopuro', party: 'program' })
    const t = nominationWords(sending.language)
    const params = {
      ...{ name: sending.contactName, count: open.length, by: sending.byName },
      ...{ until: sayDay(sending.answerBy, sending.language), sent: sayDay(dayOf(sending.at), sending.language) },
    }
    await mailLater(tx, house, {
      ...{ institution, to: sending.address, language: sending.language, kind: 'mobility.nomination-reminder' },
      subject: t('reminder.subject', params),
      body: t(sending.linkId ? 'reminder.link' : 'reminder.mail', params),
      onceKey: key,
    })
  })
}
