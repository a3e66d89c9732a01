import { isUuid } from '../../platform/database/ids.ts'
import { NotFound } from '../../platform/outcome.ts'
import type { Problem, Typed } from '../../platform/web/form.ts'
import { versionIn } from '../../platform/web/form.ts'
import { may, Routes } from '../../platform/web/routes.ts'
import type { Visit } from '../../platform/web/visit.ts'
import { foldWords } from '../../platform/words/fold.ts'
import { lawOfToday } from '../law/index.ts'
import { deskAddress, editionAddress, schoolAddress } from './addresses.ts'
import { DeskSchoolPage, SchoolListPage } from './desk-pages.tsx'
import { EditionFormPage, SchoolFormPage } from './form-pages.tsx'
import { editionForm, editionProblems, schoolForm, textOf, typedEdition, typedSchool, yearForm } from './forms.ts'
import { type Edition, type School, seatsAgain } from './rules.ts'
import {
  editionsOf,
  findSchool,
  insertEdition,
  insertLine,
  insertSchool,
  linesOf,
  markEdited,
  saveEdition,
  saveSchool,
  schoolsOf,
} from './store.ts'
import { summerSchoolWords } from './words.ts'

const one = `${deskAddress}/:school` as const

/** The office's summer schools: texts, editions, and the next one made from the last. */
export function deskRoutes(): Routes {
  return new Routes()
    .get(deskAddress, may('summerSchools.read'), showAll)
    .get(`${deskAddress}/new`, may('summerSchools.edit'), (visit) => showForm(visit, null, fresh))
    .post(`${deskAddress}/new`, may('summerSchools.edit'), add)
    .get(one, may('summerSchools.read'), (visit) => showOne(visit, fresh))
    .get(`${one}/edit`, may('summerSchools.edit'), async (visit) => {
      const school = await schoolHere(visit)
      return showForm(visit, school, { typed: typedSchool(school), problems: [] })
    })
    .post(`${one}/edit`, may('summerSchools.edit'), change)
    .post(`${one}/editions`, may('summerSchools.edit'), next)
    .get(`${one}/:year{[0-9]{4}}/edit`, may('summerSchools.edit'), async (visit) => {
      const { school, edition } = await editionHere(visit)
      return showEditionForm(visit, school, edition, { typed: typedEdition(edition), problems: [] })
    })
    .post(`${one}/:year{[0-9]{4}}/edit`, may('summerSchools.edit'), changeEdition)
}

export interface Slip {
  readonly typed: Typed
  readonly problems: readonly Problem[]
  readonly notice?: string
}
const fresh: Slip = { typed: {}, problems: [] }

export const dbHere = (visit: Visit) => visit.within(visit.place('summerSchools.read').institution)
const current = deskAddress
export const statusOf = ({ problems, notice }: Slip): 200 | 409 | 422 =>
  notice ? 409 : problems.length > 0 ? 422 : 200

export async function schoolHere(visit: Visit): Promise<School> {
  const school = await findSchool(dbHere(visit), visit.param('school'))
  if (!school) throw new NotFound()
  return school
}

export async function editionHere(visit: Visit): Promise<{ school: School; edition: Edition }> {
  const school = await schoolHere(visit)
  const year = Number(visit.param('year'))
  const edition = (await editionsOf(dbHere(visit), school.id)).find((candidate) => candidate.year === year)
  if (!edition) throw new NotFound()
  return { school, edition }
}

async function showAll(visit: Visit): Promise<Response> {
  const t = summerSchoolWords(visit.language)
  const mayEdit = visit.may('summerSchools.edit', visit.place('summerSchools.read').institution)
  const body = <SchoolListPage t={t} schools={await schoolsOf(dbHere(visit))} mayEdit={mayEdit} />
  return visit.show({ frame: 'desk', title: t('desk.title'), current, body })
}

async function showOne(visit: Visit, slip: Slip): Promise<Response> {
  const school = await schoolHere(visit)
  const { institution } = visit.place('summerSchools.read')
  const db = dbHere(visit)
  const t = summerSchoolWords(visit.language)
  const [law, editions, lines] = await Promise.all([
    lawOfToday(visit.house, institution),
    editionsOf(db, school.id),
    linesOf(db, school.id),
  ])
  const mayEdit = visit.may('summerSchools.edit', institution)
  const body = <DeskSchoolPage {...{ t, law, institution, school, editions, lines, mayEdit }} {...slip} />
  return visit.show({ frame: 'desk', title: school.name[visit.language], current, body }, statusOf(slip))
}

async function showForm(visit: Visit, school: School | null, slip: Slip): Promise<Response> {
  const t = summerSchoolWords(visit.language)
  const law = await lawOfToday(visit.house)
  const body = <SchoolFormPage {...{ t, law, school }} {...slip} notice={slip.notice ?? null} />
  return visit.show({ frame: 'desk', title: t('desk.title'), current, body }, statusOf(slip))
}

function readSchool(visit: Visit) {
  return visit.form(schoolForm).then((form) => {
    if (!form.ok) return form
    const { weeks, ownUsual, foreignUsual, foreignIsLeast, callKey } = form.value
    const texts = { name: textOf(form.value, 'name'), goal: textOf(form.value, 'goal') }
    const more = { about: textOf(form.value, 'about'), course: textOf(form.value, 'course') }
    const school = {
      ...{ ...texts, ...more, weeks, ownUsual, foreignUsual },
      ...{ foreignIsLeast: foreignIsLeast === 'yes', callKey: callKey || null },
    }
    return { ok: true, value: school, typed: form.typed } as const
  })
}

/** The address of a school, out of its English name. */
const addressFrom = (name: string) =>
  foldWords(name)
    .join('-')
    .replace(/[^a-z0-9-]/g, '')
    .replace(/^-+|-+$/g, '')
    .replace(/-{2,}/g, '-')
    .slice(0, 60)

async function add(visit: Visit): Promise<Response> {
  const form = await readSchool(visit)
  if (!form.ok) return showForm(visit, null, form)
  const id = addressFrom(form.value.name.en)
  const { institution } = visit.place('summerSchools.edit')
  const made =
    id !== '' &&
    id !== 'new' &&
    (await dbHere(visit)
      .transaction()
      .execute((tx) => insertSchool(tx, institution, { id, ...form.value }, visit.house.clock.now())))
  if (made) return visit.go(schoolAddress(id))
  return showForm(visit, null, { typed: form.typed, problems: [{ field: 'name', key: 'school.taken' }] })
}

async function change(visit: Visit): Promise<Response> {
  const school = await schoolHere(visit)
  const form = await readSchool(visit)
  if (!form.ok) return showForm(visit, school, form)
  const version = versionIn(form.typed.version)
  const saved = await dbHere(visit)
    .transaction()
    .execute((tx) => saveSchool(tx, { id: school.id, ...form.value, version }, visit.house.clock.now()))
  if (saved) return visit.go(schoolAddress(school.id))
  return showForm(visit, school, late(visit, form.typed, school.version))
}

/** Somebody was first: what was typed stays, and is saved over the newer one when it is sent again. */
export function late(visit: Visit, typed: Typed, version: number): Slip {
  const notice = summerSchoolWords(visit.language)('form.someoneWasFirst')
  return { typed: { ...typed, version: String(version) }, problems: [], notice }
}

// The next edition begins as the last one was: its number, its place, its seats; nobody has applied yet.
async function next(visit: Visit): Promise<Response> {
  const school = await schoolHere(visit)
  const form = await visit.form(yearForm)
  if (!form.ok) return showOne(visit, form)
  const { institution } = visit.place('summerSchools.edit')
  const { year } = form.value
  const made = await dbHere(visit)
    .transaction()
    .execute(async (tx) => {
      const [last] = await editionsOf(tx, school.id)
      const number = last?.number ? last.number + year - last.year : null
      const isLater = last && year > last.year
      const edition = {
        ...{ year, number: isLater ? number : null, from: null, to: null, openingDay: null },
        openingPlace: last?.openingPlace ?? null,
      }
      if (!(await insertEdition(tx, institution, school.id, edition))) return false
      await markEdited(tx, school.id, visit.house.clock.now())
      const lines = await linesOf(tx, school.id)
      const before = (await editionsOf(tx, school.id)).find(
        (candidate) =>
          candidate.year < year && lines.some(({ kind, year: of }) => kind === 'seats' && of === candidate.year),
      )
      for (const said of before ? seatsAgain(lines, before.year) : [])
        await insertLine(tx, { institution, schoolId: school.id, id: crypto.randomUUID(), year, kind: 'seats', said })
      return true
    })
  if (made) return visit.go(editionAddress(school.id, year))
  return showOne(visit, { typed: form.typed, problems: [{ field: 'year', key: 'edition.taken' }] })
}

async function showEditionForm(visit: Visit, school: School, edition: Edition, slip: Slip): Promise<Response> {
  const t = summerSchoolWords(visit.language)
  const law = await lawOfToday(visit.house)
  const body = <EditionFormPage {...{ t, law, school, edition }} {...slip} notice={slip.notice ?? null} />
  return visit.show({ frame: 'desk', title: school.name[visit.language], current, body }, statusOf(slip))
}

async function changeEdition(visit: Visit): Promise<Response> {
  const { school, edition } = await editionHere(visit)
  const form = await visit.form(editionForm)
  const problems = form.ok ? editionProblems(form.value, edition.year) : form.problems
  if (!form.ok || problems.length > 0) return showEditionForm(visit, school, edition, { typed: form.typed, problems })
  const { number, from, to, openingDay } = form.value
  const place = textOf(form.value, 'openingPlace')
  const version = versionIn(form.typed.version)
  const openingPlace = place.en ? place : null
  const saved = await dbHere(visit)
    .transaction()
    .execute(async (tx) => {
      const kept = { year: edition.year, number, from, to, openingDay, openingPlace, version }
      await markEdited(tx, school.id, visit.house.clock.now())
      return saveEdition(tx, school.id, kept)
    })
  if (saved) return visit.go(editionAddress(school.id, edition.year))
  return showEditionForm(visit, school, edition, late(visit, form.typed, edition.version))
}

export const freshId = (given: string | undefined) => (given && isUuid(given) ? given : crypto.randomUUID())
