import { z } from 'zod'
import type { House } from '../../platform/house.ts'
import { NotFound } from '../../platform/outcome.ts'
import type { Problem, Typed } from '../../platform/web/form.ts'
import { may, Routes, signedIn } from '../../platform/web/routes.ts'
import type { Visit } from '../../platform/web/visit.ts'
import type { Procedure } from '../cases/index.ts'
import { findInstitution, officeOf } from '../institutions/index.ts'
import { lawOfToday } from '../law/index.ts'
import { changeState, changeUnit } from './actions.ts'
import { exportStudents } from './export.ts'
import { StudentsPage } from './list-page.tsx'
import { OwnRecordPage } from './my-page.tsx'
import { changeForm, readFilter, type Student, unitForm } from './rules.ts'
import { casesOfPerson, choicesOf, findStudent, findStudentFor, listStudents, needsOf, statesOf } from './store.ts'
import { StudentPage } from './student-page.tsx'
import { studentsWords } from './words.ts'

const pageSize = 50

/** The students of an institution for its office, and the own record for each of them. */
export function studentRoutes(house: House, procedures: readonly Procedure[]): Routes {
  return new Routes()
    .get('/desk/students', may('cases.read'), (visit) => showList(house, visit))
    .get('/desk/students/export.xlsx', may('cases.read'), (visit) => exportStudents(visit, filterOf(visit), 'xlsx'))
    .get('/desk/students/export.csv', may('cases.read'), (visit) => exportStudents(visit, filterOf(visit), 'csv'))
    .get('/desk/students/:id', may('cases.read'), (visit) => showStudent(visit, procedures))
    .post('/desk/students/:id/states', may('cases.work'), (visit) => change(visit, procedures))
    .post('/desk/students/:id/unit', may('cases.work'), (visit) => putIntoUnit(visit, procedures))
    .get('/my/:institution/students/:id', signedIn, (visit) => showOwn(house, visit))
}

function filterOf(visit: Visit) {
  return readFilter(new URL(visit.c.req.url).searchParams)
}

async function showList(house: House, visit: Visit): Promise<Response> {
  const { institution } = visit.place('cases.read')
  const db = visit.within(institution)
  const filter = filterOf(visit)
  const [found, choices, law] = await Promise.all([
    listStudents(db, institution, filter, pageSize + 1),
    choicesOf(db, institution),
    lawOfToday(house, institution),
  ])
  const students = found.slice(0, pageSize)
  const next = found.length > pageSize ? (students.at(-1)?.id ?? null) : null
  const props = { students, filter, next, choices, law, language: visit.language }
  const title = studentsWords(visit.language)('list.title')
  return visit.show({ frame: 'desk', title, current: '/desk/students', body: <StudentsPage {...props} /> })
}

interface Tried {
  readonly typed: Typed
  readonly problems: readonly Problem[]
  readonly notice?: string
}

const uuid = z.uuid()

async function studentHere(visit: Visit): Promise<Student> {
  const id = uuid.safeParse(visit.param('id'))
  const { institution } = visit.place('cases.read')
  const student = id.success ? await findStudent(visit.within(institution), id.data) : null
  if (!student) throw new NotFound()
  return student
}

async function showStudent(visit: Visit, procedures: readonly Procedure[], tried?: Tried): Promise<Response> {
  const student = await studentHere(visit)
  const { institution } = visit.place('cases.read')
  const db = visit.within(institution)
  const [states, needs, cases, law, { units }] = await Promise.all([
    statesOf(db, student.id),
    needsOf(db, student.id),
    casesOfPerson(db, student.personId),
    lawOfToday(visit.house, institution),
    officeOf(db),
  ])
  const mayWork = visit.may('cases.work', institution)
  const props = { student, units, states, needs, cases, procedures, law, language: visit.language, mayWork, tried }
  const page = {
    frame: 'desk',
    title: student.name,
    current: '/desk/students',
    body: <StudentPage {...props} />,
  } as const
  return visit.show(page, tried ? (tried.notice ? 409 : 422) : 200)
}

async function change(visit: Visit, procedures: readonly Procedure[]): Promise<Response> {
  const student = await studentHere(visit)
  const form = await visit.form(changeForm)
  if (!form.ok) return showStudent(visit, procedures, form)
  const { institution } = visit.place('cases.work')
  const by = visit.by
  const act = { house: visit.house, institution, by }
  const outcome = await changeState(act, student.id, form.value, Number(form.typed.seen))
  if (outcome.ok) return visit.go(`/desk/students/${student.id}`)
  const notice = studentsWords(visit.language).find(outcome.refusal.key) ?? ''
  return showStudent(visit, procedures, { typed: form.typed, problems: [], notice })
}

async function putIntoUnit(visit: Visit, procedures: readonly Procedure[]): Promise<Response> {
  const student = await studentHere(visit)
  const form = await visit.form(unitForm)
  if (!form.ok) return showStudent(visit, procedures)
  const { institution } = visit.place('cases.work')
  await changeUnit({ house: visit.house, institution, by: visit.by }, student.id, form.value.unit || null)
  return visit.go(`/desk/students/${student.id}`)
}

async function showOwn(house: House, visit: Visit): Promise<Response> {
  const institution = await findInstitution(house.database.shared, visit.param('institution'))
  const id = uuid.safeParse(visit.param('id'))
  if (!institution || !id.success) throw new NotFound()
  const db = visit.within(institution.id)
  const student = await findStudentFor(db, visit.account.accountId, id.data)
  if (!student) throw new NotFound()
  const [states, needs, law, { units }] = await Promise.all([
    statesOf(db, student.id),
    needsOf(db, student.id),
    lawOfToday(house, institution.id),
    officeOf(db),
  ])
  const props = { student, units, states, needs, law, language: visit.language }
  const title = studentsWords(visit.language)('my.title')
  return visit.show({ frame: 'my', institution: institution.id, title, body: <OwnRecordPage {...props} /> })
}
