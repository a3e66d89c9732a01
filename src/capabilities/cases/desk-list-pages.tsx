import { stringsFrom } from '../../platform/database/json.ts'
import { type Day, day, dayOf } from '../../platform/days.ts'
import type { Href } from '../../platform/jsx-runtime.ts'
import type { Language } from '../../platform/words/languages.ts'
import { sayDay, sayDistance } from '../../platform/words/saying-days.ts'
import {
  Column,
  Columns,
  EmptyState,
  Filters,
  Item,
  Muted,
  Pager,
  PageTitle,
  SearchField,
  SelectField,
  Table,
  Tabs,
  Tag,
} from '../../ui/index.ts'
import { type Filter, pageSize, type TodayRow } from './desk-store.ts'
import type { Procedure } from './procedure.ts'
import { isClosed, waitsFor } from './rules.ts'
import { casesWords } from './words.ts'

interface ListRow {
  readonly id: string
  readonly number: string | null
  readonly title: string
  readonly summary: unknown
  readonly stage: string
  readonly arrived_at: Date | null
  readonly next_date: string | null
}

interface ListPageProps {
  readonly procedure: Procedure
  readonly language: Language
  readonly today: Day
  readonly rows: readonly ListRow[]
  readonly filter: Filter
  readonly counts: ReadonlyMap<string, number>
  readonly columns: readonly string[]
}

/** The officer's pipeline: stages with their counts on top, search and filters, newest first, page by page. */
export function CaseListPage({ procedure, language, today, rows, filter, counts, columns }: ListPageProps) {
  const t = casesWords(language)
  const say = procedure.words(language)
  const base: Href = `/desk/cases/${procedure.name}`
  const shown = rows.slice(0, pageSize)
  const last = rows.length > pageSize ? shown.at(-1) : undefined
  const filtered = filter.stage !== null || filter.search !== '' || filter.owner !== 'all'
  return (
    <>
      <PageTitle title={say('names')} />
      <Tabs label={t('list.stage')} tabs={stageTabs(procedure, language, filter, counts, base)} />
      <Filters
        action={base}
        label={t('list.search')}
        button={t('list.show')}
        reset={filtered ? { href: base, text: t('list.reset') } : undefined}
      >
        <SearchField name="q" label={t('list.search')} value={filter.search} />
        <SelectField
          name="owner"
          label={t('list.owner')}
          options={(['all', 'mine', 'nobody'] as const).map((value) => ({
            value,
            text: t(value === 'all' ? 'list.everybody' : value === 'mine' ? 'list.mine' : 'list.nobody'),
            selected: filter.owner === value,
          }))}
        />
        {filter.stage && <input type="hidden" name="stage" value={filter.stage} />}
      </Filters>
      <Table
        caption={t('list.caption')}
        captionHidden
        columns={[
          { key: 'name', text: t('list.name') },
          { key: 'number', text: t('list.number') },
          ...columns.map((column) => ({ key: column, text: say(`column.${column}`) })),
          { key: 'stage', text: t('list.stage') },
          { key: 'arrived', text: t('list.arrived') },
          { key: 'next', text: t('list.next') },
        ]}
        rows={shown.map((row) => ({
          href: `${base}/${row.id}`,
          cells: [
            row.title,
            row.number,
            ...columns.map((column) => columnText(row.summary, column, language)),
            <StageTag procedure={procedure} stage={row.stage} language={language} />,
            row.arrived_at && sayDay(dayOf(row.arrived_at), language),
            row.next_date && <NextDate due={day(row.next_date)} today={today} language={language} />,
          ],
        }))}
        empty={
          <EmptyState
            title={t(filtered ? 'list.none.title' : 'list.empty.title')}
            text={t(filtered ? 'list.none.text' : 'list.empty.text')}
          />
        }
      />
      {(last || filter.before) && (
        <Pager
          label={t('list.pages')}
          newer={
            filter.before ? { href: address(base, { ...filter, before: null }), text: t('list.newest') } : undefined
          }
          older={
            last?.arrived_at
              ? {
                  href: address(base, { ...filter, before: { at: last.arrived_at, id: last.id } }),
                  text: t('list.older'),
                }
              : undefined
          }
        />
      )}
    </>
  )
}

function stageTabs(
  procedure: Procedure,
  language: Language,
  filter: Filter,
  counts: ReadonlyMap<string, number>,
  base: Href,
) {
  const t = casesWords(language)
  const stages = Object.keys(procedure.stages).filter((stage) => stage !== procedure.starts)
  const all = stages.reduce((sum, stage) => sum + (counts.get(stage) ?? 0), 0)
  return [
    {
      href: address(base, { ...filter, stage: null, before: null }),
      text: t('list.allStages'),
      count: all,
      current: filter.stage === null,
    },
    ...stages.map((stage) => ({
      href: address(base, { ...filter, stage, before: null }),
      text: procedure.words(language)(`stage.${stage}`),
      count: counts.get(stage) ?? 0,
      current: filter.stage === stage,
    })),
  ]
}

function address(base: Href, filter: Filter): Href {
  const query = new URLSearchParams()
  if (filter.search) query.set('q', filter.search)
  if (filter.stage) query.set('stage', filter.stage)
  if (filter.owner !== 'all') query.set('owner', filter.owner)
  if (filter.before) query.set('before', `${filter.before.at.toISOString()}_${filter.before.id}`)
  const text = query.toString()
  return text ? `${base}?${text}` : base
}

// A column is a text in three languages or one that needs no translation.
function columnText(summary: unknown, column: string, language: Language): string {
  if (typeof summary !== 'object' || summary === null) return ''
  const value: unknown = Object.entries(summary).find(([key]) => key === column)?.[1]
  return typeof value === 'string' ? value : (stringsFrom(value)[language] ?? '')
}

export function StageTag({ procedure, stage, language }: { procedure: Procedure; stage: string; language: Language }) {
  const tones = { subject: 'due', office: 'ok', others: 'wait', closed: 'quiet' } as const
  return <Tag tone={tones[waitsFor(procedure, stage)]}>{procedure.words(language)(`stage.${stage}`)}</Tag>
}

function NextDate({ due, today, language }: { due: Day; today: Day; language: Language }) {
  return (
    <>
      <Tag tone={due < today ? 'late' : 'due'}>{sayDistance(due, today, language)}</Tag>{' '}
      <Muted>{sayDay(due, language)}</Muted>
    </>
  )
}

interface TodayProps {
  readonly procedures: readonly Procedure[]
  readonly language: Language
  readonly today: Day
  readonly overdueCount: number
  readonly overdue: readonly TodayRow[]
  readonly due: readonly TodayRow[]
  readonly waiting: readonly TodayRow[]
  readonly arrived: readonly TodayRow[]
}

/** The desk opens on what can't wait. */
export function TodayPage({ procedures, language, today, overdueCount, overdue, due, waiting, arrived }: TodayProps) {
  const t = casesWords(language)
  const item = (row: TodayRow, dated: boolean) => {
    const procedure = procedures.find(({ name }) => name === row.procedure)
    if (!procedure || isClosed(procedure, row.stage)) return null
    const say = procedure.words(language)
    const params = { procedure: say('name'), stage: say(`stage.${row.stage}`) }
    const text =
      dated && row.nextDate
        ? t('desk.dueText', { ...params, day: sayDay(day(row.nextDate), language) })
        : t('desk.arrivedText', { ...params, day: sayDay(dayOf(row.stageSince), language) })
    return <Item title={row.title} text={text} href={`/desk/cases/${row.procedure}/${row.id}`} />
  }
  const column = (tone: 'late' | 'due' | 'wait' | 'ok', title: string, rows: readonly TodayRow[], dated: boolean) => (
    <Column tone={tone} title={title} count={rows.length > 0 ? rows.length : undefined}>
      {rows.length === 0 ? <Muted>{t('desk.nothing')}</Muted> : rows.map((row) => item(row, dated))}
    </Column>
  )
  return (
    <>
      <PageTitle
        title={t('desk.today')}
        lead={t('desk.today.lead', { today: sayDay(today, language), count: overdueCount })}
      />
      <Columns>
        {column('late', t('desk.overdue'), overdue, true)}
        {column('due', t('desk.due'), due, true)}
        {column('wait', t('desk.waiting'), waiting, false)}
        {column('ok', t('desk.arrived'), arrived, false)}
      </Columns>
    </>
  )
}
