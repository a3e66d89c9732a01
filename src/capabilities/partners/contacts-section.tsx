import { sayDay } from '../../platform/words/saying-days.ts'
import {
  Actions,
  Button,
  ButtonLink,
  EmptyState,
  Form,
  HiddenField,
  Link,
  More,
  Muted,
  Section,
  Table,
} from '../../ui/index.ts'
import { pageOf } from './addresses.ts'
import type { Partner, PartnerContact } from './rules.ts'
import type { Say } from './words.ts'

interface ContactsProps {
  readonly t: Say
  readonly partner: Partner
  readonly contacts: readonly PartnerContact[]
  readonly mayEdit: boolean
}

/** Whom one writes to, and apart from them who is no longer there. */
export function Contacts({ t, partner, contacts, mayEdit }: ContactsProps) {
  const add = `${pageOf(partner)}/contacts/new` as const
  const isOpen = mayEdit && !partner.archived
  const [now, former] = [true, false].map((here) => contacts.filter((one) => (one.formerSince === null) === here))
  return (
    <Section
      title={t('contacts.title')}
      action={isOpen && now?.length !== 0 && <Link href={add}>{t('contacts.add')}</Link>}
    >
      <Table
        caption={t('contacts.title')}
        captionHidden
        columns={(['name', 'role', 'reach', 'language', 'how'] as const).map((key) => ({
          key,
          text: t(`contact.${key}`),
        }))}
        rows={(now ?? []).map((contact) => ({
          href: mayEdit ? (`${pageOf(partner)}/contacts/${contact.id}` as const) : undefined,
          cells: [
            contact.name,
            [t(`contact.role.${contact.role}`), contact.post].filter(Boolean).join(', '),
            <Reach t={t} contact={contact} />,
            t(`contact.language.${contact.language}`),
            t(`contact.how.${contact.how}`),
          ],
        }))}
        empty={
          <EmptyState
            title={t('contacts.none')}
            text={t('contacts.noneText')}
            action={isOpen && <ButtonLink href={add}>{t('contacts.add')}</ButtonLink>}
          />
        }
      />
      {former && former.length > 0 && (
        <More title={t('contacts.former', { count: former.length })}>
          {former.map((contact) => (
            <Former t={t} partner={partner} contact={contact} mayEdit={isOpen} />
          ))}
        </More>
      )}
    </Section>
  )
}

function Reach({ t, contact: { email, phone, channel, note } }: { t: Say; contact: PartnerContact }) {
  return (
    <>
      {email && <Link href={`mailto:${email}`}>{email}</Link>} {phone}
      <p>
        <Muted>
          {[t('contact.likes', { channel: t(`contact.channel.${channel}`) }), note].filter(Boolean).join('. ')}
        </Muted>
      </p>
    </>
  )
}

function Former(props: { t: Say; partner: Partner; contact: PartnerContact; mayEdit: boolean }) {
  const { t, partner, contact, mayEdit } = props
  const { name, post, email, formerSince } = contact
  return (
    <>
      <p>
        {[name, t(`contact.role.${contact.role}`), post, email].filter(Boolean).join(', ')}{' '}
        <Muted>{formerSince && t('contacts.until', { day: sayDay(formerSince, t.language) })}</Muted>
      </p>
      {mayEdit && (
        <Form
          action={`${pageOf(partner)}/contacts/${contact.id}/removal`}
          method="post"
          label={t('contacts.back', { name })}
        >
          <HiddenField name="former" value="no" />
          <Actions>
            <Button tone="soft">{t('contacts.back', { name })}</Button>
          </Actions>
        </Form>
      )}
    </>
  )
}
