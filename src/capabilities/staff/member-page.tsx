import { type Day, day } from '../../platform/days.ts'
import { sayDay } from '../../platform/words/saying-days.ts'
import {
  Actions,
  Button,
  Card,
  Confirm,
  Crumbs,
  DescriptionList,
  Form,
  HiddenField,
  Muted,
  Notice,
  PageTitle,
  Section,
  SelectField,
} from '../../ui/index.ts'
import { peopleWords } from '../people/index.ts'
import { type Filled, RoleFields, Slips, UnitField, UntilField } from './form-pages.tsx'
import { History, type ShownDeed } from './history.tsx'
import { memberAddress, RoleText, staffAddress } from './pages.tsx'
import { isOpen, leavesCases, needsUnit } from './rules.ts'
import type { Member } from './store.ts'

interface MemberProps extends Filled {
  /** A row for each role that the person has or had. */
  readonly roles: readonly [Member, ...Member[]]
  readonly today: Day
  readonly deeds: readonly ShownDeed[]
  /** Who could take the person's open cases. */
  readonly successors: readonly Pick<Member, 'accountId' | 'name'>[]
  /** The role whose form slipped; null is the form of one more role. */
  readonly slipped: string | null
  readonly refusal: string | null
  readonly done: string | null
}

/** One person of the staff: roles to change and end, one more to give, and what was changed before. */
export function MemberPage(props: MemberProps) {
  const { t, roles, today } = props
  const [person] = roles
  const open = roles.filter((role) => isOpen(role, today))
  const ended = roles.filter((role) => !isOpen(role, today))
  return (
    <>
      <Crumbs
        label={t('staff.title')}
        steps={[{ text: t('staff.title'), href: staffAddress }, { text: person.name }]}
      />
      <Slips {...props} />
      {props.refusal && <Notice tone="late" title={props.refusal} role="alert" />}
      {props.done && <Notice tone="ok" title={props.done} role="status" />}
      <PageTitle title={person.name} lead={person.email} />
      {open.map((role) => (
        <OpenRole {...props} role={role} />
      ))}
      {open.length === 0 && <Muted>{t('member.noRole')}</Muted>}
      <Card title={t('member.give')}>
        <Confirm open={t('member.give')} tone="soft" expanded={props.slipped === ''}>
          <Form action={`${memberAddress(person.accountId)}/roles`} method="post" label={t('member.give')}>
            <RoleFields {...(props.slipped === '' ? props : { ...props, typed: {}, problems: [] })} />
            <Actions>
              <Button>{t('member.give')}</Button>
            </Actions>
          </Form>
        </Confirm>
      </Card>
      {ended.length > 0 && (
        <Section title={t('member.ended')}>
          <DescriptionList
            rows={ended.map((role) => ({
              term: (<RoleText t={t} of={{ ...role, until: null }} units={props.units} />).text,
              value: t('member.fromTo', {
                from: sayDay(day(role.since), t.language),
                to: sayDay(day(role.until ?? role.since), t.language),
              }),
            }))}
          />
        </Section>
      )}
      <History t={t} deeds={props.deeds} units={props.units} />
    </>
  )
}

type RoleProps = MemberProps & { role: Member }

function OpenRole(props: RoleProps) {
  const { t, role } = props
  const own = props.slipped === role.role
  const filled = own ? props : { ...props, typed: { unit: role.unit ?? '', until: role.until ?? '' }, problems: [] }
  const action = `${memberAddress(role.accountId)}/roles/${role.role}` as const
  return (
    <Card title={peopleWords(t.language)(`role.${role.role}`)}>
      <p>
        {t('member.since', { day: sayDay(day(role.since), t.language) })}
        <br />
        <Muted>{t(`role.${role.role}.may`)}</Muted>
      </p>
      <Form action={action} method="post" label={t('member.change')}>
        {needsUnit(role.role) && <UnitField {...filled} id={`unit-${role.role}`} />}
        <UntilField {...filled} id={`until-${role.role}`} />
        <Actions>
          <Button tone="soft">{t('member.change')}</Button>
        </Actions>
      </Form>
      <End {...props} />
    </Card>
  )
}

function End({ t, role, roles, today, successors }: RoleProps) {
  const cases = leavesCases(roles, role.role, today) ? role.openCases : 0
  return (
    <Confirm open={t('member.end')}>
      <p>{t('member.endText')}</p>
      <Form action={`${memberAddress(role.accountId)}/roles/${role.role}/end`} method="post" label={t('member.end')}>
        {cases > 0 && (
          <SelectField
            name="successor"
            id={`successor-${role.role}`}
            label={t('member.successor', { count: cases })}
            hint={t('member.successorHint')}
            width="half"
            options={[
              { value: '', text: t('member.nobody') },
              ...successors.map(({ accountId, name }) => ({ value: accountId, text: name })),
            ]}
          />
        )}
        {cases === 0 && <HiddenField name="successor" value="" />}
        <Actions>
          <Button tone="danger">{t('member.end')}</Button>
        </Actions>
      </Form>
    </Confirm>
  )
}
