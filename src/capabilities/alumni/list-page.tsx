import { dayOf } from '../../platform/days.ts'
import type { Href } from '../../platform/jsx-runtime.ts'
import { sayDay } from '../../platform/words/saying-days.ts'
import {
  Actions,
  ButtonLink,
  EmptyState,
  Filters,
  Muted,
  Notice,
  Pager,
  PageTitle,
  SearchField,
  SelectField,
  Table,
  Tag,
} from '../../ui/index.ts'
import type { Law } from '../law/index.ts'
import { type Alumnus, consents, type Filter, queryOf } from './rules.ts'
import type { Say } from './words.ts'

export const alumniAddress: Href = '/desk/alumni'

interface ListProps {
  readonly t: Say
  readonly law: Law
  readonly alumni: readonly Alumnus[]
  readonly filter: Filter
  readonly next: string | null
  readonly years: readonly number[]
  readonly countries: readonly string[]
  readonly mayEdit: boolean
  readonly done: string | null
}

function addressOf(filter: Filter, part: '' | '/export.xlsx' | '/export.csv' | '/mail' = ''): Href {
  const query = queryOf(filter)
  return `${alumniAddress}${part}${query && '?'}${query}`
}

/** The register of graduates. */
export function AlumniPage(props: ListProps) {
  const { t, alumni, filter, next, mayEdit, done } = props
  const narrowed = queryOf({ ...filter, after: null }) !== ''
  const whole = { ...filter, after: null }
  return (
    <>
      <PageTitle title={t('list.title')} lead={t('list.lead')} />
      {done && <Notice tone="ok" role="status" title={done} />}
      {mayEdit && (
        <Actions>
          <ButtonLink href={`${alumniAddress}/new`}>{t('list.add')}</ButtonLink>
          <ButtonLink tone="soft" href={`${alumniAddress}/graduates`}>
            {t('graduates.title')}
          </ButtonLink>
          <ButtonLink tone="soft" href={`${alumniAddress}/sheet`}>
            {t('sheet.title')}
          </ButtonLink>
          <ButtonLink tone="soft" href={addressOf(whole, '/mail')}>
            {t('mail.title')}
          </ButtonLink>
        </Actions>
      )}
      <Narrowing {...props} />
      <Table
        caption={t('list.title')}
        captionHidden
        columns={(['name', 'direction', 'year', 'today', 'consent'] as const).map((key) => ({
          key,
          text: t(`alumnus.${key}`),
        }))}
        rows={alumni.map((one) => ({ href: `${alumniAddress}/${one.id}`, cells: cellsOf(one, props) }))}
        empty={
          <EmptyState
            title={t(narrowed ? 'list.none.title' : 'list.empty.title')}
            text={t(narrowed ? 'list.none.text' : 'list.empty.text')}
          />
        }
      />
      <Pager
        label={t('list.pages')}
        newer={filter.after ? { href: addressOf(whole), text: t('list.first') } : undefined}
        older={next ? { href: addressOf({ ...filter, after: next }), text: t('list.more') } : undefined}
      />
      {alumni.length > 0 && (
        <Actions>
          <Muted>{t('list.export')}</Muted>
          <ButtonLink tone="soft" href={addressOf(whole, '/export.xlsx')}>
            {t('list.xlsx')}
          </ButtonLink>
          <ButtonLink tone="soft" href={addressOf(whole, '/export.csv')}>
            {t('list.csv')}
          </ButtonLink>
        </Actions>
      )}
    </>
  )
}

export const sayCountry = (law: Law, t: Say, code: string | null) =>
  code ? (law.country(code)?.name[t.language] ?? code) : ''

function cellsOf(one: Alumnus, { t, law }: ListProps) {
  const { known, post } = one
  const today = known
    ? [known.post, sayCountry(law, t, known.country), sayDay(dayOf(known.at), t.language)]
    : [post ? t('list.then', { post: post[t.language] }) : '', sayCountry(law, t, one.country)]
  return [
    one.name,
    one.direction[t.language],
    String(one.year),
    today.filter(Boolean).join(', ') || '–',
    <ConsentTag t={t} one={one} />,
  ]
}

/** What the office may do with what it knows of somebody. */
export function ConsentTag({ t, one }: { t: Say; one: Alumnus }) {
  const { consent, key } = one
  if (!consent) return <Tag tone={key ? 'wait' : 'quiet'}>{t(key ? 'consent.page' : 'consent.none')}</Tag>
  const agreed = [
    ...(consent.directory ? (['directory'] as const) : []),
    ...(consent.mails ? (['mails'] as const) : []),
  ]
  if (agreed.length === 0) return <Tag tone="quiet">{t('consent.withdrawn')}</Tag>
  return <Tag tone="ok">{agreed.map((what) => t(`consent.${what}`)).join(', ')}</Tag>
}

function Narrowing({ t, law, filter, years, countries }: ListProps) {
  const any = { value: '', text: t('list.any') }
  const marked = (chosen: string) => (option: { value: string; text: string }) => {
    return { ...option, selected: option.value === chosen }
  }
  return (
    <Filters
      action={alumniAddress}
      label={t('list.narrow')}
      button={t('list.show')}
      reset={queryOf(filter) ? { href: alumniAddress, text: t('list.reset') } : undefined}
    >
      <SearchField name="search" label={t('list.search')} value={filter.search} />
      <SelectField
        name="year"
        label={t('alumnus.year')}
        options={[any, ...years.map((year) => ({ value: String(year), text: String(year) }))].map(
          marked(String(filter.year ?? '')),
        )}
      />
      <SelectField
        name="country"
        label={t('alumnus.country')}
        options={[any, ...countries.map((code) => ({ value: code, text: sayCountry(law, t, code) }))].map(
          marked(filter.country ?? ''),
        )}
      />
      <SelectField
        name="consent"
        label={t('alumnus.consent')}
        options={[any, ...consents.map((value) => ({ value, text: t(`filter.${value}`) }))].map(
          marked(filter.consent ?? ''),
        )}
      />
      <SelectField
        name="archived"
        label={t('list.which')}
        options={[
          { value: '', text: t('list.inUse') },
          { value: 'yes', text: t('list.archived'), selected: filter.archived },
        ]}
      />
    </Filters>
  )
}
