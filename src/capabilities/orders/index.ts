import type { Capability } from '../../platform/capability.ts'
import type { Procedure } from '../cases/index.ts'
import { orderRoutes } from './routes.tsx'
import { orderWords } from './words.ts'

export { orderPanel } from './panel.tsx'
export { type Order, ordersOfCase } from './store.ts'

/** Orders of the rector about cases of any procedure that says what such an order holds. */
export function orders(procedures: readonly Procedure[]): Capability {
  return {
    name: 'orders',
    words: orderWords,
    routes: () => orderRoutes(procedures),
    desk: [
      {
        group: 'office',
        href: '/desk/orders',
        text: (language) => orderWords(language)('title'),
        needs: 'letters.read',
      },
    ],
  }
}
