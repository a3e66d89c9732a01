import type { Db } from '../../platform/database/index.ts'
import { languages } from '../../platform/words/languages.ts'
import {
  contactRoles,
  contactsByPartner,
  identifierKinds,
  partnerKinds,
  partnerStatuses,
  partnersOf,
  partnersWords,
  shownPartners,
} from '../partners/index.ts'
import { as, lines, text, word, yesNo } from './fields.ts'
import { openKnown, planLine } from './partner-plan.ts'
import { undoPartners, writeLines } from './partner-write.ts'
import type { Register, Target } from './target.ts'
import { importsWords } from './words.ts'

/** Partners, each line with at most one of their contacts. */
export const partnerTarget: Target = {
  name: 'partners',
  titleField: 'name',
  fields: [
    { ...text('name'), isNeeded: true },
    text('name.ru'),
    text('name.ky'),
    lines('others'),
    word('kind', 'kind', partnerKinds),
    as('country', 'country'),
    text('city', 100),
    text('region', 100),
    word('status', 'status', partnerStatuses),
    as('site', 'site'),
    lines('basis'),
    lines('note', 4000),
    word('shown', 'yes', yesNo),
    as('lastContact', 'day'),
    text('about', 500),
    ...identifierKinds.map((kind) => text(kind, 100)),
    text('contact.name', 200),
    text('contact.post', 200),
    as('contact.email', 'mail'),
    as('contact.phone', 'phone'),
    word('contact.language', 'language', languages),
    word('contact.role', 'role', contactRoles),
    text('id', 36),
  ],
  sayWord: (list, option, language) => {
    const key = list === 'role' ? `contact.role.${option}` : `${list}.${option}`
    return importsWords.byData(language).find(key) ?? partnersWords.byData(language).find(key) ?? option
  },
  open: openPartners,
  undo: undoPartners,
  forget: (db) => shownPartners.forget(db),
}

async function openPartners(db: Db, seen: ReadonlyMap<string, number>): Promise<Register> {
  const known = openKnown(await partnersOf(db), await contactsByPartner(db), seen)
  return {
    plan: (line, values, doubles, today) => planLine(known, line, values, doubles, today),
    write: (tx, act, given, doubles) => writeLines(tx, act, given, doubles, known),
  }
}
