import { type Format, formats, sheetAnswer } from '../../platform/sheets/index.ts'
import type { Typed } from '../../platform/web/form.ts'
import { may, Routes } from '../../platform/web/routes.ts'
import type { Visit } from '../../platform/web/visit.ts'
import { addRecord, archiveRecord, changeRecord } from './actions.ts'
import { readEntry, typedOf } from './entry.ts'
import { sheetOf } from './export.ts'
import { everything, readFilter } from './filter.ts'
import { FormPage } from './form-page.tsx'
import { dbHere, groundOf, institutionHere } from './ground.ts'
import { actOf, freshId, recordHere, sayRefusal } from './here.ts'
import { type Ledger, type LedgerRecord, stagesOf, titleOf } from './ledger.ts'
import { BoardPage, ListPage } from './list-page.tsx'
import { partRoutes } from './part-routes.tsx'
import { RecordPage, recordAddress, type Tried } from './record-page.tsx'
import { sheetRoutes } from './sheet-routes.tsx'
import { editsOf, notesOf, partsOf, recordsOf, stageCounts } from './store.ts'
import { threadRoutes } from './thread-routes.ts'
import { wordsOf } from './words.ts'

const pageSize = 50
const mostInColumn = 25
const mostExported = 20_000

/** Everything that can be done with a ledger. Its further pages come first: `:id` would take their addresses. */
export function ledgerRoutes(ledger: Ledger): Routes {
  const { address } = ledger
  const one = `${address}/:id`
  const routes = new Routes().get(address, may('partners.read'), (visit) => showList(visit, ledger))
  if (ledger.stages?.board) routes.get(`${address}/board`, may('partners.read'), (visit) => showBoard(visit, ledger))
  for (const format of formats) {
    routes.get(`${address}/export.${format}`, may('partners.read'), (visit) => send(visit, ledger, format))
    for (const part of ledger.parts ?? [])
      routes.get(`${address}/${part.name}.${format}`, may('partners.read'), (visit) =>
        sendParts(visit, ledger, part, format),
      )
  }
  if (ledger.sheet) routes.also(sheetRoutes(ledger))
  return routes
    .get(`${address}/new`, may('partners.edit'), (visit) =>
      showForm(visit, ledger, null, { typed: asked(visit, ledger) }),
    )
    .post(`${address}/new`, may('partners.edit'), (visit) => add(visit, ledger))
    .get(one, may('partners.read'), async (visit) => showOne(visit, ledger))
    .get(`${one}/edit`, may('partners.edit'), async (visit) => {
      const record = await recordHere(visit, ledger)
      if (record.archived) return visit.go(recordAddress(ledger, record))
      const typed = typedOf(ledger, record.said, await groundOf(visit, ledger, [record.said]))
      return showForm(visit, ledger, record, { typed })
    })
    .post(`${one}/edit`, may('partners.edit'), (visit) => change(visit, ledger))
    .post(`${one}/stage`, may('partners.edit'), (visit) => move(visit, ledger))
    .post(`${one}/archive`, may('partners.edit'), async (visit) => {
      const record = await recordHere(visit, ledger)
      await archiveRecord(actOf(visit), ledger, record.id, (await visit.typed()).away === 'yes')
      return visit.go(`${recordAddress(ledger, record)}?done=saved`)
    })
    .also(threadRoutes(ledger, showOne))
    .also(partRoutes(ledger))
}

// A link from elsewhere may fill in what it knows.
function asked(visit: Visit, ledger: Ledger): Typed {
  const known = ledger.fields.flatMap(({ name }) => {
    const value = visit.query(name)
    return value ? [[name, value.slice(0, 300)] as const] : []
  })
  return Object.fromEntries(known)
}

const doneNotice = (visit: Visit, ledger: Ledger): string | null => {
  const done = visit.query('done') ?? ''
  if (done === 'saved' || done === 'sent') return wordsOf(ledger, visit.language)(`done.${done}`)
  return /^\d{1,5}$/.test(done) ? wordsOf(ledger, visit.language)('done.entered', { count: Number(done) }) : null
}

async function showList(visit: Visit, ledger: Ledger): Promise<Response> {
  const filter = readFilter(ledger, new URL(visit.c.req.url).searchParams)
  const found = await recordsOf(dbHere(visit), ledger, filter, pageSize + 1)
  const records = found.slice(0, pageSize)
  const next = found.length > pageSize ? (records.at(-1)?.id ?? null) : null
  const ground = await groundOf(
    visit,
    ledger,
    records.map(({ said }) => said),
  )
  const mayEdit = visit.may('partners.edit', institutionHere(visit))
  const props = { ledger, ground, filter, records, next, mayEdit, notice: doneNotice(visit, ledger) }
  const title = ground.t(`${ledger.name}.names`)
  return visit.show({ frame: 'desk', title, current: ledger.address, body: <ListPage {...props} /> })
}

async function showBoard(visit: Visit, ledger: Ledger): Promise<Response> {
  const filter = { ...everything, of: readFilter(ledger, new URL(visit.c.req.url).searchParams).of }
  const db = dbHere(visit)
  const counts = await stageCounts(db, ledger, filter)
  const columns = await Promise.all(
    stagesOf(ledger).map(async (stage) => {
      const narrowed = { ...filter, of: { ...filter.of, stage } }
      return { stage, count: counts.get(stage) ?? 0, records: await recordsOf(db, ledger, narrowed, mostInColumn) }
    }),
  )
  const saids = columns.flatMap(({ records }) => records.map(({ said }) => said))
  const ground = await groundOf(visit, ledger, saids)
  const mayEdit = visit.may('partners.edit', institutionHere(visit))
  const body = <BoardPage {...{ ledger, ground, filter, columns, mayEdit, notice: null }} />
  return visit.show({ frame: 'desk', title: ground.t(`${ledger.name}.names`), current: ledger.address, body })
}

async function send(visit: Visit, ledger: Ledger, format: Format): Promise<Response> {
  const filter = readFilter(ledger, new URL(visit.c.req.url).searchParams)
  const records = await recordsOf(dbHere(visit), ledger, filter, mostExported)
  const ground = await groundOf(
    visit,
    ledger,
    records.map(({ said }) => said),
  )
  return sheetAnswer(visit, sheetOf(ledger, ground, records), format, `${ledger.name}-${ground.today}`)
}

async function sendParts(visit: Visit, ledger: Ledger, part: Ledger, format: Format): Promise<Response> {
  const db = dbHere(visit)
  const parents = await recordsOf(db, ledger, everything, mostExported)
  const records = await partsOf(
    db,
    part,
    parents.map(({ id }) => id),
  )
  const ground = await groundOf(
    visit,
    part,
    records.map(({ said }) => said),
  )
  const of = new Map(parents.map((parent) => [parent.id, parent]))
  const t = wordsOf(ledger, visit.language)
  return sheetAnswer(
    visit,
    sheetOf(part, { ...ground, t }, records, { ledger, of }),
    format,
    `${part.name}-${ground.today}`,
  )
}

async function showOne(visit: Visit, ledger: Ledger, tried: Tried | null = null): Promise<Response> {
  const record = await recordHere(visit, ledger)
  const db = dbHere(visit)
  const [parts, notes, edits, beside] = await Promise.all([
    Promise.all(
      (ledger.parts ?? []).map(async (part) => ({ ledger: part, records: await partsOf(db, part, [record.id]) })),
    ),
    ledger.thread ? notesOf(db, record.id) : [],
    editsOf(db, ledger, record.id),
    ledger.beside?.(visit, record) ?? null,
  ])
  const saids = [record.said, ...parts.flatMap(({ records }) => records.map(({ said }) => said))]
  const ground = await groundOf(visit, ledger, saids)
  const mayEdit = visit.may('partners.edit', institutionHere(visit))
  const props = { ledger, ground, record, parts, notes, edits, beside, mayEdit, tried }
  const title = titleOf(ledger, record, visit.language)
  const body = <RecordPage {...props} notice={doneNotice(visit, ledger)} />
  const status = tried ? (tried.refusal ? 409 : 422) : 200
  return visit.show({ frame: 'desk', title, current: ledger.address, body }, status)
}

interface TriedForm {
  readonly typed: Typed
  readonly problems?: Parameters<typeof FormPage>[0]['problems']
  readonly refusal?: string
}

async function showForm(visit: Visit, ledger: Ledger, record: LedgerRecord | null, tried: TriedForm) {
  const ground = await groundOf(visit, ledger, [])
  const { t } = ground
  const { typed, problems = [], refusal = null } = tried
  const back = record ? recordAddress(ledger, record) : ledger.address
  const title = record ? titleOf(ledger, record, visit.language) : t(`${ledger.name}.new`)
  const hidden = record
    ? ({ name: 'seen', value: typed.seen ?? record.version } as const)
    : ({ name: 'id', value: freshId(typed.id) } as const)
  const body = (
    <FormPage
      {...{ ledger, ground, title, back, hidden, typed, problems, refusal }}
      crumbs={[{ text: t(`${ledger.name}.names`), href: ledger.address }]}
      action={record ? `${back}/edit` : `${ledger.address}/new`}
    />
  )
  const page = { frame: 'desk', title, current: ledger.address, body } as const
  return visit.show(page, refusal ? 409 : problems.length > 0 ? 422 : 200)
}

async function add(visit: Visit, ledger: Ledger): Promise<Response> {
  const entry = await readEntry(visit, ledger, await visit.typed())
  if (!entry.ok) return showForm(visit, ledger, null, entry)
  const id = freshId(entry.typed.id)
  const outcome = await addRecord(actOf(visit), ledger, { id, parentId: null, said: entry.said })
  if (outcome.ok) return visit.go(`${recordAddress(ledger, { id })}?done=saved`)
  return showForm(visit, ledger, null, { typed: entry.typed, refusal: sayRefusal(visit, ledger, outcome) })
}

async function change(visit: Visit, ledger: Ledger): Promise<Response> {
  const record = await recordHere(visit, ledger)
  const entry = await readEntry(visit, ledger, await visit.typed())
  if (!entry.ok) return showForm(visit, ledger, record, entry)
  const outcome = await changeRecord(
    actOf(visit),
    ledger,
    record.id,
    withUnasked(ledger, record, entry.said),
    Number(entry.typed.seen),
  )
  if (outcome.ok) return visit.go(`${recordAddress(ledger, record)}?done=saved`)
  const typed = { ...entry.typed, seen: String(record.version) }
  return showForm(visit, ledger, record, { typed, refusal: sayRefusal(visit, ledger, outcome) })
}

// What the program itself wrote into a record stands in no field.
function withUnasked({ fields }: Ledger, { said }: LedgerRecord, given: LedgerRecord['said']): LedgerRecord['said'] {
  const isAsked = (name: string) => fields.some((field) => name === field.name || name.startsWith(`${field.name}.`))
  return { ...Object.fromEntries(Object.entries(said).filter(([name]) => !isAsked(name))), ...given }
}

/** Moves a record to another stage with its next step; its other answers stay as they are. */
async function move(visit: Visit, ledger: Ledger): Promise<Response> {
  const record = await recordHere(visit, ledger)
  const ground = await groundOf(visit, ledger, [record.said])
  const sent = await visit.typed()
  const entry = await readEntry(visit, ledger, { ...typedOf(ledger, record.said, ground), ...sent })
  if (!entry.ok) return showOne(visit, ledger, { form: 'stage', typed: entry.typed, problems: entry.problems })
  const said = withUnasked(ledger, record, entry.said)
  const outcome = await changeRecord(actOf(visit), ledger, record.id, said, Number(sent.seen))
  if (outcome.ok) return visit.go(`${recordAddress(ledger, record)}?done=saved`)
  const refusal = sayRefusal(visit, ledger, outcome)
  return showOne(visit, ledger, { form: 'stage', typed: entry.typed, problems: [], refusal })
}
