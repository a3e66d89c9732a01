import { z } from 'zod'
import { readDay } from '../../platform/days.ts'
import {
  line,
  longText,
  oneOf,
  optionalDay,
  optionalLine,
  optionalListed,
  optionalLongText,
} from '../../platform/web/fields.ts'
import type { Problem, Typed } from '../../platform/web/form.ts'
import type { Text } from '../../platform/words/languages.ts'
import { typedAgain } from '../cases/index.ts'
import type { Law } from '../law/index.ts'
import { type Edition, type Line, type LineKind, numberIn, personStates, type School, textIn, wordIn } from './rules.ts'

const whole = (most: number) =>
  z
    .string()
    .optional()
    .transform((text) => (text ?? '').trim())
    .refine((text) => text === '' || (/^\d{1,6}$/.test(text) && Number(text) <= most), 'school.notANumber')
    .transform((text) => (text === '' ? null : Number(text)))
    .meta({ asked: { as: 'text', width: 'short' } })

const needed = (most: number) =>
  z
    .string()
    .optional()
    .transform((text) => (text ?? '').trim())
    .refine((text) => text !== '', 'form.missing')
    .refine((text) => text === '' || (/^\d{1,6}$/.test(text) && Number(text) <= most), 'school.notANumber')
    .transform(Number)
    .meta({ asked: { as: 'text', width: 'short' } })

const country = () => optionalListed().meta({ asked: { as: 'country' } })
const most = 100_000

const inThree = <Name extends string>(name: Name, isLong: boolean) => {
  const other = isLong ? optionalLongText(4000) : optionalLine(300)
  return { [name]: isLong ? longText(4000) : line(300), [`${name}Ru`]: other, [`${name}Ky`]: other }
}

/** What is asked of each kind of line. */
export const lineForms: Readonly<Record<LineKind, z.ZodObject>> = {
  seats: z.object({
    ...inThree('funder', false),
    ...{ country: country(), seats: needed(most), applicants: whole(most), selected: whole(most) },
  }),
  group: z.object({
    side: oneOf(['own', 'foreign']),
    country: country(),
    count: needed(most),
    arrivedOn: optionalDay(),
  }),
  site: z.object(inThree('name', false)),
  speaker: z.object({ name: optionalLine(200), ...inThree('post', false) }),
  member: z.object({ name: optionalLine(200), ...inThree('of', false) }),
  news: z.object({ on: optionalDay(), ...inThree('title', false), ...inThree('text', true) }),
}

const texts: Readonly<Record<LineKind, readonly string[]>> = {
  ...{ seats: ['funder'], group: [], site: ['name'], speaker: ['post'], member: ['of'], news: ['title', 'text'] },
}
const days: Readonly<Record<LineKind, readonly string[]>> = {
  ...{ seats: [], group: ['arrivedOn'], site: [], speaker: [], member: [], news: ['on'] },
}

/** A text in three languages out of a form: what nobody wrote in one is read in the first. */
export function textOf(value: Readonly<Record<string, unknown>>, name: string): Text {
  const part = (key: string) => (typeof value[key] === 'string' ? value[key] : '')
  const en = part(name)
  return { en, ru: part(`${name}Ru`) || en, ky: part(`${name}Ky`) || en }
}

/** What a line says, out of its form. */
export function saidFrom(kind: LineKind, value: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  const written = texts[kind]
  const inWords = written.map((name) => [name, textOf(value, name)] as const)
  const isText = (name: string) => written.some((text) => [text, `${text}Ru`, `${text}Ky`].includes(name))
  const others = Object.entries(value).filter(([name, one]) => !isText(name) && one !== null && one !== '')
  return Object.fromEntries([...others, ...inWords])
}

/** A line as its form shows it. */
export function typedLine(one: Line): Typed {
  const fields = Object.keys(lineForms[one.kind].shape)
  const inWords = texts[one.kind].flatMap((name) => Object.entries(typedText(textIn(one, name), name)))
  const plain = fields.map((name) => [name, String(numberIn(one, name) ?? wordIn(one, name))])
  return typedAgain(Object.fromEntries([...plain, ...inWords]), days[one.kind])
}

/** In languages whose words are the first one's nobody has written anything: their fields stay open. */
function typedText(text: Text | null, name: string): Typed {
  if (!text) return {}
  const other = (words: string) => (words === text.en ? '' : words)
  return { [name]: text.en, [`${name}Ru`]: other(text.ru), [`${name}Ky`]: other(text.ky) }
}

export const schoolForm = z.object({
  ...inThree('name', false),
  ...inThree('goal', true),
  ...inThree('about', true),
  ...inThree('course', true),
  ...{ weeks: whole(52), ownUsual: whole(most), foreignUsual: whole(most) },
  foreignIsLeast: oneOf(['yes', 'no']),
  callKey: optionalLine(100),
})

export function typedSchool(school: School): Typed {
  const inWords = (['name', 'goal', 'about', 'course'] as const).map((name) => typedText(school[name], name))
  const number = (one: number | null) => (one === null ? '' : String(one))
  return {
    ...Object.assign({}, ...inWords),
    ...{ weeks: number(school.weeks), ownUsual: number(school.ownUsual), foreignUsual: number(school.foreignUsual) },
    ...{ foreignIsLeast: school.foreignIsLeast ? 'yes' : 'no', callKey: school.callKey ?? '' },
  }
}

export const editionForm = z.object({
  number: whole(200),
  ...{ from: optionalDay(), to: optionalDay(), openingDay: optionalDay() },
  ...{ openingPlace: optionalLine(300), openingPlaceRu: optionalLine(300), openingPlaceKy: optionalLine(300) },
})

export function typedEdition(edition: Edition): Typed {
  const { number, from, to, openingDay, openingPlace } = edition
  const said = { from: from ?? '', to: to ?? '', openingDay: openingDay ?? '', number: String(number ?? '') }
  return typedAgain({ ...said, ...typedText(openingPlace, 'openingPlace') }, ['from', 'to', 'openingDay'])
}

/** What of an edition's days doesn't fit together, or into its year. */
export function editionProblems({ from, to }: z.output<typeof editionForm>, year: number): Problem[] {
  if (from && to && to < from) return [{ field: 'to', key: 'edition.endsFirst' }]
  const other = [from, to].findIndex((on) => on && readDay(on) && Number(on.slice(0, 4)) !== year)
  return other < 0 ? [] : [{ field: other === 0 ? 'from' : 'to', key: 'edition.otherYear', params: { year } }]
}

export const yearForm = z.object({
  year: z
    .string()
    .optional()
    .transform((text) => (text ?? '').trim())
    .pipe(z.string().regex(/^(199\d|20\d\d)$/, 'edition.notAYear'))
    .transform(Number)
    .meta({ asked: { as: 'text', width: 'short' } }),
})

/** A country of the list, or none. */
export function countryProblems(value: Readonly<Record<string, unknown>>, law: Law): Problem[] {
  const { country: code } = value
  return typeof code === 'string' && code !== '' && !law.country(code) ? [{ field: 'country', key: 'form.choose' }] : []
}

export const stateForm = z.object({ state: oneOf(personStates), funder: optionalLine(300) })
