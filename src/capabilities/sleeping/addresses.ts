import type { Href } from '../../platform/jsx-runtime.ts'

export const sleepingAddress: Href = '/desk/sleeping'

export const sleeperPage = (agreement: { readonly id: string }): Href => `${sleepingAddress}/${agreement.id}`
