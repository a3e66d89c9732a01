import { languageNames } from '../../platform/words/languages.ts'
import { sayMoment } from '../../platform/words/saying-days.ts'
import {
  Actions,
  Button,
  Changes,
  Crumbs,
  EditCard,
  EditCards,
  EmptyState,
  Form,
  InLanguages,
  InOneLanguage,
  Muted,
  Pager,
  PageTitle,
  Table,
  Tabs,
  Tag,
} from '../../ui/index.ts'
import { type BlockKind, nothing } from './blocks.ts'
import { type BlockChange, changesBetween } from './compare.ts'
import { deskAddress, editorAddress, titleOf } from './list-page.tsx'
import type { SitePage, Version } from './rules.ts'
import type { Say } from './words.ts'

interface VersionsProps {
  readonly t: Say
  readonly page: SitePage
  readonly versions: readonly Version[]
  /** The number before which the older ones begin; null: there are none. */
  readonly older: number | null
}

const crumbs = (t: Say, page: SitePage) => [
  { text: t('list.title'), href: deskAddress },
  { text: titleOf(page, t), href: editorAddress(page.id) },
]

/** What a block is called in a sentence about a version. */
function sayWhat(t: Say, { what, blockId, content }: Version): string {
  const block = content.blocks.find(({ id }) => id === blockId)
  const said = t(`what.${what}`)
  return block ? `${said}: ${t(`kind.${block.kind}`)}` : said
}

/** Everything that was ever done to a page, the newest first. */
export function VersionsPage({ t, page, versions, older }: VersionsProps) {
  return (
    <>
      <Crumbs label={t('crumbs')} steps={[...crumbs(t, page), { text: t('do.versions') }]} />
      <PageTitle title={t('do.versions')} lead={t('versions.lead')} />
      <Table
        caption={t('do.versions')}
        captionHidden
        columns={[
          { key: 'version', text: t('versions.number') },
          { key: 'what', text: t('versions.what') },
          { key: 'who', text: t('versions.who') },
          { key: 'at', text: t('versions.when') },
        ]}
        rows={versions.map((version) => ({
          href: editorAddress(page.id, `/versions/${version.version}`),
          cells: [
            String(version.version),
            <>
              {sayWhat(t, version)}{' '}
              {version.version === page.publishedVersion && <Tag tone="ok">{t('versions.public')}</Tag>}
              {version.version === page.publishVersion && <Tag tone="due">{t('versions.waits')}</Tag>}
            </>,
            version.by || t('by.clock'),
            sayMoment(version.at, t.language),
          ],
        }))}
        empty=""
      />
      {older !== null && (
        <Pager
          label={t('do.versions')}
          older={{ href: editorAddress(page.id, `/versions?before=${older}`), text: t('versions.older') }}
        />
      )}
    </>
  )
}

interface VersionProps {
  readonly t: Say
  readonly page: SitePage
  readonly version: Version
  /** What it is held against: the version before it, or what the page is now. */
  readonly other: Version | null
}

/** One version: what it changed, or what has changed since. */
export function VersionPage({ t, page, version, other }: VersionProps) {
  const isNow = other !== null && other.version > version.version
  const [before, after] = isNow ? [version, other] : [other, version]
  const empty = { title: nothing, lead: nothing, blocks: [] }
  const changes = changesBetween(before?.content ?? empty, after.content)
  const base = editorAddress(page.id, `/versions/${version.version}`)
  return (
    <>
      <Crumbs
        label={t('crumbs')}
        steps={[
          ...crumbs(t, page),
          { text: t('do.versions'), href: editorAddress(page.id, '/versions') },
          { text: String(version.version) },
        ]}
      />
      <PageTitle
        title={t('version.title', { number: version.version })}
        lead={`${sayWhat(t, version)}. ${version.by || t('by.clock')}, ${sayMoment(version.at, t.language)}`}
      />
      <Tabs
        label={t('do.versions')}
        tabs={[
          { href: base, text: t('version.did'), current: !isNow },
          { href: `${base}?with=now`, text: t('version.since'), current: isNow },
        ]}
      />
      {changes.length === 0 && <EmptyState title={t('version.same')} />}
      <EditCards>
        {changes.map((change) => (
          <OneChange t={t} change={change} />
        ))}
      </EditCards>
      {version.version !== page.version && (
        <Form action={`${base}/restoration`} method="post">
          <Actions>
            <Button tone="soft">{t('version.restore')}</Button>
            <Muted>{t('version.restoreText')}</Muted>
          </Actions>
        </Form>
      )}
    </>
  )
}

const tones = { added: 'ok', removed: 'late', changed: 'due', moved: 'wait' } as const

/** A setting as the form of its block says it; ids and addresses stay as they are. */
function saySet(t: Say, kind: BlockKind, set: string): string {
  if (kind === 'people' && set === 'office') return t('set.office')
  if (kind === 'partners' && set === 'all') return t('set.allPartners')
  if (kind === 'list') return t(set === 'numbered' ? 'list.numbered' : 'list.plain')
  return (kind === 'calls' ? t.find(`audience.${set}`) : null) ?? set
}

function OneChange({ t, change: { block, how, texts, set } }: { t: Say; change: BlockChange }) {
  return (
    <EditCard
      id={block ? `b-${block.id}` : 'head'}
      name={block ? t(`kind.${block.kind}`) : t('head.name')}
      tools={<Tag tone={tones[how]}>{t(`how.${how}`)}</Tag>}
    >
      {set && block && (
        <Changes lang={t.language} pieces={set.map((one) => ({ ...one, text: saySet(t, block.kind, one.text) }))} />
      )}
      {texts.length > 0 && (
        <InLanguages>
          {texts.map(({ language, pieces }) => (
            <InOneLanguage lang={language} name={languageNames[language]}>
              <Changes lang={language} pieces={pieces} />
            </InOneLanguage>
          ))}
        </InLanguages>
      )}
    </EditCard>
  )
}
