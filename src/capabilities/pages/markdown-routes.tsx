import { isUuid } from '../../platform/database/ids.ts'
import type { House } from '../../platform/house.ts'
import { readSentSheet } from '../../platform/sheets/sent.ts'
import type { Problem, Typed } from '../../platform/web/form.ts'
import { versionIn } from '../../platform/web/form.ts'
import { may, Routes } from '../../platform/web/routes.ts'
import type { Visit } from '../../platform/web/visit.ts'
import { isLanguage } from '../../platform/words/languages.ts'
import { makePage, replaceContent } from './actions.ts'
import { isEmptyText } from './blocks.ts'
import { showRefused, slugFrom, whyNotSlug } from './editor-routes.tsx'
import { deskAddress, editorAddress, titleOf } from './list-page.tsx'
import { ImportPage, MarkdownPage, RemarksPage } from './markdown-pages.tsx'
import { longestFile, type ReadPage, type Remark, readMarkdown } from './markdown-read.ts'
import { writeMarkdown } from './markdown-write.ts'
import { actingHere, pageHere } from './places.ts'
import type { SitePage } from './rules.ts'
import { pageWords } from './words.ts'

/** Pages as files, there and back. @param taken words of addresses that the program answers itself */
export function markdownRoutes(house: House, taken: ReadonlySet<string>): Routes {
  const edit = may('site.edit')
  const page = `${deskAddress}/:id/markdown`
  return new Routes()
    .get(`${deskAddress}/import`, edit, (visit) => showImport(visit, {}, []))
    .post(`${deskAddress}/import`, edit, (visit) => bring(visit, house, taken))
    .get(page, edit, async (visit) => showMarkdown(visit, await pageHere(visit), {}, []))
    .post(page, edit, (visit) => replace(visit, house))
    .get(`${page}/file`, edit, async (visit) => {
      const { slug, content } = await pageHere(visit)
      return visit.c.body(writeMarkdown(content), 200, {
        'content-type': 'text/markdown; charset=utf-8',
        'content-disposition': `attachment; filename="${slug}.md"`,
      })
    })
}

type Sent = { readonly typed: Typed } & (
  | { readonly ok: true; readonly read: ReadPage }
  | { readonly ok: false; readonly problem: Problem }
)

/** What came as a file, or was pasted. */
async function readSent(visit: Visit): Promise<Sent> {
  const { sheet, tooLarge, typed } = await readSentSheet(visit.c, longestFile * 2)
  const wrong = (key: string): Sent => ({ typed, ok: false, problem: { field: 'lines', key } })
  // A field that was cut off at its limit is as long as the limit.
  if (tooLarge || Buffer.byteLength(typed.lines ?? '') >= longestFile - 4) return wrong('markdown.tooLarge')
  const text = sheet ? decoded(sheet.bytes) : (typed.lines ?? '')
  if (text === null) return wrong('markdown.notText')
  if (text.length > longestFile) return wrong('markdown.tooLarge')
  if (text.trim() === '') return wrong('markdown.nothing')
  const read = readMarkdown(text, isLanguage(typed.alone) ? typed.alone : 'ru')
  return isEmptyText(read.content.title) && read.content.blocks.length === 0
    ? wrong('markdown.nothing')
    : { typed, ok: true, read }
}

/** The text of a file in the encodings that editors write; null for what is no text. */
function decoded(bytes: Buffer): string | null {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes)
  if (bytes.includes(0)) return null
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return new TextDecoder('windows-1251').decode(bytes)
  }
}

function showImport(visit: Visit, typed: Typed, problems: readonly Problem[]) {
  const t = pageWords(visit.language)
  const { institution } = visit.place('site.edit')
  const id = isUuid(typed.id ?? '') ? (typed.id ?? '') : crypto.randomUUID()
  const body = <ImportPage {...{ t, id, institution, typed, problems }} />
  return visit.show(
    { frame: 'desk', title: t('list.import'), current: deskAddress, body },
    problems.length > 0 ? 422 : 200,
  )
}

async function bring(visit: Visit, house: House, taken: ReadonlySet<string>): Promise<Response> {
  const sent = await readSent(visit)
  if (!sent.ok) return showImport(visit, sent.typed, [sent.problem])
  const { content, remarks } = sent.read
  const { typed } = sent
  const slug = typed.slug?.trim() || slugFrom(Object.values(content.title))
  const why = whyNotSlug(slug, taken)
  if (why) return showImport(visit, { ...typed, slug }, [{ field: 'slug', key: why }])
  const id = isUuid(typed.id ?? '') ? (typed.id ?? '') : crypto.randomUUID()
  const made = await makePage(actingHere(visit, house), { id, slug, content }, 'imported')
  if (!made.ok) return showImport(visit, { ...typed, slug }, [{ field: 'slug', key: made.refusal.key }])
  return goOn(visit, id, titleOf({ content, slug }, pageWords(visit.language)), remarks)
}

function showMarkdown(visit: Visit, page: SitePage, typed: Typed, problems: readonly Problem[]) {
  const t = pageWords(visit.language)
  const body = <MarkdownPage {...{ t, page, typed, problems }} text={writeMarkdown(page.content)} />
  return visit.show(
    { frame: 'desk', title: titleOf(page, t), current: deskAddress, body },
    problems.length > 0 ? 422 : 200,
  )
}

async function replace(visit: Visit, house: House): Promise<Response> {
  const page = await pageHere(visit)
  const sent = await readSent(visit)
  if (!sent.ok) return showMarkdown(visit, page, sent.typed, [sent.problem])
  const { content, remarks } = sent.read
  const outcome = await replaceContent(actingHere(visit, house), page.id, content, versionIn(sent.typed.seen))
  if (!outcome.ok) return showRefused(visit, outcome.refusal)
  return goOn(visit, page.id, titleOf({ content, slug: page.slug }, pageWords(visit.language)), remarks)
}

function goOn(visit: Visit, id: string, title: string, remarks: readonly Remark[]) {
  if (remarks.length === 0) return visit.go(editorAddress(id, '?done=imported'))
  const body = <RemarksPage t={pageWords(visit.language)} title={title} href={editorAddress(id)} remarks={remarks} />
  return visit.show({ frame: 'desk', title, current: deskAddress, body })
}
