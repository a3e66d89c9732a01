import type { Href } from '../../platform/jsx-runtime.ts'
import type { Language } from '../../platform/words/languages.ts'
import { sayBytes } from '../../platform/words/saying-days.ts'
import {
  Actions,
  Button,
  DocumentRow,
  FileCard,
  Form,
  HiddenField,
  More,
  Muted,
  Section,
  Stack,
  TextArea,
} from '../../ui/index.ts'
import { type DeskCaseProps, deskAddress } from './desk-case.ts'
import type { View } from './moment.ts'
import { paperState } from './my-paper-list.tsx'
import { type ChecklistItem, isClosed, judgesPapers, type KeptFile } from './rules.ts'
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

export function Paper({ item, view, language, mayWork, mayLook, open }: DeskCaseProps & { item: ChecklistItem }) {
  return (
    <DocumentRow {...paperState(item, view, language)} text={item.reason}>
      {mayLook &&
        [...item.files, ...item.earlier].map((file) => (
          <PaperFile
            file={file}
            earlier={item.earlier.includes(file)}
            here={open?.id === file.id}
            view={view}
            language={language}
          />
        ))}
      {mayWork && !isClosed(view.procedure, view.standing.stage) && (
        <PaperDecision
          item={item}
          view={view}
          language={language}
          isOpen={item.files.some((file) => file.id === open?.id)}
        />
      )}
    </DocumentRow>
  )
}

function PaperFile({
  file,
  earlier,
  here,
  view,
  language,
}: {
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

interface PaperDecisionProps {
  readonly item: ChecklistItem
  readonly view: View
  readonly language: Language
  /** The paper is open beside the answers: the next one opens after it. */
  readonly isOpen: boolean
}

function PaperDecision({ item, view, language, isOpen }: PaperDecisionProps) {
  const t = casesWords(language)
  const action: Href = `${deskAddress(view)}/documents/${item.wanted.type}`
  const reason = `reason-${item.wanted.type}`
  const isOurTurn = judgesPapers(view.procedure, view.standing.stage)
  return (
    <Actions>
      {item.state !== 'accepted' && item.files.length > 0 && isOurTurn && (
        <Form action={action} method="post" label={`${t('desk.accept')}: ${item.wanted.title[language]}`}>
          {isOpen && <HiddenField name="beside" value="yes" />}
          <Button tone="soft" name="state" value="accepted">
            {t('desk.accept')}
          </Button>
        </Form>
      )}
      <More title={t('desk.decide')}>
        <Form action={action} method="post" label={`${t('desk.decide')}: ${item.wanted.title[language]}`}>
          {isOpen && <HiddenField name="beside" value="yes" />}
          <TextArea name="reason" id={reason} label={t('desk.reason')} hint={t('desk.reason.hint')} rows={3} />
          <Actions>
            {item.files.length > 0 && (
              <Button tone="danger" name="state" value="returned">
                {t('desk.return')}
              </Button>
            )}
            <Button tone="soft" name="state" value="waived">
              {t('desk.waive')}
            </Button>
            <Button tone="soft" name="state" value="shown">
              {t('desk.shown')}
            </Button>
          </Actions>
        </Form>
      </More>
    </Actions>
  )
}
