import type { Href } from '../../platform/jsx-runtime.ts'
import { sayDay, sayMoment } from '../../platform/words/saying-days.ts'
import {
  Actions,
  Button,
  ButtonLink,
  Confirm,
  Crumbs,
  EmptyState,
  Form,
  Link,
  Muted,
  Notice,
  PageTitle,
  Section,
  Table,
  Tag,
  Tile,
  Tiles,
  type Tone,
} from '../../ui/index.ts'
import { isClosed } from '../cases/index.ts'
import type { Law } from '../law/index.ts'
import type { Partner } from '../partners/index.ts'
import { hubAddress, roundAddress } from './hub-page.tsx'
import { incoming } from './incoming.ts'
import { type InvitationState, stateOf, termOf } from './inviting.ts'
import type { Nomination } from './nomination-store.ts'
import type { Invitation, Round } from './store.ts'
import type { Say } from './words.ts'

export interface RoundPageProps {
  readonly t: Say
  readonly law: Law
  readonly round: Round
  readonly invitations: readonly Invitation[]
  readonly nominations: readonly Nomination[]
  readonly partners: ReadonlyMap<string, Partner>
  readonly mayWork: boolean
  /** What just happened, or why it did not. */
  readonly done: string | null
  readonly refusal: string | null
}

/** A round: who was asked, who has answered, who is late, and whom they have named. */
export function RoundPage(props: RoundPageProps) {
  const { t, round, mayWork, done, refusal } = props
  return (
    <>
      <Crumbs
        label={t('hub.title')}
        steps={[{ text: t('hub.title'), href: hubAddress }, { text: termOf(round, t.language) }]}
      />
      <PageTitle title={termOf(round, t.language)} lead={sayRound(t, round)} />
      {done && (
        <Notice tone="ok" role="status">
          <p>{done}</p>
        </Notice>
      )}
      {refusal && (
        <Notice tone="late" role="alert">
          <p>{refusal}</p>
        </Notice>
      )}
      {mayWork && (
        <Actions>
          <ButtonLink href={`${roundAddress(round.id)}/partners`}>{t('invite.new')}</ButtonLink>
          <ButtonLink tone="soft" href={`${roundAddress(round.id)}/sheet`}>
            {t('sheet.title')}
          </ButtonLink>
          <ButtonLink tone="soft" href={`${roundAddress(round.id)}/days`}>
            {t('round.change')}
          </ButtonLink>
        </Actions>
      )}
      <Counts {...props} />
      <Asked {...props} />
      <NamedStudents {...props} />
    </>
  )
}

function sayRound(t: Say, round: Round): string {
  return t('round.says', {
    ...{ from: sayDay(round.from, t.language), to: sayDay(round.to, t.language) },
    ...{ nominateBy: sayDay(round.nominateBy, t.language), applyBy: sayDay(round.applyBy, t.language) },
  })
}

function Counts({ t, law, invitations, nominations }: RoundPageProps) {
  const count = (...states: InvitationState[]) =>
    invitations.filter((one) => states.includes(stateOf(one, law.day))).length
  const open = nominations.filter(({ endedAt }) => !endedAt)
  const admitted = open.filter(({ stage }) => ['coming', 'here', 'left', 'completed'].includes(stage))
  return (
    <Tiles>
      <Tile text={t('hub.asked')} value={count('waiting', 'late', 'answered', 'nobody')} />
      <Tile text={t('hub.answered')} value={count('answered', 'nobody')} />
      <Tile text={t('round.waiting')} value={count('waiting')} />
      <Tile text={t('round.late')} value={count('late')} {...(count('late') > 0 ? { tone: 'late' as const } : {})} />
      <Tile text={t('hub.students')} value={open.length} note={t('round.admitted', { count: admitted.length })} />
    </Tiles>
  )
}

const tones = {
  ...{ waiting: 'wait', late: 'late', answered: 'ok', nobody: 'quiet', revoked: 'quiet' },
} as const satisfies Record<InvitationState, Tone>

function Asked(props: RoundPageProps) {
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

const shownAtOnce = 200

function NamedStudents({ t, nominations, partners }: RoundPageProps) {
  const shown = nominations.slice(0, shownAtOnce)
  return (
    <Section title={t('round.students')} action={<Link href="/desk/cases/incoming">{t('hub.cases')}</Link>}>
      <Table
        caption={t('round.students')}
        captionHidden
        columns={[
          { key: 'name', text: t('place.name') },
          { key: 'number', text: t('place.number'), whole: true },
          { key: 'partner', text: t('column.partner') },
          { key: 'stage', text: t('round.state') },
          { key: 'at', text: t('round.named') },
        ]}
        rows={shown.map(({ caseId, name, number, partnerId, stage, at }) => ({
          href: `/desk/cases/incoming/${caseId}` as const,
          cells: [
            name,
            number ?? '',
            partners.get(partnerId)?.name ?? '',
            <Tag tone={isClosed(incoming, stage) ? 'quiet' : 'wait'}>
              {incoming.words(t.language)(`stage.${stage}`)}
            </Tag>,
            sayMoment(at, t.language),
          ],
        }))}
        empty={<EmptyState title={t('round.nobody')} text={t('round.nobody.text')} />}
      />
      {nominations.length > shown.length && (
        <Muted>{t('round.more', { count: nominations.length - shown.length })}</Muted>
      )}
    </Section>
  )
}
