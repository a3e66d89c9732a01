import type { Sheet } from './rules.ts'
import type { Say } from './words.ts'

/** Thousandths of a mark as people write them: `7.4`, `7,4`. */
export function sayScore(thousandths: number | null, { language }: Pick<Say, 'language'>): string {
  if (thousandths === null) return '–'
  const format = { minimumFractionDigits: 1, maximumFractionDigits: 3 }
  return new Intl.NumberFormat(language === 'en' ? 'en-GB' : language, format).format(thousandths / 1000)
}

/** What breaks a tie, in words. */
function sayTie(t: Say, { criteria }: Pick<Sheet, 'criteria'>, tie: string): string {
  if (tie === 'average' || tie === 'arrived') return t(`tie.${tie}`)
  return criteria.find(({ id }) => id === tie)?.title[t.language] ?? tie
}

/** All that breaks a tie, in its order; the lot is the last. */
export function sayTies(t: Say, sheet: Sheet): string {
  return [...sheet.ties.map((tie) => sayTie(t, sheet, tie)), t('tie.lot')].join('; ')
}
