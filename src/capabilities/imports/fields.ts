/** How a cell of a field is read. */
export type Reading =
  | { readonly as: 'text' | 'lines' | 'site' | 'mail' | 'phone' | 'day' | 'country' | 'number' | 'until' }
  /** One of a closed list, by any word that the office uses for it. */
  | { readonly as: 'word'; readonly list: string; readonly options: readonly string[] }
  /** Several of a closed list. */
  | { readonly as: 'words'; readonly list: string; readonly options: readonly string[] }

/** What a column of theirs may become. */
export interface Field {
  readonly name: string
  readonly reading: Reading
  /** Characters at most. */
  readonly most: number
  /** A line without it is no record. */
  readonly isNeeded?: boolean
}

export const text = (name: string, most = 300): Field => ({ name, reading: { as: 'text' }, most })
export const lines = (name: string, most = 1000): Field => ({ name, reading: { as: 'lines' }, most })
export const as = (name: string, as: 'site' | 'mail' | 'phone' | 'day' | 'country' | 'number' | 'until'): Field => ({
  name,
  reading: { as },
  most: 300,
})
export const word = (name: string, list: string, options: readonly string[]): Field => ({
  name,
  reading: { as: 'word', list, options },
  most: 100,
})
export const words = (name: string, list: string, options: readonly string[]): Field => ({
  name,
  reading: { as: 'words', list, options },
  most: 300,
})

export const yesNo = ['yes', 'no'] as const
