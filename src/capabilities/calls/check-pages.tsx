import type { Child, Href } from '../../platform/jsx-runtime.ts'
import type { Problem, Typed } from '../../platform/web/form.ts'
import { formWords, saidOf, sayProblem } from '../../platform/web/words.ts'
import {
  Actions,
  Button,
  EmptyState,
  ErrorSummary,
  Form,
  Link,
  Main,
  More,
  Muted,
  Notice,
  PageTitle,
  Prose,
  Section,
  SelectField,
  Table,
  TextField,
} from '../../ui/index.ts'
import type { Unit } from '../institutions/index.ts'
import type { Law } from '../law/index.ts'
import { type Condition, cefr, fields, type SaidSource, specialties } from '../packs/index.ts'
import { type Question, questionOf, questionsOf } from './check-form.ts'
import { answerOf, conditionsOf, judge, type Known, type Why, whyNotYet } from './criteria.ts'
import type { Call } from './rules.ts'
import type { Say } from './words.ts'

interface CheckProps {
  readonly t: Say
  readonly call: Call
  readonly address: Href
  readonly law: Law
  readonly units: readonly Unit[]
  readonly typed: Typed
  readonly problems: readonly Problem[]
  /** What was answered; null: nothing yet, or not understood. */
  readonly known: Known | null
  /** Why no applications are taken now; null: they are. */
  readonly later: string | null
  readonly entry: Child
}

/** Whether somebody may apply, before they fill in any form; also without script. */
export function CheckPage(props: CheckProps) {
  const { t, call, address, known, later, problems } = props
  const { criteria } = call.said
  const asked = questionsOf(call.said)
  return (
    <Main width="narrow">
      {problems.length > 0 && (
        <ErrorSummary
          title={formWords(t.language)('form.summary', { count: problems.length })}
          problems={problems.map((one) => ({ href: `#${one.field}`, text: sayProblem(one, t.language, t) }))}
        />
      )}
      <PageTitle
        title={t('check.title')}
        over={<Link href={address}>{call.said.title[t.language]}</Link>}
        lead={asked.length > 0 && t('check.lead')}
      />
      {later && (
        <Notice tone="wait" title={t('check.later')}>
          <p>{later}</p>
        </Notice>
      )}
      {!criteria && <EmptyState title={t('check.none')} action={props.entry} />}
      {criteria && (known || asked.length === 0) && <Verdict {...props} known={known ?? {}} />}
      {asked.length > 0 && (
        <Form action={`${address}/check`} method="post" label={t('check.title')}>
          {asked.map((question) => (
            <Asked {...props} question={question} />
          ))}
          <Actions>
            <Button>{t('check.go')}</Button>
            <Link href={address}>{t('check.back')}</Link>
          </Actions>
        </Form>
      )}
    </Main>
  )
}

const tones = { yes: 'ok', open: 'due', no: 'late' } as const

function Verdict({ t, call, known, typed, entry, law, units }: CheckProps & { known: Known }) {
  const { criteria, documents } = call.said
  if (!criteria) return null
  const answer = judge(criteria, known)
  const why = whyNotYet(criteria, known)
  const said = (question: Question) => sayAnswer({ t, call, law, units }, question, typed[question] ?? '')
  const papers = documents.filter(({ when }) => !when || judge(when, known) !== 'no')
  return (
    <>
      <Notice tone={tones[answer]} title={t(`check.${answer}`)} role="status">
        <p>{t(`check.${answer}Text`)}</p>
        {why && answer !== 'no' && <Reasons t={t} why={why} said={said} />}
        {why && answer === 'no' && <Refusal t={t} why={why} said={said} />}
      </Notice>
      {answer !== 'no' && entry}
      {papers.length > 0 && answer !== 'no' && (
        <Section title={t('check.papers')}>
          <Prose>
            <ul>
              {papers.map(({ title }) => (
                <li>{title[t.language]}</li>
              ))}
            </ul>
          </Prose>
        </Section>
      )}
      <More title={t('check.rules')}>
        <Table
          columns={[
            { key: 'rule', text: t('check.rule') },
            { key: 'answer', text: t('check.answer') },
            { key: 'result', text: t('check.result') },
          ]}
          rows={conditionsOf(criteria).map((one) => ({
            cells: [one.text[t.language], saidOfRule(t, one, said), metOf(t, one, known)],
          }))}
          empty=""
        />
      </More>
    </>
  )
}

type Said = (question: Question) => string

function saidOfRule(t: Say, { kind }: Condition, said: Said) {
  const question = questionOf(kind)
  return question ? said(question) || t('check.notSaid') : ''
}

function metOf(t: Say, rule: Condition, known: Known) {
  return rule.kind === 'judged' ? t('met.people') : t(`met.${judge(rule, known)}`)
}

/** First what says no; what is only open yet stands apart, so that nobody takes it for a reason. */
function Refusal({ t, why, said }: { t: Say; why: Why; said: Said }) {
  const parts = why.kind === 'all' ? why.of : [why]
  const still = parts.filter((one) => answerOf(one) === 'open')
  return (
    <>
      <ReasonList t={t} whys={parts.filter((one) => answerOf(one) !== 'open')} said={said} />
      {still.length > 0 && <p>{t('check.stillOpen')}</p>}
      {still.length > 0 && <ReasonList t={t} whys={still} said={said} />}
    </>
  )
}

/** What stands in the way: all of it, or any one of it, each rule with what was answered and where it stands. */
function Reasons({ t, why, said }: { t: Say; why: Why; said: Said }): ReturnType<typeof Prose> {
  if (why.kind === 'any')
    return (
      <>
        <p>{t('why.any')}:</p>
        <ReasonList t={t} whys={why.of} said={said} />
      </>
    )
  return <ReasonList t={t} whys={why.kind === 'all' ? why.of : [why]} said={said} />
}

function ReasonList({ t, whys, said }: { t: Say; whys: readonly Why[]; said: Said }) {
  return (
    <ul>
      {whys.map((one) => (
        <li>
          {one.kind === 'one' ? <Reason t={t} rule={one.of} said={said} /> : <Reasons t={t} why={one} said={said} />}
        </li>
      ))}
    </ul>
  )
}

function Reason({ t, rule, said }: { t: Say; rule: Extract<Why, { kind: 'one' }>['of']; said: Said }) {
  const [about] = conditionsOf(rule)
  const question = about && questionOf(about.kind)
  const answered = question ? said(question) : ''
  return (
    <>
      {rule.text[t.language]}
      {question && <Muted> ({answered ? t('check.youSaid', { answer: answered }) : t('check.notSaid')})</Muted>}
      {rule.kind === 'judged' && <div>{t('check.people')}</div>}
      {rule.source && <SourceLine t={t} source={rule.source} />}
    </>
  )
}

/** The words of the page on which a rule stands. */
export function SourceLine({ t, source }: { t: Say; source: SaidSource }) {
  return (
    <div class="muted">
      {t('say.sourceQuote', { quote: source.quote })} {source.url && <Link href={source.url}>{source.url}</Link>}
    </div>
  )
}

type About = Pick<CheckProps, 't' | 'call' | 'law' | 'units'>

/** The choices of a question; null where one types a number. */
function choicesOf({ t, call, law, units }: About, question: Question): { value: string; text: string }[] | null {
  const { language } = t
  const named = (values: readonly string[], prefix: string) =>
    values.map((value) => ({ value, text: t.find(`${prefix}.${value}`) ?? value }))
  switch (question) {
    case 'is':
      return named(['student', 'teacher', 'staff'], 'is')
    case 'specialty':
      return named(specialties, 'specialty')
    case 'language':
      return named(['none', ...cefr], 'language')
    case 'field':
      return named(fields, 'field')
    case 'citizenship':
      return law.countries
        .map(({ code, name }) => ({ value: code, text: name[language] }))
        .toSorted((one, other) => one.text.localeCompare(other.text, language))
    case 'unit':
      return units.map(({ id, name }) => ({ value: id, text: name[language] }))
    case 'host':
      return call.said.hosts.map(({ id, name }) => ({ value: id, text: name }))
    default:
      return null
  }
}

function sayAnswer(about: About, question: Question, typed: string): string {
  return choicesOf(about, question)?.find(({ value }) => value === typed)?.text ?? typed
}

function Asked(props: CheckProps & { question: Question }) {
  const { t, question, typed, problems } = props
  const about = { name: question, label: t(`ask.${question}`), error: saidOf(problems, question, t.language, t) }
  const choices = choicesOf(props, question)
  const hint = question === 'average' ? t('ask.averageHint') : undefined
  if (!choices)
    return (
      <TextField {...about} hint={hint} value={typed[question]} width="short" inputmode="decimal" autocomplete="off" />
    )
  const open = { value: '', text: t('ask.notYet') }
  const options = choices.map((one) => ({ ...one, selected: typed[question] === one.value }))
  return <SelectField {...about} options={[open, ...options]} />
}
