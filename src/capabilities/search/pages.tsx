import type { Href } from '../../platform/jsx-runtime.ts'
import { join } from '../../platform/jsx-runtime.ts'
import type { Language } from '../../platform/words/languages.ts'
import { sayDay } from '../../platform/words/saying-days.ts'
import {
  Actions,
  ButtonLink,
  EmptyState,
  FoundItem,
  FoundList,
  Notice,
  Pager,
  PageTitle,
  Section,
} from '../../ui/index.ts'
import type { Procedure } from '../cases/index.ts'
import { caseAddress, type Item } from './details.ts'
import { type Kind, mostItems, pageItems } from './rules.ts'
import type { FoundCase } from './store.ts'
import type { SearchSay } from './words.ts'

export interface Group {
  readonly kind: Kind
  readonly items: readonly Item[]
  readonly count: number
}

interface ResultsProps {
  readonly t: SearchSay
  readonly text: string
  readonly procedures: readonly Procedure[]
  readonly countryName: (code: string) => string | null
  readonly groups: readonly Group[]
}

export const searchAddress = (text: string, more: Readonly<Record<string, string>> = {}): Href =>
  `/desk/search?${new URLSearchParams({ q: text, ...more })}`

/** What was found, kind by kind, the nearest first. */
export function ResultsPage(props: ResultsProps) {
  const { t, text, groups } = props
  return (
    <>
      <PageTitle title={t('title')} lead={t('lead', { text })} />
      {groups.map((group) => (
        <Section
          title={`${t(group.kind)} ${sayCount(group.count)}`}
          action={
            group.count > group.items.length && (
              <a href={searchAddress(text, { kind: group.kind })}>{t('all', { count: sayCount(group.count) })}</a>
            )
          }
        >
          <Items {...props} items={group.items} />
        </Section>
      ))}
    </>
  )
}

/** All of one kind, page by page, as far as anybody leafs. */
export function KindPage(props: ResultsProps & { page: number }) {
  const { t, text, page, groups } = props
  const [group] = groups
  if (!group) return <NothingPage {...props} />
  const from = (page - 1) * pageItems
  const last = Math.min(group.count, mostItems)
  const to = Math.min(from + pageItems, last)
  const turn = (to: number, word: 'newer' | 'older') => ({
    href: searchAddress(text, { kind: group.kind, page: String(to) }),
    text: t(word),
  })
  return (
    <>
      <PageTitle title={`${t(group.kind)} ${sayCount(group.count)}`} lead={t('lead', { text })} />
      <p>
        <a href={searchAddress(text)}>{t('allKinds')}</a>
      </p>
      <Items {...props} items={group.items} />
      {group.count > mostItems && (
        <Notice tone="wait">
          <p>{t('tooMany', { count: mostItems })}</p>
        </Notice>
      )}
      <Pager
        label={t('pages')}
        text={t('page', { from: from + 1, to, count: sayCount(group.count) })}
        newer={page > 1 ? turn(page - 1, 'newer') : undefined}
        older={to < last ? turn(page + 1, 'older') : undefined}
      />
    </>
  )
}

// Counted up to a bound: beyond it the number would be a guess.
const sayCount = (count: number) => (count > mostItems ? `${mostItems}+` : String(count))

function Items(props: ResultsProps & { items: readonly Item[] }) {
  return (
    <FoundList>
      {props.items.map((item) => (
        <FoundItem title={item.title} href={item.href} text={about(item, props)} why={whyText(props.t, item)}>
          {item.cases && <Cases cases={item.cases} {...props} />}
        </FoundItem>
      ))}
    </FoundList>
  )
}

function whyText(t: SearchSay, { why }: Item) {
  return why ? t(`why.${why.near}`, { spelling: why.spelling }) : undefined
}

function about(item: Item, { t, procedures, countryName }: ResultsProps): string {
  const parts = [
    item.kind === 'papers' ? t('paper', { number: item.about ?? '' }) : item.about,
    item.birthDay && t('born', { day: sayDay(item.birthDay, t.language) }),
    item.citizenship && countryName(item.citizenship),
    item.day && t('issued', { day: sayDay(item.day, t.language) }),
    item.case && caseText(t, procedures, item.case),
  ]
  return parts.filter(Boolean).join(' · ')
}

function caseText(t: SearchSay, procedures: readonly Procedure[], { procedure, number, stage }: FoundCase): string {
  const say = procedures.find(({ name }) => name === procedure)?.words(t.language)
  return t('case', { number: number ?? '', stage: say?.find(`stage.${stage}`) ?? stage })
}

function Cases({ t, procedures, cases }: ResultsProps & { cases: readonly FoundCase[] }) {
  return (
    <>
      {join(
        cases.map((one) => <a href={caseAddress(one)}>{caseText(t, procedures, one)}</a>),
        '; ',
      )}
    </>
  )
}

interface NothingProps {
  readonly t: SearchSay
  readonly text: string
  readonly procedures: readonly Procedure[]
  readonly mayLook?: boolean
}

/** Nothing typed yet: what can be searched for. */
export function AskPage({ t, mayLook }: Pick<NothingProps, 't' | 'mayLook'>) {
  return (
    <>
      <PageTitle title={t('title')} />
      <EmptyState title={t('ask.title')} text={t(mayLook ? 'ask.text' : 'ask.guarded')} />
    </>
  )
}

/** Nothing found, and what to try instead. */
export function NothingPage({ t, text, procedures }: NothingProps) {
  const language: Language = t.language
  return (
    <>
      <PageTitle title={t('title')} lead={t('lead', { text })} />
      <EmptyState
        title={t('none.title')}
        text={t('none.text')}
        action={
          <Actions>
            {procedures.map(({ name, words }) => (
              <ButtonLink tone="soft" href={`/desk/cases/${name}`}>
                {t('none.list', { name: words(language)('names') })}
              </ButtonLink>
            ))}
          </Actions>
        }
      />
    </>
  )
}
