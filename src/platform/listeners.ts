import type { Tx } from './database/index.ts'
import type { House } from './house.ts'

/** Something that happened, told in the transaction in which it happened: who rolls back has told nothing. */
export type Happening =
  | {
      readonly kind: 'case'
      readonly institution: string
      readonly caseId: string
      readonly procedure: string
      readonly number: string | null
      readonly at: Date
      readonly action: string
      readonly from: string
      readonly to: string
      readonly version: number
      /** It has just reached the office for the first time. */
      readonly arrives: boolean
    }
  | {
      readonly kind: 'letter'
      readonly institution: string
      readonly caseId: string | null
      readonly letterId: string
      readonly number: string
      readonly about: string
      readonly at: Date
      readonly what: 'issued' | 'revoked'
    }
  | {
      /** Somebody who studies is in another state from a day on. */
      readonly kind: 'student'
      readonly institution: string
      readonly studentId: string
      readonly state: string
      readonly seq: number
    }

/** A capability that wants to know: it may write and queue in the same transaction, and nothing slower. */
export type Listener = (tx: Tx, house: House, happening: Happening) => Promise<void>

export async function tell(tx: Tx, house: House, happening: Happening): Promise<void> {
  for (const hear of house.listeners) await hear(tx, house, happening)
}
