import { sql } from 'kysely'
import type { Db } from '../../platform/database/index.ts'
import { stringAt, valueAt } from '../../platform/database/json.ts'
import { type Day, readDay } from '../../platform/days.ts'
import { type CallSaid, editionOf } from '../calls/index.ts'
import { findPartner, type Partner } from '../partners/index.ts'
import { type FunnelStep, funnelSteps, type Stay } from './rules.ts'

const gone = ['accepted', 'away', 'returned', 'completed']
const come = ['coming', 'here', 'left', 'completed']

/** Everybody whom a host has accepted, and every guest who was admitted. */
export async function staysOf(db: Db): Promise<Stay[]> {
  const rows = await db
    .selectFrom('cases')
    .select(['procedure', 'facts'])
    .where((of) =>
      of.or([
        of.and([of('procedure', '=', 'mobility'), of('stage', 'in', gone)]),
        of.and([of('procedure', '=', 'incoming'), of('stage', 'in', come)]),
      ]),
    )
    .execute()
  const hostOf = await hostsBegunWith(db)
  const refs = rows.map(({ procedure, facts }) =>
    procedure === 'incoming' ? stringAt(facts, 'partner') : (hostIn(facts, hostOf)?.partner ?? ''),
  )
  const partners = await partnersNamed(db, refs)
  return rows.map(({ procedure, facts }) => {
    return procedure === 'incoming' ? guest(facts, partners) : traveller(facts, partners, hostOf)
  })
}

type Partners = ReadonlyMap<string, Partner>

// By id or by key, as calls and rounds name them; one that was merged meanwhile leads to the one that stays.
async function partnersNamed(db: Db, refs: readonly string[]): Promise<Partners> {
  const found = new Map<string, Partner>()
  for (const ref of new Set(refs)) {
    const partner = ref === '' ? null : await findPartner(db, ref)
    if (partner) found.set(ref, partner)
  }
  return found
}

const hostIn = (facts: unknown, hostOf: HostOf) =>
  hostOf(stringAt(facts, 'call'), String(valueAt(facts, 'edition') ?? ''), stringAt(facts, 'host'))

type HostOf = (call: string, edition: string, id: string) => CallSaid['hosts'][number] | undefined

function guest(facts: unknown, partners: Partners): Stay {
  const partner = partners.get(stringAt(facts, 'partner'))
  return {
    ...{ direction: 'in', audience: 'students', partner: partner?.id ?? null, ...daysOf(facts) },
    name: partner?.name ?? stringAt(facts, 'partnerName'),
    country: partner?.country ?? (stringAt(facts, 'partnerCountry') || null),
  }
}

function traveller(facts: unknown, partners: Partners, hostOf: HostOf): Stay {
  const host = hostIn(facts, hostOf)
  const partner = partners.get(host?.partner ?? '')
  return {
    ...{ direction: 'out', partner: partner?.id ?? null, ...daysOf(facts) },
    audience: stringAt(facts, 'audience') === 'staff' ? 'staff' : 'students',
    name: partner?.name ?? stringAt(facts, 'hostName'),
    country: partner?.country ?? host?.country ?? null,
  }
}

// Where somebody has left and returned, the days are those; otherwise what was planned.
function daysOf(facts: unknown): { from: Day | null; to: Day | null } {
  const first = (...names: string[]) => names.map((name) => readDay(stringAt(facts, name))).find(Boolean) ?? null
  return { from: first('leftOn', 'arrivedOn', 'from'), to: first('returnedOn', 'to') }
}

async function hostsBegunWith(db: Db): Promise<HostOf> {
  const rows = await db.selectFrom('mobility_applications').select(['call_id', 'edition']).distinct().execute()
  const found = new Map<string, CallSaid | null>()
  for (const { call_id, edition } of rows) found.set(`${call_id} ${edition}`, await editionOf(db, call_id, edition))
  return (call, edition, id) => found.get(`${call} ${edition}`)?.hosts.find((host) => host.id === id)
}

/** How many of a call's applications ever came so far. */
export async function funnelOf(db: Db, callId: string): Promise<ReadonlyMap<FunnelStep | 'begun', number>> {
  const begun = await db
    .selectFrom('mobility_applications')
    .select((of) => of.fn.countAll<number>().as('count'))
    .where('call_id', '=', callId)
    .executeTakeFirstOrThrow()
  const rows = await db
    .selectFrom('mobility_applications as application')
    .innerJoin('case_actions as done', (join) =>
      join
        .onRef('done.institution_id', '=', 'application.institution_id')
        .onRef('done.case_id', '=', 'application.case_id'),
    )
    .select([stepOf.as('step'), sql<number>`count(distinct done.case_id)`.as('count')])
    .where('application.call_id', '=', callId)
    .where('done.action', 'in', Object.values(funnelSteps).flat())
    .groupBy(stepOf)
    .execute()
  const counted = new Map(rows.map(({ step, count }) => [step, Number(count)]))
  const steps = Object.keys(funnelSteps).filter((step): step is FunnelStep => step in funnelSteps)
  return new Map<FunnelStep | 'begun', number>([
    ['begun', Number(begun.count)],
    ...steps.map((step): [FunnelStep, number] => [
      step,
      counted.get(step === 'selected' ? 'select' : stepAction(step)) ?? 0,
    ]),
  ])
}

// Who moves up from the reserve has been selected like the others.
const stepOf = sql<string>`case done.action when 'moveUp' then 'select' else done.action end`
const stepAction = (step: FunnelStep): string => funnelSteps[step][0]

export interface Applicants {
  readonly key: string
  readonly count: number
}

/** The applications of a call that were sent, by what the case says: the unit, or the first choice. */
export async function applicantsBy(db: Db, callId: string, by: 'unit' | 'choice1'): Promise<Applicants[]> {
  const key = by === 'unit' ? sql<string | null>`cases.unit` : sql<string | null>`cases.facts ->> 'choice1'`
  const rows = await db
    .selectFrom('mobility_applications as application')
    .innerJoin('cases', (join) =>
      join
        .onRef('cases.institution_id', '=', 'application.institution_id')
        .onRef('cases.id', '=', 'application.case_id'),
    )
    .select([key.as('key'), (of) => of.fn.countAll<number>().as('count')])
    .where('application.call_id', '=', callId)
    .where('cases.arrived_at', 'is not', null)
    .groupBy(key)
    .orderBy('count', 'desc')
    .execute()
  return rows.map((row) => ({ key: row.key ?? '', count: Number(row.count) }))
}
