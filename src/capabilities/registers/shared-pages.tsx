import type { Href } from '../../platform/jsx-runtime.ts'
import { Actions, ButtonLink, Muted, Notice, Pager, Tabs } from '../../ui/index.ts'
import type { RegisterSay } from './words.ts'
import type { RegisterYear } from './years.ts'

export function YearTabs(props: { t: RegisterSay; years: readonly RegisterYear[]; year: number; base: Href }) {
  if (props.years.length < 2) return null
  return (
    <Tabs
      label={props.t('years')}
      tabs={props.years.map(({ year, count }) => ({
        href: `${props.base}?year=${year}`,
        text: String(year),
        count,
        current: year === props.year,
      }))}
    />
  )
}

/** Whether the register has every number that was given. */
export function Whole({ t, year }: { t: RegisterSay; year: RegisterYear }) {
  const { count, last } = year
  if (count === 0 && last === 0) return null
  if (count === last) return <p>{t('whole', { count, last })}</p>
  return (
    <Notice tone="late" title={t('gap', { year: String(year.year), count, last })} role="alert">
      <p>{t('gapText')}</p>
    </Notice>
  )
}

export function Turns({ t, newest, older }: { t: RegisterSay; newest: Href | null; older: Href | null }) {
  if (!newest && !older) return null
  return (
    <Pager
      label={t('pages')}
      newer={newest ? { href: newest, text: t('newest') } : undefined}
      older={older ? { href: older, text: t('older') } : undefined}
    />
  )
}

/** What leaves the house: below the list, where it has been looked at. */
export function TakeAway({ t, xlsx, csv }: { t: RegisterSay; xlsx: Href; csv?: Href }) {
  return (
    <Actions>
      <Muted>{t('export.all')}</Muted>
      <ButtonLink tone="soft" href={xlsx}>
        {t('export.xlsx')}
      </ButtonLink>
      {csv && (
        <ButtonLink tone="soft" href={csv}>
          {t('export.csv')}
        </ButtonLink>
      )}
      <button class="btn soft" type="button" data-print hidden>
        {t('print')}
      </button>
    </Actions>
  )
}
