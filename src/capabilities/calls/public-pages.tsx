import type { Child, Href } from '../../platform/jsx-runtime.ts'
import { sayDay } from '../../platform/words/saying-days.ts'
import {
  Actions,
  ButtonLink,
  EmptyState,
  Filters,
  Main,
  Muted,
  Notice,
  Pager,
  PageTitle,
  Section,
  SelectField,
  StructuredData,
  Table,
} from '../../ui/index.ts'
import type { Law } from '../law/index.ts'
import { sayLanguage } from '../papers/index.ts'
import { sayClock, sayLeft } from './clock.ts'
import { CallTag, countriesOf, type Standing } from './desk-pages.tsx'
import { CallFacts, type FactsProps } from './facts-view.tsx'
import type { Call, CallState } from './rules.ts'
import { sayDays } from './saying.ts'
import type { Say } from './words.ts'

/** Where the public reads calls. */
export const publicAddress = (institution: string, language: string): Href => `/${institution}/${language}/calls`

export const filterNames = ['country', 'language', 'level', 'audience'] as const
export type PublicFilter = Readonly<Record<(typeof filterNames)[number], string>>

interface ListProps {
  readonly t: Say
  readonly institution: string
  readonly over: string
  readonly law: Law
  /** One page of the calls that the filter shows, in the order of their groups. */
  readonly calls: readonly Standing[]
  readonly filter: PublicFilter
  readonly choices: Readonly<Record<(typeof filterNames)[number], readonly string[]>>
  readonly page: number
  readonly pages: number
  readonly beside: Child
}

export const groups = ['open', 'coming', 'standing', 'ended'] as const
export function groupOf(state: CallState): (typeof groups)[number] {
  return state === 'open' || state === 'coming' || state === 'standing' ? state : 'ended'
}

/** The calls of an institution for whoever thinks of going, or coming. */
export function PublicCallsPage(props: ListProps) {
  const { t, institution, calls, filter, choices, beside } = props
  const narrowed = filterNames.some((name) => filter[name] !== '')
  const nothing = calls.length === 0 && !narrowed
  const byGroup = Map.groupBy(calls, ({ state }) => groupOf(state))
  return (
    <Main>
      <PageTitle title={t('public.title')} over={props.over} lead={t('public.lead')} />
      {nothing ? (
        <EmptyState
          title={t('public.empty')}
          text={t('public.emptyText')}
          action={
            <ButtonLink tone="soft" href={`/${institution}/${t.language}/contacts`}>
              {t('public.askOffice')}
            </ButtonLink>
          }
        />
      ) : (
        <Narrowing {...props} narrowed={narrowed} choices={choices} />
      )}
      {calls.length === 0 && narrowed && <EmptyState title={t('public.none')} text={t('public.noneText')} />}
      {groups.map((group) => byGroup.has(group) && <Group {...props} group={group} of={byGroup.get(group) ?? []} />)}
      <Turning {...props} />
      {beside}
    </Main>
  )
}

function Group({
  t,
  institution,
  law,
  group,
  of,
}: ListProps & { group: (typeof groups)[number]; of: readonly Standing[] }) {
  return (
    <Section title={t(`group.${group}`)} id={group}>
      <Table
        caption={t(`group.${group}`)}
        captionHidden
        columns={[
          { key: 'title', text: t('field.title') },
          { key: 'where', text: t('public.where') },
          { key: 'audience', text: t('field.audience') },
          { key: 'days', text: t('field.days') },
        ]}
        rows={of.map(({ call }) => ({
          href: `${publicAddress(institution, t.language)}/${call.slug}`,
          cells: [
            call.said.title[t.language],
            countriesOf(call, law, t) || t(`direction.${call.direction}`),
            t(`audience.${call.audience}`),
            sayDays(call, t.language),
          ],
        }))}
        empty=""
      />
    </Section>
  )
}

function Narrowing({ t, institution, law, filter, choices, narrowed }: ListProps & { narrowed: boolean }) {
  const say: Readonly<Record<(typeof filterNames)[number], (value: string) => string>> = {
    country: (code) => law.country(code)?.name[t.language] ?? code,
    language: (code) => sayLanguage(code, t.language),
    level: (level) => t.find(`level.${level}`) ?? level,
    audience: (audience) => t.find(`audience.${audience}`) ?? audience,
  }
  const labels = { audience: 'field.audience', country: 'public.country', language: 'public.language' } as const
  const address = publicAddress(institution, t.language)
  const reset = narrowed ? { href: address, text: t('desk.all') } : undefined
  return (
    <Filters action={address} label={t('public.filter')} button={t('desk.show')} reset={reset}>
      {filterNames
        .filter((name) => choices[name].length > 1 || filter[name] !== '')
        .map((name) => (
          <SelectField
            name={name}
            label={t(name === 'level' ? 'public.level' : labels[name])}
            options={[
              { value: '', text: t('any') },
              ...choices[name].map((value) => ({ value, text: say[name](value), selected: filter[name] === value })),
            ]}
          />
        ))}
    </Filters>
  )
}

function Turning({ t, institution, filter, page, pages }: ListProps) {
  if (pages < 2) return null
  const to = (turned: number): Href => {
    const query = new URLSearchParams({ ...filter, page: String(turned) })
    for (const name of filterNames) if (filter[name] === '') query.delete(name)
    return `${publicAddress(institution, t.language)}?${query}`
  }
  return (
    <Pager
      label={t('public.pages')}
      newer={page > 1 ? { href: to(page - 1), text: t('public.newer') } : undefined}
      older={page < pages ? { href: to(page + 1), text: t('public.older') } : undefined}
      text={t('public.page', { page, pages })}
    />
  )
}

interface CallProps extends FactsProps {
  readonly call: Call
  readonly state: CallState
  readonly over: Child
  readonly now: Date
  readonly entry: Child
  readonly structured: unknown
}

/** One call for whoever may want to apply: whether it is open and until when, all its facts, and the two ways on. */
export function PublicCallPage(props: CallProps) {
  const { t, call, state, now, entry } = props
  const address = publicAddress(call.institution, t.language)
  return (
    <Main>
      <PageTitle
        id={call.slug}
        title={call.said.title[t.language]}
        over={props.over}
        lead={call.said.about[t.language]}
      />
      <Clock t={t} call={call} state={state} now={now} />
      <Actions>
        {entry}
        {state !== 'past' && state !== 'closed' && (
          <ButtonLink tone="soft" href={`${address}/${call.slug}/check`}>
            {t('public.check')}
          </ButtonLink>
        )}
      </Actions>
      <CallFacts {...props} />
      {t.language !== 'en' && call.source?.unread.includes(t.language) && (
        <p>
          <Muted>{t('public.unread')}</Muted>
        </p>
      )}
      <StructuredData facts={props.structured} />
    </Main>
  )
}

const tones = { open: 'ok', coming: 'due', standing: 'wait' } as const

function Clock({ t, call, state, now }: { t: Say; call: Call; state: CallState; now: Date }) {
  const tone = groupOf(state)
  const left = state === 'open' ? sayLeft(t, call, now) : null
  return (
    <Notice tone={tone === 'ended' ? 'quiet' : tones[tone]} title={sayClock(t, call, state)}>
      <p>
        <CallTag t={t} state={state} /> {left && <b>{left}</b>}
        {state === 'past' && call.closesOn && (
          <span id="closed-on">{t('clock.closed', { day: sayDay(call.closesOn, t.language) })}</span>
        )}
      </p>
    </Notice>
  )
}
