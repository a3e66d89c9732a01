import type { Href } from '../../platform/jsx-runtime.ts'
import type { Partner } from './rules.ts'

export const partnersAddress: Href = '/desk/partners'

/** A partner's page on the desk. */
export const pageOf = ({ id }: Pick<Partner, 'id'>): Href => `${partnersAddress}/${id}`

/** Partners that may be one. */
export const doublesAddress: Href = `${partnersAddress}/doubles`
