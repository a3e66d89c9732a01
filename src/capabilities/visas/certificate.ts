import { documentFor, saveDecision } from '../documents/index.ts'
import { revoke } from './revoking.ts'
import type { VisaMoment } from './steps.ts'

export const certificatePaper = 'study-certificate'

/** The certificate that the program has just issued is the paper: nobody brings it or accepts it, and an earlier one ends. */
export async function settleCertificate(moment: VisaMoment): Promise<void> {
  const { tx, institution, caseId, by } = moment
  await revoke(moment, 'certificate', 1)
  const document = await documentFor(tx, institution, caseId, certificatePaper)
  await saveDecision(tx, document.id, 'accepted', null, by.id)
}
