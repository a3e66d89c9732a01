import type { Day } from '../../platform/days.ts'
import type { JsonValue } from '../../platform/typesetting/index.ts'
import type { Language } from '../../platform/words/languages.ts'

/** A file of the store that goes with a mail. */
export interface MailFile {
  readonly name: string
  readonly type: string
  readonly blobId: string
}

/** A mail that an action wants sent: text as its reader will read it, in the reader's language. */
export interface NewMail {
  readonly institution: string
  readonly caseId?: string
  readonly accountId?: string
  readonly to: string
  readonly language: Language
  readonly kind: string
  readonly subject: string
  readonly body: string
  /** Letters that go with it as files. */
  readonly letterIds?: readonly string[]
  /** A meeting as a calendar program reads it, see `meetingOf`. */
  readonly calendar?: string
  /** Other files that go with it. */
  readonly files?: readonly MailFile[]
  /** The first mail, when this one is sent again. */
  readonly repeats?: string
  /** The same key twice makes one mail. */
  readonly onceKey?: string
}

export interface Mail {
  readonly id: string
  readonly institution_id: string
  readonly case_id: string | null
  readonly to_address: string
  readonly language: string
  readonly kind: string
  readonly subject: string
  readonly body: string
  readonly letter_ids: readonly string[]
  readonly calendar: string | null
  readonly state: string
  readonly queued_at: Date
  readonly sent_at: Date | null
  readonly answer: string | null
}

/** The kind of mail that carries a sign-in link: its text is emptied once it is sent. */
export const signInLink = 'sign-in-link'

/** A mail whose text is its recipient's alone: it holds a link that lets somebody in. */
export const holdsSecret = (kind: string) => kind === signInLink || kind.endsWith('.one-time-link')

export interface NewLetter {
  readonly institution: string
  /** The short name that stands in the number: KSTU. */
  readonly short: string
  /** Null for a letter about several people. */
  readonly caseId: string | null
  readonly kind: string
  readonly day: Day
  readonly language: Language
  readonly recipient: string
  readonly subject: string
  readonly template: string
  readonly content: { readonly [key: string]: JsonValue }
  readonly issuedBy: string
}

export interface Letter {
  readonly id: string
  readonly case_id: string | null
  readonly kind: string
  readonly number: string
  readonly issued_on: string
  readonly recipient: string
  readonly subject: string
  readonly issued_by: string
  readonly issued_at: Date
  readonly blob_id: string | null
  readonly template: string
  readonly content: unknown
  readonly language: string
  /** Null for letters issued before letters could be checked. */
  readonly code: string | null
  readonly short_code: string | null
}

/** `KSTU-2026/0001`: institution, year, and the place in that year's register. */
export function letterNumber(short: string, year: number, sequence: number): string {
  return `${short}-${year}/${String(sequence).padStart(4, '0')}`
}
