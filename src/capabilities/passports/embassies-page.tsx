import { readDay } from '../../platform/days.ts'
import type { Href } from '../../platform/jsx-runtime.ts'
import { sayDay } from '../../platform/words/saying-days.ts'
import {
  Actions,
  ButtonLink,
  EmptyState,
  Filters,
  Muted,
  PageTitle,
  SearchField,
  SelectField,
  Table,
  Tag,
} from '../../ui/index.ts'
import type { Law } from '../law/index.ts'
import { type Embassy, type EmbassyFilter, knowsSomething, type Listed, linesOf, states } from './embassy-rules.ts'
import type { Say } from './words.ts'

export const embassiesAddress: Href = '/desk/embassies'

interface ListProps {
  readonly t: Say
  readonly law: Law
  readonly embassies: readonly Listed[]
  readonly filter: EmbassyFilter
  readonly mayWork: boolean
}

/** The embassies that the office deals with, and the states of its students of whose embassy nothing is known yet. */
export function EmbassiesPage(props: ListProps) {
  const { t, embassies, filter, mayWork } = props
  const query = new URLSearchParams({ q: filter.search, state: filter.state ?? '' }).toString()
  return (
    <>
      <PageTitle title={t('embassies.title')} lead={t('embassies.lead')} />
      {mayWork && (
        <Actions>
          <ButtonLink href={`${embassiesAddress}/new`}>{t('embassies.new')}</ButtonLink>
        </Actions>
      )}
      <Narrowing {...props} />
      <Table
        caption={t('embassies.title')}
        captionHidden
        columns={(['country', 'place', 'reach', 'hours', 'checked'] as const).map((key) => ({
          key,
          text: t(`embassies.${key}`),
        }))}
        rows={embassies.map((one) => ({ href: addressOf(one, mayWork), cells: cellsOf(one, props) }))}
        empty={
          <EmptyState
            title={t(filter.search || filter.state ? 'embassies.notFound' : 'embassies.none')}
            text={t(filter.search || filter.state ? 'embassies.notFound.text' : 'embassies.none.text')}
          />
        }
      />
      <p>
        <Muted>{t('embassies.ownWork')}</Muted>
      </p>
      {embassies.length > 0 && (
        <Actions>
          <ButtonLink tone="soft" href={`${embassiesAddress}/export.xlsx?${query}`}>
            {t('embassies.xlsx')}
          </ButtonLink>
          <ButtonLink tone="soft" href={`${embassiesAddress}/export.vcf?${query}`}>
            {t('embassies.vcard')}
          </ButtonLink>
        </Actions>
      )}
    </>
  )
}

function addressOf({ country, embassy }: Listed, mayWork: boolean): Href | undefined {
  if (embassy) return `${embassiesAddress}/${embassy.id}`
  return mayWork ? `${embassiesAddress}/new?country=${country}` : undefined
}

function cellsOf({ country, embassy }: Listed, { t, law }: ListProps) {
  const name = law.country(country)?.name[t.language] ?? country
  if (!embassy || !knowsSomething(embassy.said))
    return [name, <Tag tone={embassy?.archived ? 'quiet' : 'due'}>{t('embassies.unknown')}</Tag>, '–', '–', '–']
  const { said, archived } = embassy
  const checked = readDay(said.checkedOn ?? '')
  return [
    <>
      {name} {archived && <Tag tone="quiet">{t('embassies.archived')}</Tag>}
    </>,
    sayPlace(t, embassy),
    [...linesOf(said.phones), ...linesOf(said.mails)].join(', ') || '–',
    said.hours || '–',
    checked ? sayDay(checked, t.language) : '–',
  ]
}

/** Where the embassy is: here, in another capital, or nobody knows yet. */
export function sayPlace(t: Say, { said }: Embassy): string {
  if (said.place === 'bishkek') return t('embassy.place.bishkek')
  return said.place === 'elsewhere' ? t('embassies.from', { seat: said.seat ?? '' }) : t('embassies.unknown')
}

function Narrowing({ t, filter }: ListProps) {
  const any = { value: '', text: t('embassies.any') }
  const options = states.map((state) => ({
    value: state,
    text: t(`embassies.state.${state}`),
    selected: state === filter.state,
  }))
  return (
    <Filters
      action={embassiesAddress}
      label={t('embassies.narrow')}
      button={t('embassies.show')}
      reset={filter.search || filter.state ? { href: embassiesAddress, text: t('embassies.reset') } : undefined}
    >
      <SearchField name="q" label={t('embassies.search')} value={filter.search} />
      <SelectField name="state" label={t('embassies.state')} options={[any, ...options]} />
    </Filters>
  )
}
