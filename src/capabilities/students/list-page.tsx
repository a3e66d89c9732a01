import type { Href } from '../../platform/jsx-runtime.ts'
import type { Language, Text } from '../../platform/words/languages.ts'
import { sayDay } from '../../platform/words/saying-days.ts'
import {
  Actions,
  ButtonLink,
  EmptyState,
  Filters,
  Muted,
  Pager,
  PageTitle,
  SearchField,
  SelectField,
  Table,
} from '../../ui/index.ts'
import type { Law } from '../law/index.ts'
import { bases, type Filter, queryOf, type Student, states } from './rules.ts'
import { StateTag } from './state-tag.tsx'
import { studentsWords } from './words.ts'

interface ListPageProps {
  readonly students: readonly Student[]
  readonly filter: Filter
  /** Where the next page begins; null on the last. */
  readonly next: string | null
  readonly choices: { readonly programmes: readonly Text[]; readonly citizenships: readonly string[] }
  readonly law: Law
  readonly language: Language
}

/** An address of the list that carries the filter along. */
export function listAddress(filter: Filter, part: '' | '/export.xlsx' | '/export.csv' = ''): Href {
  const query = queryOf(filter)
  return `/desk/students${part}${query && '?'}${query}`
}

/** The students of the institution. */
export function StudentsPage(props: ListPageProps) {
  const { students, filter, next, language } = props
  const t = studentsWords(language)
  const narrowed = queryOf({ ...filter, after: null }) !== ''
  return (
    <>
      <PageTitle title={t('list.title')} lead={t('list.lead')} />
      <Narrowing {...props} />
      <Table
        caption={t('list.title')}
        captionHidden
        columns={[
          { key: 'name', text: t('student.name') },
          { key: 'number', text: t('student.number'), whole: true },
          { key: 'programme', text: t('student.programme') },
          { key: 'citizenship', text: t('student.citizenship') },
          { key: 'basis', text: t('student.basis') },
          { key: 'state', text: t('student.state') },
        ]}
        rows={students.map((student) => ({ href: `/desk/students/${student.id}`, cells: cellsOf(student, props) }))}
        empty={
          <EmptyState
            title={t(narrowed ? 'list.none.title' : 'list.empty.title')}
            text={t(narrowed ? 'list.none.text' : 'list.empty.text')}
          />
        }
      />
      <Pager
        label={t('list.pages')}
        newer={filter.after ? { href: listAddress({ ...filter, after: null }), text: t('list.first') } : undefined}
        older={next ? { href: listAddress({ ...filter, after: next }), text: t('list.older') } : undefined}
      />
      {students.length > 0 && (
        <Actions>
          <Muted>{t('list.export')}</Muted>
          <ButtonLink tone="soft" href={listAddress({ ...filter, after: null }, '/export.xlsx')}>
            {t('list.xlsx')}
          </ButtonLink>
          <ButtonLink tone="soft" href={listAddress({ ...filter, after: null }, '/export.csv')}>
            {t('list.csv')}
          </ButtonLink>
        </Actions>
      )}
    </>
  )
}

function cellsOf(student: Student, { law, language }: ListPageProps) {
  const t = studentsWords(language)
  return [
    student.name,
    student.number,
    student.programmeName[language],
    law.country(student.citizenship ?? '')?.name[language] ?? '–',
    student.basis ? t(`basis.${student.basis}`) : '–',
    <>
      <StateTag student={student} language={language} /> <Muted>{sayDay(student.stateSince, language)}</Muted>
    </>,
  ]
}

function Narrowing({ filter, choices, law, language }: ListPageProps) {
  const t = studentsWords(language)
  const any = { value: '', text: t('list.any') }
  const countries = choices.citizenships
    .map((code) => ({ value: code, text: law.country(code)?.name[language] ?? code }))
    .toSorted((a, b) => a.text.localeCompare(b.text, language))
  const select = (
    name: 'programme' | 'citizenship' | 'basis' | 'state',
    options: { value: string; text: string }[],
  ) => (
    <SelectField
      name={name}
      label={t(`student.${name}`)}
      options={[any, ...options.map((option) => ({ ...option, selected: option.value === filter[name] }))]}
    />
  )
  return (
    <Filters
      action="/desk/students"
      label={t('list.narrow')}
      button={t('list.show')}
      reset={{ href: '/desk/students', text: t('list.reset') }}
    >
      <SearchField name="search" label={t('list.search')} value={filter.search} />
      {select(
        'programme',
        choices.programmes.map((name) => ({ value: name.en, text: name[language] })),
      )}
      {select('citizenship', countries)}
      {select(
        'basis',
        bases.map((basis) => ({ value: basis, text: t(`basis.${basis}`) })),
      )}
      {select(
        'state',
        states.map((state) => ({ value: state, text: t(`state.${state}`) })),
      )}
    </Filters>
  )
}
