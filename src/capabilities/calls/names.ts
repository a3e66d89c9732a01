import type { Visit } from '../../platform/web/visit.ts'
import { officeOf } from '../institutions/index.ts'

/** Names what a call names by key: units of the institution in the reader's language; a funder as the call has it. */
export async function namesHere(visit: Visit, institution: string) {
  const { units } = await officeOf(visit.within(institution))
  return (by: 'unit' | 'funder', key: string): string =>
    (by === 'unit' && units.find(({ id }) => id === key)?.name[visit.language]) || key
}
