import type { Href, Html } from '../../platform/jsx-runtime.ts'
import { saidOf } from '../../platform/web/words.ts'
import {
  Actions,
  Button,
  ButtonLink,
  Confirm,
  Crumbs,
  EmptyState,
  Filters,
  Form,
  HiddenField,
  Link,
  Notice,
  PageTitle,
  RadioField,
  SearchField,
  SelectField,
  Table,
  Tag,
} from '../../ui/index.ts'
import { History, Slips, TextInThree, type Tried } from '../galleries/index.ts'
import type { RecordEdit } from '../institutions/index.ts'
import { type Answer, type Topic, topics } from './rules.ts'
import type { Say } from './words.ts'

export const deskAddress: Href = '/desk/questions-and-answers'

interface ListProps {
  readonly t: Say
  readonly answers: readonly Answer[]
  readonly text: string
  readonly topic: Topic | null
  readonly away: boolean
}

/** What everybody may read, and what is not shown yet. */
export function AnswersPage({ t, answers, text, topic, away }: ListProps): Html {
  const isNarrow = text !== '' || topic !== null
  return (
    <>
      <PageTitle title={t(away ? 'desk.archived' : 'desk.title')} lead={t('desk.lead')} />
      <Actions>
        <ButtonLink href={`${deskAddress}/new`}>{t('desk.new')}</ButtonLink>
        <ButtonLink href="/desk/cases/consultation" tone="soft">
          {t('desk.asked')}
        </ButtonLink>
        <Link href={away ? deskAddress : `${deskAddress}?away=yes`}>{t(away ? 'desk.title' : 'desk.archived')}</Link>
      </Actions>
      <Filters
        action={deskAddress}
        label={t('filter.title')}
        button={t('filter.go')}
        reset={isNarrow ? { href: deskAddress, text: t('filter.all') } : undefined}
      >
        <SearchField name="q" label={t('filter.text')} value={text} />
        <SelectField
          name="topic"
          label={t('field.topic')}
          options={[
            { value: '', text: t('filter.anyTopic') },
            ...topics.map((one) => ({ value: one, text: t(`topic.${one}`), selected: one === topic })),
          ]}
        />
      </Filters>
      <Table
        caption={t('desk.title')}
        captionHidden
        columns={[
          { key: 'question', text: t('field.question') },
          { key: 'topic', text: t('field.topic') },
          { key: 'shown', text: t('field.shown') },
        ]}
        rows={answers.map((one) => ({
          href: `${deskAddress}/${one.id}`,
          cells: [
            one.question[t.language],
            t(`topic.${one.topic}`),
            <Tag tone={one.isShown ? 'ok' : 'quiet'}>{t(one.isShown ? 'shown.yes' : 'shown.no')}</Tag>,
          ],
        }))}
        empty={<EmptyState title={t('desk.none')} text={t(isNarrow ? 'public.noneHere' : 'desk.noneText')} />}
      />
    </>
  )
}

interface FormProps extends Tried {
  readonly t: Say
  readonly id: string
  readonly institution: string
  /** Null: a new one. */
  readonly answer: Answer | null
  readonly edits: readonly RecordEdit[]
  readonly late: boolean
  readonly isSaved: boolean
}

/** A question and its answer in three languages side by side. */
export function AnswerFormPage(props: FormProps): Html {
  const { t, answer, problems, late, isSaved, edits, institution } = props
  const title = answer ? answer.question[t.language] : t('desk.new')
  return (
    <>
      <Slips t={t} problems={problems} />
      <Crumbs label={t('desk.title')} steps={[{ text: t('desk.title'), href: deskAddress }, { text: title }]} />
      <PageTitle title={title} lead={t('form.lead')} />
      {late && <Notice tone="late" title={t('form.late')} role="alert" />}
      {isSaved && <Notice tone="ok" title={t('form.saved')} role="status" />}
      {answer?.caseId && (
        <p>
          <Link href={`/desk/cases/consultation/${answer.caseId}`}>{t('form.case')}</Link>
        </p>
      )}
      {answer?.isShown && !answer.archived && (
        <p>
          <Link href={`/${institution}/${t.language}/questions#${answer.id}`}>{t('form.see')}</Link>
        </p>
      )}
      {!answer?.archived && <AnswerFields {...props} />}
      {answer && <PutAway t={t} answer={answer} />}
      <History t={t} edits={edits} />
    </>
  )
}

function AnswerFields({ t, id, answer, typed, problems }: FormProps) {
  const own = { t, typed, problems }
  return (
    <Form action={answer ? `${deskAddress}/${id}` : `${deskAddress}/new`} method="post" label={t('desk.title')}>
      <HiddenField name="id" value={id} />
      <HiddenField name="version" value={typed.version ?? answer?.version ?? 1} />
      {typed.case && <HiddenField name="case" value={typed.case} />}
      <TextInThree {...own} name="question" legend={t('field.question')} hint={t('field.question.hint')} />
      <TextInThree {...own} name="answer" legend={t('field.answer')} rows={6} />
      <SelectField
        name="topic"
        label={t('field.topic')}
        width="half"
        options={topics.map((one) => ({ value: one, text: t(`topic.${one}`), selected: one === typed.topic }))}
      />
      <RadioField
        name="shown"
        label={t('field.shown')}
        error={saidOf(problems, 'shown', t.language, t)}
        options={(['yes', 'no'] as const).map((one) => ({
          ...{ value: one, text: t(`shown.${one}`), selected: (typed.shown ?? 'no') === one },
        }))}
      />
      <Actions>
        <Button>{t('form.save')}</Button>
        <Link href={deskAddress}>{t('form.back')}</Link>
      </Actions>
    </Form>
  )
}

function PutAway({ t, answer }: { t: Say; answer: Answer }) {
  const at: Href = `${deskAddress}/${answer.id}/archive`
  if (answer.archived)
    return (
      <Form action={at} method="post" label={t('form.bring')}>
        <HiddenField name="away" value="no" />
        <Button tone="soft">{t('form.bring')}</Button>
      </Form>
    )
  return (
    <Confirm open={t('form.away')}>
      <p>{t('form.awayText')}</p>
      <Form action={at} method="post" label={t('form.away')}>
        <HiddenField name="away" value="yes" />
        <Button tone="danger">{t('form.away')}</Button>
      </Form>
    </Confirm>
  )
}
