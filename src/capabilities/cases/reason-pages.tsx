import type { Href } from '../../platform/jsx-runtime.ts'
import type { Problem, Typed } from '../../platform/web/form.ts'
import { saidOf } from '../../platform/web/words.ts'
import { type Language, languageNames, languages } from '../../platform/words/languages.ts'
import { sayMoment } from '../../platform/words/saying-days.ts'
import {
  Actions,
  Button,
  ButtonLink,
  Confirm,
  Crumbs,
  Form,
  Notice,
  PageTitle,
  Section,
  Stack,
  Table,
  TextArea,
} from '../../ui/index.ts'
import { ProblemSummary } from './problem-summary.tsx'
import type { ReturnReason } from './return-reasons.ts'
import { casesWords } from './words.ts'

export const reasonsAddress: Href = '/desk/settings/reasons'
export const reasonAddress = (key: string): Href => `${reasonsAddress}/${key}`

interface ReasonsProps {
  readonly reasons: readonly ReturnReason[]
  readonly language: Language
  readonly saved: boolean
  /** The key of the next reason: made with the page, so that a form sent twice adds one. */
  readonly next: string
}

/** The ready-made reasons of the institution, three languages side by side. */
export function ReasonsPage({ reasons, language, saved, next }: ReasonsProps) {
  const t = casesWords(language)
  const retired = reasons.filter(({ retiredAt }) => retiredAt)
  return (
    <>
      <PageTitle title={t('reasons.title')} lead={t('reasons.lead')} />
      {saved && <Notice tone="ok" title={t('reasons.saved')} role="status" />}
      <Actions>
        <ButtonLink href={reasonAddress(next)}>{t('reasons.add')}</ButtonLink>
      </Actions>
      <Section title={t('reasons.active')}>
        <ReasonTable reasons={reasons.filter(({ retiredAt }) => !retiredAt)} language={language} />
      </Section>
      {retired.length > 0 && (
        <Section title={t('reasons.retired')}>
          <p>{t('reasons.retired.about')}</p>
          <ReasonTable reasons={retired} language={language} />
        </Section>
      )}
    </>
  )
}

function ReasonTable({ reasons, language }: Pick<ReasonsProps, 'reasons' | 'language'>) {
  const t = casesWords(language)
  const others = languages.filter((one) => one !== language)
  return (
    <Table
      caption={t('reasons.title')}
      captionHidden
      columns={[
        ...[language, ...others].map((one) => ({ key: one, text: languageNames[one] })),
        { key: 'source', text: t('reasons.source') },
      ]}
      rows={reasons.map((reason) => ({
        href: reasonAddress(reason.key),
        cells: [
          reason.text[language],
          ...others.map((one) => <span lang={one}>{reason.text[one]}</span>),
          sayWritten(reason, language),
        ],
      }))}
      empty={t('reasons.none')}
    />
  )
}

function sayWritten({ isProduct, written }: ReturnReason, language: Language): string {
  const t = casesWords(language)
  if (!written) return t('reasons.product')
  const who = { name: written.name, at: sayMoment(written.at, language) }
  return isProduct ? `${t('reasons.product')}, ${t('reasons.changed', who)}` : t('reasons.own', who)
}

interface ReasonProps {
  readonly reason: ReturnReason | null
  readonly address: Href
  readonly language: Language
  readonly typed: Typed
  readonly problems: readonly Problem[]
}

/** One reason: its words in three languages, and whether it is offered. */
export function ReasonPage({ reason, address, language, typed, problems }: ReasonProps) {
  const t = casesWords(language)
  const title = t(reason ? 'reasons.change' : 'reasons.add')
  const errorOf = (field: string) => saidOf(problems, field, language)
  return (
    <Stack>
      <Crumbs label={t('list.way')} steps={[{ text: t('reasons.title'), href: reasonsAddress }, { text: title }]} />
      <PageTitle title={title} />
      <ProblemSummary
        problems={problems}
        say={errorOf}
        called={(field) => t.find(`reasons.text.${field}`) ?? field}
        language={language}
      />
      <Form action={address} method="post" label={title}>
        {languages.map((one) => (
          <TextArea
            name={one}
            label={t(`reasons.text.${one}`)}
            hint={t('reasons.text.hint')}
            rows={3}
            value={typed[one]}
            error={errorOf(one)}
          />
        ))}
        <Actions>
          <Button>{t('reasons.save')}</Button>
        </Actions>
      </Form>
      {reason?.retiredAt && (
        <Form action={`${address}/offer`} method="post">
          <Button tone="soft">{t('reasons.offer')}</Button>
        </Form>
      )}
      {reason && !reason.retiredAt && (
        <Confirm open={t('reasons.retire')}>
          <p>{t('reasons.retire.about')}</p>
          <Form action={`${address}/retirement`} method="post">
            <Actions>
              <Button tone="danger">{t('reasons.retire')}</Button>
            </Actions>
          </Form>
        </Confirm>
      )}
    </Stack>
  )
}
