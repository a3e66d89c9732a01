import type { Tx } from '../../platform/database/index.ts'
import type { House } from '../../platform/house.ts'
import { got, NotFound, type Outcome, refuse } from '../../platform/outcome.ts'
import { type Block, type Content, isEmptyText, isSame } from './blocks.ts'
import { keepOldAddress } from './redirect-store.ts'
import { blockOf, moved, replaced, type SitePage, type What, withBlock } from './rules.ts'
import { findPage, holdPage, insertPage, type PageSet, pageAt, publicPages, savePage, versionOf } from './store.ts'

export interface Acting {
  readonly house: House
  readonly institution: string
  /** Null: the clock, as somebody had set it. */
  readonly by: { readonly id: string; readonly name: string } | null
}

interface Change {
  readonly content?: Content
  readonly slug?: string
  readonly what: What
  readonly blockId?: string
  readonly set?: PageSet
}

/** What was changed; null: there was nothing to change, as when a form comes twice. */
type Changed = Outcome<SitePage | null>

/** Changes a page in one transaction and keeps what it was. Throws NotFound for a page that is not there. */
async function change(
  { house, institution, by }: Acting,
  id: string,
  decide: (page: SitePage, tx: Tx) => Promise<Outcome<Change | null>>,
): Promise<Changed> {
  const db = house.database.within(institution)
  const outcome = await db.transaction().execute(async (tx): Promise<Changed> => {
    const page = await holdPage(tx, id)
    if (!page) throw new NotFound()
    const decided = await decide(page, tx)
    if (!decided.ok) return decided
    if (!decided.value) return got(null)
    const { slug = page.slug, content = page.content, what, blockId = null, set = {} } = decided.value
    await savePage(tx, institution, page, { slug, content, what, blockId, at: house.clock.now(), by }, set)
    return got(await findPage(tx, id))
  })
  publicPages.forget(db)
  return outcome
}

/** Makes a page; the same form twice makes one. @param what whether somebody wrote it or brought it as a file */
export async function makePage(
  { house, institution, by }: Acting,
  given: { readonly id: string; readonly slug: string; readonly content: Content },
  what: 'made' | 'imported',
): Promise<Outcome> {
  const db = house.database.within(institution)
  return db.transaction().execute(async (tx) => {
    if (await findPage(tx, given.id)) return { ok: true, value: undefined }
    if (await pageAt(tx, given.slug)) return refuse('slug.used')
    await insertPage(tx, institution, { ...given, what, blockId: null, at: house.clock.now(), by })
    return { ok: true, value: undefined }
  })
}

/** Two wrote the same at once: what the other has made of it stands beside what is refused. Null: it is gone. */
export type Clash<Value> = { readonly theirs: Value | null; readonly version: number }
export type Written<Value> = { readonly ok: true } | { readonly ok: false; readonly clash: Clash<Value> }

/**
 * Saves a block that was read in the version `seen`. Other blocks may have changed since then: they stay as they are now.
 * @param after of a new block: the id of that before it, '' for the beginning
 */
export async function writeBlock(
  acting: Acting,
  id: string,
  block: Block,
  seen: number,
  after?: string,
): Promise<Written<Block>> {
  const clashes: Clash<Block>[] = []
  await change(acting, id, async (page, tx) => {
    const now = blockOf(page.content, block.id)
    if (now && isSame(now, block)) return got(null)
    if (!now && after !== undefined)
      return got({ content: withBlock(page.content, block, after), what: 'added', blockId: block.id })
    const before = blockOf((await versionOf(tx, id, seen))?.content ?? page.content, block.id)
    if (now && isSame(now, before))
      return got({ content: replaced(page.content, block), what: 'edited', blockId: block.id })
    clashes.push({ theirs: now, version: page.version })
    return got(null)
  })
  const [clash] = clashes
  return clash ? { ok: false, clash } : { ok: true }
}

type Head = Pick<Content, 'title' | 'lead'>
const headOf = ({ title, lead }: Content): Head => ({ title, lead })

/** Saves the title and what stands below it. */
export async function writeHead(acting: Acting, id: string, head: Head, seen: number): Promise<Written<Head>> {
  const clashes: Clash<Head>[] = []
  await change(acting, id, async (page, tx) => {
    if (isSame(headOf(page.content), head)) return got(null)
    const before = headOf((await versionOf(tx, id, seen))?.content ?? page.content)
    if (isSame(headOf(page.content), before)) return got({ content: { ...page.content, ...head }, what: 'titled' })
    clashes.push({ theirs: headOf(page.content), version: page.version })
    return got(null)
  })
  const [clash] = clashes
  return clash ? { ok: false, clash } : { ok: true }
}

const order = ({ blocks }: Content) => blocks.map(({ id }) => id)

/** Moves a block by one place. A form of an older order does nothing: pressed twice it moves once. */
export function moveBlock(acting: Acting, id: string, blockId: string, by: -1 | 1, seen: number): Promise<Changed> {
  return change(acting, id, async (page, tx) => {
    const before = (await versionOf(tx, id, seen))?.content
    const content = moved(page.content, blockId, by)
    if (!before || !isSame(order(before), order(page.content)) || content === page.content) return got(null)
    return got({ content, what: 'moved', blockId })
  })
}

/** Takes a block out, unless somebody has rewritten it since. */
export function removeBlock(acting: Acting, id: string, blockId: string, seen: number): Promise<Changed> {
  return change(acting, id, async (page, tx) => {
    const now = blockOf(page.content, blockId)
    if (!now) return got(null)
    const before = blockOf((await versionOf(tx, id, seen))?.content ?? page.content, blockId)
    if (!isSame(now, before)) return refuse('removal.changed')
    const blocks = page.content.blocks.filter((one) => one !== now)
    return got({ content: { ...page.content, blocks }, what: 'removed', blockId })
  })
}

/** Puts a block back where it stood in a version. */
export function returnBlock(acting: Acting, id: string, blockId: string, version: number): Promise<Changed> {
  return change(acting, id, async (page, tx) => {
    const old = (await versionOf(tx, id, version))?.content
    const block = old && blockOf(old, blockId)
    if (!old || !block || blockOf(page.content, blockId)) return got(null)
    const at = old.blocks.indexOf(block)
    return got({ content: withBlock(page.content, block, old.blocks[at - 1]?.id ?? ''), what: 'restored', blockId })
  })
}

/** Makes a page again what it was; what it is now stays among its versions. */
export function restoreVersion(acting: Acting, id: string, version: number): Promise<Changed> {
  return change(acting, id, async (page, tx) => {
    const old = await versionOf(tx, id, version)
    if (!old) throw new NotFound()
    return isSame(old.content, page.content) ? got(null) : got({ content: old.content, what: 'restored' })
  })
}

// Blocks without a name in the file get another one each time it is read.
const worded = ({ title, lead, blocks }: Content) => ({
  title,
  lead,
  blocks: blocks.map((one) => ({ ...one, id: '' })),
})

/** Puts another content in the place of all, as a file brought it. */
export function replaceContent(acting: Acting, id: string, content: Content, seen: number): Promise<Changed> {
  return change(acting, id, async (page) => {
    if (isSame(worded(page.content), worded(content))) return got(null)
    return page.version === seen ? got({ content, what: 'imported' }) : refuse('page.changedMeanwhile')
  })
}

function whyNotPublish({ content }: SitePage, seen: Content | undefined, taken: boolean) {
  if (taken) return 'slug.taken'
  if (isEmptyText(content.title) || content.blocks.length === 0) return 'publish.nothing'
  return seen && isSame(seen, content) ? null : 'page.changedMeanwhile'
}

/** Lets visitors read what the officer has just looked at. @param taken the program itself answers at its address */
export function publish(acting: Acting, id: string, seen: number, taken: boolean): Promise<Changed> {
  return change(acting, id, async (page, tx) => {
    const why = whyNotPublish(page, (await versionOf(tx, id, seen))?.content, taken)
    if (why) return refuse(why)
    if (page.published && isSame(page.published, page.content)) return got(null)
    return got({ what: 'published', set: { publishedVersion: page.version + 1, schedule: null } })
  })
}

export interface Times {
  readonly publishAt: Date | null
  readonly takeDownAt: Date | null
}

/** Sets when what the officer has just looked at becomes public, and when the page is taken down; null: not by itself. */
export function schedule(acting: Acting, id: string, seen: number, taken: boolean, times: Times): Promise<Changed> {
  const { publishAt, takeDownAt } = times
  return change(acting, id, async (page, tx) => {
    const why = publishAt && whyNotPublish(page, (await versionOf(tx, id, seen))?.content, taken)
    if (why) return refuse(why)
    const isSet = page.publishAt?.getTime() === publishAt?.getTime()
    if (isSet && page.takeDownAt?.getTime() === takeDownAt?.getTime()) return got(null)
    const set = { schedule: publishAt && { at: publishAt, version: page.version }, takeDownAt }
    return got({ what: publishAt || takeDownAt ? 'scheduled' : 'unscheduled', set })
  })
}

/** Visitors read it no more; the officers keep it. */
export function takeDown(acting: Acting, id: string): Promise<Changed> {
  return change(acting, id, async (page) =>
    got(page.published && { what: 'taken', set: { publishedVersion: null, takeDownAt: null } }),
  )
}

/** What the clock does: nothing before its minute, and nothing twice. */
export async function keepTimes(acting: Acting, id: string): Promise<void> {
  const now = acting.house.clock.now()
  await change(acting, id, async ({ publishAt, publishVersion }) =>
    got(
      publishAt && publishAt <= now
        ? { what: 'published', set: { publishedVersion: publishVersion, schedule: null } }
        : null,
    ),
  )
  await change(acting, id, async ({ takeDownAt, published }) =>
    got(
      takeDownAt && takeDownAt <= now
        ? { what: published ? 'taken' : 'unscheduled', set: { publishedVersion: null, takeDownAt: null } }
        : null,
    ),
  )
}

export function placeInMenu(acting: Acting, id: string, menuOrder: number | null): Promise<Changed> {
  return change(acting, id, async (page) =>
    got(page.menuOrder === menuOrder ? null : { what: 'menu', set: { menuOrder } }),
  )
}

/** Gives a page another address; whoever knew the old one is led on. */
export function rename(acting: Acting, id: string, slug: string): Promise<Changed> {
  return change(acting, id, async (page, tx) => {
    if (page.slug === slug) return got(null)
    if (await pageAt(tx, slug, id)) return refuse('slug.used')
    const at = acting.house.clock.now()
    await keepOldAddress(tx, acting.institution, { id, from: page.slug, to: slug, at, by: acting.by?.name ?? '' })
    return got({ slug, what: 'renamed' })
  })
}

/** Puts a page into the bin, or takes it out again. */
export function putAway(acting: Acting, id: string, away: boolean): Promise<Changed> {
  return change(acting, id, async (page, tx) => {
    if (page.archived === away) return got(null)
    if (!away && (await pageAt(tx, page.slug, id))) return refuse('slug.used')
    const archivedAt = away ? acting.house.clock.now() : null
    const quiet = { publishedVersion: null, schedule: null, takeDownAt: null, menuOrder: null }
    return got({ what: away ? 'binned' : 'unbinned', set: { ...(away ? quiet : {}), archivedAt } })
  })
}
