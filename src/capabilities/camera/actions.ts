import { createHash, randomBytes } from 'node:crypto'
import type { Act } from '../cases/index.ts'
import { endOf } from './rules.ts'
import { endLinks, insertLink } from './store.ts'

/** Only the hash is kept: whoever reads the database can't use a link. */
export const hashOf = (secret: string) => createHash('sha256').update(secret).digest('hex')
export const freshSecret = () => randomBytes(18).toString('base64url')

/** Makes a link for one paper of a case (null: for all) and ends those before it. Gives the token, which is kept nowhere. */
export async function makeLink({ house, institution }: Act, caseId: string, type: string | null): Promise<string> {
  const token = freshSecret()
  const madeAt = house.clock.now()
  const db = house.database.within(institution)
  await db.transaction().execute(async (tx) => {
    await endLinks(tx, caseId, madeAt)
    await insertLink(tx, { institution, caseId, type, tokenHash: hashOf(token), madeAt, endsAt: endOf(madeAt) })
  })
  return token
}
