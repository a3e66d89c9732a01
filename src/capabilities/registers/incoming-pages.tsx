import { day } from '../../platform/days.ts'
import type { Child, Href } from '../../platform/jsx-runtime.ts'
import { sayDay } from '../../platform/words/saying-days.ts'
import {
  Actions,
  ButtonLink,
  EmptyState,
  Filters,
  HiddenField,
  Moment,
  PageTitle,
  SearchField,
  SelectField,
  Table,
  Tag,
} from '../../ui/index.ts'
import type { Incoming, IncomingFilter } from './incoming-store.ts'
import { TakeAway, Turns, Whole, YearTabs } from './shared-pages.tsx'
import type { RegisterSay } from './words.ts'
import type { RegisterYear } from './years.ts'

interface IncomingProps {
  readonly t: RegisterSay
  readonly years: readonly RegisterYear[]
  readonly year: RegisterYear
  readonly filter: IncomingFilter
  readonly letters: readonly Incoming[]
  readonly older: number | null
  readonly first: boolean
  readonly mayWrite: boolean
}

const states = ['open', 'answered', 'void'] as const

/** The register of what came in, narrowed and page by page. */
export function IncomingPage(props: IncomingProps) {
  const { t, years, year, filter, letters, older, first, mayWrite } = props
  const narrowed = filter.search !== '' || filter.state !== ''
  const address = (page: Href, more: Readonly<Record<string, string>> = {}): Href => {
    const set = Object.entries({ q: filter.search, state: filter.state }).filter(([, value]) => value !== '')
    return `${page}?${new URLSearchParams({ year: String(filter.year), ...Object.fromEntries(set), ...more })}`
  }
  return (
    <>
      <PageTitle title={t('incoming.title')} lead={t('incoming.lead')} />
      {mayWrite && (
        <Actions>
          <ButtonLink href="/desk/incoming/new">{t('incoming.new')}</ButtonLink>
        </Actions>
      )}
      <YearTabs t={t} years={years} year={year.year} base="/desk/incoming" />
      <Whole t={t} year={year} />
      <Filters
        action="/desk/incoming"
        label={t('find')}
        button={t('show')}
        reset={narrowed ? { href: `/desk/incoming?year=${year.year}`, text: t('all') } : undefined}
      >
        <HiddenField name="year" value={year.year} />
        <SearchField name="q" label={t('incoming.search')} value={filter.search} />
        <SelectField
          name="state"
          label={t('in.state')}
          options={[
            { value: '', text: t('letters.anyState') },
            ...states.map((state) => ({
              value: state,
              text: t(`incoming.state.${state}`),
              selected: state === filter.state,
            })),
          ]}
        />
      </Filters>
      <IncomingTable t={t} letters={letters} empty={narrowed ? <Nothing t={t} /> : <None t={t} year={year.year} />} />
      <Turns
        t={t}
        newest={first ? null : address('/desk/incoming')}
        older={older === null ? null : address('/desk/incoming', { before: String(older) })}
      />
      {letters.length > 0 && (
        <TakeAway t={t} xlsx={address('/desk/incoming/export.xlsx')} csv={address('/desk/incoming/export.csv')} />
      )}
    </>
  )
}

function Nothing({ t }: { t: RegisterSay }) {
  return <EmptyState title={t('none.title')} text={t('none.text')} />
}

function None({ t, year }: { t: RegisterSay; year: number }) {
  return <EmptyState title={t('incoming.empty', { year: String(year) })} text={t('incoming.emptyText')} />
}

export function IncomingTable(props: { t: RegisterSay; letters: readonly Incoming[]; empty: Child }) {
  const { t } = props
  return (
    <Table
      caption={t('incoming.title')}
      captionHidden
      columns={[
        { key: 'number', text: t('in.number'), whole: true },
        { key: 'received', text: t('in.receivedOn') },
        { key: 'sender', text: t('in.sender') },
        { key: 'subject', text: t('in.subject') },
        { key: 'theirs', text: t('in.theirNumber') },
        { key: 'state', text: t('in.state') },
      ]}
      rows={props.letters.map((letter) => ({
        href: `/desk/incoming/${letter.id}`,
        cells: [
          letter.number,
          <Moment dateTime={letter.receivedOn}>{sayDay(day(letter.receivedOn), t.language)}</Moment>,
          letter.sender,
          letter.subject,
          sayTheirs(t, letter),
          <IncomingState t={t} letter={letter} />,
        ],
      }))}
      empty={props.empty}
    />
  )
}

const sayTheirs = (t: RegisterSay, { theirNumber, theirDate }: Incoming) =>
  [theirNumber, theirDate && sayDay(day(theirDate), t.language)].filter(Boolean).join(', ')

export function stateOf({ voidAt, answerId }: Incoming): (typeof states)[number] {
  return voidAt ? 'void' : answerId ? 'answered' : 'open'
}

const tones = { open: 'wait', answered: 'ok', void: 'quiet' } as const

export function IncomingState({ t, letter }: { t: RegisterSay; letter: Incoming }) {
  const state = stateOf(letter)
  return <Tag tone={tones[state]}>{t(`incoming.state.${state}`)}</Tag>
}
