import type { Href } from '../../platform/jsx-runtime.ts'
import { mapSize, worldMap } from '../../platform/maps/world.ts'
import {
  ColumnPicture,
  EmptyState,
  Filters,
  More,
  Muted,
  NumberList,
  type Option,
  Prose,
  Section,
  SelectField,
  Table,
  Tile,
  Tiles,
  WorldPicture,
} from '../../ui/index.ts'
import { agreementsWords, regionOf, regions } from '../agreements/index.ts'
import type { Law } from '../law/index.ts'
import { nameOf, type Partner, partnerKinds, partnerStatuses, partnersWords } from '../partners/index.ts'
import { type CountryNumbers, counted, type MapFilter, queryOf, type SignedInYears } from './rules.ts'
import type { Say } from './words.ts'

export interface GeographyProps {
  readonly t: Say
  readonly law: Law
  /** Where the map stands: the filter is kept in its address. */
  readonly here: Href
  readonly filter: MapFilter
  readonly partners: readonly Partner[]
  readonly all: readonly Partner[]
  readonly countries: readonly CountryNumbers[]
  readonly agreements: number
  readonly signed: SignedInYears
  readonly pageOf: (partner: Partner) => Href
  /** What the office's own page says of where it wants to work. */
  readonly priorities: readonly string[]
}

/** Where the partners are: a map, the list behind it, and the numbers. */
export function Geography(props: GeographyProps) {
  const { t, partners, agreements, priorities, filter } = props
  const known = new Set(partners.flatMap(({ country }) => (country && country !== 'EU' ? [country] : [])))
  return (
    <>
      {priorities.length > 0 && (
        <Prose>
          {priorities.map((text) => (
            <p>{text}</p>
          ))}
        </Prose>
      )}
      <Narrowing {...props} />
      <Tiles>
        <Tile text={t('partners')} value={partners.length} />
        <Tile text={t('countries')} value={known.size} />
        <Tile text={t('agreements')} value={agreements} />
      </Tiles>
      {partners.length === 0 ? (
        <EmptyState title={t('none.title')} text={t('none.text')} />
      ) : (
        <>
          <TheMap {...props} />
          {filter.country && <Chosen {...props} />}
          <Countries {...props} />
          <Numbers {...props} />
        </>
      )}
      <Years {...props} />
    </>
  )
}

const said = (t: Say, law: Law, country: string) =>
  country === 'none'
    ? t('country.none')
    : country === 'EU'
      ? t('country.eu')
      : (law.country(country)?.name[t.language] ?? country)

const addressOf = ({ here, filter }: GeographyProps, change: Partial<MapFilter>): Href =>
  `${here}${queryOf({ ...filter, ...change })}`

function Narrowing({ t, here, filter, all }: GeographyProps) {
  const { language } = t
  const any: Option = { value: '', text: t('any') }
  const options = <Name extends string>(names: readonly Name[], chosen: Name | null, text: (name: Name) => string) => [
    any,
    ...names.map((name) => ({ value: name, text: text(name), selected: name === chosen })),
  ]
  const kinds = partnerKinds.filter((kind) => all.some((one) => one.kind === kind))
  const statuses = partnerStatuses.filter((status) => all.some((one) => one.status === status))
  const parts = regions.filter((region) => all.some(({ country }) => regionOf(country) === region))
  return (
    <Filters
      action={here}
      label={t('narrow')}
      button={t('show')}
      reset={queryOf(filter) ? { href: here, text: t('reset') } : undefined}
    >
      <SelectField
        name="region"
        label={t('region')}
        options={options(parts, filter.region, (name) => agreementsWords(language)(`region.${name}`))}
      />
      <SelectField
        name="kind"
        label={t('kind')}
        options={options(kinds, filter.kind, (name) => partnersWords(language)(`kind.${name}`))}
      />
      <SelectField
        name="status"
        label={t('status')}
        options={options(statuses, filter.status, (name) => partnersWords(language)(`status.${name}`))}
      />
    </Filters>
  )
}

function TheMap(props: GeographyProps) {
  const { t, law, countries } = props
  const { outlines, middleOf } = worldMap()
  const marks = countries.flatMap(({ country, partners }) => {
    const at = middleOf(country)
    const text = t('map.country', { country: said(t, law, country), count: partners.length })
    const href = `${addressOf(props, { country })}#list` as const
    return at ? [{ ...at, value: partners.length, tone: 'one' as const, text, href }] : []
  })
  return (
    <Section title={t('map.title')}>
      <WorldPicture title={t('map.title')} outlines={outlines} {...mapSize} marks={marks} />
      <Muted>{t('map.about')}</Muted>
    </Section>
  )
}

function Chosen(props: GeographyProps) {
  const { t, law, filter, partners, pageOf } = props
  return (
    <Section
      title={t('list.of', { country: said(t, law, filter.country ?? 'none') })}
      id="list"
      action={<a href={addressOf(props, { country: null })}>{t('list.all')}</a>}
    >
      <Table
        caption={t('partners')}
        captionHidden
        columns={(['name', 'kind', 'status'] as const).map((key) => ({ key, text: t(key) }))}
        rows={partners.map((partner) => ({
          href: pageOf(partner),
          cells: [
            nameOf(partner, t.language),
            partnersWords(t.language)(`kind.${partner.kind}`),
            partnersWords(t.language)(`status.${partner.status}`),
          ],
        }))}
        empty={t('none.title')}
      />
    </Section>
  )
}

function Countries(props: GeographyProps) {
  const { t, law, countries, filter } = props
  if (filter.country) return null
  return (
    <Section title={t('by.country')} id="list">
      <Table
        caption={t('by.country')}
        captionHidden
        columns={[
          { key: 'country', text: t('country') },
          { key: 'region', text: t('region') },
          { key: 'partners', text: t('partners'), numeric: true },
          { key: 'agreements', text: t('agreements'), numeric: true },
        ]}
        rows={countries.map(({ country, region, partners, agreements }) => ({
          href: `${addressOf(props, { country })}#list`,
          cells: [
            said(t, law, country),
            agreementsWords(t.language)(`region.${region}`),
            String(partners.length),
            String(agreements),
          ],
        }))}
        empty={t('none.title')}
      />
    </Section>
  )
}

function Numbers(props: GeographyProps) {
  const { t, partners } = props
  const { language } = t
  const rows = <Name extends string>(
    names: readonly Name[],
    text: (name: Name) => string,
    change: (name: Name) => Partial<MapFilter>,
  ) =>
    counted(names).map(({ name, count }) => ({ text: text(name), value: count, href: addressOf(props, change(name)) }))
  return (
    <>
      <Section title={t('by.region')}>
        <NumberList
          rows={rows(
            partners.map(({ country }) => regionOf(country)),
            (name) => agreementsWords(language)(`region.${name}`),
            (region) => ({ region }),
          )}
        />
      </Section>
      <Section title={t('by.kind')}>
        <NumberList
          rows={rows(
            partners.map(({ kind }) => kind),
            (name) => partnersWords(language)(`kind.${name}`),
            (kind) => ({ kind }),
          )}
        />
      </Section>
      <Section title={t('by.status')}>
        <NumberList
          rows={rows(
            partners.map(({ status }) => status),
            (name) => partnersWords(language)(`status.${name}`),
            (status) => ({ status }),
          )}
        />
      </Section>
    </>
  )
}

function Years({ t, signed: { years, unknown } }: GeographyProps) {
  if (years.length === 0 && unknown === 0) return null
  return (
    <Section title={t('by.year')}>
      {years.length > 0 && (
        <>
          <ColumnPicture
            title={t('by.year')}
            columns={years.map(({ year, count }) => ({
              text: String(year),
              values: [count],
              shown: [count > 0 ? String(count) : ''],
            }))}
          />
          <More title={t('behind')}>
            <Table
              caption={t('by.year')}
              captionHidden
              columns={[
                { key: 'year', text: t('year') },
                { key: 'agreements', text: t('agreements'), numeric: true },
              ]}
              rows={years
                .filter(({ count }) => count > 0)
                .map(({ year, count }) => ({ cells: [String(year), String(count)] }))}
              empty={t('none.title')}
            />
          </More>
        </>
      )}
      {unknown > 0 && <p>{t('year.unknown', { count: unknown })}</p>}
    </Section>
  )
}
