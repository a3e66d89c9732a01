import type { Db } from '../../platform/database/index.ts'
import type { Child } from '../../platform/jsx-runtime.ts'
import type { Language } from '../../platform/words/languages.ts'
import { Link, PictureChoices } from '../../ui/index.ts'
import type { Picture } from './rules.ts'
import { deskSourceOf } from './source.ts'
import { newestPictures, pictureOf } from './store.ts'
import { galleryWords } from './words.ts'

const offered = 30

/** The pictures that a form offers: the newest, and the one that is chosen. @param chosen an id, or empty */
export async function picturesFor(db: Db, chosen: string): Promise<readonly Picture[]> {
  const [newest, own] = await Promise.all([newestPictures(db, offered), pictureOf(db, chosen)])
  return own && !newest.some(({ id }) => id === own.id) ? [own, ...newest] : newest
}

interface Props {
  readonly language: Language
  readonly name: string
  readonly label: Child
  /** From `picturesFor`. */
  readonly pictures: readonly Picture[]
  readonly chosen: string
  readonly error?: string | undefined
}

/** One of the pictures of the site, or none: sends the picture's id under `name`. */
export function PictureField({ language, name, label, pictures, chosen, error }: Props) {
  const t = galleryWords(language)
  const hint = (
    <>
      {t('field.hint')} <Link href="/desk/pictures">{t('field.add')}</Link>
    </>
  )
  const known = pictures.some(({ id }) => id === chosen)
  return (
    <PictureChoices
      {...{ name, label, hint, error }}
      options={[
        { value: '', text: t('field.none'), selected: !known },
        ...pictures.map((picture) => ({
          ...{ value: picture.id, text: picture.alt?.[language] ?? picture.name, selected: picture.id === chosen },
          picture: deskSourceOf(picture, language),
        })),
      ]}
    />
  )
}
