import { sayDay } from '../../platform/words/saying-days.ts'
import type { Moment } from '../cases/index.ts'
import { addRecord, recordsOf, tidyNumber } from '../stays/index.ts'
import { makeStudent, type NewStudent, type StudentNeeds, saveBasis, studentOfCase } from '../students/index.ts'
import { askedAtAcceptance } from './acceptance-questions.ts'
import type { Facts } from './facts.ts'
import { fullName } from './papers.ts'
import { type AdmissionSituation, programmeOf, type Records } from './rules.ts'
import { inThree } from './words.ts'

type AdmissionMoment = Moment<Facts, Records>

/** Makes the student of an accepted place out of what the person has answered: nobody types anything again. */
export async function makeStudentOf(moment: AdmissionMoment): Promise<void> {
  const { tx, house, institution, caseId, by, situation } = moment
  const { facts, background, today } = situation
  const programme = programmeOf(situation)
  const level = facts.level ?? 'other'
  const student: NewStudent = {
    institution,
    short: background.institution.short.en,
    caseId,
    programme: programme?.id ?? null,
    programmeName: programme?.name ?? inThree(`choice.level.${level}`),
    level,
    unit: programme?.unit ?? null,
    since: today,
    searched: [fullName(facts), facts.passportNumber ?? ''],
    needs: needsFrom(situation),
    by,
  }
  await makeStudent(tx, house, student)
  await keepBasis(moment)
  await keepPassport(moment)
}

// The stay begins with the passport that the admission has looked at.
async function keepPassport({ tx, house, institution, caseId, by, situation }: AdmissionMoment): Promise<void> {
  const { passportNumber: number, passportCountry: country, passportIssued: from, passportEnds: to } = situation.facts
  const student = await studentOfCase(tx, caseId)
  if (!student || !number || !country || !from || !to) return
  const { personId } = student
  const known = await recordsOf(tx, [personId])
  if (known.some((record) => record.kind === 'passport' && record.number === tidyNumber(number))) return
  const passport = { kind: 'passport', number, from, to, said: { country } } as const
  await addRecord(tx, house, { ...passport, institution, personId, caseId, by, law: situation.law })
}

/** Puts the basis of study, as the case has it now, on the student whom the case has made. */
export async function keepBasis({ tx, caseId, situation }: AdmissionMoment): Promise<void> {
  const { basis = null } = situation.facts
  await saveBasis(tx, caseId, basis, aboutBasis(situation))
}

function aboutBasis({ facts, background }: AdmissionSituation): string {
  const [language = 'ru'] = background.institution.letterLanguages
  if (facts.basis === 'international-agreement') return facts.agreement ?? ''
  if (facts.basis !== 'ministry-direction') return ''
  const day = facts.directionDay ? sayDay(facts.directionDay, language) : ''
  return [facts.directionNumber, day].filter(Boolean).join(', ')
}

// An answer to a question that is not asked any more is an answer no more.
function needsFrom(situation: AdmissionSituation): StudentNeeds {
  const { facts } = situation
  const asked = (fact: string) => askedAtAcceptance(fact, situation) === true
  const visaSupport = asked('visaSupport') && facts.visaSupport === 'yes'
  return {
    visaSupport,
    visaFrom: visaSupport ? (facts.visaFrom ?? null) : null,
    consulate: visaSupport ? facts.consulate || null : null,
    arrivesOn: asked('arrivesOn') ? (facts.arrivesOn ?? null) : null,
    hostel: facts.hostel === 'yes',
    preparatory: asked('preparatory') && facts.preparatory === 'yes',
    emergencyName: facts.emergencyName ?? '',
    emergencyPhone: facts.emergencyPhone ?? '',
  }
}
