import type { Child, Href } from '../../platform/jsx-runtime.ts'
import { type Language, languageNames, languages } from '../../platform/words/languages.ts'
import { sayMoment } from '../../platform/words/saying-days.ts'
import {
  Actions,
  AddHere,
  Button,
  ButtonLink,
  Choices,
  Crumbs,
  EditCard,
  EditCards,
  Form,
  HiddenField,
  InLanguages,
  InOneLanguage,
  Link,
  Muted,
  Notice,
  PageTitle,
  Tool,
  ToolLink,
  Tools,
} from '../../ui/index.ts'
import { BlockForm, type Tried } from './block-form-view.tsx'
import { Blocks } from './block-view.tsx'
import { type Block, type BlockKind, blockKinds, isMarked, textsOf } from './blocks.ts'
import { HeadForm } from './head-form.tsx'
import { deskAddress, editorAddress, LanguageTags, StateTag, titleOf } from './list-page.tsx'
import type { Live } from './live.ts'
import { Marked } from './marked.tsx'
import { type SitePage, stateOf } from './rules.ts'
import type { Say } from './words.ts'

/** What is being written at the moment: the head, a block of the page, or a new one behind another. */
export type Open =
  | { readonly what: 'nothing' }
  | (Tried & { readonly what: 'head'; readonly seen: number })
  | (Tried & { readonly what: 'block'; readonly block: string; readonly kind: BlockKind; readonly seen: number })
  | (Tried & {
      readonly what: 'new'
      readonly block: string
      readonly kind: BlockKind
      readonly after: string
      readonly seen: number
    })
  | { readonly what: 'choice'; readonly after: string }

export interface EditorProps {
  readonly t: Say
  readonly page: SitePage
  readonly live: Live
  readonly open: Open
  readonly notice: Child
}

/** A page as its officers write it: block below block, each in three languages beside each other. */
export function EditorPage(props: EditorProps) {
  const { t, page, notice } = props
  const { blocks } = page.content
  return (
    <>
      <Crumbs label={t('crumbs')} steps={[{ text: t('list.title'), href: deskAddress }, { text: titleOf(page, t) }]} />
      <PageTitle
        title={titleOf(page, t)}
        over={<Where {...props} />}
        lead={
          <>
            <StateTag t={t} page={page} /> <LanguageTags t={t} page={page} />
          </>
        }
      />
      {notice}
      <Ahead {...props} />
      <Doing {...props} />
      <EditCards>
        <Head {...props} />
        <Add {...props} after="" />
        {blocks.map((block, at) => (
          <>
            <OneBlock {...props} block={block} at={at} />
            <Add {...props} after={block.id} />
          </>
        ))}
      </EditCards>
    </>
  )
}

function Where({ t, page, live }: EditorProps) {
  const address: Href = `/${live.institution.id}/${t.language}/${page.slug}`
  return page.published ? <Link href={address}>{address}</Link> : <>{address}</>
}

/** What will happen by itself. */
function Ahead({ t, page }: EditorProps) {
  const { publishAt, publishVersion, takeDownAt, version } = page
  if (!publishAt && !takeDownAt) return <></>
  return (
    <Notice tone="wait" role="note">
      {publishAt && <p>{t('ahead.publish', { at: sayMoment(publishAt, t.language) })}</p>}
      {publishAt && version > (publishVersion ?? 0) + 1 && <p>{t('ahead.older')}</p>}
      {takeDownAt && <p>{t('ahead.takeDown', { at: sayMoment(takeDownAt, t.language) })}</p>}
    </Notice>
  )
}

function Doing({ t, page }: EditorProps) {
  const to = (rest: string) => editorAddress(page.id, rest)
  return (
    <Actions>
      {stateOf(page) !== 'published' && (
        <Form action={to('/publication')} method="post">
          <HiddenField name="seen" value={page.version} />
          <Button>{t(page.published ? 'do.publishChanges' : 'do.publish')}</Button>
        </Form>
      )}
      <ButtonLink tone="soft" href={to('/preview')}>
        {t('do.preview')}
      </ButtonLink>
      <Link href={to('/times')}>{t('do.times')}</Link>
      <Link href={to('/versions')}>{t('do.versions')}</Link>
      <Link href={to('/settings')}>{t('do.settings')}</Link>
      <Link href={to('/markdown')}>{t('do.markdown')}</Link>
    </Actions>
  )
}

function Head({ t, page, open }: EditorProps) {
  const { title, lead } = page.content
  if (open.what === 'head')
    return (
      <EditCard id="head" name={t('head.name')} open>
        <HeadForm t={t} page={page} {...open} />
      </EditCard>
    )
  const tools = (
    <Tools action={editorAddress(page.id, '/head')}>
      <ToolLink text={t('tool.edit')} about={t('head.name')} href={editorAddress(page.id, '?edit=head#head')} />
    </Tools>
  )
  return (
    <EditCard id="head" name={t('head.name')} tools={tools}>
      <InLanguages>
        {languages.map((language) => (
          <InOneLanguage lang={language} name={languageNames[language]}>
            <p>{title[language] ? <b>{title[language]}</b> : <Missing t={t} />}</p>
            {lead[language] && <p>{lead[language]}</p>}
          </InOneLanguage>
        ))}
      </InLanguages>
    </EditCard>
  )
}

const Missing = ({ t }: { t: Say }) => (
  <span lang={t.language}>
    <Muted>{t('block.missing')}</Muted>
  </span>
)

type OneProps = EditorProps & { readonly block: Block; readonly at: number }

function OneBlock(props: OneProps) {
  const { t, page, live, block, open } = props
  const name = t(`kind.${block.kind}`)
  if (open.what === 'block' && open.block === block.id)
    return (
      <EditCard id={`b-${block.id}`} name={name} open>
        <BlockForm
          {...open}
          t={t}
          live={live}
          action={editorAddress(page.id, `/blocks/${block.id}`)}
          back={editorAddress(page.id, `#b-${block.id}`)}
          hidden={{ seen: open.seen, kind: block.kind }}
        />
      </EditCard>
    )
  return (
    <EditCard id={`b-${block.id}`} name={name} tools={<BlockTools {...props} />}>
      <Inside {...props} />
    </EditCard>
  )
}

function BlockTools({ t, page, block, at }: OneProps) {
  const to = (rest: string) => editorAddress(page.id, `/blocks/${block.id}${rest}`)
  const about = t('tool.about', { kind: t(`kind.${block.kind}`), number: at + 1 })
  return (
    <Tools action={to('')}>
      <HiddenField name="seen" value={page.version} />
      <Tool
        text="↑"
        about={`${t('tool.up')}: ${about}`}
        action={to('/place')}
        name="by"
        value="up"
        disabled={at === 0}
      />
      <Tool
        text="↓"
        about={`${t('tool.down')}: ${about}`}
        action={to('/place')}
        name="by"
        value="down"
        disabled={at === page.content.blocks.length - 1}
      />
      <Tool text={t('tool.remove')} about={about} action={to('/removal')} />
      <ToolLink text={t('tool.edit')} about={about} href={editorAddress(page.id, `?edit=${block.id}#b-${block.id}`)} />
    </Tools>
  )
}

/** How a block looks: its texts in each language, or what it shows of the rest of the program. */
function Inside({ t, live, block }: OneProps) {
  const { kind, set } = block
  if (!textsOf[kind].text) return <Blocks t={t} live={live} blocks={[block]} />
  return (
    <>
      {(kind === 'number' || kind === 'door') && (
        <p>
          <b>{set}</b>
        </p>
      )}
      <InLanguages>
        {languages.map((language) => (
          <InOneLanguage lang={language} name={languageNames[language]}>
            <TextIn t={t} block={block} language={language} />
          </InOneLanguage>
        ))}
      </InLanguages>
    </>
  )
}

function TextIn({ t, block, language }: { t: Say; block: Block; language: Language }) {
  const { kind, text, more } = block
  if (text[language] === '' && more[language] === '') return <Missing t={t} />
  if (kind === 'list') {
    const lines = text[language].split('\n').map((line) => <li>{line}</li>)
    return block.set === 'numbered' ? <ol>{lines}</ol> : <ul>{lines}</ul>
  }
  return (
    <>
      {isMarked(kind, 'text') ? (
        <Marked text={text[language]} />
      ) : (
        <p>{kind === 'text' ? text[language] : <b>{text[language]}</b>}</p>
      )}
      {more[language] && (isMarked(kind, 'more') ? <Marked text={more[language]} /> : <p>{more[language]}</p>)}
    </>
  )
}

function Add(props: EditorProps & { after: string }) {
  const { t, page, live, open, after } = props
  if (open.what === 'new' && open.after === after)
    return (
      <EditCard id="new" name={t(`kind.${open.kind}`)} open>
        <BlockForm
          {...open}
          t={t}
          live={live}
          action={editorAddress(page.id, '/blocks')}
          back={editorAddress(page.id, after ? `#b-${after}` : '#head')}
          hidden={{ seen: open.seen, kind: open.kind, after, block: open.block }}
        />
      </EditCard>
    )
  const isLast = after === (page.content.blocks.at(-1)?.id ?? '')
  if (isLast || (open.what === 'choice' && open.after === after)) return <Choice {...props} />
  return (
    <AddHere
      text={t('add.here')}
      about={t('add.before', { number: page.content.blocks.findIndex(({ id }) => id === after) + 2 })}
      href={editorAddress(page.id, `?after=${after || 'head'}#add-${after || 'head'}`)}
    />
  )
}

function Choice({ t, page, after }: EditorProps & { after: string }) {
  return (
    <Choices
      id={`add-${after || 'head'}`}
      title={t('add.title')}
      choices={blockKinds.map((kind) => ({
        href: editorAddress(page.id, `?add=${kind}&after=${after || 'head'}#new`),
        text: t(`kind.${kind}`),
        about: t(`about.${kind}`),
      }))}
    />
  )
}
