import type { Capability } from '../../platform/capability.ts'
import type { House } from '../../platform/house.ts'
import type { Handlers } from '../../platform/jobs.ts'
import { letterFile, letterJob, mailJob, sendMail } from './actions.ts'
import { correspondenceRoutes } from './routes.tsx'
import { correspondenceWords } from './words.ts'

export { issueLetter, letterFile, mailLater } from './actions.ts'
export {
  type CoreFields,
  isGenuine,
  type ReadCode,
  readCode,
  readShortCode,
  sayShortCode,
} from './code.ts'
export { squareOf } from './foot.ts'
export { repeatMail } from './repeat.ts'
export { holdsSecret, type MailFile, type NewLetter, type NewMail, signInLink } from './rules.ts'
export {
  findChecked,
  findLetter,
  findRevocation,
  insertRevocation,
  letterKeys,
  lettersOf,
  mailsOf,
  newestMails,
  nextNumber,
  publishKey,
  type Revocation,
} from './store.ts'
export { putInUse, type Saved, saveTexts, type Writer } from './template-actions.ts'
export {
  type Fault,
  fillAll,
  type Part,
  type Placeholder,
  type Template,
  type Texts,
  textsTyped,
} from './template-rules.ts'
export { standings, textsInUse, type Use, usesOf, type Version, versionsOf } from './template-store.ts'
export { checkLine } from './words.ts'

export const correspondenceJobs = (house: House): Handlers => ({
  [mailJob]: ({ institution, id }) => sendMail(house, institution, id),
  [letterJob]: async ({ institution, id }) => {
    await letterFile(house, institution, id)
  },
})

export const correspondence: Capability = {
  name: 'correspondence',
  words: correspondenceWords,
  routes: correspondenceRoutes,
  jobs: correspondenceJobs,
  desk: [
    {
      group: 'office',
      href: '/desk/mails',
      text: (language) => correspondenceWords(language)('mails.title'),
      needs: 'mails.read',
    },
    {
      group: 'office',
      href: '/outbox',
      text: (language) => correspondenceWords(language)('outbox.title'),
      needs: 'desk.open',
      evaluationOnly: true,
    },
  ],
}
