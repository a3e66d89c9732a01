import { Link, Muted, Pictures, Section, Stack, Tile, Tiles } from '../../ui/index.ts'
import { NewsCard, newsAddress, newsWords } from '../news/index.ts'
import { publicEventsAddress, sayEventWhen } from '../outreach/index.ts'
import { addressOf } from './addresses.ts'
import type { Happenings } from './happenings.ts'
import type { Known } from './page.ts'

type Props = Known & { readonly happenings: Happenings }

/** What is new, what comes, and the world in numbers; a section of which there is nothing is not there. */
export function HomeHappenings(props: Props) {
  return (
    <>
      <News {...props} />
      <Events {...props} />
      <Numbers {...props} />
    </>
  )
}

function News({ t, institution, happenings: { news } }: Props) {
  if (news.items.length === 0) return null
  const { language } = t
  const all = <Link href={newsAddress(institution.id, language)}>{t('home.newsAll')}</Link>
  return (
    <Section title={t('home.news')} id="newest" action={all}>
      <Pictures>
        {news.items.map((item) => (
          <NewsCard {...{ institution, language, item }} t={newsWords(language)} pictures={news.pictures} />
        ))}
      </Pictures>
    </Section>
  )
}

function Events({ t, institution, happenings: { events } }: Props) {
  if (events.length === 0) return null
  const { language } = t
  const address = publicEventsAddress(institution.id, language)
  return (
    <Section title={t('home.events')} id="next" action={<Link href={address}>{t('home.eventsAll')}</Link>}>
      <Stack>
        {events.map((event) => (
          <article>
            <h3>
              <Link href={`${address}#${event.key}`}>{event.title[language]}</Link>
            </h3>
            <Muted>{[sayEventWhen(event, language), event.place?.[language]].filter(Boolean).join(' · ')}</Muted>
          </article>
        ))}
      </Stack>
    </Section>
  )
}

function Numbers({ t, institution, happenings: { numbers } }: Props) {
  const { partners, countries, agreements, moreThan } = numbers
  if (partners + agreements + (moreThan ?? 0) === 0) return null
  const address = addressOf(institution.id, t.language, 'partners')
  const signed = moreThan ? t('home.moreThan', { count: moreThan }) : agreements
  return (
    <Section title={t('home.world')} id="world">
      <Tiles>
        {partners > 0 && <Tile text={t('home.partners')} value={partners} href={address} />}
        {countries > 0 && <Tile text={t('home.countries')} value={countries} />}
        {signed !== 0 && <Tile text={t('home.agreements')} value={signed} href={`${address}#agreements`} />}
      </Tiles>
    </Section>
  )
}
