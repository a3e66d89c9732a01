import type { Db } from '../../platform/database/index.ts'
import { dayOf } from '../../platform/days.ts'
import type { House } from '../../platform/house.ts'
import type { JobPayload } from '../../platform/jobs.ts'
import { copiesOf } from '../applications/index.ts'
import {
  addFiles,
  documentsOf,
  findCase,
  groundOf,
  journalOf,
  type KeptDocument,
  type View,
  viewOf,
} from '../cases/index.ts'
import { procedureName } from './store.ts'
import { studyVisa } from './study-visa.ts'
import { isOldPhoto } from './warnings.ts'

const carried = ['passport', 'contract-copy', 'photo'] as const

/**
 * Puts those papers of the person's earlier cases into a new one that still hold: as copies, each to be judged again. A job:
 * running twice changes nothing, because a file that is there is not added again.
 */
export async function carryPapers(house: House, { institution, id }: JobPayload): Promise<void> {
  const db = house.database.within(institution)
  const standing = await findCase(db, id)
  if (standing?.procedure !== procedureName) return
  const view = await viewOf(await groundOf(house, institution, studyVisa), db, studyVisa, standing)
  const [first] = await journalOf(db, id)
  const by = { id: first?.by_id ?? '', name: first?.by_name ?? '', role: first?.by_role ?? '' }
  const act = { house, institution, by, party: 'office' } as const
  for (const type of carried) {
    if (view.items.some(({ wanted, state }) => wanted.type === type && state !== 'missing')) continue
    const document = await lastPaper(db, view, type)
    const files = document ? await copiesOf(house, institution, document) : []
    if (files.length > 0) await addFiles(act, studyVisa, id, type, files)
  }
}

async function lastPaper(db: Db, view: View, type: string): Promise<KeptDocument | null> {
  const { subjectId, id } = view.standing
  const cases = await db
    .selectFrom('cases')
    .select('id')
    .where('subject_id', '=', subjectId)
    .where('id', '<>', id)
    .orderBy('opened_at', 'desc')
    .execute()
  for (const earlier of cases) {
    const document = (await documentsOf(db, earlier.id)).find((one) => one.type === type)
    if (document && ['uploaded', 'accepted', 'shown'].includes(document.state))
      return holds(view, document) ? document : null
  }
  return null
}

// A passport that ends before the visa, a contract that has ended and an old photograph are asked for anew.
function holds({ situation, law }: View, { type, files, round }: KeptDocument): boolean {
  const facts = studyVisa.facts.partial().parse(situation.facts)
  if (type === 'passport') return !facts.passportEnds || !facts.wantedTo || facts.passportEnds >= facts.wantedTo
  if (type === 'contract-copy') return !facts.studyEnds || facts.studyEnds >= law.day
  return files.some((file) => file.round === round && !isOldPhoto(dayOf(file.uploadedAt), law.day))
}
