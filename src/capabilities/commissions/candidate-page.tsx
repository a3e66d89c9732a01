import { sayMoment } from '../../platform/words/saying-days.ts'
import {
  Actions,
  Button,
  Card,
  Confirm,
  DescriptionList,
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
} from '../../ui/index.ts'
import { maybeRelatives } from './families.ts'
import { RoomHead } from './head.tsx'
import { HistoryLines } from './overview-page.tsx'
import { type Room, roomAddress } from './place.ts'
import { allIn, type CandidateHere, type historyOf, type ReadBy } from './reading-store.ts'
import type { Sheet } from './rules.ts'
import { sayScore } from './saying.ts'
import { type Member, readersOf } from './store.ts'
import type { Say } from './words.ts'

interface CandidateProps {
  readonly t: Say
  readonly room: Room
  readonly sheet: Sheet
  readonly candidate: CandidateHere
  readonly name: string
  readonly family: string
  readonly number: string | null
  readonly history: Awaited<ReturnType<typeof historyOf>>
  readonly notice: string | null
  readonly refusal: string | null
}

/** One application before the commission: who reads it, how far they lie apart, who may not. */
export function CandidatePage(props: CandidateProps) {
  const { t, room, name, number, candidate, notice, refusal, history } = props
  return (
    <Stack>
      <RoomHead {...{ t, room, notice, refusal }} page="ranking" below={name} lead={number} />
      {room.office && (
        <p>
          <Link href={`/desk/cases/mobility/${candidate.caseId}`}>{t('candidate.case')}</Link>
        </p>
      )}
      <Standing {...props} />
      <Readers {...props} />
      <Conflicts {...props} />
      <More title={t('history.title')}>
        <HistoryLines t={t} history={history} members={room.commission.members} />
      </More>
    </Stack>
  )
}

function Standing({ t, candidate, sheet }: CandidateProps) {
  const { score, marks, out, interview } = candidate
  return (
    <Card title={t('candidate.score')}>
      {out && <Notice tone="wait" title={t(out === 'withdrawn' ? 'out.withdrawn' : `out.${outOf(out)}.text`)} />}
      {score !== null && (
        <DescriptionList
          rows={[
            { term: t('score'), value: sayScore(score, t) },
            ...sheet.criteria.map(({ id, title }) => ({
              term: title[t.language],
              value: sayScore(marks[id] ?? null, t),
            })),
            ...(interview ? [{ term: t('interview'), value: t(interview.appeared ? 'appeared' : 'absent') }] : []),
          ]}
        />
      )}
    </Card>
  )
}

const outOf = (out: string) => (out === 'conflict' || out === 'interview' ? out : 'noScore')

function Readers(props: CandidateProps) {
  const { t, room, candidate, sheet } = props
  const { readings, apart } = candidate
  const open = allIn(readings)
  const far = apart !== null && apart > sheet.apart
  return (
    <Section title={t('readers.title')} id="readers">
      {!open && <p>{t('readers.hidden')}</p>}
      {far && open && (
        <Notice tone="due" title={t('apart.far', { apart: sayScore(apart, t) })}>
          <p>{t('apart.text')}</p>
        </Notice>
      )}
      <Table
        caption={t('readers.title')}
        captionHidden
        columns={[
          { key: 'name', text: t('member.name') },
          { key: 'state', text: t('reading.state') },
          { key: 'total', text: t('reading.total'), numeric: true },
          { key: 'note', text: t('reading.note') },
          { key: 'do', text: t('member.way') },
        ]}
        rows={readings.map((one) => readerRow(props, one, open))}
        empty={<p>{t('out.conflict.text')}</p>}
      />
      {room.works && open && readings.length > 0 && <Another {...props} />}
    </Section>
  )
}

function readerRow(props: CandidateProps, one: ReadBy, open: boolean) {
  const { t, room, sheet } = props
  const member = room.commission.members.find(({ id }) => id === one.member)
  const seen = open && one.state !== 'waiting'
  const marks = sheet.criteria.flatMap(({ id, title }) =>
    seen && one.marks?.[id] !== undefined ? [`${title[t.language]} ${one.marks[id]}`] : [],
  )
  return {
    cells: [
      <>
        {member?.name ?? '–'} {member?.leftAt && <Tag tone="quiet">{t('member.left')}</Tag>}
      </>,
      <Tag tone={one.state === 'done' ? 'ok' : one.state === 'out' ? 'late' : 'wait'}>
        {t.find(`reading.${one.state}`) ?? one.state}
      </Tag>,
      seen ? (
        <>
          {sayScore(one.total, t)} <Muted>{marks.join(', ')}</Muted>
        </>
      ) : (
        '–'
      ),
      seen ? one.note || '–' : '–',
      room.works ? <ReaderDoings {...props} one={one} /> : '–',
    ],
  }
}

function ReaderDoings({ t, room, candidate, one }: CandidateProps & { one: ReadBy }) {
  const base = `${roomAddress(room.call.id)}/cases/${candidate.caseId}` as const
  const away = new Set([
    ...candidate.readings.map(({ member }) => member),
    ...candidate.conflicts.flatMap(({ member, liftedAt }) => (liftedAt ? [] : [member])),
  ])
  const free = readersOf(room.commission).filter(({ id }) => !away.has(id))
  if (one.state === 'out') return <>–</>
  if (one.state === 'done')
    return (
      <Confirm open={t('reading.reopen')} tone="soft">
        <p>{t('reading.reopen.text')}</p>
        <Form action={`${base}/reopening`} method="post" label={t('reading.reopen')}>
          <HiddenField name="member" value={one.member} />
          <TextField name="why" id={`reopen-${one.member}`} label={t('why')} />
          <Button tone="soft">{t('reading.reopen')}</Button>
        </Form>
      </Confirm>
    )
  if (free.length === 0) return <Muted>{t('reading.nobody')}</Muted>
  return (
    <Confirm open={t('reading.change')} tone="soft">
      <Form action={`${base}/reader`} method="post" label={t('reading.change')}>
        <HiddenField name="member" value={one.member} />
        <SelectField
          name="to"
          id={`to-${one.member}`}
          label={t('reading.to')}
          options={free.map(({ id, name }) => ({ value: id, text: name }))}
        />
        <TextField name="why" id={`change-${one.member}`} label={t('why')} />
        <Button tone="soft">{t('reading.change')}</Button>
      </Form>
    </Confirm>
  )
}

function Another({ t, room, candidate }: CandidateProps) {
  return (
    <Confirm open={t('another.do')} tone="soft">
      <p>{t('another.text')}</p>
      <Form
        action={`${roomAddress(room.call.id)}/cases/${candidate.caseId}/another`}
        method="post"
        label={t('another.do')}
      >
        <HiddenField name="seen" value={candidate.extra} />
        <TextField name="why" id="another-why" label={t('why')} />
        <Actions>
          <Button tone="soft">{t('another.do')}</Button>
        </Actions>
      </Form>
    </Confirm>
  )
}

function Conflicts(props: CandidateProps) {
  const { t, room, candidate, family } = props
  const { members } = room.commission
  const open = new Set(candidate.conflicts.flatMap(({ member, liftedAt }) => (liftedAt ? [] : [member])))
  const hints = members.filter(({ id, name, leftAt }) => !leftAt && !open.has(id) && maybeRelatives(name, family))
  return (
    <Section title={t('conflicts.title')} id="conflicts">
      {hints.length > 0 && (
        <Notice tone="due" title={t('conflict.hint', { names: hints.map(({ name }) => name).join(', ') })}>
          <p>{t('conflict.hint.text')}</p>
        </Notice>
      )}
      {candidate.conflicts.length === 0 && <p>{t('conflicts.none')}</p>}
      {candidate.conflicts.map((one) => (
        <Card title={members.find(({ id }) => id === one.member)?.name} level={3}>
          <p>{one.why}</p>
          <p>
            <Muted>
              {t(one.own ? 'conflict.own' : 'conflict.office')},{' '}
              {t('by', { name: one.byName, at: sayMoment(one.at, t.language) })}
            </Muted>
          </p>
          {one.liftedAt ? (
            <p>
              <Tag tone="quiet">{t('conflict.lifted')}</Tag> {one.liftedWhy}
            </p>
          ) : (
            room.works && <Lifting t={t} room={room} caseId={candidate.caseId} member={one.member} />
          )}
        </Card>
      ))}
      {room.works && (
        <Recording t={t} room={room} caseId={candidate.caseId} members={members.filter(({ id }) => !open.has(id))} />
      )}
    </Section>
  )
}

type Small = { readonly t: Say; readonly room: Room; readonly caseId: string }

function Lifting({ t, room, caseId, member }: Small & { member: string }) {
  return (
    <Confirm open={t('conflict.lift')} tone="soft">
      <p>{t('conflict.lift.text')}</p>
      <Form action={`${roomAddress(room.call.id)}/cases/${caseId}/lifting`} method="post" label={t('conflict.lift')}>
        <HiddenField name="member" value={member} />
        <TextField name="why" id={`lift-${member}`} label={t('why')} />
        <Button tone="soft">{t('conflict.lift')}</Button>
      </Form>
    </Confirm>
  )
}

function Recording({ t, room, caseId, members }: Small & { members: readonly Member[] }) {
  const here = members.filter(({ leftAt }) => !leftAt)
  if (here.length === 0) return null
  return (
    <Confirm open={t('conflict.record')} tone="soft">
      <p>{t('conflict.text')}</p>
      <Form action={`${roomAddress(room.call.id)}/cases/${caseId}/conflict`} method="post" label={t('conflict.record')}>
        <SelectField
          name="member"
          label={t('member.name')}
          options={here.map(({ id, name }) => ({ value: id, text: name }))}
        />
        <TextField name="why" id="conflict-why" label={t('conflict.why')} />
        <Actions>
          <Button tone="danger">{t('conflict.record')}</Button>
        </Actions>
      </Form>
    </Confirm>
  )
}
