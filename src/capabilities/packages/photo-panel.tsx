import type { Visit } from '../../platform/web/visit.ts'
import type { Language, Text } from '../../platform/words/languages.ts'
import { Notice } from '../../ui/index.ts'
import type { AskedPhoto, Panel, View } from '../cases/index.ts'
import { checkFiles } from './checks.ts'
import { sayFault } from './contents.ts'
import { demanded, type Fault, measured, photoFaults } from './photo-rules.ts'
import type { PrintedFile } from './plan.ts'
import { packageWords } from './words.ts'

type Measured = Pick<PrintedFile, 'name' | 'check'>

interface MeasuredProps {
  readonly asked: AskedPhoto
  readonly files: readonly Measured[]
  readonly language: Language
}

/** What is asked of a photograph, and what was measured. */
export function PhotoMeasured({ asked, files, language }: MeasuredProps) {
  const t = packageWords(language)
  return (
    <>
      <p class="muted">{t('photo.asked', demanded(asked))}</p>
      {files.map(({ name, check }) => check.photo && <p>{t('photo.is', { name, ...measured(asked, check.photo) })}</p>)}
    </>
  )
}

/** What photographs are like and what they should be: for the subject a hint above the papers, for the officer where one doesn't fit. */
export const photoPanel: Panel = {
  papers: async (visit, view) => {
    const looked = await lookAtPhotos(visit, view)
    if (looked.length === 0) return null
    return (
      <div data-live="photos">
        {looked.map((one) => (
          <PhotoNotice one={one} language={visit.language} isHint />
        ))}
      </div>
    )
  },
  desk: async (visit, view) => {
    if (!visit.may('papers.look', view.standing.institution)) return null
    const looked = await lookAtPhotos(visit, view)
    return looked
      .filter(({ faults }) => faults.length > 0)
      .map((one) => <PhotoNotice one={one} language={visit.language} />)
  },
}

interface LookedPhoto {
  readonly asked: AskedPhoto
  readonly title: Text
  readonly files: readonly Measured[]
  readonly faults: readonly Fault[]
}

async function lookAtPhotos(visit: Visit, { items, standing }: View): Promise<LookedPhoto[]> {
  const photos = items.flatMap((item) => (item.wanted.photo ? [{ ...item, asked: item.wanted.photo }] : []))
  if (photos.length === 0) return []
  const pictures = photos.flatMap(({ files }) => files.filter(({ kind }) => kind !== 'pdf'))
  const checks = await checkFiles(
    { house: visit.house, institution: standing.institution },
    pictures.map(({ id, kind }) => ({ id, kind, isPhoto: true })),
  )
  return photos.map(({ asked, wanted, files }) => {
    const looked = files.flatMap(({ id, name }) => {
      const check = checks.get(id)
      return check?.photo ? [{ name, check, photo: check.photo }] : []
    })
    const pdfs = files.filter(({ kind }) => kind === 'pdf')
    const faults = [
      ...pdfs.map(({ name }) => ({ key: 'photo.notPicture', params: { name }, stops: true })),
      ...looked.flatMap(({ photo }) => photoFaults(asked, photo)),
    ]
    return { asked, title: wanted.title, files: looked, faults }
  })
}

function PhotoNotice({ one, language, isHint }: { one: LookedPhoto; language: Language; isHint?: boolean }) {
  const t = packageWords(language)
  const { asked, title, files, faults } = one
  return (
    <Notice tone={faults.length > 0 ? 'due' : files.length > 0 ? 'ok' : 'quiet'} title={title[language]}>
      <PhotoMeasured asked={asked} files={files} language={language} />
      {faults.length > 0 && (
        <ul>
          {faults.map((fault) => (
            <li>{sayFault(fault, language)}</li>
          ))}
        </ul>
      )}
      {files.length > 0 && faults.length === 0 && <p>{t('photo.fits')}</p>}
      {isHint && faults.some(({ stops }) => stops) && <p>{t('photo.hint')}</p>}
    </Notice>
  )
}
