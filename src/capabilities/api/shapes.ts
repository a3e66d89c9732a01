import { z } from 'zod'
import { scopes } from './key-rules.ts'

/** The shapes of the API by the names that they have in the document. */
export const shapes = z.registry<{ id: string }>()

function named<Schema extends z.ZodType>(id: string, schema: Schema): Schema {
  shapes.add(schema, { id })
  return schema
}

/** A page of a list: `next_cursor` is null on the last. */
const pageOf = <Item extends z.ZodType>(item: Item) =>
  z.object({ items: z.array(item), next_cursor: z.string().nullable() })

const itemsOf = <Item extends z.ZodType>(item: Item) => z.object({ items: z.array(item) })

const day = z.iso.date()
const moment = z.iso.datetime()
const jsonSchema = z.record(z.string(), z.unknown())

export const text = named('Text', z.object({ en: z.string(), ru: z.string(), ky: z.string() }))

const waitsFor = z.enum(['subject', 'office', 'others', 'closed'])

const column = z.object({ name: z.string(), title: text })
const stage = named('Stage', z.object({ name: z.string(), title: text, waits_for: waitsFor, closed: z.boolean() }))
const step = named(
  'Step',
  z.object({
    name: z.string(),
    title: text,
    from: z.array(z.string()),
    to: z.string(),
    by: z.array(z.enum(['subject', 'office', 'unit'])),
    asks: jsonSchema.nullable(),
  }),
)
export const procedureShape = named(
  'Procedure',
  z.object({
    name: z.string(),
    title: text,
    stages: z.array(stage),
    steps: z.array(step),
    columns: z.array(column),
    sections: z.array(z.object({ name: z.string(), title: text, facts: z.array(z.string()) })),
    facts: jsonSchema,
  }),
)
export const procedures = named('Procedures', itemsOf(procedureShape))

export const counts = named(
  'Counts',
  z.object({ procedure: z.string(), stages: z.array(z.object({ stage: z.string(), title: text, count: z.int() })) }),
)

const listed = {
  id: z.uuid(),
  procedure: z.string(),
  number: z.string().nullable(),
  name: z.string(),
  stage: z.string(),
  stage_since: moment,
  waits_for: waitsFor,
  owner: z.object({ id: z.string(), name: z.string() }).nullable(),
  arrived_at: moment,
  changed_at: moment,
  version: z.int(),
  next_date: day.nullable(),
  columns: z.record(z.string(), z.union([text, z.string()])),
  page: z.url(),
}
export const listedCase = named('ListedCase', z.object(listed))
export const caseList = named('CaseList', pageOf(listedCase))

const rule = named(
  'Rule',
  z.object({
    id: z.string(),
    value: z.union([z.number(), z.string()]),
    unit: z.string(),
    text,
    source: z.array(z.string()),
    verified: z.boolean(),
  }),
)
const deadline = named(
  'Deadline',
  z.object({ name: z.string(), title: text, start: day, due: day, provisional: z.boolean(), rule }),
)
const paper = named(
  'Paper',
  z.object({
    type: z.string(),
    title: text,
    state: z.enum(['missing', 'uploaded', 'shown', 'accepted', 'returned', 'waived']),
    optional: z.boolean(),
    reason: z.string().nullable(),
    files: z.int(),
  }),
)
const entry = named(
  'JournalEntry',
  z.object({
    seq: z.int(),
    at: moment,
    by: z.object({ name: z.string(), role: z.string() }),
    action: z.string(),
    from_stage: z.string().nullable(),
    to_stage: z.string().nullable(),
    hash: z.string(),
  }),
)
export const wholeCase = named(
  'Case',
  z.object({
    ...listed,
    papers: z.array(paper),
    deadlines: z.array(deadline),
    journal: z.array(entry),
    facts: z.record(z.string(), z.unknown()).nullable(),
  }),
)

const letter = named(
  'Letter',
  z.object({
    id: z.uuid(),
    number: z.string(),
    kind: z.string(),
    issued_on: day,
    recipient: z.string(),
    subject: z.string(),
    check: z.url().nullable(),
    revoked_at: moment.nullable(),
  }),
)
export const letters = named('Letters', itemsOf(letter))

const institution = named(
  'Institution',
  z.object({ id: z.string(), name: text, short: text, city: text, page: z.url(), apply: z.url() }),
)
export const institutions = named('Institutions', itemsOf(institution))

const contact = named(
  'Contact',
  z.object({
    kind: z.enum(['address', 'postcode', 'phone', 'fax', 'email', 'website']),
    value: z.string(),
    text: text.nullable(),
    purpose: text.nullable(),
    unit: text.nullable(),
  }),
)
const officer = named('StaffMember', z.object({ name: z.string(), post: text, contacts: z.array(contact) }))
export const office = named('Office', z.object({ institution, contacts: z.array(contact), staff: z.array(officer) }))

const programme = named(
  'Programme',
  z.object({
    id: z.string(),
    level: z.string().nullable(),
    code: z.string().nullable(),
    name: text,
    profiles: z.array(z.object({ key: z.string(), name: text })),
    mode: z.string().nullable(),
    open_for_application: z.boolean(),
    note: text.nullable(),
    page: z.url(),
  }),
)
export const programmes = named('Programmes', itemsOf(programme))

export const ownKey = named(
  'Key',
  z.object({ institution: z.string(), name: z.string(), scopes: z.array(z.enum(scopes)), ends_on: day.nullable() }),
)

/** What is sent to a webhook: which, and how it stands; whoever needs more asks for it with a key. */
const told = { timestamp: moment }
const caseEvent = named(
  'CaseEvent',
  z.object({
    type: z.enum(['case.arrived', 'case.moved', 'case.changed']),
    ...told,
    data: z.object({
      institution: z.string(),
      procedure: z.string(),
      id: z.uuid(),
      number: z.string().nullable(),
      action: z.string(),
      from_stage: z.string(),
      stage: z.string(),
      version: z.int(),
      url: z.url(),
    }),
  }),
)
const letterEvent = named(
  'LetterEvent',
  z.object({
    type: z.enum(['letter.issued', 'letter.revoked']),
    ...told,
    data: z.object({
      institution: z.string(),
      id: z.uuid(),
      number: z.string(),
      kind: z.string(),
      case: z.uuid().nullable(),
      url: z.url().nullable(),
    }),
  }),
)
const testEvent = named(
  'TestEvent',
  z.object({ type: z.literal('test'), ...told, data: z.object({ institution: z.string() }) }),
)
export const happening = z.discriminatedUnion('type', [caseEvent, letterEvent, testEvent])
