import { NotFound } from '../../platform/outcome.ts'
import { procedure } from '../cases/index.ts'
import { findInstitution, signatoryOf } from '../institutions/index.ts'
import { recordsOf } from '../stays/index.ts'
import { listEmbassies } from './embassy-store.ts'
import { extensionFacts } from './extension-facts.ts'
import { embassyLetter } from './extension-letter.ts'
import { deadlines, disagreements, type ExtensionRecords } from './extension-rules.ts'
import { extensionStages, extensionSteps } from './extension-steps.ts'
import { findPerson, recordsOfOne, studyingHere } from './person-store.ts'
import { inThree, passportsWords } from './words.ts'

/** A passport that ends too early is extended through the embassy: the university writes, its student carries the passport. */
export const passportExtension = procedure({
  name: 'passport-extension',
  series: 'P',
  words: passportsWords.byData,
  facts: extensionFacts,
  sections: {
    passport: ['passportNumber', 'passportCountry', 'passportIssued', 'passportEnds'],
    request: ['wish', 'note', 'phone'],
  },
  guarded: ['passportNumber', 'passportCountry', 'passportIssued', 'passportEnds', 'newNumber', 'newFrom', 'newTo'],
  personal: true,
  background: async (db, institution, subject): Promise<ExtensionRecords> => {
    const found = await findInstitution(db, institution)
    if (!found) throw new NotFound()
    const people = subject ? await recordsOfOne(db, subject) : []
    const [signatory, embassies, person, records, student] = await Promise.all([
      signatoryOf(db, found),
      listEmbassies(db),
      subject ? findPerson(db, subject) : null,
      people.length > 0 ? recordsOf(db, people) : [],
      people.length > 0 ? studyingHere(db, people) : null,
    ])
    return { institution: found, signatory, embassies, person, records, student }
  },
  unit: ({ background }) => background.student?.unit ?? null,
  starts: 'draft',
  stages: extensionStages,
  editable: ['draft'],
  fills: ['subject', 'office'],
  steps: extensionSteps,
  disagree: disagreements,
  deadlines,
  reminds: [30, 7, 1],
  papers: { embassy: embassyLetter },
  opensAt: '/desk/passports',
  // The office knows whose passport it is: nobody is asked for a name again.
  person: ({ passportNumber, newNumber, phone }) => ({ shownAs: '', phone, numbers: [passportNumber, newNumber] }),
  listed: ['state', 'wish'],
  columns: ({ facts, law }) => ({
    state: law.country(facts.passportCountry ?? '')?.name ?? '',
    wish: facts.wish ? inThree(`choice.wish.${facts.wish}`) : '',
  }),
})
