import type { Href } from '../../platform/jsx-runtime.ts'

export const deskAddress = '/desk/summer-schools'
export const schoolAddress = (school: string): Href => `/desk/summer-schools/${school}`
export const editionAddress = (school: string, year: number): Href => `/desk/summer-schools/${school}/${year}`
