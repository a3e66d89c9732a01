import type { Href } from '../../platform/jsx-runtime.ts'
import { formats } from '../../platform/sheets/index.ts'
import {
  Actions,
  ButtonLink,
  Column,
  Columns,
  EmptyState,
  Filters,
  Item,
  Link,
  Muted,
  Notice,
  Pager,
  PageTitle,
  SearchField,
  SelectField,
  Table,
  Tabs,
  Tag,
} from '../../ui/index.ts'
import { optionsOf } from './fields.tsx'
import { type Filter, queryOf } from './filter.ts'
import type { Ground } from './ground.ts'
import { type Ledger, type LedgerRecord, stagesOf, titleOf } from './ledger.ts'
import { FieldSaid, sayField, toneOf } from './said.tsx'

export interface ListProps {
  readonly ledger: Ledger
  readonly ground: Ground
  readonly filter: Filter
  readonly mayEdit: boolean
  readonly notice: string | null
}

export function listAddress({ address }: Ledger, filter: Filter, part = ''): Href {
  const query = queryOf(filter)
  return `${address}${part}${query && '?'}${query}`
}

const first = (filter: Filter): Filter => ({ ...filter, after: null })

/** A ledger as a list. */
export function ListPage(props: ListProps & { records: readonly LedgerRecord[]; next: string | null }) {
  const { ledger, ground, filter, records, next } = props
  const { t } = ground
  return (
    <>
      <Head {...props} at="list" />
      <Narrowing {...props} />
      <ListTable {...props} records={records} />
      <Pager
        label={t('list.pages')}
        newer={filter.after ? { href: listAddress(ledger, first(filter)), text: t('list.first') } : undefined}
        older={next ? { href: listAddress(ledger, { ...filter, after: next }), text: t('list.more') } : undefined}
      />
      {records.length > 0 && <Exports {...props} />}
    </>
  )
}

function Head({ ledger, ground: { t }, filter, mayEdit, notice, at }: ListProps & { at: 'list' | 'board' }) {
  const { name, address } = ledger
  const ways = ledger.ways?.(t.language) ?? []
  const kept = { ...first(filter), search: '', archived: false }
  return (
    <>
      <PageTitle title={t(`${name}.names`)} lead={t(`${name}.lead`)} />
      {notice && <Notice tone="ok" role="status" title={notice} />}
      <Actions>
        {mayEdit && <ButtonLink href={`${address}/new`}>{t(`${name}.new`)}</ButtonLink>}
        {mayEdit && ledger.sheet && (
          <ButtonLink href={`${address}/sheet`} tone="soft">
            {t('sheet.open')}
          </ButtonLink>
        )}
        {ways.map(({ href, text }) => (
          <ButtonLink href={href} tone="soft">
            {text}
          </ButtonLink>
        ))}
      </Actions>
      {ledger.stages?.board && (
        <Tabs
          label={t('list.views')}
          tabs={[
            { href: listAddress(ledger, kept), text: t('list.asList'), current: at === 'list' },
            { href: listAddress(ledger, kept, '/board'), text: t('list.asBoard'), current: at === 'board' },
          ]}
        />
      )}
    </>
  )
}

function Narrowing({ ledger, ground, filter, board }: ListProps & { board?: boolean }) {
  const { t } = ground
  const here: Href = board ? `${ledger.address}/board` : ledger.address
  const fields = ledger.fields.filter(({ name }) => ledger.filters.includes(name) && !(board && name === 'stage'))
  return (
    <Filters
      action={here}
      label={t('list.narrow')}
      button={t('list.show')}
      reset={queryOf(filter) ? { href: here, text: t('list.reset') } : undefined}
    >
      {!board && <SearchField name="q" label={t('list.search')} value={filter.search} />}
      {fields.map((field) => (
        <SelectField
          name={field.name}
          label={t(`${ledger.name}.${field.name}`)}
          options={optionsOf(ledger, field, ground, filter.of[field.name] ?? '', t('list.any'))}
        />
      ))}
      {!board && (
        <SelectField
          name="archived"
          label={t('list.which')}
          options={[
            { value: '', text: t('list.inUse') },
            { value: 'yes', text: t('list.archived'), selected: filter.archived },
          ]}
        />
      )}
    </Filters>
  )
}

function ListTable({ ledger, ground, records, filter }: ListProps & { records: readonly LedgerRecord[] }) {
  const { t } = ground
  const narrowed = queryOf(first(filter)) !== ''
  const fields = fieldsOf(ledger, ledger.columns)
  return (
    <Table
      caption={t(`${ledger.name}.names`)}
      captionHidden
      columns={[
        { key: 'title', text: t(`${ledger.name}.${ledger.title}`) },
        ...fields.map(({ name, as }) => ({ key: name, text: t(`${ledger.name}.${name}`), numeric: as === 'count' })),
      ]}
      rows={records.map((record) => ({
        href: `${ledger.address}/${record.id}`,
        cells: [
          titleOf(ledger, record, t.language),
          ...fields.map((field) => <FieldSaid {...{ ledger, field, ground }} said={record.said} />),
        ],
      }))}
      empty={
        narrowed ? (
          <EmptyState title={t('list.none')} text={t('list.noneText')} />
        ) : (
          <EmptyState title={t(`${ledger.name}.empty`)} text={t(`${ledger.name}.emptyText`)} />
        )
      }
    />
  )
}

export function fieldsOf({ fields }: Ledger, names: readonly string[]) {
  return names.flatMap((name) => fields.find((field) => field.name === name) ?? [])
}

function Exports({ ledger, ground: { t }, filter }: ListProps) {
  return (
    <Actions>
      <Muted>{t('list.take')}</Muted>
      {formats.map((format) => (
        <ButtonLink tone="soft" href={listAddress(ledger, first(filter), `/export.${format}`)}>
          {t(`export.${format}`)}
        </ButtonLink>
      ))}
    </Actions>
  )
}

export interface BoardColumn {
  readonly stage: string
  readonly records: readonly LedgerRecord[]
  readonly count: number
}

/** A ledger in columns by stage, what has to be done first on top. */
export function BoardPage(props: ListProps & { columns: readonly BoardColumn[] }) {
  const { ledger, ground, filter, columns } = props
  const { t } = ground
  return (
    <>
      <Head {...props} at="board" />
      <Narrowing {...props} board />
      <Columns>
        {columns.map(({ stage, records, count }) => (
          <Column
            tone={toneOf(ledger, { stage }, ground)}
            title={t.find(`${ledger.name}.stage.${stage}`) ?? stage}
            count={count}
          >
            {records.map((record) => (
              <Item
                title={titleOf(ledger, record, t.language)}
                text={aboutItem(props, record)}
                href={`${ledger.address}/${record.id}`}
              />
            ))}
            {count > records.length && (
              <p>
                <Link href={listAddress(ledger, { ...first(filter), of: { ...filter.of, stage } })}>
                  {t('list.all', { count })}
                </Link>
              </p>
            )}
          </Column>
        ))}
      </Columns>
      {stagesOf(ledger).length > 0 && columns.every(({ count }) => count === 0) && (
        <EmptyState title={t(`${ledger.name}.empty`)} text={t(`${ledger.name}.emptyText`)} />
      )}
    </>
  )
}

// The kind and the state where it is, then the next step with its day and who takes it.
function aboutItem({ ledger, ground }: ListProps, { said }: LedgerRecord) {
  const parts = fieldsOf(ledger, ['kind', 'country', 'next', 'due', 'who']).map((field) =>
    sayField(ledger, field, said, ground),
  )
  const isLate = toneOf(ledger, said, ground) === 'late'
  return (
    <>
      {parts.filter(Boolean).join(' · ')} {isLate && <Tag tone="late">{ground.t('stage.overdue')}</Tag>}
    </>
  )
}
