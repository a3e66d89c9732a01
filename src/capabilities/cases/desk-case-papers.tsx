import type { Language } from '../../platform/words/languages.ts'
import { sayBytes } from '../../platform/words/saying-days.ts'
import { DocumentRow, FileCard, Muted, Section, Stack } from '../../ui/index.ts'
import { type DeskCaseProps, deskAddress } from './desk-case.ts'
import { PaperDecision } from './desk-paper-decision.tsx'
import type { View } from './moment.ts'
import { paperState } from './my-paper-list.tsx'
import { type ChecklistItem, isClosed, type KeptFile } from './rules.ts'
import { casesWords } from './words.ts'

export function Papers(props: DeskCaseProps) {
  const { view, language, mayLook } = props
  const t = casesWords(language)
  if (view.items.length === 0) return null
  return (
    <Section title={t('case.documents')}>
      {!mayLook && <Muted>{t('desk.papersHidden')}</Muted>}
      <Stack>
        {view.items.map((item) => (
          <Paper item={item} {...props} />
        ))}
      </Stack>
      <Muted>{t('desk.look')}</Muted>
    </Section>
  )
}

export const shows = (item: ChecklistItem, file: KeptFile) => [...item.files, ...item.earlier].includes(file)

export function Paper(props: DeskCaseProps & { item: ChecklistItem }) {
  const { item, view, language, mayWork, mayLook, open } = props
  return (
    <DocumentRow {...paperState(item, view, language)} text={item.reason}>
      {mayLook &&
        [...item.files, ...item.earlier].map((file) => (
          <PaperFile
            file={file}
            earlier={item.earlier.includes(file)}
            keyName={item.state === 'uploaded' && !open ? 'v' : undefined}
            here={open?.id === file.id}
            view={view}
            language={language}
          />
        ))}
      {mayLook && (
        <p>
          <a href={`${deskAddress(view)}/documents/${item.wanted.type}`}>{casesWords(language)('desk.aboutPaper')}</a>
        </p>
      )}
      {mayWork && !isClosed(view.procedure, view.standing.stage) && <PaperDecision {...props} item={item} />}
    </DocumentRow>
  )
}

function PaperFile({
  file,
  earlier,
  here,
  keyName,
  view,
  language,
}: {
  keyName: string | undefined
  file: KeptFile
  earlier: boolean
  here: boolean
  view: View
  language: Language
}) {
  const t = casesWords(language)
  const base = deskAddress(view)
  const size = `${sayBytes(file.bytes, language)}, ${t('papers.pages', { count: file.pages })}`
  return (
    <FileCard
      name={file.name}
      size={earlier ? `${t('papers.earlier')}. ${size}` : size}
      href={`${base}?file=${file.id}#viewer`}
      thumbnail={file.hasThumbnail ? `${base}/files/${file.id}/thumbnail` : undefined}
      keyName={keyName}
      actions={
        here ? (
          <a href={`${base}/files/${file.id}`} target="_blank" rel="noopener">
            {t('desk.newTab')}
          </a>
        ) : undefined
      }
    />
  )
}
