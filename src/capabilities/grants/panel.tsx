import type { Href } from '../../platform/jsx-runtime.ts'
import type { Visit } from '../../platform/web/visit.ts'
import { sayMoney } from '../../platform/words/saying-money.ts'
import { Card, Link, Muted } from '../../ui/index.ts'
import type { Panel, View } from '../cases/index.ts'
import { moneyAddress } from './desk-page.tsx'
import { moneyOf } from './moment.ts'
import { stayAddress } from './my-page.tsx'
import { withMoney } from './rules.ts'
import { grantWords } from './words.ts'

/** On the pages of a mobility case, from selection on: the way to its money and its stay. */
export const grantPanel: Panel = {
  my: async (visit, view) => hasMoney(view) && <MoneyCard {...(await shown(visit, view))} href={stayAddress(view)} />,
  desk: async (visit, view) =>
    hasMoney(view) && <MoneyCard {...(await shown(visit, view))} href={moneyAddress(view)} />,
}

const hasMoney = ({ procedure, standing }: View) => procedure.name === 'mobility' && withMoney.includes(standing.stage)

async function shown(visit: Visit, view: View) {
  return { t: grantWords(visit.language), money: await moneyOf(visit, view) }
}

function MoneyCard({ t, money, href }: Awaited<ReturnType<typeof shown>> & { href: Href }) {
  const monthly = money.lines.filter(({ per }) => per === 'month')
  return (
    <Card title={t('page.title')}>
      {monthly.length === 0 && <Muted>{t('money.none')}</Muted>}
      {monthly.map((line) => (
        <p>
          {t(`payer.${line.payer}`)}: {t('per.month', { sum: sayMoney(line.amount, line.currency, t.language) })}
        </p>
      ))}
      <p>
        <Link href={href}>{t('panel.go')}</Link>
      </p>
    </Card>
  )
}
