import type { Tx } from '../../platform/database/index.ts'
import type { Day } from '../../platform/days.ts'
import type { House } from '../../platform/house.ts'
import { asLanguage, type Language } from '../../platform/words/languages.ts'
import { sayDay } from '../../platform/words/saying-days.ts'
import { findCase } from '../cases/index.ts'
import { mailLater } from '../correspondence/index.ts'
import { findPartner, nameOf } from '../partners/index.ts'
import { procedureOf, saveProcedure } from './procedure-store.ts'
import { type HostProcedure, isOpen, type Nomination } from './rules.ts'
import { nominationsOf } from './store.ts'
import { nominationWords } from './words.ts'

interface Doing {
  readonly house: House
  readonly institution: string
}

interface Saving {
  readonly callId: string
  readonly partnerId: string
  readonly text: string
  readonly site: string
  readonly dates: readonly { readonly on: Day; readonly what: string }[]
  readonly byName: string
  /** Whether those who are nominated read it at once. */
  readonly tells: boolean
}

/** Writes down what the host asks of its students, and passes it on to those who are nominated or accepted there. */
export async function writeProcedure({ house, institution }: Doing, { tells, ...said }: Saving): Promise<void> {
  const db = house.database.within(institution)
  await db.transaction().execute(async (tx) => {
    const before = await procedureOf(tx, said.callId, said.partnerId)
    // The same words again are no new version, and nobody gets them twice.
    if (!before || sayAll(before) !== sayAll(said))
      await saveProcedure(tx, institution, { ...said, at: house.clock.now() })
    if (!tells) return
    for (const nomination of await nominationsOf(tx, said.callId, said.partnerId))
      if (isOpen(nomination.state) || nomination.state === 'accepted')
        await sendProcedureOf(tx, { house, institution }, nomination)
  })
}

const sayAll = ({ text, site, dates }: Pick<HostProcedure, 'text' | 'site' | 'dates'>) =>
  JSON.stringify([text, site, dates.map(({ on, what }) => [on, what])])

/** Mails a student what the host asks, where that is known; each version once. */
export async function sendProcedureOf(tx: Tx, { house, institution }: Doing, nomination: Nomination): Promise<void> {
  const { callId, partnerId, caseId } = nomination
  const said = await procedureOf(tx, callId, partnerId)
  const held = said && (await findCase(tx, caseId))
  if (!said || !held?.email) return
  const partner = await findPartner(tx, partnerId)
  const language = asLanguage(held.personLanguage)
  const t = nominationWords(language)
  const params = {
    name: held.title,
    host: partner ? nameOf(partner, language) : '',
    text: said.text,
    dates: sayDates(said, language),
    site: said.site ? `\n${said.site}\n` : '',
    link: `${house.url}/my/${institution}/${caseId}`,
  }
  await mailLater(tx, house, {
    ...{ institution, caseId, to: held.email, language, kind: 'mobility.host-procedure' },
    ...(held.accountId ? { accountId: held.accountId } : {}),
    subject: t('procedure.subject', params),
    body: t('procedure.body', params),
    onceKey: `host procedure ${caseId} ${partnerId} ${said.version}`,
  })
}

/** The host's dates, one on each line. */
export function sayDates({ dates }: Pick<HostProcedure, 'dates'>, language: Language): string {
  return dates.map(({ on, what }) => `${sayDay(on, language)}: ${what}`).join('\n')
}
