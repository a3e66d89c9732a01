import type { Db } from '../../platform/database/index.ts'
import type { Day } from '../../platform/days.ts'
import {
  agreementKinds,
  agreementsOf,
  agreementsWords,
  exchangeKinds,
  keptStates,
  readingOf,
} from '../agreements/index.ts'
import { contactsByPartner, partnersOf } from '../partners/index.ts'
import { openAgreements, planAgreement } from './agreement-plan.ts'
import { undoAgreements, writeAgreements } from './agreement-write.ts'
import { as, lines, text, word, words, yesNo } from './fields.ts'
import { openKnown } from './partner-plan.ts'
import type { Register, Target } from './target.ts'
import { importsWords } from './words.ts'

/** Agreements, each line one, with the partners that signed it. */
export const agreementTarget: Target = {
  name: 'agreements',
  titleField: 'title',
  fields: [
    text('number', 100),
    text('title'),
    word('agreement.kind', 'agreement.kind', agreementKinds),
    { ...lines('partners'), isNeeded: true },
    as('country', 'country'),
    text('city', 100),
    as('signedOn', 'day'),
    as('from', 'day'),
    as('until', 'until'),
    word('agreement.state', 'agreement.state', [...keptStates, 'ended']),
    word('renewsItself', 'yes', yesNo),
    as('noticeDays', 'number'),
    lines('condition'),
    lines('subject', 2000),
    lines('fields', 300),
    words('exchange', 'exchange', exchangeKinds),
    lines('specialties', 2000),
    lines('agreement.note', 4000),
    word('shown', 'yes', yesNo),
    text('id', 36),
  ],
  sayWord: (list, option, language) =>
    importsWords.byData(language).find(`${list}.${option}`) ??
    agreementsWords.byData(language).find(`${list.replace('agreement.', '')}.${option}`) ??
    option,
  open: openRegister,
  undo: undoAgreements,
  forget: () => {},
}

async function openRegister(db: Db, seen: ReadonlyMap<string, number>, today: Day): Promise<Register> {
  const partners = openKnown(await partnersOf(db), await contactsByPartner(db), new Map())
  const known = openAgreements(await agreementsOf(db, await readingOf(db, today)), partners, seen)
  return {
    plan: (line, values, doubles, day) => planAgreement(known, line, values, doubles, day),
    write: (tx, act, given, doubles) => writeAgreements(tx, act, given, doubles, known),
  }
}
