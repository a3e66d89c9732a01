import { Crumbs, PageTitle } from '../../ui/index.ts'
import { History, Needs, Particulars } from './record.tsx'
import { StateTag } from './state-tag.tsx'
import type { StudentPageProps } from './student-page.tsx'
import { studentsWords } from './words.ts'

/** What the institution has written down of the reader as its student. */
export function OwnRecordPage(
  props: Pick<StudentPageProps, 'student' | 'units' | 'states' | 'needs' | 'law' | 'language'>,
) {
  const { student, states, needs, language } = props
  const t = studentsWords(language)
  return (
    <>
      <Crumbs label={t('my.title')} steps={[{ text: t('my.back'), href: '/my' }, { text: student.number }]} />
      <PageTitle title={t('my.title')} lead={t('my.lead')} />
      <p>
        <StateTag student={student} language={language} />
      </p>
      <Particulars {...props} />
      {needs && <Needs {...props} needs={needs} />}
      <History states={states} language={language} reader="subject" />
    </>
  )
}
