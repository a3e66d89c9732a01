import { isUuid } from '../../platform/database/ids.ts'
import { NotFound, type Outcome } from '../../platform/outcome.ts'
import type { Permission } from '../../platform/sessions/index.ts'
import type { Visit } from '../../platform/web/visit.ts'
import { partnerNames } from '../partners/index.ts'
import type { AgreementAct } from './actions.ts'
import type { Agreement } from './rules.ts'
import type { Named } from './said.tsx'
import { findAgreement, type Reading, readingOf } from './store.ts'
import { agreementsWords } from './words.ts'

/** The agreement that an address names, in the institution of whoever may do this here. */
export async function agreementHere(
  visit: Visit,
  permission: Permission = 'partners.read',
): Promise<{ readonly institution: string; readonly agreement: Agreement; readonly reading: Reading }> {
  const { institution } = visit.place(permission)
  const db = visit.within(institution)
  const reading = await readingOf(db, visit.house.clock.today())
  const id = visit.param('id')
  const agreement = isUuid(id) ? await findAgreement(db, id, reading) : null
  if (!agreement) throw new NotFound()
  return { institution, agreement, reading }
}

export function actOf(visit: Visit, permission: Permission = 'partners.edit'): AgreementAct {
  const { institution, role } = visit.place(permission)
  return { house: visit.house, institution, by: { ...visit.by, role }, language: visit.language }
}

/** The partners that agreements name, as they are called now: of one that was merged, the one that stays. */
export function namedIn(visit: Visit, institution: string, agreements: readonly Agreement[]): Promise<Named> {
  const ids = agreements.flatMap(({ parties }) => parties.flatMap(({ partner }) => partner ?? []))
  return partnerNames(visit.within(institution), [...new Set(ids)])
}

/** What a refusal says, in the reader's language. */
export function sayRefusal(visit: Visit, { refusal }: Extract<Outcome, { ok: false }>): string {
  return agreementsWords(visit.language).find(refusal.key, refusal.params) ?? refusal.key
}

export const freshId = (id: string | undefined): string => (id && isUuid(id) ? id : crypto.randomUUID())
