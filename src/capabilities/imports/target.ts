import type { Db, Tx } from '../../platform/database/index.ts'
import type { Day } from '../../platform/days.ts'
import type { Language } from '../../platform/words/languages.ts'
import type { Field } from './fields.ts'
import type { LineProblem, Values } from './read-line.ts'

export const doublesWays = ['skip', 'fill', 'overwrite'] as const
/** What becomes of a line that the register has already: left alone, what is empty filled, or written over. */
export type Doubles = (typeof doublesWays)[number]

export const verdicts = ['new', 'changed', 'same', 'left', 'twin', 'wrong'] as const
/** `left`: the register has it and says it differently, and stays as it is. `twin`: a line above says the same record. */
export type Verdict = (typeof verdicts)[number]

/** What a line would do to the register. */
export interface Plan {
  readonly verdict: Verdict
  readonly title: string
  readonly problems: readonly LineProblem[]
  readonly record: string | null
  /** Which fields would change. */
  readonly changes: readonly string[]
}

export interface LineToWrite {
  readonly line: number
  readonly values: Values
}

/** What was written of a line: what there was before, and the version that it has now. */
export interface WrittenLine extends Plan {
  readonly line: number
  readonly before: unknown
  readonly version: number | null
  /** Partners that came with it. */
  readonly also: readonly string[]
}

/** In whose name an import is written or taken back. */
export interface ImportAct {
  readonly importId: string
  readonly institution: string
  readonly by: { readonly id: string; readonly name: string }
  readonly at: Date
  readonly today: Day
  /** When the import began: what was changed later, somebody else changed. */
  readonly since: Date
}

/** The register as it was when the lines are held against it; what is written is known to the next lines. */
export interface Register {
  /** Looks at a line; nothing is written. What a line brings is known to the lines after it. */
  plan(line: number, values: Values, doubles: Doubles, today: Day): Plan
  /** Writes lines in one go, each with what it came to. */
  write(tx: Tx, act: ImportAct, lines: readonly LineToWrite[], doubles: Doubles): Promise<WrittenLine[]>
}

/** A record that an import wrote: as it was before the first of its lines, null when it was not there. */
export interface LineToUndo {
  readonly record: string
  readonly before: unknown
  readonly version: number
  readonly also: readonly string[]
}
export type Undone = 'gone' | 'restored' | 'kept'

/** A kind of record that comes in by sheets. */
export interface Target {
  readonly name: 'partners' | 'agreements'
  /** The field that names a line in lists. */
  readonly titleField: string
  readonly fields: readonly Field[]
  /** What our pages call a value of a closed list. */
  readonly sayWord: (list: string, option: string, language: Language) => string
  /** @param seen records that an earlier part of the same import wrote, with the line */
  readonly open: (db: Db, seen: ReadonlyMap<string, number>, today: Day) => Promise<Register>
  /** Takes lines back: what nobody has touched since goes, or is again as it was. */
  readonly undo: (tx: Tx, act: ImportAct, lines: readonly LineToUndo[]) => Promise<Map<string, Undone>>
  /** After something was written: what is kept in memory is asked anew. */
  readonly forget: (db: Db) => void
}
