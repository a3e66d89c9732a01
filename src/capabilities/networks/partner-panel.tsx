import { Section, Table } from '../../ui/index.ts'
import { familyOf, type PartnerPanel } from '../partners/index.ts'
import { workAddress } from './desk.ts'
import { wordIn } from './forms.ts'
import { worksWith } from './store.ts'
import { networksWords } from './words.ts'

/** On a partner's desk page: in what it takes part together with the university, and as what. */
export const networkPanel: PartnerPanel = {
  name: 'networks',
  async show(visit, partner) {
    const db = visit.within(visit.place('partners.read').institution)
    const found = await worksWith(db, await familyOf(db, partner.id))
    if (found.length === 0) return null
    const t = networksWords.byData(visit.language)
    return (
      <Section title={t('panel.title')} id="networks">
        <Table
          caption={t('panel.title')}
          captionHidden
          columns={(['name', 'kind', 'role'] as const).map((key) => ({ key, text: t(`field.${key}`) }))}
          rows={found.map(({ work, line }) => ({
            href: workAddress(work),
            cells: [
              work.name[visit.language],
              t(`kind.${work.kind}`),
              t.find(`field.role.${wordIn(line.said, 'role')}`) ?? '–',
            ],
          }))}
          empty=""
        />
      </Section>
    )
  },
  async hanging(visit, ids) {
    const found = await worksWith(visit.within(visit.place('partners.read').institution), ids)
    return found.length === 0 ? [] : [{ text: networksWords(visit.language)('panel.hanging'), count: found.length }]
  },
}
