import { Card, Muted } from '../../ui/index.ts'
import type { Rule } from '../law/index.ts'
import type { Say } from './words.ts'

/** A rule of the law as it is shown: what it says, what speaks against it, whether anybody has verified it, its sources. */
export function RuleCard({ t, rule }: { t: Say; rule: Rule }) {
  return (
    <Card>
      <p>{rule.text[t.language]}.</p>
      {rule.note && <p>{rule.note[t.language]}.</p>}
      <Muted>
        {!rule.verified && <>{t('rule.unverified')} </>}
        {rule.asOf && <>{t('rule.asOf', { day: rule.asOf })} </>}
        {rule.source.length > 0 && t('rule.source', { source: rule.source.join('; ') })}
      </Muted>
    </Card>
  )
}
