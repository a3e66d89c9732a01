import type { Href } from '../../platform/jsx-runtime.ts'
import { encodings } from '../../platform/sheets/encodings.ts'
import { columnName } from '../../platform/sheets/index.ts'
import { may, Routes } from '../../platform/web/routes.ts'
import type { Visit } from '../../platform/web/visit.ts'
import { lawOfToday } from '../law/index.ts'
import { firstLines, guessesFor, mapColumns, readAgain } from './actions.ts'
import { checkImport } from './check.ts'
import { ColumnsPage } from './columns-page.tsx'
import { countryOf } from './countries.ts'
import { guessFields } from './guess.ts'
import { actOf, dbHere, frameOf, importHere, sayRefusal, whileOpen } from './here.ts'
import { unknownWords } from './line-store.ts'
import { wordKey } from './read-line.ts'
import { ReadingPage } from './reading-page.tsx'
import { fieldName, importAddress, importsAddress } from './said.ts'
import { changeImport, type Import, learnWords } from './store.ts'
import { targetOf } from './targets.ts'
import { importsWords } from './words.ts'
import { type AskedWord, optionsOf, WordsPage } from './words-page.tsx'

const one = `${importsAddress}/:id` as const
const needs = may('partners.edit')
/** Words that are asked for on one page. */
const wordsAtOnce = 40

/** How a sheet is read, which column is what, and what its words mean. */
export function stepRoutes(): Routes {
  return new Routes()
    .get(
      `${one}/reading`,
      needs,
      whileOpen((visit, found) => showReading(visit, found)),
    )
    .post(`${one}/reading`, needs, whileOpen(readOtherwise))
    .get(
      `${one}/columns`,
      needs,
      whileOpen((visit, found) => showColumns(visit, found)),
    )
    .post(`${one}/columns`, needs, whileOpen(sayColumns))
    .get(
      `${one}/words`,
      needs,
      whileOpen((visit, found) => showWords(visit, found)),
    )
    .post(`${one}/words`, needs, whileOpen(sayWords))
    .post(`${one}/words/rest`, needs, whileOpen(leaveRest))
}

/** Where an import that has not come in goes on. */
export async function nextStep(visit: Visit, found: Import): Promise<Href> {
  if (!found.fields) return importAddress(found, '/columns')
  const { whole } = await unknownWords(dbHere(visit), found.id, 0, 1)
  return importAddress(found, whole > 0 ? '/words' : '/check?known=yes')
}

async function showReading(visit: Visit, found: Import, refusal: string | null = null): Promise<Response> {
  const t = importsWords(visit.language)
  const lines = await firstLines(actOf(visit), found)
  const body = <ReadingPage {...{ t, one: found, lines, refusal }} />
  return visit.show({ ...frameOf(visit), body }, refusal ? 422 : 200)
}

const signs = { semicolon: ';', comma: ',', tab: '\t' } as const

async function readOtherwise(visit: Visit, found: Import): Promise<Response> {
  const { encoding, separator, sheet, headings } = await visit.typed()
  const named = (['semicolon', 'comma', 'tab'] as const).find((name) => name === separator)
  const wish = {
    encoding: encodings.find((name) => name === encoding),
    separator: named && signs[named],
    sheet: sheet === undefined ? undefined : Number.parseInt(sheet, 10),
  }
  // Another sheet has its headings elsewhere: they are looked for anew.
  const isSame = wish.sheet === undefined || wish.sheet === found.reading.sheet
  const outcome = await readAgain(actOf(visit), found, wish, isSame ? Number.parseInt(headings ?? '', 10) : null)
  if (!outcome.ok) return showReading(visit, found, sayRefusal(visit, outcome))
  return visit.go(importAddress(found, '/columns'))
}

async function showColumns(
  visit: Visit,
  found: Import,
  tried?: { fields: readonly string[]; problems: readonly string[] },
) {
  const t = importsWords(visit.language)
  const act = actOf(visit)
  const lines = await firstLines(act, found)
  const rows = lines.map((line) => ({ ...line, isHidden: false }))
  const guessed = () => guessesFor(act, found.target).then((guesses) => guessFields(found.headings, rows, guesses))
  const fields = tried?.fields ?? found.fields ?? (await guessed())
  const target = targetOf(found.target)
  const body = (
    <ColumnsPage {...{ t, one: found, target, fields, lines }} problems={tried?.problems ?? []} notice={null} />
  )
  return visit.show({ ...frameOf(visit), body }, tried ? 422 : 200)
}

async function sayColumns(visit: Visit, found: Import): Promise<Response> {
  const typed = await visit.typed()
  const target = targetOf(found.target)
  const known = new Set(target.fields.map(({ name }) => name))
  const fields = found.headings.map((_, at) => {
    const said = typed[`column.${at}`] ?? ''
    return known.has(said) ? said : ''
  })
  const problems = columnProblems(visit, found, fields)
  if (problems.length > 0) return showColumns(visit, found, { fields, problems })
  const act = actOf(visit)
  await mapColumns(act, found, fields)
  await checkImport(act, { ...found, fields })
  return visit.go((await nextStep(visit, await importHere(visit))).replace('?known=yes', '') as Href)
}

function columnProblems(visit: Visit, found: Import, fields: readonly string[]): string[] {
  const t = importsWords(visit.language)
  const said = (name: string) => fieldName(found.target, name, visit.language)
  return targetOf(found.target).fields.flatMap(({ name, isNeeded, reading }) => {
    const columns = fields.flatMap((field, at) => (field === name ? [columnName(at)] : []))
    if (isNeeded && columns.length === 0) return [t('columns.none', { field: said(name) })]
    const isSeveral = columns.length > 1 && reading.as !== 'lines'
    return isSeveral ? [t('columns.twice', { columns: columns.join(', '), field: said(name) })] : []
  })
}

async function showWords(visit: Visit, found: Import, tried?: readonly AskedWord[]): Promise<Response> {
  const t = importsWords(visit.language)
  if (!found.fields) return visit.go(importAddress(found, '/columns'))
  if (!found.checkedAt) await checkImport(actOf(visit), found)
  const from = Math.max(0, Number.parseInt(visit.query('from') ?? '0', 10) || 0)
  const { words, whole } = await unknownWords(dbHere(visit), found.id, from, wordsAtOnce)
  const asked = tried ?? words.map((word) => ({ ...word, typed: '', problem: undefined }))
  const body = (
    <WordsPage
      {...{ t, one: found, target: targetOf(found.target), from, size: wordsAtOnce }}
      words={asked}
      whole={Math.max(whole, asked.length)}
    />
  )
  return visit.show({ ...frameOf(visit), body }, tried ? 422 : 200)
}

async function sayWords(visit: Visit, found: Import): Promise<Response> {
  const typed = await visit.typed()
  const t = importsWords(visit.language)
  const act = actOf(visit)
  const law = await lawOfToday(act.house, act.institution)
  const target = targetOf(found.target)
  const said = Array.from({ length: wordsAtOnce }, (_, at) => {
    const [list, word, answer] = [`list.${at}`, `theirs.${at}`, `word.${at}`].map((name) => (typed[name] ?? '').trim())
    return { list: list ?? '', word: word ?? '', answer: answer ?? '', count: 1 }
  }).filter(({ list, word }) => list && word)
  const understood = said.map((one) => {
    if (one.answer === '' || one.answer === '-') return { ...one, meaning: one.answer === '-' ? '' : null }
    if (one.list === 'country') return { ...one, meaning: countryOf(one.answer, law) }
    const options = optionsOf(target, one.list, visit.language)
    return { ...one, meaning: options.find(({ value }) => value === one.answer)?.value ?? null }
  })
  const learned = understood.flatMap(({ list, word, meaning }) =>
    meaning === null ? [] : [{ list, word: wordKey(word), meaning }],
  )
  // Two spellings of one word on a page: the last one said counts.
  const once = [...new Map(learned.map((one) => [`${one.list} ${one.word}`, one])).values()]
  await learnWords(dbHere(visit), act.institution, once, act.house.clock.now())
  await checkImport(act, found)
  const wrong = understood.filter(({ answer, meaning }) => answer !== '' && meaning === null)
  if (wrong.length > 0)
    return showWords(
      visit,
      found,
      wrong.map(({ list, word, answer, count }) => ({
        ...{ list, word, count, typed: answer },
        problem: t('words.unknown', { text: answer }),
      })),
    )
  const { whole } = await unknownWords(dbHere(visit), found.id, 0, 1)
  return visit.go(importAddress(found, whole > 0 ? '/words' : '/check'))
}

async function leaveRest(visit: Visit, found: Import): Promise<Response> {
  const lists = targetOf(found.target).fields.flatMap(({ reading }) =>
    'list' in reading ? reading.list : reading.as === 'country' ? 'country' : [],
  )
  const leftEmpty = [...new Set(lists)]
  await changeImport(dbHere(visit), found.id, 'open', { leftEmpty })
  await checkImport(actOf(visit), { ...found, leftEmpty })
  return visit.go(importAddress(found, '/check'))
}
