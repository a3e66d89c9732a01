import type { Visit } from '../../platform/web/visit.ts'
import { Section, Table } from '../../ui/index.ts'
import { type Call, callsOf } from '../calls/index.ts'
import { familyOf, type PartnerPanel } from '../partners/index.ts'
import { groupAddress } from './addresses.ts'
import { groupsOf } from './groups.ts'
import { isOpen, type Nomination } from './rules.ts'
import { nominationsAt } from './store.ts'
import { nominationWords } from './words.ts'

/** The calls in which a partner is a host, and whom the institution has named there. */
export const nominationPartnerPanel: PartnerPanel = {
  name: 'nominations',
  show: async (visit, partner) => {
    const { institution } = visit.place('partners.read')
    if (!visit.may('cases.read', institution)) return null
    const t = nominationWords(visit.language)
    const ids = await familyOf(visit.within(institution), partner.id)
    const { calls, nominations } = await ofPartner(visit, ids)
    if (calls.length === 0) return null
    const count = (call: Call, which: (state: Nomination['state']) => boolean) =>
      nominations.filter(({ callId, state }) => callId === call.id && which(state)).length
    return (
      <Section title={t('partner.title')}>
        <Table
          caption={t('partner.title')}
          captionHidden
          columns={(['call', 'waiting', 'accepted'] as const).map((key) => ({
            key,
            text: t(`partner.${key}`),
            numeric: key !== 'call',
          }))}
          rows={calls.map((call) => ({
            href: groupAddress(call.id, partner.id),
            cells: [call.said.title[t.language], count(call, isOpen), count(call, (state) => state === 'accepted')],
          }))}
          empty=""
        />
      </Section>
    )
  },
  hanging: async (visit, ids) => {
    const t = nominationWords(visit.language)
    const { calls, nominations } = await ofPartner(visit, ids)
    return [
      { text: t('partner.call'), count: calls.length },
      { text: t('list.title'), count: nominations.length },
    ]
  },
}

// A host that left a call stays as long as somebody is nominated there.
async function ofPartner(visit: Visit, ids: readonly string[]) {
  const db = visit.within(visit.place('partners.read').institution)
  const nominations = await nominationsAt(db, ids)
  const calls: Call[] = []
  for (const call of await callsOf(db, { direction: 'outgoing' })) {
    const isHost = (await groupsOf(db, call)).some(({ partner }) => partner && ids.includes(partner.id))
    if (isHost || nominations.some(({ callId }) => callId === call.id)) calls.push(call)
  }
  return { calls, nominations }
}
