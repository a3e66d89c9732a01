import type { CallWay } from '../calls/index.ts'
import { applicantsAddress } from './applicants-rules.ts'
import { talliesOf } from './applicants-store.ts'
import { mobilityWords } from './words.ts'

/** From a call's desk page to its applicants, with how many there are. */
export const applicantsWay: CallWay = {
  href: (call) => applicantsAddress(call.id),
  text: (language) => mobilityWords(language)('applicants.title'),
  needs: 'cases.read',
  note: async (visit, call) => {
    if (call.direction !== 'outgoing') return null
    const tallies = await talliesOf(visit.within(call.institution), call.id)
    const of = (draft: boolean) =>
      tallies.filter(({ stage }) => (stage === 'draft') === draft).reduce((sum, { count }) => sum + count, 0)
    return mobilityWords(visit.language)('applicants.count', { sent: of(false), begun: of(true) })
  },
}
