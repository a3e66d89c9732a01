import { isUuid } from '../../platform/database/ids.ts'
import type { Db } from '../../platform/database/index.ts'
import { stringAt } from '../../platform/database/json.ts'
import { day } from '../../platform/days.ts'
import type { Typed } from '../../platform/web/form.ts'
import { typedAgain } from '../cases/index.ts'
import { type Student, studentsOfPerson } from '../students/index.ts'

const studying = ['enrolled', 'accepted', 'on-leave']

/** The record of a person who studies here now; null for everybody else. */
export async function studentOfPerson(db: Db, personId: string): Promise<Student | null> {
  const students = await studentsOfPerson(db, [personId])
  return students.find(({ state }) => studying.includes(state)) ?? null
}

/** What the records say of a person, as it would be typed: a name as in the passport, never guessed from how it is shown. */
export async function knownOf(db: Db, personId: string): Promise<Typed | null> {
  if (!isUuid(personId)) return null
  const person = await db.selectFrom('persons').selectAll().where('id', '=', personId).executeTakeFirst()
  if (!person) return null
  const student = await studentOfPerson(db, personId)
  const spelled = Array.isArray(person.names) ? person.names : []
  const name = spelled.find((one) => stringAt(one, 'kind') === 'passport') ?? spelled[0]
  const own = {
    familyName: stringAt(name, 'family') || person.shown_as.replace(/^\S+@\S+$/, ''),
    givenName: stringAt(name, 'given'),
    citizenship: person.citizenship ?? '',
    phone: person.phone ?? '',
    ...typedAgain({ birthDay: person.birth_day ? day(person.birth_day) : '' }, ['birthDay']),
  }
  const study = student ? { who: 'student', department: student.programmeName.ru } : {}
  return Object.fromEntries(Object.entries({ ...own, ...study }).filter(([, value]) => value !== ''))
}

/** The departures of a person that are not over. @param arrived only those that the office has */
export async function openDepartures(db: Db, personId: string, arrived: boolean) {
  let query = db
    .selectFrom('cases')
    .select(['id', 'number', 'opened_at as openedAt'])
    .where('subject_id', '=', personId)
    .where('procedure', '=', 'departure')
    .where('closed_at', 'is', null)
  if (arrived) query = query.where('arrived_at', 'is not', null)
  return query.orderBy('opened_at', 'desc').execute()
}
