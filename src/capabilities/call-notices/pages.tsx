import type { Href } from '../../platform/jsx-runtime.ts'
import type { Problem, Typed } from '../../platform/web/form.ts'
import { dayParts, formWords, saidOf, sayProblem } from '../../platform/web/words.ts'
import type { Language } from '../../platform/words/languages.ts'
import {
  Actions,
  Button,
  CheckField,
  Columns,
  DayField,
  DescriptionList,
  ErrorSummary,
  FieldGroup,
  Form,
  HiddenField,
  Link,
  Main,
  More,
  Notice,
  PageTitle,
  Prose,
  Section,
  SelectField,
  Stack,
  TextField,
} from '../../ui/index.ts'
import { type Call, callWords, cefr, sayDays, specialties } from '../calls/index.ts'
import { countryOptions } from '../cases/index.ts'
import type { Institution } from '../institutions/index.ts'
import type { Law } from '../law/index.ts'
import { sayLanguage } from '../papers/index.ts'
import { feedLinks } from './feeds.ts'
import { type Dimension, dimensions, type Interests, type Subscription } from './rules.ts'
import type { Say } from './words.ts'

export const askAddress = (institution: string, language: Language): Href => `/${institution}/${language}/notices`

export interface FormProps {
  readonly t: Say
  readonly law: Law
  readonly institution: Institution
  readonly offered: Interests
  readonly typed: Typed
  readonly problems: readonly Problem[]
  readonly tooMany?: boolean
}

function Slips({ t, problems, tooMany }: FormProps) {
  if (tooMany) return <Notice tone="late" title={t('ask.tooMany')} role="alert" />
  if (problems.length === 0) return null
  return (
    <ErrorSummary
      title={formWords(t.language)('form.summary', { count: problems.length })}
      problems={problems.map((one) => ({ href: `#${one.field}`, text: sayProblem(one, t.language, t) }))}
    />
  )
}

/** For whoever wants to hear of new calls: an address, what interests them, and what they tell of themselves. */
export function AskPage(props: FormProps & { id: string }) {
  const { t, institution, typed, problems, id } = props
  return (
    <Main width="narrow">
      <Slips {...props} />
      <PageTitle
        title={t('ask.title')}
        over={<Link href={`/${institution.id}/${t.language}/calls`}>{t('ask.calls')}</Link>}
        lead={t('ask.lead')}
      />
      <Form action={askAddress(institution.id, t.language)} method="post">
        <HiddenField name="id" value={id} />
        <TextField
          name="email"
          label={t('field.email')}
          hint={t('field.emailHint')}
          type="email"
          autocomplete="email"
          value={typed.email ?? ''}
          error={saidOf(problems, 'email', t.language, t)}
        />
        <Wishes {...props} />
        <Actions>
          <Button>{t('ask.do')}</Button>
        </Actions>
      </Form>
      <Feeds t={t} institution={institution.id} />
    </Main>
  )
}

/** For programs that read by themselves: the same news as feeds. */
export function Feeds({ t, institution }: { t: Say; institution: string }) {
  return (
    <Section title={t('feed.heading')}>
      <Prose>
        <ul>
          {feedLinks(institution, t.language).map(({ href, title }) => (
            <li>
              <Link href={href}>{title}</Link>
            </li>
          ))}
        </ul>
      </Prose>
    </Section>
  )
}

function Wishes(props: FormProps) {
  const { t, typed } = props
  return (
    <>
      {dimensions.map((of) => (
        <FieldGroup legend={t(`wish.${of}`)} hint={t('wish.none')}>
          <Columns>
            {shownOf(props, of).map((value) => (
              <CheckField
                name={`${of}.${value}`}
                label={sayWish(props, of, value)}
                checked={typed[`${of}.${value}`] === 'yes'}
              />
            ))}
          </Columns>
        </FieldGroup>
      ))}
      <More title={t('about.title')}>
        <p>{t('about.why')}</p>
        <AboutFields {...props} />
      </More>
    </>
  )
}

// A partner may sit in a union of states, which is no country that somebody goes to.
const shownOf = ({ law, offered }: FormProps, of: Dimension) =>
  offered[of].filter((value) => of !== 'country' || law.country(value) !== null)

/** A wish in the reader's words: Germany, Master's, Engineering. */
export function sayWish({ t, law }: { t: Say; law: Law }, of: Dimension, value: string): string {
  if (of === 'country') return law.country(value)?.name[t.language] ?? value
  if (of === 'language') return sayLanguage(value, t.language)
  return callWords.byData(t.language).find(`${of}.${value}`) ?? value
}

function AboutFields({ t, law, typed, problems }: FormProps) {
  const choose = (name: 'is' | 'languageLevel' | 'specialty', options: readonly string[]) => (
    <SelectField
      name={name}
      label={t(`about.${name}`)}
      width="half"
      options={[
        { value: '', text: t('about.untold') },
        ...options.map((value) => ({
          value,
          text: t.find(`${name}.${value}`) ?? value,
          selected: value === typed[name],
        })),
      ]}
    />
  )
  const day = (name: 'studiesSince' | 'degreeOn' | 'birthDay') => (
    <DayField
      name={name}
      label={t(`about.${name}`)}
      words={dayParts(t.language)}
      value={{
        day: typed[`${name}.day`] ?? '',
        month: typed[`${name}.month`] ?? '',
        year: typed[`${name}.year`] ?? '',
      }}
      error={saidOf(problems, name, t.language, t)}
    />
  )
  return (
    <Stack>
      {choose('is', ['student', 'teacher', 'staff'])}
      <SelectField
        name="citizenship"
        label={t('about.citizenship')}
        width="half"
        options={countryOptions(law, t, typed.citizenship ?? '', t('about.untold'))}
      />
      {choose('languageLevel', ['none', ...cefr])}
      {choose('specialty', specialties)}
      {day('studiesSince')}
      {day('degreeOn')}
      {day('birthDay')}
    </Stack>
  )
}

/** After the form, whatever stood in it: who asked for another's address learns nothing about it. */
export function AskedPage({ t, institution, email }: { t: Say; institution: Institution; email: string }) {
  return (
    <Main width="narrow">
      <PageTitle title={t('asked.title')} lead={t('asked.text', { email })} />
      <p>
        <Link href={`/${institution.id}/${t.language}/calls`}>{t('ask.calls')}</Link>
      </p>
    </Main>
  )
}

export interface OwnProps extends FormProps {
  readonly subscription: Subscription
  readonly here: Href
  /** The open calls that fit, with what is known of whether the person may apply. */
  readonly fitting: readonly { readonly call: Call; readonly said: string }[]
  readonly notice: string | null
}

/** What one address has asked for: confirmed here, changed, ended; nobody signs in for it. */
export function OwnPage(props: OwnProps) {
  const { t, subscription, here, institution, notice } = props
  if (!subscription.confirmedAt)
    return (
      <Main width="narrow">
        <PageTitle title={t('confirm.title')} lead={t('confirm.text', { email: subscription.email })} />
        <Form action={`${here}/confirmation`} method="post">
          <Actions>
            <Button>{t('confirm.do')}</Button>
            <Button tone="soft" action={`${here}/end`}>
              {t('confirm.not')}
            </Button>
          </Actions>
        </Form>
      </Main>
    )
  return (
    <Main width="narrow">
      <Slips {...props} />
      <PageTitle
        title={t('own.title')}
        over={institution.name[t.language]}
        lead={t('own.text', { email: subscription.email })}
      />
      {notice && <Notice tone="ok" title={notice} role="status" />}
      <Form action={`${here}/end`} method="post">
        <Actions>
          <Button tone="danger">{t('own.end')}</Button>
        </Actions>
      </Form>
      <Fitting {...props} />
      <Section title={t('own.change')}>
        <Form action={here} method="post">
          <Wishes {...props} />
          <Actions>
            <Button>{t('own.save')}</Button>
          </Actions>
        </Form>
      </Section>
    </Main>
  )
}

function Fitting({ t, institution, fitting }: OwnProps) {
  if (fitting.length === 0) return <p>{t('own.noneOpen')}</p>
  return (
    <Section title={t('own.open')}>
      <DescriptionList
        rows={fitting.map(({ call, said }) => ({
          term: sayDays(call, t.language),
          value: (
            <>
              <Link href={`/${institution.id}/${t.language}/calls/${call.slug}`}>{call.said.title[t.language]}</Link>
              {said.split('\n').map((line) => (
                <p>{line}</p>
              ))}
            </>
          ),
        }))}
      />
    </Section>
  )
}

/** Nothing is kept any more. */
export function EndedPage({ t, institution }: { t: Say; institution: Institution }) {
  return (
    <Main width="narrow">
      <PageTitle title={t('ended.title')} lead={t('ended.text')} />
      <p>
        <Link href={askAddress(institution.id, t.language)}>{t('ended.again')}</Link>
      </p>
    </Main>
  )
}

/** Below the public list of calls. */
export function Beside({ t, institution }: { t: Say; institution: string }) {
  return (
    <Section title={t('beside.title')}>
      <p>
        {t('beside.text')} <Link href={askAddress(institution, t.language)}>{t('beside.go')}</Link>
      </p>
    </Section>
  )
}
