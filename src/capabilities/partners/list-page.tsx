import type { Href } from '../../platform/jsx-runtime.ts'
import { sayDay } from '../../platform/words/saying-days.ts'
import {
  Actions,
  ButtonLink,
  EmptyState,
  Filters,
  Muted,
  Pager,
  PageTitle,
  SearchField,
  SelectField,
  Table,
} from '../../ui/index.ts'
import type { Law } from '../law/index.ts'
import { doublesAddress, partnersAddress } from './addresses.ts'
import { type Filter, queryOf } from './filter.ts'
import { nameOf, type Partner, partnerKinds, partnerStatuses } from './rules.ts'
import { sayCountry, sayPlace } from './said.ts'
import { StatusTag } from './status-tag.tsx'
import type { Say } from './words.ts'

interface ListProps {
  readonly t: Say
  readonly law: Law
  readonly partners: readonly Partner[]
  readonly filter: Filter
  /** Where the next page begins; null on the last. */
  readonly next: string | null
  readonly countries: readonly (string | null)[]
  readonly mayEdit: boolean
}

function addressOf(filter: Filter, part: '' | '/export.xlsx' | '/export.csv' = ''): Href {
  const query = queryOf(filter)
  return `${partnersAddress}${part}${query && '?'}${query}`
}

/** The register of partners. */
export function PartnersPage(props: ListProps) {
  const { t, partners, filter, next, mayEdit } = props
  const narrowed = queryOf({ ...filter, after: null }) !== ''
  return (
    <>
      <PageTitle title={t('list.title')} lead={t('list.lead')} />
      {mayEdit && (
        <Actions>
          <ButtonLink href={`${partnersAddress}/new`}>{t('list.add')}</ButtonLink>
          <ButtonLink href={`${partnersAddress}/order`} tone="soft">
            {t('order.title')}
          </ButtonLink>
          <ButtonLink href={doublesAddress} tone="soft">
            {t('doubles.title')}
          </ButtonLink>
        </Actions>
      )}
      <Narrowing {...props} />
      <Table
        caption={t('list.title')}
        captionHidden
        columns={(['name', 'country', 'kind', 'status', 'lastContact'] as const).map((key) => ({
          key,
          text: t(`partner.${key}`),
        }))}
        rows={partners.map((one) => ({ href: `${partnersAddress}/${one.id}`, cells: cellsOf(one, props) }))}
        empty={
          <EmptyState
            title={t(narrowed ? 'list.none.title' : 'list.empty.title')}
            text={t(narrowed ? 'list.none.text' : 'list.empty.text')}
          />
        }
      />
      <Pager
        label={t('list.pages')}
        newer={filter.after ? { href: addressOf({ ...filter, after: null }), text: t('list.first') } : undefined}
        older={next ? { href: addressOf({ ...filter, after: next }), text: t('list.more') } : undefined}
      />
      {partners.length > 0 && (
        <Actions>
          <Muted>{t('list.export')}</Muted>
          <ButtonLink tone="soft" href={addressOf({ ...filter, after: null }, '/export.xlsx')}>
            {t('list.xlsx')}
          </ButtonLink>
          <ButtonLink tone="soft" href={addressOf({ ...filter, after: null }, '/export.csv')}>
            {t('list.csv')}
          </ButtonLink>
        </Actions>
      )}
    </>
  )
}

function cellsOf(partner: Partner, { t, law }: ListProps) {
  return [
    nameOf(partner, t.language),
    [sayCountry(t, law, partner.country), sayPlace(t, partner)].filter(Boolean).join(', ') || '–',
    t(`kind.${partner.kind}`),
    <StatusTag t={t} partner={partner} />,
    partner.lastContact ? sayDay(partner.lastContact.on, t.language) : '–',
  ]
}

function Narrowing({ t, law, filter, countries }: ListProps) {
  const any = { value: '', text: t('list.any') }
  const named = countries
    .flatMap((code) => (code ? [{ value: code, text: sayCountry(t, law, code) }] : []))
    .toSorted((a, b) => a.text.localeCompare(b.text, t.language))
  const none = countries.includes(null) ? [{ value: 'none', text: t('country.none') }] : []
  const select = (name: 'kind' | 'country' | 'status', options: { value: string; text: string }[]) => (
    <SelectField
      name={name}
      label={t(`partner.${name}`)}
      options={[any, ...options.map((option) => ({ ...option, selected: option.value === filter[name] }))]}
    />
  )
  return (
    <Filters
      action={partnersAddress}
      label={t('list.narrow')}
      button={t('list.show')}
      reset={queryOf(filter) ? { href: partnersAddress, text: t('list.reset') } : undefined}
    >
      <SearchField name="search" label={t('list.search')} value={filter.search} />
      {select('country', [...named, ...none])}
      {select(
        'kind',
        partnerKinds.map((kind) => ({ value: kind, text: t(`kind.${kind}`) })),
      )}
      {select(
        'status',
        partnerStatuses.map((status) => ({ value: status, text: t(`status.${status}`) })),
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
