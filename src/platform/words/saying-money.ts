import type { Language } from './languages.ts'

/** `3,000 KGS`, `3 000 KGS`: a sum of minor units as an office writes it. */
export function sayMoney(minor: number, currency: string, language: Language): string {
  const sum = new Intl.NumberFormat(language, { minimumFractionDigits: minor % 100 === 0 ? 0 : 2 }).format(minor / 100)
  return `${sum} ${currency}`
}
