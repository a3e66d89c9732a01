import type { Href } from '../../platform/jsx-runtime.ts'

export const registerAddress: Href = '/desk/packages'

/** Where a case's package of this name is looked at and made. */
export const lookAddress = (caseId: string, kind: string): Href => `/desk/packages/for/${caseId}/${kind}`

/** Where cases are chosen whose packages are made together. */
export const chooseAddress = (procedure: string, kind: string): Href => `/desk/packages/of/${procedure}/${kind}`

export const runAddress = (id: string): Href => `/desk/packages/runs/${id}`

export const packageAddress = (id: string): Href => `/desk/packages/${id}`
