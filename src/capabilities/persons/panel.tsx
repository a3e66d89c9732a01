import type { Panel } from '../cases/index.ts'
import { openPairsOf } from './double-store.ts'
import { recordsOf } from './merge-store.ts'
import { personAddress } from './parts.tsx'
import { MayBe } from './person-page.tsx'
import { findRecord } from './store.ts'
import { personsWords } from './words.ts'

/** On the page of a case: the way to its person, and whom that may be beside. */
export const personPanel: Panel = {
  desk: async (visit, { standing }) => {
    const db = visit.within(standing.institution)
    const t = personsWords(visit.language)
    const record = await findRecord(db, standing.subjectId)
    if (!record) return null
    const leader = record.mergedInto ?? record.id
    const records = await recordsOf(db, leader)
    const pairs = visit.may('cases.work', standing.institution) ? await openPairsOf(db, records) : []
    return (
      <>
        <MayBe t={t} pairs={pairs} records={records} />
        <p>
          <a href={personAddress(leader)}>{t(records.length > 1 ? 'panel.merged' : 'panel.person')}</a>
        </p>
      </>
    )
  },
}
