import { stringAt } from '../../platform/database/json.ts'
import { readDay } from '../../platform/days.ts'
import type { SheetBounds } from '../../platform/sheets/read-sheet.ts'
import { check, type Typed } from '../../platform/web/form.ts'
import type { View } from '../cases/index.ts'
import type { Tried } from './member-page.tsx'
import { cyrillic } from './member-sheet.ts'
import { type Member, memberForm, personProblems, type Visiting } from './members.ts'

/** When the visit of a delegation is, as far as it is known. */
export function visiting({ situation }: View): Visiting {
  const [visitFrom, visitTo] = ['visitFrom', 'visitTo'].map(
    (fact) => readDay(stringAt(situation.facts, fact)) ?? undefined,
  )
  return { today: situation.today, visitFrom, visitTo }
}

export type ReadMember =
  | { readonly ok: true; readonly typed: Typed; readonly member: Omit<Member, 'id'> }
  | { readonly ok: false; readonly typed: Typed; readonly problems: Tried['problems'] }

/** One member as the form was sent, held against the visit and the list of countries. */
export function readMember(view: View, given: Typed): ReadMember {
  const typed = { ...given, key: isKey(given.key) ? given.key : crypto.randomUUID() }
  const form = check(memberForm, typed)
  const found = [...cyrillic(typed), ...(form.ok ? personProblems(form.value, visiting(view)) : form.problems)]
  if (form.ok && !view.law.country(form.value.citizenship)) found.push({ field: 'citizenship', key: 'form.choose' })
  if (form.ok && found.length === 0) return { ok: true, typed, member: form.value }
  // The first thing that is wrong with a field is the one to mend.
  const problems = found.filter(({ field }, at) => found.findIndex((one) => one.field === field) === at)
  return { ok: false, typed, problems }
}

const isKey = (key: string | undefined): key is string =>
  key !== undefined && /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(key)

/** A list of members is at most this large. */
export const memberBounds: SheetBounds = { mostBytes: 2_000_000, mostRows: 1000 }
