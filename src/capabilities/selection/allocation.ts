import { type Because, emptyRooms, type Rooms, roomsOf, takePlace, whyNoRoom } from './rooms.ts'

/** Somebody who wants a place. */
export interface Applicant {
  readonly id: string
  /** 1 is the best, and no two have the same: ties are broken before anybody is given a place. */
  readonly rank: number
  /** Hosts, the most wanted first. */
  readonly choices: readonly string[]
  readonly unit: string | null
  /** The only funder who may pay for them; absent or null: whichever has a seat left. */
  readonly funder?: string | null
}

export interface HostPlaces {
  readonly id: string
  readonly places: number
}

/** At most so many from a unit, or seats of a funder. */
export interface Quota {
  readonly by: 'unit' | 'funder'
  readonly of: string
  readonly places: number
}

/** What was decided by hand, or was answered before: a place at a host, or none. */
export interface Fixed {
  readonly host: string | null
  readonly funder?: string | null
}

export interface Asked {
  readonly applicants: readonly Applicant[]
  readonly hosts: readonly HostPlaces[]
  readonly quotas: readonly Quota[]
  readonly fixed?: ReadonlyMap<string, Fixed>
}

/** A choice that could not be met, and why. */
export interface Missed {
  readonly host: string
  readonly nth: number
  readonly because: Because
}

/** What somebody got, and why nothing that they wanted more. */
export interface Explained {
  readonly host: string | null
  /** Which of their choices it is; null where it is none of them. */
  readonly nth: number | null
  readonly funder: string | null
  readonly byHand: boolean
  readonly missed: readonly Missed[]
  /** Why the place that was given by hand can't be: then nobody has it. */
  readonly crowded: Because | null
}

export interface Allocation {
  readonly placed: ReadonlyMap<string, string>
  /** Who has no place and was not left out by hand, the best rank first. */
  readonly reserve: readonly string[]
  readonly why: (id: string) => Explained | null
}

/**
 * Gives places to ranked choices. Everybody is ranked once for all hosts, so deferred acceptance in the order of the ranking
 * never takes a place back that it has held: each in turn gets the first of their choices where there is room left for their
 * unit and their funder. Nobody gains by ranking otherwise than honestly, nobody has a place that a better ranked one wanted
 * more and could have had, and the order of the rows does not matter (docs/decisions/0040).
 * @throws RangeError where two have the same rank
 */
export function allocate({ applicants, hosts, quotas, fixed = new Map() }: Asked): Allocation {
  const ranked = applicants.toSorted((a, b) => a.rank - b.rank)
  if (ranked.some(({ rank }, at) => rank === ranked[at + 1]?.rank)) throw new RangeError('Two have the same rank')
  const rooms = emptyRooms(hosts, quotas)
  const explained = new Map<string, Explained>()
  for (const one of ranked) {
    const given = fixed.get(one.id)
    if (given) explained.set(one.id, byHand(rooms, one, given))
  }
  for (const one of ranked) {
    const before = explained.get(one.id)
    if (!before) explained.set(one.id, inTurn(rooms, one))
    else if (before.host !== null) explained.set(one.id, { ...before, missed: missedBefore(rooms, one, before.nth) })
  }
  return answerOf(ranked, withFunders(ranked, explained, quotas))
}

function byHand(rooms: Rooms, one: Applicant, { host, funder }: Fixed): Explained {
  const nth = host === null ? null : nthOf(one, host)
  const nothing = { host: null, nth: null, funder: null, byHand: true, missed: [], crowded: null }
  if (host === null) return nothing
  const seat = { host, unit: one.unit, funder: funder ?? one.funder ?? null }
  const crowded = whyNoRoom(rooms, seat)
  if (crowded) return { ...nothing, crowded }
  takePlace(rooms, seat, null)
  return { ...nothing, host, nth, funder: seat.funder }
}

function inTurn(rooms: Rooms, one: Applicant): Explained {
  const missed: Missed[] = []
  for (const [at, host] of one.choices.entries()) {
    const seat = { host, unit: one.unit, funder: one.funder ?? null }
    const because = whyNoRoom(rooms, seat)
    if (because) missed.push({ host, nth: at + 1, because })
    else {
      takePlace(rooms, seat, one.rank)
      return { host, nth: at + 1, funder: seat.funder, byHand: false, missed, crowded: null }
    }
  }
  return { host: null, nth: null, funder: null, byHand: false, missed, crowded: null }
}

// Of a place by hand only those wishes are told as missed that could not have been met at their turn.
function missedBefore(rooms: Rooms, one: Applicant, nth: number | null): readonly Missed[] {
  return one.choices.slice(0, nth === null ? undefined : nth - 1).flatMap((host, at) => {
    const because = whyNoRoom(rooms, { host, unit: one.unit, funder: one.funder ?? null })
    return because ? [{ host, nth: at + 1, because }] : []
  })
}

const nthOf = ({ choices }: Applicant, host: string) => (choices.includes(host) ? choices.indexOf(host) + 1 : null)

// Whoever may be paid by any funder gets the seats that are left, in the order in which the quotas stand.
function withFunders(ranked: readonly Applicant[], explained: ReadonlyMap<string, Explained>, quotas: Asked['quotas']) {
  const left = roomsOf(quotas, 'funder')
  for (const { funder, host } of explained.values())
    if (host !== null && funder !== null) left.set(funder, (left.get(funder) ?? 0) - 1)
  const seated = new Map<string, Explained>()
  for (const { id } of ranked) {
    const one = explained.get(id)
    if (!one) continue
    const next = one.host !== null && one.funder === null ? [...left].find(([, seats]) => seats > 0)?.[0] : undefined
    if (next !== undefined) left.set(next, (left.get(next) ?? 0) - 1)
    seated.set(id, next === undefined ? one : { ...one, funder: next })
  }
  return seated
}

function answerOf(ranked: readonly Applicant[], explained: ReadonlyMap<string, Explained>): Allocation {
  const ids = ranked.map(({ id }) => id)
  const placed = ids.flatMap((id) => {
    const host = explained.get(id)?.host
    return host ? [[id, host] as const] : []
  })
  const isOpen = (id: string) => {
    const one = explained.get(id)
    return one !== undefined && one.host === null && (!one.byHand || one.crowded !== null)
  }
  return { placed: new Map(placed), reserve: ids.filter(isOpen), why: (id) => explained.get(id) ?? null }
}
