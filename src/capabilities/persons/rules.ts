import { z } from 'zod'
import { addDays, type Day, dayOf, daysBetween } from '../../platform/days.ts'
import { longText } from '../../platform/web/fields.ts'
import { foldWords } from '../../platform/words/fold.ts'
import type { PassportFacts } from '../cases/index.ts'

/** Days in which a merge may be undone, the last one counted. */
export const undoDays = 30
/** Pairs on a page. */
export const pageSize = 20

export const lastUndoDay = (mergedAt: Date): Day => addDays(dayOf(mergedAt), undoDays)
export const mayUndo = (mergedAt: Date, today: Day): boolean => daysBetween(dayOf(mergedAt), today) <= undoDays

export const apartForm = z.object({ reason: longText(500) })
export const mergeForm = z.object({ lead: z.uuid('form.choose') })

export interface KeptName {
  readonly family: string
  readonly given: string
  readonly source: string
}

/** A passport that a case was sent with. */
export interface KeptPassport extends PassportFacts {
  readonly caseHref: string
  /** The pages of it that lie in the case, to be looked at. */
  readonly files: readonly { readonly id: string; readonly name: string }[]
}

/** What is known of one person, out of one record or of several merged ones. */
export interface Profile {
  readonly names: readonly KeptName[]
  readonly shownAs: readonly string[]
  readonly birthDays: readonly string[]
  readonly citizenships: readonly string[]
  readonly sexes: readonly string[]
  readonly mails: readonly string[]
  readonly phones: readonly string[]
  readonly passports: readonly KeptPassport[]
}

export type Verdict = 'for' | 'against' | 'open'
export type About = 'names' | 'birthDays' | 'sexes' | 'citizenships' | 'passports' | 'mails' | 'phones'

export interface Compared {
  readonly about: About
  readonly verdict: Verdict
  /** Why, as a part of a message key. */
  readonly because: string
}

/** What speaks for and against two records being one person's. Which names and numbers are the same the database has found. */
export function compare(
  one: Profile,
  other: Profile,
  found: { readonly sameName: boolean; readonly samePassport: boolean },
): Compared[] {
  const strong = (about: 'mails' | 'phones') =>
    said(about, meet(one[about], other[about], { same: 'for', differ: 'open' }))
  return [
    { about: 'names', ...namesOf(one, other, found.sameName) },
    said('birthDays', meet(one.birthDays, other.birthDays, { same: 'for', differ: 'against' })),
    { about: 'passports', ...passportsOf(one.passports, other.passports, found.samePassport) },
    // Half of all people have the same sex, many the same citizenship: only a difference says something.
    said('sexes', meet(one.sexes, other.sexes, { same: 'open', differ: 'against' })),
    said('citizenships', meet(one.citizenships, other.citizenships, { same: 'open', differ: 'against' })),
    strong('mails'),
    strong('phones'),
  ]
}

interface Met {
  readonly verdict: Verdict
  readonly because: string
}

const said = (about: About, met: Met): Compared => ({ about, ...met })

function meet(
  one: readonly string[],
  other: readonly string[],
  means: { readonly same: Verdict; readonly differ: Verdict },
): Met {
  if (one.length === 0 || other.length === 0) return { verdict: 'open', because: 'unknown' }
  const same = one.some((value) => other.some((its) => its.toLowerCase() === value.toLowerCase()))
  return same ? { verdict: means.same, because: 'same' } : { verdict: means.differ, because: 'differ' }
}

function namesOf(one: Profile, other: Profile, same: boolean): Met {
  if (same) return { verdict: 'for', because: 'same' }
  const words = new Set(one.shownAs.flatMap(foldWords))
  const shared = other.shownAs.flatMap(foldWords).some((word) => words.has(word))
  return { verdict: 'against', because: shared ? 'partly' : 'differ' }
}

// Who renews a passport has another number; nobody has two ordinary passports of one country at a time.
function passportsOf(one: readonly KeptPassport[], other: readonly KeptPassport[], same: boolean): Met {
  if (same) return { verdict: 'for', because: 'same' }
  if (one.length === 0 || other.length === 0) return { verdict: 'open', because: 'unknown' }
  const apart = one.every((its) => other.every((that) => its.country === that.country && overlap(its, that)))
  return apart ? { verdict: 'against', because: 'atOnce' } : { verdict: 'open', because: 'renewed' }
}

function overlap(one: KeptPassport, other: KeptPassport): boolean {
  if (!one.issued || !other.issued || !one.ends || !other.ends) return false
  return one.issued < other.ends && other.issued < one.ends
}
