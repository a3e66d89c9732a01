import { createHash } from 'node:crypto'
import type { Tx } from '../../platform/database/index.ts'
import type { Day } from '../../platform/days.ts'
import { NotFound } from '../../platform/outcome.ts'
import type { Typed } from '../../platform/web/form.ts'
import { admission } from '../admission/index.ts'
import { copiesOf } from '../applications/index.ts'
import {
  type Act,
  addFiles,
  documentsOf,
  findCase,
  groundOf,
  holdCase,
  isClosed,
  openCaseWithin,
  personNamed,
  record,
} from '../cases/index.ts'
import { findInstitution, type Institution } from '../institutions/index.ts'
import { findStudent, needsOf, type Student } from '../students/index.ts'
import type { Kind } from './facts.ts'
import { invitation } from './invitation.ts'
import { letterLanguage } from './rules.ts'
import { invitationsOfStudent } from './store.ts'
import { invitationWords } from './words.ts'

/** Where the person of an invitation comes from: somebody who is known, or one whose name the office gives. */
type Whose = { readonly personId: string } | { readonly called: Called }

export interface Called {
  readonly name: string
  readonly mail: string
  readonly language: string
}

/** Opens an invitation at the desk: it is being prepared from then on. The same request opens one. */
async function openAtDesk(act: Act, whose: Whose, typed: Typed, requestKey: string): Promise<string> {
  const ground = await groundOf(act.house, act.institution, invitation)
  const db = act.house.database.within(act.institution)
  return db.transaction().execute(async (tx) => {
    const personId = 'personId' in whose ? whose.personId : await personCalled(tx, act.institution, whose.called)
    const id = await openCaseWithin(tx, act, ground, invitation, { personId, typed, requestKey })
    const held = await holdCase(tx, id)
    if (held?.stage === invitation.starts)
      await record(tx, act, ground, invitation, held, { action: 'begin', to: 'preparing', input: {} })
    return id
  })
}

function personCalled(tx: Tx, institution: string, { name, mail, language }: Called): Promise<string> {
  const unknown = { birthDay: null, citizenship: null }
  return personNamed(tx, { institution, shownAs: name, email: mail || null, language, ...unknown })
}

/** For a guest, a teacher, an expert or a delegation whom the office invites by itself. */
export async function inviteCalled(act: Act, kind: Kind, called: Called, requestKey: string): Promise<string> {
  const db = act.house.database.within(act.institution)
  const before = await db.selectFrom('cases').select('id').where('request_key', '=', requestKey).executeTakeFirst()
  if (before) return before.id
  const named: Typed = kind === 'delegation' ? { organisation: called.name } : {}
  return openAtDesk(act, { called }, { kind, ...named }, requestKey)
}

/**
 * For a student, with what the admission knows: nothing is typed again. As long as an invitation is open, or was used, it is
 * the one that is given; two officers at once open one. Throws NotFound for a student of another institution.
 */
export async function inviteStudent(act: Act, studentId: string): Promise<string> {
  const db = act.house.database.within(act.institution)
  const student = await findStudent(db, studentId)
  if (!student) throw new NotFound()
  const [last] = await invitationsOfStudent(db, act.institution, student.id)
  if (last && (!isClosed(invitation, last.stage) || last.stage === 'used')) return last.id
  const typed = await typedOfStudent(act, student)
  const id = await openAtDesk(act, { personId: student.personId }, typed, keyOf(student.id, last?.id ?? 'first'))
  if (student.caseId) await takePassport(act, id, student.caseId)
  return id
}

// The copy of the passport lies with the admission.
async function takePassport(act: Act, id: string, caseId: string): Promise<void> {
  const db = act.house.database.within(act.institution)
  const document = (await documentsOf(db, caseId)).find(
    ({ type, state }) => type === 'passport' && state !== 'returned',
  )
  const copies = document ? await copiesOf(act.house, act.institution, document) : []
  if (copies.length > 0) await addFiles(act, invitation, id, 'passport', copies)
}

/** A new invitation from one that came to nothing, with everything filled in. */
export async function inviteAgain(act: Act, earlierId: string): Promise<string> {
  const earlier = await findCase(act.house.database.within(act.institution), earlierId)
  if (earlier?.procedure !== invitation.name || !earlier.arrivedAt) throw new NotFound()
  const typed = { ...earlier.typed, earlier: earlier.id }
  return openAtDesk(act, { personId: earlier.subjectId }, typed, keyOf(earlier.id, 'again'))
}

// The same request of two officers has the same key, and the database keeps it once.
function keyOf(...parts: readonly string[]): string {
  const hex = createHash('sha256')
    .update(`invitation ${parts.join(' ')}`)
    .digest('hex')
  return [hex.slice(0, 8), hex.slice(8, 12), `8${hex.slice(13, 16)}`, `8${hex.slice(17, 20)}`, hex.slice(20, 32)].join(
    '-',
  )
}

async function typedOfStudent(act: Act, student: Student): Promise<Typed> {
  const db = act.house.database.within(act.institution)
  const [needs, standing, institution] = await Promise.all([
    needsOf(db, student.id),
    student.caseId ? findCase(db, student.caseId) : null,
    findInstitution(act.house.database.shared, act.institution),
  ])
  const person = admission.person(standing?.facts ?? {})
  const { passport, names = [] } = person
  const name = names.find(({ kind }) => kind === 'passport') ?? names[0]
  return {
    kind: 'student',
    student: student.id,
    familyName: name?.family ?? student.name,
    givenName: name?.given ?? '',
    ...dayTyped('birthDay', student.birthDay),
    sex: person.sex ?? '',
    citizenship: student.citizenship ?? '',
    passportNumber: passport?.number ?? '',
    passportCountry: passport?.country ?? '',
    ...dayTyped('passportIssued', passport?.issued),
    ...dayTyped('passportEnds', passport?.ends),
    purpose: institution ? purposeOf(student, institution) : '',
    ...dayTyped('visitFrom', needs?.arrivesOn),
    visaFrom: needs?.visaFrom ?? '',
    consulate: needs?.consulate ?? '',
    entries: 'single',
    ...basisOf(student),
  }
}

function purposeOf({ programmeName, level }: Student, institution: Institution): string {
  const language = letterLanguage(institution)
  const say = admission.words(language)
  return invitationWords(language)('student.purpose', {
    programme: programmeName[language],
    level: say.find(`choice.level.${level}`) ?? level,
  })
}

function basisOf({ basis, basisAbout }: Student): Typed {
  if (basis !== 'international-agreement') return { basis: 'individual' }
  return { basis: 'agreement', agreement: basisAbout }
}

/** A day as three fields of a form, as a person types it. */
function dayTyped(field: string, on: Day | null | undefined): Typed {
  const [year = '', month = '', date = ''] = on?.split('-') ?? []
  return {
    [`${field}.day`]: date.replace(/^0/, ''),
    [`${field}.month`]: month.replace(/^0/, ''),
    [`${field}.year`]: year,
  }
}
