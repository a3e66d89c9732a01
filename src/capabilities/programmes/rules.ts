import type { z } from 'zod'
import type { Text } from '../../platform/words/languages.ts'
import type { admissionFile, Level } from '../packs/index.ts'

/** The order in which a person climbs; null is a programme whose level the office has not published. */
export const levels = ['bachelor', 'master', 'postgraduate', 'doctorate', 'preparatory', null] as const
export type { Level }

export interface Profile {
  readonly key: string
  readonly name: Text
  readonly note: Text | null
}

/** Level and code together name a programme: the same code may stand at two levels. */
export interface Programme {
  readonly id: string
  readonly unit: string
  readonly level: Level | null
  readonly code: string | null
  readonly name: Text
  readonly profiles: readonly Profile[]
  readonly mode: 'online' | null
  /** The office's page lists no programmes of this level: the applicant names the direction. */
  readonly asksDirection: boolean
  readonly openForApplication: boolean
  readonly note: Text | null
}

export interface LevelOfProgrammes {
  readonly level: Level | null
  readonly programmes: readonly Programme[]
}

type AdmissionFile = z.infer<typeof admissionFile>
type Entry = AdmissionFile['entry'][number]

/** What admission asks, as the office has published it. */
export interface AdmissionTerms {
  /** Education that a level needs; `education: null` leaves it to the office. */
  readonly entry: readonly Entry[]
  readonly documents: AdmissionFile['documents']
  readonly bases: AdmissionFile['bases']
  readonly process: AdmissionFile['process']
  readonly fees: AdmissionFile['fees']
  readonly links: AdmissionFile['links']
  readonly welcome: Text | null
  readonly note: Text | null
  readonly feesNote: Text | null
  readonly contactEmail: string | null
}

/** What a level needs; null where the terms say nothing of it. */
export function entryFor(terms: AdmissionTerms, level: Level | null): Entry | null {
  return terms.entry.find((entry) => entry.level === level) ?? null
}
