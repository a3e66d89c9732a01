import type { Capability } from '../../platform/capability.ts'
import { alumniKeeping } from './keeping.ts'
import { alumniAddress } from './list-page.tsx'
import { manyRoutes } from './many-routes.tsx'
import { publicRoutes } from './public-routes.tsx'
import { deskRoutes } from './routes.tsx'
import { alumniWords } from './words.ts'

export { alumniSource } from './found.ts'
export { alumnusLinks } from './link-kind.tsx'
export { shownAlumni } from './store.ts'

/** Graduates: the record of then, what is known today, and what each agreed to. */
export const alumni: Capability = {
  name: 'alumni',
  words: alumniWords,
  keeps: alumniKeeping,
  routes: () => publicRoutes().also(manyRoutes()).also(deskRoutes()),
  desk: [
    {
      group: 'site',
      href: alumniAddress,
      text: (language) => alumniWords(language)('list.title'),
      needs: 'cases.read',
    },
  ],
}
