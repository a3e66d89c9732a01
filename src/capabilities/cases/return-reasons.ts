import { z } from 'zod'
import type { Db, Tx } from '../../platform/database/index.ts'
import { textFrom, toJson } from '../../platform/database/json.ts'
import { got, type Outcome, refuse } from '../../platform/outcome.ts'
import { longText } from '../../platform/web/fields.ts'
import { type Language, languages, type Text } from '../../platform/words/languages.ts'
import { casesWords } from './words.ts'

/** The product's own reasons, in the order in which they are offered; their words stand in the messages. */
export const productReasons = [
  'blurred',
  'cut-off',
  'page-missing',
  'turned',
  'wrong-paper',
  'other-person',
  'copy',
  'expired',
  'name-differs',
  'not-translated',
  'not-notarised',
  'not-signed',
  'no-stamp',
] as const

/** A reason for returning a paper, in three languages: the product's, as the institution changed it, or its own. */
export interface ReturnReason {
  readonly key: string
  readonly text: Text
  /** Who wrote it so; null while it is as the product brings it. */
  readonly written: { readonly name: string; readonly at: Date } | null
  readonly isProduct: boolean
  readonly retiredAt: Date | null
}

export const reasonForm = z.object({ en: longText(600), ru: longText(600), ky: longText(600) })

/** Every reason of an institution, also those that are no longer offered. @param db the institution's own scope */
export async function returnReasons(db: Db): Promise<readonly ReturnReason[]> {
  const rows = await db.selectFrom('return_reasons').selectAll().orderBy('since').orderBy('key').execute()
  const kept = new Map(rows.map((row) => [row.key, reasonFrom(row)]))
  const products = productReasons.map((key) => kept.get(key) ?? asShipped(key))
  return [...products, ...[...kept.values()].filter(({ isProduct }) => !isProduct)]
}

const isProduct = (key: string) => productReasons.some((known) => known === key)

function asShipped(key: (typeof productReasons)[number]): ReturnReason {
  const say = (language: Language) => casesWords(language)(`reason.${key}`)
  const text = { en: say('en'), ru: say('ru'), ky: say('ky') }
  return { key, text, written: null, isProduct: true, retiredAt: null }
}

interface ReasonRow {
  readonly key: string
  readonly text: unknown
  readonly since: Date
  readonly by_name: string
  readonly retired_at: Date | null
}

function reasonFrom({ key, text, since, by_name, retired_at }: ReasonRow): ReturnReason {
  const written = { name: by_name, at: since }
  return { key, text: textFrom(text), written, isProduct: isProduct(key), retiredAt: retired_at }
}

/**
 * What the applicant reads: the ready-made reason in their language, then the officer's own words as typed. Refuses a reason
 * that was retired while the officer was choosing.
 */
export async function reasonSaid(
  tx: Tx,
  { ready, reason }: { readonly ready?: string; readonly reason: string },
  language: Language,
): Promise<Outcome<string>> {
  if (!ready) return got(reason)
  const chosen = (await returnReasons(tx)).find(({ key, retiredAt }) => key === ready && !retiredAt)
  if (!chosen) return refuse('reason.gone', { remedy: 'reason.gone.remedy' })
  return got([chosen.text[language], reason].filter(Boolean).join('\n'))
}

export interface ReasonChange {
  readonly institution: string
  readonly key: string
  readonly text: Text
  readonly retiredAt: Date | null
  readonly by: { readonly id: string; readonly name: string }
  readonly at: Date
}

/** Keeps a reason as somebody wrote it, and journals what stood there before. The same form twice changes nothing more. */
export async function saveReason(db: Db, change: ReasonChange): Promise<void> {
  const { institution, key, text, retiredAt, by, at } = change
  await db.transaction().execute(async (tx) => {
    const before = (await returnReasons(tx)).find((reason) => reason.key === key)
    if (before && isSame(before, change)) return
    const set = { text: toJson(text), since: at, by_id: by.id, by_name: by.name, retired_at: retiredAt }
    await tx
      .insertInto('return_reasons')
      .values({ institution_id: institution, key, ...set })
      .onConflict((conflict) => conflict.columns(['institution_id', 'key']).doUpdateSet(set))
      .execute()
    await tx
      .insertInto('record_edits')
      .values({
        institution_id: institution,
        at,
        by_id: by.id,
        by_name: by.name,
        record: `return_reasons/${key}`,
        before: toJson(before ? { text: before.text, retired: before.retiredAt } : {}),
        after: toJson({ text, retired: retiredAt }),
      })
      .execute()
  })
}

function isSame(before: ReturnReason, change: ReasonChange): boolean {
  const sameText = languages.every((language) => before.text[language] === change.text[language])
  return sameText && (before.retiredAt === null) === (change.retiredAt === null)
}
