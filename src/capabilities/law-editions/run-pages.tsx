import type { Day } from '../../platform/days.ts'
import { type Href, raw } from '../../platform/jsx-runtime.ts'
import type { Language } from '../../platform/words/languages.ts'
import { sayDay, sayMoment } from '../../platform/words/saying-days.ts'
import { Crumbs, Notice, Pager, PageTitle, Progress, Table, Tag, Tile, Tiles } from '../../ui/index.ts'
import type { Procedure } from '../cases/index.ts'
import { staysWords } from '../stays/index.ts'
import { lawAddress } from './shared-pages.tsx'
import type { Edition, Run, ShownDate } from './store.ts'
import { editionWords } from './words.ts'

// The pages' own words know no such attribute, for good reasons; here nothing in it came from anybody.
const reload = raw('<noscript><meta http-equiv="refresh" content="3"></noscript>')

/** How far a run is: cases first, then persons. */
export function RunProgress({ run, language }: { run: Run; language: Language }) {
  const t = editionWords(language)
  const [looked, all] = [run.lookedCases + run.lookedPersons, run.cases + run.persons]
  return (
    <div data-running>
      {reload}
      <Progress value={Math.min(looked, all)} max={Math.max(all, 1)} label={t('run.looked', { looked, all })} />
      <p>{t('run.leave')}</p>
    </div>
  )
}

export interface RunDatesProps {
  readonly language: Language
  readonly today: Day
  readonly procedures: readonly Procedure[]
  readonly counts: { readonly dates: number; readonly cases: number; readonly persons: number; readonly late: number }
  readonly rows: readonly ShownDate[]
  readonly late: boolean
  readonly address: Href
  readonly first: boolean
  /** Where the next page begins; null when there is none. */
  readonly next: string | null
}

/** The dates that move: whose, which, from when to when, and what becomes late. */
export function RunDates(props: RunDatesProps) {
  const { language, counts, rows, late, address } = props
  const t = editionWords(language)
  return (
    <>
      <Tiles>
        <Tile text={t('dates.cases')} value={counts.cases} />
        <Tile text={t('dates.persons')} value={counts.persons} />
        <Tile text={t('dates.dates')} value={counts.dates} />
        <Tile text={t('dates.late')} value={counts.late} />
      </Tiles>
      {counts.late > 0 && (
        <p>
          <a href={late ? address : `${address}?late=yes`}>{t(late ? 'dates.showAll' : 'dates.showLate')}</a>
        </p>
      )}
      <Table
        columns={[
          { key: 'who', text: t('column.who') },
          { key: 'number', text: t('column.number'), whole: true },
          { key: 'date', text: t('column.date') },
          { key: 'before', text: t('column.before') },
          { key: 'after', text: t('column.after') },
        ]}
        rows={rows.map((row) => dateRow(row, props))}
        empty={t('dates.none')}
      />
      <Turns {...props} />
    </>
  )
}

function dateRow(row: ShownDate, { language, today, procedures }: RunDatesProps) {
  const t = editionWords(language)
  const said = (on: Day | null) => (on ? sayDay(on, language) : t('noDate'))
  const href: Href = row.caseId ? `/desk/cases/${row.procedure ?? ''}/${row.caseId}` : `/desk/persons/${row.personId}`
  const isLate = row.after !== null && row.after < today && (row.before === null || row.before >= today)
  return {
    href,
    cells: [
      row.title,
      row.number ?? '',
      nameOf(row, procedures, language),
      said(row.before),
      <>
        {said(row.after)} {isLate && <Tag tone="late">{t('dates.becomesLate')}</Tag>}
      </>,
    ],
  }
}

function nameOf({ procedure, name }: ShownDate, procedures: readonly Procedure[], language: Language): string {
  const known = procedures.find((one) => one.name === procedure)
  if (known) return known.words(language).find(`deadline.${name}`) ?? name
  const [clock = '', start] = name.split(':')
  const said = staysWords(language).find(`clock.${clock}`) ?? clock
  return start ? editionWords(language)('clock.start', { clock: said }) : said
}

function Turns({ language, address, late, first, next }: RunDatesProps) {
  const t = editionWords(language)
  if (first && !next) return null
  const query = late ? '?late=yes&' : '?'
  return (
    <Pager
      label={t('pages')}
      newer={first ? undefined : { href: late ? `${address}?late=yes` : address, text: t('pages.first') }}
      older={next ? { href: `${address}${query}after=${next}`, text: t('pages.next') } : undefined}
    />
  )
}

/** A confirmed change: by whom, how far the counting is, and which dates it moved. */
export function ChangePage(props: {
  readonly run: Run
  readonly edition: Edition | null
  readonly dates: RunDatesProps
  readonly language: Language
}) {
  const { run, edition, dates, language } = props
  const t = editionWords(language)
  const title = t('change.title', { edition: edition?.edition ?? '' })
  return (
    <>
      <Crumbs label={t('way')} steps={[{ text: t('title'), href: lawAddress }, { text: title }]} />
      <PageTitle title={title} lead={t('change.lead', { name: run.by.name, at: sayMoment(run.at, language) })} />
      {run.endedAt ? (
        <Notice tone="ok" role="status" title={t('change.ended')}>
          <p>{t('run.looked', { looked: run.lookedCases + run.lookedPersons, all: run.cases + run.persons })}</p>
        </Notice>
      ) : (
        <RunProgress run={run} language={language} />
      )}
      <RunDates {...dates} />
    </>
  )
}
