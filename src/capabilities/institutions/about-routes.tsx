import { z } from 'zod'
import type { House } from '../../platform/house.ts'
import { NotFound } from '../../platform/outcome.ts'
import { dayField, line, longText, optionalLine } from '../../platform/web/fields.ts'
import type { Problem, Typed } from '../../platform/web/form.ts'
import { may, Routes } from '../../platform/web/routes.ts'
import type { Visit } from '../../platform/web/visit.ts'
import { aboutOf, clearUp, renameUnit, unclearOf, unitKinds } from './about-store.ts'
import type { T } from './pages.tsx'
import type { Institution, Office, Unit } from './rules.ts'
import { editorOf, findInstitution, officeOf } from './store.ts'
import { UnclearPage } from './unclear-page.tsx'
import { UnitPage } from './unit-pages.tsx'
import { officeWords } from './words.ts'

const answerForm = z.object({ answer: longText(2000) })
const renaming = z.object({
  ...{
    kind: z.enum(unitKinds, { error: 'form.choose' }),
    since: dayField(),
    en: line(200),
    ru: line(200),
    ky: line(200),
  },
  ...{ 'basis.en': optionalLine(300), 'basis.ru': optionalLine(300), 'basis.ky': optionalLine(300) },
})

/** The desk's pages of what an institution says of itself: names of its units, and things to clear up. */
export function aboutRoutes(house: House): Routes {
  return new Routes()
    .get('/desk/office/unclear', may('office.clear'), (visit) => showUnclear(visit))
    .post('/desk/office/unclear/:id', may('office.clear'), async (visit) => {
      const by = editorOf(visit, 'office.clear')
      const id = visit.param('id')
      if (!(await unclearOf(visit.within(by.institution))).some((one) => one.id === id)) throw new NotFound()
      const form = await visit.form(answerForm)
      if (!form.ok) return showUnclear(visit, { id, ...form }, 422)
      if (await clearUp(visit.within(by.institution), id, form.value.answer, by))
        return visit.go('/desk/office/unclear?done=clearedDone')
      return showUnclear(visit, { id, typed: form.typed, problems: [] }, 409)
    })
    .post('/desk/office/unclear/:id/opening', may('office.clear'), async (visit) => {
      const by = editorOf(visit, 'office.clear')
      if (!(await clearUp(visit.within(by.institution), visit.param('id'), null, by))) throw new NotFound()
      return visit.go('/desk/office/unclear?done=reopened')
    })
    .get('/desk/office/units/:id', may('office.edit'), async (visit) => showUnit(visit, await unitOf(visit)))
    .post('/desk/office/units/:id', may('office.edit'), async (visit) => {
      const unit = await unitOf(visit)
      const form = await visit.form(renaming)
      if (!form.ok) return showUnit(visit, unit, form)
      const { since, kind, en, ru, ky } = form.value
      const typed = await visit.typed()
      if (since > house.clock.today())
        return showUnit(visit, unit, { typed, problems: [{ field: 'since', key: 'office.unitFuture' }] })
      const basis = { en: form.value['basis.en'], ru: form.value['basis.ru'], ky: form.value['basis.ky'] }
      const given = { since, kind, name: { en, ru, ky }, basis: basis.en && basis.ru && basis.ky ? basis : null }
      const by = editorOf(visit, 'office.edit')
      const done = await renameUnit(visit.within(by.institution), unit.id, given, by)
      if (done) return visit.go('/desk/office?done=unitRenamed')
      return showUnit(visit, unit, { typed, problems: [{ field: 'since', key: 'office.unitTwice' }] })
    })
}

interface Tried {
  readonly typed: Typed
  readonly problems: readonly Problem[]
}

async function showUnclear(visit: Visit, slip?: Tried & { id: string }, status: 200 | 409 | 422 = 200) {
  const { institution: id } = visit.place('office.clear')
  const db = visit.within(id)
  const [institution, office, unclear] = await Promise.all([
    findInstitution(visit.house.database.shared, id),
    officeOf(db),
    unclearOf(db),
  ])
  if (!institution) throw new NotFound()
  const t = officeWords(visit.language)
  const done = visit.query('done')
  const body = (
    <UnclearPage
      t={t}
      unclear={unclear}
      absent={absentOf(t, institution, office)}
      notice={done === 'clearedDone' || done === 'reopened' ? t(`office.${done}`) : null}
      mayClear={visit.may('office.clear', id)}
      mayEdit={visit.may('office.edit', id)}
      slip={slip}
    />
  )
  return visit.show({ frame: 'desk', title: t('office.unclear'), current: '/desk/office/unclear', body }, status)
}

/** What visitors look for and do not find: a telephone and a mail address of the office, and who signs its letters. */
export function absentOf(t: T, institution: Institution, office: Office): string[] {
  const unit = office.units.find(({ id }) => id === institution.officeUnit)
  const people = office.staff.filter((person) => person.unit === institution.officeUnit)
  const own = [
    ...office.contacts.filter((contact) => contact.unit === institution.officeUnit),
    ...people.flatMap(({ contacts }) => contacts),
  ]
  const name = unit?.name[t.language] ?? institution.short[t.language]
  const has = (kind: string) => own.some((contact) => contact.kind === kind)
  return [
    ...(has('phone') ? [] : [t('office.absentPhone', { unit: name })]),
    ...(has('email') ? [] : [t('office.absentEmail', { unit: name })]),
    ...(institution.signatoryId ? [] : [t('office.absentSignatory')]),
  ]
}

async function unitOf(visit: Visit): Promise<Unit> {
  const { units } = await officeOf(visit.within(visit.place('office.edit').institution))
  const found = units.find(({ id }) => id === visit.param('id'))
  if (!found) throw new NotFound()
  return found
}

async function showUnit(visit: Visit, unit: Unit, tried?: Tried) {
  const t = officeWords(visit.language)
  const { names } = await aboutOf(visit.within(visit.place('office.edit').institution))
  const own = names.filter((name) => name.unit === unit.id)
  const body = <UnitPage t={t} unit={unit} names={own} typed={tried?.typed ?? {}} problems={tried?.problems ?? []} />
  const page = { frame: 'desk', title: unit.name[visit.language], current: '/desk/office', body } as const
  return visit.show(page, tried ? 422 : 200)
}
