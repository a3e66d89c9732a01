import { z } from 'zod'
import type { Db } from '../../platform/database/index.ts'
import { optionalTextFrom, textFrom } from '../../platform/database/json.ts'
import { kept } from '../institutions/index.ts'
import { admissionFile, programmesFile } from '../packs/index.ts'
import { type AdmissionTerms, type LevelOfProgrammes, levels, type Programme } from './rules.ts'

const allProgrammes = kept(async (db: Db): Promise<readonly Programme[]> => {
  const rows = await db.selectFrom('programmes').selectAll().orderBy('sort_order').orderBy('id').execute()
  return rows.map(
    (row): Programme => ({
      id: row.id,
      unit: row.unit,
      level: level.parse(row.level),
      code: row.code,
      name: textFrom(row.name),
      profiles: profiles.parse(row.profiles).map(({ key, name, note = null }) => ({ key, name, note })),
      mode: row.mode === 'online' ? row.mode : null,
      asksDirection: row.asks_direction,
      openForApplication: row.open_for_application,
      note: optionalTextFrom(row.note),
    }),
  )
})

const { level, profiles } = programmesFile.element.shape

/** The programmes by level, from bachelor to preparatory, at last those without a level. @param db the institution's own scope */
export async function programmesOf(db: Db): Promise<readonly LevelOfProgrammes[]> {
  const all = await allProgrammes(db)
  return levels
    .map((level) => ({ level, programmes: all.filter((programme) => programme.level === level) }))
    .filter(({ programmes }) => programmes.length > 0)
}

/** @param db the institution's own scope */
export async function findProgramme(db: Db, id: string): Promise<Programme | null> {
  return (await allProgrammes(db)).find((programme) => programme.id === id) ?? null
}

const { entry, documents, bases, process, fees, links } = admissionFile.shape
const text = z.object({ en: z.string(), ru: z.string(), ky: z.string() })

/** What admission asks. A part that nobody has loaded is empty. @param db the institution's own scope */
export const admissionTermsOf = kept(async (db: Db): Promise<AdmissionTerms> => {
  const rows = await db.selectFrom('admission_terms').select(['id', 'terms']).execute()
  const parts = new Map(rows.map(({ id, terms }) => [id, terms]))
  const read = <Schema extends z.ZodType>(id: string, schema: Schema) => schema.parse(parts.get(id))
  return {
    entry: read('entry', entry.default([])),
    documents: read('documents', documents.default([])),
    bases: read('bases', bases.default([])),
    process: read('process', process.default([])),
    fees: read('fees', fees.default([])),
    links: read('links', links.default([])),
    welcome: read('welcome', z.object({ text }).optional())?.text ?? null,
    note: read('note', text.optional()) ?? null,
    feesNote: read('fees-note', text.optional()) ?? null,
    contactEmail: read('contact', z.object({ email: z.string() }).optional())?.email ?? null,
  }
})
