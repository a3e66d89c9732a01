import type { Day } from '../../platform/days.ts'
import type { Href } from '../../platform/jsx-runtime.ts'
import type { Problem, Typed } from '../../platform/web/form.ts'
import { formWords, saidOf, sayProblem } from '../../platform/web/words.ts'
import { sayDay, sayMoment } from '../../platform/words/saying-days.ts'
import {
  Actions,
  Button,
  ButtonLink,
  CheckField,
  Confirm,
  Crumbs,
  DayField,
  DescriptionList,
  EmptyState,
  ErrorSummary,
  FieldGroup,
  Form,
  HiddenField,
  Moment,
  Pager,
  PageTitle,
  Section,
  Stack,
  Table,
  Tag,
  TextField,
  Verbatim,
} from '../../ui/index.ts'
import { type ApiKey, scopes, stateOf } from './key-rules.ts'
import type { ApiSay } from './words.ts'

interface HereProps {
  readonly t: ApiSay
  readonly text: string
  /** Where `text` leads, when we are at something within it. */
  readonly on?: Href
  readonly and?: string
}

export function Here({ t, text, on, and }: HereProps) {
  const top = { text: t('settings.title'), href: '/desk/settings/api' }
  return <Crumbs label={t('settings.here')} steps={[top, { text, href: on }, ...(and ? [{ text: and }] : [])]} />
}

const tones = { live: 'ok', ended: 'quiet', revoked: 'quiet' } as const

export function KeyState({ t, of, today }: { t: ApiSay; of: ApiKey; today: Day }) {
  const state = stateOf(of, today)
  return <Tag tone={tones[state]}>{t(`keys.state.${state}`)}</Tag>
}

interface KeyFormProps {
  readonly t: ApiSay
  readonly typed: Typed
  readonly problems: readonly Problem[]
  readonly requestKey: string
}

/** What a new key may read, and until when. */
export function KeyFormPage({ t, typed, problems, requestKey }: KeyFormProps) {
  const errorOf = (field: string) => saidOf(problems, field, t.language, t)
  const word = formWords(t.language)
  return (
    <Stack>
      <Here t={t} text={t('keys.new')} />
      {problems.length > 0 && <Problems t={t} problems={problems} first={{ scopes: scopes[0] }} />}
      <PageTitle title={t('keys.new')} lead={t('keys.new.lead')} />
      <Form action="/desk/settings/api/keys" method="post">
        <HiddenField name="key" value={requestKey} />
        <TextField
          name="name"
          label={t('keys.name')}
          hint={t('keys.name.hint')}
          value={typed.name}
          error={errorOf('name')}
        />
        <FieldGroup legend={t('keys.scopes')} hint={t('keys.scopes.hint')} error={errorOf('scopes')}>
          {scopes.map((scope) => (
            <CheckField name={scope} label={scope} hint={t(`scope.${scope}`)} checked={typed[scope] === 'yes'} />
          ))}
        </FieldGroup>
        <DayField
          name="ends"
          label={t('keys.ends')}
          hint={t('keys.ends.hint')}
          value={{ day: typed['ends.day'] ?? '', month: typed['ends.month'] ?? '', year: typed['ends.year'] ?? '' }}
          words={{ day: word('day.day'), month: word('day.month'), year: word('day.year') }}
          error={errorOf('ends')}
        />
        <Actions>
          <Button>{t('keys.make')}</Button>
          <ButtonLink href="/desk/settings/api" tone="soft">
            {t('settings.cancel')}
          </ButtonLink>
        </Actions>
      </Form>
    </Stack>
  )
}

interface ProblemsProps {
  readonly t: ApiSay
  readonly problems: readonly Problem[]
  /** Where a group of boxes begins: its problem leads to its first box. */
  readonly first: Readonly<Record<string, string>>
}

export function Problems({ t, problems, first }: ProblemsProps) {
  const shown = problems.map((problem) => ({
    href: `#${first[problem.field] ?? problem.field}`,
    text: `${t.find(`slot.${problem.field}`) ?? ''} ${sayProblem(problem, t.language, t)}`.trim(),
  }))
  return <ErrorSummary title={t('settings.problems')} problems={shown} />
}

/** The key, once. Null: this form made one already, and nobody can read it again. */
export function KeyMadePage({ t, name, text, url }: { t: ApiSay; name: string; text: string | null; url: string }) {
  return (
    <Stack>
      <Here t={t} text={name} />
      <PageTitle
        title={text ? t('keys.made') : t('keys.already')}
        lead={text ? t('keys.made.lead') : t('keys.already.lead')}
      />
      {text && <Verbatim label={t('keys.key')}>{text}</Verbatim>}
      {text && (
        <Section title={t('keys.tryIt')}>
          <Verbatim label="curl">{`curl -H "Authorization: Bearer ${text}" \\\n  "${url}/api/v1/key"`}</Verbatim>
        </Section>
      )}
      <Actions>
        <ButtonLink href="/desk/settings/api">{t('settings.back')}</ButtonLink>
        <ButtonLink href="/api" tone="soft">
          {t('settings.docs')}
        </ButtonLink>
      </Actions>
    </Stack>
  )
}

interface KeyProps {
  readonly t: ApiSay
  readonly apiKey: ApiKey
  readonly today: Day
  readonly looks: readonly {
    readonly id: string
    readonly at: Date
    readonly caseId: string
    readonly procedure: string
    readonly number: string | null
    readonly title: string
  }[]
  readonly more: boolean
}

/** One key: what it may, who made it, whose answers it has read, and taking it back. */
export function KeyPage({ t, apiKey, today, looks, more }: KeyProps) {
  const last = looks.at(-1)
  return (
    <Stack>
      <Here t={t} text={apiKey.name} />
      <PageTitle title={apiKey.name} />
      <DescriptionList rows={rowsOf(t, apiKey, today)} />
      {!apiKey.revokedAt && (
        <Confirm open={t('keys.revoke')}>
          <p>{t('keys.revoke.text')}</p>
          <Form action={`/desk/settings/api/keys/${apiKey.id}/revocation`} method="post">
            <Actions>
              <Button tone="danger">{t('keys.revoke')}</Button>
            </Actions>
          </Form>
        </Confirm>
      )}
      <Section title={t('keys.looks')}>
        <Table
          caption={t('keys.looks')}
          captionHidden
          columns={[
            { key: 'case', text: t('keys.looks.case') },
            { key: 'number', text: t('keys.looks.number') },
            { key: 'at', text: t('keys.looks.at') },
          ]}
          rows={looks.map(({ at, caseId, procedure, number, title }) => ({
            href: `/desk/cases/${procedure}/${caseId}`,
            cells: [title, number, <Moment dateTime={at.toISOString()}>{sayMoment(at, t.language)}</Moment>],
          }))}
          empty={<EmptyState title={t('keys.looks.none')} text={t('keys.looks.none.text')} />}
        />
        {more && last && (
          <Pager label={t('keys.looks')} older={{ href: `?before=${last.id}`, text: t('settings.older') }} />
        )}
      </Section>
    </Stack>
  )
}

function rowsOf(t: ApiSay, key: ApiKey, today: Day) {
  const { language } = t
  const revoked = key.revokedAt && {
    term: t('keys.revoked'),
    value: t('settings.byAt', { by: key.revokedBy ?? '', at: sayMoment(key.revokedAt, language) }),
  }
  return [
    { term: t('keys.state'), value: <KeyState t={t} of={key} today={today} /> },
    { term: t('keys.begins'), value: <code>{key.prefix}</code> },
    { term: t('keys.scopes'), value: key.scopes.join(', ') },
    { term: t('keys.ends'), value: key.endsOn ? sayDay(key.endsOn, language) : t('keys.ends.never') },
    { term: t('keys.used'), value: key.lastUsedOn ? sayDay(key.lastUsedOn, language) : t('keys.used.never') },
    { term: t('keys.madeBy'), value: t('settings.byAt', { by: key.madeBy, at: sayMoment(key.madeAt, language) }) },
    ...(revoked ? [revoked] : []),
  ]
}
