import type { Child, Href } from '../../platform/jsx-runtime.ts'
import type { Problem, Typed } from '../../platform/web/form.ts'
import { formWords, saidOf, sayProblem } from '../../platform/web/words.ts'
import { sayDay } from '../../platform/words/saying-days.ts'
import {
  Actions,
  Button,
  CheckField,
  Crumbs,
  DayField,
  ErrorSummary,
  FieldGroup,
  Form,
  HiddenField,
  Link,
  Muted,
  Notice,
  PageTitle,
  RadioField,
  SelectField,
  TextField,
} from '../../ui/index.ts'
import { address } from './my-pages.tsx'
import { kinds, type Representation } from './rules.ts'
import type { Say } from './words.ts'

/** A case that a consent may be given for, as its choice reads. */
export interface CaseChoice {
  readonly id: string
  readonly text: string
}

export interface FormProps {
  readonly t: Say
  readonly typed: Typed
  readonly problems: readonly Problem[]
  readonly tooMany?: boolean
}

/** The applicant lets somebody act. */
export function GivePage(props: FormProps & { formKey: string; cases: readonly CaseChoice[] }) {
  const { t } = props
  return (
    <Around {...props} title={t('give.title')} lead={t('give.lead')}>
      <Form action={address} method="post">
        <HiddenField name="key" value={props.formKey} />
        <Who {...props} mail={t('give.email')} name={t('give.name')} />
        <Covers {...props} />
        <Actions>
          <Button>{t('give.send')}</Button>
          <Link href={address}>{t('form.back')}</Link>
        </Actions>
      </Form>
    </Around>
  )
}

/** A representative asks for consent. */
export function AskPage(props: FormProps & { formKey: string }) {
  const { t } = props
  return (
    <Around {...props} title={t('ask.title')} lead={t('ask.lead')}>
      <Form action={`${address}/asking`} method="post">
        <HiddenField name="key" value={props.formKey} />
        <Who {...props} mail={t('ask.email')} name={t('ask.name')} />
        <Until {...props} />
        <May {...props} />
        <Actions>
          <Button>{t('ask.send')}</Button>
          <Link href={address}>{t('form.back')}</Link>
        </Actions>
      </Form>
    </Around>
  )
}

/** The applicant decides about a request, and for what the consent is. */
export function ConsentPage(props: FormProps & { one: Representation; cases: readonly CaseChoice[]; gone: boolean }) {
  const { t, one } = props
  const at: Href = `${address}/${one.id}`
  return (
    <Around
      {...props}
      title={t('consent.title', { name: one.name })}
      lead={t('consent.lead', { name: one.name, email: one.email, kind: t(`kind.${one.kind}`) })}
    >
      {props.gone && <Notice tone="late" title={t('asked.gone')} role="alert" />}
      <Form action={at} method="post">
        <Covers {...props} />
        <Actions>
          <Button>{t('consent.give')}</Button>
          <Button tone="danger" action={`${at}/end`} unchecked>
            {t('consent.refuse')}
          </Button>
        </Actions>
      </Form>
    </Around>
  )
}

function Around({
  t,
  problems,
  title,
  lead,
  tooMany,
  children,
}: FormProps & { title: string; lead: string; children: Child }) {
  return (
    <>
      <Crumbs label={t('mine.title')} steps={[{ text: t('mine.title'), href: address }, { text: title }]} />
      {problems.length > 0 && (
        <ErrorSummary
          title={formWords(t.language)('form.summary', { count: problems.length })}
          problems={problems.map((problem) => ({
            href: `#${problem.field}`,
            text: sayProblem(problem, t.language, t),
          }))}
        />
      )}
      <PageTitle title={title} lead={lead} />
      {tooMany && <Notice tone="due" title={t('asking.tooMany')} role="alert" />}
      {children}
    </>
  )
}

function errorOf({ t, problems }: FormProps, field: string): string | undefined {
  return saidOf(problems, field, t.language, t)
}

function Who(props: FormProps & { mail: string; name: string }) {
  const { t, typed } = props
  return (
    <>
      <TextField
        name="email"
        type="email"
        label={props.mail}
        value={typed.email}
        width="half"
        spellcheck="false"
        autocapitalize="none"
        error={errorOf(props, 'email')}
      />
      <TextField name="name" label={props.name} value={typed.name} width="half" error={errorOf(props, 'name')} />
      <RadioField
        name="kind"
        label={t('form.kind')}
        error={errorOf(props, 'kind')}
        options={kinds.map((kind) => ({ value: kind, text: t(`kind.${kind}`), selected: typed.kind === kind }))}
      />
    </>
  )
}

function Covers(props: FormProps & { cases: readonly CaseChoice[] }) {
  const { t, typed, cases } = props
  return (
    <>
      <SelectField
        name="scope"
        label={t('form.scope')}
        error={errorOf(props, 'scope')}
        options={[
          { value: 'all', text: t('form.all'), selected: typed.scope === 'all' },
          ...cases.map(({ id, text }) => ({ value: id, text, selected: typed.scope === id })),
        ]}
      />
      <Until {...props} />
      <May {...props} />
      <CheckField
        name="copies"
        label={t('form.copies')}
        checked={typed.copies === 'yes'}
        error={errorOf(props, 'copies')}
      />
    </>
  )
}

function Until(props: FormProps) {
  const { t, typed } = props
  const words = formWords(t.language)
  return (
    <DayField
      name="until"
      label={t('form.until')}
      hint={t('form.until.hint')}
      words={{ day: words('day.day'), month: words('day.month'), year: words('day.year') }}
      value={{
        day: typed['until.day'] ?? '',
        month: typed['until.month'] ?? '',
        year: typed['until.year'] ?? '',
      }}
      error={errorOf(props, 'until')}
    />
  )
}

function May({ t, typed }: FormProps) {
  return (
    <FieldGroup legend={t('form.may')}>
      <Muted>{t('form.may.hint')}</Muted>
      <CheckField name="maySend" label={t('may.send')} checked={typed.maySend === 'yes'} />
      <CheckField name="mayAccept" label={t('may.accept')} checked={typed.mayAccept === 'yes'} />
    </FieldGroup>
  )
}

/** What was asked, as the applicant's form begins. */
export function typedOf({ until, maySend, mayAccept }: Representation): Typed {
  const [year = '', month = '', day = ''] = until.split('-')
  return {
    ...{ 'until.day': String(Number(day)), 'until.month': String(Number(month)), 'until.year': year, scope: 'all' },
    ...(maySend ? { maySend: 'yes' } : {}),
    ...(mayAccept ? { mayAccept: 'yes' } : {}),
  }
}

/** What a consent lets its holder do, in words. */
export function sayMay(t: Say, { maySend, mayAccept }: Pick<Representation, 'maySend' | 'mayAccept'>): string {
  return [t('may.fill'), ...(maySend ? [t('may.send')] : []), ...(mayAccept ? [t('may.accept')] : [])].join('; ')
}

/** Its last day in words. */
export const sayUntil = (t: Say, { until }: Pick<Representation, 'until'>) => sayDay(until, t.language)
