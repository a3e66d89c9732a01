import { sayDay } from '../../platform/words/saying-days.ts'
import { Main, Muted, PageTitle } from '../../ui/index.ts'
import type { DateRow, Filter } from './rules.ts'
import { sayKind, type Telling } from './said.tsx'
import { WallTable } from './wall-page.tsx'
import { datesWords } from './words.ts'

interface PrintProps {
  readonly rows: readonly DateRow[]
  readonly filter: Filter
  readonly telling: Telling
  readonly institution: string
  /** There are more than are printed. */
  readonly isCut: boolean
}

/** The wall on paper: what the filter shows, on which day it was so. */
export function PrintPage({ rows, filter, telling, institution, isCut }: PrintProps) {
  const t = datesWords(telling.language)
  const { language, today } = telling
  const said = [
    filter.kind && sayKind(filter.kind, telling),
    filter.state && t(`state.${filter.state}`),
    filter.within && t('filter.days', { days: filter.within }),
    filter.search,
  ].filter((part) => part)
  return (
    <Main>
      <PageTitle
        title={t('wall.title')}
        over={institution}
        lead={[t('print.asOf', { day: sayDay(today, language) }), ...said].join(' · ')}
      />
      {isCut && <Muted>{t('print.cut', { count: rows.length })}</Muted>}
      <WallTable rows={rows} filter={filter} telling={telling} hrefOf={() => undefined} />
    </Main>
  )
}
