import type { Day } from '../../platform/days.ts'
import type { Href } from '../../platform/jsx-runtime.ts'
import type { Problem, Typed } from '../../platform/web/form.ts'
import { formWords, saidOf, sayProblem } from '../../platform/web/words.ts'
import { sayDay, sayDistance, sayMoment } from '../../platform/words/saying-days.ts'
import {
  Actions,
  Button,
  Card,
  CheckField,
  Column,
  Confirm,
  Crumbs,
  EmptyState,
  ErrorSummary,
  Form,
  Item,
  Link,
  More,
  Muted,
  Notice,
  PageTitle,
  Prose,
  Section,
  Table,
  Tag,
  TextArea,
} from '../../ui/index.ts'
import { stateOf, tones } from './my-pages.tsx'
import type { DataRequest, ErasurePlan } from './rules.ts'
import type { Say } from './words.ts'

export const requestsAddress: Href = '/desk/personal-data'
export const requestAddress = (id: string): Href => `${requestsAddress}/${id}`

interface ListProps {
  readonly t: Say
  readonly open: readonly DataRequest[]
  readonly answered: readonly DataRequest[]
  readonly today: Day
}

/** Requests about own data: what waits, the most urgent first, and what was answered. */
export function RequestsPage({ t, open, answered, today }: ListProps) {
  return (
    <>
      <PageTitle title={t('desk.title')} lead={t('desk.lead')} />
      <RequestTable
        t={t}
        title={t('desk.title')}
        requests={open}
        last={({ due }) => <Tag tone={due < today ? 'late' : 'due'}>{sayDistance(due, today, t.language)}</Tag>}
      />
      {answered.length > 0 && (
        <More title={t('desk.answered')}>
          <RequestTable
            t={t}
            title={t('desk.answered')}
            requests={answered}
            last={(request) => <Tag tone={tones[stateOf(request)]}>{t(`state.${stateOf(request)}`)}</Tag>}
          />
        </More>
      )}
    </>
  )
}

interface TableProps {
  readonly t: Say
  readonly title: string
  readonly requests: readonly DataRequest[]
  readonly last: (request: DataRequest) => ReturnType<typeof Tag>
}

function RequestTable({ t, title, requests, last }: TableProps) {
  return (
    <Table
      caption={title}
      captionHidden
      columns={[
        { key: 'person', text: t('desk.person') },
        { key: 'kind', text: t('desk.kind') },
        { key: 'due', text: t('desk.due') },
        { key: 'state', text: t('desk.state') },
      ]}
      rows={requests.map((request) => ({
        href: requestAddress(request.id),
        cells: [request.person, t(`kind.${request.kind}`), sayDay(request.due, t.language), last(request)],
      }))}
      empty={<EmptyState title={t('desk.none')} text={t('desk.none.text')} />}
    />
  )
}

/** What a person has asked, on the person's page at the desk. */
export function PersonRequests({ t, requests }: { t: Say; requests: readonly DataRequest[] }) {
  return (
    <Section title={t('desk.title')}>
      <ul>
        {requests.map((request) => (
          <li>
            <Link href={requestAddress(request.id)}>{t(`kind.${request.kind}`)}</Link>{' '}
            <Tag tone={tones[stateOf(request)]}>{t(`state.${stateOf(request)}`)}</Tag>
          </li>
        ))}
      </ul>
    </Section>
  )
}

interface RequestProps {
  readonly t: Say
  readonly request: DataRequest
  readonly plan: ErasurePlan
  /** Other records of the person, merged with this one, by name. */
  readonly others: readonly string[]
  readonly cases: readonly { readonly href: Href; readonly text: string }[]
  readonly mayErase: boolean
  readonly typed: Typed
  readonly problems: readonly Problem[]
  readonly refusal: string | null
}

/** One request: what was asked, the person's cases, the answer; and for an erasure what would go and what stays. */
export function RequestPage(props: RequestProps) {
  const { t, request, cases, problems, refusal } = props
  const erases = request.kind === 'erasure' && !request.answer
  return (
    <>
      {problems.length > 0 && (
        <ErrorSummary
          title={formWords(t.language)('form.summary', { count: problems.length })}
          problems={problems.map((one) => ({ href: `#${one.field}`, text: sayProblem(one, t.language, t) }))}
        />
      )}
      <Crumbs label={t('here')} steps={[{ text: t('desk.title'), href: requestsAddress }, { text: request.person }]} />
      <PageTitle title={request.person} lead={t(`kind.${request.kind}`)} />
      {refusal && <Notice tone="due" title={refusal} role="alert" />}
      <Card>
        <p>{request.text}</p>
        <Muted>
          {t('my.asked', { at: sayMoment(request.askedAt, t.language) })}.{' '}
          {t('my.due', { day: sayDay(request.due, t.language) })}
        </Muted>
      </Card>
      {props.others.length > 0 && (
        <Notice tone="wait">
          <p>{t('desk.others', { names: props.others.join(' · ') })}</p>
        </Notice>
      )}
      {cases.length > 0 && (
        <Section title={t('desk.cases')}>
          <Prose>
            <ul>
              {cases.map(({ href, text }) => (
                <li>
                  <Link href={href}>{text}</Link>
                </li>
              ))}
            </ul>
          </Prose>
        </Section>
      )}
      {request.answer ? <Answered t={t} answer={request.answer} /> : <AnswerForm {...props} />}
      {erases && <Erasure {...props} />}
    </>
  )
}

function Answered({ t, answer }: { t: Say; answer: NonNullable<DataRequest['answer']> }) {
  return (
    <Section title={t('desk.answer')}>
      <Card>
        <p>
          <Tag tone={tones[answer.outcome]}>{t(`state.${answer.outcome}`)}</Tag>
        </p>
        <p>{answer.text}</p>
        <Muted>{t('desk.answeredBy', { by: answer.by, at: sayMoment(answer.at, t.language) })}</Muted>
      </Card>
    </Section>
  )
}

function errorOf({ t, problems }: RequestProps, name: string) {
  return saidOf(problems, name, t.language, t)
}

function AnswerForm(props: RequestProps) {
  const { t, request, typed } = props
  return (
    <Section title={t('desk.answer')}>
      <Form action={requestAddress(request.id)} method="post">
        <TextArea
          name="text"
          label={t('desk.answer')}
          hint={t('desk.answer.hint')}
          value={typed.text ?? ''}
          error={errorOf(props, 'text')}
        />
        <Actions>
          {request.kind !== 'erasure' && (
            <Button name="outcome" value="done">
              {t('desk.done')}
            </Button>
          )}
          <Button tone="soft" name="outcome" value="refused">
            {t('desk.refuse')}
          </Button>
        </Actions>
      </Form>
    </Section>
  )
}

function Erasure(props: RequestProps) {
  const { t, request, plan, typed, mayErase } = props
  return (
    <Section title={t('erase.title')}>
      <p>{t('erase.goes', { files: plan.files, drafts: plan.drafts })}</p>
      <p>{t('erase.stays', { decided: plan.decided, letters: plan.letters })}</p>
      {plan.open.length > 0 && (
        <Notice tone="due" title={t('erase.open')}>
          {plan.open.map(({ id, procedure, number }) => (
            <p>
              <Link href={`/desk/cases/${procedure}/${id}`}>{t('erase.openCase', { number: number ?? id })}</Link>
            </p>
          ))}
        </Notice>
      )}
      {!mayErase && <Muted>{t('erase.admin')}</Muted>}
      {mayErase && plan.open.length === 0 && (
        <Confirm open={t('erase.title')}>
          <Form action={`${requestAddress(request.id)}/erasure`} method="post">
            <TextArea
              name="text"
              id="erasure-text"
              label={t('desk.answer')}
              hint={t('desk.answer.hint')}
              value={typed.text ?? ''}
            />
            <CheckField name="sure" label={t('erase.sure')} error={errorOf(props, 'sure')} />
            <Actions>
              <Button tone="danger">{t('erase.do')}</Button>
            </Actions>
          </Form>
        </Confirm>
      )}
    </Section>
  )
}

/** The office's day: requests that wait. */
export function TodayColumn({ t, open, today }: Omit<ListProps, 'answered'>) {
  const late = open.some(({ due }) => due < today)
  return (
    <Column tone={late ? 'late' : 'due'} title={t('today.title')} count={open.length}>
      {open.map(({ id, person, kind, due }) => (
        <Item
          title={person}
          text={`${t(`kind.${kind}`)}. ${t('my.due', { day: sayDay(due, t.language) })}`}
          href={requestAddress(id)}
        />
      ))}
    </Column>
  )
}
