import type { Db } from '../../platform/database/index.ts'
import type { Typed } from '../../platform/web/form.ts'
import type { Call } from '../calls/index.ts'
import { casesOfAccount } from '../cases/index.ts'
import { recordOf } from '../departures/index.ts'
import { studentsOfPerson } from '../students/index.ts'
import { sections } from './facts.ts'

/** What somebody would type again in another application: who they are and where they study or work. */
const lasting: readonly string[] = [...sections.you, ...sections.passport, ...sections.here, ...sections.language]

/** What is known already of whoever begins an application, as it would be typed: the last one, and the records. */
export async function prefilled(db: Db, accountId: string, person: string | null, call: Call): Promise<Typed> {
  const cases = await casesOfAccount(db, accountId)
  const before = cases.find(({ procedure }) => procedure === 'mobility')?.typed ?? {}
  const kept = Object.entries(before).filter(([name]) => lasting.includes(name.replace(/\.(day|month|year)$/, '')))
  const [only, ...others] = call.said.hosts
  return {
    ...(person ? await recorded(db, person) : {}),
    ...Object.fromEntries(kept),
    ...(only && others.length === 0 ? { choice1: only.id } : {}),
    ...{ call: call.id, edition: String(call.edition), audience: call.audience },
  }
}

const studying = ['enrolled', 'accepted', 'on-leave']

async function recorded(db: Db, person: string): Promise<Typed> {
  const { familyName = '', givenName = '', ...known } = (await recordOf(db, person)) ?? {}
  const student = (await studentsOfPerson(db, [person])).find(({ state }) => studying.includes(state))
  const [year, month, day] = student?.since.split('-') ?? []
  const study = student && {
    ...{ unit: student.unit ?? '', specialty: student.programmeName.ru, level: student.level },
    ...{ 'studiesSince.day': String(Number(day)), 'studiesSince.month': String(Number(month)) },
    'studiesSince.year': String(year),
  }
  const typed = { ...known, ...study, family: familyName, given: givenName }
  return Object.fromEntries(Object.entries(typed).filter(([, value]) => value !== ''))
}
