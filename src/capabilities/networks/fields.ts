import { z } from 'zod'
import { optionalLine, optionalListed } from '../../platform/web/fields.ts'
import { readSometime } from './sometime.ts'

const typed = z
  .string()
  .optional()
  .transform((text) => (text ?? '').trim())

const short = { asked: { as: 'text', width: 'short' } } as const

/** A year, a month or a day, as exactly as it is known; empty where nobody knows it. */
export function sometime() {
  return typed
    .transform((text, context) => {
      const time = text === '' ? '' : readSometime(text)
      if (time !== null) return time
      context.addIssue({ code: 'custom', message: 'works.notATime' })
      return z.NEVER
    })
    .meta({ asked: { as: 'text', width: 'half' } })
}

/** A whole number, 0 to 100,000; null where it is not told. */
export function optionalCount() {
  return typed
    .refine((text) => text === '' || /^\d{1,5}$/.test(text), 'works.notANumber')
    .transform((text) => (text === '' ? null : Number(text)))
    .meta(short)
}

export function count() {
  return optionalCount().refine((number) => number !== null, 'form.missing')
}

/** A number with two decimals at most, kept in hundredths: credits, years, sums of money. */
export function optionalHundredths() {
  return typed
    .transform((text) => text.replace(/[\s\u00a0]/g, '').replace(',', '.'))
    .refine((text) => text === '' || /^\d{1,9}(\.\d{1,2})?$/.test(text), 'works.notASum')
    .transform((text) => (text === '' ? null : Math.round(Number(text) * 100)))
    .meta(short)
}

export function hundredths() {
  return optionalHundredths().refine((number) => number !== null, 'form.missing')
}

export function year() {
  return typed
    .refine((text) => /^(19|20|21)\d\d$/.test(text), 'works.notAYear')
    .transform(Number)
    .meta(short)
}

/** A currency by its three letters. */
export function currency() {
  return typed
    .transform((text) => text.toUpperCase())
    .refine((text) => /^[A-Z]{3}$/.test(text), 'works.notACurrency')
    .meta(short)
}

export function webAddress() {
  return optionalLine(300).refine((text) => text === '' || z.url({ protocol: /^https?$/ }).safeParse(text).success, {
    error: 'works.notASite',
  })
}

export function optionalCountry() {
  return optionalListed().meta({ asked: { as: 'country' } })
}
