import { z } from 'zod'
import { line, oneOf, optionalLine } from '../../platform/web/fields.ts'
import type { Text } from '../../platform/words/languages.ts'
import { publicationKinds } from '../packs/index.ts'

export type Kind = (typeof publicationKinds)[number]

/** A file as it was published: never changed, a new one is the next version. */
export interface Version {
  readonly id: string
  readonly version: number
  readonly name: string
  readonly kind: string
  readonly bytes: number
  readonly pages: number
  readonly note: string
  readonly at: Date
  readonly by: string
  readonly blobId: string
}

/** Something that the office publishes or keeps: a booklet, a memo, the charter. The newest version comes first. */
export interface Publication {
  readonly id: string
  readonly kind: Kind
  readonly title: Text
  readonly audience: Text | null
  readonly year: number | null
  readonly isPublic: boolean
  readonly versions: readonly Version[]
}

const year = optionalLine(4).refine((typed) => typed === '' || /^(19|20|21)\d\d$/.test(typed), 'publication.notAYear')

export const publicationForm = z.object({
  ...{ kind: oneOf(publicationKinds), en: line(200), ru: line(200), ky: line(200), year },
  ...{ 'audience.en': optionalLine(200), 'audience.ru': optionalLine(200), 'audience.ky': optionalLine(200) },
  who: oneOf(['public', 'own']),
})
export type PublicationForm = z.output<typeof publicationForm>
