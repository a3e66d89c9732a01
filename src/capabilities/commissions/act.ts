import type { House } from '../../platform/house.ts'
import type { Text } from '../../platform/words/languages.ts'

/** Who acts in the commission of a call. */
export interface Act {
  readonly house: House
  readonly institution: string
  readonly by: { readonly id: string; readonly name: string }
  /** The call, for mails. */
  readonly called: Text
}
