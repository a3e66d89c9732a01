import { type Format, type Sheet, sheetAnswer } from '../../platform/sheets/index.ts'
import type { Visit } from '../../platform/web/visit.ts'
import { dbHere } from './here.ts'
import { linesOf } from './line-store.ts'
import { fieldName, problemSaid } from './said.ts'
import type { Import } from './store.ts'
import type { Target } from './target.ts'
import { importsWords } from './words.ts'

/** An empty sheet with our columns, in the reader's language. */
export function templateOf(visit: Visit, target: Target): Response {
  const columns = target.fields
    .filter(({ name }) => name !== 'id')
    .map(({ name, reading }) => ({ title: fieldName(target.name, name, visit.language), isDay: reading.as === 'day' }))
  const sheet: Sheet = { name: importsWords(visit.language)(`target.${target.name}`), columns, portions: none() }
  return sheetAnswer(visit, sheet, 'xlsx', `kopuro-${target.name}`)
}

async function* none(): AsyncGenerator<string[][]> {}

const portion = 1000

/** The lines that stay out (or all), as they were sent, each with what is wrong with it in the reader's language. */
export function wrongLines(visit: Visit, one: Import, format: Format): Response {
  const db = dbHere(visit)
  const { language } = visit
  const of = visit.query('all') === 'yes' ? null : 'wrong'
  const titles = [...one.headings, importsWords(language)('sheet.wrong')]
  async function* portions() {
    let after = 0
    for (;;) {
      const lines = await linesOf(db, one.id, after, portion, of)
      const last = lines.at(-1)
      if (!last) return
      yield lines.map(({ cells, problems }) => [
        ...one.headings.map((_, at) => cells[at] ?? ''),
        problems.map((problem) => problemSaid(problem, one.headings, language)).join('; '),
      ])
      after = last.line
    }
  }
  const columns = titles.map((title) => ({ title }))
  const sheet: Sheet = { name: importsWords(language)('sheet.wrong'), columns, portions: portions() }
  return sheetAnswer(visit, sheet, format, `mend-${one.id.slice(-8)}`)
}
