/** A table on its way out: rows come in portions, and no more than one portion is in memory. */
export interface Sheet {
  readonly name: string
  readonly columns: readonly SheetColumn[]
  /** Cells in the order of the columns; a day is `2026-09-01` or empty. */
  readonly portions: AsyncIterable<readonly (readonly string[])[]>
}

export interface SheetColumn {
  readonly title: string
  readonly isDay?: boolean
}
