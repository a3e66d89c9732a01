import { readdirSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { valueAt } from '../../platform/database/json.ts'
import { readCountry } from '../arrivals/index.ts'
import type { Law } from '../law/index.ts'
import short from './country-words.json' with { type: 'json' }
import { fold } from './folding.ts'

let kept: ReadonlyMap<string, string> | undefined

/**
 * A country by its code, by its name in any of eighty languages, or by what offices call it for short.
 * @returns ISO 3166-1 of two letters, EU for the European Union; null for what is no country
 */
export function countryOf(text: string, law: Law): string | null {
  const known = answers.get(law) ?? new Map<string, string | null>()
  answers.set(law, known)
  const before = known.get(text)
  if (before !== undefined) return before
  const found = look(text, law)
  if (known.size < mostKept) known.set(text, found)
  return found
}

// A sheet says the same few countries in thousands of lines.
const answers = new WeakMap<Law, Map<string, string | null>>()
const mostKept = 10_000

function look(text: string, law: Law): string | null {
  const whole = one(text, law)
  if (whole) return whole
  // "Китай (КНР)", "Germany / Deutschland", "Korea, Republic of": each part by itself, if they agree.
  const parts = text.split(/[()/,;\n]+/).flatMap((part) => one(part, law) ?? [])
  return parts.length > 0 && new Set(parts).size === 1 ? (parts[0] ?? null) : null
}

function one(text: string, law: Law): string | null {
  const folded = fold(text)
  if (folded === '') return null
  const said = readCountry(text, law)
  if (said.ok) return said.value
  kept ??= spellings()
  const code = kept.get(folded) ?? kept.get(folded.replace(/^(the|respublika|republic of|g|g r) /, '')) ?? null
  return code === 'EU' || (code && law.country(code)) ? code : null
}

// The names of every language that the list of ISO codes knows; a name that two languages give to two countries is none.
function spellings(): ReadonlyMap<string, string> {
  const folder = join(dirname(createRequire(import.meta.url).resolve('i18n-iso-countries/package.json')), 'langs')
  const names = new Map<string, string>()
  const torn = new Set<string>()
  for (const file of readdirSync(folder)) {
    const countries = valueAt(JSON.parse(readFileSync(join(folder, file), 'utf8')), 'countries')
    for (const [code, said] of Object.entries(countries ?? {}))
      for (const name of [said].flat()) {
        const folded = fold(String(name))
        if (names.has(folded) && names.get(folded) !== code) torn.add(folded)
        names.set(folded, code)
      }
  }
  for (const name of torn) names.delete(name)
  for (const [code, spoken] of Object.entries(short)) for (const name of spoken) names.set(fold(name), code)
  return names
}
