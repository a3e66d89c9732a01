import type { Href } from '../../platform/jsx-runtime.ts'
import { askedAs } from '../../platform/web/fields.ts'
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
} from '../../ui/index.ts'
import { type Desk, type Telling, workAddress } from './desk.ts'
import type { WorkKind } from './kinds.ts'
import { type Filter, queryOf, type Work } from './rules.ts'
import { sayAnswer } from './said.tsx'
import { networksWords } from './words.ts'

interface ListProps {
  readonly desk: Desk
  readonly kind: WorkKind
  readonly telling: Telling
  readonly works: readonly Work[]
  readonly filter: Filter
  /** Where the next page begins; null on the last. */
  readonly next: string | null
  readonly mayEdit: boolean
}

const addressOf = (desk: Desk, filter: Filter, part: '' | '/export.xlsx' | '/export.csv' = ''): Href =>
  `${desk.address}${part}?${queryOf(filter)}`

/** A register of works: one kind on a page. */
export function WorksPage(props: ListProps) {
  const { desk, kind, telling, works, filter, next, mayEdit } = props
  const t = networksWords.byData(telling.language)
  const first = { ...filter, after: null }
  const isNarrowed = filter.search !== '' || filter.state !== null || filter.archived
  const add: Href = `${desk.address}/new?kind=${filter.kind}`
  return (
    <>
      <PageTitle title={desk.title(telling.language)} lead={desk.lead(telling.language)} />
      <Kinds {...props} />
      {mayEdit && works.length > 0 && (
        <Actions>
          <ButtonLink href={add}>{t(`add.${filter.kind}`)}</ButtonLink>
        </Actions>
      )}
      <Narrowing {...props} />
      <Table
        caption={t(`kinds.${filter.kind}`)}
        captionHidden
        columns={kind.columns.map((key) => ({ key, text: t(`field.${key}`) }))}
        rows={works.map((work) => ({
          href: workAddress(work),
          cells: kind.columns.map((name) => sayAnswer(telling, kind, work.said, name) || '–'),
        }))}
        empty={
          <EmptyState
            title={t(isNarrowed ? 'list.none.title' : `none.${filter.kind}`)}
            text={t(isNarrowed ? 'list.none.text' : 'list.empty.text')}
            action={mayEdit && !isNarrowed && <ButtonLink href={add}>{t(`add.${filter.kind}`)}</ButtonLink>}
          />
        }
      />
      <Pager
        label={t('list.pages')}
        newer={filter.after ? { href: addressOf(desk, first), text: t('list.first') } : undefined}
        older={next ? { href: addressOf(desk, { ...filter, after: next }), text: t('list.more') } : undefined}
      />
      {works.length > 0 && (
        <Actions>
          <Muted>{t('list.export')}</Muted>
          <ButtonLink tone="soft" href={addressOf(desk, first, '/export.xlsx')}>
            {t('list.xlsx')}
          </ButtonLink>
          <ButtonLink tone="soft" href={addressOf(desk, first, '/export.csv')}>
            {t('list.csv')}
          </ButtonLink>
        </Actions>
      )}
    </>
  )
}

function Kinds({ desk, telling, filter }: ListProps) {
  const names = Object.keys(desk.kinds)
  if (names.length < 2) return null
  const t = networksWords.byData(telling.language)
  const tabs = names.map((kind) => ({
    href: `${desk.address}?kind=${kind}` as const,
    text: t(`kinds.${kind}`),
    current: kind === filter.kind,
  }))
  return <Tabs label={desk.title(telling.language)} tabs={tabs} />
}

function Narrowing({ desk, kind, telling, filter }: ListProps) {
  const t = networksWords.byData(telling.language)
  const { state } = kind.shape
  const states = state ? (askedAs(state).options ?? []) : []
  return (
    <Filters
      action={desk.address}
      label={t('list.narrow')}
      button={t('list.show')}
      reset={
        filter.search || filter.state || filter.archived
          ? { href: `${desk.address}?kind=${filter.kind}`, text: t('list.reset') }
          : undefined
      }
    >
      <HiddenField name="kind" value={filter.kind} />
      <SearchField name="search" label={t('list.search')} value={filter.search} />
      {states.length > 0 && (
        <SelectField
          name="state"
          label={t('field.state')}
          options={[
            { value: '', text: t('list.any') },
            ...states.map((value) => ({ value, text: t(`field.state.${value}`), selected: value === filter.state })),
          ]}
        />
      )}
      <SelectField
        name="archived"
        label={t('list.which')}
        options={[
          { value: '', text: t('list.inUse') },
          { value: 'yes', text: t('list.archived'), selected: filter.archived },
        ]}
      />
    </Filters>
  )
}
