import type { Day } from '../../platform/days.ts'
import type { Href, Html } from '../../platform/jsx-runtime.ts'
import type { Problem, Typed } from '../../platform/web/form.ts'
import { dayParts, formWords, saidOf, sayProblem } from '../../platform/web/words.ts'
import { sayDay, sayDistance } from '../../platform/words/saying-days.ts'
import {
  Actions,
  Button,
  DayField,
  ErrorSummary,
  Form,
  Link,
  Main,
  Notice,
  PageTitle,
  Section,
  SelectField,
} from '../../ui/index.ts'
import type { Institution } from '../institutions/index.ts'
import type { RegistrationAnswer } from '../law/index.ts'
import { RuleCard } from './rule-card.tsx'
import type { Say } from './words.ts'

export interface Asked {
  readonly citizenship: string
  readonly entered: Day
  readonly answer: RegistrationAnswer
}

interface Props {
  readonly t: Say
  readonly institution: Institution
  readonly address: Href
  readonly countries: readonly { readonly code: string; readonly name: string }[]
  readonly today: Day
  readonly typed: Typed
  readonly problems: readonly Problem[]
  readonly asked: Asked | null
}

/** "Am I exempt, and for how long?" for any citizenship and any day, with what the answer rests on. */
export function RegistrationPage(props: Props): Html {
  const { t, institution, problems, asked } = props
  return (
    <Main width="narrow">
      {problems.length > 0 && (
        <ErrorSummary
          title={formWords(t.language)('form.summary', { count: problems.length })}
          problems={problems.map((one) => ({ href: `#${one.field}`, text: sayProblem(one, t.language, t) }))}
        />
      )}
      <PageTitle title={t('registration.title')} over={institution.name[t.language]} lead={t('registration.lead')} />
      {asked && <Answer {...props} asked={asked} />}
      <Question {...props} />
      <Section title={t('registration.how')}>
        <p>{t('registration.howText')}</p>
        <p>
          <Link href={`/${institution.id}/${t.language}/contacts`}>{t('registration.contacts')}</Link>
        </p>
      </Section>
    </Main>
  )
}

const tones = { 'own-citizen': 'quiet', exempt: 'ok', 'must-register': 'due' } as const

function Answer({ t, today, countries, asked }: Props & { asked: Asked }) {
  const { kind, until, provisional, rules } = asked.answer
  const said = {
    country: countries.find(({ code }) => code === asked.citizenship)?.name ?? asked.citizenship,
    entered: sayDay(asked.entered, t.language),
    until: sayDay(until, t.language),
    days: Number(rules[0]?.value ?? 0),
  }
  return (
    <>
      <Notice tone={tones[kind]} title={t(`answer.${kind}`, said)} role="status">
        <p>{t(`answer.${kind}.text`, said)}</p>
        {kind !== 'own-citizen' && <p>{t('answer.left', { distance: sayDistance(until, today, t.language) })}</p>}
        {provisional && <p>{t('answer.provisional')}</p>}
      </Notice>
      {rules.map((rule) => (
        <RuleCard t={t} rule={rule} />
      ))}
    </>
  )
}

function Question({ t, address, countries, typed, problems, asked }: Props) {
  const errorOf = (field: string) => saidOf(problems, field, t.language, t)
  return (
    <Form action={address} method="get" label={t('registration.title')}>
      <SelectField
        name="citizenship"
        label={t('registration.citizenship')}
        options={[
          { value: '', text: t('registration.choose') },
          ...countries.map(({ code, name }) => ({ value: code, text: name, selected: typed.citizenship === code })),
        ]}
        error={errorOf('citizenship')}
      />
      <DayField
        name="entered"
        label={t('registration.entered')}
        hint={t('registration.enteredHint')}
        words={dayParts(t.language)}
        value={{
          day: typed['entered.day'] ?? '',
          month: typed['entered.month'] ?? '',
          year: typed['entered.year'] ?? '',
        }}
        error={errorOf('entered')}
      />
      <Actions>
        <Button>{t(asked ? 'registration.again' : 'registration.ask')}</Button>
      </Actions>
    </Form>
  )
}
