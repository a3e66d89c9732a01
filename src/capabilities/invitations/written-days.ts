import { type Day, readDay } from '../../platform/days.ts'

/** A day as people write it in sheets: `12.12.2026`, `12/12/2026`, `2026-12-12`; null when it is none. */
export function dayWritten(text: string): Day | null {
  const [, year, month, day, date, mon, yr] =
    /^(?:(\d{4})-(\d\d)-(\d\d)|(\d{1,2})[./](\d{1,2})[./](\d{4}))$/.exec(text.trim()) ?? []
  const [y = '', m = '', d = ''] = [year ?? yr, month ?? mon, day ?? date]
  return readDay(`${y}-${m.padStart(2, '0')}-${d.padStart(2, '0')}`)
}
