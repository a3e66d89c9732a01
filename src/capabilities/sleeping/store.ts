import { sql } from 'kysely'
import type { Db, Tx } from '../../platform/database/index.ts'
import { stringAt } from '../../platform/database/json.ts'
import { addYears, type Day, day, readDay } from '../../platform/days.ts'
import { foldWords } from '../../platform/words/fold.ts'
import { agreementsOf, readingOf } from '../agreements/index.ts'
import { type Partner, partnersByName } from '../partners/index.ts'
import { balanceYears, judge, type Life, type Sleeper, usualMonths } from './rules.ts'

/** After how many months an agreement of this institution sleeps. @param db the institution's own scope */
export async function monthsOf(db: Db): Promise<number> {
  return (await db.selectFrom('sleeping_settings').select('months').executeTakeFirst())?.months ?? usualMonths
}

export async function saveMonths(tx: Tx, institution: string, months: number, by: string, at: Date): Promise<void> {
  const values = { months, at, by_name: by }
  await tx
    .insertInto('sleeping_settings')
    .values({ institution_id: institution, ...values })
    .onConflict((conflict) => conflict.column('institution_id').doUpdateSet(values))
    .execute()
}

export async function saveSnooze(
  tx: Tx,
  institution: string,
  agreement: string,
  given: { readonly until: Day; readonly why: string; readonly by: string; readonly at: Date },
): Promise<void> {
  const values = { until_day: given.until, why: given.why, by_name: given.by, at: given.at }
  await tx
    .insertInto('sleeping_snoozes')
    .values({ institution_id: institution, agreement_id: agreement, ...values })
    .onConflict((conflict) => conflict.columns(['institution_id', 'agreement_id']).doUpdateSet(values))
    .execute()
}

/** The agreements that sleep today, the quietest first; those too that wait until a day. */
export async function sleepersOf(db: Db, today: Day): Promise<Sleeper[]> {
  const reading = await readingOf(db, today)
  const agreements = await agreementsOf(db, reading)
  const months = await monthsOf(db)
  const known = await partnersByName(db)
  const lives = await livesOf(db, known, today)
  const snoozes = await db.selectFrom('sleeping_snoozes').select(['agreement_id as id', 'until_day']).execute()
  const until = new Map(snoozes.map(({ id, until_day }) => [id, day(until_day)]))
  const sleepers = agreements.flatMap((agreement): Sleeper[] => {
    const partners = [...new Set(agreement.parties.flatMap(({ partner }) => known.get(partner ?? '') ?? []))]
    const life = lifeOf(partners, lives)
    const found = judge(agreement, life, today, months)
    if (!found) return []
    const waits = until.get(agreement.id)
    const [suggestion, reason] = found
    return [{ agreement, partners, life, suggestion, reason, snoozedUntil: waits && waits > today ? waits : null }]
  })
  const quiet = ({ life }: Sleeper) => [life.lastMobility ?? '', life.lastContact ?? ''].toSorted().at(-1) ?? ''
  return sleepers.toSorted((one, other) => quiet(one).localeCompare(quiet(other)))
}

type Lives = ReadonlyMap<string, Omit<Life, 'lastContact'>>

function lifeOf(partners: readonly Partner[], lives: Lives): Life {
  const own = partners.flatMap(({ id }) => lives.get(id) ?? [])
  const last = (days: readonly (Day | null)[]) =>
    days
      .flatMap((one) => one ?? [])
      .toSorted()
      .at(-1) ?? null
  return {
    lastMobility: last(own.map(({ lastMobility }) => lastMobility)),
    lastContact: last(partners.map(({ lastContact }) => lastContact?.on ?? null)),
    out: own.reduce((sum, one) => sum + one.out, 0),
    in: own.reduce((sum, one) => sum + one.in, 0),
  }
}

const gone = ['accepted', 'away', 'returned', 'completed']
const come = ['coming', 'here', 'left', 'completed']

/** Who went to a partner and who came from it, by the one that stays of merged ones. */
async function livesOf(db: Db, known: ReadonlyMap<string, Partner>, today: Day): Promise<Lives> {
  const rows = await db
    .selectFrom('cases')
    .leftJoin('nominations', (join) =>
      join
        .onRef('nominations.institution_id', '=', 'cases.institution_id')
        .onRef('nominations.case_id', '=', 'cases.id')
        .on('nominations.state', '=', 'accepted'),
    )
    .select(['procedure', 'facts', 'nominations.partner_id as nominated'])
    .where(
      sql<boolean>`(procedure = 'mobility' and stage = any(${gone}::text[]))
        or (procedure = 'incoming' and stage = any(${come}::text[]))`,
    )
    .execute()
  const byName = new Map(
    [...known.values()].flatMap((one) => namesOf(one).map((name): [string, Partner] => [name, one])),
  )
  const since = addYears(today, -balanceYears)
  const lives = new Map<string, Omit<Life, 'lastContact'>>()
  for (const { procedure, facts, nominated } of rows) {
    const isOut = procedure === 'mobility'
    // Somebody who went before nominations were kept here has the host's name alone.
    const partner = isOut
      ? (known.get(nominated ?? '') ?? byName.get(folded(stringAt(facts, 'hostName'))))
      : known.get(stringAt(facts, 'partner'))
    const last = lastDay(facts, today)
    if (!partner || !last) continue
    const before = lives.get(partner.id) ?? { lastMobility: null, out: 0, in: 0 }
    const counted = last >= since ? 1 : 0
    lives.set(partner.id, {
      lastMobility: before.lastMobility && before.lastMobility > last ? before.lastMobility : last,
      out: before.out + (isOut ? counted : 0),
      in: before.in + (isOut ? 0 : counted),
    })
  }
  return lives
}

const folded = (text: string) => foldWords(text).join(' ')
const namesOf = ({ name, names }: Partner) => [name, ...names.map(({ text }) => text)].map(folded)

// The last day there or here; whoever is still there, or is to go, is life of today.
function lastDay(facts: unknown, today: Day): Day | null {
  const found = ['returnedOn', 'leftOn', 'to', 'arrivedOn', 'from'].map((name) => readDay(stringAt(facts, name)))
  const last = found.find((one) => one !== null) ?? null
  return last && last > today ? today : last
}
