import { saidOf } from '../../platform/web/words.ts'
import { Actions, Button, Card, Confirm, Form, HiddenField, RadioField, SelectField, TextArea } from '../../ui/index.ts'
import { groupAddress } from './addresses.ts'
import type { GroupProps } from './group-page.tsx'
import { isOpen, officeAnswers } from './rules.ts'

/** What the partner asked and nobody has answered yet. */
export function Questions({ t, call, partner, nominees, events, tried }: GroupProps) {
  const asked = nominees.filter(({ nomination }) => nomination?.state === 'asked')
  const [first] = asked
  if (!first?.nomination) return null
  const question = events.findLast(
    ({ nominationId, what }) => nominationId === first.nomination?.id && what === 'asked',
  )
  const mine = tried?.form === 'reply' ? tried : null
  return (
    <Card title={t('reply.title', { name: question?.byName ?? '' })}>
      <p class="body">{question?.note ?? ''}</p>
      <p>{asked.map(({ name }) => name).join(', ')}</p>
      <Form action={`${groupAddress(call.id, partner.id)}/replies`} method="post" label={t('reply.do')}>
        <HiddenField name="nomination" value={first.nomination.id} />
        <TextArea
          name="reply"
          label={t('reply.words')}
          value={mine?.typed.reply ?? ''}
          error={saidOf(mine?.problems, 'reply', t.language, t)}
          rows={4}
        />
        <Actions>
          <Button>{t('reply.do')}</Button>
        </Actions>
      </Form>
    </Card>
  )
}

/** An answer that came by mail or telephone, for one student. */
export function AnswerForm({ t, call, partner, nominees, tried }: GroupProps) {
  const mine = tried?.form === 'answer' ? tried : null
  const errorOf = (field: string) => saidOf(mine?.problems, field, t.language, t)
  const open = nominees.flatMap(({ name, number, nomination }) =>
    nomination && isOpen(nomination.state)
      ? [{ value: nomination.id, text: [name, number].filter(Boolean).join(', ') }]
      : [],
  )
  return (
    <Confirm open={t('answer.open')} tone="soft" expanded={mine !== null}>
      <Form action={`${groupAddress(call.id, partner.id)}/answers`} method="post" label={t('answer.open')}>
        <SelectField
          name="nomination"
          label={t('answer.student')}
          error={errorOf('nomination')}
          options={open.map((option) => ({ ...option, selected: option.value === mine?.typed.nomination }))}
        />
        <RadioField
          name="answer"
          label={t('answer.what')}
          error={errorOf('answer')}
          options={officeAnswers.map((answer) => ({
            value: answer,
            text: t(`answer.${answer}`),
            selected: answer === mine?.typed.answer,
          }))}
        />
        <TextArea
          name="note"
          label={t('answer.note')}
          hint={t('answer.noteHint')}
          value={mine?.typed.note ?? ''}
          error={errorOf('note')}
          rows={3}
        />
        <Actions>
          <Button>{t('answer.do')}</Button>
        </Actions>
      </Form>
    </Confirm>
  )
}
