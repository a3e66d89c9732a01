import { sayDay, sayDistance } from '../../platform/words/saying-days.ts'
import { Column, Item, Tag } from '../../ui/index.ts'
import type { Panel } from '../cases/index.ts'
import { countAll } from './counts.ts'
import { type DateRow, everything, stateOf } from './rules.ts'
import { addressOf, sayKind, type Telling } from './said.tsx'
import { personDatesAddress } from './sent-page.tsx'
import { listDates, type Scope } from './store.ts'
import { readyMade, wallAddress } from './wall-page.tsx'
import { tellingOf, wallAddressOfOffice } from './wall-routes.tsx'
import { datesWords } from './words.ts'

const mostShown = 8

/** The nearest dates of stays in the office's day; those of cases stand in its other columns. */
export const datesPanel: Panel = {
  person: async (visit, [id]) =>
    id ? (
      <p>
        <a href={personDatesAddress(id)}>{datesWords(visit.language)('panel.person')}</a>
      </p>
    ) : null,
  today: async (visit, procedures) => {
    const { institution } = visit.place('cases.read')
    const scope: Scope = { institution, today: visit.house.clock.today(), onlyStays: true }
    const db = visit.within(institution)
    const [rows, counts, telling] = await Promise.all([
      listDates(db, scope, everything, mostShown),
      countAll(db, scope),
      tellingOf(visit, institution, procedures),
    ])
    const near = rows.filter((row) => stateOf(row, scope.today))
    const sum = (of: 'late' | 'soon') => counts.reduce((all, one) => all + one[of], 0)
    return near.length === 0 ? null : <Nearest rows={near} late={sum('late')} soon={sum('soon')} telling={telling} />
  },
}

interface NearestProps {
  readonly rows: readonly DateRow[]
  readonly late: number
  readonly soon: number
  readonly telling: Telling
}

function Nearest({ rows, late, soon, telling }: NearestProps) {
  const { language, today } = telling
  const t = datesWords(language)
  const list = (name: 'late' | 'soon', count: number) =>
    count > 0 && (
      <p class="col-all">
        <a href={wallAddress(wallAddressOfOffice, readyMade[name])} data-move>
          {t(`today.${name}`, { count })}
        </a>
      </p>
    )
  return (
    <Column tone={late > 0 ? 'late' : 'due'} title={t('today.title')} count={Math.max(late + soon, rows.length)}>
      {rows.map((row) => (
        <Item title={row.name} text={<Said row={row} telling={telling} />} href={addressOf(row)} />
      ))}
      {list('late', late)}
      {list('soon', soon)}
    </Column>
  )

  function Said({ row }: { row: DateRow; telling: Telling }) {
    const missed = row.due < today
    const on = missed ? row.due : row.start
    return (
      <>
        <Tag tone={on < today ? 'late' : 'due'}>{sayDistance(on, today, language)}</Tag>{' '}
        {t(missed ? 'today.missed' : 'today.begin', {
          what: sayKind(row.kind, telling),
          due: sayDay(row.due, language),
          start: sayDay(row.start, language),
        })}
      </>
    )
  }
}
