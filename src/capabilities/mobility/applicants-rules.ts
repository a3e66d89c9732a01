import type { Href } from '../../platform/jsx-runtime.ts'
import { stages } from './steps.ts'

export const opinions = ['yes', 'no', 'none'] as const

/** Which applicants of a call a list shows; all of it stands in its address. */
export interface ApplicantFilter {
  readonly search: string
  readonly unit: string
  /** A host, at whatever place among somebody's wishes. */
  readonly choice: string
  readonly stage: string
  readonly recommended: (typeof opinions)[number] | ''
  /** The least average over all sessions, in hundredths, as it was known when the unit or the office looked. */
  readonly average: number | null
}

/** Stages in which the office has an application. */
export const stagesShown = Object.keys(stages).filter((stage) => stage !== 'draft')

/** Reads the address; what can't be understood filters nothing. */
export function readApplicantFilter(query: (name: string) => string | undefined): ApplicantFilter {
  const asked = (name: string) => (query(name) ?? '').trim().slice(0, 100)
  const average = /^\d{1,3}([.,]\d{1,2})?$/.test(asked('average')) ? Number(asked('average').replace(',', '.')) : null
  return {
    ...{ search: asked('q'), unit: asked('unit'), choice: asked('choice') },
    stage: stagesShown.find((stage) => stage === asked('stage')) ?? '',
    recommended: opinions.find((one) => one === asked('recommended')) ?? '',
    average: average === null ? null : Math.round(average * 100),
  }
}

/** The address of a filter, without what is as it is anyway. */
export function queryOfApplicants(filter: ApplicantFilter, after = ''): string {
  const { search, unit, choice, stage, recommended, average } = filter
  const said = { q: search, unit, choice, stage, recommended, average: average === null ? '' : String(average / 100) }
  return String(new URLSearchParams(Object.entries({ ...said, after }).filter(([, value]) => value !== '')))
}

export const narrowsApplicants = (filter: ApplicantFilter): boolean => queryOfApplicants(filter) !== ''

export const applicantsAddress = (callId: string): Href => `/desk/calls/${callId}/applicants`
