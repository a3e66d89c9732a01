import type { Href } from '../../platform/jsx-runtime.ts'
import { dayParts, formWords, saidOf } from '../../platform/web/words.ts'
import { sayMoment } from '../../platform/words/saying-days.ts'
import {
  Actions,
  Button,
  Card,
  CheckField,
  Confirm,
  DayField,
  DescriptionList,
  EmptyState,
  ErrorSummary,
  Form,
  HiddenField,
  Link,
  More,
  Notice,
  PageTitle,
  RadioField,
  Section,
  Stack,
  Table,
  Tag,
  TextField,
} from '../../ui/index.ts'
import { RoomHead } from './head.tsx'
import type { Slot } from './interview-rules.ts'
import type { Slip } from './overview-page.tsx'
import { type Room, roomAddress } from './place.ts'
import { type Interview, interviewCriteria, type Sheet } from './rules.ts'
import type { Say } from './words.ts'

/** Somebody who is to be heard. */
export interface Heard {
  readonly caseId: string
  readonly name: string
  readonly interview: Interview | null
  readonly slot: Slot | null
}

interface InterviewsProps extends Slip {
  readonly t: Say
  readonly room: Room
  readonly sheet: Sheet | null
  readonly slots: readonly Slot[]
  readonly heard: readonly Heard[]
  /** How many have chosen nothing and were not heard. */
  readonly silent: number
  readonly newId: string
  readonly notice: string | null
  readonly refusal: string | null
}

/** When people are heard, who chose which time, and what they got. */
export function InterviewsPage(props: InterviewsProps) {
  const { t, room, problems, notice, refusal, slots, silent } = props
  return (
    <Stack>
      {problems.length > 0 && (
        <ErrorSummary
          title={formWords(t.language)('form.summary', { count: problems.length })}
          problems={problems.map(({ field }) => ({
            href: `#${field}`,
            text: `${t.find(`slots.${field}`) ?? t('score')}: ${saidOf(problems, field, t.language, t) ?? ''}`,
          }))}
        />
      )}
      <RoomHead {...{ t, room, notice, refusal }} page="interviews" lead={t('interviews.lead')} />
      {silent > 0 && slots.length > 0 && <Notice tone="due" title={t('interviews.silent', { count: silent })} />}
      <Table
        caption={t('page.interviews')}
        captionHidden
        columns={[
          { key: 'at', text: t('slot.at') },
          { key: 'place', text: t('slots.place') },
          { key: 'who', text: t('applicant') },
          { key: 'result', text: t('interview.result') },
        ]}
        rows={slots.map((slot) => slotRow(props, slot))}
        empty={<EmptyState title={t('slots.none')} text={t('slots.none.text')} />}
      />
      <Unslotted {...props} />
      {room.works && <Opening {...props} />}
    </Stack>
  )
}

function slotRow(props: InterviewsProps, slot: Slot) {
  const { t, room, heard } = props
  const one = heard.find(({ caseId }) => caseId === slot.caseId) ?? null
  const base = roomAddress(room.call.id)
  return {
    cells: [
      t('slot.when', { at: sayMoment(slot.startsAt, t.language), minutes: slot.minutes }),
      /^https?:/.test(slot.place) ? <Link href={slot.place}>{slot.place}</Link> : slot.place,
      one ? <Link href={`${base}/cases/${one.caseId}`}>{one.name}</Link> : <Tag tone="quiet">{t('slot.free')}</Tag>,
      one ? <Result {...props} one={one} /> : room.works && <Closing {...props} slot={slot} />,
    ],
  }
}

function Closing({ t, room, slot }: InterviewsProps & { slot: Slot }) {
  return (
    <Form action={`${roomAddress(room.call.id)}/interviews/${slot.id}/closing`} method="post" label={t('slot.close')}>
      <Button tone="soft">{t('slot.close')}</Button>
    </Form>
  )
}

// People are heard outside the slots too: on the telephone, on another day.
function Unslotted(props: InterviewsProps) {
  const { t, heard } = props
  const others = heard.filter(({ slot }) => slot === null)
  if (others.length === 0) return null
  return (
    <More title={t('interviews.others', { count: others.length })}>
      <Table
        caption={t('applicant')}
        captionHidden
        columns={[
          { key: 'who', text: t('applicant') },
          { key: 'result', text: t('interview.result') },
        ]}
        rows={others.map((one) => ({ cells: [one.name, <Result {...props} one={one} />] }))}
        empty=""
      />
    </More>
  )
}

function Result(props: InterviewsProps & { one: Heard }) {
  const { t, room, one, sheet, typed, problems } = props
  const { interview, slot } = one
  const here = typed.case === one.caseId
  const said = interview && (
    <Tag tone={interview.appeared ? 'ok' : 'late'}>{t(interview.appeared ? 'appeared' : 'absent')}</Tag>
  )
  if (!room.works || !sheet) return <>{said ?? t('out.interview')}</>
  const base = `${roomAddress(room.call.id)}/interviews` as const
  const appeared = here ? typed.appeared : interview ? (interview.appeared ? 'yes' : 'no') : undefined
  return (
    <>
      {said}
      <Confirm open={t(interview ? 'interview.again' : 'interview.note')} tone="soft" expanded={here}>
        <Form action={`${base}/results`} method="post" label={t('interview.note')}>
          <HiddenField name="case" value={one.caseId} />
          <RadioField
            name="appeared"
            id={here ? 'appeared' : `appeared-${one.caseId}`}
            label={t('interview.came')}
            error={here ? saidOf(problems, 'appeared', t.language, t) : undefined}
            options={(['yes', 'no'] as const).map((value) => ({
              value,
              text: t(value === 'yes' ? 'appeared' : 'absent'),
              selected: appeared === value,
            }))}
          />
          {interviewCriteria(sheet).map(({ id, title }) => (
            <TextField
              name={`mark-${id}`}
              id={here ? `mark-${id}` : `mark-${id}-${one.caseId}`}
              label={title[t.language]}
              hint={t('sheet.range.said', { least: sheet.least, most: sheet.most })}
              width="short"
              inputmode="numeric"
              value={here ? typed[`mark-${id}`] : String(interview?.marks[id] ?? '')}
              error={here ? saidOf(problems, `mark-${id}`, t.language, t) : undefined}
            />
          ))}
          <Button>{t('save')}</Button>
        </Form>
        {slot && !interview && (
          <Form action={`${base}/${slot.id}/freeing`} method="post" label={t('slot.empty')}>
            <HiddenField name="case" value={one.caseId} />
            <Button tone="soft">{t('slot.empty')}</Button>
          </Form>
        )}
      </Confirm>
    </>
  )
}

function Opening({ t, room, typed, problems, newId, slots }: InterviewsProps) {
  const field = (name: 'from' | 'count' | 'minutes' | 'pause' | 'hours' | 'place', preset = '') => (
    <TextField
      name={name}
      label={t(`slots.${name}`)}
      hint={t.find(`slots.${name}.hint`)}
      width={name === 'place' ? 'full' : 'short'}
      value={typed[name] ?? preset}
      error={saidOf(problems, name, t.language, t)}
    />
  )
  return (
    <More title={t('slots.open')} open={slots.length === 0 || (problems.length > 0 && !typed.case)}>
      <Form action={`${roomAddress(room.call.id)}/interviews`} method="post" label={t('slots.open')}>
        <HiddenField name="key" value={typed.key ?? newId} />
        <DayField
          name="on"
          label={t('slots.on')}
          words={dayParts(t.language)}
          value={{ day: typed['on.day'] ?? '', month: typed['on.month'] ?? '', year: typed['on.year'] ?? '' }}
          error={saidOf(problems, 'on', t.language, t)}
        />
        {field('from', '09:00')}
        {field('count', '6')}
        {field('minutes', '20')}
        {field('pause', '5')}
        {field('place')}
        {field('hours', '24')}
        <Actions>
          <Button>{t('slots.open')}</Button>
        </Actions>
      </Form>
    </More>
  )
}

interface MyInterviewProps {
  readonly t: Say
  readonly action: Href
  readonly back: Href
  readonly call: string
  readonly number: string | null
  readonly mine: Slot | null
  readonly free: readonly Slot[]
  readonly interview: Interview | null
  readonly mayChange: boolean
  readonly notice: string | null
  readonly refusal: string | null
}

/** An applicant chooses when to be heard. */
export function MyInterviewPage(props: MyInterviewProps) {
  const { t, call, number, back, notice, refusal, interview } = props
  return (
    <Stack>
      <p>
        <Link href={back}>{t('my.back')}</Link>
      </p>
      <PageTitle
        title={t('interview')}
        over={[call, number].filter(Boolean).join(' · ')}
        lead={interview ? t('my.over') : t('my.lead')}
      />
      {notice && <Notice tone="ok" role="status" title={notice} />}
      {refusal && <Notice tone="late" role="alert" title={refusal} />}
      {props.mine && <MySlot {...props} mine={props.mine} />}
      {!interview && <Free {...props} />}
    </Stack>
  )
}

function MySlot({ t, mine, action, mayChange, interview }: MyInterviewProps & { mine: Slot }) {
  const until = sayMoment(mine.changeUntil, t.language)
  return (
    <Card title={t('my.yours')}>
      <DescriptionList
        rows={[
          {
            term: t('slot.at'),
            value: t('slot.when', { at: sayMoment(mine.startsAt, t.language), minutes: mine.minutes }),
          },
          {
            term: t('slots.place'),
            value: /^https?:/.test(mine.place) ? <Link href={mine.place}>{mine.place}</Link> : mine.place,
          },
        ]}
      />
      {!interview && <p>{t(mayChange ? 'my.until' : 'my.late', { until })}</p>}
      {mayChange && !interview && (
        <Confirm open={t('my.leave')} tone="soft">
          <p>{t('my.leave.text')}</p>
          <Form action={action} method="post" label={t('my.leave')}>
            <HiddenField name="slot" value="" />
            <CheckField name="leave" label={t('my.leave.sure')} />
            <Button tone="soft">{t('my.leave')}</Button>
          </Form>
        </Confirm>
      )}
    </Card>
  )
}

function Free({ t, free, mine, action, mayChange }: MyInterviewProps) {
  if (mine && !mayChange) return null
  if (free.length === 0) return <EmptyState title={t('my.none')} text={t('my.none.text')} />
  return (
    <Section title={t(mine ? 'my.another' : 'my.choose')}>
      <p>{t('my.bishkek')}</p>
      <Form action={action} method="post" label={t('my.choose')}>
        <RadioField
          name="slot"
          label={t('slot.at')}
          options={free.map((slot) => ({
            value: slot.id,
            text: t('slot.when', { at: sayMoment(slot.startsAt, t.language), minutes: slot.minutes }),
            hint: slot.place,
          }))}
        />
        <Actions>
          <Button>{t(mine ? 'my.change' : 'my.take')}</Button>
        </Actions>
      </Form>
    </Section>
  )
}
