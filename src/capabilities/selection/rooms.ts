import type { HostPlaces, Quota } from './allocation.ts'

/** Why somebody could not have a place; `last` is the worst rank that still got one, null where all went by hand. */
export type Because =
  | { readonly kind: 'notOffered' }
  | { readonly kind: 'noPlaces' }
  | { readonly kind: 'hostFull'; readonly places: number; readonly last: number | null }
  | { readonly kind: 'unitFull'; readonly of: string; readonly places: number; readonly last: number | null }
  /** `of` is null for whoever any funder may pay for: no funder has a seat left. */
  | {
      readonly kind: 'funderFull'
      readonly of: string | null
      readonly places: number
      readonly last: number | null
    }

export interface Seat {
  readonly host: string
  readonly unit: string | null
  readonly funder: string | null
}

/** How many places are taken where, as they are given out. */
export interface Rooms {
  readonly atHosts: ReadonlyMap<string, Room>
  readonly ofUnits: ReadonlyMap<string, Room>
  readonly ofFunders: ReadonlyMap<string, Room>
  /** All seats of funders together: whoever any of them may pay for needs one of these, whichever. */
  readonly funded: Room
}

interface Room {
  readonly places: number
  taken: number
  last: number | null
}

/** Places by unit or by funder; a quota that is said twice counts at its smallest. */
export function roomsOf(quotas: readonly Quota[], by: Quota['by']): Map<string, number> {
  const rooms = new Map<string, number>()
  for (const quota of quotas.filter((one) => one.by === by))
    rooms.set(quota.of, Math.min(quota.places, rooms.get(quota.of) ?? quota.places))
  return rooms
}

/** Nobody has a place yet. */
export function emptyRooms(hosts: readonly HostPlaces[], quotas: readonly Quota[]): Rooms {
  const rooms = (places: Iterable<readonly [string, number]>) =>
    new Map([...places].map(([of, places]) => [of, emptyRoom(places)]))
  const seats = roomsOf(quotas, 'funder')
  return {
    atHosts: rooms(hosts.map(({ id, places }) => [id, places])),
    ofUnits: rooms(roomsOf(quotas, 'unit')),
    ofFunders: rooms(seats),
    funded: emptyRoom([...seats.values()].reduce((sum, places) => sum + places, 0)),
  }
}

/** Null: there is room. */
export function whyNoRoom(rooms: Rooms, { host, unit, funder }: Seat): Because | null {
  const there = rooms.atHosts.get(host)
  if (!there) return { kind: 'notOffered' }
  if (there.places <= 0) return { kind: 'noPlaces' }
  if (isFull(there)) return { kind: 'hostFull', places: there.places, last: there.last }
  const home = unit === null ? undefined : rooms.ofUnits.get(unit)
  if (home && unit !== null && isFull(home)) return { kind: 'unitFull', of: unit, places: home.places, last: home.last }
  return whyNoSeat(rooms, funder)
}

function whyNoSeat(rooms: Rooms, funder: string | null): Because | null {
  if (!needsSeat(rooms, funder)) return null
  const own = funder === null ? undefined : rooms.ofFunders.get(funder)
  const full = own && isFull(own) ? own : isFull(rooms.funded) ? rooms.funded : null
  return full && { kind: 'funderFull', of: full === own ? funder : null, places: full.places, last: full.last }
}

// Whoever is paid by a funder without a quota takes nobody's seat.
const needsSeat = ({ ofFunders }: Rooms, funder: string | null) =>
  ofFunders.size > 0 && (funder === null || ofFunders.has(funder))

/** @param rank null where the place is given by hand */
export function takePlace(rooms: Rooms, { host, unit, funder }: Seat, rank: number | null): void {
  const taken = [
    rooms.atHosts.get(host),
    unit === null ? undefined : rooms.ofUnits.get(unit),
    funder === null ? undefined : rooms.ofFunders.get(funder),
    needsSeat(rooms, funder) ? rooms.funded : undefined,
  ]
  for (const room of taken) if (room) occupy(room, rank)
}

const isFull = ({ taken, places }: Room) => taken >= places
const emptyRoom = (places: number): Room => ({ places, taken: 0, last: null })

function occupy(room: Room, rank: number | null): void {
  room.taken += 1
  if (rank !== null) room.last = Math.max(room.last ?? rank, rank)
}
