import type { Db } from '../../platform/database/index.ts'
import type { House } from '../../platform/house.ts'
import type { Received } from './upload.ts'

const blobsOf = (file: Received) => [file.blobId, ...(file.thumbnailBlobId ? [file.thumbnailBlobId] : [])]

/** Writes down that a blob lies in the store for no case yet: should the program end now, the sweep finds it. */
export async function noteUnclaimed(house: House, blobId: string): Promise<void> {
  await house.database.shared
    .insertInto('unclaimed_blobs')
    .values({ blob_id: blobId, since: house.clock.now() })
    .execute()
}

/** A case takes the file, in the transaction that writes it down. */
export async function claim(tx: Db, file: Received): Promise<void> {
  await tx.deleteFrom('unclaimed_blobs').where('blob_id', 'in', blobsOf(file)).execute()
}

/** Received files that no case keeps leave the store again. */
export async function letGo(house: House, files: readonly Received[]): Promise<void> {
  for (const blobId of files.flatMap(blobsOf)) await removeUnclaimed(house, blobId)
}

export async function removeUnclaimed(house: House, blobId: string): Promise<void> {
  await house.blobs.remove(blobId)
  await house.database.shared.deleteFrom('unclaimed_blobs').where('blob_id', '=', blobId).execute()
}

/** Removes what crashes and refusals left before that instant; tells how many. */
export async function sweepUnclaimed(house: House, olderThan: Date): Promise<number> {
  const left = await house.database.shared
    .selectFrom('unclaimed_blobs')
    .select('blob_id as blobId')
    .where('since', '<', olderThan)
    .execute()
  for (const { blobId } of left) await removeUnclaimed(house, blobId)
  return left.length
}
