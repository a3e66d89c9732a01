import type { Child } from '../../platform/jsx-runtime.ts'
import { sayMoney } from '../../platform/words/saying-money.ts'
import { Section } from '../../ui/index.ts'
import type { Whole } from './desk.ts'
import { wordIn } from './forms.ts'
import { Members } from './members.tsx'
import { feeSums } from './rules.ts'
import { networksWords } from './words.ts'

/** What follows from the lines of a network: who of the members has a name, and what was paid. */
export function FeesAndMembers({ work, lines, telling }: Whole): Child {
  if (work.kind !== 'network') return null
  const t = networksWords(telling.language)
  const hasCounts = lines.some(({ kind }) => kind === 'count')
  const sums = feeSums(lines)
  if (!hasCounts && sums.length === 0) return null
  return (
    <Section title={t('sums.title')}>
      <Members telling={telling} lines={lines} own={wordIn(work.said, 'ownRole') !== 'none'} />
      {sums.map(({ currency, paid, open }) => (
        <p>
          {t('sums.fees', {
            paid: sayMoney(paid, currency, telling.language),
            open: sayMoney(open, currency, telling.language),
          })}
        </p>
      ))}
    </Section>
  )
}
