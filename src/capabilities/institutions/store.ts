import { z } from 'zod'
import type { Db, Tx } from '../../platform/database/index.ts'
import { optionalTextFrom, textFrom, toJson } from '../../platform/database/json.ts'
import type { Permission } from '../../platform/sessions/index.ts'
import type { Visit } from '../../platform/web/visit.ts'
import { isLanguage } from '../../platform/words/languages.ts'
import { institutionFile } from '../packs/index.ts'
import { kept } from './kept.ts'
import {
  type Contact,
  type ContactChange,
  type ContactKind,
  contactKinds,
  type Institution,
  type Office,
  type PersonForm,
  type Signatory,
  type StaffMember,
} from './rules.ts'

/** All institutions of this installation; the scope may be any, institutions are public. */
export const listInstitutions = kept(async (db: Db): Promise<readonly Institution[]> => {
  const rows = await db.selectFrom('institutions').selectAll().orderBy('sort_order').orderBy('id').execute()
  return rows.map((row): Institution => {
    const { note = null, signatoryNote = null, host = null, mark = [], ...settings } = settingsShape.parse(row.settings)
    return {
      id: row.id,
      name: textFrom(row.name),
      short: textFrom(row.short),
      city: textFrom(row.city),
      colour: row.colour,
      host,
      mark,
      intro: textFrom(row.intro),
      settings,
      note,
      letterLanguages: row.letter_languages.filter(isLanguage),
      signatoryId: row.signatory,
      signatoryNote,
      officeUnit: row.office_unit,
    }
  })
})

const { settings: packSettings, note, signatoryNote, host, mark } = institutionFile.shape
const settingsShape = z.object({ ...packSettings.shape, note, signatoryNote, host, mark })

export async function findInstitution(db: Db, id: string): Promise<Institution | null> {
  return (await listInstitutions(db)).find((institution) => institution.id === id) ?? null
}

/** The institution's units, people and ways to reach them. @param db the institution's own scope */
export const officeOf = kept(async (db: Db): Promise<Office> => {
  const units = await db.selectFrom('units').selectAll().orderBy('sort_order').execute()
  const staff = await db.selectFrom('staff').selectAll().orderBy('sort_order').execute()
  const rows = await db.selectFrom('contacts').selectAll().orderBy('sort_order').execute()
  const contacts = rows.map(contactFrom)
  return {
    units: units.map(({ id, parent, kind, name, note }) => {
      return { id, parent, kind, name: textFrom(name), note: optionalTextFrom(note) }
    }),
    staff: staff.map(
      (row): StaffMember => ({
        id: row.id,
        unit: row.unit,
        name: row.name,
        post: textFrom(row.post),
        former: row.former,
        note: noteBeside(row.source),
        contacts: contacts.filter(({ staffId }) => staffId === row.id),
        isEdited: row.edited_at !== null,
      }),
    ),
    contacts: contacts.filter(({ staffId }) => staffId === null),
  }
})

interface ContactRow {
  readonly id: string
  readonly unit: string
  readonly staff_id: string | null
  readonly kind: string
  readonly value: string
  readonly text: unknown
  readonly purpose: unknown
  readonly source: unknown
  readonly edited_at: Date | null
}

function contactFrom(row: ContactRow): Contact {
  return {
    id: row.id,
    unit: row.unit,
    staffId: row.staff_id,
    kind: kindFrom(row.kind),
    value: row.value,
    text: optionalTextFrom(row.text),
    purpose: optionalTextFrom(row.purpose),
    note: noteBeside(row.source),
    isEdited: row.edited_at !== null,
  }
}

function kindFrom(text: string): ContactKind {
  const kind = contactKinds.find((known) => known === text)
  if (!kind) throw new TypeError(`no kind of contact: ${text}`)
  return kind
}

/** The loading keeps a record's note beside its quote, because the table has no column for it. */
function noteBeside(source: unknown) {
  return typeof source === 'object' && source !== null && 'note' in source ? optionalTextFrom(source.note) : null
}

/** Who signs the institution's letters; null while nobody does. @param db the institution's own scope */
export async function signatoryOf(db: Db, institution: Institution): Promise<Signatory | null> {
  const found = (await officeOf(db)).staff.find(({ id }) => id === institution.signatoryId)
  return found ? { name: found.name, post: found.post } : null
}

/** Who edits a record, and when. */
export interface Editor {
  readonly institution: string
  readonly id: string
  readonly name: string
  readonly at: Date
}

/** Whoever is signed in, as the journal of edits names them. */
export function editorOf(visit: Visit, permission: Permission): Editor {
  const { accountId, name, email } = visit.account
  const { institution } = visit.place(permission)
  return { institution, id: accountId, name: name || email, at: visit.house.clock.now() }
}

/** Saves what an admin wrote of somebody, and journals what stood there before. */
export async function savePerson(db: Db, id: string, { name, ...post }: PersonForm, by: Editor): Promise<boolean> {
  return edit(db, by, `staff/${id}`, async (tx) => {
    const before = await tx.selectFrom('staff').select(['name', 'post']).where('id', '=', id).executeTakeFirst()
    const after = { name, post: toJson(post) }
    await tx
      .updateTable('staff')
      .set({ ...after, edited_at: by.at })
      .where('id', '=', id)
      .execute()
    return before && { before, after: { name, post } }
  })
}

export async function saveContact(db: Db, id: string, { value, text }: ContactChange, by: Editor): Promise<boolean> {
  return edit(db, by, `contacts/${id}`, async (tx) => {
    const before = await tx.selectFrom('contacts').select(['value', 'text']).where('id', '=', id).executeTakeFirst()
    const after = { value, text: text && toJson(text) }
    await tx
      .updateTable('contacts')
      .set({ ...after, edited_at: by.at })
      .where('id', '=', id)
      .execute()
    return before && { before, after: { value, text } }
  })
}

type Edited = { readonly before: unknown; readonly after: unknown } | undefined

/** Changes a record and journals what stood there before; false when there is nothing to change. */
export async function edit(db: Db, by: Editor, record: string, change: (tx: Tx) => Promise<Edited>): Promise<boolean> {
  const found = await db.transaction().execute(async (tx) => {
    const edited = await change(tx)
    if (!edited) return false
    const { before, after } = edited
    const row = { institution_id: by.institution, at: by.at, by_id: by.id, by_name: by.name, record }
    await tx
      .insertInto('record_edits')
      .values({ ...row, before: toJson(before), after: toJson(after) })
      .execute()
    return true
  })
  officeOf.forget(db)
  return found
}
