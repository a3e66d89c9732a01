import type { Day } from '../../platform/days.ts'
import { sayDay } from '../../platform/words/saying-days.ts'
import {
  Actions,
  Button,
  Card,
  EmptyState,
  Form,
  Link,
  More,
  Muted,
  PageTitle,
  RadioField,
  SelectField,
  Tag,
  TextArea,
} from '../../ui/index.ts'
import { personAddress, selectionAddress } from './addresses.ts'
import type { Appeal } from './appeal-store.ts'
import type { Offer } from './gathering.ts'
import { byAt, errorIn, type Here, noSlip, type Slip, Slipped, Way } from './parts.tsx'

interface AppealsProps extends Here {
  readonly appeals: readonly Appeal[]
  readonly offer: Offer
  readonly today: Day
  readonly slip: Slip
  /** The appeal whose form slipped. */
  readonly slipped: string | null
}

/** The appeals against the results of a call, those that wait for a decision first. */
export function AppealsPage(props: AppealsProps) {
  const { t, call, appeals, slip } = props
  return (
    <>
      <Way t={t} call={call} page={t('appeals.title')} />
      <PageTitle title={t('appeals.title')} lead={t('appeals.lead')} />
      <Slipped t={t} slip={slip} fields={props.slipped ? `${props.slipped}-` : ''} />
      {appeals.length === 0 && <EmptyState title={t('appeals.none')} text={t('appeals.noneText')} />}
      {appeals.map((appeal) => (
        <AppealCard {...props} appeal={appeal} slip={props.slipped === appeal.id ? slip : noSlip} />
      ))}
    </>
  )
}

function AppealCard(props: AppealsProps & { appeal: Appeal }) {
  const { t, call, appeal, today, mayWork, slipped } = props
  const { id, caseId, name, number, at, text, due, outcome, reason, decidedAt, decidedBy } = appeal
  return (
    <Card id={id} title={name}>
      <p>
        <Link href={personAddress(call, caseId)}>{number ?? name}</Link>{' '}
        {outcome ? (
          <Tag tone={outcome === 'accepted' ? 'ok' : 'quiet'}>{t(`appeal.${outcome}`)}</Tag>
        ) : (
          <Tag tone={due < today ? 'late' : 'due'}>{t('appeal.due', { day: sayDay(due, t.language) })}</Tag>
        )}
      </p>
      <p>{text}</p>
      <Muted>{byAt(t, { byName: name, at })}</Muted>
      {outcome && (
        <p>
          {reason} {decidedAt && decidedBy && <Muted>{byAt(t, { byName: decidedBy, at: decidedAt })}</Muted>}
        </p>
      )}
      {!outcome && mayWork && (
        <More title={t('appeal.decide')} open={slipped === id}>
          <DecisionForm {...props} />
        </More>
      )}
    </Card>
  )
}

function DecisionForm({ t, call, appeal: { id }, offer, slip }: AppealsProps & { appeal: Appeal }) {
  const field = (name: string) => ({ name, id: `${id}-${name}`, error: errorIn(t, slip, name) })
  const options = (name: string, values: readonly string[]) =>
    values.map((value) => ({
      value,
      text: t.find(`appeal.${name}.${value}`) ?? value,
      selected: slip.typed[name] === value,
    }))
  return (
    <Form action={`${selectionAddress(call)}/appeals/${id}`} method="post" label={t('appeal.decide')}>
      <RadioField
        {...field('outcome')}
        label={t('appeal.outcome')}
        options={options('outcome', ['accepted', 'refused'])}
      />
      <RadioField
        {...field('gets')}
        label={t('appeal.gets')}
        hint={t('appeal.getsHint')}
        options={options('gets', ['place', 'reserve'])}
      />
      <SelectField
        {...field('host')}
        label={t('hosts.host')}
        hint={t('appeal.hostHint')}
        options={[
          { value: '', text: t('choose') },
          ...offer.hosts.map((host) => ({ value: host.id, text: host.name, selected: slip.typed.host === host.id })),
        ]}
      />
      <TextArea
        {...field('reason')}
        label={t('appeal.reason')}
        hint={t('decision.reasonHint')}
        rows={3}
        value={slip.typed.reason}
      />
      <Actions>
        <Button tone="danger">{t('appeal.do')}</Button>
      </Actions>
    </Form>
  )
}
