import { day } from '../../platform/days.ts'
import { sayDay } from '../../platform/words/saying-days.ts'
import { Section } from '../../ui/index.ts'
import type { Panel } from '../cases/index.ts'
import { OrderState } from './list-pages.tsx'
import { ordersOfCase } from './store.ts'
import { orderWords } from './words.ts'

/** The orders that decide a case, on its page at the desk. */
export const orderPanel: Panel = {
  desk: async (visit, { standing, procedure }) => {
    if (!procedure.orders || !visit.may('letters.read', standing.institution)) return null
    const orders = await ordersOfCase(visit.within(standing.institution), standing.id)
    if (orders.length === 0) return null
    const t = orderWords(visit.language)
    return (
      <Section title={t('title')}>
        <ul>
          {orders.map((order) => (
            <li>
              <a href={`/desk/orders/${order.id}`}>
                {order.number ? t('named', { number: order.number }) : t('draft')}
              </a>
              {order.signedOn && `, ${sayDay(day(order.signedOn), t.language)}`} <OrderState t={t} order={order} />
            </li>
          ))}
        </ul>
      </Section>
    )
  },
}
