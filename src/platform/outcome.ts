import type { Params } from './words/catalogue.ts'
import type { Text } from './words/languages.ts'

/** Why something is not possible, as a message key with what it names; the page says it in the reader's language. */
export interface Refusal {
  readonly key: string
  readonly params?: Params
  /** The rule of the law pack behind it, by id: the page shows its text, source and whether it is verified. */
  readonly rule?: string
  /** Its words where they are data: the rule of a call, with where it stands. The key names it then. */
  readonly said?: Text
  /** What would make it possible, as a message key. */
  readonly remedy?: string
}

export type Outcome<Value = undefined> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly refusal: Refusal }

export const done: Outcome = { ok: true, value: undefined }

export function got<Value>(value: Value): Outcome<Value> {
  return { ok: true, value }
}

export function refuse(key: string, more: Omit<Refusal, 'key'> = {}): { ok: false; refusal: Refusal } {
  return { ok: false, refusal: { key, ...more } }
}

/** Not there, or not theirs: both are 404. */
export class NotFound extends Error {
  override name = 'NotFound'
}
