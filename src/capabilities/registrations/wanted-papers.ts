import type { Language, Text } from '../../platform/words/languages.ts'
import type { WantedDocument } from '../cases/index.ts'
import type { Rule } from '../law/index.ts'
import type { RegistrationSituation } from './rules.ts'
import { inThree, registrationsWords } from './words.ts'

/**
 * What is brought, by where the person lives. The three papers are those of EIMU's page on study visas and registration; the
 * owner's notarized application only of whoever does not live in the hostel (rule registration.owner-consent).
 */
export function wantedPapers(situation: RegistrationSituation): readonly WantedDocument[] {
  const { facts, stage } = situation
  if (stage === 'arriving') return []
  return [
    { ...paper('passport'), record: passportOf(situation) },
    { ...paper('fee'), hint: feeHint(situation) },
    ...(facts.place === 'hostel' ? [] : [paper(facts.place === 'flat' ? 'owner' : 'host')]),
    ...(studiesWithoutVisa(situation) ? [{ ...paper('contract'), optional: true }] : []),
    ...(hasCertificate(stage) ? [{ ...paper('certificate'), optional: true }] : []),
  ]
}

type Paper = 'passport' | 'fee' | 'owner' | 'host' | 'contract' | 'certificate'

function paper(type: Paper): WantedDocument {
  return {
    type,
    title: inThree(`paper.${type}`),
    hint: inThree(`paper.${type}.hint`),
    why: inThree(`paper.${type}.why`),
  }
}

const hasCertificate = (stage: string) => ['handed', 'registered', 'voided'].includes(stage)

// Rule registration.student-papers: the study contract, of citizens who need no visa.
function studiesWithoutVisa({ facts, law, background }: RegistrationSituation): boolean {
  const asks = background.student !== null && law.find('registration.student-papers') !== null
  return asks && facts.citizenship !== undefined && law.visaFree(facts.citizenship) !== null
}

function passportOf({ facts }: RegistrationSituation) {
  const { passportNumber: number, passportIssued: issued, passportEnds: ends, passportCountry: country } = facts
  return { number, issued, ends, country }
}

/** The sums that the loaded edition of the law names, each with its day; without any, the paper's own hint. */
function feeHint({ law }: RegistrationSituation): Text {
  const fees = ['registration-duty', 'registration-service'].flatMap((name) => law.fee(name) ?? [])
  if (fees.length === 0) return inThree('paper.fee.hint')
  const say = (language: Language) =>
    [...fees.map((fee) => saySum(fee, language)), inThree('paper.fee.hint')[language]].join(' ')
  return { en: say('en'), ru: say('ru'), ky: say('ky') }
}

/** `State duty …: 100 som (as of 2026-07-23; nobody has verified this).` */
export function saySum(rule: Rule, language: Language): string {
  return registrationsWords(language)('sum', {
    what: rule.text[language],
    amount: Number(rule.value),
    currency: rule.unit,
    asOf: rule.asOf ?? '',
    verified: rule.verified ? 'yes' : 'no',
  })
}
