import { sql } from 'kysely'
import type { Db } from '../../platform/database/index.ts'
import type { PartnerPanel } from '../partners/index.ts'
import { incomingWords } from './words.ts'

/** What of the incoming mobility hangs on a partner: its invitations to name students, and whom it named. */
export const incomingPartnerPanel: PartnerPanel = {
  name: 'incoming',
  show: async () => null,
  hanging: async (visit, ids) => {
    const t = incomingWords(visit.language)
    const db = visit.within(visit.place('partners.read').institution)
    return [
      { text: t('partner.invitations'), count: await countOf(db, 'incoming_invitations', ids) },
      { text: t('partner.named'), count: await countOf(db, 'incoming_nominations', ids) },
    ]
  },
}

async function countOf(db: Db, table: 'incoming_invitations' | 'incoming_nominations', ids: readonly string[]) {
  const all = db.selectFrom(table).select(sql<string>`count(*)`.as('count'))
  return Number((await all.where('partner_id', 'in', [...ids]).executeTakeFirstOrThrow()).count)
}
