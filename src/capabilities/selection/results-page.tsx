import type { Day } from '../../platform/days.ts'
import { dayParts } from '../../platform/web/words.ts'
import { sayDay, sayMoment } from '../../platform/words/saying-days.ts'
import {
  Actions,
  Button,
  ButtonLink,
  Confirm,
  DayField,
  DescriptionList,
  EmptyState,
  Form,
  HiddenField,
  Link,
  Notice,
  PageTitle,
  Progress,
} from '../../ui/index.ts'
import type { Call } from '../calls/index.ts'
import { selectionAddress } from './addresses.ts'
import type { ProgressOf, Results } from './answer-store.ts'
import { errorIn, type Here, type Slip, Slipped, Way } from './parts.tsx'
import type { Run } from './run-store.ts'

interface PublishProps extends Here {
  readonly call: Call
  readonly last: Run | null
  readonly left: number
  readonly stale: boolean
  readonly appealUntil: Day
  readonly slip: Slip
}

/** What publishing does, once everything is in order for it. */
export function PublishPage(props: PublishProps) {
  const { t, call, last, left, stale, slip, mayWork } = props
  const here = selectionAddress(call)
  const isReady = last !== null && left === 0 && !stale
  return (
    <>
      <Way t={t} call={call} page={t('publish.title')} />
      <PageTitle title={t('publish.title')} lead={t('publish.lead')} />
      <Slipped t={t} slip={slip} />
      {!last && <EmptyState title={t('standing.none')} text={t('publish.noRun')} />}
      {stale && <Notice tone="late" title={t('check.stale')} role="note" />}
      {left > 0 && (
        <Notice tone="due" title={t('check.left', { left })} role="note">
          <p>
            <Link href={`${here}/check`}>{t('check.title')}</Link>
          </p>
        </Notice>
      )}
      {last && (
        <DescriptionList
          rows={[
            { term: t('list.result'), value: t('runs.one', { seq: last.seq }) },
            { term: t('outcome.place'), value: last.placed },
            { term: t('outcome.reserve'), value: last.reserve },
            { term: t('outcome.out'), value: last.out },
            ...(call.said.answersOn
              ? [{ term: t('publish.promised'), value: sayDay(call.said.answersOn, t.language) }]
              : []),
          ]}
        />
      )}
      {isReady && mayWork && <PublishForm {...props} run={last} />}
    </>
  )
}

function PublishForm({ t, call, run, appealUntil, slip }: PublishProps & { run: Run }) {
  const [year = '', month = '', date = ''] = appealUntil.split('-')
  const typed = (part: string, usual: string) => slip.typed[`appealUntil.${part}`] ?? String(Number(usual))
  return (
    <Confirm open={t('publish.open')} tone="main" expanded={slip.problems.length > 0}>
      <p>{t('publish.sure', { count: run.placed + run.reserve + run.out })}</p>
      <Form action={`${selectionAddress(call)}/results`} method="post" label={t('publish.title')}>
        <HiddenField name="run" value={run.id} />
        <DayField
          name="appealUntil"
          label={t('publish.appealUntil')}
          hint={t('publish.appealHint')}
          words={dayParts(t.language)}
          value={{ day: typed('day', date), month: typed('month', month), year: typed('year', year) }}
          error={errorIn(t, slip, 'appealUntil')}
        />
        <Actions>
          <Button tone="danger">{t('publish.do')}</Button>
        </Actions>
      </Form>
    </Confirm>
  )
}

interface ResultsProps extends Here {
  readonly results: Results
  readonly progress: ProgressOf
  readonly left: number
  readonly slip: Slip
}

/** Who published when, and how far the answers are on their way. */
export function ResultsPage({ t, call, results, progress, left, slip }: ResultsProps) {
  const here = selectionAddress(call)
  const { all, taken, hindered } = progress
  return (
    <>
      <Way t={t} call={call} page={t('results.title')} />
      <PageTitle title={t('results.title')} />
      <Slipped t={t} slip={slip} />
      <Progress value={taken} max={Math.max(all, 1)} label={t('results.progress', { taken, all })} />
      {taken < all && <Notice tone="wait" title={t('results.underWay')} role="status" />}
      {hindered > 0 && <Notice tone="due" title={t('results.hindered', { count: hindered })} role="note" />}
      {left > 0 && <Notice tone="due" title={t('check.left', { left })} role="note" />}
      <DescriptionList
        rows={[
          { term: t('results.by'), value: results.by.name },
          { term: t('results.at'), value: sayMoment(results.at, t.language) },
          { term: t('publish.appealUntil'), value: sayDay(results.appealUntil, t.language) },
        ]}
      />
      <Actions>
        <ButtonLink href={`${here}/runs/${results.runId}`}>{t('results.list')}</ButtonLink>
        <ButtonLink tone="soft" href={`${here}/check`}>
          {t('check.title')}
        </ButtonLink>
        <ButtonLink tone="soft" href={`${here}/appeals`}>
          {t('appeals.title')}
        </ButtonLink>
      </Actions>
    </>
  )
}
