import { callsOf, fields } from '../calls/index.ts'
import { kept } from '../institutions/index.ts'
import { partnersOf } from '../partners/index.ts'
import { levels } from '../programmes/index.ts'
import { type Interests, subjectsOf } from './rules.ts'

/** What one may wish to hear of: where the institution has partners, and what its calls have been about so far. */
export const offeredOf = kept(async (db): Promise<Interests> => {
  const [calls, partners] = await Promise.all([callsOf(db, { states: ['published'] }), partnersOf(db)])
  const subjects = calls.map(subjectsOf)
  const countries = [...subjects.flatMap(({ country }) => country), ...partners.flatMap(({ country }) => country ?? [])]
  return {
    audience: ['students', 'staff'],
    level: levels.filter((level) => level !== null),
    country: [...new Set(countries)].sort(),
    language: [...new Set([...subjects.flatMap(({ language }) => language), 'en', 'de', 'zh'])].sort(),
    field: fields,
  }
})
