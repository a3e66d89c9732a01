import type { Context } from 'hono'
import type { z } from 'zod'
import type { Params } from '../words/catalogue.ts'

/** What somebody typed, field by field, exactly as it came. */
export type Typed = Readonly<Record<string, string>>

export interface Problem {
  readonly field: string
  /** A message key of the platform's form messages, or of the capability that owns the schema. */
  readonly key: string
  readonly params?: Params
}

export type Form<Value> =
  | { readonly ok: true; readonly value: Value; readonly typed: Typed }
  | { readonly ok: false; readonly typed: Typed; readonly problems: readonly Problem[] }

/** A posted form is at most this large, in bytes; the door refuses a larger one. Files come another way. */
export const largestForm = 256 * 1024
const longestField = 20_000

/** A body of files, which is read piece by piece and measured there. */
export function carriesFiles(contentType: string | undefined): boolean {
  return /^(multipart\/|application\/offset\+octet-stream$)/i.test(contentType ?? '')
}

/** Reads a posted form; a value never throws for what people type. Files are not forms: see `readUpload`. */
export async function readForm<Schema extends z.ZodType>(c: Context, schema: Schema): Promise<Form<z.output<Schema>>> {
  return check(schema, await readTyped(c))
}

export async function readTyped(c: Context): Promise<Typed> {
  // Files may be large, so their bodies pass the door unmeasured: nobody reads one here.
  if (carriesFiles(c.req.header('content-type'))) return {}
  return gather([...new URLSearchParams(await c.req.text())])
}

/** Checks what was typed. Three fields `day`, `month`, `year` of one name become one day before the schema sees them. */
export function check<Schema extends z.ZodType>(schema: Schema, typed: Typed): Form<z.output<Schema>> {
  const read = schema.safeParse(composeDays(typed))
  if (read.success) return { ok: true, value: read.data, typed }
  const problems = new Map<string, Problem>()
  for (const issue of read.error.issues) {
    const field = issue.path.join('.')
    if (!problems.has(field)) problems.set(field, { field, ...explain(issue) })
  }
  return { ok: false, typed, problems: [...problems.values()] }
}

function gather(entries: readonly (readonly [string, string])[]): Typed {
  const typed: Record<string, string> = {}
  for (const [name, value] of entries) {
    if (name === '__proto__' || name in typed) continue
    typed[name] = value.replaceAll('\0', '').slice(0, longestField).toWellFormed()
  }
  return typed
}

/** `birthDay.day`, `.month`, `.year` become `birthDay`: 2001-02-03, or what was typed when that is no day yet. */
export function composeDays(typed: Typed): Typed {
  const composed: Record<string, string> = { ...typed }
  for (const name of Object.keys(typed)) {
    if (!name.endsWith('.day')) continue
    const base = name.slice(0, -'.day'.length)
    const parts = [typed[`${base}.year`], typed[`${base}.month`], typed[name]].map((part) => (part ?? '').trim())
    const [year = '', month = '', day = ''] = parts
    composed[base] = parts.every((part) => part === '')
      ? ''
      : `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`
  }
  return composed
}

/** The number of a version as forms and addresses carry it; 0 for anything else, which no version has. */
export const versionIn = (typed: string | undefined): number => (/^\d{1,9}$/.test(typed ?? '') ? Number(typed) : 0)

// Our own schemas say a message key; what zod says by itself is mapped to one of the platform's.
function explain(issue: z.core.$ZodIssue): { key: string; params?: Params } {
  if (/^[a-z][\w-]*(\.[\w-]+)+$/.test(issue.message)) {
    return issue.code === 'too_big'
      ? { key: issue.message, params: { most: Number(issue.maximum) } }
      : { key: issue.message }
  }
  if (issue.code === 'too_big') return { key: 'form.tooLong', params: { most: Number(issue.maximum) } }
  if (issue.code === 'too_small' || (issue.code === 'invalid_type' && issue.message.endsWith('received undefined')))
    return { key: 'form.missing' }
  return { key: 'form.notUnderstood' }
}
