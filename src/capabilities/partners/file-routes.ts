import { NotFound } from '../../platform/outcome.ts'
import { may, Routes } from '../../platform/web/routes.ts'
import type { Visit } from '../../platform/web/visit.ts'
import { sayNotTaken } from '../cases/index.ts'
import { filePage, letGo, readUpload } from '../documents/index.ts'
import { actOf, partnerHere } from './act.ts'
import { pageOf, partnersAddress } from './addresses.ts'
import { filesOf, insertFile, type PartnerFile, takeFileAway, writeLook } from './file-store.ts'
import { type Hooks, showPartner } from './page-routes.tsx'
import { partnersWords } from './words.ts'

/** The files of a partner. */
export function fileRoutes(hooks: Hooks): Routes {
  const address = `${partnersAddress}/:id/files`
  return new Routes()
    .post(address, may('partners.edit'), (visit) => take(visit, hooks))
    .get(`${address}/:file`, may('partners.read'), look)
    .post(`${address}/:file/removal`, may('partners.edit'), async (visit) => {
      const file = await fileHere(visit)
      const { institution, by, house } = actOf(visit)
      await takeFileAway(visit.within(institution), file.id, by.name, house.clock.now())
      return visit.go(pageOf(await partnerHere(visit)))
    })
}

async function fileHere(visit: Visit): Promise<PartnerFile> {
  const partner = await partnerHere(visit)
  const all = await filesOf(visit.within(visit.place('partners.read').institution), partner.id)
  const found = all.find(({ id }) => id === visit.param('file'))
  if (!found) throw new NotFound()
  return found
}

async function look(visit: Visit): Promise<Response> {
  const file = await fileHere(visit)
  const { institution } = visit.place('partners.read')
  if (file.isSensitive) {
    if (!visit.may('papers.look', institution)) throw new NotFound()
    await writeLook(visit.within(institution), institution, file.id, visit.by, visit.house.clock.now())
  }
  return filePage(visit.house, file)
}

async function take(visit: Visit, hooks: Hooks): Promise<Response> {
  const partner = await partnerHere(visit)
  const { institution, by, house } = actOf(visit)
  const { received, notTaken, fields } = await readUpload(visit.c, house)
  const of = {
    ...{ institution, partnerId: partner.id, title: (fields.title ?? '').trim().slice(0, 200) },
    ...{ isSensitive: fields.sensitive === 'yes', at: house.clock.now(), byName: by.name },
  }
  for (const file of received) {
    const isKept = await visit
      .within(institution)
      .transaction()
      .execute((tx) => insertFile(tx, of, file))
    if (!isKept) await letGo(house, [file])
  }
  const said = notTaken.map((file) => sayNotTaken(file, visit.language))
  if (received.length === 0 && said.length === 0) said.push(partnersWords(visit.language)('files.nothing'))
  return said.length > 0 ? showPartner(visit, hooks, { notTaken: said }) : visit.go(`${pageOf(partner)}?done=saved`)
}
