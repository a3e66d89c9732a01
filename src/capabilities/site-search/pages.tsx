import type { Href, Html } from '../../platform/jsx-runtime.ts'
import type { FoundKind } from '../../platform/search-source.ts'
import { type Language, languages } from '../../platform/words/languages.ts'
import {
  Button,
  Form,
  FoundItem,
  FoundList,
  Link,
  Main,
  Notice,
  Pager,
  PageTitle,
  Prose,
  SearchField,
  Section,
  Snippet,
  Tabs,
} from '../../ui/index.ts'
import type { Institution } from '../institutions/index.ts'
import type { Entry } from './finding.ts'
import { marked, pageEntries, snippetOf } from './rules.ts'
import type { Say } from './words.ts'

export const searchAddress = (institution: string, language: string): Href => `/${institution}/${language}/search`

export interface Group {
  readonly kind: FoundKind
  readonly count: number
  /** Those that are shown. */
  readonly entries: readonly Entry[]
}

interface Props {
  readonly t: Say
  readonly institution: Institution
  /** As it was typed. */
  readonly text: string
  readonly known: ReadonlySet<string>
  /** All kinds of which something was found, with as many as are shown. */
  readonly groups: readonly Group[]
  /** Null: the page of all kinds. */
  readonly kind: FoundKind | null
  /** Counted from 1. */
  readonly page: number
  readonly isCut: boolean
}

/** What a visitor finds, by kind; without anything typed, how to search. */
export function SearchPage(props: Props): Html {
  const { t, institution, text, groups, isCut } = props
  return (
    <Main>
      <PageTitle title={t('title')} over={institution.name[t.language]} />
      <search>
        <Form action={searchAddress(institution.id, t.language)} method="get" label={t('title')}>
          <SearchField name="q" label={t('field')} hint={t('field.hint')} value={text} />
          <Button>{t('go')}</Button>
        </Form>
      </search>
      {text === '' && <Help {...props} title={t('help.title')} />}
      {text !== '' && groups.length === 0 && <Help {...props} title={t('none', { text })} isNone />}
      {groups.length > 0 && <KindTabs {...props} />}
      {isCut && (
        <Notice tone="quiet" role="note">
          <p>{t('cut')}</p>
        </Notice>
      )}
      {groups.map((group) => (
        <GroupSection {...props} group={group} />
      ))}
      <KindPager {...props} />
    </Main>
  )
}

const queryOf = (text: string, kind: FoundKind | null, page = 1) => {
  const query = new URLSearchParams({ q: text })
  if (kind) query.set('kind', kind)
  if (page > 1) query.set('page', String(page))
  return `?${query}`
}

function KindTabs({ t, institution, text, groups, kind }: Props) {
  const base = searchAddress(institution.id, t.language)
  const all = groups.reduce((sum, { count }) => sum + count, 0)
  return (
    <Tabs
      label={t('kinds')}
      tabs={[
        { href: `${base}${queryOf(text, null)}`, text: t('all'), count: all, current: kind === null },
        ...groups.map((group) => ({
          ...{ href: `${base}${queryOf(text, group.kind)}`, text: t(`kind.${group.kind}`), count: group.count },
          current: group.kind === kind,
        })),
      ]}
    />
  )
}

function GroupSection({ t, institution, text, known, kind, group }: Props & { group: Group }) {
  if (group.entries.length === 0) return null
  const base = searchAddress(institution.id, t.language)
  const more = kind === null && group.count > group.entries.length
  return (
    <Section title={t(`kind.${group.kind}`)}>
      <FoundList>
        {group.entries.map((entry) => (
          <Item entry={entry} known={known} institution={institution.id} language={t.language} />
        ))}
      </FoundList>
      {more && (
        <p>
          <Link href={`${base}${queryOf(text, group.kind)}`}>{t('more', { count: group.count })}</Link>
        </p>
      )}
    </Section>
  )
}

type ItemProps = { entry: Entry; known: ReadonlySet<string>; institution: string; language: Language }

function Item({ entry, known, institution, language }: ItemProps) {
  const { title, body, path } = entry
  const lang = [language, ...languages].find((one) => title[one] !== '') ?? language
  const snippet = snippetOf(body, known, language)
  return (
    <FoundItem
      title={<Snippet pieces={marked(title[lang], known)} lang={lang === language ? undefined : lang} />}
      href={`/${institution}/${language}/${path}`}
      text={snippet && <Snippet pieces={snippet.pieces} lang={snippet.lang === language ? undefined : snippet.lang} />}
    />
  )
}

function KindPager({ t, institution, text, groups, kind, page }: Props) {
  const count = groups.find((group) => group.kind === kind)?.count ?? 0
  const last = Math.ceil(count / pageEntries)
  if (last <= 1) return null
  const base = searchAddress(institution.id, t.language)
  return (
    <Pager
      label={t('pages')}
      text={t('page.of', { page, last })}
      newer={page > 1 ? { href: `${base}${queryOf(text, kind, page - 1)}`, text: t('page.before') } : undefined}
      older={page < last ? { href: `${base}${queryOf(text, kind, page + 1)}`, text: t('page.next') } : undefined}
    />
  )
}

/** How to find, and where most people want to go. */
function Help({ t, institution, title, isNone }: Props & { title: string; isNone?: boolean }) {
  const at = (path: string): Href => `/${institution.id}/${t.language}/${path}`
  const doors = ['apply', 'programmes', 'calls', 'partners', 'downloads', 'office', 'contacts'] as const
  return (
    <Section title={title}>
      <Prose>
        {isNone && <p>{t('none.text')}</p>}
        <p>{t('help.text')}</p>
        <ul>
          {doors.map((door) => (
            <li>
              <Link href={at(door)}>{t(`door.${door}`)}</Link>
            </li>
          ))}
        </ul>
        <p>
          <Link href={at('consultation')}>{t('help.ask')}</Link>
        </p>
      </Prose>
    </Section>
  )
}
