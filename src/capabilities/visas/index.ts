import type { Capability } from '../../platform/capability.ts'
import { carryPapers } from './carrying.ts'
import { keepLetterFiles, lettersJob } from './certificate.ts'
import { visasAddress } from './ending-page.tsx'
import { carryJob } from './opening.ts'
import { visaRoutes } from './routes.tsx'
import { unitStudents } from './unit-page.tsx'
import { visasWords } from './words.ts'

export { visaPanel } from './panel.tsx'
export { studyVisa } from './study-visa.ts'

/** Study visas and what follows them: the procedure, whose visa ends, and the dean's office with its own students. */
export const visas: Capability = {
  name: 'visas',
  words: visasWords,
  routes: visaRoutes,
  jobs: (house) => ({
    [carryJob]: (payload) => carryPapers(house, payload),
    [lettersJob]: (payload) => keepLetterFiles(house, payload),
  }),
  desk: [
    {
      group: 'work',
      href: visasAddress,
      rank: 30,
      text: (language) => visasWords(language)('ending.title'),
      needs: 'cases.read',
    },
    {
      group: 'work',
      href: unitStudents,
      rank: 20,
      text: (language) => visasWords(language)('unit.title'),
      needs: 'unit.read',
    },
  ],
}
