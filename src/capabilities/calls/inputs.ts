import { readDay } from '../../platform/days.ts'
import { plainAddress } from '../../platform/mail/transport.ts'
import type { Problem, Typed } from '../../platform/web/form.ts'
import { languages } from '../../platform/words/languages.ts'

/** Lists that are known only where the form is shown. */
export type Source = 'countries' | 'languages' | 'units' | 'funders' | 'partners'

/** One question of a form about a part of a call, by the name of what it fills; dots lead into what is inside. */
export type Input = {
  readonly name: string
  readonly must?: boolean
  /** What an empty answer becomes; absent: the name is left out. */
  readonly blank?: null
} & (
  | { readonly as: 'texts'; readonly long?: boolean }
  | { readonly as: 'line' | 'email' | 'url' | 'count' | 'number' | 'money' | 'day' | 'yes' }
  | { readonly as: 'choice' | 'set'; readonly of: readonly string[]; readonly words: string }
  | { readonly as: 'listed' | 'several'; readonly of: Source }
)

/** How many fields a list of several has: those that are filled, and three more. */
export const spare = 3

interface Read {
  readonly value: Readonly<Record<string, unknown>>
  readonly problems: readonly Problem[]
}

/** What was typed as what it means; sums become minor units. */
export function readInputs(inputs: readonly Input[], typed: Typed): Read {
  const value: Record<string, unknown> = {}
  const problems: Problem[] = []
  for (const input of inputs) {
    const read = readOne(input, typed)
    if (read === 'wrong') problems.push({ field: fieldOf(input), key: `wrong.${input.as}` })
    else if (read !== undefined) put(value, input.name, read)
    else if (input.must) problems.push({ field: fieldOf(input), key: 'form.missing' })
    else if (input.blank === null) put(value, input.name, null)
  }
  return { value, problems }
}

/** The id of an input's first control. */
export function fieldOf({ name, as }: Input): string {
  if (as === 'texts') return `${name}.en`
  return as === 'several' ? `${name}.1` : name
}

function put(value: Record<string, unknown>, path: string, what: unknown) {
  const [first = '', ...rest] = path.split('.')
  if (rest.length === 0) {
    value[first] = what
    return
  }
  const inside: Record<string, unknown> = Object.fromEntries(Object.entries(value[first] ?? {}))
  put(inside, rest.join('.'), what)
  value[first] = inside
}

// Undefined: nothing was typed.
function readOne(input: Input, typed: Typed): unknown {
  const { name } = input
  const line = (typed[name] ?? '').normalize('NFC').replace(/\s+/g, ' ').trim()
  switch (input.as) {
    case 'texts':
      return readTexts(name, typed)
    case 'yes':
      return line === 'yes' ? true : undefined
    case 'set': {
      const chosen = input.of.filter((one) => typed[`${name}.${one}`] === 'yes')
      return chosen.length > 0 ? chosen : undefined
    }
    case 'several': {
      const chosen = severalOf(name, typed).flatMap((one) => one || [])
      return chosen.length > 0 ? [...new Set(chosen)] : undefined
    }
    case 'choice':
      return line === '' ? undefined : input.of.includes(line) ? line : 'wrong'
    default:
      return line === '' ? undefined : readLine(input.as, line)
  }
}

function readLine(as: Input['as'], line: string): unknown {
  if (line.length > 500) return 'wrong'
  const number = Number(line.replace(/\s/g, '').replace(',', '.'))
  switch (as) {
    case 'count':
      return Number.isInteger(number) && number >= 0 && number < 1_000_000 ? number : 'wrong'
    case 'number':
      return number > 0 && number < 1000 ? number : 'wrong'
    case 'money':
      return number > 0 && number < 10_000_000 ? Math.round(number * 100) : 'wrong'
    case 'day':
      return readDay(line) ?? 'wrong'
    case 'email': {
      const read = plainAddress(line)
      return read.ok ? read.address : 'wrong'
    }
    case 'url':
      return /^https?:\/\//i.test(line) && URL.canParse(line) ? line : 'wrong'
    default:
      return line
  }
}

function readTexts(name: string, typed: Typed) {
  const [en = '', ru = '', ky = ''] = languages.map((language) =>
    (typed[`${name}.${language}`] ?? '').normalize('NFC').trim(),
  )
  return en || ru || ky ? { en, ru, ky } : undefined
}

export function severalOf(name: string, typed: Typed): string[] {
  const filled = Object.keys(typed).filter((key) => key.startsWith(`${name}.`))
  return filled.map((_, at) => typed[`${name}.${at + 1}`] ?? '')
}

/** What a form shows of what is there: the way back of `readInputs`. */
export function typedOf(inputs: readonly Input[], value: unknown): Typed {
  return Object.fromEntries(inputs.flatMap((input) => typedOne(input, at(value, input.name))))
}

function at(value: unknown, path: string): unknown {
  let found: unknown = value
  for (const name of path.split('.'))
    found = typeof found === 'object' && found !== null ? Reflect.get(found, name) : undefined
  return found
}

function typedOne({ name, as }: Input, value: unknown): [string, string][] {
  if (value === undefined || value === null || value === false) return []
  if (as === 'texts') return languages.map((language) => [`${name}.${language}`, String(at(value, language) ?? '')])
  if (as === 'several' && Array.isArray(value)) return value.map((one, nth) => [`${name}.${nth + 1}`, String(one)])
  if (as === 'set' && Array.isArray(value)) return value.map((one) => [`${name}.${one}`, 'yes'])
  if (as === 'yes') return [[name, 'yes']]
  return [[name, as === 'money' ? String(Number(value) / 100) : String(value)]]
}
