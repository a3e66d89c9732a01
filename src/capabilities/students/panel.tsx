import type { Child, Href } from '../../platform/jsx-runtime.ts'
import type { Visit } from '../../platform/web/visit.ts'
import { Link, Notice } from '../../ui/index.ts'
import { isClosed, type Panel, type View } from '../cases/index.ts'
import type { Student } from './rules.ts'
import { studentOfCase, studentsOfPerson } from './store.ts'
import { studentsWords } from './words.ts'

/** The way from the case that made a student to the student's record. */
export const studentPanel: Panel = {
  my: (visit, view) => panel(visit, view, (id) => `/my/${view.standing.institution}/students/${id}`),
  desk: (visit, view) => panel(visit, view, deskAddress),
  person: async (visit, records) => {
    const students = await studentsOfPerson(visit.within(visit.place('cases.read').institution), records)
    return students.map((student) => <Way visit={visit} student={student} address={deskAddress} />)
  },
}

const deskAddress = (id: string): Href => `/desk/students/${id}`

async function panel(visit: Visit, view: View, address: (id: string) => Href): Promise<Child> {
  const { procedure, standing } = view
  if (!isClosed(procedure, standing.stage)) return null
  const student = await studentOfCase(visit.within(standing.institution), standing.id)
  return student && <Way visit={visit} student={student} address={address} />
}

interface WayProps {
  readonly visit: Visit
  readonly student: Student
  readonly address: (id: string) => Href
}

function Way({ visit, student, address }: WayProps) {
  const t = studentsWords(visit.language)
  return (
    <Notice tone="ok">
      <Link href={address(student.id)}>{t('panel.record', { number: student.number })}</Link>
    </Notice>
  )
}
