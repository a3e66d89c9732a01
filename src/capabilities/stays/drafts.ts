import type { Day } from '../../platform/days.ts'
import { readDay } from '../../platform/days.ts'
import { check, type Problem, type Typed } from '../../platform/web/form.ts'
import { kinds } from './kinds.ts'
import { tidyNumber } from './numbers.ts'
import type { About, Draft, RecordKind, StayRecord } from './rules.ts'

export type Read =
  | { readonly ok: true; readonly draft: Draft }
  | { readonly ok: false; readonly problems: readonly Problem[] }

/**
 * What is wrong with a record of a kind before it is written, field by field (`number`, `from`, `to` and the kind's own);
 * the words of the keys are `stayProblems`. A letter that looks like a digit is taken when `numberSure` is `yes`.
 * @param about.others the person's other records; the one that is corrected is not among them
 */
export function recordProblems(kind: RecordKind, typed: Typed, about: About): readonly Problem[] {
  const read = readDraft(kind, typed, about)
  return read.ok ? [] : read.problems
}

/** Reads and checks what was typed of a record. */
export function readDraft(kind: RecordKind, typed: Typed, about: About): Read {
  const { fields, problems } = kinds[kind]
  const form = check(fields, typed)
  if (!form.ok) return { ok: false, problems: form.problems }
  const { number = '', from = null, to = null, ...said } = form.value
  const words = Object.entries(said).map(([name, value]): [string, string] => [name, inCapitals(name, value ?? '')])
  const draft: Draft = {
    number: tidyNumber(number ?? ''),
    from: dayFrom(from),
    to: dayFrom(to),
    said: Object.fromEntries(words),
  }
  const sure = typed.numberSure ?? ''
  const found = problems?.({ ...draft, said: { ...draft.said, numberSure: sure } }, about) ?? []
  return found.length > 0 ? { ok: false, problems: found } : { ok: true, draft }
}

const inCapitals = (name: string, value: string) => (name === 'visaKind' ? value.toUpperCase() : value)

const dayFrom = (value: string | null): Day | null => (value === null ? null : readDay(value))

/** A record as its form shows it. */
export function typedOf({ number, from, to, said }: StayRecord): Typed {
  const parts = (name: string, on: Day | null) => {
    const [year = '', month = '', day = ''] = on?.split('-') ?? []
    return { [`${name}.year`]: year, [`${name}.month`]: month, [`${name}.day`]: day }
  }
  return { ...said, number, ...parts('from', from), ...parts('to', to) }
}
