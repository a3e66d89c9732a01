import type { Href } from '../../platform/jsx-runtime.ts'
import { sayProblem } from '../../platform/web/words.ts'
import { languageNames } from '../../platform/words/languages.ts'
import { Actions, Button, Form, HiddenField, More, SelectField, TextArea } from '../../ui/index.ts'
import { type DeskCaseProps, deskAddress } from './desk-case.ts'
import { type ChecklistItem, judgesPapers, whatWasSeen } from './rules.ts'
import { languageOf } from './store.ts'
import { casesWords } from './words.ts'

type DecisionProps = DeskCaseProps & { readonly item: ChecklistItem }

/** Accepting a paper, returning it with a reason, doing without it. */
export function PaperDecision(props: DecisionProps) {
  const { item, view, language } = props
  const t = casesWords(language)
  const isOurTurn = judgesPapers(view.procedure, view.standing.stage)
  return (
    <Actions>
      {item.state !== 'accepted' && item.files.length > 0 && isOurTurn && (
        <DecisionForm {...props} label={t('desk.accept')}>
          <Button tone="soft" name="state" value="accepted" keyName={keyHere(props, 'a')}>
            {t('desk.accept')}
          </Button>
        </DecisionForm>
      )}
      {item.files.length > 0 && <Returning {...props} />}
      <DoingWithout {...props} />
    </Actions>
  )
}

// Only the paper that lies open is decided by a key: nobody accepts what is not before their eyes.
const keyHere = ({ item, open }: DecisionProps, name: string) => (isOpen(item, open) ? name : undefined)
const isOpen = (item: ChecklistItem, open: DecisionProps['open']) => item.files.some((file) => file.id === open?.id)

function DecisionForm({
  item,
  view,
  language,
  open,
  label,
  children,
}: DecisionProps & { label: string; children: Parameters<typeof Form>[0]['children'] }) {
  const action: Href = `${deskAddress(view)}/documents/${item.wanted.type}`
  return (
    <Form action={action} method="post" label={`${label}: ${item.wanted.title[language]}`}>
      {/* The paper is open beside the answers: the next one opens after it. */}
      {isOpen(item, open) && <HiddenField name="beside" value="yes" />}
      <HiddenField name="seen" value={whatWasSeen(item)} />
      {children}
    </Form>
  )
}

function triedHere({ item, slip, language }: DecisionProps, states: readonly string[]) {
  const isHere = slip?.form === `paper.${item.wanted.type}` && states.includes(slip.typed.state ?? '')
  const tried = isHere ? slip : null
  const problem = tried?.problems.find(({ field }) => field === 'reason')
  return { tried, error: problem && sayProblem(problem, language) }
}

function Returning(props: DecisionProps) {
  const { item, view, language, reasons } = props
  const t = casesWords(language)
  const { tried, error } = triedHere(props, ['returned'])
  return (
    <More title={t('desk.returning')} open={tried !== null} keyName={keyHere(props, 'r')}>
      <DecisionForm {...props} label={t('desk.returning')}>
        <SelectField
          name="ready"
          id={`ready-${item.wanted.type}`}
          label={t('desk.ready')}
          hint={t('desk.ready.hint', { language: languageNames[languageOf(view.standing)] })}
          options={[
            { value: '', text: t('desk.ready.none') },
            ...reasons.map(({ key, text }) => ({
              value: key,
              text: text[language],
              selected: tried?.typed.ready === key,
            })),
          ]}
        />
        <TextArea
          name="reason"
          id={`reason-${item.wanted.type}`}
          label={t('desk.ownWords')}
          hint={t('desk.ownWords.hint')}
          rows={3}
          value={tried?.typed.reason}
          error={error}
        />
        <Actions>
          <Button tone="danger" name="state" value="returned">
            {t('desk.return')}
          </Button>
        </Actions>
      </DecisionForm>
    </More>
  )
}

function DoingWithout(props: DecisionProps) {
  const t = casesWords(props.language)
  const { tried, error } = triedHere(props, ['waived', 'shown'])
  return (
    <More title={t('desk.without')} open={tried !== null} keyName={keyHere(props, 'w')}>
      <DecisionForm {...props} label={t('desk.without')}>
        <TextArea
          name="reason"
          id={`waiver-${props.item.wanted.type}`}
          label={t('desk.waiveReason')}
          hint={t('desk.waive.hint')}
          rows={3}
          value={tried?.typed.reason}
          error={error}
        />
        <Actions>
          <Button tone="soft" name="state" value="waived">
            {t('desk.waive')}
          </Button>
          <Button tone="soft" name="state" value="shown">
            {t('desk.shown')}
          </Button>
        </Actions>
      </DecisionForm>
    </More>
  )
}
