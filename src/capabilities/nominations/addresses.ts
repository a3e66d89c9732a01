import type { Href } from '../../platform/jsx-runtime.ts'
import { partnerPage } from '../partners/index.ts'

/** The nominations of a call. */
export const listAddress = ({ id }: { readonly id: string }): Href => `/desk/calls/${id}/nominations`

/** Those of a call at one partner. */
export const groupAddress = (callId: string, partnerId: string): Href =>
  `/desk/calls/${callId}/nominations/${partnerId}`

/** A partner's own table of nominations. */
export const templateAddress = (partner: { readonly id: string }): Href => `${partnerPage(partner)}/template`
