import type { Href } from '../../platform/jsx-runtime.ts'
import type { Language } from '../../platform/words/languages.ts'
import { sayDay } from '../../platform/words/saying-days.ts'
import {
  Actions,
  ButtonLink,
  Card,
  Cards,
  DescriptionList,
  EmptyState,
  Link,
  Main,
  Muted,
  PageTitle,
  Prose,
  Section,
} from '../../ui/index.ts'
import type { Institution } from '../institutions/index.ts'
import type { Law } from '../law/index.ts'
import { dayIn, type Edition, type Line, type LineKind, numberIn, type School, textIn, wordIn } from './rules.ts'
import { ByYear, Seats, sayCountry } from './shared.tsx'
import type { Say } from './words.ts'

export const publicAddress = (institution: string, language: Language, school?: string): Href =>
  `/${institution}/${language}/summer-schools${school ? `/${school}` : ''}`

interface ListProps {
  readonly t: Say
  readonly institution: Institution
  readonly schools: readonly School[]
}

/** The summer schools of an institution. */
export function SchoolsPage({ t, institution, schools }: ListProps) {
  return (
    <Main>
      <PageTitle title={t('public.title')} over={institution.name[t.language]} lead={t('public.lead')} />
      {schools.length === 0 && <EmptyState title={t('public.none')} text={t('public.none.text')} />}
      <Cards>
        {schools.map(({ id, name, goal }) => (
          <Card title={name[t.language]}>
            <p>{goal[t.language]}</p>
            <p>
              <Link href={publicAddress(institution.id, t.language, id)}>
                {t('public.more', { name: name[t.language] })}
              </Link>
            </p>
          </Card>
        ))}
      </Cards>
    </Main>
  )
}

export interface SchoolProps {
  readonly t: Say
  readonly law: Law
  readonly institution: Institution
  readonly school: School
  readonly editions: readonly Edition[]
  readonly lines: readonly Line[]
  /** Where one applies; null without a call. */
  readonly call: { readonly href: Href; readonly title: string; readonly isOpen: boolean } | null
}

/** One school: what it is for, how to take part, its years, and its news. */
export function SchoolPage(props: SchoolProps) {
  const { t, institution, school, editions } = props
  const { language } = t
  return (
    <Main>
      <p>
        <Link href={publicAddress(institution.id, language)}>{t('public.title')}</Link>
      </p>
      <PageTitle
        id={school.id}
        title={school.name[language]}
        over={institution.name[language]}
        lead={school.goal[language]}
      />
      <Prose>
        <p id="about">{school.about[language]}</p>
      </Prose>
      <DescriptionList rows={about(props)} />
      <Applying {...props} />
      <ByYear {...props} />
      {editions.map((edition) => (
        <OneYear {...props} edition={edition} />
      ))}
      <News {...props} />
    </Main>
  )
}

const ofKind = (lines: readonly Line[], kind: LineKind, year: number | null) =>
  lines.filter((line) => line.kind === kind && line.year === year)

function about({ t, school, lines }: SchoolProps) {
  const { language } = t
  const names = (kind: 'site' | 'member', field: string) =>
    ofKind(lines, kind, null)
      .map((line) => [wordIn(line, 'name'), textIn(line, field)?.[language]].filter(Boolean).join(', '))
      .join('; ')
  const sites = ofKind(lines, 'site', null).map((line) => textIn(line, 'name')?.[language] ?? '')
  const usual = school.ownUsual !== null && school.foreignUsual !== null
  return [
    { id: 'course', term: t('public.course'), value: school.course[language] },
    ...(school.weeks ? [{ id: 'weeks', term: t('school.weeks'), value: t('weeks', { count: school.weeks }) }] : []),
    ...(usual
      ? [
          {
            id: 'usual',
            term: t('school.usual'),
            value: t(school.foreignIsLeast ? 'usual.least' : 'usual', {
              ...{ own: school.ownUsual ?? 0, foreign: school.foreignUsual ?? 0 },
            }),
          },
        ]
      : []),
    ...(sites.length > 0 ? [{ id: 'sites', term: t('kind.site'), value: sites.join('; ') }] : []),
    ...(names('member', 'of') ? [{ id: 'members', term: t('kind.member'), value: names('member', 'of') }] : []),
  ]
}

function Applying({ t, call }: SchoolProps) {
  return (
    <Section title={t('apply.title')}>
      {call ? (
        <>
          <p>{t(call.isOpen ? 'apply.open' : 'apply.call')}</p>
          <Actions>
            <ButtonLink href={call.href} tone={call.isOpen ? 'main' : 'soft'}>
              {call.title}
            </ButtonLink>
          </Actions>
        </>
      ) : (
        <p>{t('apply.ask')}</p>
      )}
    </Section>
  )
}

function OneYear(props: SchoolProps & { readonly edition: Edition }) {
  const { t, law, lines, edition } = props
  const { language } = t
  const { year, number, from, to, openingDay, openingPlace } = edition
  const groups = ofKind(lines, 'group', year)
  const speakers = ofKind(lines, 'speaker', year)
  const rows = [
    ...(number ? [{ term: t('edition.number'), value: String(number) }] : []),
    ...(from || to ? [{ term: t('edition.days'), value: sayDays(t, edition) }] : []),
    ...groups.map((line) => ({ term: t(`side.${sideOf(line)}`), value: sayGroup(t, law, line) })),
    ...(openingPlace || openingDay
      ? [
          {
            term: t('edition.opening'),
            value: [openingDay && sayDay(openingDay, language), openingPlace?.[language]].filter(Boolean).join(', '),
          },
        ]
      : []),
    ...(speakers.length > 0
      ? [
          {
            term: t('kind.speaker'),
            value: (
              <ul>
                {speakers.map((line) => (
                  <li>{[wordIn(line, 'name'), textIn(line, 'post')?.[language]].filter(Boolean).join(', ')}</li>
                ))}
              </ul>
            ),
          },
        ]
      : []),
  ]
  return (
    <Section title={t('year', { year: String(year) })} id={`y${year}`}>
      {rows.length > 0 && <DescriptionList rows={rows} />}
      <Seats {...props} year={year} />
    </Section>
  )
}

export const sideOf = (line: Line) => (wordIn(line, 'side') === 'own' ? 'own' : 'foreign')

export function sayDays(t: Say, { from, to }: Pick<Edition, 'from' | 'to'>): string {
  return [from, to].flatMap((on) => (on ? sayDay(on, t.language) : [])).join(' – ')
}

export function sayGroup(t: Say, law: Law, line: Line): string {
  const arrived = dayIn(line, 'arrivedOn')
  return [
    t('people', { count: numberIn(line, 'count') ?? 0 }),
    sayCountry(law, wordIn(line, 'country'), t.language),
    arrived && t('arrived', { day: sayDay(arrived, t.language) }),
  ]
    .filter(Boolean)
    .join(', ')
}

function News({ t, lines }: SchoolProps) {
  const news = lines.filter(({ kind }) => kind === 'news')
  if (news.length === 0) return null
  return (
    <Section title={t('kind.news')} id="news">
      {news.map((line) => {
        const on = dayIn(line, 'on')
        return (
          <Prose>
            <h3>{textIn(line, 'title')?.[t.language]}</h3>
            {on && <Muted>{sayDay(on, t.language)}</Muted>}
            <p class="body">{textIn(line, 'text')?.[t.language]}</p>
          </Prose>
        )
      })}
    </Section>
  )
}
