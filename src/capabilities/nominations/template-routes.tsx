import { isUuid } from '../../platform/database/ids.ts'
import type { House } from '../../platform/house.ts'
import { NotFound } from '../../platform/outcome.ts'
import { cellsOf, largestWorkbook, placeOf, readWorkbook, type Workbook } from '../../platform/sheets/index.ts'
import { readSentSheet } from '../../platform/sheets/sent.ts'
import type { Problem, Typed } from '../../platform/web/form.ts'
import { versionIn } from '../../platform/web/form.ts'
import { may, Routes } from '../../platform/web/routes.ts'
import type { Visit } from '../../platform/web/visit.ts'
import { deskAddress } from '../calls/index.ts'
import { deskAct } from '../cases/index.ts'
import { claim, noteUnclaimed, removeUnclaimed } from '../documents/index.ts'
import { contactsOf, findPartner, type Partner } from '../partners/index.ts'
import { templateAddress } from './addresses.ts'
import { commonOf } from './common.ts'
import { fillTemplate, type Mapping, mappingFrom, unknownFields } from './filling.ts'
import { groupHere } from './place.ts'
import { findSending } from './sending-store.ts'
import { TemplatePage } from './template-page.tsx'
import { replaceTemplate, retireTemplate, saveMapping, type Template, templateOf } from './template-store.ts'
import { nominationWords } from './words.ts'

const one = '/desk/partners/:id/template'
const type = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

/** A partner's own table of nominations: uploaded once, mapped once, filled for each call. */
export function templateRoutes(house: House): Routes {
  const edit = may('partners.edit')
  return new Routes()
    .get(one, edit, (visit) => showTemplate(house, visit))
    .post(one, edit, (visit) => upload(house, visit))
    .post(`${one}/mapping`, edit, (visit) => map(house, visit))
    .post(`${one}/removal`, edit, async (visit) => {
      const partner = await partnerHere(visit)
      const db = visit.within(visit.place('partners.edit').institution)
      await db.transaction().execute((tx) => retireTemplate(tx, partner.id, house.clock.now()))
      return visit.go(templateAddress(partner))
    })
    .get(`${one}/file.xlsx`, edit, async (visit) => {
      const { template } = await templateHere(visit)
      return sheetFile(await house.blobs.read(template.blobId), template.name)
    })
    .get(`${deskAddress}/:id/nominations/:partner/sheet.xlsx`, may('cases.work'), (visit) => filled(house, visit))
    .get(`${deskAddress}/:id/nominations/:partner/sent/:sending{[0-9a-f-]+\\.xlsx}`, may('cases.work'), (visit) =>
      sent(house, visit),
    )
}

function sheetFile(bytes: Uint8Array, name: string): Response {
  return new Response(new Uint8Array(bytes), {
    headers: {
      'content-type': type,
      'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent(name)}`,
      'cache-control': 'private, no-store',
      'x-content-type-options': 'nosniff',
    },
  })
}

async function partnerHere(visit: Visit): Promise<Partner> {
  const id = visit.param('id')
  const found = isUuid(id) ? await findPartner(visit.within(visit.place('partners.edit').institution), id) : null
  if (!found) throw new NotFound()
  return found
}

async function templateHere(visit: Visit) {
  const partner = await partnerHere(visit)
  const template = await templateOf(visit.within(visit.place('partners.edit').institution), partner.id)
  if (!template) throw new NotFound()
  return { partner, template }
}

interface Slip {
  readonly typed: Typed
  readonly problems: readonly Problem[]
  readonly file?: string
}

async function showTemplate(house: House, visit: Visit, slip?: Slip): Promise<Response> {
  const partner = await partnerHere(visit)
  const t = nominationWords(visit.language)
  const template = await templateOf(visit.within(visit.place('partners.edit').institution), partner.id)
  const workbook = template && (await workbookOf(house, template))
  const wished = visit.query('sheet')
  const sheet = workbook?.sheets.find(({ name }) => name === wished)?.name ?? template?.mapping.sheet ?? ''
  const body = (
    <TemplatePage
      {...{ t, partner, template, sheet, problems: slip?.problems ?? [], typed: slip?.typed ?? null }}
      sheets={workbook?.sheets.map(({ name }) => name) ?? []}
      cells={workbook ? cellsOf(workbook, sheet) : []}
      unknown={template ? unknownFields(template.mapping) : []}
      wrongFile={slip?.file ?? null}
      notice={t.find(`done.${visit.query('done')}`)}
    />
  )
  const page = { frame: 'desk', title: t('template.title'), current: '/desk/partners', body } as const
  return visit.show(page, slip ? 422 : 200)
}

async function workbookOf(house: House, { blobId }: Template): Promise<Workbook | null> {
  const read = readWorkbook(await house.blobs.read(blobId))
  return read.ok ? read.workbook : null
}

async function upload(house: House, visit: Visit): Promise<Response> {
  const partner = await partnerHere(visit)
  const t = nominationWords(visit.language)
  const { sheet, tooLarge } = await readSentSheet(visit.c, largestWorkbook)
  const wrong = (problem: string) =>
    showTemplate(house, visit, { typed: {}, problems: [], file: t.find(`file.${problem}`) ?? problem })
  if (tooLarge) return wrong('too-large')
  if (!sheet) return wrong('none')
  const read = readWorkbook(sheet.bytes)
  if (!read.ok) return wrong(read.problem)
  const kept = await house.blobs.put(once(sheet.bytes), sheet.bytes.length)
  if (!kept.ok) return wrong('too-large')
  const { institution } = visit.place('partners.edit')
  const blobId = kept.blob.id
  await noteUnclaimed(house, blobId)
  const given = {
    ...{ institution, id: crypto.randomUUID(), partnerId: partner.id, blobId },
    bytes: sheet.bytes.length,
  }
  const by = { at: house.clock.now(), byName: visit.by.name }
  const name = sheet.name.slice(-120)
  await visit
    .within(institution)
    .transaction()
    .execute(async (tx) => {
      await replaceTemplate(tx, { ...given, ...by, name, mapping: mappingFrom(read.workbook) })
      await claim(tx, { ...{ name, kind: 'xlsx', bytes: 0, pages: 0, sha256: '' }, blobId, thumbnailBlobId: null })
    })
    .catch(async (fault: unknown) => {
      await removeUnclaimed(house, blobId)
      throw fault
    })
  return visit.go(`${templateAddress(partner)}?done=uploaded`)
}

async function* once(bytes: Uint8Array): AsyncIterable<Uint8Array> {
  yield bytes
}

async function map(house: House, visit: Visit): Promise<Response> {
  const { partner, template } = await templateHere(visit)
  const workbook = await workbookOf(house, template)
  const typed = await visit.typed()
  if (!workbook) throw new NotFound()
  const { mapping, problems } = mappingTyped(typed, workbook)
  if (problems.length > 0) return showTemplate(house, visit, { typed, problems })
  const { institution } = visit.place('partners.edit')
  const seen = { id: template.id, version: versionIn(typed.version) }
  if (await saveMapping(visit.within(institution), seen, mapping))
    return visit.go(`${templateAddress(partner)}?done=mapped`)
  return showTemplate(house, visit, { typed, problems: [{ field: 'sheet', key: 'template.someoneWasFirst' }] })
}

/** The mapping as it was typed; a column chosen as nothing is left alone, single cells stand one on each line. */
function mappingTyped(typed: Typed, workbook: Workbook): { mapping: Mapping; problems: Problem[] } {
  const sheet = workbook.sheets.find(({ name }) => name === typed.sheet)?.name
  const row = /^[1-9]\d{0,4}$/.test((typed.row ?? '').trim()) ? Number(typed.row) : null
  const problems: Problem[] = []
  if (!sheet) problems.push({ field: 'sheet', key: 'form.choose' })
  if (!row) problems.push({ field: 'row', key: 'template.notARow' })
  const columns = Object.entries(typed).flatMap(([name, text]): [string, string][] =>
    /^column\.[A-Z]{1,2}$/.test(name) && text !== '' ? [[name.slice('column.'.length), text.slice(0, 300)]] : [],
  )
  const lines = (typed.cells ?? '').split('\n').filter((one) => one.trim() !== '')
  const cells = lines.flatMap((one): [string, string][] => {
    const [cell = '', ...rest] = one.split('=')
    const text = rest.join('=').trim()
    if (placeOf(cell) && text !== '') return [[cell.trim().toUpperCase(), text.slice(0, 300)]]
    problems.push({ field: 'cells', key: 'template.notACell', params: { line: one.trim().slice(0, 40) } })
    return []
  })
  const mapping = {
    sheet: sheet ?? '',
    row: row ?? 1,
    columns: Object.fromEntries(columns),
    cells: Object.fromEntries(cells),
  }
  const [unknown] = unknownFields(mapping)
  if (unknown) problems.push({ field: 'cells', key: 'template.unknown', params: { name: unknown } })
  return { mapping, problems }
}

/** The sheet as it would go out now. */
async function filled(house: House, visit: Visit): Promise<Response> {
  const { call, partner, nominees } = await groupHere(visit)
  const act = deskAct(visit)
  const db = visit.within(act.institution)
  const template = await templateOf(db, partner.id)
  if (!template) throw new NotFound()
  const [contact = null] = await contactsOf(db, partner.id)
  const going = nominees.filter(({ nomination }) => !nomination || !['refused', 'withdrawn'].includes(nomination.state))
  const common = await commonOf(act, call, contact)
  const made = fillTemplate(await house.blobs.read(template.blobId), template.mapping, going, common)
  if (!made) throw new NotFound()
  return sheetFile(made.bytes, template.name)
}

/** The sheet as it went out. */
async function sent(house: House, visit: Visit): Promise<Response> {
  const { call, partner } = await groupHere(visit)
  const id = visit.param('sending').replace('.xlsx', '')
  const sending = isUuid(id) ? await findSending(visit.within(visit.place('cases.work').institution), id) : null
  if (!sending?.sheet || sending.callId !== call.id || sending.partnerId !== partner.id) throw new NotFound()
  return sheetFile(await house.blobs.read(sending.sheet.blobId), sending.sheet.name)
}
