import { dayOf } from '../../platform/days.ts'
import type { Href } from '../../platform/jsx-runtime.ts'
import { sayDay } from '../../platform/words/saying-days.ts'
import {
  Cards,
  EmptyState,
  Filters,
  Link,
  Main,
  Muted,
  Pager,
  PageTitle,
  Person,
  SearchField,
  Section,
} from '../../ui/index.ts'
import type { Institution } from '../institutions/index.ts'
import type { Law } from '../law/index.ts'
import type { Alumnus } from './rules.ts'
import type { Say } from './words.ts'

interface Props {
  readonly t: Say
  readonly law: Law
  readonly institution: Institution
  readonly alumni: readonly Alumnus[]
  readonly search: string
  readonly page: number
  readonly pages: number
}

export const publicAddress = (institution: string, language: string): Href => `/${institution}/${language}/alumni`

/** Graduates by year: the record as it stood, and apart from it what is known today. */
export function PublicAlumniPage(props: Props) {
  const { t, institution, alumni, search } = props
  const years = Map.groupBy(alumni, ({ year }) => year)
  const address = publicAddress(institution.id, t.language)
  return (
    <Main>
      <PageTitle title={t('public.title')} over={institution.name[t.language]} lead={t('public.lead')} />
      {(alumni.length > 8 || search !== '') && (
        <Filters
          action={address}
          label={t('public.find')}
          button={t('public.show')}
          reset={search ? { href: address, text: t('public.all') } : undefined}
        >
          <SearchField name="q" label={t('public.find')} value={search} hint={t('public.findHint')} />
        </Filters>
      )}
      {alumni.length === 0 && (
        <EmptyState
          title={t(search ? 'public.noneFound' : 'public.none')}
          text={t(search ? 'public.noneFoundText' : 'public.noneText')}
        />
      )}
      {[...years].map(([year, all]) => (
        <Section title={t('public.year', { year: String(year) })} id={`y${year}`}>
          <Cards>
            {all.map((one) => (
              <Graduate {...props} one={one} />
            ))}
          </Cards>
        </Section>
      ))}
      <Turning {...props} />
      <p>
        {t('public.own')} <Link href={`/${institution.id}/${t.language}/contacts`}>{t('public.write')}</Link>
      </p>
    </Main>
  )
}

function Graduate({ t, law, institution, one }: Props & { one: Alumnus }) {
  const { language } = t
  const country = (code: string | null) => (code ? (law.country(code)?.name[language] ?? code) : null)
  const known = one.known && [one.known.post, country(one.known.country)].filter(Boolean).join(', ')
  return (
    <Person
      id={one.key ?? one.id}
      name={one.name}
      post={[one.direction[language], one.year].join(', ')}
      text={
        <>
          {one.directionEnded && <Muted>{t('public.ended')} </Muted>}
          {[one.degree?.[language], one.post?.[language], one.post ? null : country(one.country)]
            .filter(Boolean)
            .join('. ')}
          {one.staffId && (
            <>
              {' '}
              <Link href={`/${institution.id}/${language}/office#${one.staffId}`}>{t('public.worksHere')}</Link>
            </>
          )}
          {one.known && known && (
            <>
              <br />
              <b>{t('public.today', { day: sayDay(dayOf(one.known.at), language) })}</b> {known}
            </>
          )}
        </>
      }
    />
  )
}

function Turning({ t, institution, search, page, pages }: Props) {
  if (pages < 2) return null
  const to = (turned: number): Href => {
    const query = new URLSearchParams({ ...(search ? { q: search } : {}), page: String(turned) })
    return `${publicAddress(institution.id, t.language)}?${query}`
  }
  return (
    <Pager
      label={t('list.pages')}
      newer={page > 1 ? { href: to(page - 1), text: t('public.newer') } : undefined}
      older={page < pages ? { href: to(page + 1), text: t('public.older') } : undefined}
    />
  )
}
