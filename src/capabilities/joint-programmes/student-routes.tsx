import { z } from 'zod'
import { NotFound } from '../../platform/outcome.ts'
import { type Format, formats, sheetAnswer } from '../../platform/sheets/index.ts'
import type { Problem, Typed } from '../../platform/web/form.ts'
import { may, Routes } from '../../platform/web/routes.ts'
import type { Visit } from '../../platform/web/visit.ts'
import { endExport, recordExport, typedAgain } from '../cases/index.ts'
import {
  addLine,
  changeLine,
  type Desk,
  findLine,
  freshId,
  programmesAddress,
  removeLine,
  sayRefusal,
  showWork,
  type Whole,
  type WorkLine,
  type WrittenLine,
  wholeOf,
  wordIn,
  workActOf,
  workAddress,
  workHere,
} from '../networks/index.ts'
import { studentShape } from './kinds.ts'
import { personHere, personsNamed, personsOf, type Somebody } from './store.ts'
import { FindStudentPage, StudentFormPage } from './student-pages.tsx'
import { plainCells } from './students-section.tsx'
import { programmesWords } from './words.ts'

const mostFound = 25
const studentForm = z.object(studentShape)

/** Who studies on a joint programme. Whoever writes it reads the register of persons as well. */
export function studentRoutes(desk: Desk): Routes {
  const students = `${programmesAddress}/:id/students`
  const routes = new Routes()
    .get(`${students}/new`, may('partners.edit'), (visit) => choose(visit, desk))
    .post(`${students}/new`, may('partners.edit'), (visit) => add(visit, desk))
    .get(`${students}/:line{[0-9a-f-]{36}}`, may('partners.edit'), async (visit) => {
      const { whole, line, person } = await studentHere(visit, desk)
      const said = { under: line.under ?? '', stage: wordIn(line.said, 'stage'), note: wordIn(line.said, 'note') }
      const typed = typedAgain({ ...said, stageSince: wordIn(line.said, 'stageSince') }, ['stageSince'])
      return show(visit, { whole, line, person }, { typed, problems: [], refusal: null })
    })
    .post(`${students}/:line{[0-9a-f-]{36}}`, may('partners.edit'), (visit) => change(visit, desk))
    .post(`${students}/:line{[0-9a-f-]{36}}/removal`, may('partners.edit'), async (visit) => {
      const { whole, line } = await studentHere(visit, desk)
      const outcome = await removeLine(workActOf(visit), line, true, desk.check)
      if (outcome.ok) return visit.go(`${workAddress(whole.work)}?done=saved#students`)
      return showWork(visit, desk, whole.work, sayRefusal(visit, outcome))
    })
  for (const format of formats)
    routes.get(`${programmesAddress}/:id/students.${format}`, may('partners.read'), (visit) =>
      exportStudents(visit, desk, format),
    )
  return routes
}

// Names of students are read by those who read cases.
async function wholeHere(visit: Visit, desk: Desk): Promise<Whole> {
  const { institution } = visit.place('partners.read')
  if (!visit.may('cases.read', institution)) throw new NotFound()
  return wholeOf(visit, institution, desk, await workHere(visit, desk))
}

interface Place {
  readonly whole: Whole
  readonly person: Somebody
  readonly line: WorkLine | null
}

async function studentHere(visit: Visit, desk: Desk): Promise<Place & { readonly line: WorkLine }> {
  const whole = await wholeHere(visit, desk)
  const db = visit.within(visit.place('partners.edit').institution)
  const line = await findLine(db, whole.work.id, visit.param('line'))
  const person = line?.kind === 'student' && !line.removed ? await personHere(db, line.personId ?? '') : null
  if (!line || !person) throw new NotFound()
  return { whole, line, person }
}

interface Slip {
  readonly typed: Typed
  readonly problems: readonly Problem[]
  readonly refusal: string | null
}

async function choose(visit: Visit, desk: Desk): Promise<Response> {
  const whole = await wholeHere(visit, desk)
  if (whole.work.archived) return visit.go(workAddress(whole.work))
  const { institution } = visit.place('partners.edit')
  const db = visit.within(institution)
  const person = await personHere(db, visit.query('person') ?? '')
  if (person)
    return show(visit, { whole, person, line: null }, { typed: { stage: 'here' }, problems: [], refusal: null })
  const search = (visit.query('search') ?? '').slice(0, 200).trim()
  const found = await personsNamed(db, institution, search, mostFound)
  const t = programmesWords(visit.language)
  const body = <FindStudentPage {...{ t, whole, search, found }} />
  return visit.show({ frame: 'desk', title: t('students.add'), current: desk.address, body })
}

async function show(visit: Visit, place: Place, slip: Slip): Promise<Response> {
  const t = programmesWords(visit.language)
  const body = <StudentFormPage t={t} {...place} {...slip} id={freshId(slip.typed.id)} />
  const page = { frame: 'desk', title: place.person.name, current: programmesAddress, body } as const
  return visit.show(page, slip.refusal ? 409 : slip.problems.length > 0 ? 422 : 200)
}

async function read(visit: Visit, { lines }: Whole, personId: string) {
  const form = await visit.form(studentForm)
  if (!form.ok) return { ...form, given: null }
  const { under, ...said } = form.value
  const isCohort = lines.some(({ kind, id }) => kind === 'cohort' && id === under)
  if (!isCohort) return { typed: form.typed, problems: [{ field: 'under', key: 'form.choose' }], given: null }
  if (said.stageSince > visit.house.clock.today())
    return { typed: form.typed, problems: [{ field: 'stageSince', key: 'student.later' }], given: null }
  const given: WrittenLine = { kind: 'student', under, partnerId: null, personId, due: null, done: null, said }
  return { typed: form.typed, problems: [], given }
}

async function add(visit: Visit, desk: Desk): Promise<Response> {
  const whole = await wholeHere(visit, desk)
  const db = visit.within(visit.place('partners.edit').institution)
  const person = await personHere(db, (await visit.typed()).person ?? '')
  if (!person) throw new NotFound()
  const { typed, problems, given } = await read(visit, whole, person.id)
  const place = { whole, person, line: null }
  if (!given) return show(visit, place, { typed, problems, refusal: null })
  const outcome = await addLine(workActOf(visit), whole.work.id, freshId(typed.id), given, desk.check)
  if (outcome.ok) return visit.go(`${workAddress(whole.work)}?done=saved#students`)
  return show(visit, place, { typed, problems: [], refusal: sayRefusal(visit, outcome) })
}

async function change(visit: Visit, desk: Desk): Promise<Response> {
  const place = await studentHere(visit, desk)
  const { typed, problems, given } = await read(visit, place.whole, place.line.personId ?? '')
  if (!given) return show(visit, place, { typed, problems, refusal: null })
  const outcome = await changeLine(workActOf(visit), place.line, given, Number(typed.seen), desk.check)
  if (outcome.ok) return visit.go(`${workAddress(place.whole.work)}?done=saved#students`)
  return show(visit, place, { typed, problems: [], refusal: sayRefusal(visit, outcome) })
}

/** Who is on the programme, as a file; that it left the house is written down. */
async function exportStudents(visit: Visit, desk: Desk, format: Format): Promise<Response> {
  const { work, lines } = await wholeHere(visit, desk)
  const { institution, role } = visit.place('partners.read')
  const db = visit.within(institution)
  const t = programmesWords(visit.language)
  const students = lines.filter(({ kind }) => kind === 'student')
  const at = visit.house.clock.now()
  const by = { ...visit.by, role }
  const written = await recordExport(db, { institution, procedure: 'joint-programmes', by, format, query: work.id, at })
  const persons = await personsOf(
    db,
    students.flatMap(({ personId }) => personId ?? []),
  )
  await endExport(db, written, students.length)
  async function* portions() {
    yield students.map((line) => plainCells(t, lines, persons, line))
  }
  const titles = ['students.name', 'numbers.cohort', 'students.stage', 'students.since', 'students.note'] as const
  const columns = titles.map((key) => ({ title: t(key) }))
  const sheet = { name: t('students.title'), columns, portions: portions() }
  return sheetAnswer(visit, sheet, format, `students-${visit.house.clock.today()}`)
}
