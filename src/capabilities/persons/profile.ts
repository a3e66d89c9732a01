import type { Db } from '../../platform/database/index.ts'
import { stringsFrom } from '../../platform/database/json.ts'
import type { Href } from '../../platform/jsx-runtime.ts'
import type { Procedure } from '../cases/index.ts'
import type { KeptName, KeptPassport, Profile } from './rules.ts'
import { casesOf, filesOf, type PersonCase, personsOf } from './store.ts'

export interface Known extends Profile {
  readonly records: readonly string[]
  readonly cases: readonly PersonCase[]
}

export const caseAddress = ({ procedure, id }: Pick<PersonCase, 'procedure' | 'id'>): Href =>
  `/desk/cases/${procedure}/${id}`

/** Everything that these records say of their person. Passports are read only for who may look at papers. */
export async function profileOf(
  db: Db,
  procedures: readonly Procedure[],
  records: readonly string[],
  mayLook: boolean,
): Promise<Known> {
  const [found, cases] = await Promise.all([personsOf(db, records), casesOf(db, records)])
  // The record that leads comes first.
  const persons = found.toSorted((a, b) => records.indexOf(a.id) - records.indexOf(b.id))
  const said = cases.flatMap((one) => {
    const procedure = procedures.find(({ name }) => name === one.procedure)
    return procedure ? [{ one, person: procedure.person(one.facts) }] : []
  })
  return {
    records,
    cases,
    names: namesIn(persons),
    shownAs: distinct(persons.map(({ shownAs }) => shownAs)),
    birthDays: distinct(persons.map(({ birthDay }) => birthDay)),
    citizenships: distinct(persons.map(({ citizenship }) => citizenship)),
    sexes: distinct(said.map(({ person }) => person.sex)),
    mails: distinct([...persons.map(({ email }) => email), ...said.map(({ person }) => person.mail)]),
    phones: distinct(persons.map(({ phone }) => phone)),
    passports: mayLook ? await passportsIn(db, said) : [],
  }
}

const distinct = (values: readonly (string | null | undefined)[]): string[] => [
  ...new Set(values.flatMap((value) => (value ? [value] : []))),
]

function namesIn(persons: readonly { readonly names: unknown }[]): KeptName[] {
  const all = persons.flatMap(({ names }) => (Array.isArray(names) ? names : []).map(stringsFrom))
  const named = all.map(({ family = '', given = '', kind = '' }) => ({ family, given, source: kind }))
  return [...new Map(named.map((name) => [Object.values(name).join('|'), name])).values()]
}

type Said = { readonly one: PersonCase; readonly person: ReturnType<Procedure['person']> }

async function passportsIn(db: Db, said: readonly Said[]): Promise<KeptPassport[]> {
  const shown = said.flatMap(({ one, person }) => (person.passport?.number ? [{ one, passport: person.passport }] : []))
  const files = await filesOf(
    db,
    shown.map(({ one }) => one.id),
    distinct(shown.map(({ passport }) => passport.paper)),
  )
  return shown.map(({ one, passport }) => ({
    ...passport,
    caseHref: caseAddress(one),
    files: files.filter(({ caseId, type }) => caseId === one.id && type === passport.paper),
  }))
}
