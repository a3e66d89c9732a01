import type { Href } from '../../platform/jsx-runtime.ts'
import type { Problem, Typed } from '../../platform/web/form.ts'
import {
  Actions,
  Button,
  Crumbs,
  EmptyState,
  Form,
  HiddenField,
  Link,
  Muted,
  Notice,
  PageTitle,
  Section,
  Table,
} from '../../ui/index.ts'
import { EntryFields, EntryProblems } from '../cases/index.ts'
import type { Law } from '../law/index.ts'
import type { Mark } from './facts.ts'
import { sumOf } from './letters.ts'
import { markForm } from './marks.ts'
import { incomingWords, type Say } from './words.ts'

export interface MarksPageProps {
  readonly t: Say
  readonly law: Law
  readonly caseId: string
  readonly title: string
  readonly marks: readonly Mark[]
  readonly edited: Mark | null
  readonly mayWork: boolean
  readonly formId: string
  readonly typed: Typed
  readonly problems: readonly Problem[]
  readonly notice: string | null
}

/** What a guest has studied here, as it will stand in the transcript of records. */
export function MarksPage(props: MarksPageProps) {
  const { t, caseId, title, marks, mayWork, notice, problems } = props
  const own = { t: incomingWords.byData(t.language), words: 'marks', problems }
  return (
    <>
      <EntryProblems {...own} />
      <Crumbs
        label={t('names')}
        steps={[
          { text: t('names'), href: '/desk/cases/incoming' },
          { text: title, href: `/desk/cases/incoming/${caseId}` },
          { text: t('marks.title') },
        ]}
      />
      <PageTitle title={t('marks.title')} over={title} lead={t('marks.lead')} />
      {notice && (
        <Notice tone="late" role="alert">
          <p>{notice}</p>
        </Notice>
      )}
      <Marks {...props} />
      {mayWork ? <OneMark {...props} /> : <Muted>{t('marks.closed')}</Muted>}
      {marks.length > 0 && (
        <p>
          <Link href={`/desk/cases/incoming/${caseId}#steps`}>{t('marks.back')}</Link>
        </p>
      )}
    </>
  )
}

const baseOf = (caseId: string): Href => `/desk/incoming-mobility/cases/${caseId}/marks`

function Marks({ t, caseId, marks, mayWork }: MarksPageProps) {
  const total = (name: 'credits' | 'ects') => sumOf(marks.map((one) => one[name])) || '–'
  return (
    <Table
      caption={marks.length > 0 ? t('marks.sum', { credits: total('credits'), ects: total('ects') }) : undefined}
      columns={[
        { key: 'subject', text: t('marks.subject') },
        { key: 'credits', text: t('marks.credits'), numeric: true },
        { key: 'ects', text: t('marks.ects'), numeric: true },
        { key: 'mark', text: t('marks.mark') },
        ...(mayWork ? [{ key: 'do', text: t('nominate.change') }] : []),
      ]}
      rows={marks.map(({ id, subject, credits, ects, mark }) => ({
        cells: [
          subject,
          credits || '–',
          ects || '–',
          mark,
          ...(mayWork ? [<Doing t={t} caseId={caseId} id={id} subject={subject} />] : []),
        ],
      }))}
      empty={<EmptyState title={t('marks.none')} text={t('marks.none.text')} />}
    />
  )
}

function Doing({ t, caseId, id, subject }: { t: Say; caseId: string; id: string; subject: string }) {
  return (
    <>
      <Link href={`${baseOf(caseId)}?mark=${id}#subject`}>{t('nominate.edit')}</Link>
      <Form action={`${baseOf(caseId)}/${id}/removal`} method="post" label={`${t('nominate.remove')}: ${subject}`}>
        <Button tone="soft">
          {t('nominate.remove')}
          <span class="vh"> {subject}</span>
        </Button>
      </Form>
    </>
  )
}

function OneMark({ t, law, caseId, edited, formId, typed, problems }: MarksPageProps) {
  const own = { t: incomingWords.byData(t.language), words: 'marks', typed, problems, law }
  const title = t(edited ? 'marks.change' : 'marks.add')
  return (
    <Section title={title}>
      <Form action={baseOf(caseId)} method="post" label={title}>
        <HiddenField name="id" value={formId} />
        <EntryFields {...own} shape={markForm.shape} />
        <Actions>
          <Button>{t(edited ? 'nominate.save' : 'marks.do')}</Button>
          {edited && <Link href={baseOf(caseId)}>{t('nominate.leave')}</Link>}
        </Actions>
      </Form>
    </Section>
  )
}
