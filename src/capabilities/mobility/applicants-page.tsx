import { dayOf } from '../../platform/days.ts'
import type { Href } from '../../platform/jsx-runtime.ts'
import { sayDay } from '../../platform/words/saying-days.ts'
import {
  Actions,
  ButtonLink,
  Crumbs,
  EmptyState,
  Filters,
  Muted,
  Pager,
  PageTitle,
  SearchField,
  Section,
  SelectField,
  Table,
  TextField,
  Tile,
  Tiles,
} from '../../ui/index.ts'
import type { Call } from '../calls/index.ts'
import { StageTag } from '../cases/index.ts'
import type { Unit } from '../institutions/index.ts'
import {
  type ApplicantFilter,
  applicantsAddress,
  narrowsApplicants,
  opinions,
  queryOfApplicants,
  stagesShown,
} from './applicants-rules.ts'
import type { ApplicantRow, Tally } from './applicants-store.ts'
import { mobility } from './mobility.ts'
import { choicesMade } from './rules.ts'
import type { Say } from './words.ts'

export interface ApplicantsProps {
  readonly t: Say
  readonly call: Call
  readonly filter: ApplicantFilter
  readonly rows: readonly ApplicantRow[]
  readonly averages: ReadonlyMap<string, string>
  readonly tallies: readonly Tally[]
  readonly wishes: ReadonlyMap<string, number>
  readonly units: readonly Unit[]
  /** The address's word for the next page; null on the last one. */
  readonly next: string | null
  readonly first: boolean
  readonly straight: number
}

/** Everybody who applied for a call: where each stands, what the unit said, and how many wish for what. */
export function ApplicantsPage(props: ApplicantsProps) {
  const { t, call, tallies, straight } = props
  const base = applicantsAddress(call.id)
  return (
    <>
      <Crumbs
        label={t('apply.crumbs')}
        steps={[{ text: call.said.title[t.language], href: `/desk/calls/${call.id}` }, { text: t('applicants.title') }]}
      />
      <PageTitle title={t('applicants.title')} over={call.said.title[t.language]} />
      <Stages {...props} />
      <Narrow {...props} />
      <List {...props} />
      <Actions>
        {tallies.some(({ stage }) => stage !== 'draft') && (
          <>
            <ButtonLink href={`${base}/export.xlsx?${queryOfApplicants(props.filter)}`} tone="soft">
              {t('applicants.xlsx')}
            </ButtonLink>
            <ButtonLink href={`${base}/export.csv?${queryOfApplicants(props.filter)}`} tone="soft">
              {t('applicants.csv')}
            </ButtonLink>
            <ButtonLink href={manyAddress(call, 'checking')} tone="soft">
              {t('applicants.many')}
            </ButtonLink>
          </>
        )}
        <ButtonLink href={`${base}/straight`} tone="soft">
          {t('applicants.straight', { count: straight })}
        </ButtonLink>
      </Actions>
      <ByHost {...props} />
      <ByUnit {...props} />
    </>
  )
}

/** The same applicants in the engine's list, where one step is taken for many at once. */
export function manyAddress(call: Call, stage: string): Href {
  return `/desk/cases/mobility?${new URLSearchParams({ stage, 'own.call': call.said.title.en })}`
}

const sum = (tallies: readonly Tally[]) => tallies.reduce((all, { count }) => all + count, 0)

function Stages({ t, call, tallies }: ApplicantsProps) {
  const there = ['draft', ...stagesShown].filter((stage) => tallies.some((tally) => tally.stage === stage))
  if (there.length === 0) return null
  return (
    <Tiles>
      {there.map((stage) => (
        <Tile
          text={t.find(`stage.${stage}`) ?? stage}
          value={sum(tallies.filter((tally) => tally.stage === stage))}
          href={stage === 'draft' ? undefined : `${applicantsAddress(call.id)}?stage=${stage}`}
        />
      ))}
    </Tiles>
  )
}

function Narrow({ t, call, filter, units }: ApplicantsProps) {
  const { language } = t
  const all = { value: '', text: t('applicants.all') }
  const choose = (value: string, text: string, chosen: string) => ({ value, text, selected: value === chosen })
  return (
    <Filters
      action={applicantsAddress(call.id)}
      label={t('applicants.narrow')}
      button={t('applicants.show')}
      reset={narrowsApplicants(filter) ? { href: applicantsAddress(call.id), text: t('applicants.reset') } : undefined}
    >
      <SearchField name="q" label={t('applicants.search')} value={filter.search} />
      <SelectField
        name="stage"
        label={t('applicants.stage')}
        options={[all, ...stagesShown.map((one) => choose(one, t.find(`stage.${one}`) ?? one, filter.stage))]}
      />
      <SelectField
        name="unit"
        label={t('fact.unit')}
        options={[all, ...units.map(({ id, name }) => choose(id, name[language], filter.unit))]}
      />
      <SelectField
        name="choice"
        label={t('applicants.choice')}
        options={[all, ...call.said.hosts.map(({ id, name }) => choose(id, name, filter.choice))]}
      />
      <SelectField
        name="recommended"
        label={t('fact.recommended')}
        options={[all, ...opinions.map((one) => choose(one, t(`applicants.recommended.${one}`), filter.recommended))]}
      />
      <TextField
        name="average"
        label={t('applicants.average')}
        value={filter.average === null ? '' : String(filter.average / 100)}
        inputmode="decimal"
        width="short"
      />
    </Filters>
  )
}

function List({ t, call, filter, rows, averages, units, next, first }: ApplicantsProps) {
  const { language } = t
  const page = (after: string): Href => `${applicantsAddress(call.id)}?${queryOfApplicants(filter, after)}`
  return (
    <>
      <Table
        caption={t('applicants.title')}
        captionHidden
        columns={[
          { key: 'name', text: t('applicants.name') },
          { key: 'number', text: t('applicants.number'), whole: true },
          { key: 'unit', text: t('fact.unit') },
          { key: 'wishes', text: t('panel.wishes') },
          { key: 'stage', text: t('applicants.stage') },
          { key: 'recommended', text: t('applicants.unitSays') },
          { key: 'average', text: t('applicants.averageShort'), numeric: true },
          { key: 'arrived', text: t('applicants.arrived') },
        ]}
        rows={rows.map((row) => ({
          href: `/desk/cases/mobility/${row.id}`,
          cells: [
            row.name,
            row.number,
            units.find(({ id }) => id === row.unit)?.name[language] ?? '',
            wishes(row, call),
            <StageTag procedure={mobility} stage={row.stage} language={language} />,
            t(`applicants.recommended.${row.facts.recommended ?? 'none'}`),
            averages.get(row.id) ?? '–',
            sayDay(dayOf(row.arrivedAt), language),
          ],
        }))}
        empty={
          narrowsApplicants(filter) ? (
            <Muted>{t('applicants.none')}</Muted>
          ) : (
            <EmptyState title={t('applicants.nobody')} text={t('applicants.nobody.text')} />
          )
        }
      />
      {(next || !first) && (
        <Pager
          label={t('applicants.pages')}
          newer={first ? undefined : { href: page(''), text: t('applicants.first') }}
          older={next ? { href: page(next), text: t('applicants.next') } : undefined}
        />
      )}
    </>
  )
}

/** What somebody wishes, in order: 1. Alpha, 2. Beta. */
export function wishes(row: ApplicantRow, { said }: Call): string {
  const made = choicesMade(row.facts).map((id) => said.hosts.find((host) => host.id === id)?.name ?? id)
  if (made.length === 0) return row.facts.hostWish ?? ''
  return made.length === 1 ? (made[0] ?? '') : made.map((name, at) => `${at + 1}. ${name}`).join(', ')
}

function ByHost({ t, call, tallies, wishes }: ApplicantsProps) {
  if (call.said.hosts.length === 0 || wishes.size === 0) return null
  const sent = tallies.filter(({ stage }) => stage !== 'draft')
  return (
    <Section title={t('applicants.byHost')}>
      <Table
        columns={[
          { key: 'host', text: t('fact.host') },
          { key: 'places', text: t('applicants.places'), numeric: true },
          { key: 'first', text: t('applicants.firstChoice'), numeric: true },
          { key: 'any', text: t('applicants.anyChoice'), numeric: true },
        ]}
        rows={call.said.hosts.map(({ id, name, places }) => ({
          href: `${applicantsAddress(call.id)}?choice=${id}` as const,
          cells: [name, places ?? '–', sum(sent.filter(({ first }) => first === id)), wishes.get(id) ?? 0],
        }))}
        empty=""
      />
    </Section>
  )
}

function ByUnit({ t, call, tallies, units }: ApplicantsProps) {
  const sent = tallies.filter(({ stage }) => stage !== 'draft')
  const there = units.filter(({ id }) => sent.some(({ unit }) => unit === id))
  if (there.length === 0) return null
  const of = (unit: string, said?: string | null) =>
    sum(sent.filter((tally) => tally.unit === unit && (said === undefined || tally.recommended === said)))
  return (
    <Section title={t('applicants.byUnit')}>
      <Table
        columns={[
          { key: 'unit', text: t('fact.unit') },
          { key: 'all', text: t('applicants.all'), numeric: true },
          ...opinions.map((one) => ({ key: one, text: t(`applicants.recommended.${one}`), numeric: true })),
        ]}
        rows={there.map(({ id, name }) => ({
          href: `${applicantsAddress(call.id)}?unit=${id}` as const,
          cells: [name[t.language], of(id), of(id, 'yes'), of(id, 'no'), of(id, null)],
        }))}
        empty=""
      />
    </Section>
  )
}
