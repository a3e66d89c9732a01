import type { Say } from '../../platform/words/catalogue.ts'
import rows from './isced-f-2013/fields.json' with { type: 'json' }

/** A field of education by its code of ISCED-F 2013: two digits are broad, three narrow, four detailed. */
export interface EducationField {
  readonly code: string
  readonly label: string
}

const all: readonly EducationField[] = rows
const known = new Map(all.map((field) => [field.code, field]))

export const isField = (code: string): boolean => known.has(code)

/** A field in words: the broad ones in the reader's language, the others in English, as far as the source goes. */
export function sayField(t: Pick<Say<string>, 'find'>, code: string): string {
  return t.find(`field.${code}`) ?? known.get(code)?.label ?? code
}

/** The broad fields, each with what lies below it; what is not further defined has the words of the field above. */
export const broadFields: readonly { readonly broad: EducationField; readonly below: readonly EducationField[] }[] = all
  .filter(({ code }) => code.length === 2 && code !== '99')
  .map((broad) => ({
    broad,
    below: all.filter(({ code }) => code.length > 2 && code.startsWith(broad.code)),
  }))
