import { Tag } from '../../ui/index.ts'
import type { Registered } from './package-store.ts'
import type { PackageSay } from './words.ts'

const tones = { made: 'due', handed: 'wait', received: 'ok', returned: 'late' } as const

/** Where a package is. */
export function StateTag({ t, one }: { t: PackageSay; one: Pick<Registered, 'state' | 'madeAt'> }) {
  if (!one.madeAt) return <Tag tone="quiet">{t('state.making')}</Tag>
  return <Tag tone={tones[one.state]}>{t(`state.${one.state}`)}</Tag>
}
