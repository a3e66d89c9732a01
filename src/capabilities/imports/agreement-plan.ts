import { isUuid } from '../../platform/database/ids.ts'
import type { Day } from '../../platform/days.ts'
import type { Agreement, AgreementParty, WrittenAgreement } from '../agreements/index.ts'
import { agreementFaults, freshAgreement, mergeAgreement } from './agreement-state.ts'
import { fold } from './folding.ts'
import { type KnownPartners, planLine } from './partner-plan.ts'
import { type LineProblem, several, type Values } from './read-line.ts'
import type { Doubles, Plan } from './target.ts'

interface Known {
  /** As it stands in the database; null for what only this sheet knows until now. */
  version: number | null
  written: WrittenAgreement
  line: number | null
}

/** The register of agreements in memory, found by their parties; and that of partners. */
export interface KnownAgreements {
  readonly all: Map<string, Known>
  readonly byParty: Map<string, Set<string>>
  readonly partners: KnownPartners
}

export interface PlannedAgreement extends Plan {
  readonly written: WrittenAgreement | null
  /** Partners that come with it. */
  readonly fresh: readonly string[]
}

export function openAgreements(
  agreements: readonly Agreement[],
  partners: KnownPartners,
  seen: ReadonlyMap<string, number>,
): KnownAgreements {
  const known: KnownAgreements = { all: new Map(), byParty: new Map(), partners }
  for (const one of agreements)
    put(known, one.id, { version: one.version, written: one, line: seen.get(one.id) ?? null })
  return known
}

const partyKey = ({ partner, name }: AgreementParty) => partner ?? `name ${fold(name)}`

function put({ all, byParty }: KnownAgreements, id: string, one: Known) {
  all.set(id, one)
  for (const party of one.written.parties) {
    const key = partyKey(party)
    byParty.set(key, (byParty.get(key) ?? new Set()).add(id))
  }
}

/** What a line would do. Nothing is written, but what it brings is known to the lines after it. */
export function planAgreement(
  known: KnownAgreements,
  line: number,
  values: Values,
  doubles: Doubles,
  today: Day,
): PlannedAgreement {
  const names = (values.get('partners') ?? '').split(several).filter(Boolean)
  const title = values.get('title') ?? names.join(', ')
  const wrong = (problems: readonly LineProblem[]): PlannedAgreement => ({
    ...{ verdict: 'wrong', title, problems, record: null, changes: [], written: null, fresh: [] },
  })
  const faults = agreementFaults(values, today)
  if (faults.length > 0) return wrong(faults)
  const own = known.all.get(values.get('id') ?? '')?.written.parties ?? []
  const parties = names.map((name) => {
    // Who signed without being in the register stays so.
    const party = own.find((one) => one.name !== '' && fold(one.name) === fold(name))
    return party
      ? { party, isNew: false, problems: [] }
      : partyOf(known.partners, { line, name, values, today, isOnly: names.length === 1 })
  })
  const torn = parties.flatMap(({ problems }) => problems)
  if (torn.length > 0) return wrong(torn)
  const fresh = parties.flatMap(({ isNew, party }) => (isNew && party.partner ? [party.partner] : []))
  const signers = parties.map(({ party }) => party)
  const found = find(known, values, signers)
  if (found.length > 1)
    return wrong([{ column: null, key: 'wrong.ambiguousAgreement', params: { count: found.length } }])
  const [id] = found
  const there = known.all.get(id ?? '')
  if (id && there) return { ...planDouble(known, id, there, { line, values, doubles, signers }), title, fresh }
  const record = crypto.randomUUID()
  const written = freshAgreement(values, signers, names.join(', '))
  put(known, record, { version: null, written, line })
  return { verdict: 'new', title, problems: [], record, changes: [], written, fresh }
}

interface NamedParty {
  readonly line: number
  readonly name: string
  readonly values: Values
  readonly today: Day
  /** Then the country and the city of the line are its own. */
  readonly isOnly: boolean
}

// A partner that the register has not yet comes with the agreement.
function partyOf(known: KnownPartners, { line, name, values, today, isOnly }: NamedParty) {
  const country = values.get('country')
  const city = values.get('city')
  const said = new Map([
    ['name', name],
    ['status', values.has('signedOn') ? 'signed' : 'contact'],
    ...(isOnly && country ? ([['country', country]] as const) : []),
    ...(isOnly && city ? ([['city', city]] as const) : []),
  ])
  const { record, verdict, problems } = planLine(known, line, said, 'skip', today)
  const isNew = verdict === 'new'
  const party: AgreementParty = { partner: record, name, signedOn: null }
  return { party, isNew, problems: verdict === 'wrong' ? problems : [] }
}

interface Given {
  readonly line: number
  readonly values: Values
  readonly doubles: Doubles
  readonly signers: readonly AgreementParty[]
}

function planDouble(known: KnownAgreements, id: string, there: Known, { line, values, doubles, signers }: Given) {
  const way = there.line === null ? doubles : 'fill'
  const { written, changes } = mergeAgreement(there.written, values, signers, way === 'skip' ? 'overwrite' : way)
  const told = { record: id, changes, problems: [] }
  if (changes.length > 0 && way !== 'skip') {
    put(known, id, { ...there, written, line: there.line ?? line })
    return { ...told, verdict: 'changed', written } as const
  }
  if (there.line !== null) {
    const twin = { column: null, key: 'twin.line', params: { line: there.line } }
    return { ...told, verdict: 'twin', problems: [twin], written: null } as const
  }
  const isOther = mergeAgreement(there.written, values, signers, 'overwrite').changes.length > 0
  return { ...told, verdict: isOther ? 'left' : 'same', written: null } as const
}

function find(known: KnownAgreements, values: Values, signers: readonly AgreementParty[]): string[] {
  const id = values.get('id')
  if (id && isUuid(id) && known.all.has(id)) return [id]
  const near = [...new Set(signers.flatMap((party) => [...(known.byParty.get(partyKey(party)) ?? [])]))]
  const of = (is: (one: WrittenAgreement) => boolean) => near.filter((one) => is(known.all.get(one)?.written ?? never))
  const [number, title, signed, kind] = ['number', 'title', 'signedOn', 'agreement.kind'].map((name) =>
    values.get(name),
  )
  const numbered = number ? of((one) => fold(one.number ?? '') === fold(number)) : []
  if (numbered.length > 0) return numbered
  const free = (one: WrittenAgreement) => !number || !one.number
  const isKind = (one: WrittenAgreement) => !kind || one.kind === kind
  if (title) {
    const titled = of(
      (one) =>
        free(one) && Object.values(one.title).some((text) => fold(text) === fold(title)) && isSigned(one, signed),
    )
    if (titled.length > 0) return titled
  }
  if (signed)
    return of((one) => free(one) && isKind(one) && isSigned(one, signed) && hasDay(one) && !(title && hasOwnTitle(one)))
  return number || title ? [] : of(isKind)
}

const hasDay = (one: WrittenAgreement) => one.signedOn !== null || one.signedYear !== null
// A name that was made of the kind and the partner says nothing that a title could contradict.
const hasOwnTitle = ({ title }: WrittenAgreement) => !title.en.includes(': ')
const isSigned = (one: WrittenAgreement, signed: string | undefined) =>
  !signed || !hasDay(one) || one.signedOn === signed || String(one.signedYear ?? one.signedOn?.slice(0, 4)) === signed
const never: WrittenAgreement = freshAgreement(new Map(), [], '')
