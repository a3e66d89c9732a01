import { z } from 'zod'
import type { Day } from '../../platform/days.ts'
import { line, oneOf, optionalDay, optionalLine } from '../../platform/web/fields.ts'
import type { Problem } from '../../platform/web/form.ts'
import { foldWords } from '../../platform/words/fold.ts'
import type { Text } from '../../platform/words/languages.ts'

/** How an institution marks. Its numbers are its own: nothing converts them. */
export interface Scale {
  readonly name: Text
  readonly least: number
  readonly most: number
  /** The least grade with which a subject is passed. */
  readonly pass: number
  readonly step: number
  readonly levels: readonly { readonly value: number; readonly name: Text }[]
  readonly verified: boolean
  readonly source: readonly string[]
  readonly note: Text | null
}

export const kinds = ['graded', 'pass', 'fail'] as const
export type Kind = (typeof kinds)[number]

export const mostSessions = 24
export const mostAttempts = 9

/** What a transcript says of one attempt at one subject. */
export interface Said {
  readonly session: number
  readonly subject: string
  /** Hundredths of a national credit. */
  readonly credits: number | null
  readonly kind: Kind
  /** Hundredths of the institution's scale; null where a subject is passed or failed without a grade. */
  readonly grade: number | null
  readonly attempt: number
  readonly on: Day | null
}

export interface Entry extends Said {
  readonly id: string
  readonly sheetId: string | null
  readonly at: Date
  readonly byName: string
  readonly confirmedAt: Date | null
  readonly confirmedBy: string | null
}

/** The grades of a person, as they are counted now. */
export interface Transcript {
  readonly personId: string
  /** What somebody was looking at; a change in between is seen by it. */
  readonly version: number
  readonly scale: Scale | null
  readonly entries: readonly Entry[]
}

/** An average with how it was counted. */
export interface Average {
  /** Hundredths of the institution's own scale, rounded half up; null while it is not known. */
  readonly value: number | null
  /** The last session that the transcript tells of. */
  readonly sessions: number
  /** Sessions before it of which nothing is said: with one of these there is no average over all sessions. */
  readonly missing: readonly number[]
  /** Grades that were counted: the last attempt at each subject. */
  readonly counted: number
  readonly notCounted: {
    /** Attempts that a later one has replaced. */
    readonly retaken: number
    /** Subjects that are passed or failed without a grade. */
    readonly passFail: number
  }
  /** Counted entries that nobody of the university has confirmed. */
  readonly unconfirmed: number
}

/** How a subject is compared: without case, accents and spaces, in either alphabet. */
export const subjectKey = (subject: string): string => foldWords(subject).join(' ') || subject.trim().toLowerCase()

/**
 * The average over all sessions: every graded subject weighs the same, of several attempts in a session the last counts,
 * what is passed or failed without a grade is not counted, and where a session is missing the average is not known.
 * @param expected sessions that must be there even if the transcript ends earlier
 */
export function averageOf({ entries }: Pick<Transcript, 'entries'>, expected = 0): Average {
  const told = new Set(entries.map(({ session }) => session))
  const sessions = Math.max(expected, 0, ...told)
  const missing = Array.from({ length: sessions }, (_, at) => at + 1).filter((session) => !told.has(session))
  const last = lastAttempts(entries)
  const grades = last.flatMap(({ grade }) => grade ?? [])
  return {
    value: missing.length > 0 || grades.length === 0 ? null : meanHalfUp(grades),
    ...{ sessions, missing, counted: grades.length },
    notCounted: { retaken: entries.length - last.length, passFail: last.length - grades.length },
    unconfirmed: last.filter(({ confirmedAt }) => confirmedAt === null).length,
  }
}

function lastAttempts(entries: readonly Entry[]): readonly Entry[] {
  const last = new Map<string, Entry>()
  for (const entry of entries) {
    const key = `${entry.session} ${subjectKey(entry.subject)}`
    const before = last.get(key)
    if (!before || before.attempt < entry.attempt) last.set(key, entry)
  }
  return [...last.values()]
}

// In whole numbers: a sum of fractions would round 4.495 now up and now down.
function meanHalfUp(hundredths: readonly number[]): number {
  const sum = hundredths.reduce((total, one) => total + one, 0)
  return Math.floor((2 * sum + hundredths.length) / (2 * hundredths.length))
}

/** Whether a later attempt has taken this entry's place. */
export function isReplaced(entry: Entry, entries: readonly Entry[]): boolean {
  return !lastAttempts(entries).some(({ id }) => id === entry.id)
}

/** A number as people write it, in hundredths; null where it is none, or has more than two digits behind its point. */
export function readHundredths(text: string): number | null {
  const [, whole, part = ''] = /^(\d{1,5})(?:[.,](\d{1,2})0*)?$/.exec(text.trim()) ?? []
  return whole === undefined ? null : Number(whole) * 100 + Number(part.padEnd(2, '0'))
}

const sayHundredthsIn = new Intl.NumberFormat('en', { maximumFractionDigits: 2, useGrouping: false })
const sayTwo = new Intl.NumberFormat('en', { minimumFractionDigits: 2, maximumFractionDigits: 2, useGrouping: false })

/** 450 as 4.5, or 4,5 where a comma is written. @param places `two`: 4.50, as an average is said */
export function sayHundredths(hundredths: number, language: string, places: 'few' | 'two' = 'few'): string {
  const said = (places === 'two' ? sayTwo : sayHundredthsIn).format(hundredths / 100)
  return language === 'en' ? said : said.replace('.', ',')
}

/** Why this is no grade of the scale; null when it is one. A grade of another scale is refused, never converted. */
export function whyNoGrade(hundredths: number, scale: Scale): Pick<Problem, 'key' | 'params'> | null {
  const [least, most, step] = [scale.least, scale.most, scale.step].map((number) => Math.round(number * 100))
  if (least === undefined || most === undefined || step === undefined) return null
  const grade = sayHundredths(hundredths, 'en')
  if (hundredths < least || hundredths > most)
    return { key: 'entry.otherScale', params: { grade, least: scale.least, most: scale.most } }
  return (hundredths - least) % step === 0 ? null : { key: 'entry.betweenSteps', params: { grade, step: scale.step } }
}

export const entryForm = z.object({
  session: line(3),
  subject: line(200),
  kind: oneOf(kinds),
  grade: optionalLine(10),
  credits: optionalLine(10),
  attempt: optionalLine(2),
  on: optionalDay(),
})

type Typed = z.output<typeof entryForm>
export type ReadEntry =
  | { readonly ok: true; readonly said: Said }
  | { readonly ok: false; readonly problems: readonly Problem[] }

/** What was typed, or written in a line of a sheet, as an entry; or everything that is wrong with it. */
export function readEntry(typed: Typed, scale: Scale | null, today: Day): ReadEntry {
  const problems: Problem[] = []
  const tell = (field: string, key: string, params?: Problem['params']) =>
    problems.push({ field, key, ...(params && { params }) })
  const session = wholeNumber(typed.session)
  if (session < 1 || session > mostSessions) tell('session', 'entry.noSession', { most: mostSessions })
  const attempt = typed.attempt === '' ? 1 : wholeNumber(typed.attempt)
  if (attempt < 1 || attempt > mostAttempts) tell('attempt', 'entry.noAttempt', { most: mostAttempts })
  const credits = typed.credits === '' ? null : readHundredths(typed.credits)
  if (typed.credits !== '' && (credits === null || credits === 0 || credits > 6000)) tell('credits', 'entry.noCredits')
  if (typed.on && typed.on > today) tell('on', 'entry.future')
  const grade = typed.kind === 'graded' ? readHundredths(typed.grade) : null
  if (typed.kind !== 'graded' && typed.grade !== '') tell('grade', 'entry.gradeToo')
  if (typed.kind === 'graded' && !scale) tell('grade', 'entry.noScale')
  if (typed.kind === 'graded' && grade === null) tell('grade', typed.grade ? 'entry.noGrade' : 'form.missing')
  const wrong = grade !== null && scale ? whyNoGrade(grade, scale) : null
  if (wrong) tell('grade', wrong.key, wrong.params)
  if (problems.length > 0) return { ok: false, problems }
  return {
    ok: true,
    said: { session, subject: typed.subject, credits, kind: typed.kind, grade, attempt, on: typed.on },
  }
}

const wholeNumber = (text: string): number => (/^\d{1,3}$/.test(text) ? Number(text) : 0)
