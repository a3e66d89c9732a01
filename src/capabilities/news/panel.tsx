import { Card, Link, Section, Stack } from '../../ui/index.ts'
import type { Panel, View } from '../cases/index.ts'
import { type Audience, type Item, isCurrent, readable } from './rules.ts'
import { shownNews } from './store.ts'
import { newsWords } from './words.ts'

const audienceOf: Readonly<Record<string, Audience>> = {
  admission: 'applicants',
  ...{ registration: 'foreign-students', studyVisa: 'foreign-students', incoming: 'foreign-students' },
  ...{ passportExtension: 'foreign-students', departure: 'own-students', mobility: 'own-students' },
}

/** To whom somebody belongs, by what the office does for them. */
function audiencesOf(views: readonly View[]): Set<Audience> {
  return new Set(
    views.flatMap(({ procedure, standing }) => {
      // Whoever was admitted is a student and no applicant any more.
      if (procedure.name === 'admission' && standing.stage === 'admitted') return ['foreign-students']
      return audienceOf[procedure.name] ?? []
    }),
  )
}

/** Announcements for those whom they concern, above everything else on their own page. */
export const announcementPanel: Panel = {
  all: async (visit, views) => {
    const { house } = visit
    const staff = visit.account.memberships.map(({ institution }) => institution)
    const places = [...new Set([...views.map(({ institution }) => institution.id), ...staff])]
    const found: (readonly [string, Item])[] = []
    for (const place of places) {
      const own = audiencesOf(views.filter(({ institution }) => institution.id === place))
      if (staff.includes(place)) own.add('staff')
      const shown = await shownNews(visit.within(place), house.clock.now(), { kinds: ['announcement'], most: 50 })
      const concerned = shown.filter(({ live }) => live?.said.audiences.some((audience) => own.has(audience)))
      for (const item of concerned) if (isCurrent(item, house.clock.today())) found.push([place, item])
    }
    return found.length > 0 && <Announcements language={visit.language} found={found.slice(0, 5)} />
  },
}

type Props = { language: Parameters<typeof newsWords>[0]; found: readonly (readonly [string, Item])[] }

function Announcements({ language, found }: Props) {
  const t = newsWords(language)
  return (
    <Section title={t('my.title')}>
      <Stack>
        {found.map(([institution, { slug, live }]) => {
          const title = live && readable(live.said.title, language)
          return (
            title && (
              <Card>
                <Link href={`/${institution}/${language}/news/${slug}`} lang={title.lang}>
                  {title.text}
                </Link>
              </Card>
            )
          )
        })}
      </Stack>
    </Section>
  )
}
