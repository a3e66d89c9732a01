import { type Day, day, dayOf } from '../../platform/days.ts'
import type { Child } from '../../platform/jsx-runtime.ts'
import type { Language } from '../../platform/words/languages.ts'
import { sayDay } from '../../platform/words/saying-days.ts'
import { Column, Columns, Item, Muted, PageTitle, Tag } from '../../ui/index.ts'
import type { TodayRow } from './desk-store.ts'
import type { Procedure } from './procedure.ts'
import { isClosed, waitsFor } from './rules.ts'
import { casesWords } from './words.ts'

/** The stage of a case, in the colour of whose turn it is. */
export function StageTag({ procedure, stage, language }: { procedure: Procedure; stage: string; language: Language }) {
  const tones = { subject: 'due', office: 'ok', others: 'wait', closed: 'quiet' } as const
  return <Tag tone={tones[waitsFor(procedure, stage)]}>{procedure.words(language)(`stage.${stage}`)}</Tag>
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
  /** Columns of later capabilities. */
  readonly more: Child
}

/** The desk opens on what can't wait. */
export function TodayPage(props: TodayProps) {
  const { procedures, language, today, overdueCount, overdue, due, waiting, arrived, more } = props
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
        {more}
        {column('wait', t('desk.waiting'), waiting, false)}
        {column('ok', t('desk.arrived'), arrived, false)}
      </Columns>
    </>
  )
}
