import { day } from '../../platform/days.ts'
import type { Href } from '../../platform/jsx-runtime.ts'
import { sayDay } from '../../platform/words/saying-days.ts'
import {
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
import type { OutgoingFilter, OutgoingRow } from './outgoing-store.ts'
import { TakeAway, Turns, Whole, YearTabs } from './shared-pages.tsx'
import type { RegisterSay } from './words.ts'
import type { RegisterYear } from './years.ts'

interface OutgoingProps {
  readonly t: RegisterSay
  readonly years: readonly RegisterYear[]
  readonly year: RegisterYear
  readonly filter: OutgoingFilter
  /** Kinds of letters with their names. */
  readonly kinds: readonly { readonly kind: string; readonly name: string }[]
  readonly letters: readonly OutgoingRow[]
  /** The sequence below which the next page goes on; null on the last page. */
  readonly older: number | null
  readonly first: boolean
}

/** The register of outgoing letters of a year, narrowed and page by page. */
export function OutgoingPage(props: OutgoingProps) {
  const { t, years, year, filter, letters, older, first } = props
  const narrowed = filter.search !== '' || filter.kind !== '' || filter.state !== ''
  const address = (more: Readonly<Record<string, string>> = {}) => addressOf('/desk/letters', filter, more)
  return (
    <>
      <PageTitle title={t('outgoing.title')} lead={t('outgoing.lead')} />
      <YearTabs t={t} years={years} year={year.year} base="/desk/letters" />
      <Whole t={t} year={year} />
      <Find {...props} narrowed={narrowed} />
      <Table
        caption={`${t('outgoing.title')}, ${year.year}`}
        captionHidden
        columns={[
          { key: 'number', text: t('letters.number'), whole: true },
          { key: 'day', text: t('letters.day') },
          { key: 'recipient', text: t('letters.recipient') },
          { key: 'subject', text: t('letters.subject') },
          { key: 'by', text: t('letters.issuedBy') },
          { key: 'state', text: t('letters.state') },
          { key: 'case', text: t('letters.case') },
        ]}
        rows={letters.map((letter) => ({
          href: `/desk/letters/${letter.id}/file`,
          cells: [
            letter.number,
            <Moment dateTime={letter.issued_on}>{sayDay(day(letter.issued_on), t.language)}</Moment>,
            letter.recipient,
            letter.subject,
            letter.issued_by,
            <State t={t} letter={letter} />,
            <CaseLink t={t} letter={letter} />,
          ],
        }))}
        empty={
          narrowed ? (
            <EmptyState title={t('none.title')} text={t('none.text')} />
          ) : (
            <EmptyState title={t('outgoing.empty', { year: String(year.year) })} text={t('outgoing.emptyText')} />
          )
        }
      />
      <Turns
        t={t}
        newest={first ? null : address()}
        older={older === null ? null : address({ before: String(older) })}
      />
      {letters.length > 0 && (
        <TakeAway
          t={t}
          xlsx={addressOf('/desk/letters/export.xlsx', filter)}
          csv={addressOf('/desk/letters/export.csv', filter)}
        />
      )}
    </>
  )
}

function addressOf(
  page: Href,
  { year, search, kind, state }: OutgoingFilter,
  more: Readonly<Record<string, string>> = {},
): Href {
  const given = { q: search, kind, state }
  const set = Object.entries(given).filter(([, value]) => value !== '')
  return `${page}?${new URLSearchParams({ year: String(year), ...Object.fromEntries(set), ...more })}`
}

function Find({ t, year, filter, kinds, narrowed }: OutgoingProps & { narrowed: boolean }) {
  return (
    <Filters
      action="/desk/letters"
      label={t('find')}
      button={t('show')}
      reset={narrowed ? { href: `/desk/letters?year=${year.year}`, text: t('all') } : undefined}
    >
      <HiddenField name="year" value={year.year} />
      <SearchField name="q" label={t('outgoing.search')} value={filter.search} />
      <SelectField
        name="kind"
        label={t('letters.kind')}
        options={[
          { value: '', text: t('letters.anyKind') },
          ...kinds.map(({ kind, name }) => ({ value: kind, text: name, selected: kind === filter.kind })),
        ]}
      />
      <SelectField
        name="state"
        label={t('letters.state')}
        options={[
          { value: '', text: t('letters.anyState') },
          { value: 'in-force', text: t('letters.inForce'), selected: filter.state === 'in-force' },
          { value: 'revoked', text: t('letters.revoked'), selected: filter.state === 'revoked' },
        ]}
      />
    </Filters>
  )
}

function State({ t, letter }: { t: RegisterSay; letter: OutgoingRow }) {
  return (
    <>
      <Tag tone={letter.revoked_at ? 'late' : 'ok'}>{t(letter.revoked_at ? 'letters.revoked' : 'letters.inForce')}</Tag>{' '}
      <a href={`/desk/letters/${letter.id}`}>
        {t('letters.details')}
        <span class="vh"> {letter.number}</span>
      </a>
    </>
  )
}

// A letter's kind begins with the name of its procedure: admission.letter.
function CaseLink({ t, letter }: { t: RegisterSay; letter: OutgoingRow }) {
  if (!letter.case_id) return null
  return (
    <a href={`/desk/cases/${letter.kind.split('.')[0]}/${letter.case_id}`}>
      {t('letters.openCase')}
      <span class="vh"> {letter.number}</span>
    </a>
  )
}
