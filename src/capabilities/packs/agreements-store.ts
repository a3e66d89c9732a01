import type { Tx } from '../../platform/database/index.ts'
import { foldWords } from '../../platform/words/fold.ts'
import type { AgreementsFile } from './agreement-schema.ts'
import { sha256 } from './rows.ts'

type File = AgreementsFile
type Said = File['agreements'][number]

/**
 * Agreements that an office's page tells of, with their parties. What an officer edited stays; one that left the pack is put
 * away, never deleted.
 */
export async function writeAgreements(tx: Tx, institution: string, file: File | null) {
  const { agreements, sayings } = file ?? { agreements: [], sayings: [] }
  const known = await tx.selectFrom('agreements').select(['id', 'key', 'pack_hash', 'edited_at']).execute()
  const partners = await tx.selectFrom('partners').select(['id', 'key', 'words', 'name']).execute()
  const done = { written: 0, kept: 0 }
  for (const [at, one] of agreements.entries()) {
    const before = known.find(({ key }) => key === one.key)
    const pack_hash = sha256(JSON.stringify([at, one]))
    if (before?.edited_at) done.kept += 1
    else if (before?.pack_hash !== pack_hash) {
      await writeOne(tx, { institution, at, pack_hash, id: before?.id ?? null }, one, partners)
      done.written += 1
    }
  }
  await replaceSayings(tx, institution, sayings)
  await putAway(
    tx,
    agreements.map(({ key }) => key),
  )
  return done
}

interface Known {
  readonly id: string
  readonly key: string | null
  readonly words: string
  readonly name: string
}
interface Place {
  readonly institution: string
  readonly at: number
  readonly pack_hash: string
  readonly id: string | null
}

async function writeOne(tx: Tx, place: Place, one: Said, partners: readonly Known[]) {
  const { institution, at, pack_hash, id: before } = place
  const named = one.parties.map(({ partner, name }) => ({
    known: partners.find(({ key }) => key !== null && key === partner) ?? null,
    name,
  }))
  const row = {
    ...{ institution_id: institution, key: one.key, pack_hash, sort_order: at, name: one.title.en },
    ...{ kind: one.kind, state: one.state, is_public: true, archived_at: null, exchange: one.exchange ?? [] },
    ...{ signed_on: one.signedOn ?? null, signed_year: one.signedYear ?? null, unit: one.unit ?? null },
    ...{ from_day: one.from ?? null, until_day: one.until ?? null, specialties: (one.specialties ?? []).join('\n') },
    title: JSON.stringify(one.title),
    subject: one.subject ? JSON.stringify(one.subject) : null,
    condition: one.condition ? JSON.stringify(one.condition) : null,
    note: one.note?.en ?? '',
    source: JSON.stringify({ ...one.source, note: one.note, unread: one.unread }),
    words: wordsOf(one, named),
  }
  const { id } = await tx
    .insertInto('agreements')
    .values({ ...row, made_at: new Date() })
    .onConflict((conflict) => conflict.columns(['institution_id', 'key']).doUpdateSet(row))
    .returning('id')
    .executeTakeFirstOrThrow()
  if (before) await tx.deleteFrom('agreement_parties').where('agreement_id', '=', id).execute()
  const of = { institution_id: institution, agreement_id: id }
  const parties = named.map(({ known, name }, nth) => ({
    ...{ ...of, place: nth + 1, partner_id: known?.id ?? null, name: name ?? known?.name ?? '' },
  }))
  await tx.insertInto('agreement_parties').values(parties).execute()
}

function wordsOf(one: Said, named: readonly { known: Known | null; name: string | undefined }[]): string {
  const texts = [one.title, one.subject].flatMap((text) => (text ? Object.values(text) : []))
  const folded = [...texts, ...named.map(({ name }) => name ?? ''), ...(one.specialties ?? [])].flatMap(foldWords)
  return ` ${[...folded, ...named.map(({ known }) => known?.words.trim() ?? '')].join(' ')}`
}

async function replaceSayings(tx: Tx, institution_id: string, sayings: File['sayings']) {
  await tx.deleteFrom('agreement_sayings').execute()
  if (sayings.length === 0) return
  const rows = sayings.map(({ key, minimum, text, source, unread }, sort_order) => ({
    ...{ institution_id, key, minimum: minimum ?? null, sort_order },
    text: JSON.stringify(text),
    source: JSON.stringify({ ...source, unread }),
  }))
  await tx.insertInto('agreement_sayings').values(rows).execute()
}

async function putAway(tx: Tx, stay: readonly string[]) {
  await tx
    .updateTable('agreements')
    .set({ archived_at: new Date(), pack_hash: null })
    .where('key', 'is not', null)
    .where('edited_at', 'is', null)
    .where('archived_at', 'is', null)
    .where('key', 'not in', ['', ...stay])
    .execute()
}
