import type { Html } from '../../platform/jsx-runtime.ts'
import {
  Actions,
  Button,
  ButtonLink,
  Crumbs,
  EmptyState,
  Filters,
  Form,
  Link,
  Muted,
  Notice,
  PageTitle,
  Section,
  SelectField,
  Stack,
  Table,
} from '../../ui/index.ts'
import { EntryFields, EntryProblems, type Tried } from '../cases/index.ts'
import type { Law } from '../law/index.ts'
import { sayYear } from '../mobility-numbers/index.ts'
import type { ExchangeBalance } from './balance.ts'
import { agreementsAddress } from './said.tsx'
import { type AgreementSettings, settingsForm } from './settings.ts'
import { agreementsWords, type Say } from './words.ts'

export const balanceAddress = `${agreementsAddress}/balance` as const
export const settingsAddress = `${agreementsAddress}/settings` as const

/** One line of the balance: with whom, how many each way, and how many places a year are agreed. */
export interface BalanceRow extends ExchangeBalance {
  readonly partner: string | null
  readonly name: string
  readonly placesOut: number
  readonly placesIn: number
}

/** Hundredths of a term, as a reader writes them. */
export const sayTerms = (hundredths: number, t: Say): string =>
  new Intl.NumberFormat(t.language, { maximumFractionDigits: 2 }).format(hundredths / 100)

export const balanceColumns = [
  ...(['partner', 'out', 'in', 'weightedOut', 'weightedIn', 'balance', 'placesOut', 'placesIn'] as const),
] as const

export function balanceCells(row: BalanceRow, t: Say): string[] {
  const { name, out, weightedOut, weightedIn, placesOut, placesIn } = row
  const left = sayTerms(weightedIn - weightedOut, t)
  const terms = [sayTerms(weightedOut, t), sayTerms(weightedIn, t), weightedIn > weightedOut ? `+${left}` : left]
  return [name, String(out), String(row.in), ...terms, String(placesOut), String(placesIn)]
}

interface BalanceProps {
  readonly t: Say
  readonly rows: readonly BalanceRow[]
  readonly year: number | null
  readonly years: readonly number[]
  readonly settings: AgreementSettings
  readonly maySet: boolean
}

/** Who owes whom: with each partner how many went and came, weighted by the length of their stay. */
export function BalancePage({ t, rows, year, years, settings, maySet }: BalanceProps) {
  const query = year === null ? '' : `?year=${year}`
  return (
    <>
      <Crumbs
        label={t('list.title')}
        steps={[{ text: t('list.title'), href: agreementsAddress }, { text: t('balance.title') }]}
      />
      <PageTitle title={t('balance.title')} lead={t('balance.lead')} />
      <Filters action={balanceAddress} label={t('list.narrow')} button={t('list.show')}>
        <SelectField
          name="year"
          label={t('balance.year')}
          options={[
            { value: '', text: t('balance.all') },
            ...years.map((one) => ({ value: String(one), text: sayYear(one), selected: one === year })),
          ]}
        />
      </Filters>
      <Table
        caption={t('balance.title')}
        captionHidden
        columns={balanceColumns.map((key) => ({ key, text: t(`balance.${key}`), numeric: key !== 'partner' }))}
        rows={rows.map((row) => ({
          href: row.partner ? (`/desk/partners/${row.partner}` as const) : undefined,
          cells: balanceCells(row, t),
        }))}
        empty={<EmptyState title={t('balance.none')} text={t('balance.noneText')} />}
      />
      <p>
        <Muted>
          {t('balance.weights', {
            days: settings.weights.shortDays,
            short: sayTerms(settings.weights.short, t),
            one: sayTerms(settings.weights.one, t),
            year: sayTerms(settings.weights.year, t),
          })}
        </Muted>{' '}
        {maySet && <Link href={settingsAddress}>{t('settings.title')}</Link>}
      </p>
      {rows.length > 0 && (
        <Actions>
          <Muted>{t('list.export')}</Muted>
          <ButtonLink tone="soft" href={`${balanceAddress}/export.xlsx${query}`}>
            {t('list.xlsx')}
          </ButtonLink>
          <ButtonLink tone="soft" href={`${balanceAddress}/export.csv${query}`}>
            {t('list.csv')}
          </ButtonLink>
        </Actions>
      )}
    </>
  )
}

/** The balance of one agreement or partner, in a sentence. */
export function BalanceSection({ t, balance }: { t: Say; balance: ExchangeBalance }): Html | null {
  if (balance.out + balance.in === 0) return null
  const { weightedOut, weightedIn } = balance
  const said = {
    out: balance.out,
    in: balance.in,
    termsOut: sayTerms(weightedOut, t),
    termsIn: sayTerms(weightedIn, t),
  }
  const left = weightedIn - weightedOut
  const who = left === 0 ? 'even' : left > 0 ? 'weOwe' : 'theyOwe'
  return (
    <Section title={t('balance.title')} action={<Link href={balanceAddress}>{t('balance.whole')}</Link>}>
      <p>
        {t('balance.said', said)} {t(`balance.${who}`, { terms: sayTerms(Math.abs(left), t) })}
      </p>
    </Section>
  )
}

interface SettingsProps {
  readonly t: Say
  readonly law: Law
  readonly settings: AgreementSettings
  readonly tried: Tried
  readonly notice: string | null
}

/** How early the office is warned, and what stays weigh. */
export function SettingsPage({ t, law, settings, tried, notice }: SettingsProps) {
  const words = { t: agreementsWords.byData(t.language), words: 'settings', law, ...tried }
  return (
    <Stack>
      <EntryProblems {...words} />
      <Crumbs
        label={t('list.title')}
        steps={[{ text: t('list.title'), href: agreementsAddress }, { text: t('settings.title') }]}
      />
      <PageTitle title={t('settings.title')} lead={t('settings.lead')} />
      {notice && <Notice tone="ok" role="status" title={notice} />}
      {!settings.saidBy && <Muted>{t('settings.usual')}</Muted>}
      <Form action={settingsAddress} method="post" label={t('settings.title')}>
        <EntryFields {...words} shape={settingsForm.shape} />
        <Actions>
          <Button>{t('form.save')}</Button>
        </Actions>
      </Form>
    </Stack>
  )
}

export function typedSettings({ leads, weights }: AgreementSettings, t: Say): Tried['typed'] {
  const { shortDays, short, one, year } = weights
  return {
    ...{ leads: leads.join(', '), shortDays: String(shortDays) },
    ...{ short: sayTerms(short, t), one: sayTerms(one, t), year: sayTerms(year, t) },
  }
}
