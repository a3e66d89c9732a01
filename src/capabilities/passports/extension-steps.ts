import { z } from 'zod'
import { day, readDay } from '../../platform/days.ts'
import { dayField, longText, oneOf, optionalDay, optionalLongText } from '../../platform/web/fields.ts'
import type { Moment, Step } from '../cases/index.ts'
import { addRecord, endRecord } from '../stays/index.ts'
import { type ExtensionFacts, newPassport, ways } from './extension-facts.ts'
import { type ExtensionRecords, givenMisfits, heldPassport, newPassportMisfits, notYet } from './extension-rules.ts'
import { insertSight } from './sight-store.ts'
import { passportsWords } from './words.ts'

export const extensionStages = {
  draft: 'subject',
  asked: 'office',
  written: 'office',
  sent: 'others',
  // The embassy has answered: its citizen goes there with the passport. The university never carries it.
  answered: 'subject',
  given: 'others',
  renewed: 'closed',
  declined: 'closed',
  cancelled: 'closed',
} as const

type ExtensionStep = Step<keyof typeof extensionStages, ExtensionFacts, ExtensionRecords>

const both = ['subject', 'office'] as const

export const extensionSteps = {
  send: { from: 'draft', to: 'asked', by: both, needs: 'every-answer', arrives: true, tells: 'subject' },
  write: { from: 'asked', to: 'written', by: 'office', letter: 'embassy', tells: 'subject', final: true },
  dispatch: {
    from: 'written',
    to: 'sent',
    by: 'office',
    asks: z.object({ sentOn: dayField(), way: oneOf(ways) }),
    misfits: notYet('sentOn'),
    settles: ({ sentOn = '' }) => ({ sentOn: day(sentOn) }),
    tells: 'subject',
  },
  answer: {
    from: 'sent',
    to: 'answered',
    by: 'office',
    asks: z.object({ answeredOn: dayField(), message: longText(2000) }),
    misfits: notYet('answeredOn'),
    settles: ({ answeredOn = '' }) => ({ answeredOn: day(answeredOn) }),
    tells: 'subject',
  },
  give: {
    from: ['sent', 'answered'],
    to: 'given',
    by: both,
    asks: z.object({ givenOn: dayField(), readyOn: optionalDay() }),
    misfits: givenMisfits,
    settles: ({ givenOn = '', readyOn = '' }) => ({ givenOn: day(givenOn), readyOn: readDay(readyOn) }),
  },
  seen: {
    from: ['sent', 'answered', 'given'],
    to: 'renewed',
    by: 'office',
    asks: newPassport,
    misfits: newPassportMisfits,
    settles: ({ number = '', from = '', to = '', seenOn = '' }) => ({
      ...{ newNumber: number, newFrom: day(from), newTo: day(to), seenOn: day(seenOn) },
    }),
    tells: 'subject',
    final: true,
    also: keepNewPassport,
  },
  decline: {
    from: ['sent', 'answered', 'given'],
    to: 'declined',
    by: 'office',
    asks: z.object({ reason: longText(2000) }),
    tells: 'subject',
    tone: 'danger',
    final: true,
  },
  again: {
    from: ['written', 'declined'],
    to: 'asked',
    by: 'office',
    asks: z.object({ reason: optionalLongText(1000) }),
    tone: 'soft',
  },
  discard: { from: 'draft', to: 'cancelled', by: both, final: true, tone: 'danger' },
  cancel: {
    from: ['asked', 'written', 'sent', 'answered', 'given'],
    to: 'cancelled',
    by: both,
    asks: z.object({ reason: longText(1000) }),
    tone: 'danger',
    final: true,
  },
} as const satisfies Readonly<Record<string, ExtensionStep>>

/**
 * The new passport becomes a record of the stay, the one before ends with it, and that the original was seen and given back
 * is written down. What follows (registering again) is counted from the records.
 */
async function keepNewPassport(moment: Moment<ExtensionFacts, ExtensionRecords>): Promise<void> {
  const { tx, house, institution, caseId, by, situation } = moment
  const { facts, background, law } = situation
  const { person } = background
  if (!person || !facts.newFrom || !facts.newTo || !facts.seenOn) throw new RangeError('nobody’s passport')
  const act = { institution, by, law }
  const before = heldPassport(situation)
  const [language = 'ru'] = background.institution.letterLanguages
  const why = passportsWords(language)('record.replaced')
  if (before) await endRecord(tx, house, { ...act, id: before.id, on: facts.newFrom, why })
  const said = { country: facts.passportCountry ?? '' }
  const paper = { kind: 'passport', number: facts.newNumber ?? '', from: facts.newFrom, to: facts.newTo, said } as const
  await addRecord(tx, house, { ...act, ...paper, personId: person.id, caseId })
  const sight = { id: crypto.randomUUID(), personId: person.id, number: facts.newNumber ?? '', seenOn: facts.seenOn }
  await insertSight(tx, institution, { ...sight, at: house.clock.now(), by, out: null })
}
