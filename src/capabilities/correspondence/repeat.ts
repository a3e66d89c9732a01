import type { Tx } from '../../platform/database/index.ts'
import type { House } from '../../platform/house.ts'
import { got, NotFound, type Outcome, refuse } from '../../platform/outcome.ts'
import { asLanguage } from '../../platform/words/languages.ts'
import { mailLater } from './actions.ts'
import { holdsSecret, type Mail } from './rules.ts'
import { filesOfMail } from './store.ts'

/** Milliseconds after which a mail may be sent again once more: an impatient press is one. */
const pause = 60_000

/**
 * Sends a mail once more, as a new one that says which it repeats: what became of the first stays as it was. Gives whom it
 * goes to. Refuses a mail that holds somebody's link, one that still waits, and a second time within a minute.
 */
export async function repeatMail(tx: Tx, house: House, institution: string, mailId: string): Promise<Outcome<Mail>> {
  const mail = await tx.selectFrom('mails').selectAll().where('id', '=', mailId).executeTakeFirst()
  if (!mail) throw new NotFound()
  if (holdsSecret(mail.kind)) return refuse('mail.secret')
  if (mail.state === 'queued') return refuse('mail.onItsWay')
  const first = mail.repeats ?? mail.id
  const now = house.clock.now()
  const last = await lastRepeat(tx, first)
  if (last && Number(now) - Number(last) < pause) return refuse('mail.justSent', { remedy: 'mail.justSent.remedy' })
  await mailLater(tx, house, {
    institution,
    ...(mail.case_id ? { caseId: mail.case_id } : {}),
    ...(mail.account_id ? { accountId: mail.account_id } : {}),
    to: mail.to_address,
    language: asLanguage(mail.language),
    kind: mail.kind,
    subject: mail.subject,
    body: mail.body,
    letterIds: mail.letter_ids,
    ...(mail.calendar ? { calendar: mail.calendar } : {}),
    files: await filesOfMail(tx, mail.id),
    repeats: first,
  })
  return got(mail)
}

// The first mail's row is held meanwhile: two presses at once come one after the other.
async function lastRepeat(tx: Tx, first: string): Promise<Date | undefined> {
  await tx.selectFrom('mails').select('id').where('id', '=', first).forUpdate().execute()
  const row = await tx
    .selectFrom('mails')
    .select('queued_at')
    .where('repeats', '=', first)
    .orderBy('queued_at', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row?.queued_at
}
