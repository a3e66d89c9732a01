import { z } from 'zod'
import { NotFound } from '../../platform/outcome.ts'
import type { Format } from '../../platform/sheets/index.ts'
import type { Visit } from '../../platform/web/visit.ts'
import type { RegisterYear } from './years.ts'

export const pageSize = 25
/** Rows of a sheet that are in memory at once. */
export const portion = 500

/** The year that the address asks for, or the newest of the register. */
export function yearAsked(visit: Visit, years: readonly RegisterYear[]): number {
  const year = Number(visit.query('year') ?? years[0]?.year ?? visit.house.clock.today().slice(0, 4))
  if (!Number.isInteger(year) || year < 1900 || year > 9999) throw new NotFound()
  return year
}

export function wholeNumber(text: string | undefined): number | null {
  if (text === undefined) return null
  if (!/^\d{1,9}$/.test(text)) throw new NotFound()
  return Number(text)
}

const uuid = z.uuid()

/** An id out of an address; what is no id names nothing. */
export function idAsked(visit: Visit, name = 'id'): string {
  const read = uuid.safeParse(visit.param(name))
  if (!read.success) throw new NotFound()
  return read.data
}

/** Who takes which list out of the house. */
export function exportOf(visit: Visit, register: string, format: Format) {
  const { institution, role } = visit.place('letters.read')
  const { accountId: id, name, email } = visit.account
  return {
    institution,
    procedure: register,
    by: { id, name: name || email, role },
    format,
    query: new URL(visit.c.req.url).searchParams.toString().slice(0, 500),
    at: visit.house.clock.now(),
  }
}
