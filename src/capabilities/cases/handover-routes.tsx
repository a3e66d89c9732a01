import { z } from 'zod'
import { NotFound } from '../../platform/outcome.ts'
import { optionalLongText } from '../../platform/web/fields.ts'
import type { Problem, Typed } from '../../platform/web/form.ts'
import { may, Routes } from '../../platform/web/routes.ts'
import type { Visit } from '../../platform/web/visit.ts'
import { coworkersOf } from './colleagues.ts'
import { byOf, deskAct } from './desk-place.ts'
import { handBack, handOver } from './handover-actions.ts'
import { HandedOverPage, HandoverPage } from './handover-pages.tsx'
import { findHandover, type Handover, handedCases, newestHandovers, openCasesOf } from './handover-store.ts'
import type { Procedure } from './procedure.ts'
import { casesWords } from './words.ts'

const uuid = z.uuid()
const handing = z.object({
  key: uuid,
  from: z.string().max(100).optional(),
  to: z.string().max(100),
  word: optionalLongText(1000),
})

/** Handing all of one's open cases to a colleague, and back. */
export function handoverRoutes(procedures: readonly Procedure[]): Routes {
  return new Routes()
    .get('/desk/handover', may('cases.work'), (visit) => showForm(visit, procedures))
    .post('/desk/handover', may('cases.work'), (visit) => hand(visit, procedures))
    .get('/desk/handover/:handover', may('cases.work'), showHandover)
    .post('/desk/handover/:handover/return', may('cases.work'), async (visit) => {
      const handover = await handoverHere(visit)
      if (!mayReturn(visit, handover)) throw new NotFound()
      // Whoever has left meanwhile gets nothing back; the page says so.
      if (!handover.returned_at && (await isHere(visit, handover.from_id)))
        await handBack(deskAct(visit), procedures, handover)
      return visit.go(`/desk/handover/${handover.id}`)
    })
}

function scope(visit: Visit) {
  const { institution } = visit.place('cases.work')
  return { institution, db: visit.within(institution) }
}

// One's own cases are everybody's to give; those of a colleague who left are an admin's.
async function giver(visit: Visit, from: string | undefined) {
  const { institution, db } = scope(visit)
  const own = byOf(visit)
  if (!from || from === own.id || !visit.may('office.edit', institution)) return own
  const row = await db
    .selectFrom('accounts')
    .innerJoin('memberships', 'memberships.account_id', 'accounts.id')
    .select(['accounts.id', 'accounts.name'])
    .where('accounts.id', '=', from)
    .where('memberships.institution_id', '=', institution)
    .executeTakeFirst()
  if (!row) throw new NotFound()
  return row
}

interface Slip {
  readonly typed: Typed
  readonly problem: Problem | null
}

async function showForm(visit: Visit, procedures: readonly Procedure[], slip?: Slip) {
  const { institution, db } = scope(visit)
  const from = await giver(visit, slip?.typed.from ?? visit.query('from'))
  const colleagues = await coworkersOf(db, institution, visit.house.clock.today())
  const wanted = slip?.typed.to ?? visit.query('to')
  const to = colleagues.find(({ id }) => id === wanted && id !== from.id) ?? null
  const same = wanted === from.id ? { field: 'to', key: 'handover.same' } : null
  const names = procedures.map(({ name }) => name)
  const body = (
    <HandoverPage
      language={visit.language}
      colleagues={colleagues}
      from={from}
      mayChooseFrom={visit.may('office.edit', institution)}
      to={to}
      count={to ? (await openCasesOf(db, institution, from.id, names)).length : 0}
      earlier={await newestHandovers(db, institution)}
      requestKey={crypto.randomUUID()}
      typed={slip?.typed ?? {}}
      problem={slip?.problem ?? same}
    />
  )
  const page = { frame: 'desk', title: casesWords(visit.language)('handover.title'), body } as const
  return visit.show(page, slip?.problem ? 409 : 200)
}

async function hand(visit: Visit, procedures: readonly Procedure[]): Promise<Response> {
  const form = await visit.form(handing)
  if (!form.ok) return showForm(visit, procedures, { typed: form.typed, problem: { field: 'to', key: 'form.choose' } })
  const { key, from, to, word } = form.value
  const given = { from: await giver(visit, from), to, word, requestKey: key }
  const outcome = await handOver(deskAct(visit), procedures, given)
  if (outcome.ok) return visit.go(`/desk/handover/${outcome.value}`)
  return showForm(visit, procedures, { typed: form.typed, problem: { field: 'to', key: outcome.refusal.key } })
}

async function handoverHere(visit: Visit): Promise<Handover> {
  const id = uuid.safeParse(visit.param('handover'))
  const found = id.success ? await findHandover(scope(visit).db, id.data) : null
  if (!found) throw new NotFound()
  return found
}

async function isHere(visit: Visit, accountId: string): Promise<boolean> {
  const { institution, db } = scope(visit)
  return (await coworkersOf(db, institution, visit.house.clock.today())).some(({ id }) => id === accountId)
}

function mayReturn(visit: Visit, { from_id, to_id, by_id }: Handover): boolean {
  return [from_id, to_id, by_id].includes(visit.account.accountId) || visit.may('office.edit', scope(visit).institution)
}

async function showHandover(visit: Visit): Promise<Response> {
  const handover = await handoverHere(visit)
  const cases = await handedCases(scope(visit).db, handover.id)
  const body = (
    <HandedOverPage
      language={visit.language}
      handover={handover}
      cases={cases}
      mayReturn={mayReturn(visit, handover)}
      giverIsHere={await isHere(visit, handover.from_id)}
    />
  )
  return visit.show({ frame: 'desk', title: casesWords(visit.language)('handover.title'), body })
}
