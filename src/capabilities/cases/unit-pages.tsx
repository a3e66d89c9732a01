import { dayOf } from '../../platform/days.ts'
import type { Href } from '../../platform/jsx-runtime.ts'
import type { Language } from '../../platform/words/languages.ts'
import { sayDay } from '../../platform/words/saying-days.ts'
import {
  Crumbs,
  DescriptionList,
  Filters,
  Muted,
  Notice,
  Pager,
  PageTitle,
  SearchField,
  Section,
  SelectField,
  Table,
} from '../../ui/index.ts'
import type { Unit } from '../institutions/index.ts'
import { StageTag } from './desk-list-pages.tsx'
import { defaultColumns, type Filter, type ShownColumn, sayCursor } from './list-filter.ts'
import { columnText, columnTitle } from './list-said.ts'
import type { ListRow } from './list-store.ts'
import type { Procedure } from './procedure.ts'
import { casesWords } from './words.ts'

export const unitAddress = '/desk/unit' as const

interface UnitListProps {
  readonly procedure: Procedure
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
  const stages = Object.keys(procedure.stages).filter((one) => one !== procedure.starts)
  return (
    <Filters
      action={unitAddress}
      label={t('unit.search')}
      button={t('list.show')}
      reset={search || stage ? { href: unitAddress, text: t('list.reset') } : undefined}
    >
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

function Pages({ language, search, stage, after, rows, size }: UnitListProps) {
  const t = casesWords(language)
  const last = rows.length > size ? rows[size - 1] : undefined
  const page = (cursor: string): Href => {
    const query = new URLSearchParams({ q: search, stage: stage ?? '', before: cursor })
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
  readonly procedure: Procedure
  readonly language: Language
  readonly row: Row
}

/** One case as the dean's office needs it: who, what, where it stands and since when. */
export function UnitCasePage({ procedure, language, row }: UnitCaseProps) {
  const t = casesWords(language)
  const columns: readonly ShownColumn[] = [...defaultColumns(procedure), 'since']
  return (
    <>
      <Crumbs
        label={t('unit.back')}
        steps={[{ text: t('unit.title'), href: unitAddress }, { text: row.number ?? row.title }]}
      />
      <PageTitle title={row.title} />
      <Section title={t('unit.case')}>
        <DescriptionList
          rows={columns.map((column) => ({
            term: columnTitle(column, procedure, language),
            value: dayOrCell(row, column, procedure, language) || '–',
          }))}
        />
      </Section>
    </>
  )
}

function dayOrCell(row: Row, column: ShownColumn, procedure: Procedure, language: Language) {
  if (column === 'since') return sayDay(dayOf(row.stage_since), language)
  if (column === 'next') return row.next_date ? sayDay(dayOf(new Date(row.next_date)), language) : ''
  return cell(row, column, procedure, language)
}
