import type { Db } from './database/index.ts'
import type { Text } from './words/languages.ts'

/** What can be found on a public site, in the order in which it is shown. */
export const foundKinds = [
  ...(['page', 'programme', 'call', 'news', 'event', 'partner', 'agreement', 'network', 'person'] as const),
  ...(['alumnus', 'document', 'funding', 'school', 'album', 'question', 'about'] as const),
] as const
export type FoundKind = (typeof foundKinds)[number]

/** One thing that visitors may find. A language that it does not exist in is empty. */
export interface SearchEntry {
  /** Its own within the source. */
  readonly id: string
  /** Behind `/{institution}/{language}/`, with the id of the element where the page tells of several: `partners#pa-x`. */
  readonly path: string
  readonly title: Text
  /** Everything else that it may be found by, as plain text. */
  readonly text: Text
  readonly kind: FoundKind
}

/** A capability's public records. Only what any visitor may see may come out of it. */
export interface SearchSource {
  readonly name: string
  /** All of them. @param db the institution's own scope @param now the house's moment: what is scheduled or over is not found */
  entries(db: Db, institution: string, now: Date): Promise<readonly SearchEntry[]>
}
