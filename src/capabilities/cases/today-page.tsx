import { type Day, day, dayOf } from '../../platform/days.ts'
import type { Child, Href } from '../../platform/jsx-runtime.ts'
import type { Language } from '../../platform/words/languages.ts'
import { sayDay, sayDistance } from '../../platform/words/saying-days.ts'
import { Column, Columns, Item, Muted, PageTitle, Tag } from '../../ui/index.ts'
import { type Errand, mostCounted, type TodayRow } from './desk-store.ts'
import type { Procedure } from './procedure.ts'
import { isClosed, stepsOf, waitsFor } from './rules.ts'
import { casesWords } from './words.ts'

/** A list that has all of what a column begins. */
export interface WholeList {
  readonly href: Href
  readonly name: string
  readonly count: number
}

export interface TodayColumn {
  readonly name: 'overdue' | 'due' | 'waiting' | 'arrived'
  readonly rows: readonly TodayRow[]
  /** Empty when the column shows everything. */
  readonly lists: readonly WholeList[]
}

export interface TodayProps {
  readonly procedures: readonly Procedure[]
  readonly language: Language
  readonly today: Day
  readonly overdueCount: number
  readonly columns: readonly TodayColumn[]
  readonly errands: ReadonlyMap<string, Errand>
  readonly mayWork: boolean
  /** Columns of later capabilities. */
  readonly more: Child
}

/** The desk opens on what can't wait: each item says its date, the reason, and the next step. */
export function TodayPage(props: TodayProps) {
  const { language, today, overdueCount, columns, more } = props
  const t = casesWords(language)
  const lead = { today: sayDay(today, language), count: Math.min(overdueCount, mostCounted) }
  const [overdue, due, ...later] = columns.map((column) => <OneColumn {...column} {...props} />)
  return (
    <>
      <PageTitle
        title={t('desk.today')}
        lead={t(overdueCount > mostCounted ? 'desk.today.many' : 'desk.today.lead', lead)}
      />
      <Columns>
        {overdue}
        {due}
        {more}
        {later}
      </Columns>
    </>
  )
}

const tones = { overdue: 'late', due: 'due', waiting: 'wait', arrived: 'ok' } as const

function OneColumn({ name, rows, lists, ...props }: TodayColumn & TodayProps) {
  const t = casesWords(props.language)
  const count = lists.reduce((sum, list) => sum + list.count, 0) || rows.length
  return (
    <Column tone={tones[name]} title={t(`desk.${name}`)} count={count > 0 ? sayCount(count) : undefined}>
      {rows.length === 0 ? <Muted>{t('desk.nothing')}</Muted> : rows.map((row) => <OneItem row={row} {...props} />)}
      {lists.map((list) => (
        <p class="col-all">
          <a href={list.href} data-move>
            {t('desk.allOf', { count: sayCount(list.count), name: list.name })}
          </a>
        </p>
      ))}
    </Column>
  )
}

const sayCount = (count: number) => (count > mostCounted ? `${mostCounted}+` : String(count))

function OneItem({ row, ...props }: Omit<TodayProps, 'columns'> & { row: TodayRow }) {
  const { procedures, language, today, errands } = props
  const procedure = procedures.find(({ name }) => name === row.procedure)
  if (!procedure || isClosed(procedure, row.stage)) return null
  const say = procedure.words(language)
  const t = casesWords(language)
  const errand = errands.get(row.id)
  const reason = errand?.deadline ? say.find(`deadline.${errand.deadline}`) : null
  const params = { procedure: say('name'), stage: say(`stage.${row.stage}`), reason: reason ?? '' }
  const text = row.nextDate
    ? t(reason ? 'desk.dueFor' : 'desk.dueText', { ...params, day: sayDay(day(row.nextDate), language) })
    : t('desk.arrivedText', { ...params, day: sayDay(dayOf(row.stageSince), language) })
  return (
    <Item
      title={row.title}
      text={
        <>
          {row.nextDate && (
            <>
              <Tag tone={row.nextDate < today ? 'late' : 'due'}>
                {sayDistance(day(row.nextDate), today, language)}
              </Tag>{' '}
            </>
          )}
          {text}
        </>
      }
      href={addressOf(row)}
      next={props.mayWork ? nextStep(procedure, row, errand, props) : undefined}
    />
  )
}

const addressOf = (row: TodayRow): Href => `/desk/cases/${row.procedure}/${row.id}`

// Papers come before the decision that rests on them; who waits for the subject looks at what is missing, until it is late.
function nextStep(
  procedure: Procedure,
  row: TodayRow,
  errand: Errand | undefined,
  { language, today }: Pick<TodayProps, 'language' | 'today'>,
) {
  const t = casesWords(language)
  const base = addressOf(row)
  const waits = waitsFor(procedure, row.stage)
  if (waits === 'others') return { href: base, text: t('desk.next.open') }
  const late = row.nextDate !== null && row.nextDate < today && stepsOf(procedure, row.stage, 'office').length > 0
  if (waits === 'subject' && !late) return { href: base, text: t('desk.next.look') }
  if (waits === 'subject' || !errand?.file) return { href: `${base}#steps` as const, text: t('desk.next.decide') }
  return { href: `${base}?file=${errand.file}#viewer` as const, text: t('desk.next.papers', { count: errand.papers }) }
}
