import type { Language } from '../../platform/words/languages.ts'
import { sayDay } from '../../platform/words/saying-days.ts'
import type { Law, Term } from '../law/index.ts'
import type { Clock, Draft, RecordKind, StayRecord } from './rules.ts'
import { openEnd } from './rules.ts'
import { staysWords } from './words.ts'

/** Who reads: in which language, by which law, and whether the numbers of papers are shown. */
export interface Reading {
  readonly language: Language
  readonly law: Law
  readonly numbers: 'shown' | 'masked' | 'guarded'
}

/** What a field of a record says, in the reader's words: a country by its name, a choice by its text. */
export function sayField(reading: Reading, field: string, value: string): string {
  if (field === 'country') return reading.law.country(value)?.name[reading.language] ?? value
  return staysWords(reading.language).find(`option.${field}.${value}`) ?? value
}

// What a record is called by, of the fields of its kind.
const titled: Readonly<Record<RecordKind, readonly string[]>> = {
  passport: ['country'],
  visa: ['visaKind', 'entries'],
  registration: ['address'],
  crossing: ['direction', 'checkpoint'],
  home: ['place', 'address'],
  contract: [],
  insurance: ['insurer'],
  permit: ['permit'],
  absence: ['where', 'reason'],
}

/** A record in one line: `S, multiple, 1234…`. */
export function sayRecord(reading: Reading, record: Pick<StayRecord, 'kind' | keyof Draft>): string {
  const fields = titled[record.kind].flatMap((field) => {
    const value = record.said[field]
    return value ? [sayField(reading, field, value)] : []
  })
  const number = sayNumber(reading, record.number)
  const said = [...fields, number].filter(Boolean).join(', ')
  return said || staysWords(reading.language)(`kind.${record.kind}`)
}

/** The number of a paper: whole only for whom it is shown; masked it keeps its last two characters. */
export function sayNumber({ numbers }: Reading, number: string): string {
  if (!number || numbers === 'guarded') return ''
  return numbers === 'shown' ? number : `•••${number.slice(-2)}`
}

/** How a clock was counted, in one sentence. */
export function sayCounting(reading: Reading, { name, since, due, rule }: Clock): string {
  const t = staysWords(reading.language)
  if (name.endsWith('.ends') && name !== 'visa-free.ends') return t('counted.ends')
  const term = rule?.unit === 'working-days' || rule?.unit === 'calendar-days' ? rule : null
  const from = since ? sayDay(since, reading.language) : '–'
  const to = sayDay(due, reading.language)
  const said = { count: term ? Number(term.value) : 0, unit: sayUnit(term?.unit), from, to }
  if (name === 'visa-free.ends') return t('counted.visaFree', said)
  return name === 'registration.void' ? t('counted.void', said) : t('counted.term', said)
}

/** As messages choose by it. */
export const sayUnit = (unit: Term['unit'] | undefined) => (unit === 'working-days' ? 'working' : 'calendar')

export function sayPeriod(record: Pick<StayRecord, 'from' | 'to' | 'kind'>, language: Language): string {
  const [from, to] = [record.from, record.to].map((on) => (on && on !== openEnd ? sayDay(on, language) : ''))
  if (record.kind === 'crossing') return from ?? ''
  return to ? `${from} – ${to}` : staysWords(language)('period.open', { from: from ?? '' })
}
