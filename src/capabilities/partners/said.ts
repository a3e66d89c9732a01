import type { Day } from '../../platform/days.ts'
import { sayDay } from '../../platform/words/saying-days.ts'
import type { Law } from '../law/index.ts'
import type { Partner } from './rules.ts'
import type { Say } from './words.ts'

/** A country's name; empty where no page says the country. */
export function sayCountry(t: Say, law: Law, code: string | null): string {
  if (!code) return ''
  return code === 'EU' ? t('country.eu') : (law.country(code)?.name[t.language] ?? code)
}

/** The city and the region, as far as they are known. */
export function sayPlace(t: Say, { city, region }: Pick<Partner, 'city' | 'region'>): string {
  return [city?.[t.language], region?.[t.language]].filter(Boolean).join(', ')
}

/** What became of whom, with the day where it is known. */
export function saySuccession(t: Say, key: 'public.cameFrom' | 'public.became', name: string, on: Day | null): string {
  const said = t(key, { name })
  return on ? t('public.since', { said, day: sayDay(on, t.language) }) : said
}
