import { z } from 'zod'
import { type Day, readDay } from '../days.ts'
import { plainAddress } from '../mail/transport.ts'

/** How a question is asked: what the page needs to know beside the schema. */
export interface Asked {
  readonly as: 'text' | 'long' | 'day' | 'choice' | 'country' | 'email' | 'phone' | 'code' | 'yes'
  readonly autocomplete?: string
  readonly options?: readonly string[]
  readonly width?: 'short' | 'half' | 'full'
}

const tidy = (text: string | undefined) => (text ?? '').normalize('NFC').replace(/\s+/g, ' ').trim()
const asked = <Schema extends z.ZodType>(schema: Schema, how: Asked): Schema => schema.meta({ asked: how })
const typed = z.string().optional().transform(tidy)

/** How a field of a schema is asked; text where it does not say. */
export function askedAs(schema: z.ZodType): Asked {
  const meta = schema.meta()
  return isAsked(meta?.asked) ? meta.asked : { as: 'text' }
}

function isAsked(value: unknown): value is Asked {
  return typeof value === 'object' && value !== null && 'as' in value
}

/** One line of words, in any script. @param most characters */
export function line(most = 200, how: Partial<Asked> = {}) {
  return asked(typed.pipe(z.string().min(1, 'form.missing').max(most, 'form.tooLong')), { as: 'text', ...how })
}

export function optionalLine(most = 200, how: Partial<Asked> = {}) {
  return asked(typed.pipe(z.string().max(most, 'form.tooLong')), { as: 'text', ...how })
}

/** Several lines. @param most characters */
export function longText(most = 4000) {
  const text = z
    .string()
    .optional()
    .transform((value) => (value ?? '').normalize('NFC').trim())
  return asked(text.pipe(z.string().min(1, 'form.missing').max(most, 'form.tooLong')), { as: 'long' })
}

export function optionalLongText(most = 4000) {
  const text = z
    .string()
    .optional()
    .transform((value) => (value ?? '').normalize('NFC').trim())
  return asked(text.pipe(z.string().max(most, 'form.tooLong')), { as: 'long' })
}

/** A letter or digit code as on a paper: spaces and hyphens go, letters become capitals. */
export function code(most = 20, how: Partial<Asked> = {}) {
  const schema = typed
    .transform((text) => text.replace(/[\s-]/g, '').toUpperCase())
    .pipe(
      z
        .string()
        .min(1, 'form.missing')
        .max(most, 'form.tooLong')
        .regex(/^[A-Z0-9]*$/, 'form.latinOnly'),
    )
  return asked(schema, { as: 'code', width: 'half', ...how })
}

export function dayField() {
  const schema = typed.transform((text, context): Day => {
    const day = readDay(text)
    if (day) return day
    context.addIssue({ code: 'custom', message: text === '' ? 'form.missing' : 'form.notADay' })
    return z.NEVER
  })
  return asked(schema, { as: 'day' })
}

/** A day that may be left open: null then. */
export function optionalDay() {
  const schema = typed.transform((text, context): Day | null => {
    const day = readDay(text)
    if (day || text === '') return day
    context.addIssue({ code: 'custom', message: 'form.notADay' })
    return z.NEVER
  })
  return asked(schema, { as: 'day' })
}

export function oneOf<const Options extends readonly [string, ...string[]]>(options: Options) {
  const schema = z.preprocess((value) => (value === undefined ? '' : value), z.enum(options, { error: 'form.choose' }))
  return asked(schema, { as: 'choice', options })
}

/** A value of a list that is data: the page and a rule hold it against the list. */
export function listed() {
  return asked(typed.pipe(z.string().min(1, 'form.choose').max(100, 'form.choose')), { as: 'choice' })
}

export function optionalListed() {
  return asked(typed.pipe(z.string().max(100, 'form.choose')), { as: 'choice' })
}

export function country(how: Partial<Asked> = {}) {
  return asked(typed.pipe(z.string().regex(/^[A-Z]{2,3}$/, 'form.choose')), { as: 'country', ...how })
}

/** A mail address, trimmed; look-alike letters and impossible forms are refused with their reason. */
export function mailAddress() {
  const schema = typed.transform((text, context): string => {
    const read = plainAddress(text)
    if (read.ok) return read.address
    context.addIssue({ code: 'custom', message: text === '' ? 'form.missing' : `form.mail.${read.problem}` })
    return z.NEVER
  })
  return asked(schema, { as: 'email', autocomplete: 'email' })
}

/** A telephone number with its country code, kept as + and digits. */
export function phone() {
  const schema = typed
    .transform((text) => text.replace(/[\s().-]/g, '').replace(/^00/, '+'))
    .pipe(
      z
        .string()
        .min(1, 'form.missing')
        .regex(/^\+?\d{7,15}$/, 'form.notAPhone'),
    )
  return asked(schema, { as: 'phone', autocomplete: 'tel' })
}

export function agreed() {
  return asked(z.literal('yes', { error: 'form.agree' }), { as: 'yes' })
}
