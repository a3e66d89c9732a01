import type { Moment } from '../cases/index.ts'
import { insertRevocation, lettersOf } from '../correspondence/index.ts'
import type { Facts } from './facts.ts'
import type { Records } from './rules.ts'
import { admissionWords } from './words.ts'

type Reason = 'decision.lapsed' | 'decision.reconsidered' | 'decision.declined' | 'decision.contractAnew'

/**
 * Takes the letters of a case that are in force out of it, in the transaction of the step that makes them untrue: whoever
 * checks one of them reads that it is revoked. The newest contract stays when a contract is made anew.
 */
export function revokeLetters(reason: Reason, kind = 'admission.letter') {
  return async ({ tx, house, institution, caseId, by, situation }: Moment<Facts, Records>): Promise<void> => {
    const letters = (await lettersOf(tx, caseId)).filter((letter) => letter.kind === kind && !letter.revoked_at)
    const untrue = reason === 'decision.contractAnew' ? letters.slice(0, -1) : letters
    const [language = 'ru'] = situation.background.institution.letterLanguages
    for (const { id } of untrue) {
      const said = { at: house.clock.now(), by, reason: admissionWords(language)(reason) }
      await insertRevocation(tx, institution, id, said)
    }
  }
}
