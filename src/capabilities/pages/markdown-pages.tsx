import type { Href } from '../../platform/jsx-runtime.ts'
import type { Problem, Typed } from '../../platform/web/form.ts'
import { saidOf } from '../../platform/web/words.ts'
import { languageNames, languages } from '../../platform/words/languages.ts'
import {
  Actions,
  Button,
  ButtonLink,
  Crumbs,
  FileField,
  Form,
  HiddenField,
  Link,
  More,
  Notice,
  PageTitle,
  RadioField,
  Section,
  TextArea,
  TextField,
  Verbatim,
} from '../../ui/index.ts'
import { Wrong } from './block-form-view.tsx'
import { deskAddress, editorAddress, titleOf } from './list-page.tsx'
import type { Remark } from './markdown-read.ts'
import type { SitePage } from './rules.ts'
import { pageWords, type Say } from './words.ts'

interface FileProps {
  readonly t: Say
  readonly typed: Typed
  readonly problems: readonly Problem[]
}

/** The file or the pasted text, and the language of one that does not say it. */
function FileFields({ t, typed, problems }: FileProps) {
  const own = pageWords.byData(t.language)
  const error = saidOf(problems, 'lines', t.language, own)
  return (
    <>
      <Wrong t={t} typed={typed} problems={problems} />
      <FileField
        name="file"
        label={t('markdown.file')}
        hint={t('markdown.fileHint')}
        accept=".md,.markdown,.txt,text/plain"
      />
      <TextArea
        name="lines"
        label={t('markdown.paste')}
        hint={t('markdown.pasteHint')}
        value={typed.lines}
        rows={10}
        error={error}
      />
      <RadioField
        name="alone"
        label={t('markdown.alone')}
        hint={t('markdown.aloneHint')}
        options={languages.map((language) => ({
          value: language,
          text: languageNames[language],
          selected: language === (typed.alone ?? 'ru'),
        }))}
      />
      <More title={t('markdown.how')}>
        <Verbatim label={t('markdown.how')}>{example}</Verbatim>
      </More>
    </>
  )
}

// The signs of the file, which are the same in all languages.
const example = `=== en ===
# Living in Bishkek

The lead, one paragraph.

## A heading

A paragraph with **bold** words.

- one
- two

[[number 12]]
minutes on foot

[[question]]
May I cook?
[[more]]
Yes.

[[door /kslu/en/apply]]
Study here

[[people office]]

[[calls students]]

=== ru ===
# Жизнь в Бишкеке`

/** A page as a file, and a file as this page. */
export function MarkdownPage({ t, page, text, ...tried }: FileProps & { page: SitePage; text: string }) {
  const base = editorAddress(page.id, '/markdown')
  return (
    <>
      <Crumbs
        label={t('crumbs')}
        steps={[
          { text: t('list.title'), href: deskAddress },
          { text: titleOf(page, t), href: editorAddress(page.id) },
          { text: t('do.markdown') },
        ]}
      />
      <PageTitle title={t('do.markdown')} lead={t('markdown.lead')} />
      <Section title={t('markdown.out')}>
        <Actions>
          <ButtonLink tone="soft" href={`${base}/file`}>
            {t('markdown.download')}
          </ButtonLink>
        </Actions>
        <More title={t('markdown.look')}>
          <Verbatim label={t('markdown.look')}>{text}</Verbatim>
        </More>
      </Section>
      <Section title={t('markdown.in')}>
        <Form action={base} method="post" multipart>
          <HiddenField name="seen" value={page.version} />
          <FileFields t={t} {...tried} />
          <Actions>
            <Button>{t('markdown.replace')}</Button>
            <Link href={editorAddress(page.id)}>{t('edit.cancel')}</Link>
          </Actions>
        </Form>
      </Section>
    </>
  )
}

/** A new page out of a file. */
export function ImportPage({ t, id, institution, ...tried }: FileProps & { id: string; institution: string }) {
  const own = pageWords.byData(t.language)
  return (
    <>
      <Crumbs label={t('crumbs')} steps={[{ text: t('list.title'), href: deskAddress }, { text: t('list.import') }]} />
      <PageTitle title={t('markdown.new')} lead={t('markdown.newLead')} />
      <Form action={`${deskAddress}/import`} method="post" multipart>
        <HiddenField name="id" value={id} />
        <FileFields t={t} {...tried} />
        <TextField
          name="slug"
          label={t('field.address')}
          hint={t('new.slugHint', { start: `/${institution}/${t.language}/` })}
          value={tried.typed.slug ?? ''}
          error={saidOf(tried.problems, 'slug', t.language, own)}
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

/** What was not understood of a file, where it stands now, and the way on. */
export function RemarksPage({
  t,
  title,
  href,
  remarks,
}: {
  t: Say
  title: string
  href: Href
  remarks: readonly Remark[]
}) {
  return (
    <>
      <Crumbs
        label={t('crumbs')}
        steps={[{ text: t('list.title'), href: deskAddress }, { text: title, href }, { text: t('do.markdown') }]}
      />
      <PageTitle title={t('markdown.taken')} lead={t('markdown.takenLead')} />
      <Notice tone="due" role="status" title={t('markdown.remarks', { count: remarks.length })}>
        <ul>
          {remarks.slice(0, 100).map(({ line, key, text }) => (
            <li>
              {line > 0 && `${t('markdown.line', { line })} `}
              {t.find(key) ?? key} <q>{text}</q>
            </li>
          ))}
        </ul>
      </Notice>
      <Actions>
        <ButtonLink href={href}>{t('markdown.on')}</ButtonLink>
      </Actions>
    </>
  )
}
