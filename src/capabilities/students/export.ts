import { type Format, sheetAnswer } from '../../platform/sheets/index.ts'
import type { Visit } from '../../platform/web/visit.ts'
import { endExport, recordExport } from '../cases/index.ts'
import { lawOfToday } from '../law/index.ts'
import { type Filter, queryOf, type Student } from './rules.ts'
import { listStudents } from './store.ts'
import { studentsWords } from './words.ts'

const portion = 500

/** The students that the filter shows, as a file; that the list left the house is written down. */
export async function exportStudents(visit: Visit, filter: Filter, format: Format): Promise<Response> {
  const { institution, role } = visit.place('cases.read')
  const db = visit.within(institution)
  const { accountId: id, name, email } = visit.account
  const written = await recordExport(db, {
    institution,
    procedure: 'students',
    by: { id, name: name || email, role },
    format,
    query: queryOf(filter),
    at: visit.house.clock.now(),
  })
  const t = studentsWords(visit.language)
  const law = await lawOfToday(visit.house, institution)
  const cells = (student: Student) => [
    student.name,
    student.number,
    student.programmeName[visit.language],
    t.find(`level.${student.level}`) ?? student.level,
    law.country(student.citizenship ?? '')?.name[visit.language] ?? '',
    student.basis ? t(`basis.${student.basis}`) : '',
    student.since,
    t(`state.${student.state}`),
    student.stateSince,
  ]
  async function* portions() {
    let count = 0
    let after: string | null = null
    do {
      const found: Student[] = await listStudents(db, institution, { ...filter, after }, portion)
      if (found.length > 0) yield found.map(cells)
      count += found.length
      after = found.length === portion ? (found.at(-1)?.id ?? null) : null
    } while (after)
    await endExport(db, written, count)
  }
  const sheet = { name: t('list.title'), columns: columnsOf(t), portions: portions() }
  return sheetAnswer(visit, sheet, format, `students-${law.day}`)
}

function columnsOf(t: ReturnType<typeof studentsWords>) {
  return [
    { title: t('student.name') },
    { title: t('student.number') },
    { title: t('student.programme') },
    { title: t('student.level') },
    { title: t('student.citizenship') },
    { title: t('student.basis') },
    { title: t('student.since'), isDay: true },
    { title: t('student.state') },
    { title: t('student.stateSince'), isDay: true },
  ]
}
