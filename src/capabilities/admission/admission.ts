import { z } from 'zod'
import { NotFound } from '../../platform/outcome.ts'
import { longText } from '../../platform/web/fields.ts'
import type { Text } from '../../platform/words/languages.ts'
import { type Choice, procedure, type WantedDocument } from '../cases/index.ts'
import { findInstitution, signatoryOf } from '../institutions/index.ts'
import { type AdmissionTerms, admissionTermsOf, programmesOf } from '../programmes/index.ts'
import { acceptanceSteps } from './acceptance.ts'
import { acceptanceSections, askedAtAcceptance, conditionPaper, directionPaper } from './acceptance-questions.ts'
import { studyContract } from './contract.ts'
import { decisionDeadlines, decisionSteps } from './decision.ts'
import { facts } from './facts.ts'
import { admissionOrder } from './order.ts'
import { ownRule } from './own-rules.ts'
import { admissionLetter, applicationForm } from './papers.ts'
import { PassportHelp, zoneWarnings } from './passport-pages.tsx'
import { spellings } from './passport-rules.ts'
import {
  type AdmissionSituation,
  disagreements,
  isOpen,
  needsVisa,
  onlyProgramme,
  programmeOf,
  programmesOfLevel,
  type Records,
  whyNotEntry,
} from './rules.ts'
import { admissionWords, inThree } from './words.ts'

const message = z.object({ message: longText(2000) })

/** A foreign citizen applies, the office checks, returns, decides, and the letter goes out. */
export const admission = procedure({
  name: 'admission',
  words: admissionWords.byData,
  facts,
  sections: {
    level: ['level'],
    study: ['programme', 'profile', 'direction'],
    you: ['familyName', 'givenName', 'birthDay', 'sex', 'citizenship'],
    passport: ['passportNumber', 'passportCountry', 'passportIssued', 'passportEnds', 'passportZone'],
    education: ['education', 'school', 'schoolCountry', 'graduated'],
    contacts: ['mail', 'phone', 'livesIn', 'address'],
    ...acceptanceSections,
  },
  guarded: ['passportNumber', 'passportCountry', 'passportIssued', 'passportEnds', 'passportZone'],
  background: async (db, institution): Promise<Records> => {
    const [found, programmes, terms] = await Promise.all([
      findInstitution(db, institution),
      programmesOf(db),
      admissionTermsOf(db),
    ])
    if (!found) throw new NotFound()
    return { institution: found, signatory: await signatoryOf(db, found), programmes, terms }
  },
  unit: (situation) => programmeOf(situation)?.unit ?? null,
  starts: 'draft',
  stages: {
    draft: 'subject',
    sent: 'office',
    returned: 'subject',
    // The condition is the person's to meet, and the office's to see met.
    conditional: 'subject',
    proving: 'office',
    // Nobody can do anything until a place is free.
    waiting: 'others',
    // A place is offered until a day: only its acceptance makes a student.
    admitted: 'subject',
    accepted: 'closed',
    declined: 'closed',
    lapsed: 'closed',
    refused: 'closed',
    withdrawn: 'closed',
  },
  editable: ['draft', 'returned'],
  later: {
    conditional: { papers: true },
    admitted: { sections: Object.keys(acceptanceSections), papers: true },
  },
  steps: {
    send: {
      from: 'draft',
      to: 'sent',
      by: 'subject',
      mandate: 'send',
      needs: 'every-document',
      unless: whyNotEntry,
      arrives: true,
      tells: 'subject',
    },
    resend: {
      from: 'returned',
      to: 'sent',
      by: 'subject',
      mandate: 'send',
      needs: 'every-document',
      unless: whyNotEntry,
      arrives: true,
      tells: 'subject',
    },
    ask: { from: 'sent', to: 'returned', by: 'office', asks: message, whenSomethingIsMissing: true, tells: 'subject' },
    ...decisionSteps,
    ...acceptanceSteps,
    discard: { from: 'draft', to: 'withdrawn', by: 'subject', final: true, tone: 'danger' },
    withdraw: {
      from: ['sent', 'returned', 'waiting', 'conditional', 'proving'],
      to: 'withdrawn',
      by: 'subject',
      tells: 'subject',
      final: true,
      tone: 'danger',
    },
  },
  asked: (fact, situation) => {
    const programme = programmeOf(situation)
    if (fact === 'programme') return onlyProgramme(situation) === null
    if (fact === 'profile') return (programme?.profiles.length ?? 0) > 0
    if (fact === 'direction') return programme?.asksDirection === true
    if (fact === 'passportZone') return false
    return askedAtAcceptance(fact, situation) ?? true
  },
  choices: (fact, situation) => choicesOf(fact, situation),
  disagree: disagreements,
  helps: { you: PassportHelp, passport: PassportHelp },
  warns: zoneWarnings,
  documents: (situation) => [
    ...situation.background.terms.documents
      .filter((document) => document.when === 'always' || needsVisa(situation) === true)
      .map((document): WantedDocument => wanted(document, situation)),
    ...conditionPaper(situation),
    ...directionPaper(situation),
  ],
  deadlines: (situation) => {
    const { stage, stageSince, law, background } = situation
    if (stage !== 'returned') return decisionDeadlines(situation)
    return [
      law.deadline('resend', ownRule('resend', background.institution.settings.resendWithinDays), { from: stageSince }),
    ]
  },
  reminds: [7, 2, 0],
  papers: { form: applicationForm, letter: admissionLetter, contract: studyContract },
  orders: admissionOrder,
  person: ({
    familyName,
    givenName,
    birthDay,
    citizenship,
    phone,
    sex,
    mail,
    passportNumber,
    passportZone,
    ...papers
  }) => ({
    shownAs: [familyName, givenName].filter(Boolean).join(' '),
    names: spellings({ family: familyName, given: givenName }, passportZone),
    ...{ birthDay, citizenship, phone, sex, mail },
    passport: {
      ...{ number: passportNumber, country: papers.passportCountry, paper: 'passport' },
      ...{ issued: papers.passportIssued, ends: papers.passportEnds },
    },
    searched: spellings({}, passportZone).flatMap(({ family, given }) => [family, given]),
    numbers: [passportNumber],
  }),
  listed: ['programme', 'citizenship'],
  columns: (situation) => ({
    programme: programmeText(situation),
    citizenship: situation.law.country(situation.facts.citizenship ?? '')?.name ?? '',
  }),
})

function choicesOf(fact: string, situation: AdmissionSituation): readonly Choice[] | null {
  const { background } = situation
  if (fact === 'level') {
    return background.programmes
      .filter(({ programmes }) => programmes.some(isOpen))
      .map(({ level }) => ({
        value: level ?? 'other',
        text: inThree(`choice.level.${level ?? 'other'}`),
        ...hinted(background.terms, level),
      }))
  }
  if (fact === 'programme') {
    return programmesOfLevel(situation).map(({ id, name, code }) => ({ value: id, text: withCode(name, code) }))
  }
  if (fact === 'basis') return background.terms.bases.map(({ key, name }) => ({ value: key, text: name }))
  if (fact === 'profile')
    return programmeOf(situation)?.profiles.map(({ key, name }) => ({ value: key, text: name })) ?? []
  return null
}

function hinted(terms: AdmissionTerms, level: AdmissionTerms['entry'][number]['level']): { hint?: Text } {
  const entry = terms.entry.find((candidate) => candidate.level === level)
  return entry ? { hint: entry.text } : {}
}

function withCode(name: Text, code: string | null): Text {
  return code ? { en: `${name.en}, ${code}`, ru: `${name.ru}, ${code}`, ky: `${name.ky}, ${code}` } : name
}

function programmeText(situation: AdmissionSituation): Text {
  const programme = programmeOf(situation)
  const level = inThree(`choice.level.${situation.facts.level ?? 'other'}`)
  if (!programme) return level
  const name = withCode(programme.name, programme.code)
  const direction = situation.facts.direction ?? ''
  const about = (language: keyof Text) =>
    programme.asksDirection ? `${level[language]}: ${direction}` : `${name[language]} (${level[language]})`
  return { en: about('en'), ru: about('ru'), ky: about('ky') }
}

function wanted(document: AdmissionTerms['documents'][number], situation: AdmissionSituation): WantedDocument {
  const level = situation.facts.level === 'other' ? null : (situation.facts.level ?? null)
  const form = document.forms?.find((candidate) => candidate.level === level)
  return {
    type: document.key,
    title: form?.title ?? document.title,
    hint: document.hint,
    why: document.why,
    ...(document.madeByProgram ? { made: 'form' } : {}),
    ...(document.key === 'passport' ? { record: passportRecord(situation) } : {}),
  }
}

function passportRecord({ facts }: AdmissionSituation) {
  const { passportNumber: number, passportIssued: issued, passportEnds: ends, passportCountry: country } = facts
  return { number, issued, ends, country }
}
