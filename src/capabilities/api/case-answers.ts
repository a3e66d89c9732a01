import type { z } from 'zod'
import { textFrom } from '../../platform/database/json.ts'
import type { Text } from '../../platform/words/languages.ts'
import { type ListRow, openDeadlines, type Procedure, type View, waitsFor } from '../cases/index.ts'
import { said } from './procedure-endpoints.ts'
import type { letters, listedCase, wholeCase } from './shapes.ts'

type Row = Omit<ListRow, 'cursor'>
export interface Told {
  readonly url: string
  readonly procedure: Procedure
  readonly colleagues: readonly { readonly id: string; readonly name: string }[]
}

/** A row of a list as the API tells it. */
export function listedFrom(row: Row, { url, procedure, colleagues }: Told): z.input<typeof listedCase> {
  const owner = row.owner_id
  return {
    id: row.id,
    procedure: procedure.name,
    number: row.number,
    name: row.title,
    stage: row.stage,
    stage_since: row.stage_since.toISOString(),
    waits_for: waitsFor(procedure, row.stage),
    owner: owner ? { id: owner, name: colleagues.find(({ id }) => id === owner)?.name ?? '' } : null,
    arrived_at: row.arrived_at.toISOString(),
    changed_at: row.changed_at.toISOString(),
    version: row.version,
    next_date: row.next_date,
    columns: columnsFrom(row.summary, procedure),
    page: `${url}/desk/cases/${procedure.name}/${row.id}`,
  }
}

function columnsFrom(summary: unknown, { listed }: Procedure): Record<string, Text | string> {
  const all = new Map(Object.entries(typeof summary === 'object' && summary !== null ? summary : {}))
  return Object.fromEntries(
    listed.map((name) => {
      const value: unknown = all.get(name) ?? ''
      return [name, typeof value === 'string' ? value : textFrom(value)]
    }),
  )
}

interface JournalRow {
  readonly seq: number
  readonly at: Date
  readonly by_name: string
  readonly by_role: string
  readonly action: string
  readonly from_stage: string | null
  readonly to_stage: string | null
  readonly hash: string
}

/** What stands behind the row: papers' states, dates with the rules that set them, and the journal. */
export function wholeFrom(
  view: View,
  journal: readonly JournalRow[],
): Pick<z.input<typeof wholeCase>, 'papers' | 'deadlines' | 'journal'> {
  return {
    papers: view.items.map(({ wanted, state, reason, files }) => ({
      type: wanted.type,
      title: wanted.title,
      state,
      optional: wanted.optional ?? false,
      reason,
      files: files.length,
    })),
    deadlines: openDeadlines(view.procedure, view.situation).map(({ name, start, due, provisional, rule }) => ({
      name,
      title: said(view.procedure, `deadline.${name}`),
      start,
      due,
      provisional,
      rule: { ...rule, source: [...rule.source] },
    })),
    journal: journal.map(({ seq, at, by_name, by_role, action, from_stage, to_stage, hash }) => {
      return { seq, at: at.toISOString(), by: { name: by_name, role: by_role }, action, from_stage, to_stage, hash }
    }),
  }
}

interface LetterRow {
  readonly id: string
  readonly number: string
  readonly kind: string
  readonly issued_on: string
  readonly recipient: string
  readonly subject: string
  readonly short_code: string | null
  readonly revoked_at: Date | null
}

export function letterFrom(row: LetterRow, url: string): z.input<typeof letters>['items'][number] {
  const { id, number, kind, issued_on, recipient, subject, short_code, revoked_at } = row
  const check = short_code && `${url}/check/${short_code}`
  return { id, number, kind, issued_on, recipient, subject, check, revoked_at: revoked_at?.toISOString() ?? null }
}
