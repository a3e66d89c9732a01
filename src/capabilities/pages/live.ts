import type { Visit } from '../../platform/web/visit.ts'
import { type Call, callState, callsOf } from '../calls/index.ts'
import { type Institution, type Office, officeOf, type StaffMember } from '../institutions/index.ts'
import { type Law, lawOfToday } from '../law/index.ts'
import { nameOf, type Partner, partnersOf } from '../partners/index.ts'
import { type Publication, publicationsOf } from '../publications/index.ts'
import type { BlockKind, Content } from './blocks.ts'
import { idsIn } from './settings.ts'

/** What blocks show that stands elsewhere in the program, as it is at this moment. */
export interface Live {
  readonly institution: Institution
  readonly office: Office
  readonly law: Law
  readonly calls: readonly Call[]
  readonly partners: readonly Partner[]
  readonly files: readonly Publication[]
}

/** Asks for what these kinds of blocks show, and for nothing else. */
export async function liveFor(visit: Visit, institution: Institution, kinds: ReadonlySet<BlockKind>): Promise<Live> {
  const db = visit.within(institution.id)
  const [office, law, calls, partners, files] = await Promise.all([
    officeOf(db),
    lawOfToday(visit.house, institution.id),
    kinds.has('calls') ? callsOf(db, { states: ['published'] }) : [],
    kinds.has('partners') ? partnersOf(db) : [],
    kinds.has('files') ? publicationsOf(db) : [],
  ])
  const today = visit.house.clock.today()
  return {
    ...{ institution, office, law },
    calls: calls.filter((call) => callState(call, today) === 'open'),
    partners: partners.filter(({ isPublic }) => isPublic),
    files: files.filter(({ isPublic }) => isPublic),
  }
}

export const kindsIn = ({ blocks }: Content): ReadonlySet<BlockKind> => new Set(blocks.map(({ kind }) => kind))

/** The people of a block: the whole office, or those whom it names, in its order. Who has left is not shown. */
export function peopleIn({ office, institution }: Live, set: string): readonly StaffMember[] {
  const here = office.staff.filter(({ former }) => !former)
  const ids = idsIn(set)
  if (ids.includes('office')) return here.filter(({ unit }) => unit === institution.officeUnit)
  return ids.flatMap((id) => here.find((one) => one.id === id) ?? [])
}

export function filesIn({ files }: Live, set: string): readonly Publication[] {
  return idsIn(set).flatMap((id) => files.find((one) => one.id === id) ?? [])
}

export function callsIn({ calls }: Live, set: string): readonly Call[] {
  return calls.filter(({ audience }) => set === 'all' || audience === set)
}

export function partnersIn({ partners }: Live, set: string, language: Live['institution']['letterLanguages'][number]) {
  const [by = '', rest = ''] = set.split(/:(.*)/s)
  const wanted = rest.trim()
  if (by === 'named')
    return idsIn(wanted).flatMap((id) => partners.find((one) => one.id === id || one.key === id) ?? [])
  const found = partners.filter((one) => {
    if (by === 'kind') return one.kind === wanted
    if (by === 'country') return one.country === wanted
    return by === 'region' ? one.region?.en === wanted : true
  })
  return found.toSorted((one, other) => nameOf(one, language).localeCompare(nameOf(other, language), language))
}
