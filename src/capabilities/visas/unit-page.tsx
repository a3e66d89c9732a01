import type { Day } from '../../platform/days.ts'
import type { Href } from '../../platform/jsx-runtime.ts'
import type { Language } from '../../platform/words/languages.ts'
import { EmptyState, Filters, Notice, Pager, PageTitle, SearchField, Table } from '../../ui/index.ts'
import type { Unit } from '../institutions/index.ts'
import type { Narrowed } from './list-address.ts'
import { CaseLink, VisaEnd } from './shared.tsx'
import type { VisaStudent } from './store.ts'
import { visasWords } from './words.ts'

export const unitStudents = '/desk/unit/students' as const

interface UnitStudentsProps {
  readonly unit: Unit | null
  readonly students: readonly VisaStudent[]
  readonly narrowed: Narrowed
  readonly next: Href | null
  readonly today: Day
  readonly language: Language
}

/** The students of a dean's office: when each one's visa ends, and where the next one stands. */
export function UnitStudentsPage({ unit, students, narrowed, next, today, language }: UnitStudentsProps) {
  const t = visasWords(language)
  return (
    <>
      <PageTitle title={t('unit.title')} lead={unit ? t('unit.lead', { unit: unit.name[language] }) : undefined} />
      {!unit && <Notice tone="due" title={t('unit.none')} role="note" />}
      {unit && (
        <Filters
          action={unitStudents}
          label={t('unit.search')}
          button={t('list.show')}
          reset={narrowed.search ? { href: unitStudents, text: t('list.reset') } : undefined}
        >
          <SearchField name="q" label={t('unit.search')} value={narrowed.search} />
        </Filters>
      )}
      {unit && (
        <Table
          caption={t('unit.title')}
          captionHidden
          columns={[
            { key: 'name', text: t('column.name') },
            { key: 'number', text: t('column.number'), whole: true },
            { key: 'programme', text: t('column.programme') },
            { key: 'ends', text: t('column.visaEnds') },
            { key: 'case', text: t('column.next') },
          ]}
          rows={students.map((student) => ({
            href: askAddress(student.id),
            cells: [
              student.name,
              student.number,
              student.programme[language],
              <VisaEnd student={student} today={today} language={language} />,
              <CaseLink student={student} base="/desk/unit/study-visa" language={language} />,
            ],
          }))}
          empty={
            <EmptyState
              title={t(narrowed.search ? 'list.none' : 'unit.empty')}
              text={t(narrowed.search ? 'list.none.text' : 'unit.empty.text')}
            />
          }
        />
      )}
      <Pager
        label={t('list.pages')}
        newer={narrowed.after ? { href: unitStudents, text: t('list.first') } : undefined}
        older={next ? { href: next, text: t('list.further') } : undefined}
      />
    </>
  )
}

export const askAddress = (id: string): Href => `${unitStudents}/${id}/visa`
