import { may, Routes } from '../../platform/web/routes.ts'
import type { Visit } from '../../platform/web/visit.ts'
import { actOf } from './act.ts'
import { partnersAddress } from './addresses.ts'
import { sayRefusal } from './form-routes.tsx'
import { OrderPage } from './order-page.tsx'
import { putInOrder } from './ordering.ts'
import { readShown } from './store.ts'
import { partnersWords } from './words.ts'

/** The order of the public page. */
export function orderRoutes(): Routes {
  const address = `${partnersAddress}/order`
  return new Routes()
    .get(address, may('partners.edit'), (visit) => showOrder(visit, null))
    .post(address, may('partners.edit'), async (visit) => {
      const outcome = await putInOrder(actOf(visit), await visit.typed())
      return outcome.ok ? visit.go(`${address}?done=saved`) : showOrder(visit, sayRefusal(visit, outcome))
    })
}

async function showOrder(visit: Visit, refusal: string | null): Promise<Response> {
  const t = partnersWords(visit.language)
  const partners = await readShown(visit.within(actOf(visit).institution))
  const saved = visit.query('done') === 'saved'
  const body = <OrderPage {...{ t, partners, refusal, saved }} />
  const page = { frame: 'desk', title: t('order.title'), current: partnersAddress, body } as const
  return visit.show(page, refusal ? 409 : 200)
}
