import { z } from 'zod'
import type { Day } from '../../platform/days.ts'
import { longText } from '../../platform/web/fields.ts'
import { type CoreFields, readShortCode } from '../correspondence/index.ts'

/** What somebody holds against the register: the whole code, the ten characters beside the square, or a number. */
export type Asked =
  | { readonly by: 'code'; readonly code: string }
  | { readonly by: 'short'; readonly shortCode: string }
  | { readonly by: 'number'; readonly number: string }

/** What is printed on a letter, and nothing else. */
export type Printed = Omit<CoreFields, 'shortCode'> & { readonly subject: string | null }

/** The answer. A number alone proves no paper and tells no name: whoever counts upwards must not read the register. */
export type Verdict =
  | { readonly kind: 'in-force'; readonly letter: Printed }
  | { readonly kind: 'revoked'; readonly letter: Printed; readonly since: Day }
  | { readonly kind: 'unknown'; readonly letter: Printed }
  | { readonly kind: 'not-genuine' }
  | { readonly kind: 'number'; readonly number: string; readonly day: Day; readonly since: Day | null }
  | { readonly kind: 'no-such'; readonly asked: string }

const longestShortCode = 24

/** Reads what was scanned, typed or pasted, with the address around it or without. */
export function readAsked(typed: string): Asked {
  const text = typed.trim().replace(/^.*\/check\//s, '')
  const number = /^(.*\D)[-–]?\s*(\d{4})\s*[-/]\s*(\d{4,9})$/.exec(text)
  if (number) {
    const [, short = '', year = '', sequence = ''] = number
    return { by: 'number', number: `${short.replace(/[-–\s№]+/g, '').toUpperCase()}-${year}/${sequence}` }
  }
  const shortCode = text.length <= longestShortCode ? readShortCode(text) : null
  return shortCode ? { by: 'short', shortCode } : { by: 'code', code: text.replace(/\s/g, '') }
}

/** The way to the answer's page: a number's slash would end the path. */
export function pathOf(asked: Asked): string {
  if (asked.by === 'number') return `/check/${encodeURIComponent(asked.number.replace('/', '-'))}`
  return `/check/${encodeURIComponent(asked.by === 'short' ? asked.shortCode : asked.code)}`
}

/** Why a letter is revoked; the person reads it in the case, a stranger who checks the letter does not. */
export const revocationForm = z.object({ reason: longText(1000) })
