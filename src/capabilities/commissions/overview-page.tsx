import type { Problem, Typed } from '../../platform/web/form.ts'
import { formWords, saidOf } from '../../platform/web/words.ts'
import { languageNames, languages } from '../../platform/words/languages.ts'
import { sayMoment } from '../../platform/words/saying-days.ts'
import {
  Actions,
  Button,
  ButtonLink,
  Card,
  Confirm,
  EmptyState,
  ErrorSummary,
  FieldGroup,
  Form,
  HiddenField,
  Link,
  More,
  Muted,
  Notice,
  Section,
  SelectField,
  Stack,
  Table,
  Tag,
  TextField,
  Tile,
  Tiles,
  Timeline,
} from '../../ui/index.ts'
import { RoomHead } from './head.tsx'
import type { Hint } from './hints.ts'
import type { Colleague } from './members.ts'
import { type Room, roomAddress } from './place.ts'
import type { countsOf, historyOf, loadsByMember } from './reading-store.ts'
import { type Member, seats } from './store.ts'
import type { Say } from './words.ts'

export interface Slip {
  readonly typed: Typed
  readonly problems: readonly Problem[]
}

export const noSlip: Slip = { typed: {}, problems: [] }

interface OverviewProps extends Slip {
  readonly t: Say
  readonly room: Room
  readonly counts: Awaited<ReturnType<typeof countsOf>>
  readonly loads: Awaited<ReturnType<typeof loadsByMember>>
  readonly history: Awaited<ReturnType<typeof historyOf>>
  /** How many applications wait for the commission to open. */
  readonly waiting: number
  /** Why it can't open yet; null: it can, or has. */
  readonly whyNot: string | null
  readonly hints: readonly Hint[]
  readonly colleagues: readonly Colleague[]
  readonly newId: string
  readonly notice: string | null
  readonly refusal: string | null
}

/** The commission of a call: how far it is, who sits on it, what it still needs. */
export function OverviewPage(props: OverviewProps) {
  const { t, room, problems, notice, refusal } = props
  const { commission, office } = room
  return (
    <Stack>
      {problems.length > 0 && (
        <ErrorSummary
          title={formWords(t.language)('form.summary', { count: problems.length })}
          problems={problems.map(({ field }) => ({
            href: `#${field}`,
            text: `${t.find(`member.${field}`) ?? t.find(field) ?? ''}: ${saidOf(problems, field, t.language, t) ?? ''}`,
          }))}
        />
      )}
      <RoomHead {...{ t, room, notice, refusal }} page="overview" lead={t('overview.lead')} />
      {commission.openedAt ? <Progress {...props} /> : <Opening {...props} />}
      <Hints {...props} />
      <Members {...props} />
      {office && <Naming {...props} />}
      <Quorum {...props} />
      <History {...props} />
    </Stack>
  )
}

function Progress({ t, room, counts }: OverviewProps) {
  const ranking = `${roomAddress(room.call.id)}/ranking` as const
  return (
    <Tiles>
      <Tile text={t('count.judged')} value={counts.judged} href={ranking} />
      <Tile text={t('count.read')} value={t('count.of', { done: counts.done, asked: counts.asked })} />
      <Tile text={t('count.scored')} value={counts.scored} />
      <Tile
        text={t('count.lacking')}
        value={counts.lacking}
        href={`${ranking}?show=waiting`}
        {...(counts.lacking > 0 ? { note: t('count.lacking.note'), tone: 'due' as const } : {})}
      />
    </Tiles>
  )
}

function Opening({ t, room, waiting, whyNot }: OverviewProps) {
  const { commission, call, office } = room
  return (
    <Card title={t('open.title')}>
      <p>{t('open.text', { count: waiting })}</p>
      {whyNot && <Notice tone="due" title={t.find(whyNot) ?? ''} />}
      {office && (
        <Actions>
          {!commission.sheet && <ButtonLink href={`${roomAddress(call.id)}/sheet`}>{t('sheet.write')}</ButtonLink>}
          {!whyNot && (
            <Confirm open={t('open.do')} tone="soft">
              <p>{t('open.confirm')}</p>
              <Form action={`${roomAddress(call.id)}/opening`} method="post" label={t('open.do')}>
                <Actions>
                  <Button>{t('open.do')}</Button>
                </Actions>
              </Form>
            </Confirm>
          )}
        </Actions>
      )}
    </Card>
  )
}

function Hints({ t, room, hints }: OverviewProps) {
  if (hints.length === 0) return null
  return (
    <Notice tone="due" title={t('hints.title', { count: hints.length })}>
      <p>{t('conflict.hint.text')}</p>
      <ul>
        {hints.map(({ caseId, name, member }) => (
          <li>
            <Link href={`${roomAddress(room.call.id)}/cases/${caseId}#conflicts`}>{name}</Link> – {member.name}
          </li>
        ))}
      </ul>
    </Notice>
  )
}

function Members({ t, room, loads }: OverviewProps) {
  const { members } = room.commission
  return (
    <Section title={t('members.title')} id="members">
      <Table
        caption={t('members.title')}
        captionHidden
        columns={[
          { key: 'name', text: t('member.name') },
          { key: 'role', text: t('member.role') },
          { key: 'from', text: t('member.partner') },
          { key: 'read', text: t('member.read'), numeric: true },
          { key: 'way', text: t('member.way') },
        ]}
        rows={members.map((member) => ({
          cells: [
            member.name,
            <>
              {t(`role.${member.role}`)} {member.leftAt && <Tag tone="quiet">{t('member.left')}</Tag>}
            </>,
            member.partner || t('member.own'),
            readOf(t, member, loads),
            <Leaving t={t} room={room} member={member} />,
          ],
        }))}
        empty={<EmptyState title={t('members.none')} text={t('members.none.text')} />}
      />
    </Section>
  )
}

function readOf(t: Say, { id }: Member, loads: OverviewProps['loads']) {
  const load = loads.get(id)
  return load ? t('count.of', { done: load.done, asked: load.asked }) : '–'
}

function Leaving({ t, room, member }: { t: Say; room: Room; member: Member }) {
  if (member.leftAt) return <Muted>{member.leftWhy}</Muted>
  if (!room.office) return <>{t(member.accountId ? 'member.byAccount' : 'member.byLink')}</>
  const base = `${roomAddress(room.call.id)}/members/${member.id}` as const
  return (
    <>
      <p>{t(member.accountId ? 'member.byAccount' : 'member.byLink')}</p>
      {member.linkId && (
        <Form action={`${base}/link`} method="post" label={t('member.link', { name: member.name })}>
          <Actions>
            <Button tone="soft">{t('member.sendLink')}</Button>
          </Actions>
        </Form>
      )}
      <Confirm open={t('member.remove')}>
        <p>{t('member.remove.text')}</p>
        <Form action={`${base}/removal`} method="post" label={t('member.remove')}>
          <TextField name="why" id={`why-${member.id}`} label={t('why')} />
          <Actions>
            <Button tone="danger">{t('member.remove')}</Button>
          </Actions>
        </Form>
      </Confirm>
    </>
  )
}

function Naming(props: OverviewProps) {
  const { t, room, typed, problems, newId } = props
  const error = (field: string) => saidOf(problems, field, t.language, t)
  const role = typed.role ?? 'member'
  return (
    <More title={t('member.add')} open={problems.length > 0 || room.commission.members.length === 0}>
      <Form action={`${roomAddress(room.call.id)}/members`} method="post" label={t('member.add')}>
        <HiddenField name="id" value={typed.id ?? newId} />
        <SelectField
          name="role"
          label={t('member.role')}
          width="half"
          error={error('role')}
          options={seats.map((one) => ({ value: one, text: t(`role.${one}`), selected: role === one }))}
        />
        <Colleagues {...props} />
        <Guest {...props} />
        <Actions>
          <Button>{t('member.add')}</Button>
        </Actions>
      </Form>
    </More>
  )
}

function Colleagues({ t, room, typed, problems, colleagues }: OverviewProps) {
  const there = new Set(room.commission.members.flatMap(({ accountId, leftAt }) => (leftAt ? [] : (accountId ?? []))))
  const free = colleagues.filter(({ id }) => !there.has(id))
  return (
    <SelectField
      name="account"
      label={t('member.account')}
      hint={t('member.account.hint')}
      error={saidOf(problems, 'account', t.language, t)}
      options={[
        { value: '', text: t('member.guest') },
        ...free.map(({ id, name, email }) => ({ value: id, text: name || email, selected: typed.account === id })),
      ]}
    />
  )
}

function Guest({ t, typed, problems }: OverviewProps) {
  const error = (field: string) => saidOf(problems, field, t.language, t)
  return (
    <FieldGroup legend={t('member.guest')} hint={t('member.guest.hint')}>
      <TextField name="name" label={t('member.name')} value={typed.name} error={error('name')} autocomplete="off" />
      <TextField
        name="email"
        label={t('member.email')}
        type="email"
        value={typed.email}
        error={error('email')}
        autocomplete="off"
      />
      <TextField
        name="partner"
        label={t('member.partner')}
        hint={t('member.partner.hint')}
        value={typed.partner}
        error={error('partner')}
      />
      <SelectField
        name="speaks"
        label={t('member.speaks')}
        width="half"
        error={error('speaks')}
        options={languages.map((one) => ({ value: one, text: languageNames[one], selected: typed.speaks === one }))}
      />
    </FieldGroup>
  )
}

function Quorum({ t, room, typed, problems }: OverviewProps) {
  const { commission, office, call } = room
  const votes = commission.members.filter(({ role, leftAt }) => role !== 'secretary' && !leftAt).length
  return (
    <Section title={t('quorum.title')} id="quorum">
      <p>{t('quorum.text', { quorum: commission.quorum, votes })}</p>
      {office && (
        <Form action={`${roomAddress(call.id)}/quorum`} method="post" label={t('quorum.title')}>
          <TextField
            name="quorum"
            label={t('quorum')}
            width="short"
            inputmode="numeric"
            value={typed.quorum ?? String(commission.quorum)}
            error={saidOf(problems, 'quorum', t.language, t)}
          />
          <Actions>
            <Button tone="soft">{t('save')}</Button>
          </Actions>
        </Form>
      )}
    </Section>
  )
}

function History({ t, history, room }: OverviewProps) {
  if (history.length === 0) return null
  return (
    <More title={t('history.title')}>
      <HistoryLines t={t} history={history} members={room.commission.members} />
    </More>
  )
}

interface HistoryProps {
  readonly t: Say
  readonly history: OverviewProps['history']
  readonly members: readonly Member[]
}

/** What happened, the newest first. */
export function HistoryLines({ t, history, members }: HistoryProps) {
  const nameOf = new Map(members.map(({ id, name }) => [id, name]))
  return (
    <Timeline
      items={history.map(({ kind, member, at, byName, why }) => ({
        title: [t.find(`did.${kind}`) ?? kind, member ? nameOf.get(member) : null].filter(Boolean).join(': '),
        when: t('by', { name: byName, at: sayMoment(at, t.language) }),
        dateTime: at.toISOString(),
        text: why === 'sheet' ? t('history.sheet') : why,
      }))}
    />
  )
}
