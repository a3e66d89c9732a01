import type { Href } from '../../platform/jsx-runtime.ts'

/** Where a person opens a registration of their own. */
export const ownOpening = (institution: string): Href => `/my/${institution}/registration/new`
/** Where an officer opens one for a person. */
export const deskOpening = (personId: string): Href => `/desk/persons/${personId}/registration`
