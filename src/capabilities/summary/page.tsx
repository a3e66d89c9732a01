import type { Day } from '../../platform/days.ts'
import type { Href } from '../../platform/jsx-runtime.ts'
import { sayDay } from '../../platform/words/saying-days.ts'
import { Actions, ButtonLink, Card, Cards, Muted, NumberList, PageTitle } from '../../ui/index.ts'
import type { Say } from './words.ts'

export const summaryAddress = '/desk/summary' as const

const names = [
  ...(['states', 'countries', 'programmes', 'visas', 'registrations', 'dates', 'open', 'overdue'] as const),
] as const

/** One question of the summary, answered in numbers. */
export interface Part {
  readonly name: (typeof names)[number]
  readonly rows: readonly { readonly text: string; readonly value: number; readonly href?: Href }[]
}

interface Props {
  readonly t: Say
  readonly today: Day
  readonly parts: readonly Part[]
}

/** Students by country, visas by state, what is late: each number leads to the list behind it. */
export function SummaryPage({ t, today, parts }: Props) {
  return (
    <>
      <PageTitle title={t('title')} lead={t('lead', { day: sayDay(today, t.language) })} />
      <Cards>
        {parts.map(({ name, rows }) => (
          <Card title={t(`part.${name}`)}>
            {t.find(`part.${name}.about`) && <Muted>{t.find(`part.${name}.about`)}</Muted>}
            {rows.length === 0 ? <p>{t(`none.${name}`)}</p> : <NumberList rows={rows} />}
          </Card>
        ))}
      </Cards>
      <Actions>
        <ButtonLink tone="soft" href={`${summaryAddress}/export.xlsx`}>
          XLSX
        </ButtonLink>
        <ButtonLink tone="soft" href={`${summaryAddress}/export.csv`}>
          CSV
        </ButtonLink>
      </Actions>
    </>
  )
}
