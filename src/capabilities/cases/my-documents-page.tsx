import type { Child, Href } from '../../platform/jsx-runtime.ts'
import { formWords } from '../../platform/web/words.ts'
import type { Language } from '../../platform/words/languages.ts'
import { sayBytes } from '../../platform/words/saying-days.ts'
import {
  Actions,
  Button,
  ButtonLink,
  DocumentRow,
  ErrorSummary,
  FileCard,
  Form,
  Notice,
  PageTitle,
  Stack,
} from '../../ui/index.ts'
import type { PartUpload } from '../documents/index.ts'
import type { View } from './moment.ts'
import { paperState } from './my-paper-list.tsx'
import { addressOf, partyOf } from './my-place.ts'
import { SectionSteps } from './my-section-steps.tsx'
import { PaperUpload, Unfinished, UploadRoot } from './my-upload.tsx'
import { type ChecklistItem, type KeptFile, openPapers, opensPapers } from './rules.ts'
import { casesWords } from './words.ts'

interface DocumentsPageProps {
  readonly view: View
  readonly language: Language
  readonly notTaken: readonly string[]
  readonly at?: string | undefined
  readonly complete: boolean
  readonly unfinished: readonly PartUpload[]
  /** What later capabilities put above the papers. */
  readonly panels: Child
}

/** The papers: what is wanted and why, what is there, and a form for each that takes files. */
export function DocumentsPage({ view, language, notTaken, at, complete, unfinished, panels }: DocumentsPageProps) {
  const t = casesWords(language)
  return (
    <>
      <SectionSteps view={view} here="documents" language={language} />
      <PageTitle title={t('papers.title')} lead={t('papers.lead')} />
      {notTaken.length > 0 && (
        <ErrorSummary
          title={formWords(language)('form.summary', { count: notTaken.length })}
          problems={notTaken.map((text) => ({ href: `#${at ?? 'page'}`, text }))}
        />
      )}
      {panels}
      <UploadRoot address={addressOf(view)} language={language} />
      <Stack>
        {openPapers(view.procedure, view.standing.stage, view.items, partyOf(view)).map((item) => (
          <DocumentRow {...paperState(item, view, language)} level={2} text={item.wanted.hint[language]}>
            <PaperBody
              view={view}
              item={item}
              language={language}
              complete={complete}
              unfinished={unfinished.filter(({ type }) => type === item.wanted.type)}
            />
          </DocumentRow>
        ))}
      </Stack>
      <Actions>
        <ButtonLink href={`${addressOf(view)}/check`}>{t('papers.goOn')}</ButtonLink>
        <ButtonLink tone="soft" href={addressOf(view)}>
          {t('answers.back')}
        </ButtonLink>
      </Actions>
    </>
  )
}

function PaperBody({
  view,
  item,
  language,
  complete,
  unfinished,
}: {
  view: View
  item: ChecklistItem
  language: Language
  complete: boolean
  unfinished: readonly PartUpload[]
}) {
  const t = casesWords(language)
  const type = item.wanted.type
  const base = addressOf(view)
  const open =
    !['accepted', 'waived'].includes(item.state) && opensPapers(view.procedure, view.standing.stage, partyOf(view))
  return (
    <>
      <p class="muted">{t('papers.why', { why: item.wanted.why[language] })}</p>
      {item.state === 'returned' && <Notice tone="late">{item.reason}</Notice>}
      {item.wanted.made && (
        <p>
          {complete ? <a href={`${base}/papers/${item.wanted.made}`}>{t('papers.made')}</a> : t('papers.madeFirst')}
        </p>
      )}
      <div data-live={`files-${type}`}>
        {item.files.map((file) => (
          <FileLine file={file} base={base} language={language} removable={open && item.state === 'uploaded'} />
        ))}
        {unfinished.map((upload) => (
          <Unfinished upload={upload} address={base} language={language} />
        ))}
      </div>
      {open && (
        <PaperUpload
          address={base}
          type={type}
          title={item.wanted.title[language]}
          label={item.state === 'returned' ? t('papers.again') : t('papers.add')}
          language={language}
        />
      )}
    </>
  )
}

function FileLine({
  file,
  base,
  language,
  removable,
}: {
  file: KeptFile
  base: Href
  language: Language
  removable: boolean
}) {
  const t = casesWords(language)
  const address = `${base}/files/${file.id}`
  return (
    <FileCard
      name={file.name}
      size={`${sayBytes(file.bytes, language)}, ${t('papers.pages', { count: file.pages })}`}
      href={address}
      thumbnail={file.hasThumbnail ? `${address}/thumbnail` : undefined}
      actions={
        removable ? (
          <Form action={`${address}/removal`} method="post" label={t('papers.removeAbout', { name: file.name })}>
            <Button tone="soft">{t('papers.remove')}</Button>
          </Form>
        ) : undefined
      }
    />
  )
}
