import type { Href } from '../../platform/jsx-runtime.ts'
import { formWords, saidOf } from '../../platform/web/words.ts'
import { sayBytes } from '../../platform/words/saying-days.ts'
import {
  Actions,
  Button,
  Card,
  Confirm,
  DescriptionList,
  ErrorSummary,
  FileCard,
  Form,
  HiddenField,
  Link,
  Notice,
  PageTitle,
  Section,
  Stack,
  Table,
  TextArea,
  TextField,
} from '../../ui/index.ts'
import { maybeRelatives } from './families.ts'
import type { Slip } from './overview-page.tsx'
import { allIn, type CandidateHere, type ReadBy } from './reading-store.ts'
import { readCriteria, type Sheet } from './rules.ts'
import { sayScore } from './saying.ts'
import type { Member } from './store.ts'
import type { Say } from './words.ts'

export interface Application {
  readonly name: string
  readonly family: string
  readonly number: string | null
  /** What it says, in the reader's words. */
  readonly answers: readonly { readonly term: string; readonly value: string }[]
  readonly papers: readonly {
    readonly id: string
    readonly title: string
    readonly name: string
    readonly bytes: number
  }[]
}

interface ReadingProps extends Slip {
  readonly t: Say
  readonly sheet: Sheet
  readonly call: string
  readonly member: Member
  readonly members: readonly Member[]
  readonly candidate: CandidateHere
  readonly application: Application
  /** Where the form goes, where a paper is opened, and the list that the page came from. */
  readonly action: Href
  readonly fileAt: (id: string) => Href
  readonly back: Href
  readonly refusal: string | null
}

/** One application for a reader: what it says, its papers, the marks. */
export function ReadingPage(props: ReadingProps) {
  const { t, application, call, back, refusal, problems, sheet } = props
  const mine = mineOf(props)
  return (
    <Stack>
      {problems.length > 0 && (
        <ErrorSummary
          title={formWords(t.language)('form.summary', { count: problems.length })}
          problems={problems.map(({ field }) => ({
            href: `#${field}`,
            text: `${fieldName(t, sheet, field)}: ${saidOf(problems, field, t.language, t) ?? ''}`,
          }))}
        />
      )}
      <p>
        <Link href={back}>{t('reading.back')}</Link>
      </p>
      <PageTitle
        title={application.name}
        over={[call, application.number].filter(Boolean).join(' · ')}
        lead={t('reading.lead')}
      />
      {refusal && <Notice tone="late" role="alert" title={refusal} />}
      {maybeRelatives(props.member.name, application.family) && mine.state === 'waiting' && (
        <Notice tone="due" title={t('conflict.hintYou')}>
          <p>{t('conflict.hint.text')}</p>
        </Notice>
      )}
      <Says {...props} />
      {mine.state === 'waiting' && !props.candidate.withdrawn ? (
        <>
          <Marking {...props} />
          <Declaring {...props} />
        </>
      ) : (
        <Marked {...props} mine={mine} />
      )}
    </Stack>
  )
}

function fieldName(t: Say, { criteria }: Sheet, field: string): string {
  const found = criteria.find(({ id }) => `mark-${id}` === field)
  return found?.title[t.language] ?? t.find(field) ?? ''
}

function mineOf({ candidate, member }: ReadingProps): Pick<ReadBy, 'state' | 'total' | 'marks' | 'note'> {
  const none = { state: 'out', total: null, marks: null, note: '' }
  return candidate.readings.find((one) => one.member === member.id) ?? none
}

function Says({ t, application, fileAt }: ReadingProps) {
  const { answers, papers } = application
  return (
    <>
      <Section title={t('reading.application')}>
        <DescriptionList
          rows={answers.map(({ term, value }) => ({ term, value: <span class="body">{value}</span> }))}
        />
      </Section>
      <Section title={t('sheet.papers')}>
        <p>{t('reading.papers')}</p>
        {papers.length === 0 && <p>{t('reading.papers.none')}</p>}
        {papers.map(({ id, title, name, bytes }) => (
          <FileCard name={title} size={`${name}, ${sayBytes(bytes, t.language)}`} href={fileAt(id)} />
        ))}
      </Section>
    </>
  )
}

function Marking({ t, sheet, action, candidate, typed, problems }: ReadingProps) {
  return (
    <Section title={t('reading.marks')} id="marks">
      <p>{t('reading.marks.text', { least: sheet.least, most: sheet.most })}</p>
      <Form action={action} method="post" label={t('reading.marks')}>
        <HiddenField name="case" value={candidate.caseId} />
        <HiddenField name="do" value="score" />
        {readCriteria(sheet).map(({ id, title, weight }) => (
          <TextField
            name={`mark-${id}`}
            label={title[t.language]}
            hint={t('reading.weight', { weight, least: sheet.least, most: sheet.most })}
            width="short"
            inputmode="numeric"
            value={typed[`mark-${id}`]}
            error={saidOf(problems, `mark-${id}`, t.language, t)}
            autocomplete="off"
          />
        ))}
        <TextArea
          name="note"
          label={t('reading.note')}
          hint={t('reading.note.hint')}
          rows={4}
          value={typed.note}
          error={saidOf(problems, 'note', t.language, t)}
        />
        <p>{t('reading.final')}</p>
        <Actions>
          <Button>{t('reading.confirm')}</Button>
        </Actions>
      </Form>
    </Section>
  )
}

function Declaring({ t, action, candidate, typed, problems }: ReadingProps) {
  const error = saidOf(problems, 'why', t.language, t)
  return (
    <Confirm open={t('conflict.declare')} expanded={error !== undefined}>
      <p>{t('conflict.text')}</p>
      <Form action={action} method="post" label={t('conflict.declare')}>
        <HiddenField name="case" value={candidate.caseId} />
        <HiddenField name="do" value="conflict" />
        <TextField name="why" label={t('conflict.why')} value={typed.why} error={error} />
        <Actions>
          <Button tone="danger">{t('conflict.declare')}</Button>
        </Actions>
      </Form>
    </Confirm>
  )
}

function Marked({ mine, ...props }: ReadingProps & { mine: Pick<ReadBy, 'state' | 'total' | 'marks' | 'note'> }) {
  const { t, sheet, candidate } = props
  if (mine.state !== 'done') {
    const why = candidate.withdrawn ? 'out.withdrawn' : 'reading.out'
    return <Notice tone="wait" title={t(why)} />
  }
  return (
    <Card title={t('reading.yours')}>
      <DescriptionList
        rows={[
          ...readCriteria(sheet).map(({ id, title }) => ({ term: title[t.language], value: mine.marks?.[id] ?? '–' })),
          { term: t('reading.total'), value: sayScore(mine.total, t) },
          ...(mine.note ? [{ term: t('reading.note'), value: mine.note }] : []),
        ]}
      />
      <Others {...props} />
      <Declaring {...props} />
    </Card>
  )
}

function Others({ t, sheet, candidate, member, members }: ReadingProps) {
  if (!allIn(candidate.readings)) return <p>{t('readers.hidden')}</p>
  const others = candidate.readings.filter((one) => one.member !== member.id && one.state === 'done')
  if (others.length === 0) return null
  return (
    <Table
      caption={t('reading.others')}
      columns={[
        { key: 'who', text: t('member.name') },
        ...readCriteria(sheet).map(({ id, title }) => ({ key: id, text: title[t.language], numeric: true })),
        { key: 'total', text: t('reading.total'), numeric: true },
      ]}
      rows={others.map((one) => ({
        cells: [
          members.find(({ id }) => id === one.member)?.name ?? '–',
          ...readCriteria(sheet).map(({ id }) => one.marks?.[id] ?? '–'),
          sayScore(one.total, t),
        ],
      }))}
      empty=""
    />
  )
}
