import type { Href } from '../../platform/jsx-runtime.ts'
import { sayDay, sayMoment } from '../../platform/words/saying-days.ts'
import { Actions, Button, Confirm, EmptyState, Form, Muted, Section, Table, Tag, type Tone } from '../../ui/index.ts'
import type { Law } from '../law/index.ts'
import { roundAddress } from './hub-page.tsx'
import { type InvitationState, stateOf } from './inviting.ts'
import type { RoundPageProps } from './round-page.tsx'
import type { Invitation } from './store.ts'
import type { Say } from './words.ts'

const tones = {
  ...{ waiting: 'wait', late: 'late', answered: 'ok', nobody: 'quiet', revoked: 'quiet' },
} as const satisfies Record<InvitationState, Tone>

/** Who was asked: how each stands, and what can be done about it. */
export function Asked(props: RoundPageProps) {
  const { t, law, round, invitations, partners, mayWork } = props
  const waiting = invitations.some((one) => stateOf(one, law.day) === 'waiting')
  return (
    <Section title={t('round.partners')}>
      <Table
        caption={t('round.partners')}
        captionHidden
        columns={[
          { key: 'partner', text: t('column.partner') },
          { key: 'contact', text: t('invite.name') },
          { key: 'state', text: t('round.state') },
          { key: 'until', text: t('invite.until') },
          { key: 'students', text: t('hub.students'), numeric: true },
          ...(mayWork ? [{ key: 'do', text: t('nominate.change') }] : []),
        ]}
        rows={invitations.map((one) => ({
          cells: [
            partners.get(one.partnerId)?.name ?? '',
            <>
              {one.name}
              <br />
              <Muted>{one.address}</Muted>
            </>,
            <State {...props} one={one} />,
            sayDay(one.until, t.language),
            countOf(props, one),
            ...(mayWork ? [<Doing t={t} law={law} one={one} />] : []),
          ],
        }))}
        empty={<EmptyState title={t('round.nobodyAsked')} text={t('round.nobodyAsked.text')} />}
      />
      {mayWork && waiting && (
        <Confirm open={t('remind.all')} tone="soft">
          <p>{t('remind.all.about')}</p>
          <Form action={`${roundAddress(round.id)}/reminders`} method="post" label={t('remind.all')}>
            <Actions>
              <Button tone="soft">{t('remind.all.do')}</Button>
            </Actions>
          </Form>
        </Confirm>
      )}
    </Section>
  )
}

function State({ t, law, one }: RoundPageProps & { one: Invitation }) {
  const state = stateOf(one, law.day)
  const when = one.sentAt ?? one.remindedAt
  return (
    <>
      <Tag tone={tones[state]}>{t(`invite.state.${state}`)}</Tag>
      {when && (
        <>
          <br />
          <Muted>
            {one.sentAt
              ? sayMoment(one.sentAt, t.language)
              : t('invite.reminded', { count: one.reminders, at: sayMoment(when, t.language) })}
          </Muted>
        </>
      )}
    </>
  )
}

// Until it is sent it is what the partner has written down so far.
function countOf({ t, nominations }: RoundPageProps, one: Invitation) {
  if (one.sentAt) return nominations.filter(({ invitationId }) => invitationId === one.id).length
  return one.students.length > 0 ? <Muted>{t('invite.draft', { count: one.students.length })}</Muted> : '–'
}

const invitationAddress = (id: string): Href => `/desk/incoming-mobility/invitations/${id}`

function Doing({ t, law, one }: { t: Say; law: Law; one: Invitation }) {
  const state = stateOf(one, law.day)
  if (state !== 'waiting' && state !== 'late') return <Muted>–</Muted>
  return (
    <Actions>
      {state === 'waiting' && (
        <Form action={`${invitationAddress(one.id)}/reminder`} method="post" label={`${t('remind.do')}: ${one.name}`}>
          <Button tone="soft">
            {t('remind.do')}
            <span class="vh"> {one.name}</span>
          </Button>
        </Form>
      )}
      <Confirm open={t('invite.revoke')}>
        <p>{t('invite.revoke.about')}</p>
        <Form
          action={`${invitationAddress(one.id)}/revocation`}
          method="post"
          label={`${t('invite.revoke')}: ${one.name}`}
        >
          <Button tone="danger">{t('invite.revoke')}</Button>
        </Form>
      </Confirm>
    </Actions>
  )
}
