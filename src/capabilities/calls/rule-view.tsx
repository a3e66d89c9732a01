import type { Child } from '../../platform/jsx-runtime.ts'
import { Muted } from '../../ui/index.ts'
import type { Criterion } from '../packs/index.ts'
import { sayRule } from './saying.ts'
import type { Say } from './words.ts'

/** A criterion as lists in lists, each rule with the words it rests on. */
export function RuleList({ t, rule }: { t: Say; rule: Criterion }) {
  const rules = rule.kind === 'all' ? rule.of : [rule]
  return (
    <ul>
      {rules.map((one) => (
        <li>{oneRule(t, one)}</li>
      ))}
    </ul>
  )
}

function oneRule(t: Say, rule: Criterion): Child {
  if (rule.kind === 'all' || rule.kind === 'any')
    return (
      <>
        {t(`rule.${rule.kind}`)}:
        <ul>
          {rule.of.map((one) => (
            <li>{oneRule(t, one)}</li>
          ))}
        </ul>
      </>
    )
  if (rule.kind === 'when')
    return (
      <>
        {sayRule(rule.holds, t.language)}: {oneRule(t, rule.asks)}
      </>
    )
  return (
    <>
      {rule.text[t.language]}
      {rule.kind === 'judged' && <Muted> ({t('rule.judged')})</Muted>}
    </>
  )
}
