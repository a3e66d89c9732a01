import type { Day } from '../../platform/days.ts'
import { type Child, raw } from '../../platform/jsx-runtime.ts'
import type { Problem, Typed } from '../../platform/web/form.ts'
import { saidOf, sayProblem } from '../../platform/web/words.ts'
import type { Language } from '../../platform/words/languages.ts'
import { sayMoment } from '../../platform/words/saying-days.ts'
import {
  Actions,
  Button,
  ButtonLink,
  CheckList,
  Crumbs,
  EmptyState,
  ErrorSummary,
  Form,
  Muted,
  Notice,
  PageTitle,
  Progress,
  RadioField,
  Section,
  SelectField,
  Table,
  Tag,
  Tile,
  Tiles,
} from '../../ui/index.ts'
import type { Law } from '../law/index.ts'
import { mostCases, officeSteps } from './bulk-rules.ts'
import type { ItemOutcome, Run, RunItem } from './bulk-store.ts'
import type { Choices } from './list-choices.ts'
import type { Filter } from './list-filter.ts'
import { listAddress, withFilter } from './list-page.tsx'
import { columnText } from './list-said.ts'
import type { ListRow } from './list-store.ts'
import type { Procedure, Situation } from './procedure.ts'
import { StepQuestion } from './questions.tsx'
import { casesWords, explain } from './words.ts'

interface ChoosePageProps {
  readonly procedure: Procedure
  readonly language: Language
  readonly filter: Filter
  readonly said: string
  readonly rows: readonly ListRow[]
  /** How many the filter shows, counted up to one more than a run takes. */
  readonly shown: number
  readonly choices: Choices
  readonly runs: readonly Run[]
  readonly chosen: { readonly step: string; readonly which: string; readonly cases: readonly string[] }
  readonly problems: readonly Problem[]
}

/** Which step, and for which cases. */
export function BulkChoosePage(props: ChoosePageProps) {
  const { procedure, language, filter, said, rows, shown, chosen, problems } = props
  const t = casesWords(language)
  const say = procedure.words(language)
  const errorOf = (field: string) => saidOf(problems, field, language, t)
  const fits = Math.min(shown, mostCases)
  return (
    <>
      <Crumbs
        label={t('list.way')}
        steps={[{ text: say('names'), href: withFilter(procedure, '', filter) }, { text: t('bulk.open') }]}
      />
      <Slips problems={problems} language={language} />
      <PageTitle title={t('bulk.open')} lead={said} />
      {rows.length === 0 && <EmptyState title={t('list.none.title')} text={t('list.none.text')} />}
      {rows.length > 0 && (
        <Form action={withFilter(procedure, 'bulk', filter)} method="post" label={t('bulk.open')}>
          <SelectField
            name="step"
            label={t('bulk.step')}
            error={errorOf('step')}
            width="half"
            options={[
              { value: '', text: t('answers.choose') },
              ...officeSteps(procedure, filter.stage).map((step) => ({
                value: step,
                text: say(`step.${step}`),
                selected: chosen.step === step,
              })),
            ]}
          />
          <RadioField
            name="which"
            label={t('bulk.which')}
            options={[
              { value: 'chosen', text: t('bulk.which.chosen'), selected: chosen.which !== 'all' },
              {
                value: 'all',
                text: t(shown > mostCases ? 'bulk.which.first' : 'bulk.which.all', { count: fits }),
                hint: t('bulk.most', { most: mostCases }),
                selected: chosen.which === 'all',
              },
            ]}
          />
          <div
            data-choosing
            data-all={t('bulk.chooseAll')}
            data-none={t('bulk.chooseNone')}
            data-count={t('bulk.count')}
          >
            <CheckList
              name="case"
              label={t('bulk.cases')}
              hint={shown > rows.length ? t('bulk.listed', { count: rows.length }) : undefined}
              error={errorOf('case')}
              options={rows.map((row) => ({
                value: row.id,
                text: row.title,
                hint: about(props, row),
                selected: chosen.cases.includes(row.id),
              }))}
            />
          </div>
          <Actions>
            <Button>{t('bulk.look')}</Button>
            <ButtonLink tone="soft" href={withFilter(procedure, '', filter)}>
              {t('view.back')}
            </ButtonLink>
          </Actions>
          <Muted>{t('bulk.look.hint')}</Muted>
        </Form>
      )}
      <LastRuns {...props} />
    </>
  )
}

function about({ procedure, language, filter, choices }: ChoosePageProps, row: ListRow): string {
  const columns = ['number', 'stage', ...filter.columns.filter((column) => column.startsWith('own.'))] as const
  return columns
    .map((column) => columnText(row, column, procedure, choices.colleagues, language))
    .filter((text) => text !== '')
    .join(' · ')
}

function Slips({ problems, language }: { problems: readonly Problem[]; language: Language }) {
  const t = casesWords(language)
  if (problems.length === 0) return null
  const shown = problems.map((problem) => ({
    href: `#${problem.field}` as const,
    text: sayProblem(problem, language, t),
  }))
  return <ErrorSummary title={t('bulk.slip')} problems={shown} />
}

function LastRuns({ procedure, language, runs }: ChoosePageProps) {
  const t = casesWords(language)
  if (runs.length === 0) return null
  return (
    <Section title={t('bulk.last')}>
      <ul>
        {runs.map((run) => (
          <li>
            <a href={`${listAddress(procedure)}/bulk/${run.id}`}>{procedure.words(language)(`step.${run.step}`)}</a>{' '}
            <Muted>
              {t('action.by', { name: run.by.name, at: sayMoment(run.startedAt ?? run.proposedAt, language) })}
              {!run.endedAt && `, ${t('bulk.running')}`}
            </Muted>
          </li>
        ))}
      </ul>
    </Section>
  )
}

interface RunPageProps {
  readonly procedure: Procedure
  readonly language: Language
  readonly run: Run
  readonly items: readonly RunItem[]
  readonly law: Law
  readonly today: Day
}

interface PreviewProps extends RunPageProps {
  /** Of one of the cases that would be taken, for what the step asks; null when none would. */
  readonly situation: Situation<unknown> | null
  readonly typed: Typed
  readonly problems: readonly Problem[]
}

/** Who would be taken and who refused, and why, before anything happens. */
export function BulkPreviewPage(props: PreviewProps) {
  const { procedure, language, run, items, situation, typed, problems } = props
  const t = casesWords(language)
  const say = procedure.words(language)
  const step = procedure.steps[run.step]
  const taken = items.filter(({ reasons }) => reasons.length === 0)
  const refused = items.filter(({ reasons }) => reasons.length > 0)
  const name = say(`step.${run.step}`)
  const errorOf = (field: string) => saidOf(problems, field, language, say)
  return (
    <>
      <Crumbs label={t('list.way')} steps={[...way(props), { text: name }]} />
      {problems.length > 0 && (
        <ErrorSummary
          title={t('bulk.slip')}
          problems={problems.map((problem) => ({
            href: `#${problem.field}` as const,
            text: `${say.find(`ask.${run.step}.${problem.field}`) ?? ''}: ${sayProblem(problem, language, say)}`,
          }))}
        />
      )}
      <PageTitle
        title={name}
        lead={t('bulk.preview', { taken: taken.length, refused: refused.length, all: items.length })}
      />
      {refused.length > 0 && (
        <Section title={t('bulk.willRefuse', { count: refused.length })}>
          <ItemTable {...props} items={refused} why />
        </Section>
      )}
      {situation && step && (
        <Form action={`${listAddress(procedure)}/bulk/${run.id}/start`} method="post" label={name}>
          {say.find(`step.${run.step}.about`) && <p>{say(`step.${run.step}.about`)}</p>}
          {Object.entries(step.asks?.shape ?? {}).map(([field, schema]) => (
            <StepQuestion
              step={run.step}
              field={field}
              schema={schema}
              procedure={procedure}
              situation={situation}
              language={language}
              typed={typed}
              errorOf={errorOf}
            />
          ))}
          {step.final && <Notice tone="due">{t('step.sure')}</Notice>}
          <Actions>
            <Button tone={step.tone === 'danger' ? 'danger' : 'main'}>
              {t('bulk.start', { step: name, count: taken.length })}
            </Button>
            <ButtonLink tone="soft" href={`${listAddress(procedure)}/bulk`}>
              {t('view.back')}
            </ButtonLink>
          </Actions>
        </Form>
      )}
      {taken.length === 0 && <Notice tone="wait">{t('bulk.nobody')}</Notice>}
      {taken.length > 0 && (
        <Section title={t('bulk.willTake', { count: taken.length })}>
          <ItemTable {...props} items={taken} />
        </Section>
      )}
    </>
  )
}

function way({ procedure, language }: RunPageProps) {
  return [
    { text: procedure.words(language)('names'), href: listAddress(procedure) },
    { text: casesWords(language)('bulk.open'), href: `${listAddress(procedure)}/bulk` as const },
  ]
}

function ItemTable({
  items,
  procedure,
  language,
  law,
  why,
  outcome,
}: RunPageProps & { why?: boolean; outcome?: boolean }) {
  const t = casesWords(language)
  const reasons = (item: RunItem): Child =>
    item.reasons.map((refusal) => {
      const { text, remedy } = explain(refusal, procedure, law, language)
      return (
        <p>
          {text} {remedy && <Muted>{remedy}</Muted>}
        </p>
      )
    })
  return (
    <Table
      columns={[
        { key: 'name', text: t('list.name') },
        { key: 'number', text: t('list.number'), whole: true },
        ...(outcome ? [{ key: 'outcome', text: t('bulk.outcome') }] : [{ key: 'stage', text: t('list.stage') }]),
        ...(why ? [{ key: 'why', text: t('bulk.why') }] : []),
      ]}
      rows={items.map((item) => ({
        href: `${listAddress(procedure)}/${item.caseId}`,
        cells: [
          item.title,
          item.number,
          outcome ? (
            <Tag tone={tones[item.outcome]}>{t(`bulk.outcome.${item.outcome}`)}</Tag>
          ) : (
            procedure.words(language)(`stage.${item.stage}`)
          ),
          ...(why ? [reasons(item)] : []),
        ],
      }))}
      empty=""
    />
  )
}

const tones = { waiting: 'quiet', done: 'ok', refused: 'late', changed: 'due', failed: 'late' } as const

// The pages' own words know no such attribute, for good reasons; here nothing in it came from anybody.
const reload = raw('<noscript><meta http-equiv="refresh" content="3"></noscript>')

/** How far a run is, and what became of each case. The officer may leave: the run goes on, and this page stays. */
export function BulkRunPage(props: RunPageProps) {
  const { procedure, language, run, items } = props
  const t = casesWords(language)
  const count = (outcome: ItemOutcome) => items.filter((item) => item.outcome === outcome).length
  const settled = items.length - count('waiting')
  const others = items.filter(({ outcome }) => !['done', 'waiting'].includes(outcome))
  const name = procedure.words(language)(`step.${run.step}`)
  const result = `${listAddress(procedure)}/bulk/${run.id}/result` as const
  return (
    <>
      <Crumbs label={t('list.way')} steps={[...way(props), { text: name }]} />
      <PageTitle
        title={name}
        lead={t('action.by', { name: run.by.name, at: sayMoment(run.startedAt ?? run.proposedAt, language) })}
      />
      {run.endedAt ? (
        <Notice tone="ok" role="status" title={t('bulk.ended')}>
          <p>{t('bulk.settled', { settled, all: items.length })}</p>
        </Notice>
      ) : (
        <div data-running>
          {reload}
          <Progress value={settled} max={items.length} label={t('bulk.settled', { settled, all: items.length })} />
          <p>{t('bulk.leave')}</p>
        </div>
      )}
      <Tiles>
        <Tile text={t('bulk.outcome.done')} value={count('done')} />
        <Tile text={t('bulk.outcome.refused')} value={count('refused')} />
        <Tile text={t('bulk.outcome.changed')} value={count('changed')} />
        <Tile text={t('bulk.outcome.failed')} value={count('failed')} />
      </Tiles>
      {others.length > 0 && (
        <Section title={t('bulk.notDone')}>
          <ItemTable {...props} items={others} why outcome />
        </Section>
      )}
      <Actions>
        {run.endedAt && (
          <>
            <ButtonLink tone="soft" href={`${result}.xlsx`}>
              {t('bulk.result.xlsx')}
            </ButtonLink>
            <ButtonLink tone="soft" href={`${result}.csv`}>
              {t('bulk.result.csv')}
            </ButtonLink>
          </>
        )}
        <ButtonLink tone="soft" href={listAddress(procedure)}>
          {t('bulk.toList')}
        </ButtonLink>
      </Actions>
    </>
  )
}
