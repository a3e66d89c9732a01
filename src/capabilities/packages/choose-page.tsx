import type { Href } from '../../platform/jsx-runtime.ts'
import type { Problem } from '../../platform/web/form.ts'
import { saidOf } from '../../platform/web/words.ts'
import type { Language } from '../../platform/words/languages.ts'
import { sayMoment } from '../../platform/words/saying-days.ts'
import {
  Actions,
  Button,
  CheckField,
  Crumbs,
  EmptyState,
  FieldGroup,
  Form,
  HiddenField,
  Muted,
  Notice,
  PageTitle,
  RadioField,
  Section,
} from '../../ui/index.ts'
import type { ListRow, Procedure } from '../cases/index.ts'
import { runAddress } from './addresses.ts'
import type { AnyPacked } from './plan.ts'
import type { Run } from './run-store.ts'
import { packageWords } from './words.ts'

interface ChooseProps {
  readonly procedure: Procedure
  readonly packed: AnyPacked
  readonly language: Language
  /** Where the form goes: with the filter of the list. */
  readonly action: Href
  readonly said: string
  readonly rows: readonly ListRow[]
  readonly isCut: boolean
  readonly runs: readonly Run[]
  readonly requestKey: string
  readonly chosen: ReadonlySet<string>
  readonly problems: readonly Problem[]
}

/** For which cases packages are made together. */
export function ChoosePage(props: ChooseProps) {
  const { procedure, packed, language, said, rows, problems, isCut } = props
  const t = packageWords(language)
  const problem = saidOf(problems, 'which', language, t)
  return (
    <>
      <Crumbs
        label={t('here')}
        steps={[
          { text: procedure.words(language)('names'), href: `/desk/cases/${procedure.name}` },
          { text: packed.title[language] },
        ]}
      />
      <PageTitle title={packed.title[language]} lead={t('choose.lead')} />
      {said && <p>{said}</p>}
      {problem && <Notice tone="late" role="alert" title={problem} />}
      {isCut && <Notice tone="due">{t('choose.cut', { count: rows.length })}</Notice>}
      {rows.length === 0 ? (
        <EmptyState title={t('choose.none')} text={t('choose.noneText', { stages: stagesOf(props) })} />
      ) : (
        <Cases {...props} />
      )}
      <LastRuns {...props} />
    </>
  )
}

function stagesOf({ procedure, packed, language }: ChooseProps): string {
  return packed.stages.map((stage) => procedure.words(language)(`stage.${stage}`)).join(', ')
}

function Cases({ procedure, language, action, rows, requestKey, chosen }: ChooseProps) {
  const t = packageWords(language)
  return (
    <Form action={action} method="post" label={t('choose.check')}>
      <HiddenField name="key" value={requestKey} />
      <RadioField
        name="which"
        label={t('choose.which')}
        options={[
          { value: 'all', text: t('choose.all', { count: rows.length }), selected: chosen.size === 0 },
          { value: 'chosen', text: t('choose.chosen'), selected: chosen.size > 0 },
        ]}
      />
      <div data-choosing data-all={t('choose.tickAll')} data-none={t('choose.tickNone')} data-count={t('choose.count')}>
        <FieldGroup legend={t('choose.cases')}>
          {rows.map((row) => (
            <CheckField
              name={`case.${row.id}`}
              label={row.title}
              hint={`${row.number ?? ''} · ${procedure.words(language)(`stage.${row.stage}`)}`}
              checked={chosen.has(row.id)}
            />
          ))}
        </FieldGroup>
      </div>
      <Actions>
        <Button>{t('choose.check')}</Button>
      </Actions>
      <Muted>{t('choose.checkHint')}</Muted>
    </Form>
  )
}

function LastRuns({ language, runs }: ChooseProps) {
  const t = packageWords(language)
  if (runs.length === 0) return null
  return (
    <Section title={t('choose.last')}>
      <ul>
        {runs.map((run) => (
          <li>
            <a href={runAddress(run.id)}>{sayMoment(run.proposedAt, language)}</a>, {run.by.name}
            {!run.endedAt && `, ${t(run.stoppedAt ? 'run.stopped' : 'run.making')}`}
          </li>
        ))}
      </ul>
    </Section>
  )
}
