import type { Child, Href } from '../../platform/jsx-runtime.ts'
import type { Problem, Typed } from '../../platform/web/form.ts'
import { saidOf } from '../../platform/web/words.ts'
import { languageNames, languages } from '../../platform/words/languages.ts'
import { sayMoment } from '../../platform/words/saying-days.ts'
import {
  Actions,
  Button,
  ButtonLink,
  Crumbs,
  EmptyState,
  FieldGroup,
  Filters,
  Form,
  HiddenField,
  InLanguages,
  Link,
  Muted,
  PageTitle,
  SearchField,
  Table,
  Tabs,
  Tag,
  TextField,
} from '../../ui/index.ts'
import { Wrong } from './block-form-view.tsx'
import { isWritten, lacking, shownIn } from './blocks.ts'
import { type PageState, type SitePage, stateOf } from './rules.ts'
import { pageWords, type Say } from './words.ts'

export const deskAddress: Href = '/desk/pages'
export const editorAddress = (id: string, rest = ''): Href => `${deskAddress}/${id}${rest}`

export const titleOf = ({ content, slug }: Pick<SitePage, 'content' | 'slug'>, { language }: Say): string =>
  content.title[shownIn(content.title, language)] || slug

const tones = { draft: 'quiet', changed: 'due', published: 'ok' } as const satisfies Record<PageState, string>

export function StateTag({ t, page }: { t: Say; page: SitePage }) {
  const state = stateOf(page)
  return <Tag tone={tones[state]}>{t(`state.${state}`)}</Tag>
}

/** Which languages a page is written in, and where something is missing. */
export function LanguageTags({ t, page }: { t: Say; page: SitePage }) {
  return (
    <>
      {languages.map((language) => {
        const missing = lacking(page.content, language)
        const code = language.toUpperCase()
        const tone = !isWritten(page.content, language) ? 'quiet' : missing > 0 ? 'due' : 'ok'
        const said = tone === 'quiet' ? t('language.none') : missing > 0 ? t('language.lacks', { count: missing }) : '✓'
        return (
          <>
            <Tag tone={tone}>
              {code} {said}
            </Tag>{' '}
          </>
        )
      })}
    </>
  )
}

interface ListProps {
  readonly t: Say
  readonly institution: string
  readonly pages: readonly SitePage[]
  readonly q: string
  readonly inBin: boolean
  readonly notice: Child
}

/** All pages that the office writes itself. */
export function PagesPage({ t, institution, pages, q, inBin, notice }: ListProps) {
  const nothing = pages.length === 0 && q === ''
  return (
    <>
      <PageTitle title={t('list.title')} lead={t('list.lead')} />
      {notice}
      <Actions>
        <ButtonLink href={`${deskAddress}/new`}>{t('list.new')}</ButtonLink>
        <ButtonLink tone="soft" href={`${deskAddress}/import`}>
          {t('list.import')}
        </ButtonLink>
        <ButtonLink tone="soft" href={`${deskAddress}/redirects`}>
          {t('redirects.title')}
        </ButtonLink>
      </Actions>
      <Tabs
        label={t('list.title')}
        tabs={[
          { href: deskAddress, text: t('list.pages'), current: !inBin },
          { href: `${deskAddress}?bin=yes`, text: t('list.bin'), current: inBin },
        ]}
      />
      {nothing && !inBin && <EmptyState title={t('list.none')} text={t('list.noneText')} />}
      {nothing && inBin && <EmptyState title={t('list.binEmpty')} />}
      {!nothing && <Found t={t} institution={institution} pages={pages} q={q} inBin={inBin} />}
    </>
  )
}

function Found({ t, institution, pages, q, inBin }: Omit<ListProps, 'notice'>) {
  return (
    <>
      {!inBin && (
        <Filters
          action={deskAddress}
          label={t('list.find')}
          button={t('list.show')}
          reset={q ? { href: deskAddress, text: t('list.all') } : undefined}
        >
          <SearchField name="q" label={t('list.find')} value={q} />
        </Filters>
      )}
      <Table
        caption={t('list.title')}
        captionHidden
        columns={[
          { key: 'title', text: t('field.title') },
          { key: 'address', text: t('field.address') },
          { key: 'state', text: t('list.state') },
          { key: 'languages', text: t('list.languages') },
          { key: 'last', text: t('list.last') },
        ]}
        rows={pages.map((page) => ({
          href: editorAddress(page.id),
          cells: [
            titleOf(page, t),
            `/${institution}/…/${page.slug}`,
            <>
              <StateTag t={t} page={page} /> {page.menuOrder !== null && <Tag tone="wait">{t('state.menu')}</Tag>}{' '}
              {page.publishAt && <Tag tone="due">{sayMoment(page.publishAt, t.language)}</Tag>}
            </>,
            <LanguageTags t={t} page={page} />,
            <>
              {page.lastBy || t('by.clock')} <Muted>{sayMoment(page.lastAt, t.language)}</Muted>
            </>,
          ],
        }))}
        empty={<EmptyState title={t('list.notFound')} text={t('list.notFoundText')} />}
      />
    </>
  )
}

interface NewProps {
  readonly t: Say
  readonly id: string
  readonly institution: string
  readonly typed: Typed
  readonly problems: readonly Problem[]
}

/** A new page: what it is called, and where it will stand. */
export function NewPagePage({ t, id, institution, typed, problems }: NewProps) {
  const own = pageWords.byData(t.language)
  return (
    <>
      <Crumbs label={t('crumbs')} steps={[{ text: t('list.title'), href: deskAddress }, { text: t('list.new') }]} />
      <PageTitle title={t('list.new')} lead={t('new.lead')} />
      <Form action={`${deskAddress}/new`} method="post">
        <HiddenField name="id" value={id} />
        <Wrong t={t} typed={typed} problems={problems} />
        <FieldGroup legend={t('field.title')} hint={t('new.titleHint')}>
          <InLanguages>
            {languages.map((language) => (
              <TextField
                name={`title.${language}`}
                label={languageNames[language]}
                lang={language}
                value={typed[`title.${language}`] ?? ''}
                error={saidOf(problems, `title.${language}`, t.language, own)}
              />
            ))}
          </InLanguages>
        </FieldGroup>
        <TextField
          name="slug"
          label={t('field.address')}
          hint={t('new.slugHint', { start: `/${institution}/${t.language}/` })}
          value={typed.slug ?? ''}
          error={saidOf(problems, 'slug', t.language, own)}
          width="half"
          autocapitalize="none"
          spellcheck="false"
        />
        <Actions>
          <Button>{t('new.make')}</Button>
          <Link href={deskAddress}>{t('edit.cancel')}</Link>
        </Actions>
      </Form>
    </>
  )
}
