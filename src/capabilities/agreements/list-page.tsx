import type { Child, Href } from '../../platform/jsx-runtime.ts'
import { sayDay } from '../../platform/words/saying-days.ts'
import {
  Actions,
  ButtonLink,
  EmptyState,
  Filters,
  HiddenField,
  Muted,
  Notice,
  type Option,
  Pager,
  PageTitle,
  SearchField,
  SelectField,
  Table,
  Tile,
  Tiles,
} from '../../ui/index.ts'
import type { Office } from '../institutions/index.ts'
import type { Law } from '../law/index.ts'
import { broadFields, sayField } from './education-fields.ts'
import {
  type Agreement,
  type AgreementFilter,
  agreementKinds,
  everyAgreement,
  queryOf,
  regions,
  states,
} from './rules.ts'
import { agreementPage, agreementsAddress, type Named, StateTag, sayParties } from './said.tsx'
import type { countsByState, Saying } from './store.ts'
import type { Say } from './words.ts'

interface ListProps {
  readonly t: Say
  readonly law: Law
  readonly agreements: readonly Agreement[]
  readonly named: Named
  readonly filter: AgreementFilter
  /** How many the filter finds. */
  readonly count: number
  readonly counts: Awaited<ReturnType<typeof countsByState>>
  readonly sayings: readonly Saying[]
  readonly next: string | null
  readonly countries: readonly string[]
  readonly units: Office['units']
  /** The partner of the filter, in words. */
  readonly partner: string | null
  readonly ways: readonly { readonly href: Href; readonly text: string }[]
}

export function addressOf(filter: AgreementFilter, part: '' | '/export.xlsx' | '/export.csv' = ''): Href {
  const query = queryOf(filter)
  return `${agreementsAddress}${part}${query && '?'}${query}`
}

/** The register of agreements. */
export function AgreementsPage(props: ListProps) {
  const { t, agreements, filter, next, count, partner } = props
  const whole = { ...filter, after: null }
  const narrowed = queryOf(whole) !== ''
  return (
    <>
      <PageTitle title={t('list.title')} lead={t('list.lead')} />
      <Ways {...props} />
      {!narrowed && <Numbers {...props} />}
      {partner && <Notice tone="quiet" title={t('list.ofPartner', { partner })} />}
      <Narrowing {...props} />
      <p role="status">{t('list.count', { count })}</p>
      <Table
        caption={t('list.title')}
        captionHidden
        columns={(['title', 'parties', 'kind', 'state', 'until'] as const).map((key) => ({
          key,
          text: t(`agreement.${key}`),
        }))}
        rows={agreements.map((one) => ({ href: agreementPage(one), cells: cellsOf(one, props) }))}
        empty={
          <EmptyState
            title={t(narrowed ? 'list.none.title' : 'list.empty.title')}
            text={t(narrowed ? 'list.none.text' : 'list.empty.text')}
          />
        }
      />
      <Pager
        label={t('list.pages')}
        newer={filter.after ? { href: addressOf(whole), text: t('list.first') } : undefined}
        older={next ? { href: addressOf({ ...filter, after: next }), text: t('list.more') } : undefined}
      />
      {agreements.length > 0 && (
        <Actions>
          <Muted>{t('list.export')}</Muted>
          <ButtonLink tone="soft" href={addressOf(whole, '/export.xlsx')}>
            {t('list.xlsx')}
          </ButtonLink>
          <ButtonLink tone="soft" href={addressOf(whole, '/export.csv')}>
            {t('list.csv')}
          </ButtonLink>
        </Actions>
      )}
    </>
  )
}

function Ways({ ways }: ListProps) {
  if (ways.length === 0) return null
  return (
    <Actions>
      {ways.map(({ href, text }, at) => (
        <ButtonLink href={href} tone={at === 0 ? 'main' : 'soft'}>
          {text}
        </ButtonLink>
      ))}
    </Actions>
  )
}

// What the office's page says of the whole stands beside the count; it is never made into rows.
function Numbers({ t, counts, sayings }: ListProps) {
  const shown = counts.filter(({ count }) => count > 0)
  return (
    <>
      {shown.length > 0 && (
        <Tiles>
          {shown.map(({ state, count }) => (
            <Tile
              text={t(`state.${state}`)}
              value={String(count)}
              tone={state === 'ending' ? 'due' : 'quiet'}
              href={addressOf({ ...everyAgreement, state })}
            />
          ))}
        </Tiles>
      )}
      {sayings.map(({ key, text }) => (
        <p id={key}>
          <Muted>{t('saying', { text: text[t.language] })}</Muted>
        </p>
      ))}
    </>
  )
}

function cellsOf(one: Agreement, { t, named }: ListProps): Child[] {
  return [
    one.title[t.language],
    sayParties(t, one, named),
    t(`kind.${one.kind}`),
    <StateTag t={t} state={one.state} />,
    one.endsOn ? sayDay(one.endsOn, t.language) : '–',
  ]
}

function Narrowing({ t, law, filter, countries, units }: ListProps) {
  const any = { value: '', text: t('list.any') }
  const select = (name: 'state' | 'kind' | 'region' | 'country' | 'field' | 'unit', options: readonly Option[]) => (
    <SelectField
      name={name}
      label={t(`filter.${name}`)}
      options={[any, ...options.map((option) => ({ ...option, selected: option.value === filter[name] }))]}
    />
  )
  const byName = (options: readonly Option[]) =>
    options.toSorted((one, other) => one.text.localeCompare(other.text, t.language))
  const said = <const Value extends string>(values: readonly Value[], say: (value: Value) => string) =>
    values.map((value) => ({ value, text: say(value) }))
  return (
    <Filters
      action={agreementsAddress}
      label={t('list.narrow')}
      button={t('list.show')}
      reset={queryOf(filter) ? { href: agreementsAddress, text: t('list.reset') } : undefined}
    >
      {filter.partner && <HiddenField name="partner" value={filter.partner} />}
      <SearchField name="search" label={t('list.search')} value={filter.search} />
      {select(
        'state',
        said(states, (state) => t(`state.${state}`)),
      )}
      {select(
        'kind',
        said(agreementKinds, (kind) => t(`kind.${kind}`)),
      )}
      {select(
        'region',
        said(regions, (region) => t(`region.${region}`)),
      )}
      {select('country', byName(said(countries, (code) => law.country(code)?.name[t.language] ?? code)))}
      {select(
        'field',
        broadFields.map(({ broad }) => ({ value: broad.code, text: sayField(t, broad.code) })),
      )}
      {units.length > 1 &&
        select(
          'unit',
          units.map(({ id, name }) => ({ value: id, text: name[t.language] })),
        )}
    </Filters>
  )
}
