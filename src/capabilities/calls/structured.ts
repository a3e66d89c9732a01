import type { Language } from '../../platform/words/languages.ts'
import type { Institution } from '../institutions/index.ts'
import { type Call, closesAt } from './rules.ts'
import { sayRule } from './saying.ts'

/** A call in the words of schema.org. Sums in whole units of their currency, as schema.org counts money. */
export function structuredCall(call: Call, institution: Institution, url: string, language: Language): unknown {
  const { said } = call
  const programme = {
    '@type': 'EducationalOccupationalProgram',
    '@id': `${url}#call`,
    url,
    name: said.title[language],
    description: said.about[language],
    inLanguage: language,
    applicationStartDate: call.opensOn ?? undefined,
    // The instant: schema.org knows no "inclusive, in Bishkek".
    applicationDeadline: call.closesOn ? closesAt(call.closesOn).toISOString() : undefined,
    startDate: said.from ?? undefined,
    endDate: said.to ?? undefined,
    programPrerequisites: said.criteria ? sayRule(said.criteria, language) : undefined,
    provider: said.hosts.map(({ name, country }) => ({
      ...{ '@type': 'CollegeOrUniversity', name, address: { '@type': 'PostalAddress', addressCountry: country } },
    })),
  }
  const grants = said.sums.map(({ amount, currency, payer }) => ({
    '@type': 'MonetaryGrant',
    name: said.title[language],
    amount: { '@type': 'MonetaryAmount', value: amount / 100, currency },
    funder: { '@type': 'Organization', name: payer[language] },
  }))
  const office = { '@type': 'CollegeOrUniversity', name: institution.name[language] }
  return { '@context': 'https://schema.org', '@graph': [programme, ...grants, office] }
}
