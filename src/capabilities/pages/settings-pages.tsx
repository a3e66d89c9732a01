import type { Problem, Typed } from '../../platform/web/form.ts'
import { dayParts, saidOf } from '../../platform/web/words.ts'
import { type Language, languageNames, languages } from '../../platform/words/languages.ts'
import {
  Actions,
  Button,
  CheckField,
  Confirm,
  Crumbs,
  DayField,
  FieldGroup,
  Form,
  HiddenField,
  Link,
  Muted,
  PageTitle,
  Screens,
  Section,
  Tabs,
  TextField,
} from '../../ui/index.ts'
import { Wrong } from './block-form-view.tsx'
import { deskAddress, editorAddress, titleOf } from './list-page.tsx'
import type { SitePage } from './rules.ts'
import { pageWords, type Say } from './words.ts'

interface Props {
  readonly t: Say
  readonly page: SitePage
  readonly typed: Typed
  readonly problems: readonly Problem[]
}

function Way({ t, page, text }: Pick<Props, 't' | 'page'> & { text: string }) {
  return (
    <Crumbs
      label={t('crumbs')}
      steps={[
        { text: t('list.title'), href: deskAddress },
        { text: titleOf(page, t), href: editorAddress(page.id) },
        { text },
      ]}
    />
  )
}

/** When a page becomes public by itself, and when it is taken down. */
export function TimesPage(props: Props) {
  const { t, page, problems } = props
  return (
    <>
      <Way t={t} page={page} text={t('do.times')} />
      <PageTitle title={t('do.times')} lead={t('times.lead')} />
      <Form action={editorAddress(page.id, '/times')} method="post">
        <HiddenField name="seen" value={page.version} />
        <Wrong t={t} typed={{}} problems={problems} />
        <Time {...props} name="publish" at={page.publishAt} />
        <Time {...props} name="takeDown" at={page.takeDownAt} />
        <Actions>
          <Button>{t('edit.save')}</Button>
          <Link href={editorAddress(page.id)}>{t('edit.cancel')}</Link>
        </Actions>
      </Form>
      {page.published && (
        <Section title={t('take.title')}>
          <Confirm open={t('take.open')}>
            <p>{t('take.text')}</p>
            <Form action={editorAddress(page.id, '/taking-down')} method="post">
              <Button tone="danger">{t('take.open')}</Button>
            </Form>
          </Confirm>
        </Section>
      )}
    </>
  )
}

function Time({ t, typed, problems, name, at }: Props & { name: 'publish' | 'takeDown'; at: Date | null }) {
  const own = pageWords.byData(t.language)
  const isTyped = typed[`${name}On.day`] !== undefined
  const local = at && Temporal.Instant.fromEpochMilliseconds(at.getTime()).toZonedDateTimeISO('Asia/Bishkek')
  const day = local
    ? { day: String(local.day), month: String(local.month), year: String(local.year) }
    : { day: '', month: '', year: '' }
  const part = (one: 'day' | 'month' | 'year') => typed[`${name}On.${one}`] ?? ''
  return (
    <FieldGroup legend={t(`times.${name}`)} hint={t(`times.${name}Hint`)}>
      <DayField
        name={`${name}On`}
        label={t('times.day')}
        words={dayParts(t.language)}
        value={isTyped ? { day: part('day'), month: part('month'), year: part('year') } : day}
        error={saidOf(problems, `${name}On`, t.language, own)}
      />
      <TextField
        name={`${name}At`}
        label={t('times.time')}
        hint={t('times.timeHint')}
        width="short"
        inputmode="numeric"
        value={isTyped ? (typed[`${name}At`] ?? '') : (local?.toPlainTime().toString().slice(0, 5) ?? '')}
        error={saidOf(problems, `${name}At`, t.language, own)}
      />
    </FieldGroup>
  )
}

/** Where a page stands: its address, its place in the menu, the bin. */
export function SettingsPage({ t, institution, page, typed, problems }: Props & { institution: string }) {
  const own = pageWords.byData(t.language)
  const isTyped = typed.slug !== undefined
  return (
    <>
      <Way t={t} page={page} text={t('do.settings')} />
      <PageTitle title={t('do.settings')} />
      <Form action={editorAddress(page.id, '/settings')} method="post">
        <Wrong t={t} typed={{}} problems={problems} />
        <TextField
          name="slug"
          label={t('field.address')}
          hint={t('settings.slugHint', { start: `/${institution}/${t.language}/` })}
          value={typed.slug ?? page.slug}
          error={saidOf(problems, 'slug', t.language, own)}
          width="half"
          autocapitalize="none"
          spellcheck="false"
        />
        <CheckField
          name="menu"
          label={t('settings.menu')}
          hint={t('settings.menuHint')}
          checked={isTyped ? typed.menu === 'yes' : page.menuOrder !== null}
        />
        <TextField
          name="order"
          label={t('settings.place')}
          hint={t('settings.placeHint')}
          value={typed.order ?? String(page.menuOrder ?? 50)}
          error={saidOf(problems, 'order', t.language, own)}
          width="short"
          inputmode="numeric"
        />
        <Actions>
          <Button>{t('edit.save')}</Button>
          <Link href={editorAddress(page.id)}>{t('edit.cancel')}</Link>
        </Actions>
      </Form>
      <Section title={t('bin.title')}>
        {page.archived ? (
          <Form action={editorAddress(page.id, '/bin')} method="post">
            <HiddenField name="away" value="no" />
            <Button tone="soft">{t('bin.back')}</Button>
          </Form>
        ) : (
          <Confirm open={t('bin.open')}>
            <p>{t('bin.text')}</p>
            <Form action={editorAddress(page.id, '/bin')} method="post">
              <HiddenField name="away" value="yes" />
              <Button tone="danger">{t('bin.open')}</Button>
            </Form>
          </Confirm>
        )}
      </Section>
    </>
  )
}

/** The draft on a phone and on a desk. */
export function PreviewPage({ t, page, language }: { t: Say; page: SitePage; language: Language }) {
  const src = editorAddress(page.id, `/preview/${language}`)
  return (
    <>
      <Way t={t} page={page} text={t('do.preview')} />
      <PageTitle title={t('preview.title')} lead={t('preview.lead')} />
      <Tabs
        label={t('preview.languages')}
        tabs={languages.map((one) => ({
          href: editorAddress(page.id, `/preview?in=${one}`),
          text: languageNames[one],
          current: one === language,
        }))}
      />
      <Screens src={src} phone={t('preview.phone')} desk={t('preview.desk')} />
      <p>
        <Link href={src}>{t('preview.alone')}</Link> <Muted>{t('preview.aloneText')}</Muted>
      </p>
    </>
  )
}
