import type { Href } from '../../platform/jsx-runtime.ts'

/** The page of a person's stay, where the numbers of papers are looked at. */
export const stayAddress = (person: string): Href => `/desk/persons/${person}/stay`
