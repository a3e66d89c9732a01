import type { Child } from '../../platform/jsx-runtime.ts'
import type { Visit } from '../../platform/web/visit.ts'
import { sayMoney } from '../../platform/words/saying-money.ts'
import { DescriptionList, Section } from '../../ui/index.ts'
import { type LedgerRecord, partsOf } from '../ledgers/index.ts'
import { products } from './campaigns.ts'
import { outreachWords } from './words.ts'

/** What a campaign's products cost beside what it may cost, each currency for itself: nobody converts. */
export async function besideCampaign(visit: Visit, record: LedgerRecord): Promise<Child> {
  const t = outreachWords(visit.language)
  const { institution } = visit.place('partners.read')
  const made = await partsOf(visit.within(institution), products, [record.id])
  const spent = spentOf(made)
  const { budget, currency } = record.said
  if (spent.size === 0) return null
  return (
    <Section title={t('campaigns.money')}>
      <DescriptionList
        rows={[...spent].map(([of, sum]) => ({
          term: t('campaigns.spent', { currency: of }),
          value:
            budget && currency === of
              ? t('campaigns.ofBudget', {
                  sum: sayMoney(sum, of, t.language),
                  rest: sayMoney(Number(budget) - sum, of, t.language),
                })
              : sayMoney(sum, of, t.language),
        }))}
      />
    </Section>
  )
}

/** Sums in minor units by currency; what was dropped costs nothing. */
export function spentOf(made: readonly Pick<LedgerRecord, 'said'>[]): ReadonlyMap<string, number> {
  const sums = new Map<string, number>()
  for (const { said } of made)
    if (said.cost && said.currency && said.stage !== 'dropped')
      sums.set(said.currency, (sums.get(said.currency) ?? 0) + Number(said.cost))
  return sums
}
