import type { Visit } from '../../platform/web/visit.ts'
import { type Call, callState, callsOf } from '../calls/index.ts'
import { type Picture, picturesFor, picturesOf } from '../galleries/index.ts'
import { type Institution, type Office, officeOf, type StaffMember } from '../institutions/index.ts'
import { type Law, lawOfToday } from '../law/index.ts'
import { eventsOf, type OutreachEvent } from '../outreach/index.ts'
import { nameOf, type Partner, partnersOf } from '../partners/index.ts'
import { type Publication, publicationsOf } from '../publications/index.ts'
import type { Block, BlockKind, Content } from './blocks.ts'
import { idsIn } from './settings.ts'

/** What blocks show that stands elsewhere in the program, as it is at this moment. */
export interface Live {
  readonly institution: Institution
  readonly office: Office
  readonly law: Law
  readonly calls: readonly Call[]
  /** Those to come, the next first. */
  readonly events: readonly OutreachEvent[]
  readonly partners: readonly Partner[]
  readonly files: readonly Publication[]
  /** The pictures that the blocks show. */
  readonly pictures: ReadonlyMap<string, Picture>
  /** Those that a form offers; empty where nothing is being chosen. */
  readonly offered: readonly Picture[]
}

/** Asks for what the blocks of a page show, and for nothing else. @param choosing a block whose form is open */
export async function liveFor(
  visit: Visit,
  institution: Institution,
  { blocks }: Pick<Content, 'blocks'>,
  choosing?: Pick<Block, 'kind' | 'set'>,
): Promise<Live> {
  const kinds = new Set<BlockKind>([...blocks, ...(choosing ? [choosing] : [])].map(({ kind }) => kind))
  const shown = blocks.filter(({ kind }) => kind === 'picture').map(({ set }) => set)
  const db = visit.within(institution.id)
  const today = visit.house.clock.today()
  const [office, law, calls, events, partners, files, pictures, offered] = await Promise.all([
    officeOf(db),
    lawOfToday(visit.house, institution.id),
    kinds.has('calls') ? callsOf(db, { states: ['published'] }) : [],
    kinds.has('events') ? eventsOf(db, { publicOnly: true, from: today }) : [],
    kinds.has('partners') ? partnersOf(db) : [],
    kinds.has('files') ? publicationsOf(db) : [],
    picturesOf(db, shown),
    choosing?.kind === 'picture' ? picturesFor(db, choosing.set) : [],
  ])
  return {
    ...{ institution, office, law, events, pictures, offered },
    calls: calls.filter((call) => callState(call, today) === 'open'),
    partners: partners.filter(({ isPublic }) => isPublic),
    files: files.filter(({ isPublic }) => isPublic),
  }
}

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
