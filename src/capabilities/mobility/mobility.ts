import { NotFound } from '../../platform/outcome.ts'
import { procedure } from '../cases/index.ts'
import { findInstitution, officeOf } from '../institutions/index.ts'
import { deadlines } from './call-days.ts'
import { asText, choices } from './choices.ts'
import { documents } from './documents.ts'
import { facts, sections } from './facts.ts'
import { disagreements, warnings } from './refusals.ts'
import { beganOf, fullName, hostName, isAsked, type Records } from './rules.ts'
import { stages, steps } from './steps.ts'
import { averageOfPerson, begunBy, earlierOf } from './store.ts'
import { mobilityWords } from './words.ts'

/** Own students, teachers and staff apply for a call, are screened by their unit, selected, nominated, and go abroad. */
export const mobility = procedure({
  name: 'mobility',
  series: 'M',
  words: mobilityWords.byData,
  facts,
  sections,
  guarded: ['passportNumber'],
  personal: true,
  background: async (db, institution, subject): Promise<Records> => {
    const found = await findInstitution(db, institution)
    if (!found) throw new NotFound()
    const { units } = await officeOf(db)
    if (!subject) return { institution: found, units, began: new Map(), average: null, earlier: [] }
    return {
      ...{ institution: found, units, began: await begunBy(db, subject) },
      ...{ average: await averageOfPerson(db, subject), earlier: await earlierOf(db, subject) },
    }
  },
  unit: ({ facts }) => facts.unit ?? null,
  starts: 'draft',
  stages,
  editable: ['draft', 'incomplete'],
  steps,
  asked: isAsked,
  choices,
  disagree: disagreements,
  warns: warnings,
  documents,
  deadlines,
  reminds: [7, 3, 1, 0],
  person: (known) => ({
    shownAs: fullName(known),
    ...{ birthDay: known.birthDay, citizenship: known.citizenship, phone: known.phone, sex: known.sex },
    searched: [known.specialty, known.group],
    numbers: [known.passportNumber],
  }),
  listed: ['call', 'unit', 'host'],
  columns: (situation) => ({
    call: beganOf(situation)?.said.title ?? '',
    unit: situation.background.units.find(({ id }) => id === situation.facts.unit)?.name ?? '',
    host: asText(hostName(situation.facts.choice1 ?? '', situation)),
  }),
})
