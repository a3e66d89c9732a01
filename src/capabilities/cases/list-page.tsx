import { type Day, day } from '../../platform/days.ts'
import type { Child, Href } from '../../platform/jsx-runtime.ts'
import type { Language } from '../../platform/words/languages.ts'
import { sayDay, sayDistance } from '../../platform/words/saying-days.ts'
import {
  Actions,
  ButtonLink,
  EmptyState,
  Filters,
  HiddenField,
  Muted,
  Pager,
  PageTitle,
  SearchField,
  SelectField,
  Table,
  Tabs,
  Tag,
} from '../../ui/index.ts'
import { StageTag } from './desk-list-pages.tsx'
import type { Choices } from './list-choices.ts'
import { type Filter, isDayColumn, narrows, queryOf, type ShownColumn, sorts } from './list-filter.ts'
import { columnText, columnTitle, sayFilter } from './list-said.ts'
import type { ListRow } from './list-store.ts'
import type { Procedure } from './procedure.ts'
import { stagesSeen } from './rules.ts'
import type { SavedView } from './view-store.ts'
import { casesWords } from './words.ts'

export interface ListPageProps {
  readonly procedure: Procedure
  readonly language: Language
  readonly today: Day
  readonly rows: readonly ListRow[]
  readonly next: Filter['after']
  readonly filter: Filter
  readonly counts: ReadonlyMap<string, number>
  readonly choices: Choices
  readonly views: readonly SavedView[]
  readonly view: SavedView | null
  readonly me: string
  readonly mayWork: boolean
}

export const listAddress = (procedure: Procedure): Href => `/desk/cases/${procedure.name}`

/** An address of the pipeline that carries the filter along. */
export function withFilter(procedure: Procedure, part: string, filter: Filter, view?: string): Href {
  const query = queryOf(filter, procedure, view)
  return `${listAddress(procedure)}${part && '/'}${part}${query && '?'}${query}`
}

/** The officer's pipeline: views and stages with their counts on top, what is shown in words, the rows page by page. */
export function CaseListPage(props: ListPageProps) {
  const { procedure, language, rows, filter, choices } = props
  const t = casesWords(language)
  const say = procedure.words(language)
  const filtered = narrows(filter)
  return (
    <>
      <PageTitle title={say('names')} lead={sayFilter(filter, procedure, choices, language)} />
      {props.views.length > 0 && <Tabs label={t('view.label')} tabs={viewTabs(props)} />}
      <Tabs label={t('list.stage')} tabs={stageTabs(props)} />
      <QuickFilters {...props} />
      <ListActions {...props} />
      <Table
        caption={t('list.caption')}
        captionHidden
        columns={[
          { key: 'name', text: t('list.name') },
          ...filter.columns.map((column) => ({
            key: column,
            text: columnTitle(column, procedure, language),
            whole: column === 'number',
          })),
        ]}
        rows={rows.map((row) => ({
          href: `${listAddress(procedure)}/${row.id}`,
          cells: [row.title, ...filter.columns.map((column) => cell(props, row, column))],
        }))}
        empty={
          <EmptyState
            title={filtered ? t('list.none.title') : (say.find('empty.title') ?? t('list.empty.title'))}
            text={filtered ? t('list.none.text') : (say.find('empty.text') ?? t('list.empty.text'))}
          />
        }
      />
      <Pages {...props} />
      <TakeAway {...props} />
    </>
  )
}

function cell({ procedure, language, today, choices }: ListPageProps, row: ListRow, column: ShownColumn): Child {
  if (column === 'stage') return <StageTag procedure={procedure} stage={row.stage} language={language} />
  const text = columnText(row, column, procedure, choices.colleagues, language)
  if (text === '' || !isDayColumn(column)) return text
  const date = day(text)
  return column === 'next' ? <NextDate due={date} today={today} language={language} /> : sayDay(date, language)
}

function NextDate({ due, today, language }: { due: Day; today: Day; language: Language }) {
  return (
    <>
      <Tag tone={due < today ? 'late' : 'due'}>{sayDistance(due, today, language)}</Tag>{' '}
      <Muted>{sayDay(due, language)}</Muted>
    </>
  )
}

function viewTabs({ procedure, language, views, view }: ListPageProps) {
  const base = listAddress(procedure)
  return [
    { href: base, text: casesWords(language)('view.all'), current: view === null },
    ...views.map(({ id, name, query }) => ({
      href: `${base}?${query}${query && '&'}view=${id}` as const,
      text: name,
      current: view?.id === id,
    })),
  ]
}

function stageTabs({ procedure, language, filter, counts, view }: ListPageProps) {
  const stages = stagesSeen(procedure)
  // Among those that begin are some that only their person sees yet: they are not counted.
  const countOf = (stage: string) => (stage === procedure.starts ? undefined : (counts.get(stage) ?? 0))
  const all = stages.reduce((sum, stage) => sum + (countOf(stage) ?? 0), 0)
  const tab = (stage: string | null, text: string, count: number | undefined) => ({
    href: withFilter(procedure, '', { ...filter, stage, after: null }, view?.id),
    text,
    count,
    current: filter.stage === stage,
  })
  return [
    tab(null, casesWords(language)('list.allStages'), all),
    ...stages.map((stage) => tab(stage, procedure.words(language)(`stage.${stage}`), countOf(stage))),
  ]
}

function QuickFilters({ procedure, language, filter, choices, view }: ListPageProps) {
  const t = casesWords(language)
  const here = ['q', 'owner', 'sort', 'before']
  const others = [...new URLSearchParams(queryOf(filter, procedure, view?.id))].filter(([name]) => !here.includes(name))
  return (
    <Filters
      action={listAddress(procedure)}
      label={t('list.search')}
      button={t('list.show')}
      reset={narrows(filter) ? { href: listAddress(procedure), text: t('list.reset') } : undefined}
    >
      <SearchField name="q" label={t('list.search')} value={filter.search} />
      <OwnerField filter={filter} choices={choices} language={language} />
      <SelectField
        name="sort"
        label={t('list.sort')}
        options={sorts.map((value) => ({ value, text: t(`list.sort.${value}`), selected: filter.sort === value }))}
      />
      {others.map(([name, value]) => (
        <HiddenField name={name} value={value} />
      ))}
    </Filters>
  )
}

/** Whoever looks after a case: everybody, me, nobody, or one of the colleagues. */
export function OwnerField({ filter, choices, language }: { filter: Filter; choices: Choices; language: Language }) {
  const t = casesWords(language)
  const texts = {
    all: t('list.everybody'),
    mine: t('list.mine'),
    followed: t('list.followed'),
    nobody: t('list.nobody'),
  }
  return (
    <SelectField
      name="owner"
      label={t('list.owner')}
      options={[
        ...Object.entries(texts).map(([value, text]) => ({ value, text, selected: filter.owner === value })),
        ...choices.colleagues.map(({ id, name }) => ({ value: id, text: name, selected: filter.owner === id })),
      ]}
    />
  )
}

interface LinkProps {
  readonly to: string
  readonly text: string
}

function ListActions({ procedure, language, filter, view, me, mayWork }: ListPageProps) {
  const t = casesWords(language)
  const link = ({ to, text }: LinkProps) => (
    <ButtonLink tone="soft" href={withFilter(procedure, to, { ...filter, after: null }, view?.id)}>
      {text}
    </ButtonLink>
  )
  return (
    <Actions>
      {mayWork && procedure.opensAt && <ButtonLink href={procedure.opensAt}>{t('list.open')}</ButtonLink>}
      {link({ to: 'filters', text: t('list.filters') })}
      {view?.ownerId === me
        ? link({ to: `views/${view.id}`, text: t('view.change') })
        : link({ to: 'views', text: t('view.save') })}
      {mayWork && link({ to: 'bulk', text: t('bulk.open') })}
      {mayWork &&
        Object.entries(procedure.packages ?? {}).map(([kind, { title }]) => (
          <ButtonLink tone="soft" href={packagesAddress(procedure, kind, filter)}>
            {t('packages.open', { title: title[language] })}
          </ButtonLink>
        ))}
    </Actions>
  )
}

// Packages are made by a later capability, for the cases that the list shows.
function packagesAddress(procedure: Procedure, kind: string, filter: Filter): Href {
  const query = queryOf({ ...filter, after: null }, procedure)
  return `/desk/packages/of/${procedure.name}/${kind}${query && '?'}${query}`
}

// What leaves the house: below the list, where it has been looked at.
function TakeAway({ procedure, language, filter, rows }: ListPageProps) {
  const t = casesWords(language)
  if (rows.length === 0) return null
  const link = ({ to, text }: LinkProps) => (
    <ButtonLink tone="soft" href={withFilter(procedure, to, { ...filter, after: null })}>
      {text}
    </ButtonLink>
  )
  return (
    <Actions>
      <Muted>{t('export.all')}</Muted>
      {link({ to: 'export.xlsx', text: t('export.xlsx') })}
      {link({ to: 'export.csv', text: t('export.csv') })}
      <button class="btn soft" type="button" data-print hidden>
        {t('list.print')}
      </button>
    </Actions>
  )
}

function Pages({ procedure, language, filter, next, view }: ListPageProps) {
  const t = casesWords(language)
  if (!next && !filter.after) return null
  const byArrival = filter.sort === 'arrived'
  const page = (after: Filter['after'], text: string) => ({
    href: withFilter(procedure, '', { ...filter, after }, view?.id),
    text,
  })
  return (
    <Pager
      label={t('list.pages')}
      newer={filter.after ? page(null, t(byArrival ? 'list.newest' : 'list.first')) : undefined}
      older={next ? page(next, t(byArrival ? 'list.older' : 'list.more')) : undefined}
    />
  )
}
