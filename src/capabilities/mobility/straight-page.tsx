import type { Form as ReadForm } from '../../platform/web/form.ts'
import { dayParts, errorOf, formWords, sayProblem } from '../../platform/web/words.ts'
import { sayDay } from '../../platform/words/saying-days.ts'
import {
  Actions,
  Button,
  Card,
  Crumbs,
  DayField,
  ErrorSummary,
  Form,
  HiddenField,
  Link,
  Muted,
  PageTitle,
  Table,
  TextField,
} from '../../ui/index.ts'
import type { Call } from '../calls/index.ts'
import { applicantsAddress } from './applicants-rules.ts'
import type { Straight } from './straight-store.ts'
import type { Say } from './words.ts'

interface StraightProps {
  readonly t: Say
  readonly call: Call
  readonly all: readonly Straight[]
  readonly form: ReadForm<unknown> | undefined
  readonly requestKey: string
  readonly mayWrite: boolean
}

/** Applications past the coordinator: written down, told, and not considered. */
export function StraightPage(props: StraightProps) {
  const { t, call, all, mayWrite } = props
  const base = applicantsAddress(call.id)
  return (
    <>
      <Crumbs
        label={t('apply.crumbs')}
        steps={[
          { text: call.said.title[t.language], href: `/desk/calls/${call.id}` },
          { text: t('applicants.title'), href: base },
          { text: t('straight.title') },
        ]}
      />
      <PageTitle title={t('straight.title')} lead={t('apply.straight')} over={call.said.title[t.language]} />
      <Table
        caption={t('straight.title')}
        captionHidden
        columns={[
          { key: 'name', text: t('applicants.name') },
          { key: 'hosts', text: t('straight.hosts') },
          { key: 'how', text: t('straight.how') },
          { key: 'on', text: t('straight.on') },
          { key: 'case', text: t('straight.case') },
          { key: 'undo', text: t('straight.undo.column') },
        ]}
        rows={all.map((one) => ({
          cells: [
            <>
              {one.name} {one.email && <Muted>{one.email}</Muted>}
            </>,
            one.hosts,
            one.how,
            `${sayDay(one.learntOn, t.language)}, ${one.byName}`,
            one.caseId && <Link href={`/desk/cases/mobility/${one.caseId}`}>{one.caseNumber ?? t('stage.draft')}</Link>,
            mayWrite && (
              <Form action={`${base}/straight/${one.id}/removal`} method="post" label={t('straight.undo')}>
                <Button tone="soft">{t('straight.undo')}</Button>
              </Form>
            ),
          ],
        }))}
        empty={<Muted>{t('straight.none')}</Muted>}
      />
      {mayWrite && <NewOne {...props} />}
    </>
  )
}

function NewOne({ t, call, form, requestKey }: StraightProps) {
  const { language } = t
  const typed = form?.typed ?? {}
  const field = (name: 'name' | 'email' | 'hosts' | 'how', hint?: string) => (
    <TextField
      name={name}
      label={t(`straight.${name}`)}
      hint={hint}
      value={typed[name] ?? ''}
      error={errorOf(form, name, language, t)}
    />
  )
  return (
    <Card title={t('straight.new')} id="new">
      {form && !form.ok && (
        <ErrorSummary
          title={formWords(language)('form.summary', { count: form.problems.length })}
          problems={form.problems.map((problem) => ({
            href: `#${problem.field}`,
            text: sayProblem(problem, language, t),
          }))}
        />
      )}
      <Form action={`${applicantsAddress(call.id)}/straight`} method="post" label={t('straight.new')}>
        <HiddenField name="key" value={requestKey} />
        {field('name')}
        {field('email', t('straight.email.hint'))}
        {field('hosts')}
        {field('how', t('straight.how.hint'))}
        <DayField
          name="learntOn"
          label={t('straight.learntOn')}
          words={dayParts(language)}
          value={{
            day: typed['learntOn.day'] ?? '',
            month: typed['learntOn.month'] ?? '',
            year: typed['learntOn.year'] ?? '',
          }}
          error={errorOf(form, 'learntOn', language, t)}
        />
        <Actions>
          <Button>{t('straight.save')}</Button>
        </Actions>
      </Form>
    </Card>
  )
}
