import { z } from 'zod'
import { isUuid } from '../../platform/database/ids.ts'
import type { House } from '../../platform/house.ts'
import { NotFound } from '../../platform/outcome.ts'
import { line } from '../../platform/web/fields.ts'
import type { Form } from '../../platform/web/form.ts'
import { may, Routes } from '../../platform/web/routes.ts'
import type { Visit } from '../../platform/web/visit.ts'
import { deskAct, unitAct } from '../cases/index.ts'
import { officeOf } from '../institutions/index.ts'
import { lawOfToday } from '../law/index.ts'
import { recordsOf } from '../stays/index.ts'
import { findStudent, type Student } from '../students/index.ts'
import { AskPage } from './ask-page.tsx'
import { EndingPage, studentVisa, visasAddress } from './ending-page.tsx'
import { pageAfter, readNarrowed, untilDay } from './list-address.ts'
import { askForVisa } from './opening.ts'
import { isStudentOf, lastDean, visaCasesOf, visaStudents } from './store.ts'
import { askAddress, UnitStudentsPage, unitStudents } from './unit-page.tsx'
import { visasWords } from './words.ts'

const pageSize = 50
const unitCases = '/desk/unit/study-visa' as const
const deskCases = '/desk/cases/study-visa' as const
const deanForm = z.object({ name: line(120), post: line(200) })
const bulkForm = z.object({ students: z.string().max(pageSize * 40) })

/** Whose visa ends, for the office; their own students, for a dean's office. */
export function visaRoutes(house: House): Routes {
  return new Routes()
    .get(unitStudents, may('unit.read'), (visit) => showUnit(visit))
    .get(`${unitStudents}/:id/visa`, may('unit.read'), async (visit) => showAsk(house, visit, await ownStudent(visit)))
    .post(`${unitStudents}/:id/visa`, may('unit.read'), (visit) => askAsDean(house, visit))
    .get(visasAddress, may('cases.read'), (visit) => showEnding(house, visit))
    .post(`${visasAddress}/openings`, may('cases.work'), (visit) => openAll(visit))
    .get(`${visasAddress}/:id`, may('cases.read'), async (visit) => showStudent(house, visit, await anyStudent(visit)))
    .post(`${visasAddress}/:id`, may('cases.work'), async (visit) => {
      const id = await askForVisa(deskAct(visit), await anyStudent(visit))
      return visit.go(`${deskCases}/${id}`)
    })
}

const queryOf = (visit: Visit) => new URL(visit.c.req.url).searchParams

async function showUnit(visit: Visit): Promise<Response> {
  const { institution, unit: id } = visit.place('unit.read')
  const db = visit.within(institution)
  const { units } = await officeOf(db)
  const unit = units.find((one) => one.id === id) ?? null
  const narrowed = readNarrowed(queryOf(visit))
  const { search, after } = narrowed
  const wanted = { institution, unit: id, search, until: null, after }
  const found = unit ? await visaStudents(db, wanted, pageSize + 1) : []
  const students = found.slice(0, pageSize)
  const last = found.length > pageSize ? students.at(-1) : undefined
  const props = { unit, students, narrowed, today: visit.house.clock.today(), language: visit.language }
  const body = <UnitStudentsPage {...props} next={last ? pageAfter(unitStudents, narrowed, last) : null} />
  return visit.show({ frame: 'desk', title: visasWords(visit.language)('unit.title'), current: unitStudents, body })
}

// A student of another unit looks like one that never was.
async function ownStudent(visit: Visit): Promise<Student> {
  const { institution, unit } = visit.place('unit.read')
  const id = visit.param('id')
  const db = visit.within(institution)
  const own = isUuid(id) && unit !== null && (await isStudentOf(db, institution, unit, id))
  const student = own ? await findStudent(db, id) : null
  if (!student) throw new NotFound()
  return student
}

async function anyStudent(visit: Visit): Promise<Student> {
  const id = visit.param('id')
  const student = isUuid(id) ? await findStudent(visit.within(visit.place('cases.read').institution), id) : null
  if (!student) throw new NotFound()
  return student
}

async function shownOf(house: House, visit: Visit, institution: string, student: Student) {
  const db = visit.within(institution)
  const [records, cases, law] = await Promise.all([
    recordsOf(db, [student.personId]),
    visaCasesOf(db, student.personId),
    lawOfToday(house, institution),
  ])
  return { student, records, cases, law, language: visit.language }
}

async function showAsk(house: House, visit: Visit, student: Student, form?: Form<unknown>): Promise<Response> {
  const { institution } = visit.place('unit.read')
  const t = visasWords(visit.language)
  const body = (
    <AskPage
      {...(await shownOf(house, visit, institution, student))}
      back={{ href: unitStudents, text: t('unit.title') }}
      casesAt={unitCases}
      action={askAddress(student.id)}
      dean={await lastDean(visit.within(institution), student.unit)}
      form={form}
    />
  )
  return visit.show({ frame: 'desk', title: student.name, current: unitStudents, body }, form ? 422 : 200)
}

async function askAsDean(house: House, visit: Visit): Promise<Response> {
  const student = await ownStudent(visit)
  const form = await visit.form(deanForm)
  if (!form.ok) return showAsk(house, visit, student, form)
  const id = await askForVisa(unitAct(visit), student, form.value)
  return visit.go(`${unitCases}/${id}`)
}

async function showStudent(house: House, visit: Visit, student: Student): Promise<Response> {
  const { institution } = visit.place('cases.read')
  const t = visasWords(visit.language)
  const body = (
    <AskPage
      {...(await shownOf(house, visit, institution, student))}
      back={{ href: visasAddress, text: t('ending.title') }}
      casesAt={deskCases}
      action={studentVisa(student.id)}
      dean={null}
      mayAsk={visit.may('cases.work', institution)}
    />
  )
  return visit.show({ frame: 'desk', title: student.name, current: visasAddress, body })
}

async function showEnding(house: House, visit: Visit): Promise<Response> {
  const { institution } = visit.place('cases.read')
  const query = queryOf(visit)
  const narrowed = readNarrowed(query)
  const { search, none, after } = narrowed
  const law = await lawOfToday(house, institution)
  const wanted = { institution, unit: null, search, until: none ? null : untilDay(narrowed, law.day), after }
  const found = await visaStudents(visit.within(institution), { ...wanted, withoutVisa: none }, pageSize + 1)
  const students = found.slice(0, pageSize)
  const last = found.length > pageSize ? students.at(-1) : undefined
  const opened = query.get('opened')
  const body = (
    <EndingPage
      students={students}
      narrowed={narrowed}
      next={last ? pageAfter(visasAddress, narrowed, last) : null}
      law={law}
      language={visit.language}
      mayWork={visit.may('cases.work', institution)}
      opened={opened === null ? null : Number(opened) || 0}
    />
  )
  return visit.show({ frame: 'desk', title: visasWords(visit.language)('ending.title'), current: visasAddress, body })
}

/** Opens a case for each of the students that the page showed; who has one meanwhile keeps it. */
async function openAll(visit: Visit): Promise<Response> {
  const form = await visit.form(bulkForm)
  const ids = form.ok ? form.value.students.split(' ').filter(isUuid).slice(0, pageSize) : []
  const act = deskAct(visit)
  const db = visit.within(act.institution)
  for (const id of ids) {
    const student = await findStudent(db, id)
    if (student) await askForVisa(act, student)
  }
  const query = new URLSearchParams({ within: form.typed.within ?? '', opened: String(ids.length) })
  return visit.go(`${visasAddress}?${query}`)
}
