import { feedLinks } from '../capabilities/call-notices/index.ts'
import { findInstitution, type Institution, listInstitutions } from '../capabilities/institutions/index.ts'
import { newsFeed } from '../capabilities/news/index.ts'
import { menuOf, publicPages } from '../capabilities/pages/index.ts'
import type { DeskEntry } from '../platform/capability.ts'
import type { Child, Href } from '../platform/jsx-runtime.ts'
import type { Assets } from '../platform/web/assets.ts'
import { type Frame, ownAddress, type Page, type Visit } from '../platform/web/visit.ts'
import { languageNames, languages } from '../platform/words/languages.ts'
import {
  Bar,
  DeskFrame,
  Document,
  EvaluationBanner,
  FindField,
  Footer,
  type LanguageChoice,
  Main,
  type MenuGroup,
} from '../ui/index.ts'
import { homeOf } from './hosts.ts'
import { frameWords } from './words.ts'

/** Puts around a room's page what every page has: head, menus, languages, banner, foot. */
export function makeFrame(assets: Assets, desk: readonly DeskEntry[]): Frame {
  return async (visit, page) => {
    const key = page.institution ?? (page.frame === 'desk' ? visit.place('desk.open').institution : null)
    const institution = key ? await findInstitution(visit.house.database.shared, key) : null
    const others = await otherPlaces(visit)
    if (institution) assets.paint(institution.id, institution.colour)
    const styles = institution ? [assets.look, assets.colour(institution.id)] : [assets.look]
    const html = (
      <Document
        language={visit.language}
        title={page.title === '' ? 'Kopuro' : `${page.title} · ${institution?.short[visit.language] ?? 'Kopuro'}`}
        description={page.description}
        skip={frameWords(visit.language)('skip')}
        styles={styles}
        scripts={['page', ...(hasKeys(visit, page) ? ['keys'] : []), ...(page.modules ?? [])].map((name) =>
          assets.module(name),
        )}
        alternates={alternates(page, homeOf(visit.house, institution))}
        feeds={
          page.frame === 'site' && institution
            ? [...feedLinks(institution.id, visit.language), newsFeed(institution.id, visit.language)]
            : undefined
        }
        private={page.frame !== 'site'}
      >
        {visit.house.config.mode === 'evaluation' && (
          <EvaluationBanner text={frameWords(visit.language)('evaluation')} />
        )}
        {page.frame === 'desk' ? (
          <DeskPage visit={visit} page={page} institution={institution} desk={desk} others={others} />
        ) : (
          <BarPage
            visit={visit}
            page={page}
            institution={institution}
            others={others}
            own={await ownLinks(visit, key)}
          />
        )}
      </Document>
    )
    return html.text
  }
}

type Around = { visit: Visit; page: Page; institution: Institution | null; others: readonly Institution[] }

function BarPage({ visit, page, institution, others, own }: Around & { own: readonly OwnLink[] }) {
  const t = frameWords(visit.language)
  const home: Href = institution ? `/${institution.id}/${visit.language}/` : `/${visit.language}/`
  const links = institution && page.frame !== 'bare' ? siteLinks(visit, home, page.current, own) : []
  return (
    <>
      <Bar
        home={{ href: home, name: institution ? institution.short[visit.language] : t('brand') }}
        mark={institution?.mark}
        links={links}
        menu={t('menu')}
        languages={languageChoices(visit, page)}
        languagesLabel={t('languages')}
        account={page.frame === 'site' ? <a href="/my">{t('nav.my')}</a> : account(visit, others)}
      />
      {page.frame === 'site' ? page.body : <Main width="narrow">{page.body}</Main>}
      <Footer
        find={
          institution &&
          page.frame === 'site' && <FindField action={`${home}search`} label={t('find.site')} button={t('find')} />
        }
        columns={[
          ...(links.length > 0 ? [{ title: t('footer.find'), links: [...links, ...footLinks(visit, home)] }] : []),
          {
            title: t('brand'),
            links: [
              { href: institution?.host ? `${visit.house.url}/` : '/', text: t('footer.allInstitutions') },
              ...(worksNowhere(visit) ? [] : [{ href: '/desk', text: t('footer.staff') } as const]),
            ],
          },
        ]}
        text={t('footer.made')}
      />
    </>
  )
}

function DeskPage({ visit, page, institution, desk, others }: Around & { desk: readonly DeskEntry[] }) {
  const t = frameWords(visit.language)
  const group = (name: DeskEntry['group']): MenuGroup => ({
    heading: t(`group.${name}`),
    links: desk
      .filter((entry) => entry.group === name && visit.may(entry.needs))
      .toSorted((one, other) => (one.rank ?? 50) - (other.rank ?? 50))
      .filter((entry) => !entry.evaluationOnly || visit.house.config.mode === 'evaluation')
      .map((entry) => ({
        href: entry.href,
        text: entry.text(visit.language),
        current: page.current === entry.href,
        keyName: entry.keyName,
      })),
  })
  return (
    <DeskFrame
      brand={{ href: '/desk', name: t('brand'), under: institution?.short[visit.language] }}
      groups={[
        group('work'),
        group('cases'),
        ...(['partners', 'office', 'site', 'settings'] as const).map((name) => ({ ...group(name), folds: true })),
      ].filter(({ links }) => links.length > 0)}
      menu={t('menu')}
      languages={languageChoices(visit, page)}
      languagesLabel={t('languages')}
      find={visit.may('cases.read') && <Find visit={visit} page={page} />}
      account={
        <>
          {account(visit, others)}
          <a href="/desk/keys" data-key="?">
            {t('nav.keys')}
          </a>
        </>
      }
    >
      {page.body}
    </DeskFrame>
  )
}

// WCAG 2.1.4: whoever speaks to the machine switches single keys off, and is not sent what listens for them.
const hasKeys = (visit: Visit, page: Page) => page.frame === 'desk' && visit.kept('keys') !== 'off'

function Find({ visit, page }: { visit: Visit; page: Page }) {
  const here = visit.c.req.path === '/desk/search'
  const value = here ? visit.query('q')?.slice(0, 200).toWellFormed() : undefined
  return (
    <FindField
      action="/desk/search"
      label={frameWords(visit.language)('find')}
      value={value}
      keyName={hasKeys(visit, page) ? '/' : undefined}
    />
  )
}

/** A page that the office wrote and put into the menu. */
interface OwnLink {
  readonly path: string
  readonly text: string
}

async function ownLinks(visit: Visit, institution: string | null): Promise<readonly OwnLink[]> {
  if (!institution) return []
  const pages = menuOf(await publicPages(visit.within(institution)), visit.language)
  return pages.map(({ slug, content }) => ({ path: slug, text: content.title[visit.language] }))
}

function siteLinks(visit: Visit, home: Href, current: string | undefined, own: readonly OwnLink[]) {
  const t = frameWords(visit.language)
  const entries = [
    ['apply', 'nav.study'],
    ['programmes', 'nav.programmes'],
    ['partners', 'nav.partners'],
    ['calls', 'nav.calls'],
    ['news', 'nav.news'],
    ['about', 'nav.about'],
    ['search', 'find'],
  ] as const
  return [...entries.map(([path, key]) => ({ path, text: t(key) })), ...own].map(({ path, text }) => {
    const href: Href = `${home}${path}`
    return { href, text, current: current === href }
  })
}

/** What has no room in the bar stands at the foot of every page. */
function footLinks(visit: Visit, home: Href) {
  const t = frameWords(visit.language)
  const path = (['office', 'contacts', 'events'] as const).map((path) => ({ path, text: t(`nav.${path}`) }))
  return path.map(({ path, text }) => ({ href: `${home}${path}` as const, text }))
}

/** Where else somebody with roles in several institutions works. */
async function otherPlaces(visit: Visit): Promise<readonly Institution[]> {
  if (!visit.who || visit.who.institutions.length < 2) return []
  const { institutions, memberships } = visit.who
  const here = memberships[0]?.institution
  const all = await listInstitutions(visit.house.database.shared)
  return all.filter(({ id }) => id !== here && institutions.includes(id))
}

// Whoever has signed in as an applicant would find no page behind the office's door.
const worksNowhere = (visit: Visit) => visit.who?.institutions.length === 0

function account(visit: Visit, others: readonly Institution[]): Child {
  const t = frameWords(visit.language)
  if (!visit.who) return <a href="/sign-in">{t('nav.signIn')}</a>
  return (
    <>
      {worksNowhere(visit) && <a href="/my">{t('nav.my')}</a>}
      {others.map((other) => (
        <form method="post" action="/account/institution">
          <button type="submit" name="institution" value={other.id}>
            {t('nav.workAt', { name: other.short[visit.language] })}
          </button>
        </form>
      ))}
      <a href="/account">{visit.who.name || visit.who.email}</a>
      <form method="post" action="/sign-out">
        <button type="submit">{t('nav.signOut')}</button>
      </form>
    </>
  )
}

function languageChoices(visit: Visit, page: Page): LanguageChoice[] {
  return languages.map((language) => {
    const about = {
      text: language.toUpperCase(),
      label: languageNames[language],
      lang: language,
      current: language === visit.language,
    }
    const address = page.addresses?.[language]
    return address
      ? { ...about, href: hrefOf(address) }
      : { ...about, post: `/language?to=${encodeURIComponent(pageOf(visit))}` as const }
  })
}

/** The page as it is: with what was searched for, when it was not sent as a form. */
function pageOf({ c }: Visit): string {
  const { searchParams } = new URL(c.req.url)
  if (c.req.method !== 'GET' || searchParams.size === 0) return c.req.path
  if (!ownAddress(searchParams.get('to'))) searchParams.delete('to')
  return `${c.req.path}?${searchParams}`
}

function alternates(page: Page, url: string) {
  const { addresses } = page
  return addresses
    ? (page.writtenIn ?? languages).map((language) => ({ language, href: hrefOf(`${url}${addresses[language]}`) }))
    : undefined
}

function hrefOf(address: string): Href {
  return address
}
