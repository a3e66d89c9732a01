import type { Day } from '../../platform/days.ts'
import type { Href, Html } from '../../platform/jsx-runtime.ts'
import {
  Card,
  DescriptionList,
  EmptyState,
  Filters,
  Link,
  Main,
  Muted,
  Notice,
  Pager,
  PageTitle,
  PictureCard,
  Picture as PictureFigure,
  Pictures,
  Section,
  SelectField,
  Stack,
} from '../../ui/index.ts'
import { type Picture, type PublicPlace, sourceOf } from '../galleries/index.ts'
import type { Law } from '../law/index.ts'
import { type Audience, audiences, type Item, isOver, type Kind, newsOfPage, readable, yearOf } from './rules.ts'
import { detailsOf, NewsBody, sayWhen, titleOf } from './telling.tsx'
import type { Say } from './words.ts'

export const newsAddress = (institution: string, language: string): Href => `/${institution}/${language}/news`
export const achievementsAddress = (institution: string, language: string): Href =>
  `/${institution}/${language}/achievements`

export interface NewsListProps extends PublicPlace {
  readonly t: Say
  readonly items: readonly Item[]
  readonly pictures: ReadonlyMap<string, Picture>
  readonly kind: Kind | null
  readonly audience: Audience | null
  /** Counted from 1. */
  readonly page: number
  readonly hasMore: boolean
}

/** News, announcements and publications, the newest first. */
export function NewsPage(props: NewsListProps): Html {
  const { t, institution, language, items } = props
  return (
    <Main>
      <PageTitle title={t('public.title')} over={institution.name[language]} lead={t('public.lead')} />
      <NewsFilters {...props} />
      {items.length === 0 && (
        <EmptyState title={t('public.none')} text={t(isNarrow(props) ? 'public.noneHere' : 'public.noneText')} />
      )}
      <Pictures>
        {items.map((item) => (
          <NewsCard {...props} item={item} />
        ))}
      </Pictures>
      <NewsPager {...props} />
      <p>
        <Link href={achievementsAddress(institution.id, language)}>{t('achievements.title')}</Link>
        {' · '}
        <Link href={`/${institution.id}/${language}/galleries`}>{t('public.galleries')}</Link>
        {' · '}
        <Link href={`/${institution.id}/${language}/questions`}>{t('public.questions')}</Link>
        {' · '}
        <Link href={`${newsAddress(institution.id, language)}/feed.xml`}>{t('feed.link')}</Link>
      </p>
    </Main>
  )
}

const isNarrow = ({ kind, audience }: NewsListProps) => kind !== null || audience !== null

/** One item among others; its id is what a pack calls it. */
export function NewsCard({
  t,
  institution,
  language,
  item,
  pictures,
}: PublicPlace & { t: Say; item: Item; pictures: ReadonlyMap<string, Picture> }) {
  const said = item.live?.said ?? item.said
  const picture = said.picture ? pictures.get(said.picture) : undefined
  const when = sayWhen(said.on, language) || said.onNote?.[language]
  return (
    <div id={item.slug}>
      <PictureCard
        href={`${newsAddress(institution.id, language)}/${item.slug}`}
        title={titleOf(said, language)}
        lang={readable(said.title, language)?.lang}
        text={[t(`kind.${item.kind}`), when].filter(Boolean).join(' · ')}
        picture={picture && sourceOf(institution.id, picture, language)}
      />
    </div>
  )
}

function NewsFilters(props: NewsListProps) {
  const { t, institution, language, kind, audience } = props
  const address = newsAddress(institution.id, language)
  const everything = { value: '', text: t('filter.all') }
  return (
    <Filters
      action={address}
      label={t('filter.title')}
      button={t('filter.go')}
      reset={isNarrow(props) ? { href: address, text: t('filter.reset') } : undefined}
    >
      <SelectField
        name="kind"
        label={t('field.kind')}
        options={[
          everything,
          ...newsOfPage.map((one) => ({ value: one, text: t(`kinds.${one}`), selected: one === kind })),
        ]}
      />
      <SelectField
        name="for"
        label={t('field.audiences')}
        options={[
          everything,
          ...audiences.map((one) => ({ value: one, text: t(`audience.${one}`), selected: one === audience })),
        ]}
      />
    </Filters>
  )
}

function NewsPager({ t, institution, language, kind, audience, page, hasMore }: NewsListProps) {
  if (page === 1 && !hasMore) return null
  const at = (other: number): Href => {
    const query = new URLSearchParams({ kind: kind ?? '', for: audience ?? '', page: String(other) })
    return `${newsAddress(institution.id, language)}?${query}`
  }
  return (
    <Pager
      label={t('page.label')}
      text={t('page.at', { page })}
      newer={page > 1 ? { href: at(page - 1), text: t('page.newer') } : undefined}
      older={hasMore ? { href: at(page + 1), text: t('page.older') } : undefined}
    />
  )
}

interface ItemProps extends PublicPlace {
  readonly t: Say
  readonly law: Law
  readonly item: Item
  readonly picture: Picture | null
  readonly today: Day
}

/** One item, as visitors read and print it. */
export function NewsItemPage({ t, law, institution, language, item, picture, today }: ItemProps): Html {
  const said = item.live?.said ?? item.said
  const back =
    item.kind === 'achievement' || item.kind === 'trip' || item.kind === 'statement'
      ? { href: achievementsAddress(institution.id, language), text: t('achievements.title') }
      : { href: newsAddress(institution.id, language), text: t('public.title') }
  return (
    <Main>
      <div id={item.slug}>
        <Stack>
          <PageTitle
            title={<span lang={readable(said.title, language)?.lang}>{titleOf(said, language)}</span>}
            over={[t(`kind.${item.kind}`), sayWhen(said.on, language)].filter(Boolean).join(' · ')}
          />
          {isOver(item, today) && (
            <Notice tone="quiet" role="note">
              <p>{t('public.over')}</p>
            </Notice>
          )}
          {picture && (
            <PictureFigure {...sourceOf(institution.id, picture, language)} caption={picture.caption?.[language]} />
          )}
          <NewsBody t={t} said={said} />
          <DescriptionList rows={detailsOf(t, law, item.kind, said)} />
          {said.audiences.length > 0 && (
            <Muted>{t('public.for', { who: said.audiences.map((one) => t(`audience.${one}`)).join(', ') })}</Muted>
          )}
        </Stack>
      </div>
      <p>
        <Link href={back.href}>{back.text}</Link>
      </p>
    </Main>
  )
}

interface AchievementsProps extends PublicPlace {
  readonly t: Say
  readonly law: Law
  readonly items: readonly Item[]
}

/** Achievements and awards by year, what students take part in, and their trips. */
export function AchievementsPage({ t, law, institution, language, items }: AchievementsProps): Html {
  const of = (kind: Kind) => items.filter((item) => item.kind === kind)
  const won = of('achievement')
  const years = Map.groupBy(won, (item) => yearOf(item.live?.said ?? item.said))
  return (
    <Main>
      <PageTitle title={t('achievements.title')} over={institution.name[language]} lead={t('achievements.lead')} />
      {items.length === 0 && <EmptyState title={t('achievements.none')} text={t('achievements.noneText')} />}
      {of('statement').map((item) => (
        <div id={item.slug}>
          <NewsBody t={t} said={item.live?.said ?? item.said} />
        </div>
      ))}
      {[...years].map(([year, all]) => (
        <Section title={year || t('achievements.noYear')} id={`year-${year || 'unknown'}`}>
          <Stack>
            {all.map((item) => (
              <Line {...{ t, law, institution, language, item }} />
            ))}
          </Stack>
        </Section>
      ))}
      {of('trip').length > 0 && (
        <Section title={t('trips.title')} id="trips">
          <Stack>
            {of('trip').map((item) => (
              <Line {...{ t, law, institution, language, item }} />
            ))}
          </Stack>
        </Section>
      )}
      <p>
        <Link href={newsAddress(institution.id, language)}>{t('public.title')}</Link>
      </p>
    </Main>
  )
}

function Line({ t, law, institution, language, item }: Omit<AchievementsProps, 'items'> & { item: Item }) {
  const said = item.live?.said ?? item.said
  return (
    <div id={item.slug}>
      <Card>
        <h3>
          <Link href={`${newsAddress(institution.id, language)}/${item.slug}`}>{titleOf(said, language)}</Link>
        </h3>
        <NewsBody t={t} said={said} />
        <DescriptionList rows={detailsOf(t, law, item.kind, said)} />
      </Card>
    </div>
  )
}
