import type { Typed } from '../../platform/web/form.ts'

/** The three inputs of a day, as they were typed. */
export function dayFields(typed: Typed, name: string) {
  const of = (part: string) => typed[`${name}.${part}`] ?? ''
  return { day: of('day'), month: of('month'), year: of('year') }
}
