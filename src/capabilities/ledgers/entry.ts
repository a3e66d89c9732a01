import { z } from 'zod'
import type { Problem, Typed } from '../../platform/web/form.ts'
import { check } from '../../platform/web/form.ts'
import type { Visit } from '../../platform/web/visit.ts'
import { colleaguesHere, typedAgain } from '../cases/index.ts'
import { lawOfToday } from '../law/index.ts'
import { namesake } from '../partners/index.ts'
import { countriesIn, dbHere, type Ground, institutionHere } from './ground.ts'
import { type Field, type Ledger, majorOf, minorOf, type Said, saidFrom, shapeOf, slipsOf } from './ledger.ts'

export type Entry =
  | { readonly ok: true; readonly said: Said; readonly typed: Typed }
  | { readonly ok: false; readonly problems: readonly Problem[]; readonly typed: Typed }

/** A form as answers: names of partners and states become ids and codes, sums minor units; or what is wrong with it. */
export async function readEntry(visit: Visit, ledger: Ledger, typed: Typed): Promise<Entry> {
  const form = check(schemaOf(ledger), typed)
  if (!form.ok) return { ok: false, problems: form.problems, typed }
  const said = saidFrom(form.value)
  const known = await Promise.all(ledger.fields.map((field) => knownOf(visit, field, said)))
  const problems = [...slipsOf(ledger, said), ...known.flatMap(({ problem }) => problem ?? [])]
  if (problems.length > 0) return { ok: false, problems, typed }
  return { ok: true, said: { ...said, ...Object.assign({}, ...known.map((one) => one.said)) }, typed }
}

// A sheet is read line by line with one schema.
const schemas = new WeakMap<Ledger, z.ZodObject>()

function schemaOf(ledger: Ledger): z.ZodObject {
  const made = schemas.get(ledger) ?? z.object(shapeOf(ledger))
  schemas.set(ledger, made)
  return made
}

interface Known {
  readonly said?: Said
  readonly problem?: Problem
}

// What can't be known from the form alone.
async function knownOf(visit: Visit, { name, as }: Field, said: Said): Promise<Known> {
  const value = said[name]
  if (!value) return {}
  const slip = (key: string, params = {}): Known => ({ problem: { field: name, key, params } })
  switch (as) {
    case 'money':
      return { said: { [name]: minorOf(value) } }
    case 'partner': {
      const found = await namesake(dbHere(visit), value)
      return found ? { said: { [name]: found.id } } : slip('ledger.noPartner')
    }
    case 'country':
      return (await lawOfToday(visit.house)).country(value) ? {} : slip('form.choose')
    case 'countries': {
      const { codes, unknown } = countriesIn(await lawOfToday(visit.house), value)
      return unknown ? slip('ledger.noCountry', { name: unknown }) : { said: { [name]: codes.join(',') } }
    }
    case 'colleague': {
      const colleagues = await colleaguesHere(visit.house, institutionHere(visit))
      return colleagues.some(({ id }) => id === value) ? {} : slip('form.choose')
    }
    default:
      return {}
  }
}

/** A record's answers as the inputs of its form. */
export function typedOf({ fields }: Ledger, said: Said, { partners, law, t }: Ground): Typed {
  const again = fields.flatMap(({ name, as }): [string, string][] => {
    const value = said[name] ?? ''
    if (as === 'money') return [[name, majorOf(value)]]
    if (as === 'partner') return [[name, partners.get(value) ?? '']]
    if (as === 'countries') return [[name, sayCountries(law, value, t.language)]]
    return []
  })
  const days = fields.filter(({ as }) => as === 'day').map(({ name }) => name)
  return typedAgain({ ...said, ...Object.fromEntries(again) }, days)
}

export const sayCountries = (law: Ground['law'], codes: string, language: Ground['t']['language']): string =>
  codes
    .split(',')
    .filter(Boolean)
    .map((code) => law.country(code)?.name[language] ?? code)
    .join(', ')
