import type { House } from '../../platform/house.ts'
import type { JobPayload } from '../../platform/jobs.ts'
import { letterFile, lettersOf } from '../correspondence/index.ts'
import { documentFor, hasFile, insertFile, letGo, removeFile, saveDecision, takeFile } from '../documents/index.ts'
import { revoke } from './revoking.ts'
import type { VisaMoment } from './rules.ts'

export const lettersJob = 'visas.letters'

/** Letters that are papers of the package too. */
export const letterPapers = { certificate: 'study-certificate', petition: 'petition' } as const

/**
 * The letter that the program has just issued is the paper: nobody brings it or accepts it, and an earlier one ends. Its file
 * comes when it is typeset.
 */
export function settleLetter(kind: keyof typeof letterPapers) {
  return async (moment: VisaMoment): Promise<void> => {
    const { tx, house, institution, caseId, by } = moment
    await revoke(moment, kind, 1)
    const document = await documentFor(tx, institution, caseId, letterPapers[kind])
    await saveDecision(tx, document.id, 'accepted', null, by.id)
    await house.jobs.later(tx, lettersJob, { institution, id: caseId })
  }
}

/** Puts the files of a case's newest letters among its papers. A job: what is there already stays as it is. */
export async function keepLetterFiles(house: House, { institution, id: caseId }: JobPayload): Promise<void> {
  const letters = await lettersOf(house.database.within(institution), caseId)
  for (const [kind, type] of Object.entries(letterPapers)) {
    const last = letters.filter((one) => one.kind === `study-visa.${kind}` && !one.revoked_at).at(-1)
    if (last) await keepLetterFile(house, institution, { caseId, type, letterId: last.id })
  }
}

interface Kept {
  readonly caseId: string
  readonly type: string
  readonly letterId: string
}

async function keepLetterFile(house: House, institution: string, { caseId, type, letterId }: Kept): Promise<void> {
  const { letter, pdf } = await letterFile(house, institution, letterId)
  const file = await takeFile(house, once(pdf), `${letter.number.replace('/', '-')}.pdf`)
  if (!('blobId' in file)) throw new RangeError('a letter that is no paper')
  const kept = await house.database
    .within(institution)
    .transaction()
    .execute(async (tx) => {
      const document = await documentFor(tx, institution, caseId, type)
      if (await hasFile(tx, document.id, document.round, file.sha256)) return false
      const before = await tx
        .selectFrom('document_files')
        .select('id')
        .where('document_id', '=', document.id)
        .where('removed_at', 'is', null)
        .execute()
      for (const { id } of before) await removeFile(tx, id)
      await insertFile(tx, institution, document.id, document.round, file)
      return true
    })
  if (!kept) await letGo(house, [file])
}

async function* once(bytes: Uint8Array): AsyncIterable<Uint8Array> {
  yield bytes
}
