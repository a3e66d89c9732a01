/** Pages on which an office says something at length: what a visa needs, who needs a permit to work. */
import { z } from 'zod'
import { fromPage, key, type Tell, text, webAddress } from './schema.ts'

/** The words in their addresses: an office has any of them or none. */
export const officePageKeys = ['visa', 'work-permit', 'mobility', 'preparatory-courses', 'hostel'] as const

const line = z.strictObject({ key, text, note: text.optional(), url: webAddress.optional(), ...fromPage })

const section = z.strictObject({ title: text, numbered: z.boolean().optional(), lines: z.array(line).min(1) })

export const officePage = z.strictObject({
  key: z.enum(officePageKeys),
  title: text,
  /** The year of which the office's page speaks, where it says one: the law may have changed since. */
  asOf: z.int().min(1990).max(2200).optional(),
  /** The beginnings of the ids of the rules that hold today for what the page tells. */
  law: z.array(z.string().regex(/^[a-z][a-z.-]*$/, 'is not the beginning of the id of a rule')),
  sections: z.array(section).min(1),
})
export type OfficePage = z.output<typeof officePage>
export type OfficeLine = OfficePage['sections'][number]['lines'][number]

export const officePagesFile = z.array(officePage)

/** A line is found on its page by its key, so it stands there once. */
export function checkOfficePages(pages: readonly OfficePage[], tell: Tell): void {
  for (const [at, page] of pages.entries()) {
    const keys = page.sections.flatMap(({ lines }) => lines.map((line) => line.key))
    for (const twice of new Set(keys.filter((key, nth) => keys.indexOf(key) !== nth)))
      tell('office-pages.json', `[${at}].sections`, `stands twice: ${twice}`)
    if (pages.findIndex(({ key }) => key === page.key) < at)
      tell('office-pages.json', `[${at}].key`, `stands twice: ${page.key}`)
  }
}
