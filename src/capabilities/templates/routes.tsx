import { NotFound } from '../../platform/outcome.ts'
import { may, Routes } from '../../platform/web/routes.ts'
import type { Visit } from '../../platform/web/visit.ts'
import { type Procedure, templatesOf } from '../cases/index.ts'
import {
  putInUse,
  saveTexts,
  standings,
  type Texts,
  textsTyped,
  type Use,
  usesOf,
  type Version,
  versionsOf,
  type Writer,
} from '../correspondence/index.ts'
import { pdfPage } from '../documents/index.ts'
import { ComparePage } from './compare-page.tsx'
import { EditorPage, type Stopped } from './editor-page.tsx'
import { ListPage } from './list-page.tsx'
import { PreviewPage } from './preview-page.tsx'
import { caseOf, type Known, tryLetter, tryMail } from './try.ts'
import { templateWords } from './words.ts'

export function templateRoutes(procedures: readonly Procedure[]): Routes {
  const known = (visit: Visit) => knownHere(visit, procedures)
  return new Routes()
    .get('/desk/templates', may('letters.edit'), (visit) => showList(visit, procedures))
    .get('/desk/templates/:template', may('letters.edit'), (visit) => showEditor(visit, known(visit)))
    .post('/desk/templates/:template/versions', may('letters.edit'), (visit) => save(visit, known(visit)))
    .get('/desk/templates/:template/compare', may('letters.edit'), (visit) => compare(visit, known(visit)))
    .get('/desk/templates/:template/preview', may('letters.edit'), (visit) => preview(visit, known(visit)))
    .get('/desk/templates/:template/preview/letter', may('letters.edit'), (visit) => letter(visit, known(visit)))
    .post('/desk/templates/:template/use', may('office.edit'), (visit) => use(visit, known(visit)))
}

function knownHere(visit: Visit, procedures: readonly Procedure[]): Known {
  for (const procedure of procedures)
    for (const template of templatesOf(procedure))
      if (template.key === visit.param('template')) return { procedure, template }
  throw new NotFound()
}

function writerOf(visit: Visit): Writer {
  const { institution } = visit.place('letters.edit')
  return {
    house: visit.house,
    institution,
    by: visit.by,
  }
}

/** What the institution has made of a template: its versions and uses, newest first. */
async function historyOf(visit: Visit, { template }: Known) {
  const { institution } = visit.place('letters.edit')
  const db = visit.within(institution)
  const [versions, uses] = await Promise.all([
    versionsOf(db, institution, template.key),
    usesOf(db, institution, template.key),
  ])
  return { versions, uses }
}

async function showList(visit: Visit, procedures: readonly Procedure[]): Promise<Response> {
  const t = templateWords(visit.language)
  const { institution } = visit.place('letters.edit')
  const stands = await standings(visit.within(institution), institution)
  const body = <ListPage t={t} procedures={procedures} {...stands} />
  return visit.show({ frame: 'desk', title: t('title'), current: '/desk/templates', body })
}

async function showEditor(visit: Visit, known: Known, stopped: Stopped | null = null): Promise<Response> {
  const t = templateWords(visit.language)
  const history = await historyOf(visit, known)
  const [newest] = history.versions
  const from = versionNumber(visit.query('from')) ?? newest?.version ?? 0
  const body = (
    <EditorPage
      t={t}
      known={known}
      {...history}
      from={from}
      texts={stopped?.texts ?? textsOf(known, history.versions, from)}
      stopped={stopped}
      mayUse={visit.may('office.edit', visit.place('letters.edit').institution)}
      done={visit.query('done') ?? ''}
    />
  )
  const status = stopped ? (stopped.kind === 'faults' ? 422 : 409) : 200
  return visit.show({ frame: 'desk', title: t('title'), current: '/desk/templates', body }, status)
}

/** The texts of a version; 0 are the product's own. */
function textsOf({ template }: Known, versions: readonly Version[], version: number): Texts {
  if (version === 0) return template.builtIn
  const found = versions.find((one) => one.version === version)
  if (!found) throw new NotFound()
  return found.texts
}

async function save(visit: Visit, known: Known): Promise<Response> {
  const typed = await visit.typed()
  const texts = textsTyped(known.template, typed)
  const saved = await saveTexts(writerOf(visit), known.template, texts, versionNumber(typed.base) ?? 0)
  if (saved.kind !== 'saved') return showEditor(visit, known, { ...saved, texts })
  const page = `/desk/templates/${known.template.key}`
  return visit.go(typed.next === 'preview' ? `${page}/preview?version=${saved.version}` : `${page}?done=saved`)
}

async function compare(visit: Visit, known: Known): Promise<Response> {
  const t = templateWords(visit.language)
  const { versions } = await historyOf(visit, known)
  const now = versionNumber(visit.query('version')) ?? versions[0]?.version ?? 0
  const before = versionNumber(visit.query('with')) ?? Math.max(0, now - 1)
  const of = (version: number) => ({ version, texts: textsOf(known, versions, version) })
  const body = <ComparePage t={t} known={known} versions={versions} before={of(before)} now={of(now)} />
  return visit.show({ frame: 'desk', title: t('compare.title'), current: '/desk/templates', body })
}

async function preview(visit: Visit, known: Known, other: Use | null = null): Promise<Response> {
  const t = templateWords(visit.language)
  const { institution } = visit.place('letters.edit')
  const { versions, uses } = await historyOf(visit, known)
  const version = versionNumber(visit.query('version')) ?? uses[0]?.version ?? 0
  const texts = textsOf(known, versions, version)
  const typed = (visit.query('case') ?? '').trim()
  const view = await caseOf(visit.house, institution, known, typed)
  const body = (
    <PreviewPage
      t={t}
      known={known}
      version={version}
      uses={uses}
      typed={typed}
      view={view}
      mails={view && known.template.kind === 'mail' ? tryMail(visit.house, known, texts, view) : []}
      mayUse={visit.may('office.edit', institution)}
      other={other}
    />
  )
  const status = other ? 409 : typed && !view ? 404 : 200
  return visit.show({ frame: 'desk', title: t('try.title'), current: '/desk/templates', body }, status)
}

async function letter(visit: Visit, known: Known): Promise<Response> {
  const { institution, by } = writerOf(visit)
  const { versions } = await historyOf(visit, known)
  const texts = textsOf(known, versions, versionNumber(visit.query('version')) ?? 0)
  const view = await caseOf(visit.house, institution, known, (visit.query('case') ?? '').trim())
  if (!view || known.template.kind !== 'letter') throw new NotFound()
  return pdfPage(await tryLetter(known, texts, view, by.name), `${known.template.key}.pdf`)
}

async function use(visit: Visit, known: Known): Promise<Response> {
  const typed = await visit.typed()
  const version = versionNumber(typed.version)
  if (version === null) throw new NotFound()
  const writer = { ...writerOf(visit), institution: visit.place('office.edit').institution }
  const other = await putInUse(writer, known.template, version === 0 ? null : version, versionNumber(typed.seen) ?? 0)
  return other ? preview(visit, known, other) : visit.go(`/desk/templates/${known.template.key}?done=used`)
}

function versionNumber(text: string | undefined): number | null {
  if (text === undefined) return null
  if (!/^\d{1,6}$/.test(text)) throw new NotFound()
  return Number(text)
}
