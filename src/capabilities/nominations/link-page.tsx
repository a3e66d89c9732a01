import { readDay } from '../../platform/days.ts'
import type { Problem, Typed } from '../../platform/web/form.ts'
import { saidOf } from '../../platform/web/words.ts'
import { sayDay, sayMoment } from '../../platform/words/saying-days.ts'
import {
  Actions,
  Button,
  Card,
  DescriptionList,
  Form,
  HiddenField,
  Link,
  Notice,
  PageTitle,
  RadioField,
  Section,
  Stack,
  TextArea,
} from '../../ui/index.ts'
import type { Call } from '../calls/index.ts'
import { doorAddress, type OneTimeLink } from '../one-time-links/index.ts'
import type { SharedPaper } from './paper-store.ts'
import { isOpen, type NominationEvent, type Nominee, partnerAnswers, type Sending } from './rules.ts'
import { StateTag, stateOf } from './state-tag.tsx'
import { type Common, type StudentField, valuesOf } from './values.ts'
import type { Say } from './words.ts'

interface LinkPageProps {
  readonly t: Say
  readonly link: OneTimeLink
  readonly token: string
  readonly sending: Sending
  readonly call: Call
  readonly nominees: readonly Nominee[]
  readonly events: readonly NominationEvent[]
  readonly papers: readonly SharedPaper[]
  readonly common: Common
  readonly institution: string
  readonly typed: Typed
  readonly problems: readonly Problem[]
}

/** What a partner sees behind its link: whom the university sends, with papers, an answer for each, a word to the office. */
export function LinkPage(props: LinkPageProps) {
  const { t, link, sending, call, nominees, institution, problems, token } = props
  const isOpenStill = nominees.some(({ nomination }) => nomination && isOpen(nomination.state))
  return (
    <Stack>
      <PageTitle
        title={call.said.title[t.language]}
        over={institution}
        lead={t('link.lead', { count: nominees.length, until: sayDay(link.until, t.language) })}
      />
      {sending.message && <p class="body">{sending.message}</p>}
      <Acknowledged {...props} />
      <Said {...props} />
      {problems.length > 0 && (
        <Notice tone="late" role="alert" title={saidOf(problems, 'answers', t.language, t) ?? t('link.look')} />
      )}
      <Form action={`${doorAddress(token)}/answer`} method="post" label={t('link.answers')}>
        <HiddenField name="do" value="answer" />
        <Stack>
          {nominees.map((nominee, at) => (
            <Student {...props} nominee={nominee} at={at} />
          ))}
        </Stack>
        {isOpenStill && (
          <Actions>
            <Button>{t('link.send')}</Button>
          </Actions>
        )}
      </Form>
      {isOpenStill && <Asking {...props} />}
    </Stack>
  )
}

function Acknowledged({ t, token, nominees }: LinkPageProps) {
  if (!nominees.some(({ nomination }) => nomination?.state === 'sent')) return null
  return (
    <Card title={t('link.arrived')}>
      <p>{t('link.arrivedText')}</p>
      <Form action={`${doorAddress(token)}/answer`} method="post" label={t('link.acknowledge')}>
        <HiddenField name="do" value="acknowledge" />
        <Actions>
          <Button tone="soft">{t('link.acknowledge')}</Button>
        </Actions>
      </Form>
    </Card>
  )
}

// Questions and answers, each once although it stands with every student.
function Said({ t, events }: LinkPageProps) {
  const talk = events.filter(({ what, note }) => ['asked', 'replied'].includes(what) && note !== '')
  const once = [...new Map(talk.map((one) => [`${one.at.toISOString()} ${one.note}`, one])).values()]
  if (once.length === 0) return null
  return (
    <Section title={t('link.talk')}>
      {once.map(({ note, byName, at }) => (
        <Card title={`${byName}, ${sayMoment(at, t.language)}`} level={3}>
          <p class="body">{note}</p>
        </Card>
      ))}
    </Section>
  )
}

const shown: readonly StudentField[] = [
  ...([
    'birthDay',
    'citizenship',
    'email',
    'unit',
    'level',
    'course',
    'specialty',
    'language',
    'languageLevel',
  ] as const),
  ...(['host', 'from', 'to'] as const),
]

// Days as their reader says them.
function said(t: Say, value: string): string {
  const on = readDay(value)
  return on ? sayDay(on, t.language) : value
}

function Student(props: LinkPageProps & { nominee: Nominee; at: number }) {
  const { t, token, nominee, at, common, papers, typed, problems } = props
  const { nomination } = nominee
  const values = valuesOf(nominee, at, common)
  const own = papers.filter(({ caseId }) => caseId === nominee.caseId)
  const isHere = nomination !== null && (isOpen(nomination.state) || nomination.state === 'accepted')
  return (
    <Card title={values.name || nominee.name}>
      <p>
        <StateTag t={t} state={stateOf(nominee)} />
      </p>
      {isHere && (
        <DescriptionList
          rows={[
            ...shown
              .filter((field) => values[field])
              .map((field) => ({ term: t(`field.${field}`), value: said(t, values[field]) })),
            ...own.map(({ id, name }) => ({
              term: t('link.paper'),
              value: <Link href={`${doorAddress(token)}/files/${id}`}>{name}</Link>,
            })),
          ]}
        />
      )}
      {nomination && isOpen(nomination.state) && (
        <>
          <RadioField
            name={`answer.${nomination.id}`}
            label={t('link.your')}
            options={partnerAnswers.map((answer) => ({
              value: answer,
              text: t(`link.${answer}`),
              selected: typed[`answer.${nomination.id}`] === answer,
            }))}
          />
          <TextArea
            name={`why.${nomination.id}`}
            label={t('link.why')}
            hint={t('link.whyHint')}
            value={typed[`why.${nomination.id}`] ?? ''}
            error={saidOf(problems, `why.${nomination.id}`, t.language, t)}
            rows={2}
          />
        </>
      )}
    </Card>
  )
}

function Asking({ t, token, typed, problems }: LinkPageProps) {
  return (
    <Section title={t('link.question')}>
      <Form action={`${doorAddress(token)}/answer`} method="post" label={t('link.question')}>
        <HiddenField name="do" value="ask" />
        <TextArea
          name="question"
          label={t('link.words')}
          value={typed.question ?? ''}
          error={saidOf(problems, 'question', t.language, t)}
          rows={3}
        />
        <Actions>
          <Button tone="soft">{t('link.ask')}</Button>
        </Actions>
      </Form>
    </Section>
  )
}
