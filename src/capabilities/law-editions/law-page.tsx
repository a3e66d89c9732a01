import type { Day } from '../../platform/days.ts'
import type { Language } from '../../platform/words/languages.ts'
import { sayMoment } from '../../platform/words/saying-days.ts'
import {
  ButtonLink,
  EmptyState,
  Filters,
  Item,
  More,
  Muted,
  Notice,
  PageTitle,
  SearchField,
  Section,
  SelectField,
  Table,
} from '../../ui/index.ts'
import type { LawBook, Rule, VisaKind } from '../law/index.ts'
import type { RefusedPack } from '../packs/index.ts'
import { shows, topicOf, type Wish } from './rules.ts'
import { editionAddress, lawAddress, ruleAddress, sayAmount, sayValidity, Verified } from './shared-pages.tsx'
import type { Edition, Run } from './store.ts'
import { editionWords } from './words.ts'

export interface LawPageProps {
  readonly language: Language
  readonly today: Day
  readonly book: LawBook
  readonly inUse: string
  readonly editions: readonly Edition[]
  readonly changes: readonly Run[]
  readonly refused: readonly RefusedPack[]
  readonly wish: Wish
  readonly rules: readonly Rule[]
  readonly kinds: readonly VisaKind[]
  readonly endingCount: number
}

/** The edition in use, what waits, and every rule with where it comes from. */
export function LawPage(props: LawPageProps) {
  const { language, book, editions, inUse, wish, rules, endingCount } = props
  const t = editionWords(language)
  const used = editions.find(({ hash }) => hash === inUse)
  const newest = editions[0]
  return (
    <>
      <PageTitle title={t('title')} lead={t('lead', { edition: book.edition })} />
      <Refused {...props} />
      {newest && used && newest.turn > used.turn && (
        <Notice tone="due" title={t('proposed', { edition: newest.edition })}>
          <p>{t('proposed.text', { at: sayMoment(newest.loadedAt, language) })}</p>
          <p>
            <a href={editionAddress(newest.hash)}>{t('proposed.look')}</a>
          </p>
        </Notice>
      )}
      {endingCount > 0 && wish.show !== 'ending' && (
        <Notice tone="due">
          <p>
            {t('ending.text', { count: endingCount })} <a href={`${lawAddress}?show=ending`}>{t('ending.look')}</a>
          </p>
        </Notice>
      )}
      <Filters action={lawAddress} button={t('search.go')} label={t('search.label')}>
        <SearchField name="search" label={t('search.what')} value={wish.search} />
        <SelectField
          name="show"
          label={t('search.show')}
          options={shows.map((show) => ({ value: show, text: t(`show.${show}`), selected: show === wish.show }))}
        />
      </Filters>
      <p role="status">{t('search.count', { count: rules.length })}</p>
      {rules.length === 0 && (
        <EmptyState
          title={t('search.none')}
          text={t('search.none.text')}
          action={<ButtonLink href={lawAddress}>{t('search.all')}</ButtonLink>}
        />
      )}
      {[...Map.groupBy(rules, topicOf)].map(([topic, own]) => (
        <RuleSection topic={topic} rules={own} language={language} folded={wish.show === 'today' && !wish.search} />
      ))}
      <Kinds {...props} />
      <History {...props} />
    </>
  )
}

function Refused({ refused, language }: LawPageProps) {
  const t = editionWords(language)
  if (refused.length === 0) return null
  return (
    <Notice tone="late" title={t('refused')}>
      <p>{t('refused.text')}</p>
      <ul>
        {refused.flatMap(({ folder, problems }) =>
          problems.slice(0, 20).map(({ file, place, reason }) => (
            <li>
              {folder}/{file} {place}: <span lang="en">{reason}</span>
            </li>
          )),
        )}
      </ul>
    </Notice>
  )
}

interface RuleSectionProps {
  readonly topic: string
  readonly rules: readonly Rule[]
  readonly language: Language
  /** Only the heading and how many there are, until somebody opens it. */
  readonly folded: boolean
}

function RuleSection({ topic, rules, folded, language }: RuleSectionProps) {
  const t = editionWords(language)
  const title = t.find(`topic.${topic}`) ?? topic
  if (!folded) {
    return (
      <Section title={title}>
        <RuleRows rules={rules} language={language} />
      </Section>
    )
  }
  return (
    <More title={t('topic.folded', { title, count: rules.length })}>
      <RuleRows rules={rules} language={language} />
    </More>
  )
}

function RuleRows({ rules, language }: { rules: readonly Rule[]; language: Language }) {
  const t = editionWords(language)
  return (
    <Table
      columns={[
        { key: 'rule', text: t('column.rule') },
        { key: 'value', text: t('column.value') },
        { key: 'valid', text: t('column.valid') },
        { key: 'verified', text: t('column.verified') },
      ]}
      rows={rules.map((rule) => ({
        href: ruleAddress(rule.id),
        cells: [
          rule.text[language],
          sayAmount(rule, language),
          sayValidity(rule, language),
          <Verified rule={rule} language={language} />,
        ],
      }))}
      empty=""
    />
  )
}

function Kinds({ kinds, language, wish }: LawPageProps) {
  const t = editionWords(language)
  if (wish.search || wish.show === 'ending') return null
  return (
    <More title={t('kinds', { count: kinds.length })}>
      <Table
        columns={[
          { key: 'code', text: t('column.kind') },
          { key: 'name', text: t('column.means') },
          { key: 'edition', text: t('column.edition') },
          { key: 'valid', text: t('column.valid') },
        ]}
        rows={kinds.map((kind) => ({
          cells: [kind.code, kind.name[language], kind.edition, sayValidity(kind, language)],
        }))}
        empty=""
      />
    </More>
  )
}

/** Who put which edition in use, and every edition that was loaded: one can be gone back to. */
function History({ changes, editions, inUse, language }: LawPageProps) {
  const t = editionWords(language)
  const nameOf = (hash: string) => {
    const found = editions.find((one) => one.hash === hash)
    return found
      ? t('edition.name', { edition: found.edition, at: sayMoment(found.loadedAt, language) })
      : hash.slice(0, 8)
  }
  return (
    <Section title={t('history')}>
      {changes.length === 0 && <Muted>{t('history.none')}</Muted>}
      {changes.map((run) => (
        <Item
          title={nameOf(run.to)}
          text={t('history.by', { name: run.by.name, at: sayMoment(run.at, language), before: nameOf(run.from) })}
          href={`${lawAddress}/changes/${run.id}`}
        />
      ))}
      <h3>{t('editions')}</h3>
      <ul>
        {editions.map(({ hash }) => (
          <li>
            {hash === inUse ? (
              <>
                {nameOf(hash)} <Muted>{t('edition.inUse')}</Muted>
              </>
            ) : (
              <a href={editionAddress(hash)}>{nameOf(hash)}</a>
            )}
          </li>
        ))}
      </ul>
    </Section>
  )
}
