import { z } from 'zod'
import type { Day } from '../../platform/days.ts'
import { line, oneOf, optionalDay, optionalLine, optionalLongText } from '../../platform/web/fields.ts'
import { versionIn } from '../../platform/web/form.ts'
import type { Text } from '../../platform/words/languages.ts'

/** Widths in pixels at which a picture is kept; a narrower picture is kept as wide as it is. */
export const widths = [320, 640, 1280, 1920] as const

/** One size of a picture. `size` stands in its address. */
export interface Size {
  readonly size: number
  readonly width: number
  readonly height: number
  readonly bytes: number
  readonly blobId: string
}

export interface Picture {
  readonly id: string
  /** The file's name, as it was sent. */
  readonly name: string
  /** The narrowest first; empty until it has been reduced. */
  readonly sizes: readonly Size[]
  readonly failed: boolean
  readonly alt: Text | null
  readonly caption: Text | null
  readonly people: 'none' | 'agreed' | null
  /** Who agreed, and where it stands. */
  readonly consent: string
  readonly at: Date
  readonly by: string
  readonly archived: boolean
  readonly version: number
}

export const pictureStates = ['reducing', 'failed', 'wordless', 'shown', 'archived'] as const
export type PictureState = (typeof pictureStates)[number]

/** Visitors see a picture once it is reduced, described in every language, and nobody on it is shown unasked. */
export function stateOf({ archived, failed, sizes, alt, people }: Picture): PictureState {
  if (archived) return 'archived'
  if (failed) return 'failed'
  if (sizes.length === 0) return 'reducing'
  return alt && people ? 'shown' : 'wordless'
}

const version = z.string().optional().transform(versionIn)

export const pictureForm = z
  .object({
    ...{ 'alt.en': line(300), 'alt.ru': line(300), 'alt.ky': line(300) },
    ...{ 'caption.en': optionalLine(300), 'caption.ru': optionalLine(300), 'caption.ky': optionalLine(300) },
    people: oneOf(['none', 'agreed']),
    consent: optionalLine(500),
    version,
  })
  .superRefine((form, context) => {
    const tell = (path: string, message: string) => context.addIssue({ code: 'custom', path: [path], message })
    if (form.people === 'agreed' && form.consent === '') tell('consent', 'picture.consentMissing')
    const captions = (['en', 'ru', 'ky'] as const).map((language) => `caption.${language}` as const)
    const empty = captions.filter((name) => form[name] === '')
    if (empty.length < captions.length) for (const name of empty) tell(name, 'picture.captionMissing')
  })
export type PictureForm = z.output<typeof pictureForm>

/** What a form says of a picture, as it is kept. */
export function saidIn(form: PictureForm): Pick<Picture, 'alt' | 'caption' | 'people' | 'consent'> {
  return {
    alt: { en: form['alt.en'], ru: form['alt.ru'], ky: form['alt.ky'] },
    caption: form['caption.en'] ? { en: form['caption.en'], ru: form['caption.ru'], ky: form['caption.ky'] } : null,
    ...{ people: form.people, consent: form.people === 'agreed' ? form.consent : '' },
  }
}

export interface Album {
  readonly id: string
  readonly title: Text
  readonly about: Text
  readonly on: Day | null
  readonly isPublic: boolean
  readonly archived: boolean
  readonly version: number
  /** In their order, whatever their state. */
  readonly pictures: readonly Picture[]
}

export const albumForm = z.object({
  ...{ 'title.en': line(200), 'title.ru': line(200), 'title.ky': line(200) },
  ...{ 'about.en': optionalLongText(2000), 'about.ru': optionalLongText(2000), 'about.ky': optionalLongText(2000) },
  on: optionalDay(),
  who: oneOf(['public', 'own']),
  version,
})
export type AlbumForm = z.output<typeof albumForm>

/** The ids with one of them a place nearer to the beginning or the end; the same where there is no such place. */
export function moved(ids: readonly string[], id: string, by: -1 | 1): readonly string[] {
  const at = ids.indexOf(id)
  const other = ids[at + by]
  if (at < 0 || other === undefined) return ids
  return ids.map((one) => (one === id ? other : one === other ? id : one))
}
