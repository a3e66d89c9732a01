import type { Day } from '../../platform/days.ts'
import type { Language } from '../../platform/words/languages.ts'
import { sayDay, sayMoment } from '../../platform/words/saying-days.ts'
import {
  Actions,
  Button,
  ButtonLink,
  Confirm,
  Crumbs,
  Form,
  HiddenField,
  More,
  Muted,
  Notice,
  PageTitle,
  Section,
  Table,
} from '../../ui/index.ts'
import type { Rule } from '../law/index.ts'
import { type ChangedRule, type Difference, holdsOn } from './rules.ts'
import { RunDates, type RunDatesProps, RunProgress } from './run-pages.tsx'
import { editionAddress, lawAddress, ruleAddress, sayAmount, sayValidity, Verified } from './shared-pages.tsx'
import type { Edition, Run } from './store.ts'
import { editionWords } from './words.ts'

export interface EditionPageProps {
  readonly language: Language
  readonly today: Day
  readonly edition: Edition
  readonly used: Edition
  readonly difference: Difference
  readonly preview: Run | null
  /** Of an earlier day: what it says may no longer be so. */
  readonly stale: boolean
  readonly dates: RunDatesProps | null
  readonly mayConfirm: boolean
  readonly refused: string | null
}

/** What another edition says otherwise, what it would do to the open dates, and the confirmation. */
export function EditionPage(props: EditionPageProps) {
  const { language, edition, used, refused } = props
  const t = editionWords(language)
  const title = t('edition.title', { edition: edition.edition })
  return (
    <>
      <Crumbs label={t('way')} steps={[{ text: t('title'), href: lawAddress }, { text: title }]} />
      {refused && (
        <Notice tone="late" role="alert">
          <p>{t.find(refused) ?? refused}</p>
        </Notice>
      )}
      <PageTitle
        title={title}
        lead={t('edition.lead', { at: sayMoment(edition.loadedAt, language), used: used.edition })}
      />
      {edition.hash === used.hash ? <Notice tone="ok">{t('refusal.inUse')}</Notice> : <Proposal {...props} />}
    </>
  )
}

function Proposal(props: EditionPageProps) {
  const { language, difference, preview, dates } = props
  const t = editionWords(language)
  return (
    <>
      <Section title={t('dates.title')}>
        {!preview && <p>{t('preview.none')}</p>}
        {preview && !preview.endedAt && <RunProgress run={preview} language={language} />}
        {preview?.endedAt && <Muted>{t('preview.at', { at: sayMoment(preview.at, language) })}</Muted>}
        {dates && preview?.endedAt && <RunDates {...dates} />}
        {props.mayConfirm ? <Buttons {...props} /> : <Muted>{t('preview.admin')}</Muted>}
      </Section>
      <RuleTable title={t('rules.added', { count: difference.added.length })} rules={difference.added} {...props} />
      <ChangedTable changed={difference.changed} {...props} />
      <RuleTable title={t('rules.gone', { count: difference.gone.length })} rules={difference.gone} {...props} />
      <Rest {...props} />
    </>
  )
}

function Buttons({ language, edition, preview, stale, dates }: EditionPageProps) {
  const t = editionWords(language)
  const address = editionAddress(edition.hash)
  if (preview && !preview.endedAt) return null
  const ready = preview && !stale
  return (
    <>
      {preview && stale && <Notice tone="due">{t('preview.stale')}</Notice>}
      <Actions>
        <Form action={`${address}/preview`} method="post" label={t('preview.start')}>
          <Button tone={ready ? 'soft' : 'main'}>{t(preview ? 'preview.again' : 'preview.start')}</Button>
        </Form>
      </Actions>
      {ready && (
        <Confirm open={t('confirm.open')} tone="main">
          <p>{t('confirm.text', { cases: dates?.counts.cases ?? 0, persons: dates?.counts.persons ?? 0 })}</p>
          <Form action={`${address}/confirmation`} method="post" label={t('confirm.open')}>
            <HiddenField name="preview" value={preview.id} />
            <Button>{t('confirm.do')}</Button>
          </Form>
        </Confirm>
      )}
    </>
  )
}

function RuleTable({ title, rules, language }: { title: string; rules: readonly Rule[]; language: Language }) {
  const t = editionWords(language)
  if (rules.length === 0) return null
  return (
    <Section title={title}>
      <Table
        columns={[
          { key: 'rule', text: t('column.rule') },
          { key: 'value', text: t('column.value') },
          { key: 'valid', text: t('column.valid') },
          { key: 'verified', text: t('column.verified') },
        ]}
        rows={rules.map((rule) => ({
          cells: [
            <>
              {rule.text[language]} <Muted>{rule.source[0]}</Muted>
            </>,
            sayAmount(rule, language),
            sayValidity(rule, language),
            <Verified rule={rule} language={language} />,
          ],
        }))}
        empty=""
      />
    </Section>
  )
}

function ChangedTable({
  changed,
  language,
  today,
}: {
  changed: readonly ChangedRule[]
  language: Language
  today: Day
}) {
  const t = editionWords(language)
  if (changed.length === 0) return null
  const turn = (before: string, after: string) => (before === after ? after : t('turned', { before, after }))
  return (
    <Section title={t('rules.changed', { count: changed.length })}>
      <Table
        columns={[
          { key: 'rule', text: t('column.rule') },
          { key: 'value', text: t('column.value') },
          { key: 'valid', text: t('column.valid') },
          { key: 'verified', text: t('column.verified') },
        ]}
        rows={changed.map(({ before, after }) => ({
          href: ruleAddress(after.id),
          cells: [
            <>
              {turn(before.text[language], after.text[language])} <Muted>{after.source[0]}</Muted>{' '}
              {holdsOn(before, today) && !holdsOn(after, today) && <b>{t('rules.ends')}</b>}
            </>,
            turn(sayAmount(before, language), sayAmount(after, language)),
            turn(sayValidity(before, language), sayValidity(after, language)),
            <Verified rule={after} language={language} />,
          ],
        }))}
        empty=""
      />
    </Section>
  )
}

function Rest({ difference: { kinds, days, added, changed, gone }, language }: EditionPageProps) {
  const t = editionWords(language)
  if ([kinds, days, added, changed, gone].every((list) => list.length === 0)) return <Muted>{t('rules.same')}</Muted>
  return (
    <>
      {kinds.length > 0 && <p>{t('kinds.changed', { count: kinds.length, list: kinds.slice(0, 30).join(', ') })}</p>}
      {days.length > 0 && (
        <More title={t('days.changed', { count: days.length })}>
          <p>{days.map((on) => sayDay(on, language)).join('; ')}</p>
        </More>
      )}
      <Actions>
        <ButtonLink tone="soft" href={lawAddress}>
          {t('toList')}
        </ButtonLink>
      </Actions>
    </>
  )
}
