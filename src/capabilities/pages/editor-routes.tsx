import { isUuid } from '../../platform/database/ids.ts'
import type { House } from '../../platform/house.ts'
import type { Child } from '../../platform/jsx-runtime.ts'
import { NotFound, type Refusal } from '../../platform/outcome.ts'
import type { Problem, Typed } from '../../platform/web/form.ts'
import { versionIn } from '../../platform/web/form.ts'
import { may, Routes } from '../../platform/web/routes.ts'
import type { Visit } from '../../platform/web/visit.ts'
import { foldWords } from '../../platform/words/fold.ts'
import { languages } from '../../platform/words/languages.ts'
import { makePage, moveBlock, publish, removeBlock, returnBlock, writeBlock, writeHead } from './actions.ts'
import { kindFrom, readBlock, readText, typedAs } from './block-form.ts'
import { freshBlock } from './block-form-view.tsx'
import {
  type BlockKind,
  type Content,
  isEmptyText,
  longest,
  mostBlocks,
  newBlockId,
  nothing,
  textsIn,
} from './blocks.ts'
import { EditorPage, type Open } from './editor-page.tsx'
import { deskAddress, editorAddress, NewPagePage, PagesPage, titleOf } from './list-page.tsx'
import { liveFor } from './live.ts'
import { doneNotice, refusalNotice } from './notices.tsx'
import { actingHere, dbHere, institutionHere, pageHere } from './places.ts'
import { blockOf, longestSlug, type SitePage, slugShape } from './rules.ts'
import { unset } from './settings.ts'
import { sitePages } from './store.ts'
import { pageWords } from './words.ts'

/** The list of pages, and the editor of each. @param taken words of addresses that the program answers itself */
export function editorRoutes(house: House, taken: ReadonlySet<string>): Routes {
  const edit = may('site.edit')
  const page = `${deskAddress}/:id`
  return new Routes()
    .get(deskAddress, edit, showList)
    .get(`${deskAddress}/new`, edit, (visit) => showNew(visit, { typed: {}, problems: [] }))
    .post(`${deskAddress}/new`, edit, (visit) => begin(visit, house, taken))
    .get(page, edit, async (visit) => {
      const found = await pageHere(visit)
      return showEditor(visit, found, openAs(visit, found))
    })
    .post(`${page}/head`, edit, (visit) => saveHead(visit, house))
    .post(`${page}/blocks`, edit, (visit) => saveNew(visit, house))
    .post(`${page}/blocks/:block`, edit, (visit) => saveBlock(visit, house))
    .post(`${page}/blocks/:block/place`, edit, async (visit) => {
      const { id } = await pageHere(visit)
      const { by, seen } = await visit.typed()
      const block = visit.param('block')
      await moveBlock(actingHere(visit, house), id, block, by === 'up' ? -1 : 1, versionIn(seen))
      return visit.go(editorAddress(id, `#b-${block}`))
    })
    .post(`${page}/blocks/:block/removal`, edit, async (visit) => {
      const { id } = await pageHere(visit)
      const { seen } = await visit.typed()
      const block = visit.param('block')
      const outcome = await removeBlock(actingHere(visit, house), id, block, versionIn(seen))
      if (!outcome.ok) return showRefused(visit, outcome.refusal)
      return visit.go(editorAddress(id, `?done=removed&block=${encodeURIComponent(block)}&version=${versionIn(seen)}`))
    })
    .post(`${page}/blocks/:block/return`, edit, async (visit) => {
      const { id } = await pageHere(visit)
      const { version } = await visit.typed()
      await returnBlock(actingHere(visit, house), id, visit.param('block'), versionIn(version))
      return visit.go(editorAddress(id, `#b-${visit.param('block')}`))
    })
    .post(`${page}/publication`, edit, async (visit) => {
      const { id, slug } = await pageHere(visit)
      const { seen } = await visit.typed()
      const outcome = await publish(actingHere(visit, house), id, versionIn(seen), taken.has(slug))
      return outcome.ok ? visit.go(editorAddress(id, '?done=published')) : showRefused(visit, outcome.refusal)
    })
}

async function showList(visit: Visit): Promise<Response> {
  const t = pageWords(visit.language)
  const inBin = visit.query('bin') === 'yes'
  const q = (visit.query('q') ?? '').slice(0, 200)
  const { institution } = visit.place('site.edit')
  const pages = (await sitePages(dbHere(visit), inBin)).filter((page) => says(page, q))
  const body = <PagesPage {...{ t, institution, pages, q, inBin }} notice={doneNotice(visit, t)} />
  return visit.show({ frame: 'desk', title: t('list.title'), current: deskAddress, body })
}

/** Whether a page has all words of a search somewhere in its texts, in any spelling. */
function says({ slug, content }: SitePage, q: string): boolean {
  const words = foldWords([slug, ...textsIn(content).flatMap((text) => languages.map((one) => text[one]))].join(' '))
  return foldWords(q).every((sought) => words.some((word) => word.startsWith(sought)))
}

function showNew(visit: Visit, { typed, problems }: { typed: Typed; problems: readonly Problem[] }) {
  const t = pageWords(visit.language)
  const { institution } = visit.place('site.edit')
  const id = isUuid(typed.id ?? '') ? (typed.id ?? '') : crypto.randomUUID()
  const body = <NewPagePage {...{ t, id, institution, typed, problems }} />
  return visit.show(
    { frame: 'desk', title: t('list.new'), current: deskAddress, body },
    problems.length > 0 ? 422 : 200,
  )
}

async function begin(visit: Visit, house: House, taken: ReadonlySet<string>): Promise<Response> {
  const typed = await visit.typed()
  const title = readText(typed, 'title', 'line', longest.title)
  const problems = [...title.problems]
  if (isEmptyText(title.value)) problems.push({ field: 'title.ru', key: 'new.noTitle' })
  const slug = typed.slug?.trim() || slugFrom(Object.values(title.value))
  const why = whyNotSlug(slug, taken)
  if (why) problems.push({ field: 'slug', key: why })
  if (problems.length > 0) return showNew(visit, { typed: { ...typed, slug }, problems })
  const id = isUuid(typed.id ?? '') ? (typed.id ?? '') : crypto.randomUUID()
  const content: Content = { title: title.value, lead: nothing, blocks: [] }
  const made = await makePage(actingHere(visit, house), { id, slug, content }, 'made')
  if (!made.ok)
    return showNew(visit, { typed: { ...typed, slug }, problems: [{ field: 'slug', key: made.refusal.key }] })
  return visit.go(editorAddress(id))
}

/** An address out of a title: its words in small Latin letters. */
export function slugFrom(titles: readonly string[]): string {
  const words = foldWords(titles.find((title) => title !== '') ?? '').map((word) => word.replace(/[^a-z0-9]/g, ''))
  return words.filter(Boolean).join('-').slice(0, longestSlug).replace(/-$/, '')
}

/** Why a page can't stand at an address, as a message key. */
export function whyNotSlug(slug: string, taken: ReadonlySet<string>): string | null {
  if (slug === '') return 'slug.missing'
  if (!slugShape.test(slug) || slug.length > longestSlug) return 'slug.shape'
  return taken.has(slug) ? 'slug.taken' : null
}

function openAs(visit: Visit, page: SitePage): Open {
  const { content, version: seen } = page
  const [edit, add, behind] = [visit.query('edit'), kindFrom(visit.query('add')), visit.query('after')]
  const after = behind === 'head' ? '' : (behind ?? content.blocks.at(-1)?.id ?? '')
  if (edit === 'head') return { what: 'head', typed: headTyped(content), problems: [], seen }
  const block = blockOf(content, edit ?? '')
  if (block) return { what: 'block', block: block.id, kind: block.kind, typed: typedAs(block), problems: [], seen }
  if (add) {
    const id = newBlockId()
    return {
      what: 'new',
      block: id,
      kind: add,
      after,
      typed: typedAs(freshBlock(add, id, unset[add])),
      problems: [],
      seen,
    }
  }
  return behind === undefined ? { what: 'nothing' } : { what: 'choice', after }
}

const headTyped = ({ title, lead }: Pick<Content, 'title' | 'lead'>): Typed =>
  Object.fromEntries(
    languages.flatMap((language) => [
      [`title.${language}`, title[language]],
      [`lead.${language}`, lead[language]],
    ]),
  )

/** The editor, with what is being written open in its place. */
export async function showEditor(
  visit: Visit,
  page: SitePage,
  open: Open,
  refused: Child = null,
  status: 200 | 409 | 422 = 200,
): Promise<Response> {
  const t = pageWords(visit.language)
  const choosing =
    open.what === 'block' || open.what === 'new' ? { kind: open.kind, set: open.typed.set ?? '' } : undefined
  const live = await liveFor(visit, await institutionHere(visit), page.content, choosing)
  const body = <EditorPage {...{ t, page, live, open }} notice={refused ?? doneNotice(visit, t, page)} />
  return visit.show({ frame: 'desk', title: titleOf(page, t), current: deskAddress, body }, status)
}

/** The editor as it is now, with why the press did nothing. */
export async function showRefused(visit: Visit, refusal: Refusal): Promise<Response> {
  const notice = refusalNotice(refusal, pageWords(visit.language))
  return showEditor(visit, await pageHere(visit), { what: 'nothing' }, notice, 409)
}

async function saveHead(visit: Visit, house: House): Promise<Response> {
  const page = await pageHere(visit)
  const typed = await visit.typed()
  const title = readText(typed, 'title', 'line', longest.title)
  const lead = readText(typed, 'lead', 'long', longest.lead)
  const problems = [...title.problems, ...lead.problems]
  if (isEmptyText(title.value)) problems.push({ field: 'title.ru', key: 'new.noTitle' })
  const seen = versionIn(typed.seen)
  if (problems.length > 0) return showEditor(visit, page, { what: 'head', typed, problems, seen }, null, 422)
  const written = await writeHead(actingHere(visit, house), page.id, { title: title.value, lead: lead.value }, seen)
  if (written.ok) return visit.go(editorAddress(page.id, '?done=saved#head'))
  const { theirs, version } = written.clash
  const clash = { typed, problems, theirs: theirs && headTyped(theirs), seen: version }
  return showEditor(visit, await pageHere(visit), { what: 'head', ...clash }, null, 409)
}

async function saveNew(visit: Visit, house: House): Promise<Response> {
  const page = await pageHere(visit)
  const typed = await visit.typed()
  const kind = kindFrom(typed.kind)
  if (!kind) throw new NotFound()
  const id = /^[a-z0-9]{1,12}$/.test(typed.block ?? '') ? (typed.block ?? '') : newBlockId()
  const after = typed.after ?? ''
  const { value, problems } = readBlock(kind, id, typed)
  const full: Problem[] = page.content.blocks.length < mostBlocks ? [] : [{ field: 'text.ru', key: 'block.tooMany' }]
  const open = {
    what: 'new',
    block: id,
    kind,
    after,
    typed,
    problems: [...problems, ...full],
    seen: page.version,
  } as const
  if (open.problems.length > 0) return showEditor(visit, page, open, null, 422)
  const written = await writeBlock(actingHere(visit, house), page.id, value, versionIn(typed.seen), after)
  if (written.ok) return visit.go(editorAddress(page.id, `?done=saved#b-${id}`))
  return showClash(visit, id, kind, typed, written.clash)
}

async function saveBlock(visit: Visit, house: House): Promise<Response> {
  const page = await pageHere(visit)
  const typed = await visit.typed()
  const id = visit.param('block')
  const kind = blockOf(page.content, id)?.kind ?? kindFrom(typed.kind)
  if (!kind || !/^[a-z0-9]{1,12}$/.test(id)) throw new NotFound()
  const { value, problems } = readBlock(kind, id, typed)
  const seen = versionIn(typed.seen)
  if (problems.length > 0)
    return showEditor(visit, page, { what: 'block', block: id, kind, typed, problems, seen }, null, 422)
  const written = await writeBlock(actingHere(visit, house), page.id, value, seen)
  if (written.ok) return visit.go(editorAddress(page.id, `?done=saved#b-${id}`))
  return showClash(visit, id, kind, typed, written.clash)
}

/** What both wrote; a block that somebody took out meanwhile can be put at the end again. */
async function showClash(
  visit: Visit,
  id: string,
  kind: BlockKind,
  typed: Typed,
  { theirs, version }: { theirs: Parameters<typeof typedAs>[0] | null; version: number },
): Promise<Response> {
  const page = await pageHere(visit)
  const tried = { kind, block: id, typed, problems: [], theirs: theirs && typedAs(theirs), seen: version }
  const after = page.content.blocks.at(-1)?.id ?? ''
  const open: Open = theirs ? { what: 'block', ...tried } : { what: 'new', ...tried, after }
  return showEditor(visit, page, open, null, 409)
}
