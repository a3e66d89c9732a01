import type { Selectable } from 'kysely'
import { sql } from 'kysely'
import { z } from 'zod'
import { isUuid } from '../../platform/database/ids.ts'
import type { Db } from '../../platform/database/index.ts'
import { listFrom, stringAt, valueAt } from '../../platform/database/json.ts'
import type { Tables } from '../../platform/database/tables.ts'
import { readDay } from '../../platform/days.ts'
import { type CallSaid, callSaid } from '../packs/index.ts'
import { audiences, type Call, directions, type Edition, type Writing } from './rules.ts'

/** A call by its id, whatever its state; null where the institution has none. @param db the institution's own scope */
export async function findCall(db: Db, id: string): Promise<Call | null> {
  if (!isUuid(id)) return null
  const row = await db.selectFrom('calls').selectAll().where('id', '=', id).executeTakeFirst()
  return row ? callFrom(row) : null
}

/** A call by the name in its address, whatever its state. */
export async function callBySlug(db: Db, slug: string): Promise<Call | null> {
  const row = await db.selectFrom('calls').selectAll().where('slug', '=', slug).executeTakeFirst()
  return row ? callFrom(row) : null
}

export interface CallFilter {
  readonly states?: readonly Call['state'][] | undefined
  readonly direction?: Call['direction'] | undefined
  readonly audience?: Call['audience'] | undefined
  readonly country?: string | undefined
  readonly language?: string | undefined
  readonly level?: string | undefined
  readonly funder?: string | undefined
  /** Part of a title, in any language. */
  readonly words?: string | undefined
}

/** The calls of an institution: those that close next first, then those without days, in the order of the pack. */
export async function callsOf(db: Db, filter: CallFilter = {}): Promise<Call[]> {
  const { states, direction, audience, country, language, level, funder, words } = filter
  const said = sql`coalesce(said, draft -> 'said')`
  const has = (path: object) => sql<boolean>`${said} @> ${JSON.stringify(path)}::jsonb`
  const rows = await db
    .selectFrom('calls')
    .selectAll()
    .$if(states !== undefined, (query) => query.where('state', 'in', [...(states ?? []), '']))
    .$if(direction !== undefined, (query) => query.where('direction', '=', direction ?? ''))
    .$if(audience !== undefined, (query) => query.where('audience', '=', audience ?? ''))
    .$if(Boolean(country), (query) => query.where(has({ hosts: [{ country }] })))
    .$if(Boolean(language), (query) => query.where(has({ languages: [language] })))
    .$if(Boolean(level), (query) => query.where(has({ level })))
    .$if(Boolean(funder), (query) => query.where(has({ funder })))
    .$if(Boolean(words), (query) =>
      query.where(sql<boolean>`(${said} ->> 'title') ilike ${`%${likeOf(words ?? '')}%`}`),
    )
    .orderBy('closes_on', (order) => order.desc().nullsLast())
    .orderBy('sort_order')
    .orderBy('created_at', 'desc')
    .orderBy('id')
    .execute()
  return rows.map(callFrom)
}

const likeOf = (typed: string) => typed.replace(/[\\%_]/g, '\\$&')

/** What an edition of a call said; whoever applied keeps the edition they began with. */
export async function editionOf(db: Db, callId: string, edition: number): Promise<CallSaid | null> {
  if (!isUuid(callId)) return null
  const row = await db
    .selectFrom('call_editions')
    .select('said')
    .where('call_id', '=', callId)
    .where('edition', '=', edition)
    .executeTakeFirst()
  return row ? callSaid.parse(row.said) : null
}

/** Everything that a call said, the newest edition first. */
export async function editionsOf(db: Db, { id, direction, audience }: Call): Promise<Edition[]> {
  const rows = await db
    .selectFrom('call_editions')
    .selectAll()
    .where('call_id', '=', id)
    .orderBy('edition', 'desc')
    .execute()
  return rows.map(({ said, opens_on: opensOn, closes_on: closesOn, edition, at, by_name: by, why }) => ({
    ...writing.parse({ said, opensOn, closesOn, direction, audience }),
    ...{ edition, at, by, why },
  }))
}

const day = z
  .string()
  .nullable()
  .transform((typed) => (typed === null ? null : readDay(typed)))
/** A writing as it is kept. */
export const writing = z.object({
  said: callSaid,
  opensOn: day,
  closesOn: day,
  direction: z.enum(directions),
  audience: z.enum(audiences),
})

export function callFrom(row: Selectable<Tables['calls']>): Call {
  const draft = row.draft === null ? null : writing.parse(row.draft)
  return {
    ...(row.said === null ? (draft ?? none()) : inForce(row)),
    ...{ id: row.id, institution: row.institution_id, slug: row.slug, key: row.key, edition: row.edition },
    state: stateOf(row.state),
    draft,
    copiedFrom: row.copied_from,
    source: row.source === null ? null : { quote: stringAt(row.source, 'quote'), unread: unreadOf(row.source) },
    version: row.version,
  }
}

const unreadOf = (source: unknown) => listFrom(valueAt(source, 'unread'))

function inForce(row: Selectable<Tables['calls']>): Writing {
  const { said, opens_on: opensOn, closes_on: closesOn, direction, audience } = row
  return writing.parse({ said, opensOn, closesOn, direction, audience })
}

function stateOf(state: string): Call['state'] {
  return state === 'published' || state === 'archived' ? state : 'draft'
}

// The table refuses a call that says nothing.
function none(): never {
  throw new TypeError('a call that says nothing')
}
