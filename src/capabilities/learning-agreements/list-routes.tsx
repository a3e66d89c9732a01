import { z } from 'zod'
import { isUuid } from '../../platform/database/ids.ts'
import { line } from '../../platform/web/fields.ts'
import { may, Routes } from '../../platform/web/routes.ts'
import type { Visit } from '../../platform/web/visit.ts'
import { edit } from '../institutions/index.ts'
import { readHundredths } from '../transcripts/index.ts'
import { CreditPage, ListPage, stateChoices } from './list-page.tsx'
import { agreementsAddress } from './rooms.ts'
import { creditOf, type ListFilter, listAgreements, saveRatio } from './store.ts'
import { agreementWords } from './words.ts'

const pageSize = 50
const creditAddress = `${agreementsAddress}/credit` as const

/** Every agreement of the university, or of a unit; and what a national credit is. */
export function listRoutes(): Routes {
  return new Routes()
    .get(agreementsAddress, may('agreements.read'), showList)
    .get(creditAddress, may('agreements.read'), (visit) => showCredit(visit))
    .post(creditAddress, may('office.edit'), saveCredit)
}

async function showList(visit: Visit): Promise<Response> {
  const { institution, role, unit } = visit.place('agreements.read')
  const t = agreementWords(visit.language)
  const state = stateChoices.find((one) => one === visit.query('state')) ?? null
  const search = (visit.query('q') ?? '').slice(0, 100)
  // A dean's office without a unit has nobody: no unit has an empty id.
  const own = role === 'deans-office' ? (unit ?? '') : null
  const filter: ListFilter = { search, state, unit: own, after: afterOf(visit) }
  const found = await listAgreements(visit.within(institution), institution, filter, pageSize + 1)
  const props = { t, search, state, agreements: found.slice(0, pageSize), more: found.length > pageSize }
  const body = <ListPage {...props} />
  return visit.show({ frame: 'desk', title: t('list.title'), current: agreementsAddress, body })
}

function afterOf(visit: Visit): ListFilter['after'] {
  const [time = '', id = ''] = (visit.query('after') ?? '').split(' ')
  const at = new Date(/^\d{1,15}$/.test(time) ? Number(time) : Number.NaN)
  return isUuid(id) && !Number.isNaN(at.getTime()) ? { at, id } : null
}

async function showCredit(visit: Visit, tried: { typed: string; error: string } | null = null): Promise<Response> {
  const { institution } = visit.place('agreements.read')
  const t = agreementWords(visit.language)
  const credit = await creditOf(visit.within(institution))
  const body = <CreditPage t={t} credit={credit} tried={tried} mayEdit={visit.may('office.edit', institution)} />
  const page = { frame: 'desk', title: t('credit.title'), current: agreementsAddress, body } as const
  return visit.show(page, tried ? 422 : 200)
}

async function saveCredit(visit: Visit): Promise<Response> {
  const { institution } = visit.place('office.edit')
  const form = await visit.form(z.object({ ects: line(10) }))
  const number = form.ok ? readHundredths(form.value.ects) : null
  const t = agreementWords(visit.language)
  if (number === null || number === 0 || number > 1000)
    return showCredit(visit, { typed: form.typed.ects ?? '', error: t('credit.wrong') })
  const at = visit.house.clock.now()
  const by = { institution, ...visit.by, at }
  await edit(visit.within(institution), by, 'grading/credit', (tx) => saveRatio(tx, number / 100, at, visit.by.name))
  return visit.go(creditAddress)
}
