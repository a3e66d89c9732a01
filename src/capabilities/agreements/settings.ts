import { z } from 'zod'
import type { Db } from '../../platform/database/index.ts'
import { line } from '../../platform/web/fields.ts'
import { edit } from '../institutions/index.ts'
import type { AgreementAct } from './actions.ts'
import { usualLeads } from './rules.ts'

/** What stays weigh in a balance, in hundredths of a term; shorter ones than `shortDays` are short. */
export interface Weights {
  readonly shortDays: number
  readonly short: number
  readonly one: number
  readonly year: number
}

export interface AgreementSettings {
  /** Days before an end, or a notice, on which the office is warned; the earliest first. */
  readonly leads: readonly number[]
  readonly weights: Weights
  /** Who has set them; null while the usual ones hold. */
  readonly saidBy: { readonly name: string; readonly at: Date } | null
}

const usualWeights: Weights = { shortDays: 60, short: 50, one: 100, year: 200 }

export async function settingsOf(db: Db): Promise<AgreementSettings> {
  const row = await db.selectFrom('agreement_settings').selectAll().executeTakeFirst()
  if (!row) return { leads: usualLeads, weights: usualWeights, saidBy: null }
  const [short = 50, one = 100, year = 200] = row.weights
  return {
    leads: row.leads,
    weights: { shortDays: row.short_days, short, one, year },
    saidBy: { name: row.by_name, at: row.at },
  }
}

const hundredths = () =>
  line(6)
    .refine((text) => /^\d{1,2}([.,]\d{1,2})?$/.test(text), 'settings.notAWeight')
    .transform((text) => Math.round(Number(text.replace(',', '.')) * 100))

export const settingsForm = z.object({
  leads: line(60)
    .refine((text) => /^\d{1,4}(\s*[,;]\s*\d{1,4}){0,5}$/.test(text), 'settings.notLeads')
    .transform((text) => [...new Set(text.split(/[,;]/).map(Number))].toSorted((a, b) => b - a))
    .refine((leads) => leads.every((days) => days > 0 && days <= 1500), 'settings.notLeads'),
  shortDays: line(3)
    .refine((text) => /^([1-9]\d?|1\d\d)$/.test(text), 'settings.notDays')
    .transform(Number),
  short: hundredths(),
  one: hundredths(),
  year: hundredths(),
})
export type SettingsEntry = z.output<typeof settingsForm>

export async function saveSettings(act: AgreementAct, { leads, shortDays, short, one, year }: SettingsEntry) {
  const { institution, by, house } = act
  const at = house.clock.now()
  const db = house.database.within(institution)
  const before = await settingsOf(db)
  await edit(db, { institution, id: by.id, name: by.name, at }, 'agreements', async (tx) => {
    const set = { leads, short_days: shortDays, weights: [short, one, year], at, by_name: by.name }
    await tx
      .insertInto('agreement_settings')
      .values({ institution_id: institution, ...set })
      .onConflict((conflict) => conflict.column('institution_id').doUpdateSet(set))
      .execute()
    return { before: { leads: before.leads, ...before.weights }, after: { leads, shortDays, short, one, year } }
  })
}
