import type { Day } from '../../platform/days.ts'
import { sayDay } from '../../platform/words/saying-days.ts'
import {
  Actions,
  Button,
  ButtonLink,
  Card,
  Confirm,
  Crumbs,
  Form,
  Link,
  Notice,
  PageTitle,
  Section,
  TextArea,
} from '../../ui/index.ts'
import { addressOf, type View } from '../cases/index.ts'
import type { Answer } from './answer-store.ts'
import type { Appeal } from './appeal-store.ts'
import type { NoAppeal } from './appealing.ts'
import { byAt, errorIn, type Slip, Slipped } from './parts.tsx'
import { Sentences } from './person-page.tsx'
import { type Names, sayWhy } from './saying.ts'
import type { Say } from './words.ts'

export interface OwnResult {
  readonly t: Say
  readonly view: View
  readonly names: Names
  /** The newest first. */
  readonly answers: readonly [Answer, ...Answer[]]
  /** The place on the reserve list now. */
  readonly position: number | null
  readonly appeals: readonly Appeal[]
  readonly appealUntil: Day
  readonly noAppeal: NoAppeal | null
}

const tones = { place: 'ok', reserve: 'wait', out: 'quiet' } as const

/** On the applicant's own case: the result, and the way to its reasons. */
export function ResultPanel(props: OwnResult) {
  const { t, view } = props
  return (
    <Section title={t('my.title')} id="result">
      <Verdict {...props} />
      <p>
        <Link href={`${addressOf(view)}/result`}>{t('my.why')}</Link>
      </p>
    </Section>
  )
}

function Verdict({ t, names, answers: [answer], position }: OwnResult) {
  const host = answer.why.host ? names.host(answer.why.host) : ''
  return (
    <Notice tone={tones[answer.kind]} title={t(`my.${answer.kind}`, { host })} role="note">
      {answer.kind === 'reserve' && position !== null && <p>{t('my.position', { position })}</p>}
    </Notice>
  )
}

/** The result of the applicant with its reasons, and the appeal against it. */
export function ResultPage(props: OwnResult & { slip: Slip }) {
  const { t, view, names, answers } = props
  return (
    <>
      <Crumbs
        label={t('way')}
        steps={[{ text: view.standing.number ?? '', href: addressOf(view) }, { text: t('my.title') }]}
      />
      <PageTitle title={t('my.title')} over={view.standing.number ?? ''} lead={t('my.lead')} />
      <Slipped t={t} slip={props.slip} />
      <Verdict {...props} />
      {answers.map((answer) => (
        <Card title={t(`cause.${answer.cause}`)}>
          <p>{t(`outcome.${answer.kind}`)}</p>
          <Sentences lines={sayWhy(t, names, answer)} />
          <p>{byAt(t, { byName: answer.by.name, at: answer.at })}</p>
        </Card>
      ))}
      <AppealSection {...props} />
    </>
  )
}

function AppealSection(props: OwnResult & { slip: Slip }) {
  const { t, appeals, appealUntil, noAppeal, slip } = props
  const day = sayDay(appealUntil, t.language)
  return (
    <Section title={t('appeal.title')} id="appeal">
      {appeals.map((appeal) => (
        <Card title={appeal.outcome ? t(`appeal.${appeal.outcome}`) : t('appeal.waits')}>
          <p>{appeal.text}</p>
          <p>{appeal.outcome ? appeal.reason : t('appeal.due', { day: sayDay(appeal.due, t.language) })}</p>
        </Card>
      ))}
      {noAppeal === 'appeal.late' && <p>{t('appeal.late', { day })}</p>}
      {noAppeal === null && (
        <>
          <p>{t('appeal.lead', { day })}</p>
          <Confirm open={t('appeal.open')} tone="soft" expanded={slip.problems.length > 0}>
            <Form action={`${addressOf(props.view)}/appeal`} method="post" label={t('appeal.title')}>
              <TextArea
                name="text"
                label={t('appeal.text')}
                hint={t('appeal.textHint')}
                rows={6}
                value={slip.typed.text}
                error={errorIn(t, slip, 'text')}
              />
              <Actions>
                <Button>{t('appeal.send')}</Button>
                <ButtonLink tone="soft" href={addressOf(props.view)}>
                  {t('back')}
                </ButtonLink>
              </Actions>
            </Form>
          </Confirm>
        </>
      )}
    </Section>
  )
}
