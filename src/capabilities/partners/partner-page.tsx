import type { Child, Href } from '../../platform/jsx-runtime.ts'
import { sayDay, sayMoment } from '../../platform/words/saying-days.ts'
import {
  Actions,
  Button,
  ButtonLink,
  Confirm,
  Crumbs,
  DescriptionList,
  EmptyState,
  Form,
  HiddenField,
  Link,
  Muted,
  Notice,
  PageTitle,
  Section,
  Stack,
  Table,
  Timeline,
} from '../../ui/index.ts'
import { EntryFields, EntryProblems, type Tried } from '../cases/index.ts'
import type { Law } from '../law/index.ts'
import { partnersAddress } from './list-page.tsx'
import { nameOf, type Partner, type PartnerContact, spokeForm } from './rules.ts'
import { sayCountry, sayPlace } from './said.ts'
import { StatusTag } from './status-tag.tsx'
import type { editsOf } from './store.ts'
import { partnersWords, type Say } from './words.ts'

export interface PartnerPageProps {
  readonly t: Say
  readonly law: Law
  readonly partner: Partner
  readonly contacts: readonly PartnerContact[]
  /** What is done together with this partner, and with whom this one is done. */
  readonly parts: readonly Partner[]
  readonly whole: Partner | null
  readonly unit: string | null
  readonly edits: Awaited<ReturnType<typeof editsOf>>
  readonly mayEdit: boolean
  readonly notice: string | null
  readonly links: readonly { readonly href: Href; readonly text: string }[]
  /** What later capabilities say of the partner. */
  readonly sections: readonly Child[]
  /** A last contact that could not be put down. */
  readonly tried: Tried | null
}

export const pageOf = ({ id }: Pick<Partner, 'id'>): Href => `${partnersAddress}/${id}`

/** One partner: who it is, how things stand, whom one writes to, and who changed what. */
export function PartnerPage(props: PartnerPageProps) {
  const { t, partner, mayEdit, notice, links, sections } = props
  const title = nameOf(partner, t.language)
  return (
    <Stack>
      <Crumbs label={t('list.title')} steps={[{ text: t('list.title'), href: partnersAddress }, { text: title }]} />
      <PageTitle title={title} lead={t(`kind.${partner.kind}`)} />
      {notice && <Notice tone="ok" role="status" title={notice} />}
      {partner.archived && <Notice tone="wait" title={t('partner.archived')} />}
      <DescriptionList rows={rowsOf(props).map(([key, value]) => ({ term: t(`partner.${key}`), value }))} />
      {mayEdit && (
        <Actions>
          {!partner.archived && <ButtonLink href={`${pageOf(partner)}/edit`}>{t('partner.edit')}</ButtonLink>}
          {!partner.isPublic || partner.archived ? <Muted>{t('partner.notShown')}</Muted> : null}
        </Actions>
      )}
      <Contacts {...props} />
      {links.map(({ href, text }) => (
        <p>
          <Link href={href}>{text}</Link>
        </p>
      ))}
      {sections}
      <LastContact {...props} />
      {mayEdit && <Away {...props} />}
      <History {...props} />
    </Stack>
  )
}

type RowKey = 'status' | 'country' | 'names' | 'basis' | 'condition' | 'fields' | 'unit' | 'partOf' | 'parts'

function rowsOf(props: PartnerPageProps): [RowKey | 'site' | 'note' | 'quote', Child][] {
  const { t, law, partner, parts, whole, unit } = props
  const { language } = t
  const others = [partner.name, ...partner.names.map(({ text }) => text)].filter(
    (name) => name !== nameOf(partner, language),
  )
  const place = [sayCountry(t, law, partner.country) || t('country.none'), sayPlace(t, partner)].filter(Boolean)
  const linked = (one: Partner) => <Link href={pageOf(one)}>{nameOf(one, language)}</Link>
  const rows: [RowKey | 'site' | 'note' | 'quote', Child | null][] = [
    ['status', <StatusTag t={t} partner={partner} />],
    ['country', place.join(', ')],
    ['names', [...new Set(others)].join(' · ') || null],
    ['basis', partner.basis?.[language] ?? null],
    ['condition', partner.condition?.[language] ?? null],
    ['fields', partner.fields.map((field) => field[language]).join(', ') || null],
    ['unit', unit],
    ['partOf', whole && linked(whole)],
    ['parts', parts.length > 0 ? parts.map((one) => <p>{linked(one)}</p>) : null],
    ['site', partner.site && <Link href={partner.site}>{partner.site}</Link>],
    ['note', partner.note?.[language] ?? null],
    ['quote', partner.quote && <q lang="en">{partner.quote}</q>],
  ]
  return rows.flatMap(([key, value]): [RowKey | 'site' | 'note' | 'quote', Child][] => (value ? [[key, value]] : []))
}

function Contacts({ t, partner, contacts, mayEdit }: PartnerPageProps) {
  const add = `${pageOf(partner)}/contacts/new` as const
  return (
    <Section
      title={t('contacts.title')}
      action={mayEdit && !partner.archived && contacts.length > 0 && <Link href={add}>{t('contacts.add')}</Link>}
    >
      <Table
        caption={t('contacts.title')}
        captionHidden
        columns={(['name', 'role', 'reach', 'language', 'how'] as const).map((key) => ({
          key,
          text: t(`contact.${key}`),
        }))}
        rows={contacts.map((contact) => ({
          href: mayEdit ? (`${pageOf(partner)}/contacts/${contact.id}` as const) : undefined,
          cells: [
            contact.name,
            [t(`contact.role.${contact.role}`), contact.post].filter(Boolean).join(', '),
            <Reach contact={contact} />,
            t(`contact.language.${contact.language}`),
            t(`contact.how.${contact.how}`),
          ],
        }))}
        empty={
          <EmptyState
            title={t('contacts.none')}
            text={t('contacts.noneText')}
            action={mayEdit && !partner.archived && <ButtonLink href={add}>{t('contacts.add')}</ButtonLink>}
          />
        }
      />
    </Section>
  )
}

function Reach({ contact: { email, phone } }: { contact: PartnerContact }) {
  if (email === '' && phone === '') return <>–</>
  return (
    <>
      {email && <Link href={`mailto:${email}`}>{email}</Link>} {phone}
    </>
  )
}

function LastContact({ t, law, partner, mayEdit, tried }: PartnerPageProps) {
  const { lastContact } = partner
  const words = { t: partnersWords.byData(t.language), words: 'spoke', law, prefix: 'spoke-' }
  return (
    <Section title={t('partner.lastContact')}>
      <p>{lastContact ? `${sayDay(lastContact.on, t.language)}: ${lastContact.about}` : t('spoke.never')}</p>
      {mayEdit && !partner.archived && (
        <Confirm open={t('spoke.open')} tone="soft" expanded={tried !== null}>
          <EntryProblems {...words} problems={tried?.problems ?? []} />
          <Form action={`${pageOf(partner)}/last-contact`} method="post" label={t('spoke.open')}>
            <EntryFields
              {...words}
              shape={spokeForm.shape}
              typed={tried?.typed ?? {}}
              problems={tried?.problems ?? []}
            />
            <Actions>
              <Button>{t('spoke.save')}</Button>
            </Actions>
          </Form>
        </Confirm>
      )}
    </Section>
  )
}

function Away({ t, partner }: PartnerPageProps) {
  const word = partner.archived ? 'restore' : 'archive'
  return (
    <Confirm open={t(`partner.${word}`)} tone="soft">
      <p>{t(`partner.${word}.text`)}</p>
      <Form action={`${pageOf(partner)}/archive`} method="post" label={t(`partner.${word}`)}>
        <HiddenField name="away" value={partner.archived ? 'no' : 'yes'} />
        <Actions>
          <Button tone="soft">{t(`partner.${word}`)}</Button>
        </Actions>
      </Form>
    </Confirm>
  )
}

function sayChanged(t: Say, changed: readonly string[]): string {
  if (changed.includes('names') && changed.includes('partOf')) return t('history.added')
  return changed.map((field) => t.find(`history.${field}`) ?? t.find(`partner.${field}`) ?? field).join(', ')
}

function History({ t, edits }: PartnerPageProps) {
  if (edits.length === 0) return null
  return (
    <Section title={t('history.title')}>
      <Timeline
        items={edits.map(({ at, byName, changed }) => ({
          title: byName,
          when: sayMoment(at, t.language),
          dateTime: at.toISOString(),
          text: sayChanged(t, changed),
        }))}
      />
    </Section>
  )
}
