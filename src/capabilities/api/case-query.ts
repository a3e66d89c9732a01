import { z } from 'zod'
import {
  colleaguesHere,
  dues,
  type Filter,
  type Procedure,
  readCursor,
  readFilter,
  sayCursor,
  sorts,
  waiting,
} from '../cases/index.ts'
import type { Caller } from './door.ts'
import { namesOf, procedureOf, stagesOf } from './procedure-endpoints.ts'
import { BadParameters, type Slip } from './slips.ts'

const mostItems = 100

const limit = z
  .string()
  .regex(/^\d{1,4}$/, 'slip.limit')
  .transform(Number)
  .pipe(z.int('slip.limit').min(1, 'slip.limit').max(mostItems, 'slip.limit'))
  .default(50)

const day = z.iso.date('slip.notADay')

/**
 * What a list can be asked for: the same names as in the address of the desk's list, so that an officer's list is a
 * program's list; but what can't be understood is refused instead of filtering nothing.
 */
export function caseQuery(procedures: readonly Procedure[]) {
  const own = [...new Set(procedures.flatMap(({ listed }) => listed))].map(
    (name) => [`own.${name}`, words(300)] as const,
  )
  return z.strictObject({
    procedure: z.enum(namesOf(procedures)),
    stage: z.enum([...new Set(procedures.flatMap(stagesOf))]).optional(),
    owner: words(100).optional(),
    waits: z.enum(waiting).optional(),
    paper: words(100).optional(),
    due: z.enum(dues).optional(),
    from: day.optional(),
    to: day.optional(),
    q: words(100).optional(),
    changed_since: z.iso.datetime({ offset: true, error: 'slip.notAMoment' }).optional(),
    sort: z.enum(sorts).optional(),
    cursor: words(400).optional(),
    limit,
    ...Object.fromEntries(own.map(([name, schema]) => [name, schema.optional()])),
  })
}
export type CaseQuery = z.output<ReturnType<typeof caseQuery>>

// The database takes neither a zero byte nor half a letter.
function words(most: number) {
  return z
    .string()
    .min(1, 'slip.empty')
    .max(most, 'slip.tooLong')
    .refine((text) => !text.includes('\0') && text.isWellFormed(), 'slip.notUnderstood')
}

/** The desk's own filter for a question; throws BadParameters for what this procedure or institution doesn't have. */
export async function filterOf(
  caller: Caller,
  procedures: readonly Procedure[],
  query: CaseQuery,
  house: Parameters<typeof colleaguesHere>[0],
) {
  const procedure = procedureOf(procedures, query.procedure)
  const { cursor, limit: _, procedure: __, ...asked } = query
  const colleagues = query.owner ? await colleaguesHere(house, caller.institution) : []
  const owners = ['all', 'nobody', ...colleagues.map(({ id }) => id)]
  const columns = Object.keys(asked).filter((name) => name.startsWith('own.'))
  const slips: (Slip | false)[] = [
    query.stage !== undefined &&
      !stagesOf(procedure).includes(query.stage) && {
        parameter: 'stage',
        key: 'slip.notOneOf',
        params: { options: stagesOf(procedure).join(', ') },
      },
    query.owner !== undefined && !owners.includes(query.owner) && { parameter: 'owner', key: 'slip.owner' },
    ...columns
      .filter((name) => !procedure.listed.includes(name.slice('own.'.length)))
      .map((parameter) => ({ parameter, key: 'slip.unknown' })),
  ]
  const filter = readFilter(new URLSearchParams(stringsOf(asked)), procedure)
  const sort = query.sort ?? (query.changed_since ? 'changed' : 'arrived')
  const after = cursor === undefined ? null : openCursor(cursor, sort)
  if (after === 'bad') slips.push({ parameter: 'cursor', key: 'slip.cursor' })
  const found = slips.filter((slip) => slip !== false)
  if (found.length > 0 || after === 'bad') throw new BadParameters(found)
  return { procedure, filter: { ...filter, sort, after } satisfies Filter }
}

function stringsOf(asked: Readonly<Record<string, unknown>>): [string, string][] {
  return Object.entries(asked).flatMap(([name, value]) => (typeof value === 'string' ? [[name, value]] : []))
}

/** Where the next page begins, as the program gets it: to be sent back as it is, not to be read. */
export function closeCursor({ sort }: Filter, next: NonNullable<Filter['after']>): string {
  return Buffer.from(`${sort} ${sayCursor(next)}`).toString('base64url')
}

function openCursor(cursor: string, sort: Filter['sort']): NonNullable<Filter['after']> | 'bad' {
  const text = Buffer.from(cursor, 'base64url').toString()
  const isOurs = text.startsWith(`${sort} `) && !text.includes('\0') && text.isWellFormed()
  return (isOurs && readCursor(text.slice(sort.length + 1), sort)) || 'bad'
}
