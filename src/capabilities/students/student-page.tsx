import { dayOf } from '../../platform/days.ts'
import type { Problem, Typed } from '../../platform/web/form.ts'
import { dayParts, saidOf } from '../../platform/web/words.ts'
import type { Language } from '../../platform/words/languages.ts'
import { sayDay } from '../../platform/words/saying-days.ts'
import {
  Actions,
  Button,
  Confirm,
  Crumbs,
  DayField,
  Form,
  HiddenField,
  Link,
  Muted,
  Notice,
  PageTitle,
  RadioField,
  Section,
  SelectField,
  TextArea,
  TwoColumns,
} from '../../ui/index.ts'
import type { Procedure } from '../cases/index.ts'
import type { Unit } from '../institutions/index.ts'
import type { Law } from '../law/index.ts'
import { History, Needs, Particulars } from './record.tsx'
import { type StateRow, type Student, type StudentNeeds, states } from './rules.ts'
import { StateTag } from './state-tag.tsx'
import type { casesOfPerson } from './store.ts'
import { studentsWords } from './words.ts'

export interface StudentPageProps {
  readonly student: Student
  readonly units: readonly Unit[]
  readonly states: readonly StateRow[]
  readonly needs: StudentNeeds | null
  readonly cases: Awaited<ReturnType<typeof casesOfPerson>>
  readonly procedures: readonly Procedure[]
  readonly law: Law
  readonly language: Language
  readonly mayWork: boolean
  /** A change that was not made. */
  readonly tried?:
    | { readonly typed: Typed; readonly problems: readonly Problem[]; readonly notice?: string }
    | undefined
}

/** One student: the record, what they need, what became of them, and every case of the person. */
export function StudentPage(props: StudentPageProps) {
  const { student, language, tried } = props
  const t = studentsWords(language)
  return (
    <>
      <Crumbs
        label={t('list.title')}
        steps={[{ text: t('list.title'), href: '/desk/students' }, { text: student.number }]}
      />
      <PageTitle title={student.name} />
      <p>
        <StateTag student={student} language={language} />{' '}
        <Link href={`/desk/persons/${student.personId}`}>{t('student.person')}</Link>
      </p>
      <p>
        <Link href={`/desk/persons/${student.personId}/stay`}>{t('student.stay')}</Link>
      </p>
      {tried?.notice && (
        <Notice tone="late" role="alert">
          {tried.notice}
        </Notice>
      )}
      <TwoColumns>
        <div class="flow">
          <Particulars {...props} />
          {props.mayWork && <UnitForm {...props} />}
          {props.needs && <Needs {...props} needs={props.needs} />}
        </div>
        <div class="flow">
          <History states={props.states} language={language} reader="office" />
          {props.mayWork && <ChangeForm {...props} />}
          <Cases {...props} />
        </div>
      </TwoColumns>
    </>
  )
}

function ChangeForm({ student, states: past, language, tried }: StudentPageProps) {
  const t = studentsWords(language)
  const typed = tried?.typed ?? {}
  const errorOf = (field: string) => saidOf(tried?.problems, field, language, t)
  return (
    <Confirm open={t('change.open')} tone="soft" expanded={tried !== undefined}>
      <Form action={`/desk/students/${student.id}/states`} method="post" label={t('change.open')}>
        <HiddenField name="seen" value={past.at(-1)?.seq ?? 0} />
        <RadioField
          name="state"
          label={t('student.state')}
          error={errorOf('state')}
          options={states
            .filter((state) => state !== student.state)
            .map((state) => ({ value: state, text: t(`state.${state}`), selected: typed.state === state }))}
        />
        <DayField
          name="since"
          label={t('change.since')}
          words={dayParts(language)}
          value={{
            day: typed['since.day'] ?? '',
            month: typed['since.month'] ?? '',
            year: typed['since.year'] ?? '',
          }}
          error={errorOf('since')}
        />
        <TextArea
          name="reason"
          label={t('change.reason')}
          hint={t('change.reason.hint')}
          value={typed.reason ?? ''}
          error={errorOf('reason')}
          rows={3}
        />
        <Actions>
          <Button>{t('change.save')}</Button>
        </Actions>
      </Form>
    </Confirm>
  )
}

function UnitForm({ student, units, language }: StudentPageProps) {
  const t = studentsWords(language)
  return (
    <Confirm open={t('unit.open')} tone="soft">
      <Form action={`/desk/students/${student.id}/unit`} method="post" label={t('unit.open')}>
        <SelectField
          name="unit"
          label={t('student.unit')}
          hint={t('unit.hint')}
          options={[
            { value: '', text: t('unit.none') },
            ...units.map(({ id, name }) => ({ value: id, text: name[language], selected: id === student.unit })),
          ]}
        />
        <Actions>
          <Button>{t('unit.save')}</Button>
        </Actions>
      </Form>
    </Confirm>
  )
}

function Cases({ student, cases, procedures, language }: StudentPageProps) {
  const t = studentsWords(language)
  return (
    <Section title={t('cases.title')}>
      <ul>
        {cases.map(({ id, procedure: called, number, stage, opened_at }) => {
          const say = procedures.find(({ name }) => name === called)?.words(language)
          return (
            <li>
              <Link href={`/desk/cases/${called}/${id}`}>{`${say?.('name') ?? called} ${number ?? ''}`}</Link>:{' '}
              {say?.(`stage.${stage}`) ?? stage}, {sayDay(dayOf(opened_at), language)}
            </li>
          )
        })}
      </ul>
      {cases.length === 0 && <Muted>{t('cases.none')}</Muted>}
      <Origin student={student} cases={cases} language={language} />
    </Section>
  )
}

// Whom a sheet brought has no case that says on what basis they study.
function Origin({ student, cases, language }: Pick<StudentPageProps, 'student' | 'cases' | 'language'>) {
  const t = studentsWords(language)
  const made = cases.find(({ id }) => id === student.caseId)
  if (!made) return null
  return (
    <Muted>
      {t('cases.basis')} <Link href={`/desk/cases/${made.procedure}/${made.id}`}>{t('cases.toAdmission')}</Link>
    </Muted>
  )
}
