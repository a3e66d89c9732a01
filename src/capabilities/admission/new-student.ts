import { sayDay } from '../../platform/words/saying-days.ts'
import type { Moment } from '../cases/index.ts'
import { makeStudent, type NewStudent, type StudentNeeds, saveBasis } from '../students/index.ts'
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
