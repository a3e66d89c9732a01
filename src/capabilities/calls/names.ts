import type { Visit } from '../../platform/web/visit.ts'
import { fundingProgrammesOf } from '../funders/index.ts'
import { officeOf } from '../institutions/index.ts'

/** Names what a call names by key: units and funding programmes of the institution, in the reader's language. */
export async function namesHere(visit: Visit, institution: string) {
  const db = visit.within(institution)
  const [{ units }, funders] = await Promise.all([officeOf(db), fundingProgrammesOf(db)])
  return (by: 'unit' | 'funder', key: string): string => {
    if (by === 'unit') return units.find(({ id }) => id === key)?.name[visit.language] ?? key
    return funders.find((one) => one.id === key)?.name[visit.language] ?? key
  }
}
