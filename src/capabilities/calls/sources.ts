import type { Visit } from '../../platform/web/visit.ts'
import { fundingProgrammesOf } from '../funders/index.ts'
import { officeOf } from '../institutions/index.ts'
import { lawOfToday } from '../law/index.ts'
import { paperLanguages } from '../papers/index.ts'
import { nameOf, partnersOf } from '../partners/index.ts'
import type { Sources } from './input-fields.tsx'

/** The lists that an officer chooses from, by name in their language. */
export async function sourcesHere(visit: Visit, institution: string): Promise<Sources> {
  const { language } = visit
  const db = visit.within(institution)
  const [law, { units }, partners, funders] = await Promise.all([
    lawOfToday(visit.house, institution),
    officeOf(db),
    partnersOf(db),
    fundingProgrammesOf(db),
  ])
  const countries = law.countries.map(({ code, name }) => ({ value: code, text: name[language] }))
  return {
    countries: countries.toSorted((one, other) => one.text.localeCompare(other.text, language)),
    languages: paperLanguages(language).filter(({ value }) => value.length === 2),
    units: units.map(({ id, name }) => ({ value: id, text: name[language] })),
    funders: funders.filter(({ withdrawn }) => !withdrawn).map(({ id, name }) => ({ value: id, text: name[language] })),
    partners: partners.map((one) => ({ value: one.key ?? one.id, text: nameOf(one, language) })),
  }
}
