/** Events and campaigns of a pack as records of the ledgers: what a ledger asks is kept as strings, see ledgers/ledger.ts. */
import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import type { Tx } from '../../platform/database/index.ts'
import { foldWords } from '../../platform/words/fold.ts'
import { languages, type Text } from '../../platform/words/languages.ts'
import type { CampaignsFile, EventsFile } from './event-schema.ts'

interface FromPage {
  readonly key: string
  readonly title: Text
  readonly source: unknown
  readonly unread?: readonly string[] | undefined
}

interface Told {
  readonly ledger: 'events' | 'lines' | 'campaigns' | 'products'
  readonly parent: string | null
  readonly sort: string
  readonly said: Readonly<Record<string, string | undefined>>
  readonly from: FromPage
}

interface OutreachPack {
  readonly institution: { readonly key: string }
  readonly events: EventsFile | null
  readonly campaigns: CampaignsFile | null
}

/** The rows of a pack, what others are parts of first. */
export function ledgerRows({ institution, events, campaigns }: OutreachPack) {
  const told = [...(events ?? []).flatMap(eventTold), ...(campaigns ?? []).flatMap(campaignTold)]
  return told.map((one) => rowOf(institution.key, one))
}

const inThree = (name: string, text: Text | undefined) =>
  Object.fromEntries(languages.flatMap((of) => (text ? [[`${name}.${of}`, text[of]] as const] : [])))

function eventTold(event: EventsFile[number]): Told[] {
  const {
    title,
    about,
    place,
    lines = [],
    public: shown,
    organisers,
    country,
    from,
    until,
    hour,
    year,
    partner,
  } = event
  const said = {
    ...{ ...inThree('title', title), ...inThree('about', about), ...inThree('place', place), kind: event.kind },
    ...{ organisers, country, from, until, hour, year, partner, shown: shown ? 'yes' : 'no' },
  }
  const sort = from ?? (year ? `${year}-00-00` : '0000')
  return [
    { ledger: 'events', parent: null, sort, said, from: event },
    ...lines.map(({ kind, text, ...more }, at): Told => {
      const order = String(at + 1)
      const own = { ...inThree('text', text), kind, order }
      return {
        ledger: 'lines',
        parent: event.key,
        sort: order.padStart(4, '0'),
        said: own,
        from: { ...more, title: text },
      }
    }),
  ]
}

function campaignTold(campaign: CampaignsFile[number]): Told[] {
  const { title, goal, kind, stage, years, partner, products = [] } = campaign
  const said = { ...inThree('title', title), ...inThree('goal', goal), kind, stage, years, partner }
  return [
    { ledger: 'campaigns', parent: null, sort: years ?? '0000', said, from: campaign },
    ...products.map(
      (product): Told => ({
        ...{ ledger: 'products', parent: campaign.key, sort: '9999', from: product },
        said: { ...inThree('title', product.title), kind: product.kind, stage: product.stage, shown: 'no' },
      }),
    ),
  ]
}

function rowOf(institution: string, { ledger, parent, sort, said, from }: Told) {
  const answers = Object.entries(said).filter((entry): entry is [string, string] => entry[1] !== undefined)
  const row = {
    ...{ institution_id: institution, ledger, key: from.key, title: from.title.en, sort_key: sort },
    said: JSON.stringify(Object.fromEntries(answers.toSorted(([one], [other]) => (one < other ? -1 : 1)))),
    ...{ stage: said.stage ?? null, from_on: said.from ?? null, until_on: said.until ?? null },
    is_public: said.shown === 'yes',
    words: ` ${answers.flatMap(([, text]) => foldWords(text)).join(' ')}`,
    source: JSON.stringify({ ...recordOf(from.source), unread: from.unread }),
  }
  return {
    ...row,
    parent,
    pack_hash: createHash('sha256')
      .update(JSON.stringify([row, parent]))
      .digest('hex'),
  }
}

const recordOf = (value: unknown) => (typeof value === 'object' && value !== null ? value : {})

type Row = ReturnType<typeof rowOf>

/** Writes what the pack changed; what somebody edited stays, and what left the pack goes unless it was edited. */
export async function writeLedgers(tx: Tx, rows: readonly Row[]) {
  const known = await tx
    .selectFrom('ledger_records')
    .select(['id', 'ledger', 'key', 'pack_hash', 'edited_at'])
    .where('key', 'is not', null)
    .execute()
  const before = new Map(known.map((one) => [`${one.ledger} ${one.key}`, one]))
  const mine = ({ ledger, key }: Pick<Row, 'ledger' | 'key'>) => before.get(`${ledger} ${key}`)
  const kept = rows.filter((row) => mine(row)?.edited_at)
  const changed = rows.filter((row) => !mine(row)?.edited_at && mine(row)?.pack_hash !== row.pack_hash)
  for (const { parent, ...row } of changed) {
    const values = { ...row, parent_id: await parentOf(tx, row.ledger, parent), said: await withPartner(tx, row.said) }
    await tx
      .insertInto('ledger_records')
      .values(values)
      .onConflict((at) => at.columns(['institution_id', 'ledger', 'key']).doUpdateSet(values))
      .execute()
  }
  await forget(tx, rows)
  return { written: changed.length, kept: kept.length }
}

const above = { lines: 'events', products: 'campaigns', events: '', campaigns: '' } as const

async function parentOf(tx: Tx, ledger: Told['ledger'], key: string | null): Promise<string | null> {
  if (!key) return null
  const row = await tx
    .selectFrom('ledger_records')
    .select('id')
    .where('ledger', '=', above[ledger])
    .where('key', '=', key)
    .executeTakeFirst()
  return row?.id ?? null
}

// A pack names a partner by its key; a record by its id, as an office's own does.
async function withPartner(tx: Tx, said: string): Promise<string> {
  const answers: Record<string, string> = JSON.parse(said)
  if (!answers.partner) return said
  const found = await tx.selectFrom('partners').select('id').where('key', '=', answers.partner).executeTakeFirst()
  const { partner: _, ...rest } = answers
  return JSON.stringify(found ? { ...rest, partner: found.id } : rest)
}

async function forget(tx: Tx, rows: readonly Row[]): Promise<void> {
  const stay = rows.map(({ ledger, key }) => `${ledger} ${key}`)
  for (const parts of [true, false])
    await tx
      .deleteFrom('ledger_records')
      .where('pack_hash', 'is not', null)
      .where('edited_at', 'is', null)
      .where('parent_id', parts ? 'is not' : 'is', null)
      .where(sql<boolean>`not ((ledger || ' ' || key) = any(${stay}::text[]))`)
      .where(sql<boolean>`not exists (select from ledger_records part where part.parent_id = ledger_records.id)`)
      .where(sql<boolean>`not exists (select from ledger_notes note where note.record_id = ledger_records.id)`)
      .execute()
}
