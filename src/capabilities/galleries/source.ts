import type { Href } from '../../platform/jsx-runtime.ts'
import type { Language } from '../../platform/words/languages.ts'
import type { PictureSource } from '../../ui/index.ts'
import type { Picture } from './rules.ts'

/** Where a visitor's browser finds the sizes of a picture, and what it says to whoever does not see it. */
export function sourceOf(institution: string, picture: Picture, language: Language): PictureSource {
  return { sizes: sizesAt(`/${institution}/pictures/${picture.id}`, picture), alt: picture.alt?.[language] ?? '' }
}

/** The same for the desk, where also pictures are seen that nobody has described yet. */
export function deskSourceOf(picture: Picture, language: Language): PictureSource {
  return { sizes: sizesAt(`/desk/pictures/${picture.id}`, picture), alt: picture.alt?.[language] ?? picture.name }
}

function sizesAt(base: Href, { sizes }: Picture) {
  return sizes.map(({ size, width, height }) => ({ href: `${base}/${size}`, width, height }))
}
