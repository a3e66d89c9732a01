import { type IdentifierKind, identifierKinds, noIdentifiers } from './identifiers.ts'
import type { Partner, PartnerName } from './rules.ts'
import type { Written } from './writing.ts'

/** What is chosen of two partners, one field at a time. Names are not among them: those of both stay. */
export const choices = [
  ...(['name', 'kind', 'status', 'country', 'city', 'region', 'place', ...identifierKinds] as const),
  ...(['site', 'unit', 'partOf', 'basis', 'condition', 'fields', 'note', 'isPublic'] as const),
] as const
export type Chosen = (typeof choices)[number]

/** The value of a field as the form compares it. */
export function saidIn(partner: Partner, field: Chosen): unknown {
  return isIdentifier(field) ? partner.identifiers[field] : partner[field]
}

const isIdentifier = (field: Chosen): field is IdentifierKind => identifierKinds.some((kind) => kind === field)
const isEmpty = (value: unknown) => value === null || (Array.isArray(value) && value.length === 0)

/** The fields in which two differ. */
export const differing = (one: Partner, other: Partner) =>
  choices.filter((field) => JSON.stringify(saidIn(one, field)) !== JSON.stringify(saidIn(other, field)))

/** Whose value is offered first: that of the one that is known in more, unless it says nothing. */
export const offered = (stays: Partner, goes: Partner, field: Chosen): Partner =>
  isEmpty(saidIn(stays, field)) ? goes : stays

/** The one that stays as it will be: each field as it was chosen, and the names of both. @param from fields taken from the other */
export function merged(stays: Partner, goes: Partner, from: ReadonlySet<Chosen>): Written {
  const of = (field: Chosen) => (from.has(field) ? goes : stays)
  const identifiers = Object.fromEntries(identifierKinds.map((kind) => [kind, of(kind).identifiers[kind]]))
  const [first, second] = from.has('name') ? [goes, stays] : [stays, goes]
  return {
    ...{ name: first.name, names: namesOfBoth(first, second) },
    ...{ kind: of('kind').kind, status: of('status').status, country: of('country').country },
    ...{ city: of('city').city, region: of('region').region, place: of('place').place },
    identifiers: { ...noIdentifiers, ...identifiers },
    ...{ site: of('site').site, unit: of('unit').unit, partOf: of('partOf').partOf },
    ...{ basis: of('basis').basis, condition: of('condition').condition, fields: of('fields').fields },
    ...{ note: of('note').note, isPublic: of('isPublic').isPublic },
  }
}

function namesOfBoth(first: Partner, second: Partner): PartnerName[] {
  const names: PartnerName[] = [...first.names]
  for (const one of [{ language: null, text: second.name, until: null }, ...second.names]) {
    const isTaken = !one.until && names.some(({ language, until }) => language === one.language && !until)
    const known = [first.name, ...names.map(({ text }) => text)].includes(one.text)
    if (!known) names.push({ ...one, language: one.language && isTaken ? null : one.language })
  }
  return names
}
