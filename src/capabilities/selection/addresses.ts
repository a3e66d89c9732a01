import type { Href } from '../../platform/jsx-runtime.ts'
import type { Call } from '../calls/index.ts'

/** The selection of a call at the desk. */
export const selectionAddress = ({ id }: Pick<Call, 'id'>): Href => `/desk/calls/${id}/selection`

/** Somebody's page in the selection of a call. */
export const personAddress = (call: Pick<Call, 'id'>, caseId: string): Href =>
  `${selectionAddress(call)}/cases/${caseId}`
