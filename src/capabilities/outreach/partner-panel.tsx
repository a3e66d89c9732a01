import type { Visit } from '../../platform/web/visit.ts'
import { Section, Table } from '../../ui/index.ts'
import { type Ledger, type LedgerRecord, naming, titleOf } from '../ledgers/index.ts'
import { familyOf, type PartnerPanel } from '../partners/index.ts'
import { allLedgers, ledgersHere } from './all.ts'
import { outreachWords } from './words.ts'

const ledgerOf = ({ ledger }: LedgerRecord): Ledger | undefined => allLedgers.find(({ name }) => name === ledger)

/** On a partner's page: the leads, delegations, events and campaigns in which it is named. */
export const outreachPanel: PartnerPanel = {
  name: 'outreach',
  show: async (visit, partner) => {
    const { institution } = visit.place('partners.read')
    const db = visit.within(institution)
    const found = await naming(db, await familyOf(db, partner.id))
    if (found.length === 0) return null
    const t = outreachWords(visit.language)
    return (
      <Section title={t('partner.title')} id="outreach">
        <Table
          caption={t('partner.title')}
          captionHidden
          columns={(['name', 'ledger', 'stage'] as const).map((key) => ({ key, text: t(`partner.${key}`) }))}
          rows={found.flatMap((record) => rowOf(visit, record))}
          empty=""
        />
      </Section>
    )
  },
  hanging: async (visit, ids) => {
    const { institution } = visit.place('partners.read')
    const found = await naming(visit.within(institution), ids)
    return [...Map.groupBy(found, ({ ledger }) => ledger)].map(([ledger, all]) => ({
      text: outreachWords(visit.language).find(`${ledger}.names`) ?? ledger,
      count: all.length,
    }))
  },
}

function rowOf(visit: Visit, record: LedgerRecord) {
  const t = outreachWords(visit.language)
  const ledger = ledgerOf(record)
  if (!ledger || !ledgersHere.includes(ledger)) return []
  const { stage } = record.said
  return {
    href: `${ledger.address}/${record.id}`,
    cells: [
      titleOf(ledger, record, visit.language),
      t.find(`${ledger.name}.names`),
      stage ? (t.find(`${ledger.name}.stage.${stage}`) ?? '') : '–',
    ],
  }
}
