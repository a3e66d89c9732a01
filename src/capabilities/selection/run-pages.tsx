import type { Href } from '../../platform/jsx-runtime.ts'
import { formats } from '../../platform/sheets/index.ts'
import {
  Actions,
  Button,
  ButtonLink,
  EmptyState,
  Filters,
  Form,
  HiddenField,
  Link,
  Muted,
  Notice,
  Pager,
  PageTitle,
  SearchField,
  Section,
  SelectField,
  Table,
  Tabs,
  TextField,
  Tile,
  Tiles,
} from '../../ui/index.ts'
import { personAddress, selectionAddress } from './addresses.ts'
import { byAt, errorIn, type Here, OutcomeTag, type Slip, Slipped, Way } from './parts.tsx'
import { type Changed, countOf, type Draft, type Fault, type Outcome, type Standing } from './rules.ts'
import type { Asked, ListedRow, ListedRun, Run } from './run-store.ts'
import { sayBecause, sayScore } from './saying.ts'

interface PreviewProps extends Here {
  readonly draft: Draft
  readonly changes: readonly Changed[]
  readonly last: Run | null
  readonly keep: number
  readonly hash: string
  readonly nameOf: (caseId: string) => string
  readonly slip: Slip
}

const mostShown = 200

/** What giving the places now would give, and who would stand elsewhere than in the run before. */
export function PreviewPage(props: PreviewProps) {
  const { t, call, draft, last, slip } = props
  return (
    <>
      <Way t={t} call={call} page={t('preview.title')} />
      <PageTitle title={t('preview.title')} lead={t('preview.lead')} />
      <Slipped t={t} slip={slip} />
      {draft.faults.length > 0 && <Faults {...props} />}
      {draft.rows.length > 0 && (
        <>
          <Tiles>
            {(['place', 'reserve', 'out'] as const).map((outcome) => (
              <Tile text={t(`outcome.${outcome}`)} value={countOf(draft.rows, outcome)} />
            ))}
          </Tiles>
          {last ? <Changes {...props} /> : <p>{t('preview.first')}</p>}
        </>
      )}
      {draft.rows.length === 0 && draft.faults.length === 0 && (
        <EmptyState title={t('preview.nobody')} text={t('preview.nobodyText')} />
      )}
      <KeepForms {...props} />
    </>
  )
}

function Faults({ t, call, names, draft, nameOf }: PreviewProps) {
  const say = (fault: Fault) => {
    if (fault.kind === 'placesUnknown') return t('fault.placesUnknown', { host: names.host(fault.host) })
    if (fault.kind === 'sameRank') return t('fault.sameRank', { names: fault.caseIds.map(nameOf).join(', ') })
    const { caseId, why } = fault
    return (
      <>
        <Link href={personAddress(call, caseId)}>{nameOf(caseId)}</Link>: {t('fault.crowded')}{' '}
        {why.crowded && sayBecause(t, names, why.crowded)}
      </>
    )
  }
  return (
    <Notice tone="late" title={t('fault.title')}>
      <ul>
        {draft.faults.map((fault) => (
          <li>{say(fault)}</li>
        ))}
      </ul>
    </Notice>
  )
}

function Changes({ t, call, names, changes, last, nameOf }: PreviewProps) {
  const stands = (one: Standing | null) =>
    one ? (
      <>
        <OutcomeTag t={t} outcome={one.outcome} /> {one.host && names.host(one.host)}
      </>
    ) : (
      <Muted>{t('change.absent')}</Muted>
    )
  return (
    <Section title={t('change.title', { count: changes.length, seq: last?.seq ?? 0 })}>
      <Table
        caption={t('change.title', { count: changes.length, seq: last?.seq ?? 0 })}
        captionHidden
        columns={[
          { key: 'name', text: t('list.name') },
          { key: 'before', text: t('change.before') },
          { key: 'after', text: t('change.after') },
        ]}
        rows={changes.slice(0, mostShown).map(({ caseId, before, after }) => ({
          href: personAddress(call, caseId),
          cells: [nameOf(caseId), stands(before), stands(after)],
        }))}
        empty={<p>{t('change.none')}</p>}
      />
      {changes.length > mostShown && <p>{t('change.more', { count: changes.length - mostShown })}</p>}
    </Section>
  )
}

function KeepForms({ t, call, draft, keep, hash, slip }: PreviewProps) {
  const here = selectionAddress(call)
  return (
    <>
      <Filters action={`${here}/runs/new`} label={t('keep.label')} button={t('keep.do')}>
        <TextField
          name="keep"
          label={t('keep.label')}
          hint={t('keep.hint')}
          width="short"
          inputmode="numeric"
          value={slip.typed.keep ?? String(keep)}
          error={errorIn(t, slip, 'keep')}
        />
      </Filters>
      {draft.rows.length > 0 && draft.faults.length === 0 && (
        <Form action={`${here}/runs`} method="post" label={t('preview.keep')}>
          <HiddenField name="keep" value={keep} />
          <HiddenField name="hash" value={hash} />
          <Actions>
            <Button>{t('preview.keep')}</Button>
            <ButtonLink tone="soft" href={here}>
              {t('back')}
            </ButtonLink>
          </Actions>
          <Muted>{t('preview.keepHint')}</Muted>
        </Form>
      )}
    </>
  )
}

interface RunProps extends Here {
  readonly run: ListedRun
  readonly rows: readonly ListedRow[]
  readonly asked: Asked & { readonly typed: string }
  readonly more: boolean
}

/** A run in the order of the ranking: who got what. */
export function RunPage(props: RunProps) {
  const { t, call, run, rows, asked } = props
  const here: Href = `${selectionAddress(call)}/runs/${run.id}`
  const tab = (outcome: Outcome | null, count: number) => ({
    href: `${here}${queryOf({ ...asked, outcome })}` as const,
    text: t(outcome ? `outcome.${outcome}` : 'list.all'),
    count,
    current: asked.outcome === outcome,
  })
  return (
    <>
      <Way t={t} call={call} page={t('runs.one', { seq: run.seq })} />
      <PageTitle
        title={t('runs.one', { seq: run.seq })}
        over={byAt(t, run)}
        lead={t(run.published ? 'list.published' : 'list.draft')}
      />
      <Tabs
        label={t('list.tabs')}
        tabs={[
          tab(null, run.placed + run.reserve + run.out),
          tab('place', run.placed),
          tab('reserve', run.reserve),
          tab('out', run.out),
        ]}
      />
      <Narrowing {...props} here={here} />
      <Table
        caption={t('list.caption')}
        captionHidden
        columns={[
          { key: 'name', text: t('list.name') },
          { key: 'rank', text: t('list.rank'), numeric: true },
          { key: 'score', text: t('list.score'), numeric: true },
          { key: 'number', text: t('list.number'), whole: true },
          { key: 'unit', text: t('list.unit') },
          { key: 'result', text: t('list.result') },
          { key: 'how', text: t('list.how') },
        ]}
        rows={rows.map((row) => listedRow(props, row))}
        empty={<EmptyState title={t('list.none')} text={t('list.noneText')} />}
      />
      <Pager
        label={t('list.pages')}
        newer={
          asked.after > 0 ? { href: `${here}${queryOf({ ...asked, after: 0 })}`, text: t('list.first') } : undefined
        }
        older={
          props.more
            ? { href: `${here}${queryOf({ ...asked, after: rows.at(-1)?.rank ?? 0 })}`, text: t('list.next') }
            : undefined
        }
      />
      <Downloads t={t} here={here} />
    </>
  )
}

function listedRow({ t, call, names }: Here, row: ListedRow) {
  const { rank, ranked, outcome, host, nth, funder, byHand } = row
  return {
    href: personAddress(call, row.caseId),
    cells: [
      row.name,
      ranked ? rank : '–',
      sayScore(row.score, t.language),
      row.number ?? '',
      row.unit ? names.unit(row.unit, t.language) : '',
      <>
        <OutcomeTag t={t} outcome={outcome} /> {host && names.host(host)}
      </>,
      [nth === null ? '' : t('list.nth', { nth }), funder ?? '', byHand ? t('list.byHand') : '']
        .filter(Boolean)
        .join(' · '),
    ],
  }
}

function Narrowing({ t, run, asked, here }: RunProps & { here: Href }) {
  const narrowed = asked.typed !== '' || asked.host !== null
  return (
    <Filters
      action={here}
      label={t('list.narrow')}
      button={t('list.show')}
      reset={narrowed ? { href: here, text: t('list.showAll') } : undefined}
    >
      {asked.outcome && <HiddenField name="outcome" value={asked.outcome} />}
      <SearchField name="q" label={t('list.q')} value={asked.typed} />
      <SelectField
        name="host"
        label={t('hosts.host')}
        options={[
          { value: '', text: t('list.everyHost') },
          ...run.hosts.map(({ id, name }) => ({ value: id, text: name, selected: asked.host === id })),
        ]}
      />
    </Filters>
  )
}

function Downloads({ t, here }: { t: Here['t']; here: Href }) {
  return (
    <Actions>
      {formats.map((format) => (
        <Link href={`${here}/export.${format}`} download>
          {t(`list.${format}`)}
        </Link>
      ))}
      <Link href={`${here}/print.pdf`}>{t('list.print')}</Link>
    </Actions>
  )
}

function queryOf({ outcome, host, typed, after }: RunProps['asked']): string {
  const said = { outcome: outcome ?? '', host: host ?? '', q: typed, after: after > 0 ? String(after) : '' }
  const query = new URLSearchParams(Object.entries(said).filter(([, value]) => value !== ''))
  return query.size > 0 ? `?${query}` : ''
}
