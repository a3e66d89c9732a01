import { sayDay } from '../../platform/words/saying-days.ts'
import {
  Actions,
  Button,
  ButtonLink,
  EmptyState,
  Form,
  Link,
  More,
  Notice,
  PageTitle,
  Section,
  SelectField,
  Stack,
  Table,
  TextArea,
  TextField,
  Tile,
  Tiles,
} from '../../ui/index.ts'
import { selectionAddress } from './addresses.ts'
import type { ProgressOf, Results } from './answer-store.ts'
import type { Offer } from './gathering.ts'
import { byAt, errorIn, type Here, type Slip, Slipped, Way } from './parts.tsx'
import type { Run } from './run-store.ts'

interface OverviewProps extends Here {
  readonly offer: Offer
  readonly runs: readonly Run[]
  readonly taking: number
  /** How many have a place at each host: by the results, before them by the newest run. */
  readonly given: ReadonlyMap<string, number>
  readonly results: Results | null
  readonly progress: ProgressOf
  readonly appeals: number
  readonly slip: Slip
}

/** How the selection of a call stands, and what comes next. */
export function OverviewPage(props: OverviewProps) {
  const { t, call, runs, slip } = props
  const here = selectionAddress(call)
  const [last] = runs
  return (
    <>
      <Way t={t} call={call} />
      <PageTitle title={t('title')} over={call.said.title[t.language]} lead={t('lead')} />
      <Slipped t={t} slip={slip} />
      <Standing {...props} />
      <Figures {...props} />
      <Actions>
        {props.mayWork && !props.results && (
          <ButtonLink href={`${here}/runs/new`}>{t(last ? 'run.again' : 'run.first')}</ButtonLink>
        )}
        {last && (
          <ButtonLink tone="soft" href={`${here}/runs/${last.id}`}>
            {t('run.look')}
          </ButtonLink>
        )}
        <ButtonLink tone="soft" href={`${here}/check`}>
          {t('check.title')}
        </ButtonLink>
        <ButtonLink tone="soft" href={`${here}/results`}>
          {t(props.results ? 'results.title' : 'publish.title')}
        </ButtonLink>
        {props.results && (
          <ButtonLink tone="soft" href={`${here}/appeals`}>
            {t('appeals.open', { count: props.appeals })}
          </ButtonLink>
        )}
      </Actions>
      <Hosts {...props} />
      <Quotas {...props} />
      <Runs {...props} />
    </>
  )
}

function Standing({ t, runs, results }: OverviewProps) {
  const [last] = runs
  if (results) {
    const title = t('standing.published', { day: sayDay(results.day, t.language), name: results.by.name })
    return (
      <Notice tone="ok" title={title} role="note">
        <p>{t('standing.appeal', { day: sayDay(results.appealUntil, t.language) })}</p>
      </Notice>
    )
  }
  if (!last) return <Notice tone="wait" title={t('standing.none')} role="note" />
  return (
    <Notice tone="wait" title={t('standing.draft', { seq: last.seq })} role="note">
      <p>{byAt(t, last)}</p>
    </Notice>
  )
}

function Figures({ t, taking, runs, offer, results, progress }: OverviewProps) {
  const [last] = runs
  const places = offer.hosts.reduce((sum, host) => sum + (host.places ?? 0), 0)
  return (
    <Tiles>
      <Tile text={t('tile.taking')} value={taking} />
      <Tile text={t('tile.places')} value={places} />
      {last && <Tile text={t('outcome.place')} value={last.placed} tone="ok" />}
      {last && <Tile text={t('outcome.reserve')} value={last.reserve} tone="wait" />}
      {last && <Tile text={t('outcome.out')} value={last.out} />}
      {results && <Tile text={t('tile.told')} value={t('tile.of', { some: progress.taken, all: progress.all })} />}
    </Tiles>
  )
}

function Hosts(props: OverviewProps) {
  const { t, offer, given } = props
  return (
    <Section title={t('hosts.title')}>
      <Table
        caption={t('hosts.title')}
        captionHidden
        columns={[
          { key: 'host', text: t('hosts.host') },
          { key: 'places', text: t('hosts.places'), numeric: true },
          { key: 'given', text: t('hosts.given'), numeric: true },
          { key: 'said', text: t('hosts.said') },
        ]}
        rows={offer.hosts.map(({ id, name, places }) => {
          const taken = given.get(id) ?? 0
          const said = offer.said.get(id)
          const over = places !== null && taken > places ? ` ${t('hosts.over', { count: taken - places })}` : ''
          return {
            cells: [
              name,
              places ?? t('hosts.unknown'),
              taken,
              `${said ? `${said.reason} · ${byAt(t, said)}` : t('hosts.call')}${over}`,
            ],
          }
        })}
        empty={<EmptyState title={t('hosts.none')} text={t('hosts.noneText')} />}
      />
      {props.mayWork && offer.hosts.length > 0 && <PlacesForm {...props} />}
    </Section>
  )
}

function PlacesForm({ t, call, offer, slip }: OverviewProps) {
  return (
    <More title={t('places.title')} about={t('places.about')} open={slip.problems.length > 0}>
      <Form action={`${selectionAddress(call)}/places`} method="post" label={t('places.title')}>
        <SelectField
          name="host"
          label={t('hosts.host')}
          error={errorIn(t, slip, 'host')}
          options={[
            { value: '', text: t('choose') },
            ...offer.hosts.map(({ id, name }) => ({ value: id, text: name, selected: slip.typed.host === id })),
          ]}
        />
        <TextField
          name="places"
          label={t('hosts.places')}
          hint={t('places.hint')}
          width="short"
          inputmode="numeric"
          value={slip.typed.places}
          error={errorIn(t, slip, 'places')}
        />
        <TextArea
          name="reason"
          label={t('places.reason')}
          rows={2}
          value={slip.typed.reason}
          error={errorIn(t, slip, 'reason')}
        />
        <Actions>
          <Button tone="soft">{t('places.do')}</Button>
        </Actions>
      </Form>
    </More>
  )
}

function Quotas({ t, offer, names }: OverviewProps) {
  if (offer.quotas.length === 0) return null
  return (
    <Section title={t('quotas.title')}>
      <Table
        caption={t('quotas.title')}
        captionHidden
        columns={[
          { key: 'of', text: t('quotas.of') },
          { key: 'places', text: t('hosts.places'), numeric: true },
        ]}
        rows={offer.quotas.map(({ by, of, places }) => ({
          cells: [t(`quotas.${by}`, { of: by === 'unit' ? names.unit(of, t.language) : of }), places],
        }))}
        empty=""
      />
    </Section>
  )
}

function Runs({ t, call, runs, results }: OverviewProps) {
  return (
    <Section title={t('runs.title')}>
      <Stack>
        {runs.length === 0 && <p>{t('runs.none')}</p>}
        <ul>
          {runs.map((run) => (
            <li>
              <Link href={`${selectionAddress(call)}/runs/${run.id}`}>{t('runs.one', { seq: run.seq })}</Link>{' '}
              {byAt(t, run)} · {t('runs.counts', { placed: run.placed, reserve: run.reserve, out: run.out })}
              {results?.runId === run.id && ` · ${t('runs.published')}`}
            </li>
          ))}
        </ul>
      </Stack>
    </Section>
  )
}
