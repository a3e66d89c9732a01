import { z } from 'zod'
import { type Day, dayOf } from '../../platform/days.ts'
import { dayField, line, longText, oneOf, optionalLine } from '../../platform/web/fields.ts'
import type { Problem } from '../../platform/web/form.ts'
import { type Move, type Moved, ways } from './move-store.ts'
import type { State } from './package-store.ts'

/** What is asked of each move. */
export const moveForms = {
  handed: z.object({ onDay: dayField(), way: oneOf(ways), toWhom: line(200), theirNumber: optionalLine(60) }),
  received: z.object({ onDay: dayField(), theirNumber: line(60) }),
  returned: z.object({ onDay: dayField(), reason: longText(1000) }),
} as const
export type Entered = keyof typeof moveForms
export const entered = ['handed', 'received', 'returned'] as const satisfies readonly Entered[]

export interface MoveEntry {
  readonly onDay: Day
  readonly way?: string
  readonly toWhom?: string
  readonly theirNumber?: string
  readonly reason?: string
}

/** What can happen next to a package. */
export const next: Readonly<Record<State, readonly Entered[]>> = {
  made: ['handed'],
  handed: ['received', 'returned'],
  received: ['returned'],
  returned: ['handed'],
}

const lasting: readonly Move[] = entered

/** The moves that count: without copies, and without what was entered by mistake. */
export function standingMoves(moves: readonly Moved[]): Moved[] {
  const undone = new Set(moves.map(({ undoes }) => undoes))
  return moves.filter(({ id, move }) => lasting.includes(move) && !undone.has(id))
}

/** Where a package stands. Whoever gives their number on the spot has received it. */
export function standingOf(moves: readonly Moved[]): { state: State; onDay: Day | null; theirNumber: string } {
  const last = standingMoves(moves).at(-1)
  const theirNumber = standingMoves(moves).findLast((one) => one.theirNumber !== '')?.theirNumber ?? ''
  if (!last) return { state: 'made', onDay: null, theirNumber: '' }
  const known = entered.find((move) => move === last.move) ?? 'handed'
  const state = known === 'handed' && last.theirNumber !== '' ? 'received' : known
  return { state, onDay: last.onDay, theirNumber: state === 'handed' ? '' : theirNumber }
}

/** A day that lies ahead, or before the move before it. */
export function moveProblems({ onDay }: MoveEntry, moves: readonly Moved[], numberedAt: Date, today: Day): Problem[] {
  const since = standingMoves(moves).at(-1)?.onDay ?? dayOf(numberedAt)
  if (onDay > today) return [{ field: 'onDay', key: 'move.later' }]
  return onDay < since ? [{ field: 'onDay', key: 'move.before' }] : []
}
