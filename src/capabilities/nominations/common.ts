import { NotFound } from '../../platform/outcome.ts'
import type { Call } from '../calls/index.ts'
import type { Act } from '../cases/index.ts'
import { findInstitution, officeOf } from '../institutions/index.ts'
import { lawOfToday } from '../law/index.ts'
import type { PartnerContact } from '../partners/index.ts'
import type { Common } from './values.ts'

/** What is the same for everybody of a sending, in the partner's language. */
export async function commonOf(
  act: Pick<Act, 'house' | 'institution' | 'by'>,
  call: Call,
  contact: PartnerContact | null,
): Promise<Common> {
  const { house } = act
  const db = house.database.within(act.institution)
  const institution = await findInstitution(house.database.shared, act.institution)
  if (!institution) throw new NotFound()
  const [{ units, contacts }, law] = await Promise.all([officeOf(db), lawOfToday(house, act.institution)])
  const mails = contacts.filter(({ kind }) => kind === 'email')
  const mail = (mails.find(({ unit }) => unit === institution.officeUnit) ?? mails[0])?.value ?? ''
  const language = contact?.language ?? 'en'
  return { call, institution, units, law, officer: act.by.name, officeMail: mail, today: law.day, language }
}
