import { sayDay } from '../../platform/words/saying-days.ts'
import { ButtonLink, EmptyState, Link, Section, Table } from '../../ui/index.ts'
import { familyOf, type PartnerPanel } from '../partners/index.ts'
import { balanceOf } from './balance.ts'
import { BalanceSection } from './balance-pages.tsx'
import { agreementPage, agreementsAddress, StateTag } from './said.tsx'
import { settingsOf } from './settings.ts'
import { agreementsWith, readingOf } from './store.ts'
import { agreementsWords } from './words.ts'

/** On a partner's desk page: what is agreed with it, also under the names that were merged into it. */
export const agreementsOfPartner: PartnerPanel = {
  name: 'agreements',
  async show(visit, partner) {
    const { institution } = visit.place('partners.read')
    const db = visit.within(institution)
    const reading = await readingOf(db, visit.house.clock.today())
    const family = await familyOf(db, partner.id)
    const [found, { weights }] = await Promise.all([agreementsWith(db, reading, family), settingsOf(db)])
    const balance = await balanceOf(db, family, null, weights)
    const t = agreementsWords(visit.language)
    const add = `${agreementsAddress}/new?partner=${partner.id}` as const
    const mayEdit = visit.may('partners.edit', institution)
    return (
      <>
        <BalanceSection t={t} balance={balance} />
        <Section
          title={t('list.title')}
          action={mayEdit && found.length > 0 && <Link href={add}>{t('list.add')}</Link>}
        >
          <Table
            caption={t('list.title')}
            captionHidden
            columns={(['title', 'kind', 'state', 'until'] as const).map((key) => ({
              key,
              text: t(`agreement.${key}`),
            }))}
            rows={found.map((one) => ({
              href: agreementPage(one),
              cells: [
                one.title[visit.language],
                t(`kind.${one.kind}`),
                <StateTag t={t} state={one.state} />,
                one.endsOn ? sayDay(one.endsOn, visit.language) : '–',
              ],
            }))}
            empty={
              <EmptyState
                title={t('panel.none')}
                action={
                  mayEdit && (
                    <ButtonLink href={add} tone="soft">
                      {t('list.add')}
                    </ButtonLink>
                  )
                }
              />
            }
          />
        </Section>
      </>
    )
  },
  async hanging(visit, ids) {
    const { institution } = visit.place('partners.read')
    const db = visit.within(institution)
    const found = await agreementsWith(db, await readingOf(db, visit.house.clock.today()), ids)
    const text = agreementsWords(visit.language)('list.title')
    return found.length > 0 ? [{ text, count: found.length }] : []
  },
}
