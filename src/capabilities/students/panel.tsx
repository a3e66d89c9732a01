import type { Child } from '../../platform/jsx-runtime.ts'
import type { Visit } from '../../platform/web/visit.ts'
import { Link, Notice } from '../../ui/index.ts'
import { isClosed, type Panel, type View } from '../cases/index.ts'
import { studentOfCase } from './store.ts'
import { studentsWords } from './words.ts'

/** The way from the case that made a student to the student's record. */
export const studentPanel: Panel = {
  my: (visit, view) => panel(visit, view, (id) => `/my/${view.standing.institution}/students/${id}`),
  desk: (visit, view) => panel(visit, view, (id) => `/desk/students/${id}`),
}

async function panel(visit: Visit, view: View, address: (id: string) => `/${string}`): Promise<Child> {
  const { procedure, standing } = view
  if (!isClosed(procedure, standing.stage)) return null
  const student = await studentOfCase(visit.within(standing.institution), standing.id)
  if (!student) return null
  const t = studentsWords(visit.language)
  return (
    <Notice tone="ok">
      <Link href={address(student.id)}>{t('panel.record', { number: student.number })}</Link>
    </Notice>
  )
}
