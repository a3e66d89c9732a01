import { Actions, ButtonLink, Section } from '../../ui/index.ts'
import { contactsOf, type PartnerPanel } from '../partners/index.ts'
import { importsAddress } from './said.ts'
import { importsWords } from './words.ts'

/** Whom one writes to at a partner, as cards for an address book. */
export const contactCards: PartnerPanel = {
  name: 'contact-cards',
  show: async (visit, partner) => {
    const { institution } = visit.place('partners.read')
    const contacts = await contactsOf(visit.within(institution), partner.id)
    if (contacts.length === 0) return null
    const t = importsWords(visit.language)
    const at = `${importsAddress}/out/partners/${partner.id}` as const
    return (
      <Section title={t('cards.title')}>
        <Actions>
          {contacts.map(({ id, name }) => (
            <ButtonLink tone="soft" href={`${at}/contacts/${id}.vcf`}>
              {name}
            </ButtonLink>
          ))}
          {contacts.length > 1 && <ButtonLink href={`${at}/contacts.vcf`}>{t('cards.all')}</ButtonLink>}
        </Actions>
      </Section>
    )
  },
}
