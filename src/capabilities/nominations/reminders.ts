import { addDays, dayOf } from '../../platform/days.ts'
import type { House } from '../../platform/house.ts'
import { sayDay } from '../../platform/words/saying-days.ts'
import { mailLater } from '../correspondence/index.ts'
import { listInstitutions } from '../institutions/index.ts'
import { isOpen, type Sending } from './rules.ts'
import { nominationsOfSending, unansweredSendings, writeEvent } from './store.ts'
import { nominationWords } from './words.ts'

/** Days before the last day of an answer on which a partner who has not answered is reminded. */
const reminded = [7, 2]

/** Reminds every partner who still owes an answer; a run on the same day changes nothing. */
export async function remindPartners(house: House): Promise<void> {
  for (const { id } of await listInstitutions(house.database.shared)) {
    const today = house.clock.today()
    for (const sending of await unansweredSendings(house.database.within(id)))
      for (const days of reminded)
        if (sending.address && !sending.bouncedAt && addDays(today, days) === sending.answerBy)
          await remind(house, id, sending, days)
  }
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
