import { insertRevocation, lettersOf } from '../correspondence/index.ts'
import { letterLanguage } from './rules.ts'
import type { InvitationMoment } from './steps.ts'
import { invitationWords } from './words.ts'

/** Takes the letter out of force, in the transaction of the step that makes it untrue: whoever checks it reads so. */
export function revokeLetters(reason: 'letter.corrected' | 'letter.withdrawn') {
  return async ({ tx, house, institution, caseId, by, situation }: InvitationMoment): Promise<void> => {
    const said = invitationWords(letterLanguage(situation.background.institution))(reason)
    for (const letter of await lettersOf(tx, caseId))
      if (isLetter(letter.kind) && !letter.revoked_at)
        await insertRevocation(tx, institution, letter.id, { at: house.clock.now(), by, reason: said })
  }
}

const isLetter = (kind: string) => kind === 'invitation.letter' || kind === 'invitation.letterKyrgyz'
