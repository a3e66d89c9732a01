import { isUuid } from '../../platform/database/ids.ts'
import type { Db } from '../../platform/database/index.ts'
import type { Day } from '../../platform/days.ts'
import type { Visit } from '../../platform/web/visit.ts'
import type { Say } from '../../platform/words/catalogue.ts'
import { foldWords } from '../../platform/words/fold.ts'
import { languages } from '../../platform/words/languages.ts'
import { colleaguesHere } from '../cases/index.ts'
import { type Law, lawOfToday } from '../law/index.ts'
import { nameOf, partnerNames } from '../partners/index.ts'
import type { Ledger, Said } from './ledger.ts'
import { wordsOf } from './words.ts'

/** What a page needs to say a record: words, states, colleagues, and the partners that are named in it. */
export interface Ground {
  readonly t: Say<string>
  readonly law: Law
  readonly today: Day
  readonly colleagues: readonly { readonly id: string; readonly name: string }[]
  /** Names of partners by id. */
  readonly partners: ReadonlyMap<string, string>
}

export const institutionHere = (visit: Visit): string => visit.place('partners.read').institution
export const dbHere = (visit: Visit): Db => visit.within(institutionHere(visit))

/** @param saids the answers in which partners may be named */
export async function groundOf(visit: Visit, ledger: Ledger, saids: readonly Said[]): Promise<Ground> {
  const { house } = visit
  const institution = institutionHere(visit)
  const [law, colleagues, partners] = await Promise.all([
    lawOfToday(house, institution),
    colleaguesHere(house, institution),
    partnersIn(visit, ledger, saids),
  ])
  return { t: wordsOf(ledger, visit.language), law, today: house.clock.today(), colleagues, partners }
}

async function partnersIn(visit: Visit, { fields, parts }: Ledger, saids: readonly Said[]) {
  const names = [fields, ...(parts ?? []).map((part) => part.fields)]
    .flat()
    .flatMap(({ name, as }) => (as === 'partner' ? name : []))
  const ids = new Set(saids.flatMap((said) => names.flatMap((name) => said[name] ?? [])))
  const found = await partnerNames(dbHere(visit), [...ids].filter(isUuid))
  return new Map([...found].map(([id, partner]) => [id, nameOf(partner, visit.language)]))
}

/** The states named in a text, by code or name in any language, apart by commas or lines; and what is none. */
export function countriesIn(law: Law, typed: string): { codes: readonly string[]; unknown: string | null } {
  const names = namesOf(law)
  const parts = typed
    .split(/[,;\n]/)
    .map((part) => part.trim())
    .filter(Boolean)
  const found = parts.map((part) => names.get(foldWords(part).join(' ')))
  const unknown = parts.find((_, at) => !found[at]) ?? null
  return { codes: [...new Set(found.flatMap((code) => code ?? []))], unknown }
}

// A sheet asks for the same states thousands of times: a law's names are folded once.
const folded = new WeakMap<Law, ReadonlyMap<string, string>>()

function namesOf(law: Law): ReadonlyMap<string, string> {
  const known = folded.get(law)
  if (known) return known
  const names = law.countries.flatMap(({ code, name }) =>
    [code, ...languages.map((of) => name[of])].map((text) => [foldWords(text).join(' '), code] as const),
  )
  const made = new Map(names)
  folded.set(law, made)
  return made
}
