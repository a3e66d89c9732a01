import type { Db } from '../../platform/database/index.ts'
import type { Href, Html } from '../../platform/jsx-runtime.ts'
import type { Procedure } from '../cases/index.ts'
import type { DateRow } from './rules.ts'
import type { Telling } from './said.tsx'
import { datesWords } from './words.ts'

/** Which procedure answers a clock. */
const answers: Readonly<Record<string, string>> = {
  'passport.ends': 'passport-extension',
  'visa.ends': 'study-visa',
  'visa-free.ends': 'study-visa',
  'registration.first': 'registration',
  'registration.again': 'registration',
  'registration.ends': 'registration',
  'registration.void': 'registration',
}

export interface OpenCase {
  readonly id: string
  readonly personId: string
  readonly procedure: string
  readonly number: string | null
}

/** The open cases of these persons that answer a clock, the newest first. */
export async function openCasesOf(db: Db, institution: string, rows: readonly DateRow[]): Promise<OpenCase[]> {
  const persons = [...new Set(rows.filter(({ procedure }) => procedure === null).map(({ personId }) => personId))]
  if (persons.length === 0) return []
  return db
    .selectFrom('cases')
    .select(['id', 'subject_id as personId', 'procedure', 'number'])
    .where('institution_id', '=', institution)
    .where('subject_id', 'in', persons)
    .where('procedure', 'in', [...new Set(Object.values(answers))])
    .where('closed_at', 'is', null)
    .where('arrived_at', 'is not', null)
    .orderBy('opened_at', 'desc')
    .execute()
}

interface NextProps {
  readonly row: DateRow
  readonly open: readonly OpenCase[]
  readonly telling: Telling
  readonly hrefOf: (row: DateRow) => Href | undefined
}

/** What to do next: the case that is under way, or the place where one is begun. */
export function NextStep({ row, open, telling, hrefOf }: NextProps): Html | null {
  const t = datesWords(telling.language)
  const href = hrefOf(row)
  if (!href) return null
  if (row.procedure)
    return (
      <a href={href}>
        {t.find(`next.waits.${row.waits}`) ?? t('next.open')}
        <span class="vh"> {row.name}</span>
      </a>
    )
  const procedure = procedureOf(row, telling.procedures)
  const under = open.find((one) => one.personId === row.personId && one.procedure === procedure?.name)
  if (under && procedure)
    return (
      <a href={`/desk/cases/${under.procedure}/${under.id}`}>
        {t('next.case', { procedure: procedure.words(telling.language)('name'), number: under.number ?? '' })}
      </a>
    )
  return null
}

const procedureOf = (row: DateRow, procedures: readonly Procedure[]) =>
  procedures.find(({ name }) => name === answers[row.kind])
