import type { Day } from '../../platform/days.ts'
import type { House } from '../../platform/house.ts'
import { done, type Outcome, refuse } from '../../platform/outcome.ts'
import { mailLater } from '../correspondence/index.ts'
import { type Partner, type PartnerContact, writeNote } from '../partners/index.ts'
import { saveMonths, saveSnooze } from './store.ts'

export interface SleepingAct {
  readonly house: House
  readonly institution: string
  readonly by: { readonly id: string; readonly name: string }
}

/** Sets after how many months an agreement sleeps. */
export async function setMonths({ house, institution, by }: SleepingAct, months: number): Promise<void> {
  await house.database
    .within(institution)
    .transaction()
    .execute((tx) => saveMonths(tx, institution, months, by.name, house.clock.now()))
}

/** Lets an agreement wait until a day; said again, the later word holds. */
export async function snooze(act: SleepingAct, agreement: string, until: Day, why: string): Promise<Outcome> {
  const { house, institution, by } = act
  if (until <= house.clock.today()) return refuse('snooze.past')
  await house.database
    .within(institution)
    .transaction()
    .execute((tx) => saveSnooze(tx, institution, agreement, { until, why, by: by.name, at: house.clock.now() }))
  return done
}

interface ToWrite {
  /** Made with the form: the same form twice writes once. */
  readonly id: string
  readonly partner: Partner
  readonly contact: PartnerContact
  readonly subject: string
  readonly body: string
}

/** Writes to a partner's contact as it was edited; it stands among the talks, and is the last contact. */
export async function writeTo({ house, institution, by }: SleepingAct, write: ToWrite): Promise<void> {
  const { id, partner, contact, subject, body } = write
  const [at, on] = [house.clock.now(), house.clock.today()]
  await house.database
    .within(institution)
    .transaction()
    .execute(async (tx) => {
      const note = { id, kind: 'letter', on, who: contact.name, said: subject, next: '' } as const
      if (!(await writeNote(tx, institution, partner.id, note, by, at))) return
      await mailLater(tx, house, {
        ...{ institution, to: contact.email, language: contact.language, kind: 'partners.sleeping' },
        ...{ subject, body, onceKey: `sleeping ${id}` },
      })
    })
}
