import type { Href } from '../../platform/jsx-runtime.ts'
import type { Language } from '../../platform/words/languages.ts'
import { sayBytes } from '../../platform/words/saying-days.ts'
import { Actions, Button, FileField, Form, Notice, Safety, SendingCard } from '../../ui/index.ts'
import { mostFiles, type PartUpload } from '../documents/index.ts'
import { casesWords } from './words.ts'

const said = ['shown', 'waiting', 'pausing', 'signed-out', 'blurred', 'dark', 'small', 'sending', 'onlyHere'] as const

/** What the browser module needs once on a page that takes files: its words, its empty card, and where it reports. */
export function UploadRoot({ address, language }: { address: Href; language: Language }) {
  const t = casesWords(language)
  // The words go as they are written: the module fills in what it counts.
  const own = { name: '{name}', percent: '{percent}', safe: '{safe}', all: '{all}', count: '{count}', size: '{size}' }
  const words = {
    ...Object.fromEntries(said.map((key) => [key, t(`sending.${key}`, own)])),
    failed: t('upload.failed'),
    empty: t('file.empty', own),
    heic: t('file.heic', own),
    tooLarge: t('file.too-large', own),
    tooManyPixels: t('file.too-many-pixels', own),
  }
  return (
    <div data-uploads={address} data-words={JSON.stringify(words)}>
      <Safety />
      <p data-told role="status" hidden />
      <SendingCard turn={t('sending.turn')} now={t('sending.now')} discard={t('sending.discard')} />
    </div>
  )
}

interface PaperUploadProps {
  /** What `/documents/…` stands below. */
  readonly address: Href
  readonly type: string
  readonly title: string
  readonly label: string
  readonly language: Language
  /** Opens the camera of a telephone at once. */
  readonly camera?: boolean
}

/** The form that takes files for one paper, and the place of those on their way. */
export function PaperUpload({ address, type, title, label, language, camera }: PaperUploadProps) {
  const t = casesWords(language)
  return (
    <div data-upload>
      <Form
        action={`${address}/documents/${type}`}
        method="post"
        multipart
        label={t('papers.addLabel', { paper: title })}
      >
        <FileField
          name="file"
          id={`file-${type}`}
          label={label}
          accept={camera ? 'image/jpeg,image/png,image/webp' : 'image/jpeg,image/png,image/webp,application/pdf'}
          multiple={!camera && mostFiles > 1}
          capture={camera ? 'environment' : undefined}
        />
        <div data-cards />
        <Actions>
          <Button tone="soft">{t('papers.send')}</Button>
        </Actions>
      </Form>
    </div>
  )
}

/** A file of which a part is here: how to go on, or to let it be. */
export function Unfinished({ upload, address, language }: { upload: PartUpload; address: Href; language: Language }) {
  const t = casesWords(language)
  const at: Href = `${address}/documents/${upload.type}/uploads/${upload.id}`
  const named = {
    name: upload.name,
    safe: sayBytes(upload.received, language),
    all: sayBytes(upload.length, language),
  }
  return (
    <div data-unfinished={at} data-watch={upload.linkId ? 'yes' : undefined}>
      <Notice tone="wait">
        <p>{t(upload.linkId ? 'sending.arriving' : 'sending.unfinished', named)}</p>
        <Form action={`${at}/removal`} method="post" label={t('papers.removeAbout', { name: upload.name })}>
          <Button tone="soft">{t('sending.discard')}</Button>
        </Form>
      </Notice>
    </div>
  )
}
