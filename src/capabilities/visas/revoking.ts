import { insertRevocation, lettersOf } from '../correspondence/index.ts'
import type { VisaMoment } from './rules.ts'
import { visasWords } from './words.ts'

/** Takes letters of a kind out of force, so that whoever checks one reads it. @param keep how many of the newest stay */
export async function revoke(moment: VisaMoment, kind: 'petition' | 'certificate', keep: number): Promise<void> {
  const { tx, house, institution, caseId, by, situation } = moment
  const letters = (await lettersOf(tx, caseId)).filter((one) => one.kind === `study-visa.${kind}` && !one.revoked_at)
  const [language = 'ru'] = situation.background.institution.letterLanguages
  for (const { id } of letters.slice(0, letters.length - keep)) {
    const said = { at: house.clock.now(), by, reason: visasWords(language)(`${kind}.revoked`) }
    await insertRevocation(tx, institution, id, said)
  }
}
