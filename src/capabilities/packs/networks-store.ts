import type { Tx } from '../../platform/database/index.ts'
import { foldWords } from '../../platform/words/fold.ts'
import type { NetworksFile } from './network-schema.ts'
import { sha256 } from './rows.ts'
import type { PartnersFile, Tell } from './schema.ts'

type Work = NetworksFile[number]

/** Keys that stand twice, and partners that the register does not know. */
export function checkNetworks(networks: NetworksFile, partners: PartnersFile | null, tell: Tell): void {
  const keys = networks.flatMap(({ key, lines }) => [key, ...lines.map((line) => line.key)])
  for (const [at, work] of networks.entries()) {
    for (const key of [work.key, ...work.lines.map((line) => line.key)])
      if (keys.filter((one) => one === key).length > 1) tell('networks.json', `[${at}]`, `stands twice: ${key}`)
    for (const { partner } of work.lines)
      if (partner && !partners?.some(({ key }) => key === partner))
        tell('networks.json', `[${at}].lines`, `names no partner: ${partner}`)
  }
}

/**
 * What a pack tells of networks and joint programmes, each with its lines or not at all; what somebody edited stays as it
 * is, and what left the pack is put away. The partners have been written before.
 */
export async function writeNetworks(tx: Tx, institution: string, works: NetworksFile) {
  const known = await tx.selectFrom('joint_works').select(['id', 'key', 'pack_hash', 'edited_at']).execute()
  const done = { written: 0, kept: 0 }
  for (const [at, work] of works.entries()) {
    const before = known.find(({ key }) => key === work.key)
    const pack_hash = sha256(JSON.stringify([at, work]))
    if (before?.edited_at) done.kept += 1
    else if (before?.pack_hash !== pack_hash) {
      await writeWork(tx, institution, work, { at, pack_hash })
      done.written += 1
    }
  }
  await tx
    .updateTable('joint_works')
    .set({ archived_at: new Date(), pack_hash: null })
    .where('pack_hash', 'is not', null)
    .where('edited_at', 'is', null)
    .where('key', 'not in', ['', ...works.map(({ key }) => key)])
    .execute()
  return done
}

async function writeWork(
  tx: Tx,
  institution_id: string,
  work: Work,
  { at, pack_hash }: { at: number; pack_hash: string },
) {
  const { key, kind, name, said, lines, source, unread } = work
  const values = {
    ...{ institution_id, key, kind, name: JSON.stringify(name), said: JSON.stringify(said) },
    ...{ source: JSON.stringify({ ...source, unread }), words: wordsOf(work), sort_order: at, pack_hash },
  }
  const { id } = await tx
    .insertInto('joint_works')
    .values(values)
    .onConflict((conflict) => conflict.columns(['institution_id', 'key']).doUpdateSet({ ...values, archived_at: null }))
    .returning('id')
    .executeTakeFirstOrThrow()
  // Nobody of the office has touched it, so nobody stands on it.
  await tx.deleteFrom('joint_work_lines').where('work_id', '=', id).execute()
  const partners = await partnerIds(
    tx,
    lines.flatMap(({ partner }) => partner ?? []),
  )
  const rows = lines.map((line, order) => ({
    ...{ institution_id, work_id: id, key: line.key, kind: line.kind, sort_order: order },
    partner_id: line.partner ? (partners.get(line.partner) ?? null) : null,
    said: JSON.stringify(line.said),
    source: JSON.stringify({ ...line.source, unread: line.unread }),
  }))
  if (rows.length > 0) await tx.insertInto('joint_work_lines').values(rows).execute()
}

async function partnerIds(tx: Tx, keys: readonly string[]): Promise<ReadonlyMap<string, string>> {
  if (keys.length === 0) return new Map()
  const rows = await tx.selectFrom('partners').select(['id', 'key']).where('key', 'in', keys).execute()
  return new Map(rows.flatMap(({ id, key }) => (key ? [[key, id] as const] : [])))
}

function wordsOf({ name, said }: Work): string {
  const texts = [name, ...Object.values(said)].flatMap((one) =>
    typeof one === 'string' ? one : typeof one === 'number' ? [] : Object.values(one),
  )
  return ` ${texts.flatMap(foldWords).join(' ')}`
}
