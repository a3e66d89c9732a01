import type { Href } from '../../platform/jsx-runtime.ts'
import type { Problem, Typed } from '../../platform/web/form.ts'
import {
  Actions,
  Button,
  Crumbs,
  EmptyState,
  Filters,
  Form,
  HiddenField,
  Link,
  Notice,
  PageTitle,
  SearchField,
  Table,
  Tag,
} from '../../ui/index.ts'
import { EntryFields, EntryProblems } from '../cases/index.ts'
import type { Law } from '../law/index.ts'
import type { Partner, PartnerContact } from '../partners/index.ts'
import { hubAddress, roundAddress } from './hub-page.tsx'
import { stateOf, termOf } from './inviting.ts'
import { inviteForm } from './round-form.ts'
import type { Invitation, Round } from './store.ts'
import { incomingWords, type Say } from './words.ts'

const way = (t: Say, round: Round, here: string) => [
  { text: t('hub.title'), href: hubAddress as Href },
  { text: termOf(round, t.language), href: roundAddress(round.id) },
  { text: here },
]

interface ChooseProps {
  readonly t: Say
  readonly law: Law
  readonly round: Round
  readonly partners: readonly Partner[]
  readonly invitations: readonly Invitation[]
  readonly search: string
  /** Whose students a sheet brings instead. */
  readonly leadsTo: 'partners' | 'sheet'
}

/** Which partner: those of the register, with what has been asked of each in this round. */
export function ChoosePage({ t, law, round, partners, invitations, search, leadsTo }: ChooseProps) {
  const title = t(leadsTo === 'sheet' ? 'sheet.title' : 'invite.new')
  const here: Href = `${roundAddress(round.id)}/${leadsTo}`
  return (
    <>
      <Crumbs label={t('hub.title')} steps={way(t, round, title)} />
      <PageTitle title={title} lead={t(leadsTo === 'sheet' ? 'sheet.choose' : 'invite.choose')} />
      <Filters
        action={here}
        label={t('invite.search')}
        button={t('invite.find')}
        reset={search ? { href: here, text: t('invite.showAll') } : undefined}
      >
        <SearchField name="search" label={t('invite.search')} value={search} />
      </Filters>
      <Table
        caption={t('round.partners')}
        captionHidden
        columns={[
          { key: 'partner', text: t('column.partner') },
          { key: 'country', text: t('invite.country') },
          { key: 'state', text: t('round.state') },
        ]}
        rows={partners.map(({ id, name, country }) => ({
          href: `${here}/${id}` as const,
          cells: [
            name,
            sayCountry(law, country, t),
            <Standing t={t} law={law} own={invitations.filter(({ partnerId }) => partnerId === id)} />,
          ],
        }))}
        empty={
          <EmptyState
            title={t('invite.noPartner')}
            text={<Link href="/desk/partners">{t('invite.noPartner.text')}</Link>}
          />
        }
      />
    </>
  )
}

const sayCountry = (law: Law, code: string | null, t: Say) => law.country(code ?? '')?.name[t.language] ?? code ?? ''

function Standing({ t, law, own }: { t: Say; law: Law; own: readonly Invitation[] }) {
  const last = own.at(-1)
  if (!last) return <Tag tone="quiet">{t('invite.state.none')}</Tag>
  return <Tag tone={last.sentAt ? 'ok' : 'wait'}>{t(`invite.state.${stateOf(last, law.day)}`)}</Tag>
}

export interface InvitePageProps {
  readonly t: Say
  readonly law: Law
  readonly round: Round
  readonly partner: Partner
  readonly contacts: readonly PartnerContact[]
  readonly formKey: string
  readonly typed: Typed
  readonly problems: readonly Problem[]
  readonly notice: string | null
}

/** Asks one partner's office to name its students. */
export function InvitePage(props: InvitePageProps) {
  const { t, law, round, partner, formKey, typed, problems, notice } = props
  const own = { t: incomingWords.byData(t.language), words: 'invite', typed, problems, law }
  const here: Href = `${roundAddress(round.id)}/partners/${partner.id}`
  return (
    <>
      <EntryProblems {...own} />
      <Crumbs label={t('hub.title')} steps={way(t, round, partner.name)} />
      <PageTitle title={partner.name} over={termOf(round, t.language)} lead={t('invite.lead')} />
      {notice && (
        <Notice tone="late" role="alert">
          <p>{notice}</p>
        </Notice>
      )}
      <Contacts {...props} here={here} />
      <Form action={here} method="post" label={t('invite.new')}>
        <HiddenField name="key" value={formKey} />
        <EntryFields {...own} shape={inviteForm.shape} />
        <Actions>
          <Button>{t('invite.send')}</Button>
          <Link href={roundAddress(round.id)}>{t('round.back')}</Link>
        </Actions>
      </Form>
    </>
  )
}

// Whom the register knows there: one press fills the form in.
function Contacts({ t, contacts, here }: InvitePageProps & { here: Href }) {
  const reached = contacts.filter(({ email }) => email)
  if (reached.length === 0)
    return (
      <Notice tone="quiet">
        <p>{t('invite.noContact')}</p>
      </Notice>
    )
  return (
    <p>
      {t('invite.contacts')}{' '}
      {reached.map(({ id, name, email }, at) => (
        <>
          {at > 0 && ' · '}
          <Link href={`${here}?contact=${id}`}>
            {name}, {email}
          </Link>
        </>
      ))}
    </p>
  )
}
