import type { Criterion } from '../packs/index.ts'

/** A place in a tree of rules: the way from the root, `''` being the root, `1.0` the first part of the second part. */
export type Place = string

const below = (at: Place): number[] => (at === '' ? [] : at.split('.').map(Number))

/** The parts of a rule, in the order of their places. */
export function partsOf(rule: Criterion): readonly Criterion[] {
  if (rule.kind === 'all' || rule.kind === 'any') return rule.of
  if (rule.kind === 'when') return [rule.holds, rule.asks]
  return rule.kind === 'not' ? [rule.of] : []
}

export function ruleAt(root: Criterion | null, at: Place): Criterion | null {
  let found = root
  for (const step of below(at)) found = (found && partsOf(found)[step]) ?? null
  return found
}

/** The tree with another rule at a place; null there removes it, and what would then be empty goes with it. */
export function withRule(root: Criterion | null, at: Place, rule: Criterion | null): Criterion | null {
  const [step, ...rest] = below(at)
  if (step === undefined || !root) return rule
  const part = partsOf(root)[step]
  if (!part) return root
  return withPart(root, step, withRule(part, rest.join('.'), rule))
}

function withPart(rule: Criterion, step: number, part: Criterion | null): Criterion | null {
  if (rule.kind === 'all' || rule.kind === 'any') {
    const of = rule.of.flatMap((one, at) => (at === step ? (part ?? []) : one))
    return of.length === 0 ? null : { ...rule, of }
  }
  if (rule.kind === 'when') {
    if (step === 0) return part ? { ...rule, holds: part } : rule.asks
    return part && { ...rule, asks: part }
  }
  return rule.kind === 'not' ? part && { ...rule, of: part } : rule
}

/** Adds a rule to the group at a place; where there is none yet, the two become a group of which all is asked. */
export function added(root: Criterion | null, at: Place, rule: Criterion): Criterion {
  const there = ruleAt(root, at)
  if (!there) return root ? { kind: 'all', of: [root, rule] } : { kind: 'all', of: [rule] }
  const group: Criterion =
    there.kind === 'all' || there.kind === 'any'
      ? { ...there, of: [...there.of, rule] }
      : { kind: 'all', of: [there, rule] }
  return withRule(root, at, group) ?? group
}

export const moves = ['remove', 'all', 'any', 'unwrap', 'up', 'switch'] as const
export type Move = (typeof moves)[number]

/**
 * Moves a rule: into a group of its own (`all`, `any`), out of what holds it together (`unwrap`), before its neighbour (`up`),
 * away (`remove`); `switch` asks any one of a group instead of all of it, or the other way round.
 */
export function moved(root: Criterion, at: Place, move: Move): Criterion | null {
  const rule = ruleAt(root, at)
  if (!rule) return root
  if (move === 'remove') return withRule(root, at, null)
  if (move === 'all' || move === 'any') return withRule(root, at, { kind: move, of: [rule] })
  if (move === 'switch')
    return rule.kind === 'all' || rule.kind === 'any'
      ? withRule(root, at, { ...rule, kind: rule.kind === 'all' ? 'any' : 'all' })
      : root
  return move === 'up' ? before(root, at) : unwrapped(root, at, rule)
}

function unwrapped(root: Criterion, at: Place, rule: Criterion): Criterion | null {
  if (rule.kind === 'when') return withRule(root, at, rule.asks)
  if (rule.kind === 'not') return withRule(root, at, rule.of)
  if (rule.kind !== 'all' && rule.kind !== 'any') return root
  const [only, ...others] = rule.of
  if (only && others.length === 0) return withRule(root, at, only)
  const steps = below(at)
  const parent = ruleAt(root, steps.slice(0, -1).join('.'))
  if (steps.length === 0 || (parent?.kind !== 'all' && parent?.kind !== 'any')) return root
  const of = parent.of.flatMap((one, nth) => (nth === steps.at(-1) ? rule.of : one))
  return withRule(root, steps.slice(0, -1).join('.'), { ...parent, of })
}

function before(root: Criterion, at: Place): Criterion | null {
  const steps = below(at)
  const nth = steps.at(-1) ?? 0
  const place = steps.slice(0, -1).join('.')
  const parent = ruleAt(root, place)
  if (nth === 0 || (parent?.kind !== 'all' && parent?.kind !== 'any')) return root
  const of = [...parent.of]
  const [rule] = of.splice(nth, 1)
  if (rule) of.splice(nth - 1, 0, rule)
  return withRule(root, place, { ...parent, of })
}

/** How many rules a tree may hold: more than any funder asks, fewer than a page can bear. */
export const mostRules = 60
export function countRules(rule: Criterion | null): number {
  return rule ? 1 + partsOf(rule).reduce((sum, part) => sum + countRules(part), 0) : 0
}
