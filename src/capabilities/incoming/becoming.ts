import { asLanguage } from '../../platform/words/languages.ts'
import type { Moment } from '../cases/index.ts'
import { insertRevocation, lettersOf, mailLater } from '../correspondence/index.ts'
import { addRecord, recordsOf, tidyNumber } from '../stays/index.ts'
import { makeStudent, studentOfCase } from '../students/index.ts'
import { type Facts, fullName } from './facts.ts'
import { endNomination } from './nomination-store.ts'
import type { Records } from './rules.ts'
import { incomingWords, inThree, type Say } from './words.ts'

type IncomingMoment = Moment<Facts, Records>

/** An admitted guest is a student of the university: invitation, visa, registration and room begin from the record. */
export async function admit(moment: IncomingMoment): Promise<void> {
  const { tx, house, institution, caseId, personId, by, situation } = moment
  const { facts, background, today } = situation
  if (!(await studentOfCase(tx, caseId))) {
    const visaSupport = facts.citizenship !== 'KG' && facts.visaSupport === 'yes'
    await makeStudent(tx, house, {
      ...{ institution, short: background.institution.short.en, caseId, personId, by, since: today },
      ...{ programme: null, programmeName: programmeOf(facts), level: facts.level ?? 'other' },
      unit: facts.hostUnit || null,
      searched: [fullName(facts), facts.passportNumber ?? '', facts.partnerName ?? ''],
      needs: {
        visaSupport,
        visaFrom: visaSupport ? (facts.visaFrom ?? null) : null,
        consulate: visaSupport ? facts.consulate || null : null,
        arrivesOn: facts.from ?? null,
        hostel: facts.hostel === 'yes',
        preparatory: false,
        emergencyName: facts.emergencyName ?? '',
        emergencyPhone: facts.emergencyPhone ?? '',
      },
    })
    await keepPassport(moment)
  }
  await tellPartner(moment, 'admitted')
}

function programmeOf({ field = '' }: Partial<Facts>) {
  const { en, ru, ky } = inThree('student.programme')
  return { en: `${en}: ${field}`, ru: `${ru}: ${field}`, ky: `${ky}: ${field}` }
}

// The stay begins with the passport that the office has looked at.
async function keepPassport({ tx, house, institution, caseId, personId, by, situation }: IncomingMoment) {
  const { passportNumber: number, passportCountry: country, passportIssued: from, passportEnds: to } = situation.facts
  if (!number || !country || !from || !to) return
  const known = await recordsOf(tx, [personId])
  if (known.some((record) => record.kind === 'passport' && record.number === tidyNumber(number))) return
  const passport = { kind: 'passport', number, from, to, said: { country } } as const
  await addRecord(tx, house, { ...passport, institution, personId, caseId, by, law: situation.law })
}

/** The crossing of the border starts the clocks of the stay, unless another case has written it down before. */
export async function arrive({ tx, house, institution, caseId, personId, by, situation }: IncomingMoment) {
  const { crossedOn, citizenship, passportCountry } = situation.facts
  if (!crossedOn || citizenship === 'KG') return
  const known = await recordsOf(tx, [personId])
  if (known.some(({ kind, from, state }) => kind === 'crossing' && from === crossedOn && state !== 'mistake')) return
  const said = { direction: 'in', country: passportCountry ?? '' }
  const crossing = { kind: 'crossing', from: crossedOn, said } as const
  await addRecord(tx, house, { ...crossing, institution, personId, caseId, by, law: situation.law })
}

/** It has come to nothing: the partner reads why, and may name the student again. */
export function end(how: 'refused' | 'withdrawn') {
  return async (moment: IncomingMoment): Promise<void> => {
    await endNomination(moment.tx, moment.caseId, moment.house.clock.now())
    await revokeLetter('acceptance', 'letter.withdrawn')(moment)
    await tellPartner(moment, how)
  }
}

/** Takes the letter out of force that is not true any more: whoever checks it reads so. */
export function revokeLetter(name: 'acceptance' | 'transcript', why: 'letter.withdrawn' | 'letter.corrected') {
  return async ({ tx, house, institution, caseId, by, situation }: IncomingMoment): Promise<void> => {
    const reason = incomingWords(situation.facts.letterLanguage ?? 'en')(why)
    for (const letter of await lettersOf(tx, caseId))
      if (letter.kind === `incoming.${name}` && !letter.revoked_at)
        await insertRevocation(tx, institution, letter.id, { at: house.clock.now(), by, reason })
  }
}

type Told = 'admitted' | 'refused' | 'withdrawn' | 'issued'

/** The partner reads what became of the student whom it has named; letters go with it. */
export async function tellPartner(moment: IncomingMoment, what: Told): Promise<void> {
  const { tx, house, institution, caseId, situation, input } = moment
  const { facts, background } = situation
  if (!facts.partnerMail) return
  const language = asLanguage(facts.partnerSpeaks)
  const t = incomingWords(language)
  const letters = what === 'admitted' || what === 'issued' ? await newestLetter(moment, what) : []
  const said = {
    name: fullName(facts),
    who: facts.nominatedBy ?? '',
    term: sayTerm(t, facts),
    reason: input.reason || t('partner.noReason'),
    institution: background.institution.name[language],
  }
  await mailLater(tx, house, {
    ...{ institution, caseId, to: facts.partnerMail, language, kind: `incoming.partner-${what}` },
    ...{ subject: t(`partner.${what}.subject`, said), body: t(`partner.${what}.body`, said), letterIds: letters },
  })
}

async function newestLetter({ tx, caseId }: IncomingMoment, what: 'admitted' | 'issued'): Promise<string[]> {
  const kind = what === 'admitted' ? 'incoming.acceptance' : 'incoming.transcript'
  const own = (await lettersOf(tx, caseId)).filter((letter) => letter.kind === kind && !letter.revoked_at)
  return own.map(({ id }) => id).slice(-1)
}

/** `Autumn semester 2027`. */
export function sayTerm(t: Say, { season, year }: Pick<Partial<Facts>, 'season' | 'year'>): string {
  return season ? t(`term.${season}`, { year: year ?? '' }) : ''
}
