import type { Day } from '../../platform/days.ts'
import type { Problem, Typed } from '../../platform/web/form.ts'
import { sayDay, sayMoment } from '../../platform/words/saying-days.ts'
import {
  Actions,
  Button,
  ButtonLink,
  Crumbs,
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
import type { Call } from '../calls/index.ts'
import { nameOf, type Partner, type PartnerContact, partnerPage } from '../partners/index.ts'
import { groupAddress, listAddress } from './addresses.ts'
import { AnswerForm, Questions } from './answer-forms.tsx'
import { ProcedureForm } from './procedure-form.tsx'
import { type HostProcedure, isOpen, type NominationEvent, type Nominee, type Sending } from './rules.ts'
import { SendForm } from './send-form.tsx'
import { StateTag, stateOf } from './state-tag.tsx'
import type { Say } from './words.ts'

export interface GroupProps {
  readonly t: Say
  readonly call: Call
  readonly partner: Partner
  readonly contacts: readonly PartnerContact[]
  readonly nominees: readonly Nominee[]
  readonly sendings: readonly (Sending & {
    readonly mail: { readonly state: string; readonly answer: string | null } | null
  })[]
  readonly events: readonly NominationEvent[]
  /** Kinds of papers that may go along, by their titles. */
  readonly papers: readonly { readonly type: string; readonly title: string; readonly count: number }[]
  readonly hasTemplate: boolean
  readonly procedure: HostProcedure | null
  readonly today: Day
  readonly mayWork: boolean
  readonly notice: string | null
  /** A form that was not taken, and which. */
  readonly tried: (Tried & { readonly form: 'send' | 'answer' | 'reply' | 'procedure' }) | null
  readonly fresh: string
}

export interface Tried {
  readonly typed: Typed
  readonly problems: readonly Problem[]
  readonly refusal?: string | null
}

/** The nominations of a call at one partner: who is where, what goes out, what came back, what the host asks. */
export function GroupPage(props: GroupProps) {
  const { t, call, partner, nominees, mayWork, notice, tried } = props
  const name = nameOf(partner, t.language)
  return (
    <Stack>
      <Crumbs label={t('list.title')} steps={[{ text: t('list.title'), href: listAddress(call) }, { text: name }]} />
      <PageTitle
        title={name}
        over={call.said.title[t.language]}
        lead={<Link href={partnerPage(partner)}>{t('group.partner')}</Link>}
      />
      {notice && <Notice tone="ok" role="status" title={notice} />}
      {tried?.refusal && <Notice tone="late" role="alert" title={tried.refusal} />}
      <CameBack {...props} />
      {mayWork && <Questions {...props} />}
      <Students {...props} />
      {nominees.length > 0 && (
        <Actions>
          <ButtonLink tone="soft" href={`${groupAddress(call.id, partner.id)}/card`}>
            {t('group.card')}
          </ButtonLink>
          {props.hasTemplate && (
            <ButtonLink tone="soft" href={`${groupAddress(call.id, partner.id)}/sheet.xlsx`}>
              {t('group.sheet')}
            </ButtonLink>
          )}
        </Actions>
      )}
      {mayWork && nominees.some(({ nomination }) => !nomination || isOpen(nomination.state)) && <SendForm {...props} />}
      {mayWork && nominees.some(({ nomination }) => nomination && isOpen(nomination.state)) && (
        <AnswerForm {...props} />
      )}
      <ProcedureForm {...props} />
      <Sent {...props} />
    </Stack>
  )
}

function Students({ t, nominees, sendings, events }: GroupProps) {
  return (
    <Table
      caption={t('group.students')}
      columns={[
        { key: 'name', text: t('group.name') },
        { key: 'number', text: t('group.number'), whole: true },
        { key: 'state', text: t('group.state') },
        { key: 'who', text: t('group.who') },
      ]}
      rows={nominees.map((one) => ({
        href: `/desk/cases/mobility/${one.caseId}`,
        cells: [one.name, one.number ?? '–', <Stands t={t} nominee={one} events={events} />, sayWho(t, one, sendings)],
      }))}
      empty={<EmptyState title={t('list.none')} text={t('list.noneText')} />}
    />
  )
}

function Stands({ t, nominee, events }: { t: Say; nominee: Nominee; events: readonly NominationEvent[] }) {
  const last = events.findLast(({ nominationId, note }) => nominationId === nominee.nomination?.id && note !== '')
  const said = last && ['refused', 'noted', 'asked'].includes(last.what) ? last.note : ''
  return (
    <>
      <StateTag t={t} state={stateOf(nominee)} /> {said && <Muted>{said}</Muted>}
    </>
  )
}

// Who has it, and since when; with the partner also until when.
function sayWho(t: Say, { nomination }: Nominee, sendings: readonly Sending[]): string {
  if (!nomination) return t('who.office')
  const sending = sendings.find(({ id }) => id === nomination.sendingId)
  const since = sayMoment(nomination.since, t.language)
  if (nomination.state === 'asked') return t('who.officeSince', { since })
  if (isOpen(nomination.state)) {
    const until = sending ? sayDay(sending.answerBy, t.language) : ''
    return t('who.partner', { name: sending?.contactName || t('how.portal'), since, until })
  }
  return nomination.state === 'accepted' ? t('who.student', { since }) : t('who.nobody', { since })
}

function CameBack({ t, call, partner, sendings, nominees, mayWork }: GroupProps) {
  const open = sendings.filter(({ id }) =>
    nominees.some(({ nomination }) => nomination?.sendingId === id && isOpen(nomination.state)),
  )
  const notes = open.map(({ id, address, mail, bouncedAt }) => {
    if (mail?.state === 'refused' || bouncedAt)
      return (
        <Notice tone="late" title={t('back.title', { address })}>
          <p>
            {mail?.state === 'refused' && mail.answer} {t('back.text')}
          </p>
        </Notice>
      )
    if (!mayWork || !address) return null
    return (
      <Form action={`${groupAddress(call.id, partner.id)}/bounces`} method="post" label={t('back.note', { address })}>
        <HiddenField name="sending" value={id} />
        <Actions>
          <Muted>{t('back.ask', { address })}</Muted>
          <Button tone="soft">{t('back.note', { address })}</Button>
        </Actions>
      </Form>
    )
  })
  return <>{notes}</>
}

function Sent({ t, call, partner, sendings, events, nominees }: GroupProps) {
  if (events.length === 0) return null
  const nameOfNomination = (id: string) => nominees.find(({ nomination }) => nomination?.id === id)?.name ?? ''
  const together = Map.groupBy(events, ({ at, what, note, byName }) => `${at.toISOString()} ${what} ${note} ${byName}`)
  const items = [...together.values()].flatMap((all) => {
    const [first] = all
    if (!first) return []
    const names = all.map(({ nominationId }) => nameOfNomination(nominationId)).join(', ')
    return {
      title: t.find(`event.${first.what}`) ?? first.what,
      when: `${sayMoment(first.at, t.language)}, ${first.byName}`,
      dateTime: first.at.toISOString(),
      text: [names, first.note].filter(Boolean).join(': '),
    }
  })
  return (
    <Section title={t('group.history')}>
      {sendings.map(({ id, letterId, how, at, sheet }) => (
        <p>
          {sayMoment(at, t.language)}: {t(`how.${how}`)}{' '}
          {letterId && <Link href={`/desk/letters/${letterId}/file`}>{t('group.letter')}</Link>}{' '}
          {sheet && <Link href={`${groupAddress(call.id, partner.id)}/sent/${id}.xlsx`}>{sheet.name}</Link>}
        </p>
      ))}
      <Timeline items={items.toReversed()} />
    </Section>
  )
}
