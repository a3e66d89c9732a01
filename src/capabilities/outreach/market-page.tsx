import type { Href } from '../../platform/jsx-runtime.ts'
import { formats } from '../../platform/sheets/index.ts'
import {
  Actions,
  ButtonLink,
  ColumnPicture,
  EmptyState,
  Filters,
  Key,
  Muted,
  PageTitle,
  Section,
  SelectField,
  Table,
  Tile,
  Tiles,
} from '../../ui/index.ts'
import type { Law } from '../law/index.ts'
import { type Counts, counted, type Line, shareOf } from './market-rules.ts'
import type { Say } from './words.ts'

export const marketsAddress: Href = '/desk/markets'

export interface Market {
  /** The year looked at; null is all years. */
  readonly year: number | null
  readonly years: readonly number[]
  readonly country: string
  readonly total: Counts
  readonly byCountry: readonly Line[]
  readonly bySource: readonly Line[]
  readonly byYear: readonly Line[]
}

interface MarketProps {
  readonly t: Say
  readonly law: Law
  readonly market: Market
  readonly query: string
  readonly mayEdit: boolean
}

/** The export of educational services: who asked, applied and enrolled, from which country, and by which way. */
export function MarketPage(props: MarketProps) {
  const { t, law, market, query, mayEdit } = props
  const isEmpty = counted.every((one) => market.total[one] === 0) && market.byCountry.length === 0
  return (
    <>
      <PageTitle title={t('markets.names')} lead={t('markets.lead')} />
      <Actions>
        <ButtonLink href="/desk/markets/enquiries">{t('enquiries.names')}</ButtonLink>
        <ButtonLink href="/desk/markets/targets" tone="soft">
          {t('targets.names')}
        </ButtonLink>
        {mayEdit && (
          <ButtonLink href="/desk/markets/enquiries/sheet" tone="soft">
            {t('markets.fair')}
          </ButtonLink>
        )}
      </Actions>
      <Narrowing {...props} />
      {isEmpty ? (
        <EmptyState title={t('markets.none')} text={t('markets.noneText')} />
      ) : (
        <>
          <Totals t={t} total={market.total} />
          <Years {...props} />
          <Lines
            {...props}
            title={t('markets.byCountry')}
            lines={market.byCountry}
            say={(of) => sayCountry(t, law, of)}
          />
          <Lines {...props} title={t('markets.bySource')} lines={market.bySource} say={(of) => sayOf(t, of)} />
          <Muted>{t('markets.how')}</Muted>
          <Actions>
            {formats.map((format) => (
              <ButtonLink href={`${marketsAddress}/export.${format}${query}`} tone="soft">
                {t(`export.${format}`)}
              </ButtonLink>
            ))}
          </Actions>
        </>
      )}
    </>
  )
}

export const sayCountry = (t: Say, law: Law, code: string): string =>
  code === '' ? t('markets.noCountry') : (law.country(code)?.name[t.language] ?? code)

export const sayOf = (t: Say, source: string): string => t.find(`enquiries.source.${source}`) ?? t('markets.unknown')

function Narrowing({ t, law, market }: MarketProps) {
  const { year, years, country, byCountry } = market
  const countries = byCountry.map(({ of }) => of).filter(Boolean)
  const all = country && !countries.includes(country) ? [...countries, country] : countries
  return (
    <Filters
      action={marketsAddress}
      label={t('markets.narrow')}
      button={t('markets.show')}
      reset={year || country ? { href: marketsAddress, text: t('markets.all') } : undefined}
    >
      <SelectField
        name="year"
        label={t('markets.year')}
        options={[
          { value: '', text: t('markets.everyYear') },
          ...years.map((one) => ({ value: String(one), text: String(one), selected: one === year })),
        ]}
      />
      <SelectField
        name="country"
        label={t('markets.country')}
        options={[
          { value: '', text: t('markets.everyCountry') },
          ...all.map((code) => ({ value: code, text: sayCountry(t, law, code), selected: code === country })),
        ]}
      />
    </Filters>
  )
}

function Totals({ t, total }: { t: Say; total: Counts }) {
  const note = (part: number, whole: number) => {
    const share = shareOf(part, whole)
    return share === null ? undefined : t('markets.share', { share })
  }
  return (
    <Tiles>
      <Tile text={t('markets.enquiries')} value={total.enquiries} href="/desk/markets/enquiries" />
      <Tile text={t('markets.applicants')} value={total.applicants} href="/desk/cases/admission" />
      <Tile text={t('markets.admitted')} value={total.admitted} note={note(total.admitted, total.applicants)} />
      <Tile text={t('markets.enrolled')} value={total.enrolled} note={note(total.enrolled, total.applicants)} />
    </Tiles>
  )
}

function Years(props: MarketProps) {
  const { t, market } = props
  return (
    <Section title={t('markets.byYear')}>
      <ColumnPicture
        title={t('markets.picture')}
        columns={market.byYear.map(({ of, counts }) => ({
          text: of,
          values: [counts.applicants, counts.enrolled],
          shown: [String(counts.applicants), String(counts.enrolled)],
        }))}
      />
      <Key one={t('markets.applicants')} other={t('markets.enrolled')} />
      <LineTable {...props} title={t('markets.byYear')} lines={market.byYear} say={(of) => of} />
    </Section>
  )
}

type LinesProps = MarketProps & { title: string; lines: readonly Line[]; say: (of: string) => string }

function Lines(props: LinesProps) {
  return (
    <Section title={props.title}>
      <LineTable {...props} />
    </Section>
  )
}

function LineTable({ t, title, lines, say }: LinesProps) {
  const hasTargets = lines.some(({ target }) => target !== null)
  const rows = lines.map(({ of, counts, target }) => ({
    cells: [
      say(of),
      ...counted.map((one) => counts[one]),
      sayShare(shareOf(counts.enrolled, counts.applicants)),
      ...(hasTargets ? [target ?? '–', target === null ? '–' : sayShare(shareOf(counts.enrolled, target))] : []),
    ],
  }))
  return (
    <Table
      caption={title}
      captionHidden
      columns={[
        { key: 'of', text: title },
        ...counted.map((key) => ({ key, text: t(`markets.${key}`), numeric: true })),
        { key: 'conversion', text: t('markets.conversion'), numeric: true },
        ...(hasTargets
          ? [
              { key: 'target', text: t('markets.target'), numeric: true },
              { key: 'reached', text: t('markets.reached'), numeric: true },
            ]
          : []),
      ]}
      rows={rows}
      empty={<Muted>{t('markets.none')}</Muted>}
    />
  )
}

const sayShare = (share: number | null) => (share === null ? '–' : `${share} %`)
