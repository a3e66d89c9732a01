import type { Day } from '../../platform/days.ts'
import type { Href } from '../../platform/jsx-runtime.ts'
import { sayDay } from '../../platform/words/saying-days.ts'
import {
  Actions,
  ButtonLink,
  EmptyState,
  Filters,
  Link,
  Muted,
  Notice,
  Pager,
  PageTitle,
  SearchField,
  SelectField,
  Table,
  Tag,
  type Tone,
} from '../../ui/index.ts'
import { countryOptions } from '../cases/index.ts'
import type { Law } from '../law/index.ts'
import { type Overview, type OverviewFilter, queryOf, reasons, whyListed } from './overview-rules.ts'
import { passportAddress } from './person-page.tsx'
import { isTooLong, type Sight } from './sight-rules.ts'
import { passportsWords, type Say } from './words.ts'

export const passportsAddress: Href = '/desk/passports'

interface ListProps {
  readonly t: Say
  readonly law: Law
  readonly passports: readonly Overview[]
  readonly filter: OverviewFilter
  readonly next: OverviewFilter['after']
  /** Originals that are out of their owners' hands. */
  readonly out: readonly (Sight & { readonly name: string })[]
}

/** Passports that end too early, whose originals are away, and the way to each person. */
export function PassportsPage(props: ListProps) {
  const { t, passports, filter, next, law } = props
  const narrowed = queryOf({ ...filter, after: null }) !== ''
  const query = queryOf({ ...filter, after: null })
  return (
    <>
      <PageTitle title={t('passports.title')} lead={t('passports.lead')} />
      <Actions>
        <ButtonLink tone="soft" href="/desk/cases/passport-extension">
          {t('names')}
        </ButtonLink>
        <ButtonLink tone="soft" href="/desk/embassies">
          {t('embassies.title')}
        </ButtonLink>
      </Actions>
      <Away {...props} />
      <Narrowing {...props} />
      <Table
        caption={t('passports.title')}
        captionHidden
        columns={(['name', 'state', 'ends', 'visa', 'study', 'why'] as const).map((key) => ({
          key,
          text: t(`passports.${key}`),
          whole: key === 'visa',
        }))}
        rows={passports.map((one) => ({ href: passportAddress(one.personId), cells: cellsOf(one, props) }))}
        empty={
          <EmptyState
            title={t(narrowed ? 'passports.notFound' : 'passports.none')}
            text={t(narrowed ? 'passports.notFound.text' : 'passports.none.text')}
          />
        }
      />
      <Pager
        label={t('passports.pages')}
        newer={filter.after ? { href: `${passportsAddress}?${query}`, text: t('passports.first') } : undefined}
        older={
          next
            ? { href: `${passportsAddress}?${queryOf({ ...filter, after: next })}`, text: t('passports.more') }
            : undefined
        }
      />
      <p>
        <Muted>{t('passports.studyFrom', { rule: law.find('study.bachelor-length')?.text[t.language] ?? '–' })}</Muted>
      </p>
      {passports.length > 0 && (
        <Actions>
          <ButtonLink tone="soft" href={`${passportsAddress}/export.xlsx?${query}`}>
            {t('embassies.xlsx')}
          </ButtonLink>
        </Actions>
      )}
    </>
  )
}

const tones: Readonly<Record<ReturnType<typeof whyListed>[number], Tone>> = {
  ...{ ended: 'late', visa: 'due', study: 'wait', soon: 'due' },
}

function cellsOf(one: Overview, { t, law }: ListProps) {
  const on = (day: Day | null) => (day ? sayDay(day, t.language) : '–')
  return [
    one.name,
    law.country(one.country)?.name[t.language] ?? one.country,
    <>
      {on(one.ends)}
      {one.beginBy && <Muted> {t('passports.beginBy.day', { day: on(one.beginBy) })}</Muted>}
    </>,
    on(one.visaEnds),
    <>
      {on(one.studyEnds)}
      {one.studyEnds && !one.byContract && <Muted> {t('passports.byProgramme')}</Muted>}
    </>,
    <>
      {whyListed(one, law.day).map((why) => (
        <>
          <Tag tone={tones[why]}>{t(`passports.why.${why}`)}</Tag>{' '}
        </>
      ))}
      {one.extension && (
        <Link href={`/desk/cases/passport-extension/${one.extension.id}`}>
          {t('passports.extension')}: {passportsWords.byData(t.language)(`stage.${one.extension.stage}`)}
        </Link>
      )}
    </>,
  ]
}

// A university must not keep passports: what is out of its owner's hands longer than a day is said first, with the law.
function Away({ t, out, law }: ListProps) {
  if (out.length === 0) return null
  const long = out.filter((sight) => isTooLong(sight, law.day))
  return (
    <Notice tone={long.length > 0 ? 'late' : 'wait'} title={t('away.title', { count: out.length })}>
      {long.length > 0 && <PassportKeeping t={t} law={law} />}
      <ul>
        {out.map((sight) => (
          <li>
            <Link href={passportAddress(sight.personId)}>{sight.name}</Link>: {sayOut(t, sight)}{' '}
            {isTooLong(sight, law.day) && <Tag tone="late">{t('away.long')}</Tag>}
          </li>
        ))}
      </ul>
    </Notice>
  )
}

/** The law on keeping passports, with its source and whether anybody has verified it. */
export function PassportKeeping({ t, law }: { t: Say; law: Law }) {
  const rule = law.find('study.passport-keeping')
  if (!rule) return <p>{t('law.none')}</p>
  return (
    <p>
      {rule.text[t.language]}. <Muted>{t('law.source', { source: rule.source.join(', ') })}</Muted>{' '}
      {!rule.verified && <Tag tone="due">{t('law.unverified')}</Tag>}
    </p>
  )
}

/** Where an original went, and back by when. */
export function sayOut(t: Say, { out, seenOn }: Sight): string {
  const day = sayDay(seenOn, t.language)
  if (!out) return t('sight.atOnce', { day })
  const back = sayDay(out.backBy, t.language)
  return t('sight.out', { day, name: out.toWhom, matter: out.whatFor, back })
}

function Narrowing({ t, law, filter }: ListProps) {
  const own = passportsWords.byData(t.language)
  return (
    <Filters
      action={passportsAddress}
      label={t('embassies.narrow')}
      button={t('embassies.show')}
      reset={queryOf(filter) ? { href: passportsAddress, text: t('embassies.reset') } : undefined}
    >
      <SearchField name="q" label={t('passports.search')} value={filter.search} />
      <SelectField
        name="country"
        label={t('passports.state')}
        options={countryOptions(law, own, filter.country, t('passports.everyState'))}
      />
      <SelectField
        name="why"
        label={t('passports.why')}
        options={reasons.map((why) => ({ value: why, text: t(`passports.why.${why}`), selected: why === filter.why }))}
      />
    </Filters>
  )
}
