import { dayOf } from '../../platform/days.ts'
import type { Problem, Typed } from '../../platform/web/form.ts'
import { saidOf } from '../../platform/web/words.ts'
import type { Language } from '../../platform/words/languages.ts'
import { sayDay } from '../../platform/words/saying-days.ts'
import {
  Actions,
  Button,
  Card,
  Confirm,
  Crumbs,
  DescriptionList,
  Form,
  HiddenField,
  Muted,
  Notice,
  PageTitle,
  Section,
  TextArea,
} from '../../ui/index.ts'
import { fingerprintOf, type Rule } from '../law/index.ts'
import { topicOf } from './rules.ts'
import { lawAddress, ruleAddress, sayAmount, sayValidity, Verified } from './shared-pages.tsx'
import type { checksOfRule } from './store.ts'
import { editionWords } from './words.ts'

export interface RulePageProps {
  readonly language: Language
  readonly id: string
  /** All editions of the rule, the newest first. */
  readonly rules: readonly Rule[]
  readonly checks: Awaited<ReturnType<typeof checksOfRule>>
  readonly mayVerify: boolean
  readonly typed: Typed
  readonly problems: readonly Problem[]
  readonly refused: string | null
}

/** One rule with its editions, where each comes from, and who has held it against its act. */
export function RulePage({ language, id, rules, checks, refused, ...props }: RulePageProps) {
  const t = editionWords(language)
  const [first] = rules
  const title = (first && t.find(`topic.${topicOf(first)}`)) ?? id
  return (
    <>
      <Crumbs label={t('way')} steps={[{ text: t('title'), href: lawAddress }, { text: id }]} />
      {refused && (
        <Notice tone="late" role="alert">
          <p>{t.find(refused) ?? refused}</p>
        </Notice>
      )}
      <PageTitle title={title} lead={id} />
      {rules.map((rule) => (
        <OneEdition rule={rule} language={language} {...props} />
      ))}
      <Section title={t('checks')}>
        {checks.length === 0 && <Muted>{t('checks.none')}</Muted>}
        <ul>
          {checks.map((check) => (
            <li>
              {t('checks.by', { name: check.by, day: sayDay(dayOf(check.at), language), note: check.note })}
              {check.backAt &&
                ` ${t('checks.back', { name: check.backBy ?? '', day: sayDay(dayOf(check.backAt), language) })}`}
            </li>
          ))}
        </ul>
      </Section>
    </>
  )
}

type OneProps = Pick<RulePageProps, 'language' | 'mayVerify' | 'typed' | 'problems'> & { readonly rule: Rule }

function OneEdition({ rule, language, mayVerify, ...shown }: OneProps) {
  const t = editionWords(language)
  const rows = [
    { term: t('column.value'), value: sayAmount(rule, language) },
    { term: t('column.verified'), value: <Verified rule={rule} language={language} /> },
    { term: t('column.asOf'), value: rule.asOf ?? t('asOf.unknown') },
    ...(rule.note ? [{ term: t('column.note'), value: rule.note[language] }] : []),
    {
      term: t('column.source'),
      value: (
        <ul>
          {rule.source.map((source) => (
            <li>{source}</li>
          ))}
        </ul>
      ),
    },
  ]
  return (
    <Card title={sayValidity(rule, language)}>
      <p>{rule.text[language]}</p>
      <DescriptionList rows={rows} />
      {mayVerify && rule.checked && <TakeBack rule={rule} language={language} />}
      {mayVerify && !rule.checked && <Verify rule={rule} language={language} {...shown} />}
    </Card>
  )
}

function Verify({ rule, language, typed, problems }: Omit<OneProps, 'mayVerify'>) {
  const t = editionWords(language)
  const print = fingerprintOf(rule)
  const here = typed.print === print
  return (
    <Confirm open={t('verify.open')} tone="soft" expanded={here}>
      <p>{t('verify.text')}</p>
      <Form action={`${ruleAddress(rule.id)}/check`} method="post" label={t('verify.open')}>
        <HiddenField name="print" value={print} />
        <TextArea
          name="note"
          label={t('verify.note')}
          hint={t('verify.note.hint')}
          value={here ? typed.note : ''}
          error={here ? saidOf(problems, 'note', language, t) : undefined}
          rows={3}
        />
        <Actions>
          <Button>{t('verify.do')}</Button>
        </Actions>
      </Form>
    </Confirm>
  )
}

function TakeBack({ rule, language }: { rule: Rule; language: Language }) {
  const t = editionWords(language)
  return (
    <Confirm open={t('back.open')}>
      <p>{t('back.text')}</p>
      <Form action={`${ruleAddress(rule.id)}/check/back`} method="post" label={t('back.open')}>
        <HiddenField name="print" value={fingerprintOf(rule)} />
        <Button tone="danger">{t('back.do')}</Button>
      </Form>
    </Confirm>
  )
}
