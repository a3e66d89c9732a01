import { NotFound } from '../../platform/outcome.ts'
import { versionIn } from '../../platform/web/form.ts'
import { may, Routes } from '../../platform/web/routes.ts'
import type { Visit } from '../../platform/web/visit.ts'
import { lawOfToday } from '../law/index.ts'
import { deskAddress, editionAddress, schoolAddress } from './addresses.ts'
import { dbHere, freshId, late, type Slip, schoolHere, statusOf } from './desk-routes.tsx'
import { LineFormPage } from './form-pages.tsx'
import { countryProblems, lineForms, saidFrom, typedLine } from './forms.ts'
import { isKind } from './lines.tsx'
import type { Line, LineKind, School } from './rules.ts'
import { editionsOf, insertLine, linesOf, markEdited, removeLine, saveLine } from './store.ts'
import { summerSchoolWords } from './words.ts'

const base = `${deskAddress}/:school/lines` as const

/** What is said of a school line by line: seats, groups, sites, speakers, the commission, news. */
export function lineRoutes(): Routes {
  return new Routes()
    .get(`${base}/new`, may('summerSchools.edit'), async (visit) => {
      const place = await placeOf(visit, visit.query('kind'), visit.query('year'))
      return show(visit, { ...place, line: null }, { typed: {}, problems: [] })
    })
    .post(`${base}/new`, may('summerSchools.edit'), add)
    .get(`${base}/:line`, may('summerSchools.edit'), async (visit) => {
      const place = await lineHere(visit)
      return show(visit, place, { typed: typedLine(place.line), problems: [] })
    })
    .post(`${base}/:line`, may('summerSchools.edit'), change)
    .post(`${base}/:line/removal`, may('summerSchools.edit'), remove)
}

interface Place {
  readonly school: School
  readonly kind: LineKind
  readonly year: number | null
}

async function placeOf(visit: Visit, kindSaid: string | undefined, yearSaid: string | undefined): Promise<Place> {
  const school = await schoolHere(visit)
  const kind = isKind(kindSaid)
  const year = yearSaid ? Number(yearSaid) : null
  const known = year === null || (await editionsOf(dbHere(visit), school.id)).some((edition) => edition.year === year)
  if (!kind || !known) throw new NotFound()
  return { school, kind, year }
}

async function lineHere(visit: Visit): Promise<Place & { readonly line: Line }> {
  const school = await schoolHere(visit)
  const line = (await linesOf(dbHere(visit), school.id)).find(({ id }) => id === visit.param('line'))
  if (!line) throw new NotFound()
  return { school, kind: line.kind, year: line.year, line }
}

async function show(visit: Visit, place: Place & { readonly line: Line | null }, slip: Slip): Promise<Response> {
  const t = summerSchoolWords(visit.language)
  const law = await lawOfToday(visit.house)
  const formId = freshId(slip.typed.id)
  const body = <LineFormPage {...{ t, law, formId }} {...place} {...slip} notice={slip.notice ?? null} />
  const page = { frame: 'desk', title: place.school.name[visit.language], current: deskAddress, body } as const
  return visit.show(page, statusOf(slip))
}

const backTo = ({ school, year }: Place) => (year ? editionAddress(school.id, year) : schoolAddress(school.id))

async function read(visit: Visit, kind: LineKind) {
  const form = await visit.form(lineForms[kind])
  const problems = form.ok ? countryProblems(form.value, await lawOfToday(visit.house)) : form.problems
  return { typed: form.typed, problems, said: form.ok ? saidFrom(kind, form.value) : {} }
}

async function add(visit: Visit): Promise<Response> {
  const asked = await visit.typed()
  const place = await placeOf(visit, asked.kind, asked.year)
  const form = visit.checked(lineForms[place.kind], asked)
  const problems = form.ok ? countryProblems(form.value, await lawOfToday(visit.house)) : form.problems
  if (!form.ok || problems.length > 0) return show(visit, { ...place, line: null }, { typed: asked, problems })
  const { institution } = visit.place('summerSchools.edit')
  const { school, kind, year } = place
  await dbHere(visit)
    .transaction()
    .execute(async (tx) => {
      const said = saidFrom(kind, form.value)
      await insertLine(tx, { institution, schoolId: school.id, id: freshId(asked.id), year, kind, said })
      await markEdited(tx, school.id, visit.house.clock.now())
    })
  return visit.go(backTo(place))
}

async function change(visit: Visit): Promise<Response> {
  const place = await lineHere(visit)
  const { typed, problems, said } = await read(visit, place.kind)
  if (problems.length > 0) return show(visit, place, { typed, problems })
  const saved = await dbHere(visit)
    .transaction()
    .execute(async (tx) => {
      await markEdited(tx, place.school.id, visit.house.clock.now())
      return saveLine(tx, place.line.id, versionIn(typed.version), said)
    })
  return saved ? visit.go(backTo(place)) : show(visit, place, late(visit, typed, place.line.version))
}

async function remove(visit: Visit): Promise<Response> {
  const place = await lineHere(visit)
  await dbHere(visit)
    .transaction()
    .execute(async (tx) => {
      await removeLine(tx, place.line.id)
      await markEdited(tx, place.school.id, visit.house.clock.now())
    })
  return visit.go(backTo(place))
}
