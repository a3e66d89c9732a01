import type { Capability } from '../../platform/capability.ts'
import { deskRoutes } from './desk.tsx'
import { deskAddress } from './desk-pages.tsx'
import { publicRoutes } from './public.tsx'
import { answerWords } from './words.ts'

export { answerPanel } from './desk.tsx'
export { answersSource } from './public.tsx'

/** Questions that many ask, with the office's answers, for everybody to read. */
export const answers: Capability = {
  name: 'answers',
  words: answerWords,
  routes: () => publicRoutes().also(deskRoutes()),
  desk: [
    {
      ...{ group: 'site', href: deskAddress, needs: 'site.edit' },
      text: (language) => answerWords(language)('desk.title'),
    },
  ],
}
