import type { Html } from '../../platform/jsx-runtime.ts'
import type { Page, Visit } from '../../platform/web/visit.ts'
import { foldWords } from '../../platform/words/fold.ts'
import { Door, Doors, Filters, Link, Main, PageTitle, Prose, SearchField, Section } from '../../ui/index.ts'
import { findInstitution, type Institution, listInstitutions } from '../institutions/index.ts'
import { isWritten } from './blocks.ts'
import { stepFrom } from './redirect-store.ts'
import { ends, foldPath, mostSteps } from './redirects.ts'
import { publicPages } from './store.ts'
import { pageWords } from './words.ts'

/** Where an old address leads by now; null when nobody has said so. */
export async function movedTo(visit: Visit): Promise<string | null> {
  const { method, url } = visit.c.req
  if (method !== 'GET' && method !== 'HEAD') return null
  const { pathname, search } = new URL(url)
  const [whole, bare] = [foldPath(pathname + search), foldPath(pathname)]
  if (!whole || !bare || bare === '/') return null
  return (await ledOn(visit, whole)) ?? (whole === bare ? null : await ledOn(visit, bare))
}

async function ledOn(visit: Visit, path: string): Promise<string | null> {
  const { database } = visit.house
  const institutions = await listInstitutions(database.shared)
  const own = institutions.filter(({ id }) => path.startsWith(`/${id}/`))
  for (const { id } of own.length > 0 ? own : institutions) {
    const known = new Map<string, string>()
    let at = path
    for (let step = 0; step < mostSteps; step += 1) {
      const next = await stepFrom(database.within(id), at)
      if (next === null) break
      known.set(at, next)
      at = next
    }
    if (known.size > 0) return ends(path, known)
  }
  return null
}

/** What a page that is not there says within an institution's site; null for an address that belongs to none. */
export async function lostPage(visit: Visit, hasSearch: boolean): Promise<Page | null> {
  const [, first = '', , ...rest] = visit.c.req.path.split('/')
  const institution = await findInstitution(visit.house.database.shared, first)
  if (!institution) return null
  const t = pageWords(visit.language)
  const sought = lastWord(rest)
  const near = await nearest(visit, institution, sought)
  const to = (page: string) => `/${institution.id}/${visit.language}/${page}`
  const address = (language: string) => `/${institution.id}/${language}/`
  const doors = ['programmes', 'calls', 'contacts'] as const
  return {
    frame: 'site',
    institution: institution.id,
    title: t('lost.title'),
    addresses: { en: address('en'), ru: address('ru'), ky: address('ky') },
    writtenIn: [],
    body: (
      <Main>
        <PageTitle title={t('lost.title')} over={institution.name[visit.language]} lead={t('lost.lead')} />
        {near.length > 0 && (
          <Section title={t('lost.near')}>
            <Prose>
              <ul>
                {near.map(({ word, title }) => (
                  <li>
                    <Link href={to(word)}>{title}</Link>
                  </li>
                ))}
              </ul>
            </Prose>
          </Section>
        )}
        {hasSearch && (
          <SearchHere action={to('search')} label={t('lost.search')} button={t('lost.find')} value={sought} />
        )}
        <Section title={t('lost.doors')}>
          <Doors>
            {doors.map((door) => (
              <Door title={t(`lost.${door}`)} text={t(`lost.${door}Text`)} href={to(door)} go={t('door.go')} />
            ))}
          </Doors>
        </Section>
      </Main>
    ),
  }
}

function SearchHere({
  action,
  label,
  button,
  value,
}: {
  action: string
  label: string
  button: string
  value: string
}): Html {
  return (
    <Filters action={action} label={label} button={button}>
      <SearchField name="q" label={label} value={value} />
    </Filters>
  )
}

function lastWord(parts: readonly string[]): string {
  const last = parts.findLast((part) => part !== '') ?? ''
  try {
    return decodeURIComponent(last)
      .replace(/\.(html?|php|aspx?)$/i, '')
      .replace(/[-_+]+/g, ' ')
      .slice(0, 100)
      .toWellFormed()
  } catch {
    return ''
  }
}

const builtIn = [
  'apply',
  'programmes',
  'partners',
  'calls',
  'about',
  'office',
  'contacts',
  'downloads',
  'funding',
] as const

interface Near {
  readonly word: string
  readonly title: string
}

/** The three pages whose names are nearest to what was sought, if they are near at all. */
async function nearest(visit: Visit, { id }: Institution, sought: string): Promise<readonly Near[]> {
  const { language } = visit
  const t = pageWords(language)
  const own = (await publicPages(visit.within(id)))
    .filter(({ content }) => isWritten(content, language))
    .map(({ slug, content }): Near => ({ word: slug, title: content.title[language] }))
  const known: readonly Near[] = [...own, ...builtIn.map((word): Near => ({ word, title: t(`place.${word}`) }))]
  const folded = foldWords(sought).join('')
  if (folded.length < 2) return []
  return known
    .map((one) => ({
      one,
      away: Math.min(...[one.word, one.title].map((name) => apart(folded, foldWords(name).join('')))),
    }))
    .filter(({ away }) => away <= Math.max(1, Math.floor(folded.length / 3)))
    .toSorted((a, b) => a.away - b.away)
    .slice(0, 3)
    .map(({ one }) => one)
}

/** How many letters have to be changed, put in or taken out to make one word the other; a beginning counts as near. */
export function apart(one: string, other: string): number {
  if (one.length > 3 && other.startsWith(one)) return 1
  let row = Array.from({ length: other.length + 1 }, (_, at) => at)
  for (const [at, letter] of [...one].entries()) {
    const next = [at + 1]
    for (let column = 1; column <= other.length; column += 1)
      next.push(
        Math.min(
          (row[column] ?? 0) + 1,
          (next[column - 1] ?? 0) + 1,
          (row[column - 1] ?? 0) + (letter === other[column - 1] ? 0 : 1),
        ),
      )
    row = next
  }
  return row[other.length] ?? 0
}
