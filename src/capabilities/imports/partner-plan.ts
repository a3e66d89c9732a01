import { isUuid } from '../../platform/database/ids.ts'
import type { Day } from '../../platform/days.ts'
import { identifierKinds, type Partner, type PartnerContact, readIdentifiers } from '../partners/index.ts'
import { fold } from './folding.ts'
import { freshState, identifiersIn, merge, namesIn, type PartnerState } from './partner-state.ts'
import type { LineProblem, Values } from './read-line.ts'
import type { Doubles, Plan } from './target.ts'

interface Known {
  /** As it stands in the database; null for what only this sheet knows until now. */
  version: number | null
  state: PartnerState
  /** The line of this import that brought or touched it. */
  line: number | null
}

/** The register in memory, found by every name and identifier. */
export interface KnownPartners {
  readonly all: Map<string, Known>
  readonly byName: Map<string, Set<string>>
  readonly byIdentifier: Map<string, string>
}

export type Planned = Plan & { readonly state: PartnerState | null }

export function openKnown(
  partners: readonly Partner[],
  contacts: ReadonlyMap<string, readonly PartnerContact[]>,
  seen: ReadonlyMap<string, number>,
): KnownPartners {
  const known: KnownPartners = { all: new Map(), byName: new Map(), byIdentifier: new Map() }
  for (const partner of partners) {
    const state = { written: partner, lastContact: partner.lastContact, contacts: contacts.get(partner.id) ?? [] }
    put(known, partner.id, { version: partner.version, state, line: seen.get(partner.id) ?? null })
  }
  return known
}

function put({ all, byName, byIdentifier }: KnownPartners, id: string, one: Known) {
  all.set(id, one)
  const { name, names, identifiers } = one.state.written
  for (const text of [name, ...names.map((said) => said.text)]) {
    const bearers = byName.get(fold(text)) ?? new Set()
    byName.set(fold(text), bearers.add(id))
  }
  for (const kind of identifierKinds) if (identifiers[kind]) byIdentifier.set(`${kind} ${identifiers[kind]}`, id)
}

/** What a line would do. Nothing is written, but what it brings is known to the lines after it. */
export function planLine(known: KnownPartners, line: number, values: Values, doubles: Doubles, today: Day): Planned {
  const title = values.get('name') ?? ''
  const wrong = (problems: readonly LineProblem[]): Planned => ({
    ...{ verdict: 'wrong', title, problems, record: null, changes: [], state: null },
  })
  const faults = faultsOf(values, today)
  if (faults.length > 0) return wrong(faults)
  const found = find(known, values)
  if (found.length > 1) return wrong([{ column: null, key: 'wrong.ambiguous', params: { count: found.length } }])
  const [id] = found
  const there = known.all.get(id ?? '')
  if (id && there) return planDouble(known, id, there, { line, values, doubles })
  const fresh = crypto.randomUUID()
  const state = freshState(fresh, values)
  put(known, fresh, { version: null, state, line })
  return { verdict: 'new', title, problems: [], record: fresh, changes: [], state }
}

interface Given {
  readonly line: number
  readonly values: Values
  readonly doubles: Doubles
}

function planDouble(known: KnownPartners, id: string, there: Known, { line, values, doubles }: Given): Planned {
  // A second line about the same partner adds what the first did not say: another contact.
  const way = there.line === null ? doubles : 'fill'
  const { state, changes } = merge(id, there.state, values, way === 'skip' ? 'overwrite' : way)
  const told = { title: values.get('name') ?? '', record: id, changes, problems: [] }
  if (changes.length > 0 && way !== 'skip') {
    put(known, id, { ...there, state, line: there.line ?? line })
    return { ...told, verdict: 'changed', state }
  }
  if (there.line !== null) {
    const twin = { column: null, key: 'twin.line', params: { line: there.line } }
    return { ...told, verdict: 'twin', problems: [twin], state: null }
  }
  const isOther =
    changes.length > 0 || (way === 'fill' && merge(id, there.state, values, 'overwrite').changes.length > 0)
  return { ...told, verdict: isOther ? 'left' : 'same', state: null }
}

function find({ all, byName, byIdentifier }: KnownPartners, values: Values): string[] {
  const id = values.get('id')
  if (id && isUuid(id) && all.has(id)) return [id]
  const { identifiers } = readIdentifiers(identifiersIn(values))
  const marked = identifierKinds.flatMap((kind) => byIdentifier.get(`${kind} ${identifiers[kind]}`) ?? [])
  if (marked.length > 0) return [...new Set(marked)]
  const country = values.get('country')
  const countryOf = (one: string) => all.get(one)?.state.written.country
  const named = new Set(namesIn(values).flatMap((one) => [...(byName.get(fold(one)) ?? [])]))
  const near = [...named].filter((one) => !country || !countryOf(one) || countryOf(one) === country)
  // Of two that bear the name, the one whose country is said as well.
  const exact = near.filter((one) => country && countryOf(one) === country)
  return exact.length === 1 ? exact : near
}

function faultsOf(values: Values, today: Day): LineProblem[] {
  const faults: LineProblem[] = readIdentifiers(identifiersIn(values)).problems.map(({ field, key }) => ({
    ...{ column: null, key: `wrong.${key}`, params: { text: values.get(field) ?? '' } },
  }))
  const last = values.get('lastContact')
  if (last && /^\d{4}$/.test(last)) faults.push({ column: null, key: 'wrong.onlyYear', params: { text: last } })
  else if (last && last > today) faults.push({ column: null, key: 'wrong.future', params: { text: last } })
  return faults
}
