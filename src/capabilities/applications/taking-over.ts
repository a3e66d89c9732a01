import type { House } from '../../platform/house.ts'
import {
  type Act,
  addFiles,
  casesOfAccount,
  documentsOf,
  type KeptDocument,
  placesOf,
  type View,
} from '../cases/index.ts'
import { findFile, type Received, takeFile } from '../documents/index.ts'
import { stillFits } from './rules.ts'

/** A paper of another application of the same account that this one misses. */
export interface Offer {
  readonly type: string
  readonly institution: string
  readonly number: string | null
  readonly document: KeptDocument
}

/** For each missing paper the newest of the own others that still fits. A form made from the answers is never one. */
export async function offersFor(house: House, view: View, accountId: string): Promise<Offer[]> {
  const missing = view.items.filter(({ state, wanted }) => state === 'missing' && !wanted.made)
  if (missing.length === 0) return []
  const found = new Map<string, Offer & { at: Date }>()
  for (const institution of await placesOf(house.database.shared, accountId)) {
    const db = house.database.within(institution)
    for (const { id, number, typed, openedAt: at } of await casesOfAccount(db, accountId)) {
      if (id === view.standing.id) continue
      for (const document of await documentsOf(db, id)) {
        const { type } = document
        const before = found.get(type)
        if (!missing.some(({ wanted }) => wanted.type === type) || (before && before.at > at)) continue
        if (stillFits(document, typed, view.law.day)) found.set(type, { type, institution, number, document, at })
      }
    }
  }
  return [...found.values()]
}

/** Takes papers over as files of this case's own: erasing the other case leaves them, and the other way round. */
export async function takeOver(act: Act, view: View, offers: readonly Offer[]): Promise<void> {
  for (const { type, institution, document } of offers) {
    const received = await copiesOf(act.house, institution, document)
    if (received.length > 0) await addFiles(act, view.procedure, view.standing.id, type, received)
  }
}

/** The files of a paper's present round, received anew as copies that no case has yet. */
export async function copiesOf(house: House, institution: string, document: KeptDocument): Promise<Received[]> {
  const received: Received[] = []
  for (const { id } of document.files.filter(({ round }) => round === document.round)) {
    const file = await findFile(house.database.within(institution), id)
    const bytes = file && (await house.blobs.read(file.blobId))
    const copy = bytes && (await takeFile(house, once(bytes), file.name))
    if (copy && 'blobId' in copy) received.push(copy)
  }
  return received
}

async function* once(bytes: Uint8Array): AsyncIterable<Uint8Array> {
  yield bytes
}
