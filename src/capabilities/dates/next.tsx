import { sql } from 'kysely'
import type { Db } from '../../platform/database/index.ts'
import type { Href, Html } from '../../platform/jsx-runtime.ts'
import type { DateRow } from './rules.ts'
import type { Telling } from './said.tsx'
import { datesWords } from './words.ts'

/** Which procedure answers a clock, and where its case is begun. */
interface Way {
  readonly procedure: string
  readonly office: (row: DateRow) => Href | null
  readonly unit?: (row: DateRow) => Href | null
}

const registration: Way = {
  procedure: 'registration',
  office: ({ personId }) => `/desk/persons/${personId}/registration`,
}
const visa: Way = {
  procedure: 'study-visa',
  office: ({ studentId }) => studentId && `/desk/visas/${studentId}`,
  unit: ({ studentId }) => studentId && `/desk/unit/students/${studentId}/visa`,
}
const passport: Way = {
  procedure: 'passport-extension',
  office: ({ personId }) => `/desk/persons/${personId}/passport`,
}

const ways: Readonly<Record<string, Way>> = {
  'passport.ends': passport,
  'visa.ends': visa,
  'visa-free.ends': visa,
  'registration.first': registration,
  'registration.again': registration,
  'registration.ends': registration,
  'registration.void': registration,
}

const answering = [...new Set(Object.values(ways).map(({ procedure }) => procedure))]

export interface OpenCase {
  readonly id: string
  readonly personId: string
  readonly procedure: string
  readonly number: string | null
}

/** The open cases of these persons that answer a clock, the newest first. */
export async function openCasesOf(db: Db, institution: string, rows: readonly DateRow[]): Promise<OpenCase[]> {
  const persons = [...new Set(rows.filter(({ kind }) => ways[kind]).map(({ personId }) => personId))]
  if (persons.length === 0) return []
  return (
    db
      .selectFrom('cases')
      .select(['id', 'subject_id as personId', 'procedure', 'number'])
      .where('institution_id', '=', institution)
      // Arrays: a list of parameters would be another statement for every number of persons.
      .where(sql<boolean>`subject_id = any(${persons}::uuid[])`)
      .where(sql<boolean>`procedure = any(${answering}::text[])`)
      .where('closed_at', 'is', null)
      .where('arrived_at', 'is not', null)
      .orderBy('opened_at', 'desc')
      .execute()
  )
}

interface NextProps {
  readonly row: DateRow
  readonly open: readonly OpenCase[]
  readonly telling: Telling
  readonly at: 'office' | 'unit'
  readonly hrefOf: (row: DateRow) => Href | undefined
  /** Whether the reader may begin a case. */
  readonly mayWork: boolean
}

/** What to do next: the case of the date, the one that is under way for a clock, or the place where one is begun. */
export function NextStep({ row, open, telling, at, hrefOf, mayWork }: NextProps): Html | null {
  const t = datesWords(telling.language)
  if (row.procedure) return said(hrefOf(row), t.find(`next.waits.${row.waits}`) ?? t('next.open'), row)
  const way = ways[row.kind]
  const procedure = telling.procedures.find(({ name }) => name === way?.procedure)
  if (!way || !procedure) return null
  const name = procedure.words(telling.language)('name')
  const under = open.find((one) => one.personId === row.personId && one.procedure === procedure.name)
  if (under) {
    const base = at === 'unit' ? '/desk/unit' : '/desk/cases'
    return said(
      `${base}/${under.procedure}/${under.id}`,
      t('next.case', { procedure: name, number: under.number ?? '' }),
      row,
    )
  }
  return mayWork ? said(way[at]?.(row), t('next.begin', { procedure: name }), row) : null
}

function said(href: Href | null | undefined, text: string, { name }: DateRow): Html | null {
  if (!href) return null
  return (
    <a href={href}>
      {text}
      <span class="vh"> {name}</span>
    </a>
  )
}
