import { Tag, type Tone } from '../../ui/index.ts'
import type { Nominee, State } from './rules.ts'
import type { Say } from './words.ts'

const tones: Readonly<Record<State | 'toSend', Tone>> = {
  ...{ toSend: 'due', sent: 'wait', acknowledged: 'wait', asked: 'due' },
  ...{ accepted: 'ok', refused: 'late', withdrawn: 'quiet' },
}

export const stateOf = ({ nomination }: Pick<Nominee, 'nomination'>) => nomination?.state ?? 'toSend'

/** How somebody's nomination stands, in a word. */
export function StateTag({ t, state }: { t: Say; state: State | 'toSend' }) {
  return <Tag tone={tones[state]}>{t(`state.${state}`)}</Tag>
}
