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
