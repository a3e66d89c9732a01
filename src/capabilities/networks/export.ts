import { NotFound } from '../../platform/outcome.ts'
import { type Format, sheetAnswer } from '../../platform/sheets/index.ts'
import type { Visit } from '../../platform/web/visit.ts'
import { endExport, recordExport } from '../cases/index.ts'
import type { Desk, Telling } from './desk.ts'
import type { FormOf } from './forms.ts'
import { type Filter, queryOf, type Work, type WorkLine } from './rules.ts'
import { sayAnswer, sayOfLine, sayPartner } from './said.tsx'
import { linesOf, worksOf } from './store.ts'
import { deskTelling, wholeOf } from './telling.ts'
import { networksWords } from './words.ts'

/** The works that the filter shows, as a file; who takes part in each stands in a column. */
export async function exportWorks(visit: Visit, desk: Desk, filter: Filter, format: Format): Promise<Response> {
  const { institution } = visit.place('partners.read')
  const db = visit.within(institution)
  const kind = desk.kinds[filter.kind]
  if (!kind) throw new NotFound()
  const works = await worksOf(db, { ...filter, after: null })
  const lines = await linesOf(
    db,
    works.map(({ id }) => id),
  )
  const telling = await deskTelling(visit, institution, desk, lines)
  const t = networksWords.byData(visit.language)
  const names = fieldsOf(kind)
  const rows = works.map((work) => [
    ...names.map((name) => sayAnswer(telling, kind, work.said, name)),
    ...('member' in kind.lines ? [membersOf(telling, lines, work)] : []),
  ])
  const titles = [...names.map((name) => t(`field.${name}`)), ...('member' in kind.lines ? [t('lines.member')] : [])]
  return answer(visit, { titles, rows, format, query: queryOf(filter), file: desk.address.slice(6) })
}

/** What is said of one work in lines of one kind, as a file. */
export async function exportLines(visit: Visit, desk: Desk, work: Work, name: string, format: Format) {
  const { institution } = visit.place('partners.read')
  const lines = desk.kinds[work.kind]?.lines ?? {}
  const form = Object.hasOwn(lines, name) ? lines[name] : undefined
  if (!form) throw new NotFound()
  const whole = await wholeOf(visit, institution, desk, work)
  const t = networksWords.byData(visit.language)
  const names = fieldsOf(form)
  const rows = whole.lines
    .filter(({ kind }) => kind === name)
    .map((line) => lineCells(whole.telling, form, names, line))
  const titles = names.map((field) => t(`field.${field}`))
  return answer(visit, { titles, rows, format, query: `${work.id} ${name}`, file: name })
}

const fieldsOf = ({ columns, shape, texts }: FormOf): string[] =>
  [...new Set([...columns, ...Object.keys(shape), ...texts.map(({ name }) => name)])].filter(
    (name) => name !== 'currency',
  )

const lineCells = (telling: Telling, form: FormOf, names: readonly string[], line: WorkLine) =>
  names.map((name) => sayOfLine(telling, form, line, name))

const membersOf = (telling: Telling, lines: readonly WorkLine[], work: Work): string =>
  lines
    .filter(({ workId, kind }) => workId === work.id && kind === 'member')
    .map((line) => sayPartner(telling, line))
    .join(' | ')

interface Leaving {
  readonly titles: readonly string[]
  readonly rows: readonly (readonly string[])[]
  readonly format: Format
  readonly query: string
  readonly file: string
}

// That a list left the house is written down.
async function answer(visit: Visit, { titles, rows, format, query, file }: Leaving): Promise<Response> {
  const { institution, role } = visit.place('partners.read')
  const db = visit.within(institution)
  const at = visit.house.clock.now()
  const by = { ...visit.by, role }
  const written = await recordExport(db, { institution, procedure: 'networks', by, format, query, at })
  await endExport(db, written, rows.length)
  async function* portions() {
    yield rows
  }
  const sheet = {
    name: networksWords(visit.language)('title'),
    columns: titles.map((title) => ({ title })),
    portions: portions(),
  }
  return sheetAnswer(visit, sheet, format, `${file}-${visit.house.clock.today()}`)
}
