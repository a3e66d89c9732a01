import { isUuid } from '../../platform/database/ids.ts'
import type { Href } from '../../platform/jsx-runtime.ts'
import { NotFound, type Outcome } from '../../platform/outcome.ts'
import type { Problem, Typed } from '../../platform/web/form.ts'
import { may, Routes } from '../../platform/web/routes.ts'
import type { Visit } from '../../platform/web/visit.ts'
import { addRecord, archiveRecord, changeRecord } from './actions.ts'
import { readEntry, typedOf } from './entry.ts'
import { FormPage } from './form-page.tsx'
import { dbHere, groundOf } from './ground.ts'
import { actOf, freshId, recordHere, sayRefusal } from './here.ts'
import { type Ledger, type LedgerRecord, titleOf } from './ledger.ts'
import { recordAddress } from './record-page.tsx'
import { findRecord } from './store.ts'
import { wordsOf } from './words.ts'

/** The parts of a record, each on a form of its own. */
export function partRoutes(ledger: Ledger): Routes {
  const routes = new Routes()
  for (const part of ledger.parts ?? []) {
    const base = `${ledger.address}/:id/${part.name}`
    routes
      .get(`${base}/new`, may('partners.edit'), (visit) => showForm(visit, ledger, part, null, { typed: {} }))
      .post(`${base}/new`, may('partners.edit'), (visit) => add(visit, ledger, part))
      .get(`${base}/:part`, may('partners.edit'), async (visit) => {
        const record = await partHere(visit, ledger, part)
        const typed = typedOf(part, record.said, await groundOf(visit, part, [record.said]))
        return showForm(visit, ledger, part, record, { typed })
      })
      .post(`${base}/:part`, may('partners.edit'), (visit) => change(visit, ledger, part))
      .post(`${base}/:part/removal`, may('partners.edit'), async (visit) => {
        const record = await partHere(visit, ledger, part)
        await archiveRecord(actOf(visit), part, record.id, true)
        return back(visit, ledger, part)
      })
  }
  return routes
}

async function partHere(visit: Visit, ledger: Ledger, part: Ledger): Promise<LedgerRecord> {
  const parent = await recordHere(visit, ledger)
  const id = visit.param('part')
  const found = isUuid(id) ? await findRecord(dbHere(visit), part, id) : null
  if (!found || found.archived || found.parentId !== parent.id) throw new NotFound()
  return found
}

const back = (visit: Visit, { address }: Ledger, { name }: Ledger) =>
  visit.go(`${address}/${visit.param('id')}?done=saved#${name}`)

interface Tried {
  readonly typed: Typed
  readonly problems?: readonly Problem[]
  readonly refusal?: string
}

async function showForm(visit: Visit, ledger: Ledger, part: Ledger, record: LedgerRecord | null, tried: Tried) {
  const parent = await recordHere(visit, ledger)
  if (parent.archived) return visit.go(recordAddress(ledger, parent))
  const ground = { ...(await groundOf(visit, part, [])), t: wordsOf(part, visit.language) }
  const { typed, problems = [], refusal = null } = tried
  const above = recordAddress(ledger, parent)
  const here: Href = `${above}/${part.name}/${record?.id ?? 'new'}`
  const hidden = record
    ? ({ name: 'seen', value: typed.seen ?? record.version } as const)
    : ({ name: 'id', value: freshId(typed.id) } as const)
  const title = record ? titleOf(part, record, visit.language) : ground.t(`${part.name}.new`)
  const crumbs = [
    { text: ground.t(`${ledger.name}.names`), href: ledger.address },
    { text: titleOf(ledger, parent, visit.language), href: above },
  ]
  const body = (
    <FormPage
      {...{ ledger: part, ground, title, crumbs, hidden, typed, problems, refusal }}
      action={here}
      back={above}
      {...(record ? { removal: `${here}/removal` } : {})}
    />
  )
  const page = { frame: 'desk', title, current: ledger.address, body } as const
  return visit.show(page, refusal ? 409 : problems.length > 0 ? 422 : 200)
}

async function add(visit: Visit, ledger: Ledger, part: Ledger): Promise<Response> {
  const parent = await recordHere(visit, ledger)
  const entry = await readEntry(visit, part, await visit.typed())
  if (!entry.ok) return showForm(visit, ledger, part, null, entry)
  const given = { id: freshId(entry.typed.id), parentId: parent.id, said: entry.said }
  return ended(visit, ledger, part, null, entry.typed, await addRecord(actOf(visit), part, given))
}

async function change(visit: Visit, ledger: Ledger, part: Ledger): Promise<Response> {
  const record = await partHere(visit, ledger, part)
  const entry = await readEntry(visit, part, await visit.typed())
  if (!entry.ok) return showForm(visit, ledger, part, record, entry)
  const outcome = await changeRecord(actOf(visit), part, record.id, entry.said, Number(entry.typed.seen))
  return ended(visit, ledger, part, record, { ...entry.typed, seen: String(record.version) }, outcome)
}

function ended(
  visit: Visit,
  ledger: Ledger,
  part: Ledger,
  record: LedgerRecord | null,
  typed: Typed,
  outcome: Outcome,
): Response | Promise<Response> {
  if (outcome.ok) return back(visit, ledger, part)
  return showForm(visit, ledger, part, record, { typed, refusal: sayRefusal(visit, part, outcome) })
}
