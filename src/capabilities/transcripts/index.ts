import type { Capability } from '../../platform/capability.ts'
import { transcriptKeeping } from './keeping.ts'
import { transcriptsAddress } from './rooms.ts'
import { transcriptRoutes } from './routes.tsx'
import { transcriptsWords } from './words.ts'

export { AverageNotice, sayAverage } from './average.tsx'
export { TranscriptLine, transcriptPanel } from './panel.tsx'
export { ownTranscriptAddress, transcriptAddress } from './rooms.ts'
export {
  type Average,
  averageOf,
  type Entry,
  readHundredths,
  type Scale,
  sayHundredths,
  type Transcript,
} from './rules.ts'
export { scaleOf, transcriptOf } from './store.ts'
export { transcriptsWords } from './words.ts'

/** Grades of a person in the institution's own scale, from a sheet or typed, with the average over all sessions. */
export const transcripts: Capability = {
  name: 'transcripts',
  words: transcriptsWords,
  keeps: transcriptKeeping,
  routes: () => transcriptRoutes(),
  desk: [
    {
      group: 'office',
      href: transcriptsAddress,
      text: (language) => transcriptsWords(language)('title'),
      needs: 'transcripts.read',
    },
  ],
}
