import type { Day } from '../../platform/days.ts'
import type { Child, Href } from '../../platform/jsx-runtime.ts'
import type { Language } from '../../platform/words/languages.ts'
import { sayDay } from '../../platform/words/saying-days.ts'
import {
  Actions,
  Button,
  CheckField,
  Confirm,
  EmptyState,
  Filters,
  Form,
  HiddenField,
  Notice,
  Pager,
  PageTitle,
  SearchField,
  Table,
  Tag,
  TextField,
} from '../../ui/index.ts'
import type { Law } from '../law/index.ts'
import type { Narrowed } from './list-address.ts'
import { leadRule } from './rules.ts'
import { CaseLink, VisaEnd } from './shared.tsx'
import type { VisaStudent } from './store.ts'
import { visasWords } from './words.ts'

export const visasAddress = '/desk/visas' as const

interface EndingPageProps {
  readonly students: readonly VisaStudent[]
  readonly narrowed: Narrowed
  readonly next: Href | null
  readonly law: Law
  readonly language: Language
  readonly mayWork: boolean
  /** How many cases were just opened. */
  readonly opened: number | null
}

/** Whose visa ends, the most urgent first: with what has expired, and the next visa one press away. */
export function EndingPage(props: EndingPageProps) {
  const { students, narrowed, next, law, language, opened } = props
  const t = visasWords(language)
  const found = narrowed.search !== ''
  return (
    <>
      <PageTitle title={t('ending.title')} lead={t('ending.lead')} />
      {opened !== null && <Notice tone="ok">{t('ending.opened', { count: opened })}</Notice>}
      <Narrowing {...props} />
      {props.mayWork && <Bulk {...props} />}
      <Table
        caption={t('ending.title')}
        captionHidden
        columns={[
          { key: 'name', text: t('column.name') },
          { key: 'citizenship', text: t('column.citizenship') },
          { key: 'ends', text: t('column.visaEnds') },
          { key: 'latest', text: t('column.latest') },
          { key: 'expired', text: t('column.expired') },
          { key: 'case', text: t('column.next') },
        ]}
        rows={students.map((student) => ({
          href: studentVisa(student.id),
          cells: [
            student.name,
            law.country(student.citizenship ?? '')?.name[language] ?? '–',
            <VisaEnd student={student} today={law.day} language={language} />,
            latestDay(student, law, language),
            expired(student, law.day, language),
            <CaseLink student={student} base="/desk/cases/study-visa" language={language} />,
          ],
        }))}
        empty={
          <EmptyState
            title={t(found ? 'list.none' : narrowed.none ? 'ending.everybody' : 'ending.nobody')}
            text={t(found ? 'list.none.text' : 'ending.nobody.text')}
          />
        }
      />
      <Pager
        label={t('list.pages')}
        newer={narrowed.after ? { href: visasAddress, text: t('list.first') } : undefined}
        older={next ? { href: next, text: t('list.further') } : undefined}
      />
    </>
  )
}

export const studentVisa = (id: string): Href => `${visasAddress}/${id}`

function Narrowing({ narrowed, language }: EndingPageProps) {
  const t = visasWords(language)
  return (
    <Filters
      action={visasAddress}
      label={t('ending.narrow')}
      button={t('list.show')}
      reset={{ href: visasAddress, text: t('list.reset') }}
    >
      <SearchField name="q" label={t('unit.search')} value={narrowed.search} />
      <TextField
        name="within"
        label={t('ending.within')}
        value={String(narrowed.within)}
        inputmode="numeric"
        width="short"
      />
      <CheckField name="none" label={t('ending.none')} value="yes" checked={narrowed.none} />
    </Filters>
  )
}

/** The law's latest day for handing the package over: the case shows the rule. */
function latestDay({ visaTo }: VisaStudent, law: Law, language: Language): string {
  const lead = visaTo && leadRule(law, law.day)
  return lead ? sayDay(law.latestDay('package', lead, { before: visaTo }).due, language) : '–'
}

// What of the papers will be asked for anew.
function expired({ passportTo, contractTo }: VisaStudent, today: Day, language: Language): Child {
  const t = visasWords(language)
  const said = [
    passportTo && passportTo < today ? t('expired.passport') : null,
    contractTo && contractTo < today ? t('expired.contract') : null,
  ].filter((text) => text !== null)
  return said.length > 0 ? said.map((text) => <Tag tone="late">{text}</Tag>) : '–'
}

function Bulk({ students, narrowed, language }: EndingPageProps) {
  const t = visasWords(language)
  const without = students.filter(({ caseId }) => caseId === null)
  if (without.length === 0) return null
  return (
    <Confirm open={t('ending.all', { count: without.length })} tone="soft">
      <Form action={`${visasAddress}/openings`} method="post" label={t('ending.all', { count: without.length })}>
        <HiddenField name="students" value={without.map(({ id }) => id).join(' ')} />
        <HiddenField name="within" value={narrowed.within} />
        <p>{t('ending.sure', { count: without.length })}</p>
        <Actions>
          <Button>{t('ending.do', { count: without.length })}</Button>
        </Actions>
      </Form>
    </Confirm>
  )
}
