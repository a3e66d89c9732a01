import { valueAt } from '../../platform/database/json.ts'
import { dayOf } from '../../platform/days.ts'
import type { Language } from '../../platform/words/languages.ts'
import { sayDay, sayMoment } from '../../platform/words/saying-days.ts'
import { type Choices, sayValue } from './list-choices.ts'
import { anyPaper, type EngineColumn, engineColumns, type Filter, type ShownColumn } from './list-filter.ts'
import type { ListRow } from './list-store.ts'
import type { Procedure } from './procedure.ts'
import { waitsFor } from './rules.ts'
import { casesWords } from './words.ts'

/** What is shown, in words: each condition of the filter, and the order. */
export function sayFilter(filter: Filter, procedure: Procedure, choices: Choices, language: Language): string {
  const t = casesWords(language)
  const say = procedure.words(language)
  const { stage, owner, waits, own, unit, paper, due, asked, from, to, changedSince, search } = filter
  const named = choices.colleagues.find(({ id }) => id === owner)?.name ?? owner
  const looked = owner === 'mine' ? t('list.mine') : owner === 'nobody' ? t('list.nobody') : named
  const title = choices.papers.get(paper ?? '')?.[language] ?? paper ?? ''
  const conditions = [
    search && t('list.said.search', { search }),
    stage && t('list.said.stage', { stage: say(`stage.${stage}`) }),
    owner === 'followed' && t('list.followed'),
    !['all', 'followed'].includes(owner) && t('list.said.owner', { owner: looked }),
    waits && t('list.said.waits', { who: t(`list.waits.${waits}`) }),
    ...Object.entries(own).map(([name, value]) => {
      const found = choices.own[name]?.find((one) => one.value === value)
      const said = found ? sayValue(found.text, language) : value
      return t('list.said.own', { column: say(`column.${name}`), value: said })
    }),
    unit && t('list.said.unit', { unit: choices.units.find(({ id }) => id === unit)?.name[language] ?? unit }),
    paper && (paper === anyPaper ? t('list.said.anyPaper') : t('list.said.paper', { paper: title })),
    due && t(`list.said.due.${due}`),
    asked && t('list.said.asked'),
    from && t('list.said.from', { day: sayDay(from, language) }),
    to && t('list.said.to', { day: sayDay(to, language) }),
    changedSince && t('list.said.changedSince', { moment: sayMoment(changedSince, language) }),
  ].filter((text) => typeof text === 'string' && text !== '')
  const order = t(`list.said.sort.${filter.sort}`)
  return conditions.length === 0
    ? t('list.said.all', { order })
    : t('list.said.some', { conditions: conditions.join('; '), order })
}

/** The heading of a column. */
export function columnTitle(column: ShownColumn, procedure: Procedure, language: Language): string {
  const engine = engineOf(column)
  if (!engine) return procedure.words(language)(`column.${column.slice('own.'.length)}`)
  const keys = {
    number: 'list.number',
    stage: 'list.stage',
    waits: 'list.waits',
    since: 'list.since',
    owner: 'list.owner',
    arrived: 'list.arrived',
    next: 'list.next',
  } as const
  return casesWords(language)(keys[engine])
}

/** What stands in a column of a row, as words; days are `2026-09-01`, the caller says them as its reader wants. */
export function columnText(
  row: Omit<ListRow, 'cursor'>,
  column: ShownColumn,
  procedure: Procedure,
  colleagues: Choices['colleagues'],
  language: Language,
): string {
  switch (column) {
    case 'number':
      return row.number ?? ''
    case 'stage':
      return procedure.words(language)(`stage.${row.stage}`)
    case 'waits':
      return casesWords(language)(`list.waits.${waitsFor(procedure, row.stage)}`)
    case 'since':
      return dayOf(row.stage_since)
    case 'owner':
      return colleagues.find(({ id }) => id === row.owner_id)?.name ?? ''
    case 'arrived':
      return dayOf(row.arrived_at)
    case 'next':
      return row.next_date ?? ''
    default:
      return sayValue(valueAt(row.summary, column.slice('own.'.length)), language)
  }
}

function engineOf(column: ShownColumn): EngineColumn | null {
  return engineColumns.find((known) => known === column) ?? null
}
