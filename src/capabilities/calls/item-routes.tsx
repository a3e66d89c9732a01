import { NotFound } from '../../platform/outcome.ts'
import { composeDays, type Typed } from '../../platform/web/form.ts'
import { may, Routes } from '../../platform/web/routes.ts'
import type { Visit } from '../../platform/web/visit.ts'
import { lawOfToday } from '../law/index.ts'
import { callSaid } from '../packs/index.ts'
import { findPartner } from '../partners/index.ts'
import { deskAddress } from './desk-pages.tsx'
import { callHere } from './desk-routes.tsx'
import { draftAddress, ItemsPage, PartForm } from './draft-pages.tsx'
import { refused, save, statusOf, type Tried } from './draft-routes.tsx'
import { readInputs, typedOf } from './inputs.ts'
import { namesHere } from './names.ts'
import { inputsOf, itemAsTyped, itemFrom, itemSchemas, type ListPart, listParts } from './parts.ts'
import { type Call, type Writing, workOf } from './rules.ts'
import { sourcesHere } from './sources.ts'
import { callWords } from './words.ts'

/** The parts of a call that are lists: hosts, sums, documents, each item a form of its own. */
export function itemRoutes(): Routes {
  const list = `${deskAddress}/:id/draft/:part{(?:${listParts.join('|')})}`
  const item = `${list}/:item`
  const edit = may('calls.edit')
  return new Routes()
    .get(list, edit, async (visit) => showItems(visit, await callHere(visit), partOf(visit)))
    .get(item, edit, async (visit) => showItem(visit, await callHere(visit)))
    .post(item, edit, saveItem)
    .post(`${item}/removal`, edit, (visit) => moveItem(visit, 'removal'))
    .post(`${item}/rise`, edit, (visit) => moveItem(visit, 'rise'))
}

function partOf(visit: Visit): ListPart {
  const part = listParts.find((one) => one === visit.param('part'))
  if (!part) throw new NotFound()
  return part
}

async function showItems(visit: Visit, call: Call, part: ListPart): Promise<Response> {
  const t = callWords(visit.language)
  const [law, names] = await Promise.all([
    lawOfToday(visit.house, call.institution),
    namesHere(visit, call.institution),
  ])
  const stale = visit.query('done') === 'stale'
  const body = (
    <ItemsPage t={t} call={call} part={part} law={law} nameOf={names} notice={stale ? t('draft.staleList') : null} />
  )
  return visit.show({ frame: 'desk', title: t(`part.${part}`), current: deskAddress, body }, stale ? 409 : 200)
}

function placeOf(visit: Visit, call: Call): { part: ListPart; items: readonly unknown[]; nth: number } {
  const part = partOf(visit)
  const items = workOf(call).said[part]
  const asked = visit.param('item')
  const nth = asked === 'new' ? items.length : /^\d{1,3}$/.test(asked) ? Number(asked) : -1
  if (nth < 0 || (asked !== 'new' && nth >= items.length)) throw new NotFound()
  return { part, items, nth }
}

async function showItem(visit: Visit, call: Call, tried?: Tried): Promise<Response> {
  const t = callWords(visit.language)
  const { part, items, nth } = placeOf(visit, call)
  const shown = tried ?? {
    typed: await knownNow(visit, call, typedOf(inputsOf[part], itemAsTyped(part, items[nth]))),
    problems: [],
  }
  const document = part === 'documents' ? workOf(call).said.documents[nth] : undefined
  const body = (
    <PartForm
      {...shown}
      t={t}
      call={call}
      part={part}
      of={part}
      inputs={inputsOf[part]}
      sources={await sourcesHere(visit, call.institution)}
      action={`${draftAddress(call, part)}/${visit.param('item') === 'new' ? 'new' : nth}`}
      back={draftAddress(call, part)}
      title={t(`item.${part}`)}
      stale={shown.stale ?? false}
      extra={document && <a href={`${deskAddress}/${call.id}/rules?of=${document.key}`}>{t('rules.ofThisDocument')}</a>}
    />
  )
  return visit.show({ frame: 'desk', title: t(`item.${part}`), current: deskAddress, body }, statusOf(shown))
}

// A host's partner may have been merged into another since: the list to choose from has the one that stays.
async function knownNow(visit: Visit, call: Call, typed: Typed): Promise<Typed> {
  const found = typed.partner ? await findPartner(visit.within(call.institution), typed.partner) : null
  return found ? { ...typed, partner: found.key ?? found.id } : typed
}

async function saveItem(visit: Visit): Promise<Response> {
  const call = await callHere(visit)
  const { part, items, nth } = placeOf(visit, call)
  const typed = composeDays(await visit.typed())
  const { value, problems } = readInputs(inputsOf[part], typed)
  if (problems.length > 0) return showItem(visit, call, { typed, problems })
  const work = workOf(call)
  const item = itemSchemas[part].safeParse(itemFrom(part, value, items[nth], work.said))
  if (!item.success) return showItem(visit, call, { typed, problems: refused(part, item.error) })
  const list = draftAddress(call, part)
  // The same new item twice in a row is the same form sent twice.
  if (Number(typed.version) < call.version && items.some((one) => isSame(one, item.data))) return visit.go(list)
  const writing = withItems(work, part, items.toSpliced(nth, 1, item.data))
  if (writing && (await save(visit, call, typed, writing))) return visit.go(list)
  return showItem(visit, await callHere(visit), { typed, problems: [], stale: true })
}

// A host and a document have a key of their own, which a second sending would make anew.
function isSame(one: unknown, other: unknown): boolean {
  const bare = (item: unknown) =>
    JSON.stringify(item, (name, value) => (name === 'id' || name === 'key' ? undefined : value))
  return bare(one) === bare(other)
}

function withItems(work: Writing, part: ListPart, items: readonly unknown[]): Writing | null {
  const read = callSaid.safeParse({ ...work.said, [part]: items })
  return read.success ? { ...work, said: read.data } : null
}

async function moveItem(visit: Visit, how: 'removal' | 'rise'): Promise<Response> {
  const call = await callHere(visit)
  const { part, items, nth } = placeOf(visit, call)
  const rest = items.toSpliced(nth, 1)
  const moved = how === 'removal' ? rest : rest.toSpliced(Math.max(0, nth - 1), 0, items[nth])
  const writing = withItems(workOf(call), part, moved)
  const list = draftAddress(call, part)
  const saved = writing && (await save(visit, call, await visit.typed(), writing))
  return visit.go(saved ? list : `${list}?done=stale`)
}
