import { type Day, day } from '../../platform/days.ts'
import type { Href } from '../../platform/jsx-runtime.ts'
import { sayDay, sayMoment } from '../../platform/words/saying-days.ts'
import {
  Actions,
  Button,
  ButtonLink,
  Card,
  Confirm,
  Form,
  Muted,
  Notice,
  PageTitle,
  Section,
  Table,
  Tag,
} from '../../ui/index.ts'
import type { Unit } from '../institutions/index.ts'
import { peopleWords } from '../people/index.ts'
import { History, type ShownDeed } from './history.tsx'
import type { Invitation } from './invitation-store.ts'
import { isOpen } from './rules.ts'
import type { Member } from './store.ts'
import type { StaffSay } from './words.ts'

export const staffAddress = '/desk/settings/people' as const
export const memberAddress = (accountId: string): Href => `${staffAddress}/${encodeURIComponent(accountId)}`

/** A role in words, with its unit and its last day. */
export function RoleText({ t, of, units }: { t: StaffSay; of: RoleShown; units: readonly Unit[] }) {
  const unit = units.find(({ id }) => id === of.unit)?.name[t.language] ?? of.unit
  const until = of.until ? t('staff.untilDay', { day: sayDay(day(of.until), t.language) }) : null
  return <>{[peopleWords(t.language)(`role.${of.role}`), unit, until].filter(Boolean).join(', ')}</>
}

type RoleShown = Pick<Member, 'role' | 'unit' | 'until'>

interface StaffProps {
  readonly t: StaffSay
  readonly members: readonly Member[]
  readonly invitations: readonly Invitation[]
  readonly units: readonly Unit[]
  readonly today: Day
  readonly deeds: readonly ShownDeed[]
  /** Whether staff must show both factors. */
  readonly bothFactors: boolean
  readonly done: string | null
}

/** Who works here with which role, who is invited, and what was changed. */
export function StaffPage(props: StaffProps) {
  const { t, members, today } = props
  const now = members.filter((member) => isOpen(member, today))
  const before = members.filter(
    (member) => !isOpen(member, today) && !now.some(({ accountId }) => accountId === member.accountId),
  )
  return (
    <>
      <PageTitle title={t('staff.title')} lead={t('staff.lead')} />
      {props.done && <Notice tone="ok" title={props.done} role="status" />}
      <Actions>
        <ButtonLink href={`${staffAddress}/invitation`}>{t('staff.invite')}</ButtonLink>
      </Actions>
      <Section title={t('staff.now')}>
        <People {...props} members={now} />
      </Section>
      <Invitations {...props} />
      {before.length > 0 && (
        <Section title={t('staff.before')}>
          <People {...props} members={before} />
        </Section>
      )}
      <BothFactors {...props} />
      <History t={t} deeds={props.deeds} units={props.units} />
    </>
  )
}

function People({ t, members, units }: StaffProps) {
  const people = [...Map.groupBy(members, ({ accountId }) => accountId).values()]
  return (
    <Table
      caption={t('staff.title')}
      captionHidden
      columns={[
        { key: 'name', text: t('staff.name') },
        { key: 'roles', text: t('staff.roles') },
        { key: 'since', text: t('staff.since') },
        { key: 'seen', text: t('staff.seen') },
        { key: 'factors', text: t('staff.factors') },
        { key: 'cases', text: t('staff.cases'), numeric: true },
      ]}
      rows={people.flatMap((roles) => {
        const [first] = roles
        if (!first) return []
        return {
          href: memberAddress(first.accountId),
          cells: [
            first.name,
            roles.map((role, at) => [at > 0 && <br />, <RoleText t={t} of={role} units={units} />]),
            sayDay(day(roles.map(({ since }) => since).toSorted()[0] ?? first.since), t.language),
            first.seenAt ? sayMoment(first.seenAt, t.language) : t('staff.neverSeen'),
            first.bothFactors ? <Tag tone="ok">{t('staff.two')}</Tag> : <Tag tone="due">{t('staff.one')}</Tag>,
            first.openCases,
          ],
        }
      })}
      empty={<Muted>{t('staff.nobody')}</Muted>}
    />
  )
}

function Invitations({ t, invitations, units, today }: StaffProps) {
  if (invitations.length === 0) return null
  return (
    <Section title={t('staff.invited')}>
      <Table
        caption={t('staff.invited')}
        captionHidden
        columns={[
          { key: 'who', text: t('staff.name') },
          { key: 'role', text: t('staff.roles') },
          { key: 'sent', text: t('staff.sent') },
          { key: 'ends', text: t('staff.ends') },
          { key: 'do', text: t('staff.do') },
        ]}
        rows={invitations.map((invitation) => ({
          cells: [
            [invitation.name, <br />, <Muted>{invitation.email}</Muted>],
            <RoleText t={t} of={invitation} units={units} />,
            t('staff.sentBy', { at: sayMoment(invitation.sentAt, t.language), name: invitation.invitedBy.name }),
            invitation.endsOn < today ? (
              <Tag tone="late">{t('staff.ranOut')}</Tag>
            ) : (
              sayDay(day(invitation.endsOn), t.language)
            ),
            <InvitationActions t={t} invitation={invitation} />,
          ],
        }))}
        empty=""
      />
    </Section>
  )
}

function InvitationActions({ t, invitation }: { t: StaffSay; invitation: Invitation }) {
  const base: Href = `${staffAddress}/invitations/${invitation.id}`
  return (
    <Actions>
      <Form action={`${base}/resending`} method="post" label={`${t('staff.resend')}: ${invitation.email}`}>
        <Button tone="soft">{t('staff.resend')}</Button>
      </Form>
      <Form action={`${base}/withdrawal`} method="post" label={`${t('staff.withdraw')}: ${invitation.email}`}>
        <Button tone="soft">{t('staff.withdraw')}</Button>
      </Form>
    </Actions>
  )
}

function BothFactors({ t, bothFactors }: StaffProps) {
  return (
    <Card title={t('both.title')}>
      <p>
        <Tag tone={bothFactors ? 'ok' : 'quiet'}>{t(bothFactors ? 'both.on' : 'both.off')}</Tag> {t('both.text')}
      </p>
      <Confirm open={t(bothFactors ? 'both.stop' : 'both.start')} tone={bothFactors ? 'danger' : 'soft'}>
        <p>{t(bothFactors ? 'both.stopText' : 'both.startText')}</p>
        <Form action={`${staffAddress}/second-factor`} method="post">
          <Actions>
            <Button name="wanted" value={bothFactors ? 'no' : 'yes'}>
              {t(bothFactors ? 'both.stop' : 'both.start')}
            </Button>
          </Actions>
        </Form>
      </Confirm>
    </Card>
  )
}
