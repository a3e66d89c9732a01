import { z } from 'zod'
import type { House } from '../../platform/house.ts'
import { NotFound } from '../../platform/outcome.ts'
import { line, optionalLine, optionalLongText } from '../../platform/web/fields.ts'
import type { Problem, Typed } from '../../platform/web/form.ts'
import { may, Routes } from '../../platform/web/routes.ts'
import type { Visit } from '../../platform/web/visit.ts'
import { hostName, institutionFile, mark, restoreRecord } from '../packs/index.ts'
import { IdentityPage } from './identity-page.tsx'
import { saveIdentity } from './identity-store.ts'
import type { Institution } from './rules.ts'
import { editorOf, findInstitution, listInstitutions } from './store.ts'
import { officeWords } from './words.ts'

const address = '/desk/office/identity'

const identityForm = z.object({
  colour: line(20)
    .transform((typed) => typed.toLowerCase())
    .refine((typed) => institutionFile.shape.colour.safeParse(typed).success, 'identity.badColour'),
  host: optionalLine(253)
    .transform((typed) => typed.toLowerCase())
    .refine((typed) => typed === '' || hostName.safeParse(typed).success, 'identity.badHost'),
  mark: optionalLongText(4000)
    .transform((typed) =>
      typed
        .split(/\r?\n/)
        .map((path) => path.trim())
        .filter(Boolean),
    )
    .refine((lines) => lines.length === 0 || mark.safeParse(lines).success, 'identity.badMark'),
})

/** The colour, the mark and the host of the institution, for its administrator. */
export function identityRoutes(house: House, packs: URL | string): Routes {
  return new Routes()
    .get(address, may('office.edit'), (visit) => show(visit, { typed: {}, problems: [] }))
    .post(address, may('office.edit'), async (visit) => {
      const form = await visit.form(identityForm)
      if (!form.ok) return show(visit, form, 422)
      const by = editorOf(visit, 'office.edit')
      if (form.value.host && (await isTaken(house, by.institution, form.value.host)))
        return show(visit, { typed: form.typed, problems: [{ field: 'host', key: 'identity.hostTaken' }] }, 422)
      await saveIdentity(visit.within(by.institution), { ...form.value, host: form.value.host || null }, by)
      listInstitutions.forget(house.database.shared)
      return visit.go(`${address}?done=saved`)
    })
    .post(`${address}/restoration`, may('office.edit'), async (visit) => {
      const { institution } = visit.place('office.edit')
      const isBack = await restoreRecord(house.database, packs, { institution, table: 'institutions', id: institution })
      listInstitutions.forget(house.database.shared)
      return visit.go(`${address}?done=${isBack ? 'restored' : 'packFaulty'}`)
    })
}

// Where the installation itself stands every institution is at home.
async function isTaken(house: House, institution: string, host: string): Promise<boolean> {
  const all = await listInstitutions(house.database.shared)
  return new URL(house.url).hostname === host || all.some((one) => one.id !== institution && one.host === host)
}

async function here(visit: Visit): Promise<Institution> {
  const { institution } = visit.place('office.edit')
  const found = await findInstitution(visit.house.database.shared, institution)
  if (!found) throw new NotFound()
  return found
}

async function show(visit: Visit, tried: { typed: Typed; problems: readonly Problem[] }, status: 200 | 422 = 200) {
  const t = officeWords(visit.language)
  const done = visit.query('done')
  const notice = done === 'saved' || done === 'restored' || done === 'packFaulty' ? t(`office.${done}`) : null
  const body = <IdentityPage t={t} institution={await here(visit)} {...tried} notice={notice} />
  return visit.show({ frame: 'desk', title: t('identity.title'), current: '/desk/office', body }, status)
}
