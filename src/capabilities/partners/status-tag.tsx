import { Tag, type Tone } from '../../ui/index.ts'
import type { Partner, PartnerStatus } from './rules.ts'
import type { Say } from './words.ts'

const tones: Readonly<Record<PartnerStatus, Tone>> = {
  ...{ signed: 'ok', active: 'ok', launched: 'ok', established: 'ok', listed: 'ok', pandemic: 'ok' },
  ...{ 'signing-in-progress': 'wait', planned: 'wait', contact: 'wait', 'contacts-established': 'wait' },
  ...{ 'call-for-study': 'due', 'programme-open-to-researchers': 'due', 'not-named': 'quiet', ended: 'quiet' },
}

/** How things stand with a partner, in a word. */
export function StatusTag({ t, partner }: { t: Say; partner: Pick<Partner, 'status'> }) {
  return <Tag tone={tones[partner.status]}>{t(`status.${partner.status}`)}</Tag>
}
