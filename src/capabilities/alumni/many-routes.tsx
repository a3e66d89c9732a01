import { isUuid } from '../../platform/database/ids.ts'
import { NotFound } from '../../platform/outcome.ts'
import { writeCells } from '../../platform/sheets/read-csv.ts'
import { saySheetProblem } from '../../platform/sheets/read-sheet.ts'
import { readSentSheet, sheetOrLines } from '../../platform/sheets/sent.ts'
import { check } from '../../platform/web/form.ts'
import { may, Routes } from '../../platform/web/routes.ts'
import type { Visit } from '../../platform/web/visit.ts'
import { foldWords } from '../../platform/words/fold.ts'
import type { Tried } from '../cases/index.ts'
import { lawOfToday } from '../law/index.ts'
import { findStudent, graduatedStudents, type Student } from '../students/index.ts'
import { writeToAlumni } from './actions.ts'
import { alumniAddress } from './list-page.tsx'
import { GraduatesPage, MailPage, SheetPage } from './many-pages.tsx'
import { actOf, filterOf } from './routes.tsx'
import { mailForm, mayWrite, queryOf } from './rules.ts'
import { bounds, readAlumniSheet, type SheetLine } from './sheet.ts'
import { alumniOf, insertAlumni, mailingsOf, shownAlumni, studentsAmong } from './store.ts'
import { alumniWords } from './words.ts'

/** Many at once: graduates from the students' register, a sheet, a mail. They stand before the page of one. */
export function manyRoutes(): Routes {
  return new Routes()
    .get(`${alumniAddress}/graduates`, may('site.edit'), showGraduates)
    .post(`${alumniAddress}/graduates/:student`, may('site.edit'), makeAlumnus)
    .get(`${alumniAddress}/sheet`, may('site.edit'), (visit) => showSheet(visit, {}))
    .post(`${alumniAddress}/sheet`, may('site.edit'), trySheet)
    .post(`${alumniAddress}/sheet/write`, may('site.edit'), writeSheet)
    .get(`${alumniAddress}/mail`, may('site.edit'), (visit) => showMail(visit, { typed: {}, problems: [] }))
    .post(`${alumniAddress}/mail`, may('site.edit'), sendMail)
}

const dbOf = (visit: Visit) => visit.within(actOf(visit).institution)

async function waitingStudents(visit: Visit): Promise<Student[]> {
  const db = dbOf(visit)
  const there = await studentsAmong(db)
  return (await graduatedStudents(db)).filter(({ id }) => !there.has(id))
}

async function showGraduates(visit: Visit): Promise<Response> {
  const t = alumniWords(visit.language)
  const body = <GraduatesPage t={t} students={await waitingStudents(visit)} />
  return visit.show({ frame: 'desk', title: t('graduates.title'), current: alumniAddress, body })
}

/** The student's record as it stands becomes the graduate's; nobody is shown to anybody by it. */
async function makeAlumnus(visit: Visit): Promise<Response> {
  const { institution, house } = actOf(visit)
  const id = visit.param('student')
  const student = isUuid(id) ? await findStudent(dbOf(visit), id) : null
  if (!student || student.state !== 'graduated') throw new NotFound()
  const { name, programmeName, stateSince, email } = student
  const given = {
    ...{ id: crypto.randomUUID(), studentId: student.id, name, direction: programmeName, directionEnded: false },
    ...{ year: Number(stateSince.slice(0, 4)), degree: null, post: null, country: null, email, staffId: null },
  }
  await dbOf(visit)
    .transaction()
    .execute((tx) => insertAlumni(tx, institution, [given], house.clock.now()))
  return visit.go(`${alumniAddress}/graduates`)
}

interface Shown {
  readonly refusal?: string
  readonly text?: string
  readonly lines?: readonly SheetLine[]
  readonly there?: number
}

function showSheet(visit: Visit, { refusal, text = '', lines, there = 0 }: Shown) {
  const t = alumniWords(visit.language)
  const body = <SheetPage t={t} refusal={refusal ?? null} text={text} lines={lines ?? null} there={there} />
  const faulty = refusal !== undefined || lines?.some(({ faults }) => faults.length > 0)
  return visit.show({ frame: 'desk', title: t('sheet.title'), current: alumniAddress, body }, faulty ? 422 : 200)
}

async function trySheet(visit: Visit): Promise<Response> {
  const sent = await readSentSheet(visit.c, bounds.mostBytes)
  const read = await sheetOrLines(sent, bounds)
  const pasted = sent.typed.lines ?? ''
  if (!read.ok)
    return showSheet(visit, { refusal: saySheetProblem(read.problem, bounds, visit.language), text: pasted })
  const lines = readAlumniSheet(read.cells, await lawOfToday(visit.house))
  const text = writeCells(read.cells)
  if (!lines) return showSheet(visit, { refusal: alumniWords(visit.language)('sheet.noColumns'), text })
  return showSheet(visit, { text, lines, there: lines.length - (await fresh(visit, lines)).length })
}

const twin = (one: { name: string; direction: { en: string }; year: number }) =>
  foldWords(`${one.name} ${one.direction.en} ${one.year}`).join(' ')

/** The lines whom the register does not have yet: the same sheet sent twice adds nobody twice. */
async function fresh(visit: Visit, lines: readonly SheetLine[]) {
  const known = new Set((await alumniOf(dbOf(visit))).map(twin))
  return lines.flatMap(({ given, faults }) =>
    faults.length > 0 ? [null] : given && !known.has(twin(given)) ? [given] : [],
  )
}

async function writeSheet(visit: Visit): Promise<Response> {
  const { institution, house } = actOf(visit)
  const { lines: text = '' } = await visit.typed()
  const read = await sheetOrLines({ sheet: null, tooLarge: false, typed: { lines: text } }, bounds)
  const lines = read.ok ? readAlumniSheet(read.cells, await lawOfToday(house)) : null
  if (!lines || lines.some(({ faults }) => faults.length > 0))
    return showSheet(visit, { refusal: alumniWords(visit.language)('sheet.noColumns'), text })
  const rows = (await fresh(visit, lines)).flatMap((given) => (given ? [{ ...given, id: crypto.randomUUID() }] : []))
  const db = dbOf(visit)
  const count = await db.transaction().execute((tx) => insertAlumni(tx, institution, rows, house.clock.now()))
  shownAlumni.forget(db)
  return visit.go(`${alumniAddress}?done=imported&count=${count}`)
}

async function showMail(visit: Visit, tried: Tried): Promise<Response> {
  const t = alumniWords(visit.language)
  const { year, country, ...filter } = filterOf(visit)
  const db = dbOf(visit)
  const readers = (await alumniOf(db, { year, country, consent: 'mails' })).filter(mayWrite)
  const query = queryOf({ ...filter, search: '', consent: null, archived: false, after: null, year, country })
  const id = isUuid(tried.typed.id ?? '') ? (tried.typed.id ?? '') : crypto.randomUUID()
  const law = await lawOfToday(visit.house)
  const body = <MailPage {...{ t, law, id, query, ...tried }} count={readers.length} mailings={await mailingsOf(db)} />
  const page = { frame: 'desk', title: t('mail.title'), current: alumniAddress, body } as const
  return visit.show(page, tried.problems.length > 0 ? 422 : 200)
}

async function sendMail(visit: Visit): Promise<Response> {
  const typed = await visit.typed()
  const form = check(mailForm, typed)
  if (!form.ok) return showMail(visit, form)
  const id = isUuid(typed.id ?? '') ? (typed.id ?? '') : crypto.randomUUID()
  const { year, country } = filterOf(visit)
  const count = await writeToAlumni(actOf(visit), { id, ...form.value }, { year, country })
  return visit.go(`${alumniAddress}?done=mailed&count=${count}`)
}
