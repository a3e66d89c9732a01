import type { Problem, Typed } from '../../platform/web/form.ts'
import { saidOf } from '../../platform/web/words.ts'
import { sayDay } from '../../platform/words/saying-days.ts'
import {
  Actions,
  Button,
  ButtonLink,
  Confirm,
  Crumbs,
  EmptyState,
  Filters,
  Form,
  HiddenField,
  Notice,
  PageTitle,
  SearchField,
  SelectField,
  Stack,
  Table,
} from '../../ui/index.ts'
import { EntryFields, EntryProblems } from '../cases/index.ts'
import { programmesAddress, type Whole, type WorkLine, workAddress } from '../networks/index.ts'
import { studentShape } from './kinds.ts'
import { seated } from './rules.ts'
import type { Somebody } from './store.ts'
import { sayCohort } from './students-section.tsx'
import { programmesWords, type Say } from './words.ts'

interface HeadProps {
  readonly t: Say
  readonly whole: Whole
  readonly title: string
}

function Head({ t, whole: { work }, title }: HeadProps) {
  const top = { text: t('title'), href: programmesAddress }
  const own = { text: work.name[t.language], href: workAddress(work) }
  return (
    <>
      <Crumbs label={t('title')} steps={[top, own, { text: title }]} />
      <PageTitle title={title} />
    </>
  )
}

interface FindProps {
  readonly t: Say
  readonly whole: Whole
  readonly search: string
  readonly found: readonly Somebody[]
}

/** Somebody of the register, found by name or number: nobody is invented here. */
export function FindStudentPage({ t, whole, search, found }: FindProps) {
  const here = `${workAddress(whole.work)}/students/new` as const
  return (
    <Stack>
      <Head t={t} whole={whole} title={t('students.add')} />
      <Filters action={here} label={t('find.title')} button={t('find.button')}>
        <SearchField name="search" label={t('find.label')} hint={t('find.hint')} value={search} />
      </Filters>
      {search !== '' && (
        <Table
          caption={t('find.found')}
          columns={[
            { key: 'name', text: t('students.name') },
            { key: 'born', text: t('find.born') },
            { key: 'number', text: t('find.number') },
          ]}
          rows={found.map(({ id, name, birthDay, number }) => ({
            href: `${here}?person=${id}` as const,
            cells: [name, birthDay ? sayDay(birthDay, t.language) : '–', number ?? '–'],
          }))}
          empty={<EmptyState title={t('find.none')} text={t('find.noneText')} />}
        />
      )}
    </Stack>
  )
}

interface StudentFormProps {
  readonly t: Say
  readonly whole: Whole
  readonly person: Somebody
  /** Null for somebody who comes onto the programme. */
  readonly line: WorkLine | null
  readonly id: string
  readonly typed: Typed
  readonly problems: readonly Problem[]
  readonly refusal: string | null
}

/** A student's place on a programme: the cohort, how far, since when. */
export function StudentFormPage(props: StudentFormProps) {
  const { t, whole, person, line, id, typed, problems, refusal } = props
  const base = `${workAddress(whole.work)}/students` as const
  const words = { t: programmesWords.byData(t.language), words: 'student', typed, problems, law: whole.telling.law }
  return (
    <Stack>
      <EntryProblems {...words} />
      <Head t={t} whole={whole} title={person.name} />
      {refusal && <Notice tone="late" role="alert" title={refusal} />}
      <Form action={line ? `${base}/${line.id}` : `${base}/new`} method="post" label={person.name}>
        {line ? (
          <HiddenField name="seen" value={typed.seen ?? line.version} />
        ) : (
          <>
            <HiddenField name="id" value={id} />
            <HiddenField name="person" value={person.id} />
          </>
        )}
        <SelectField
          name="under"
          label={t('student.under')}
          error={saidOf(problems, 'under', t.language, words.t)}
          options={[{ value: '', text: t('student.choose') }, ...cohortChoices(props)]}
        />
        <EntryFields {...words} shape={studentShape} only={['stage', 'stageSince', 'note']} />
        <Actions>
          <Button>{t('student.save')}</Button>
          <ButtonLink href={workAddress(whole.work)} tone="soft">
            {t('student.back')}
          </ButtonLink>
        </Actions>
      </Form>
      {line && (
        <Confirm open={t('student.remove')} tone="soft">
          <p>{t('student.remove.text')}</p>
          <Form action={`${base}/${line.id}/removal`} method="post" label={t('student.remove')}>
            <Actions>
              <Button tone="danger">{t('student.remove')}</Button>
            </Actions>
          </Form>
        </Confirm>
      )}
    </Stack>
  )
}

function cohortChoices({ t, whole: { lines }, typed }: StudentFormProps) {
  return lines
    .filter(({ kind }) => kind === 'cohort')
    .map(({ id, said }) => ({
      value: id,
      text: t('student.cohort', {
        year: sayCohort(lines, id),
        taken: seated(lines, id).length,
        seats: typeof said.seats === 'number' ? said.seats : 0,
      }),
      selected: typed.under === id,
    }))
}
