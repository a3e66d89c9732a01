import type { Child, Href } from '../../platform/jsx-runtime.ts'
import {
  Actions,
  ButtonLink,
  DescriptionList,
  EmptyState,
  Filters,
  Link,
  Pager,
  PageTitle,
  SearchField,
  Section,
  SelectField,
  Stack,
  Table,
  Tag,
} from '../../ui/index.ts'
import type { Law } from '../law/index.ts'
import { CallFacts, type FactsProps } from './facts-view.tsx'
import { audiences, type Call, type CallState, callStates, directions } from './rules.ts'
import { sayDays } from './saying.ts'
import type { Say } from './words.ts'

export const deskAddress: Href = '/desk/calls'

const tones = {
  ...({ draft: 'wait', coming: 'due', open: 'ok', closed: 'quiet' } as const),
  ...({ standing: 'quiet', past: 'quiet', archived: 'quiet' } as const),
} as const satisfies Readonly<Record<CallState, string>>

export function CallTag({ t, state }: { t: Say; state: CallState }) {
  return <Tag tone={tones[state]}>{t(`state.${state}`)}</Tag>
}

export interface Standing {
  readonly call: Call
  readonly state: CallState
}

export interface DeskFilter {
  readonly words: string
  readonly state: string
  readonly audience: string
  readonly direction: string
}

interface ListProps {
  readonly t: Say
  readonly calls: readonly Standing[]
  readonly filter: DeskFilter
  readonly law: Law
  readonly mayEdit: boolean
  readonly page: number
  readonly pages: number
}

const inAddress = (filter: DeskFilter, more: Readonly<Record<string, string>> = {}, part = ''): Href => {
  const filled = Object.entries({ ...filter, ...more }).filter(([, value]) => value !== '')
  const query = new URLSearchParams(filled).toString()
  return `${deskAddress}${part}${query && '?'}${query}`
}

/** The calls of the institution, drafts and archived ones too. */
export function CallsPage({ t, calls, filter, law, mayEdit, page, pages }: ListProps) {
  return (
    <>
      <PageTitle title={t('desk.title')} lead={t('desk.lead')} />
      {mayEdit && (
        <Actions>
          <ButtonLink href={`${deskAddress}/new`}>{t('desk.new')}</ButtonLink>
        </Actions>
      )}
      <Narrowing t={t} filter={filter} />
      <Table
        caption={t('desk.title')}
        captionHidden
        columns={[
          { key: 'title', text: t('field.title') },
          { key: 'state', text: t('field.state') },
          { key: 'days', text: t('field.days') },
          { key: 'audience', text: t('field.audience') },
          { key: 'countries', text: t('field.countries') },
          { key: 'places', text: t('field.places'), numeric: true },
        ]}
        rows={calls.map(({ call, state }) => ({
          href: `${deskAddress}/${call.id}`,
          cells: [
            call.said.title[t.language] || call.said.title.en || t('draft.untitled'),
            <CallTag t={t} state={state} />,
            sayDays(call, t.language),
            t(`audience.${call.audience}`),
            countriesOf(call, law, t),
            placesOf(call) ?? '',
          ],
        }))}
        empty={<EmptyState title={t('desk.none')} text={t('desk.noneText')} />}
      />
      {pages > 1 && (
        <Pager
          label={t('public.pages')}
          newer={
            page > 1 ? { href: inAddress(filter, { page: String(page - 1) }), text: t('public.newer') } : undefined
          }
          older={
            page < pages ? { href: inAddress(filter, { page: String(page + 1) }), text: t('public.older') } : undefined
          }
          text={t('public.page', { page, pages })}
        />
      )}
      {calls.length > 0 && (
        <Actions>
          <ButtonLink tone="soft" href={inAddress(filter, {}, '/export.xlsx')}>
            {t('desk.xlsx')}
          </ButtonLink>
          <ButtonLink tone="soft" href={inAddress(filter, {}, '/export.csv')}>
            {t('desk.csv')}
          </ButtonLink>
        </Actions>
      )}
    </>
  )
}

/** The countries of a call's hosts, each once. */
export function countriesOf({ said }: Pick<Call, 'said'>, law: Law, t: Say): string {
  const codes = [...new Set(said.hosts.map(({ country }) => country))]
  return codes.map((code) => law.country(code)?.name[t.language] ?? code).join(', ')
}

/** All places that a call says; null where it says none. */
export function placesOf({ said }: Pick<Call, 'said'>): number | null {
  const known = said.hosts.flatMap(({ places }) => places ?? [])
  return known.length === 0 ? null : known.reduce((sum, places) => sum + places, 0)
}

function Narrowing({ t, filter }: { t: Say; filter: DeskFilter }) {
  const narrowed = Object.values(filter).some((value) => value !== '')
  const choice = (
    name: 'state' | 'audience' | 'direction',
    values: readonly string[],
    say: (one: string) => string,
  ) => (
    <SelectField
      name={name}
      label={t(`field.${name}`)}
      options={[
        { value: '', text: t('any') },
        ...values.map((value) => ({ value, text: say(value), selected: filter[name] === value })),
      ]}
    />
  )
  const said = (key: string) => t.find(key) ?? key
  return (
    <Filters
      action={deskAddress}
      label={t('desk.filter')}
      button={t('desk.show')}
      reset={narrowed ? { href: deskAddress, text: t('desk.all') } : undefined}
    >
      <SearchField name="words" label={t('field.words')} value={filter.words} />
      {choice('state', callStates, (one) => said(`state.${one}`))}
      {choice('audience', audiences, (one) => said(`audience.${one}`))}
      {choice('direction', directions, (one) => said(`direction.${one}`))}
    </Filters>
  )
}

interface CallProps extends FactsProps {
  readonly call: Call
  readonly state: CallState
  readonly ways: readonly { readonly href: Href; readonly text: string; readonly note: Child }[]
  readonly actions?: Child
  readonly children?: Child
}

/** One call as the office has it: how it stands, where one goes on with it, and all that it says. */
export function CallPage(props: CallProps) {
  const { t, call, state, ways, actions, children } = props
  return (
    <>
      <PageTitle title={call.said.title[t.language]} over={<Link href={deskAddress}>{t('desk.title')}</Link>} />
      <DescriptionList
        rows={[
          { term: t('field.state'), value: <CallTag t={t} state={state} /> },
          { term: t('field.days'), value: sayDays(call, t.language) },
          { term: t('field.audience'), value: t(`audience.${call.audience}`) },
          { term: t('field.direction'), value: t(`direction.${call.direction}`) },
        ]}
      />
      {actions}
      {ways.length > 0 && (
        <Section title={t('desk.ways')}>
          <Stack>
            {ways.map(({ href, text, note }) => (
              <p>
                <Link href={href}>{text}</Link> {note}
              </p>
            ))}
          </Stack>
        </Section>
      )}
      {children}
      <Section title={t('say.about')}>
        <p>{call.said.about[t.language]}</p>
      </Section>
      <CallFacts {...props} />
    </>
  )
}
