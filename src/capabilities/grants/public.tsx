import type { Child, Href } from '../../platform/jsx-runtime.ts'
import { NotFound } from '../../platform/outcome.ts'
import { open, Routes } from '../../platform/web/routes.ts'
import type { Visit } from '../../platform/web/visit.ts'
import { foldWords } from '../../platform/words/fold.ts'
import { isLanguage, type Language } from '../../platform/words/languages.ts'
import { Card, EmptyState, Filters, Link, Main, PageTitle, SearchField, Section, Stack } from '../../ui/index.ts'
import { findInstitution } from '../institutions/index.ts'
import { academicYear } from './rules.ts'
import { type PublicReport, reportsOf } from './store.ts'
import { grantWords, type Say } from './words.ts'

export const reportsAddress = (institution: string, language: Language): Href => `/${institution}/${language}/reports`

/** What those who were there write for those who go next. */
export function publicRoutes(): Routes {
  return new Routes().get('/:institution/:language{(?:en|ru|ky)}/reports', open, show)
}

async function show(visit: Visit): Promise<Response> {
  const institution = await findInstitution(visit.house.database.shared, visit.param('institution'))
  const language = visit.param('language')
  if (!institution || !isLanguage(language)) throw new NotFound()
  const t = grantWords(language)
  const search = (visit.query('q') ?? '').trim().slice(0, 100)
  const wanted = foldWords(search)
  const all = await reportsOf(visit.within(institution.id), false)
  const reports = all.filter(({ text, host }) => {
    const words = foldWords(`${host} ${text}`)
    return wanted.every((word) => words.some((one) => one.startsWith(word)))
  })
  const here = (language: Language) => reportsAddress(institution.id, language)
  return visit.show({
    ...{ frame: 'site', institution: institution.id, title: t('reports.title'), description: t('reports.lead') },
    addresses: { en: here('en'), ru: here('ru'), ky: here('ky') },
    body: <ReportsPage {...{ t, search, reports, over: institution.name[language] }} here={here(language)} />,
  })
}

interface Props {
  readonly t: Say
  readonly over: string
  readonly here: Href
  readonly search: string
  readonly reports: readonly PublicReport[]
}

function ReportsPage({ t, over, here, search, reports }: Props) {
  return (
    <Main>
      <PageTitle title={t('reports.title')} over={over} lead={t('reports.lead')} />
      <Filters
        action={here}
        label={t('reports.find')}
        button={t('reports.show')}
        reset={search ? { href: here, text: t('reports.all') } : undefined}
      >
        <SearchField name="q" label={t('reports.find')} value={search} />
      </Filters>
      {reports.length === 0 && <EmptyState title={t('reports.none')} text={t('reports.noneText')} />}
      <Stack>
        {reports.map(({ text, name, host, from }) => (
          <Card title={[host, from && academicYear(from)].filter(Boolean).join(', ')} level={2}>
            {text.split(/\n+/).map((line) => (
              <p>{line}</p>
            ))}
            <p>{name ?? t('reports.nameless')}</p>
          </Card>
        ))}
      </Stack>
    </Main>
  )
}

/** Below the public list of calls: the way to the reports. */
export async function besideReports(visit: Visit, institution: string): Promise<Child> {
  const t = grantWords(visit.language)
  return (
    <Section title={t('reports.title')}>
      <p>
        <Link href={reportsAddress(institution, visit.language)}>{t('reports.lead')}</Link>
      </p>
    </Section>
  )
}
