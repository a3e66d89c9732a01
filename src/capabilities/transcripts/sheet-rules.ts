import { type Day, readDay } from '../../platform/days.ts'
import type { Problem } from '../../platform/web/form.ts'
import { foldWords } from '../../platform/words/fold.ts'
import { type Language, languages } from '../../platform/words/languages.ts'
import { fold, readDayCell } from '../arrivals/index.ts'
import {
  type Entry,
  entryForm,
  type Kind,
  readEntry,
  readHundredths,
  type Said,
  type Scale,
  sayHundredths,
  subjectKey,
} from './rules.ts'

export type Cells = readonly (readonly string[])[]

export const fields = ['number', 'name', 'birthDay', 'session', 'subject', 'grade', 'credits', 'attempt', 'on'] as const
export type Field = (typeof fields)[number]

export const isField = (text: string | undefined): text is Field => fields.some((field) => field === text)

/** What the columns mean: the row of the headings, counted from 0, and a field or nothing for each column. */
export interface Mapping {
  readonly headingRow: number
  readonly fields: readonly (Field | '')[]
}

// The first of a language stands in the template; the others are what deans' offices write.
const headings: Readonly<Record<Field, Readonly<Record<Language, readonly string[]>>>> = {
  number: {
    en: ['Student number', 'Number', 'Student ID'],
    ru: ['Номер студента', 'Номер зачётной книжки', '№ зачетки', 'Шифр'],
    ky: ['Студенттин номери', 'Сынак китепчесинин номери'],
  },
  name: { en: ['Full name', 'Name', 'Student'], ru: ['ФИО', 'Ф.И.О.', 'Студент'], ky: ['Аты-жөнү', 'ФАА'] },
  birthDay: { en: ['Date of birth', 'Born'], ru: ['Дата рождения'], ky: ['Туулган күнү'] },
  session: { en: ['Session', 'Semester', 'Term'], ru: ['Сессия', 'Семестр'], ky: ['Сессия', 'Семестр'] },
  subject: { en: ['Subject', 'Course', 'Discipline'], ru: ['Предмет', 'Дисциплина'], ky: ['Предмет', 'Дисциплина'] },
  grade: { en: ['Grade', 'Mark'], ru: ['Оценка', 'Балл', 'Результат'], ky: ['Баа', 'Балл'] },
  credits: { en: ['Credits', 'Credit'], ru: ['Кредиты', 'Кредит', 'Количество кредитов'], ky: ['Кредиттер', 'Кредит'] },
  attempt: { en: ['Attempt', 'Try'], ru: ['Попытка', 'Пересдача'], ky: ['Аракет'] },
  on: { en: ['Day of the exam', 'Date', 'Exam date'], ru: ['Дата экзамена', 'Дата'], ky: ['Экзамен күнү', 'Күнү'] },
}

/** The heading of a field in the template of a language. */
export const templateHeading = (field: Field, language: Language): string => headings[field][language][0] ?? field

const meanings = new Map(
  fields.flatMap((field) =>
    languages.flatMap((language) => headings[field][language].map((said) => [fold(said), field] as const)),
  ),
)

/** Finds the headings among the first rows: the row in which most are understood. */
export function recognise(cells: Cells): Mapping {
  const read = cells.slice(0, 15).map((row) => {
    const meant = row.map((text) => meanings.get(fold(text)) ?? '')
    // A field is read from one column: the first that is said to have it.
    return meant.map((field, at) => (field && meant.indexOf(field) === at ? field : ''))
  })
  const counts = read.map((row) => row.filter(Boolean).length)
  const headingRow = Math.max(0, counts.indexOf(Math.max(0, ...counts)))
  return { headingRow, fields: read[headingRow] ?? [] }
}

/** The fields without which a sheet says nothing. @param one whether it is the sheet of one person */
export function lacking({ fields: meant }: Mapping, one: boolean): readonly Field[] {
  const asked = (['session', 'subject', 'grade'] as const).filter((field) => !meant.includes(field))
  if (one || meant.includes('number') || (meant.includes('name') && meant.includes('birthDay'))) return asked
  return ['number', ...asked]
}

/** Whom a line may be about. */
export interface KnownPerson {
  readonly id: string
  readonly name: string
  readonly birthDay: string | null
  readonly numbers: readonly string[]
  readonly entries: readonly Entry[]
}

export interface Planned {
  /** As an officer counts: the first row of the sheet is 1. */
  readonly row: number
  readonly person: KnownPerson | null
  /** What the line is about, as it stands there. */
  readonly shown: { readonly who: string; readonly subject: string; readonly grade: string }
  readonly said: Said | null
  /** The very same is written down already: the line adds nothing. */
  readonly isThere: boolean
  readonly problems: readonly Problem[]
}

interface Ground {
  readonly scale: Scale | null
  readonly today: Day
  readonly people: readonly KnownPerson[]
  /** The person of a sheet of one; then no line has to say whose it is. */
  readonly only: KnownPerson | null
}

/** Says of each line what would be written, or why not. The try and the writing ask it alike. */
export function planOf(cells: Cells, mapping: Mapping, ground: Ground): Planned[] {
  const first = new Map<string, number>()
  return cells.flatMap((row, at): Planned[] => {
    if (at <= mapping.headingRow || !row.some(Boolean)) return []
    const planned = planLine(at + 1, textsOf(row, mapping), ground)
    if (!planned.said || !planned.person) return [planned]
    const key = keyOf(planned.person.id, planned.said)
    const before = first.get(key)
    if (before === undefined) first.set(key, planned.row)
    const twice = { field: 'subject', key: 'line.twice', params: { row: before ?? 0 } }
    return [before === undefined ? planned : { ...planned, problems: [...planned.problems, twice] }]
  })
}

const keyOf = (person: string, { session, subject, attempt }: Said): string =>
  `${person} ${session} ${subjectKey(subject)} ${attempt}`

type Texts = Readonly<Partial<Record<Field, string>>>

function textsOf(row: readonly string[], { fields: meant }: Mapping): Texts {
  return Object.fromEntries(meant.flatMap((field, column) => (field ? [[field, (row[column] ?? '').trim()]] : [])))
}

function planLine(row: number, texts: Texts, ground: Ground): Planned {
  const problems: Problem[] = []
  const person = ground.only ?? whose(texts, ground, problems)
  const said = saidIn(texts, ground, problems)
  const there = person && said ? alike(person, said) : undefined
  const isThere = there !== undefined && there.kind === said?.kind && there.grade === said?.grade
  if (there && !isThere)
    problems.push({ field: 'grade', key: 'line.different', params: { grade: sayWhat(there) || '–' } })
  const who = person?.name ?? texts.name ?? texts.number ?? '–'
  const shown = { who, subject: texts.subject ?? '', grade: texts.grade ?? '' }
  return { row, person, shown, said, isThere, problems }
}

const alike = (person: KnownPerson, said: Said): Entry | undefined =>
  person.entries.find((entry) => keyOf(person.id, entry) === keyOf(person.id, said))

const sayWhat = ({ grade }: Entry): string => (grade === null ? '' : sayHundredths(grade, 'en'))

function whose(texts: Texts, { people }: Ground, problems: Problem[]): KnownPerson | null {
  const { number = '', name = '', birthDay = '' } = texts
  if (number) {
    const found = people.filter(({ numbers }) => numbers.some((one) => fold(one) === fold(number)))
    if (found.length === 1) return found[0] ?? null
    if (!name) return tell(problems, 'number', found.length > 1 ? 'line.several' : 'line.nobodyByNumber')
  }
  const born = readDayCell(birthDay)
  if (!name || !birthDay) return tell(problems, name ? 'birthDay' : 'name', 'line.whose')
  if (!born.ok) return tell(problems, 'birthDay', born.key)
  const words = foldWords(name).toSorted().join(' ')
  const found = people.filter(
    (one) => one.birthDay === born.value && foldWords(one.name).toSorted().join(' ') === words,
  )
  if (found.length > 1) return tell(problems, 'name', 'line.several')
  return found[0] ?? tell(problems, 'name', 'line.nobody')
}

function tell(problems: Problem[], field: Field, key: string): null {
  problems.push({ field, key })
  return null
}

function saidIn(texts: Texts, { scale, today }: Ground, problems: Problem[]): Said | null {
  const on = texts.on ? readDayCell(texts.on) : null
  if (on && !on.ok) problems.push({ field: 'on', key: on.key })
  const { kind, grade } = gradeIn(texts.grade ?? '', scale)
  const typed = entryForm.safeParse({
    ...{ session: numberIn(texts.session), subject: texts.subject, kind, grade, credits: texts.credits ?? '' },
    ...{ attempt: numberIn(texts.attempt), on: on?.ok ? readDay(on.value) : '' },
  })
  if (!typed.success) {
    for (const issue of typed.error.issues)
      problems.push({
        field: String(issue.path[0]),
        key: /^\w+\.\w+$/.test(issue.message) ? issue.message : 'form.notUnderstood',
      })
    return null
  }
  const read = readEntry(typed.data, scale, today)
  if (read.ok) return read.said
  problems.push(...read.problems)
  return null
}

// "1 семестр", "2-я попытка": the number is what is meant.
const numberIn = (text = ''): string => /^\D{0,12}(\d{1,3})\D{0,20}$/.exec(text)?.[1] ?? text

const passed = /^(зач[её]т(ено)?|зачт[её]но|сдано?|pass(ed)?|p|credit(ed)?|сынак|алынды|өттү)\.?$/i
const failed = /^(не\s?зач[её]т(ено)?|не\s?зачт[её]но|не\s?сдано?|fail(ed)?|f|not passed|өткөн жок|алынган жок)\.?$/i

// The scale's own words are its grades: "хорошо" is 4 where the institution says so. Letters of other scales are not.
function gradeIn(text: string, scale: Scale | null): { kind: Kind; grade: string } {
  if (passed.test(text)) return { kind: 'pass', grade: '' }
  if (failed.test(text)) return { kind: 'fail', grade: '' }
  const [, number] = /^(\d+(?:[.,]\d+)?)\s*\(.{1,40}\)$/.exec(text) ?? []
  if (number) return { kind: 'graded', grade: number }
  const word = fold(text)
  const named = scale?.levels.find(({ name }) => languages.some((language) => fold(name[language]) === word))
  return { kind: 'graded', grade: named && readHundredths(text) === null ? String(named.value) : text.slice(0, 10) }
}

export interface Counts {
  readonly writes: number
  readonly there: number
  readonly wrong: number
  readonly people: number
}

export function countsOf(plan: readonly Planned[]): Counts {
  const right = plan.filter(({ problems }) => problems.length === 0)
  const writes = right.filter(({ isThere }) => !isThere)
  return {
    ...{ writes: writes.length, there: right.length - writes.length, wrong: plan.length - right.length },
    people: new Set(writes.map(({ person }) => person?.id)).size,
  }
}
