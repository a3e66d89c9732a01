import type { Href } from '../../platform/jsx-runtime.ts'
import { sayDay } from '../../platform/words/saying-days.ts'
import {
  Actions,
  Button,
  ButtonLink,
  Confirm,
  EmptyState,
  Filters,
  Form,
  Muted,
  Notice,
  PageTitle,
  SearchField,
  SelectField,
  Stack,
  Table,
  Tag,
} from '../../ui/index.ts'
import { EntryFields, EntryProblems, type Tried } from '../cases/index.ts'
import type { Law } from '../law/index.ts'
import { nameOf } from '../partners/index.ts'
import { sleeperPage, sleepingAddress } from './addresses.ts'
import {
  balanceYears,
  monthsForm,
  queryOf,
  type Sleeper,
  type SleepingFilter,
  suggestions,
  usualMonths,
} from './rules.ts'
import { type Say, sleepingWords } from './words.ts'

interface ListProps {
  readonly t: Say
  readonly law: Law
  readonly sleepers: readonly Sleeper[]
  readonly filter: SleepingFilter
  readonly months: number
  readonly mayEdit: boolean
  readonly notice: string | null
  /** Months that could not be taken. */
  readonly tried: Tried | null
}

const columns = ['agreement', 'lastMobility', 'lastContact', 'balance', 'end', 'suggestion'] as const

function addressOf(filter: SleepingFilter, part: '' | '/export.xlsx' | '/export.csv' = ''): Href {
  const query = queryOf(filter)
  return `${sleepingAddress}${part}${query && '?'}${query}`
}

/** The agreements that sleep: the quietest first, each with what might be done. */
export function SleepingPage(props: ListProps) {
  const { t, sleepers, filter, months, mayEdit, notice } = props
  const any = { value: '', text: t('list.any') }
  return (
    <Stack>
      <PageTitle title={t('list.title')} lead={t('list.lead', { months, years: balanceYears })} />
      {notice && <Notice tone="ok" role="status" title={notice} />}
      <Filters
        action={sleepingAddress}
        label={t('list.narrow')}
        button={t('list.show')}
        reset={queryOf(filter) ? { href: sleepingAddress, text: t('list.reset') } : undefined}
      >
        <SearchField name="search" label={t('list.search')} value={filter.search} />
        <SelectField
          name="suggestion"
          label={t('list.suggestion')}
          options={[
            any,
            ...suggestions.map((value) => ({
              ...{ value, text: t(`suggestion.${value}`), selected: filter.suggestion === value },
            })),
          ]}
        />
        <SelectField
          name="snoozed"
          label={t('list.which')}
          options={[
            { value: '', text: t('list.awaiting') },
            { value: 'yes', text: t('list.snoozed'), selected: filter.snoozed },
          ]}
        />
      </Filters>
      <Table
        caption={t('list.title')}
        captionHidden
        columns={columns.map((key) => ({ key, text: t(`list.${key}`) }))}
        rows={sleepers.map((one) => ({ href: sleeperPage(one.agreement), cells: cellsOf(t, one) }))}
        empty={<EmptyState title={t('list.none')} text={t('list.noneText')} />}
      />
      {sleepers.length > 0 && (
        <Actions>
          <ButtonLink tone="soft" href={addressOf(filter, '/export.xlsx')}>
            {t('list.xlsx')}
          </ButtonLink>
          <ButtonLink tone="soft" href={addressOf(filter, '/export.csv')}>
            {t('list.csv')}
          </ButtonLink>
        </Actions>
      )}
      {mayEdit && <Months {...props} />}
    </Stack>
  )
}

function cellsOf(t: Say, { agreement, partners, life, suggestion, reason, snoozedUntil }: Sleeper) {
  const said = (day: Parameters<typeof sayDay>[0] | null) => (day ? sayDay(day, t.language) : t('list.never'))
  return [
    <>
      {agreement.title[t.language]} <Muted>{partners.map((partner) => nameOf(partner, t.language)).join(', ')}</Muted>
    </>,
    said(life.lastMobility),
    said(life.lastContact),
    t('list.outIn', { out: life.out, in: life.in }),
    agreement.until ? sayDay(agreement.until, t.language) : t('list.noEnd'),
    <>
      <SuggestionTag t={t} suggestion={suggestion} /> {t(`reason.${reason}`)}
      {snoozedUntil && <Muted> {t('list.until', { day: sayDay(snoozedUntil, t.language) })}</Muted>}
    </>,
  ]
}

const tones = { renew: 'due', revive: 'wait', close: 'quiet' } as const

export function SuggestionTag({ t, suggestion }: { t: Say; suggestion: Sleeper['suggestion'] }) {
  return <Tag tone={tones[suggestion]}>{t(`suggestion.${suggestion}`)}</Tag>
}

function Months({ t, law, months, tried }: ListProps) {
  const mine = tried ?? { typed: { months: String(months) }, problems: [] }
  const words = { t: sleepingWords.byData(t.language), words: 'settings', law, ...mine }
  return (
    <Confirm open={t('settings.open')} tone="soft" expanded={tried !== null}>
      <p>{t('settings.text', { months: usualMonths })}</p>
      <EntryProblems {...words} />
      <Form action={`${sleepingAddress}/settings`} method="post" label={t('settings.open')}>
        <EntryFields {...words} shape={monthsForm.shape} />
        <Actions>
          <Button>{t('settings.save')}</Button>
        </Actions>
      </Form>
    </Confirm>
  )
}
