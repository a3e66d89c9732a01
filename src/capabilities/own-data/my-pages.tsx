import type { Problem, Typed } from '../../platform/web/form.ts'
import { formWords, saidOf, sayProblem } from '../../platform/web/words.ts'
import { sayDay, sayMoment } from '../../platform/words/saying-days.ts'
import {
  Actions,
  Button,
  ButtonLink,
  Card,
  DescriptionList,
  EmptyState,
  ErrorSummary,
  Form,
  HiddenField,
  More,
  Muted,
  Notice,
  PageTitle,
  RadioField,
  Section,
  Tag,
  TextArea,
} from '../../ui/index.ts'
import type { Institution } from '../institutions/index.ts'
import { type DataRequest, kinds } from './rules.ts'
import type { OwnPerson } from './store.ts'
import type { Say } from './words.ts'

/** What one institution knows, with the requests that were made there. */
export interface Held {
  readonly institution: Institution
  readonly person: OwnPerson
  readonly citizenship: string | null
  readonly requests: readonly DataRequest[]
}

/** A form that was sent and not taken. */
export interface Tried {
  readonly institution: string
  readonly typed: Typed
  readonly problems: readonly Problem[]
  readonly tooMany?: boolean
}

interface Props {
  readonly t: Say
  readonly held: readonly Held[]
  readonly sent: boolean
  readonly slow: boolean
  readonly formKey: string
  readonly tried?: Tried | undefined
}

/** One's own data: what is kept, the file to take away, and what can be asked. */
export function MyDataPage(props: Props) {
  const { t, held, sent, slow, tried } = props
  const problems = tried?.problems ?? []
  return (
    <>
      {problems.length > 0 && (
        <ErrorSummary
          title={formWords(t.language)('form.summary', { count: problems.length })}
          problems={problems.map((problem) => ({
            href: `#${problem.field}-${tried?.institution}`,
            text: sayProblem(problem, t.language, t),
          }))}
        />
      )}
      <PageTitle title={t('my.title')} lead={t('my.lead')} />
      {sent && <Notice tone="ok" title={t('my.sent')} role="status" />}
      {slow && <Notice tone="due" title={t('my.slow')} role="alert" />}
      {tried?.tooMany && <Notice tone="due" title={t('my.manySent')} role="alert" />}
      {held.length === 0 ? (
        <EmptyState title={t('my.none')} text={t('my.none.text')} />
      ) : (
        <>
          <Actions>
            <ButtonLink href="/account/data/archive">{t('my.download')}</ButtonLink>
          </Actions>
          <Muted>{t('my.download.text')}</Muted>
        </>
      )}
      {held.map((one) => (
        <HeldHere {...props} held={one} tried={tried?.institution === one.institution.id ? tried : undefined} />
      ))}
    </>
  )
}

type HereProps = Omit<Props, 'held'> & { held: Held }

function HeldHere(props: HereProps) {
  const { t, held, tried } = props
  const { institution, person, requests } = held
  return (
    <Section title={institution.name[t.language]}>
      <Card>
        <DescriptionList
          rows={[
            { term: t('my.name'), value: person.shownAs },
            { term: t('my.born'), value: person.birthDay ? sayDay(person.birthDay, t.language) : t('my.unknown') },
            { term: t('my.citizenship'), value: held.citizenship ?? t('my.unknown') },
            { term: t('my.mail'), value: person.email ?? t('my.unknown') },
            { term: t('my.phone'), value: person.phone ?? t('my.unknown') },
            { term: t('my.held'), value: t('my.counted', { cases: person.cases, papers: person.papers }) },
          ]}
        />
      </Card>
      {requests.length > 0 && <Requests t={t} requests={requests} />}
      <More title={t('my.ask', { short: institution.short[t.language] })} open={tried !== undefined}>
        <AskForm {...props} />
      </More>
    </Section>
  )
}

export const tones = { open: 'due', done: 'ok', refused: 'late' } as const
export const stateOf = ({ answer }: DataRequest) => answer?.outcome ?? 'open'

function Requests({ t, requests }: { t: Say; requests: readonly DataRequest[] }) {
  return (
    <>
      <h3>{t('my.earlier')}</h3>
      {requests.map((request) => (
        <Card>
          <p>
            <Tag tone={tones[stateOf(request)]}>{t(`state.${stateOf(request)}`)}</Tag> {t(`kind.${request.kind}`)}
          </p>
          <p>{request.text}</p>
          {request.answer && <p>{request.answer.text}</p>}
          <Muted>
            {t('my.asked', { at: sayMoment(request.askedAt, t.language) })}
            {!request.answer && <>. {t('my.due', { day: sayDay(request.due, t.language) })}</>}
          </Muted>
        </Card>
      ))}
    </>
  )
}

function AskForm({ t, held, formKey, tried }: HereProps) {
  const { id } = held.institution
  const problem = (field: string) => saidOf(tried?.problems, field, t.language, t)
  return (
    <Form action={`/account/data/${id}`} method="post" label={t('my.kind')}>
      <HiddenField name="key" value={formKey} />
      <RadioField
        name="kind"
        id={`kind-${id}`}
        label={t('my.kind')}
        options={kinds.map((kind) => ({
          value: kind,
          text: t(`kind.${kind}`),
          hint: t(`kind.${kind}.hint`),
          selected: tried?.typed.kind === kind,
        }))}
        error={problem('kind')}
      />
      <Muted>{t('my.law')}</Muted>
      <TextArea
        name="text"
        id={`text-${id}`}
        label={t('my.text')}
        value={tried?.typed.text ?? ''}
        error={problem('text')}
      />
      <Actions>
        <Button>{t('my.send')}</Button>
      </Actions>
    </Form>
  )
}
