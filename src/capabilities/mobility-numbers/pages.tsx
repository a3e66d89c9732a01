import type { Href } from '../../platform/jsx-runtime.ts'
import { mapSize, worldMap } from '../../platform/maps/world.ts'
import {
  Actions,
  ButtonLink,
  Card,
  ColumnPicture,
  Crumbs,
  EmptyState,
  Key,
  Link,
  More,
  Muted,
  NumberList,
  PageTitle,
  Section,
  Table,
  Tabs,
  WorldPicture,
} from '../../ui/index.ts'
import { type Balance, type Flow, sayYear } from './rules.ts'
import type { Sheet } from './sheets.ts'
import type { Say } from './words.ts'

export const numbersAddress = '/desk/mobility/numbers' as const
export const funnelAddress = (call: string) => `/desk/calls/${call}/numbers` as const

interface NumbersProps {
  readonly t: Say
  readonly nameOf: (country: string) => string
  readonly years: readonly Flow[]
  /** Null: all years together. */
  readonly year: number | null
  readonly countries: readonly Flow[]
  readonly balances: readonly Balance[]
  readonly sheets: readonly Sheet[]
}

/** Who went where and who came from where: the map, the years, and what each partner owes the other. */
export function NumbersPage(props: NumbersProps) {
  const { t, years, year } = props
  const at = (value: number | null): Href => (value === null ? numbersAddress : `${numbersAddress}?year=${value}`)
  const tabs = [
    { value: null, text: t('years.all') },
    ...years.map(({ key }) => ({ value: Number(key), text: sayYear(Number(key)) })),
  ]
  return (
    <>
      <PageTitle title={t('title')} lead={t('lead')} />
      {years.length === 0 ? (
        <EmptyState title={t('none')} text={t('none.text')} />
      ) : (
        <>
          <Tabs
            label={t('years.label')}
            tabs={tabs.map(({ value, text }) => ({ href: at(value), text, current: value === year }))}
          />
          <Flows {...props} />
          <Balances {...props} />
          <Years {...props} />
        </>
      )}
    </>
  )
}

function Flows({ t, nameOf, countries, sheets }: NumbersProps) {
  const { outlines, middleOf } = worldMap()
  const marks = countries.flatMap((flow) => {
    const middle = middleOf(flow.key)
    if (!middle) return []
    const mark = (value: number, tone: 'one' | 'other', direction: 'flow.out' | 'flow.in', aside: number) =>
      value > 0
        ? [{ ...middle, x: middle.x + aside, value, tone, text: `${nameOf(flow.key)}: ${t(direction)} ${value}` }]
        : []
    // Both of one country stand beside each other.
    const aside = flow.out > 0 && flow.in > 0 ? 5 : 0
    return [...mark(flow.out, 'one', 'flow.out', -aside), ...mark(flow.in, 'other', 'flow.in', aside)]
  })
  return (
    <Section title={t('part.countries')}>
      <WorldPicture title={t('map.title')} outlines={outlines} {...mapSize} marks={marks} />
      <Key one={t('flow.out')} other={t('flow.in')} />
      <Behind t={t} sheet={sheets.find(({ part }) => part === 'countries')} open />
    </Section>
  )
}

function Balances({ t, balances, sheets }: NumbersProps) {
  const rows = balances.slice(0, 12).flatMap(({ name, termsOut, termsIn }) => [
    { text: name, value: termsOut },
    { text: t('in.from', { name }), value: termsIn, rest: true },
  ])
  return (
    <Section title={t('part.partners')}>
      <Muted>{t('part.partners.about')}</Muted>
      <NumberList rows={rows} />
      <Behind t={t} sheet={sheets.find(({ part }) => part === 'partners')} />
    </Section>
  )
}

function Years({ t, years, sheets }: NumbersProps) {
  return (
    <Section title={t('part.years')}>
      <ColumnPicture
        title={t('part.years')}
        columns={years.map((flow) => ({
          text: sayYear(Number(flow.key)),
          values: [flow.out, flow.in],
          shown: [String(flow.out), String(flow.in)],
        }))}
      />
      <Key one={t('flow.out')} other={t('flow.in')} />
      <Behind t={t} sheet={sheets.find(({ part }) => part === 'years')} />
    </Section>
  )
}

/** The table that a picture shows, and the way to take it along. */
function Behind({ t, sheet, open }: { t: Say; sheet: Sheet | undefined; open?: boolean }) {
  if (!sheet) return null
  const columns = sheet.columns.map((text, at) => ({ key: String(at), text, numeric: at >= sheet.words }))
  const rows = sheet.rows.map(({ cells, href }) => ({ cells, href }))
  return (
    <More title={t('behind')} open={open}>
      <Table caption={t(`part.${sheet.part}`)} captionHidden columns={columns} rows={rows} empty={t('none')} />
      <Actions>
        <ButtonLink tone="soft" href={sheet.xlsx}>
          XLSX
        </ButtonLink>
        <ButtonLink tone="soft" href={sheet.csv}>
          CSV
        </ButtonLink>
      </Actions>
    </More>
  )
}

interface FunnelProps {
  readonly t: Say
  readonly title: string
  readonly call: string
  readonly sheets: readonly Sheet[]
}

/** How far the applications of a call came, and where the applicants are from and want to go. */
export function FunnelPage({ t, title, call, sheets }: FunnelProps) {
  return (
    <>
      <Crumbs label={t('here')} steps={[{ href: `/desk/calls/${call}`, text: title }, { text: t('funnel.title') }]} />
      <PageTitle title={t('funnel.title')} lead={title} />
      {sheets.map((sheet) => (
        <Card title={t(`part.${sheet.part}`)}>
          {sheet.rows.length === 0 ? (
            <p>{t('none')}</p>
          ) : (
            <>
              <NumberList
                rows={sheet.rows.map(({ cells, value, shown }) => ({ text: cells[0] ?? '', value, shown }))}
              />
              <Behind t={t} sheet={sheet} />
            </>
          )}
        </Card>
      ))}
      <p>
        <Link href={numbersAddress}>{t('title')}</Link>
      </p>
    </>
  )
}
