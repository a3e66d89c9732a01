import { sayProblem } from '../../platform/web/words.ts'
import { sayDay } from '../../platform/words/saying-days.ts'
import {
  Actions,
  Button,
  Confirm,
  Crumbs,
  EmptyState,
  ErrorSummary,
  FileField,
  Form,
  Muted,
  Notice,
  PageTitle,
  Table,
  Tag,
  TextArea,
  type Tone,
} from '../../ui/index.ts'
import type { Law } from '../law/index.ts'
import { MemberForm, type Tried } from './member-page.tsx'
import type { LineFault } from './member-sheet.ts'
import type { Standing } from './member-store.ts'
import { fullName, type Member, memberFields } from './members.ts'
import type { InvitationSay } from './words.ts'

export interface MembersPageProps {
  readonly t: InvitationSay
  readonly law: Law
  /** The case: what it is called and where it stands. */
  readonly title: string
  readonly caseAddress: `/desk/${string}`
  readonly at: `/desk/${string}`
  readonly members: readonly Member[]
  readonly standings: ReadonlyMap<string, Standing>
  readonly mayLook: boolean
  readonly mayChange: boolean
  readonly maySay: boolean
  readonly formKey: string
  readonly tried: Tried | null
  readonly faults: readonly LineFault[]
  /** What just happened, in words. */
  readonly done: string | null
}

/** The members of a delegation, and how each of them stands. */
export function MembersPage(props: MembersPageProps) {
  const { t, title, caseAddress, members, tried, faults, done } = props
  return (
    <>
      <Crumbs
        label={t('hub.title')}
        steps={[
          { text: t('hub.title'), href: '/desk/invitations' },
          { text: title, href: caseAddress },
          { text: t('members.title') },
        ]}
      />
      {faults.length > 0 && <Faults t={t} faults={faults} />}
      <PageTitle title={t('members.title')} lead={t('members.lead', { organisation: title, count: members.length })} />
      {done && (
        <Notice tone="ok" role="status">
          {done}
        </Notice>
      )}
      {tried?.notice && (
        <Notice tone="late" role="alert">
          {tried.notice}
        </Notice>
      )}
      <Members {...props} />
      {props.mayChange ? <Additions {...props} /> : <Muted>{t('members.closedNow')}</Muted>}
    </>
  )
}

const mostFaults = 50

function Faults({ t, faults }: { t: InvitationSay; faults: readonly LineFault[] }) {
  const shown = faults.slice(0, mostFaults)
  return (
    <>
      <ErrorSummary
        title={t('members.faults', { count: faults.length })}
        problems={shown.map((fault) => ({ href: '#lines', text: sayFault(t, fault) }))}
      />
      {faults.length > mostFaults && <Muted>{t('members.moreFaults', { count: faults.length - mostFaults })}</Muted>}
    </>
  )
}

function sayFault(t: InvitationSay, { line, ...problem }: LineFault): string {
  const field = t.find(`fact.${problem.field}`) ?? problem.field
  return t('members.fault', { line, field, text: sayProblem(problem, t.language, t) })
}

function Members({ t, law, at, members, standings, mayLook, mayChange, maySay }: MembersPageProps) {
  const opens = mayChange || maySay
  const columns = [
    'name',
    'born',
    'citizenship',
    ...(mayLook ? (['passport', 'ends'] as const) : []),
    'post',
    'state',
  ] as const
  return (
    <Table
      caption={t('members.title')}
      captionHidden
      columns={columns.map((column) => ({ key: column, text: t(`members.column.${column}`) }))}
      rows={members.map((member) => ({
        ...(opens ? { href: `${at}/${member.id}` as const } : {}),
        cells: [
          fullName(member),
          sayDay(member.birthDay, t.language),
          law.country(member.citizenship)?.name[t.language] ?? member.citizenship,
          ...(mayLook ? [member.passportNumber, sayDay(member.passportEnds, t.language)] : []),
          member.post || '–',
          <StandingTag t={t} standing={standings.get(member.id)} />,
        ],
      }))}
      empty={<EmptyState title={t('members.empty')} text={t('members.emptyText')} />}
    />
  )
}

const tones = { visa: 'ok', refused: 'late', arrived: 'ok', absent: 'quiet' } as const satisfies Record<string, Tone>

function StandingTag({ t, standing }: { t: InvitationSay; standing: Standing | undefined }) {
  if (!standing) return <Tag tone="wait">{t('members.state.expected')}</Tag>
  return (
    <>
      <Tag tone={tones[standing.state]}>{t(`members.state.${standing.state}`)}</Tag> {sayDay(standing.on, t.language)}
    </>
  )
}

function Additions({ t, law, at, formKey, tried, faults }: MembersPageProps) {
  const one = tried?.form === 'member' ? tried : null
  const sheet = tried?.form === 'sheet' ? tried : null
  return (
    <>
      <Confirm open={t('members.add')} tone="main" expanded={one !== null}>
        <MemberForm
          t={t}
          law={law}
          action={at}
          typed={one?.typed ?? {}}
          problems={one?.problems ?? []}
          button={t('members.add')}
          formKey={one?.typed.key ?? formKey}
        />
      </Confirm>
      <Confirm open={t('members.fromSheet')} tone="soft" expanded={sheet !== null || faults.length > 0}>
        <p>{t('members.columns', { columns: memberFields.map((field) => t(`fact.${field}`)).join(' · ') })}</p>
        <Form action={`${at}/sheet`} method="post" multipart label={t('members.fromSheet')}>
          <TextArea
            name="lines"
            label={t('members.lines')}
            hint={t('members.lines.hint')}
            value={sheet?.typed.lines ?? ''}
            rows={8}
          />
          <FileField
            name="file"
            label={t('members.file')}
            hint={t('members.file.hint')}
            accept=".xlsx,.csv,text/csv,.txt"
          />
          <Actions>
            <Button>{t('members.take')}</Button>
          </Actions>
        </Form>
      </Confirm>
    </>
  )
}
