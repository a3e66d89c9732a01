import type { Capability } from '../../platform/capability.ts'
import type { Procedure } from '../cases/index.ts'
import { templateRoutes } from './routes.tsx'
import { templateWords } from './words.ts'

export { difference } from './diff.ts'

/**
 * The words of mails and letters, edited by the office. It stands after the cases because a text is tried with a real one;
 * what is in use is kept where mails and letters are sent.
 */
export function templates(procedures: readonly Procedure[]): Capability {
  return {
    name: 'templates',
    words: templateWords,
    routes: () => templateRoutes(procedures),
    desk: [
      {
        group: 'settings',
        href: '/desk/templates',
        text: (language) => templateWords(language)('title'),
        needs: 'letters.edit',
      },
    ],
  }
}
