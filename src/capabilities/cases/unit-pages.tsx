import { dayOf } from '../../platform/days.ts'
import type { Child, Href } from '../../platform/jsx-runtime.ts'
import type { Language } from '../../platform/words/languages.ts'
import { sayDay } from '../../platform/words/saying-days.ts'
import {
  Crumbs,
  DescriptionList,
  Filters,
  HiddenField,
  Muted,
  Notice,
  Pager,
  PageTitle,
  SearchField,
  Section,
  SelectField,
  Table,
  Tabs,
} from '../../ui/index.ts'
import type { Unit } from '../institutions/index.ts'
import type { Tried } from './desk-case.ts'
import { WhatToDo } from './desk-case-steps.tsx'
import { StageTag } from './desk-list-pages.tsx'
import { FillIn } from './filling-in.tsx'
import { defaultColumns, type Filter, type ShownColumn, sayCursor } from './list-filter.ts'
import { columnText, columnTitle } from './list-said.ts'
import type { ListRow } from './list-store.ts'
import type { View } from './moment.ts'
import type { Procedure } from './procedure.ts'
import { stagesSeen, stepsOf } from './rules.ts'
import { Refusals } from './shared-pages.tsx'
import { casesWords, type ExplainedRefusal } from './words.ts'

export const unitAddress = '/desk/unit' as const

export function unitCaseAddress({ procedure, standing }: Pick<View, 'procedure' | 'standing'>): Href {
  return `${unitAddress}/${procedure.name}/${standing.id}`
}

interface UnitListProps {
  readonly procedure: Procedure
  /** Those whose cases belong to units. */
  readonly procedures: readonly Procedure[]
  readonly language: Language
  readonly unit: Unit | null
  readonly search: string
  readonly stage: string | null
  readonly after: Filter['after']
  /** One more than fits when there is another page. */
  readonly rows: readonly ListRow[]
  readonly size: number
}

/** The cases of a unit and of those below it: where each stands. */
export function UnitListPage(props: UnitListProps) {
  const { procedure, language, unit, rows, size } = props
  const t = casesWords(language)
  const columns = defaultColumns(procedure).filter((column) => column !== 'next')
  return (
    <>
      <PageTitle title={t('unit.title')} lead={unit ? t('unit.lead', { unit: unit.name[language] }) : undefined} />
      {!unit && <Notice tone="due" title={t('unit.none')} role="note" />}
      {props.procedures.length > 1 && (
        <Tabs
          label={t('unit.title')}
          tabs={props.procedures.map((one) => ({
            href: `${unitAddress}?of=${one.name}`,
            text: one.words(language)('names'),
            current: one === procedure,
          }))}
        />
      )}
      {unit && <Search {...props} />}
      {unit && (
        <Table
          caption={t('unit.title')}
          captionHidden
          columns={[
            { key: 'title', text: t('list.name') },
            ...columns.map((column) => ({ key: column, text: columnTitle(column, procedure, language) })),
          ]}
          rows={rows.slice(0, size).map((row) => ({
            href: `${unitAddress}/${procedure.name}/${row.id}`,
            cells: [row.title, ...columns.map((column) => cell(row, column, procedure, language))],
          }))}
          empty={<Muted>{t('unit.empty')}</Muted>}
        />
      )}
      <Pages {...props} />
    </>
  )
}

type Row = Omit<ListRow, 'cursor'>

function cell(row: Row, column: ShownColumn, procedure: Procedure, language: Language) {
  if (column === 'stage') return <StageTag procedure={procedure} stage={row.stage} language={language} />
  if (column === 'arrived') return sayDay(dayOf(row.arrived_at), language)
  return columnText(row, column, procedure, [], language)
}

function Search({ procedure, language, search, stage }: UnitListProps) {
  const t = casesWords(language)
  const say = procedure.words(language)
  const stages = stagesSeen(procedure)
  return (
    <Filters
      action={unitAddress}
      label={t('unit.search')}
      button={t('list.show')}
      reset={search || stage ? { href: `${unitAddress}?of=${procedure.name}`, text: t('list.reset') } : undefined}
    >
      <HiddenField name="of" value={procedure.name} />
      <SearchField name="q" label={t('unit.search')} value={search} />
      <SelectField
        name="stage"
        label={t('list.stage')}
        options={[
          { value: '', text: t('list.allStages') },
          ...stages.map((value) => ({ value, text: say(`stage.${value}`), selected: value === stage })),
        ]}
      />
    </Filters>
  )
}

function Pages({ procedure, language, search, stage, after, rows, size }: UnitListProps) {
  const t = casesWords(language)
  const last = rows.length > size ? rows[size - 1] : undefined
  const page = (cursor: string): Href => {
    const query = new URLSearchParams({ of: procedure.name, q: search, stage: stage ?? '', before: cursor })
    return `${unitAddress}?${query}`
  }
  if (!last && !after) return null
  return (
    <Pager
      label={t('list.pages')}
      newer={after ? { href: page(''), text: t('list.newest') } : undefined}
      older={last ? { href: page(sayCursor({ value: last.cursor, id: last.id })), text: t('list.older') } : undefined}
    />
  )
}

interface UnitCaseProps {
  readonly view: View
  readonly language: Language
  readonly row: Row
  readonly refusals: readonly ExplainedRefusal[]
  readonly notice: string | undefined
  readonly tried: Tried | null
  readonly panels: Child
}

/** One case as the dean's office needs it: who, what, where it stands and since when, and what is asked of it. */
export function UnitCasePage({ view, language, row, refusals, notice, tried, panels }: UnitCaseProps) {
  const { procedure, standing } = view
  const t = casesWords(language)
  const address = unitCaseAddress(view)
  const columns: readonly ShownColumn[] = [...defaultColumns(procedure), 'since']
  return (
    <>
      <Crumbs
        label={t('unit.back')}
        steps={[{ text: t('unit.title'), href: unitAddress }, { text: row.number ?? row.title }]}
      />
      <PageTitle title={row.title} />
      {notice && (
        <Notice tone="wait" role="alert">
          {notice}
        </Notice>
      )}
      <Refusals refusals={refusals} language={language} />
      <FillIn view={view} party="unit" address={address} language={language} />
      {stepsOf(procedure, standing.stage, 'unit').length > 0 && (
        <WhatToDo view={view} language={language} tried={tried} party="unit" address={address} />
      )}
      <Section title={t('unit.case')}>
        <DescriptionList
          rows={columns.map((column) => ({
            term: columnTitle(column, procedure, language),
            value: dayOrCell(row, column, procedure, language) || '–',
          }))}
        />
      </Section>
      {panels}
    </>
  )
}

function dayOrCell(row: Row, column: ShownColumn, procedure: Procedure, language: Language) {
  if (column === 'since') return sayDay(dayOf(row.stage_since), language)
  if (column === 'next') return row.next_date ? sayDay(dayOf(new Date(row.next_date)), language) : ''
  return cell(row, column, procedure, language)
}
