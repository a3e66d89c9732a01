import { z } from 'zod'
import { oneOf, optionalDay, optionalLine, optionalListed, optionalLongText } from '../../platform/web/fields.ts'
import type { Typed } from '../../platform/web/form.ts'
import { versionIn } from '../../platform/web/form.ts'
import { type Language, languages, type Text } from '../../platform/words/languages.ts'
import { typedText } from '../galleries/index.ts'
import { type NewsSaid, newsSaid } from '../packs/index.ts'
import { audiences, type Kind, kinds, loosely } from './rules.ts'

/** What each kind is asked beside title, text, day and picture. */
export const asks: Readonly<Record<Kind, Asks>> = {
  news: {},
  announcement: { audiences: true },
  achievement: { texts: ['event', 'team', 'nomination'], numbers: ['place', 'degree'] },
  trip: { countries: ['country', 'country2', 'country3'], days: ['from', 'to'], numbers: ['people'], names: true },
  publication: { texts: ['post'], lines: ['author', 'work', 'journal', 'link'], countries: ['country'] },
  statement: {},
}

interface Asks {
  readonly audiences?: true
  readonly texts?: readonly ('event' | 'team' | 'nomination' | 'post')[]
  readonly lines?: readonly ('author' | 'work' | 'journal' | 'link')[]
  readonly numbers?: readonly ('place' | 'degree' | 'people')[]
  readonly countries?: readonly ('country' | 'country2' | 'country3')[]
  readonly days?: readonly ('from' | 'to')[]
  readonly names?: true
}

const loose = z
  .string()
  .optional()
  .transform((typed, context): string => {
    if (!typed) return ''
    const on = loosely(typed)
    if (on) return on
    context.addIssue({ code: 'custom', message: 'news.notADay' })
    return z.NEVER
  })
const number = optionalLine(6)
  .refine((typed) => /^$|^[1-9]\d{0,4}$/.test(typed), 'news.notANumber')
  .transform((typed) => (typed === '' ? undefined : Number(typed)))
const title = optionalLine(200)
const words = optionalLine(300)
const body = optionalLongText(15_000)
// What a pack may not say no form says either: whatever is kept is read by the schema of the packs.
const isPicture = (typed: string) => newsSaid.shape.picture.safeParse(typed).success
const country = optionalListed().refine((typed) => /^$|^[A-Z]{2}$/.test(typed), 'form.choose')
const ticked = z.string().optional()

export const newsForm = z
  .object({
    kind: oneOf(kinds),
    ...{ 'title.en': title, 'title.ru': title, 'title.ky': title },
    ...{ 'body.en': body, 'body.ru': body, 'body.ky': body },
    ...{ 'event.en': words, 'event.ru': words, 'event.ky': words },
    ...{ 'team.en': words, 'team.ru': words, 'team.ky': words },
    ...{ 'nomination.en': words, 'nomination.ru': words, 'nomination.ky': words },
    ...{ 'post.en': words, 'post.ru': words, 'post.ky': words },
    ...{ 'for.applicants': ticked, 'for.foreign-students': ticked, 'for.own-students': ticked },
    ...{ 'for.staff': ticked, 'for.partners': ticked },
    on: loose,
    picture: optionalListed().refine((typed) => typed === '' || isPicture(typed), 'form.choose'),
    until: optionalDay(),
    ...{ place: number, degree: number, people: number, from: optionalDay(), to: optionalDay() },
    ...{ country, country2: country, country3: country },
    ...{ author: optionalLine(200), work: optionalLine(300), journal: optionalLine(200) },
    link: optionalLine(500).refine((typed) => /^$|^https?:\/\/\S+$/.test(typed), 'news.notALink'),
    ...{
      names: optionalLongText(2000),
      consent: optionalLine(300),
      version: z.string().optional().transform(versionIn),
    },
  })
  .superRefine((form, context) => {
    const tell = (path: string, message: string) => context.addIssue({ code: 'custom', path: [path], message })
    if (textIn(form, 'title') === null) tell('title.en', 'news.noTitle')
    if (form.names !== '' && form.consent === '') tell('consent', 'news.noConsent')
    if (form.from && form.to && form.to < form.from) tell('to', 'news.backwards')
  })
export type NewsForm = z.output<typeof newsForm>

type TextName = 'title' | 'body' | 'event' | 'team' | 'nomination' | 'post'
type Texts = Readonly<Record<`${TextName}.${Language}`, string>>

/** A text of the form in the languages in which it was typed; null: in none. */
function textIn(form: Texts, name: TextName): Text | null {
  const text = { en: form[`${name}.en`], ru: form[`${name}.ru`], ky: form[`${name}.ky`] }
  return languages.some((language) => text[language] !== '') ? text : null
}

const nothing: Text = { en: '', ru: '', ky: '' }

/** What a form says, as it is kept. @param before what stays that no form asks */
export function saidIn(form: NewsForm, before: NewsSaid | null): NewsSaid {
  const own = asks[form.kind]
  const countries = (own.countries ?? []).flatMap((name) => form[name] || [])
  const details: NewsSaid['details'] = {
    ...present((own.texts ?? []).map((name) => [name, textIn(form, name)])),
    ...present((own.lines ?? []).map((name) => [name, form[name]])),
    ...present((own.numbers ?? []).map((name) => [name, form[name]])),
    ...present((own.days ?? []).map((name) => [name, form[name]])),
    ...(form.kind === 'trip' && countries.length > 0 ? { countries } : {}),
    ...(form.kind === 'publication' && countries[0] ? { journalCountry: countries[0] } : {}),
    ...(own.names && form.names ? { names: form.names, consent: form.consent } : {}),
  }
  return {
    ...{ title: textIn(form, 'title') ?? nothing, body: textIn(form, 'body') ?? nothing, on: form.on },
    onNote: before && before.on === form.on ? before.onNote : null,
    picture: form.picture || null,
    audiences: own.audiences ? audiences.filter((one) => form[`for.${one}`] === 'yes') : [],
    until: own.audiences ? form.until : null,
    details,
  }
}

function present(entries: readonly (readonly [string, unknown])[]) {
  return Object.fromEntries(entries.filter(([, value]) => value !== undefined && value !== null && value !== ''))
}

/** What is kept, as the fields of a form. */
export function typedNews(kind: Kind, said: NewsSaid): Typed {
  const { details } = said
  const [country = '', country2 = '', country3 = ''] = details.countries ?? [details.journalCountry ?? '']
  const text = (value: number | string | undefined) => String(value ?? '')
  return {
    ...{ kind, picture: said.picture ?? '', country, country2, country3 },
    ...typedText('title', said.title),
    ...typedText('body', said.body),
    ...Object.assign({}, ...(asks[kind].texts ?? []).map((name) => typedText(name, details[name] ?? null))),
    ...Object.fromEntries((asks[kind].lines ?? []).map((name) => [name, text(details[name])])),
    ...Object.fromEntries((asks[kind].numbers ?? []).map((name) => [name, text(details[name])])),
    ...Object.fromEntries(said.audiences.map((audience) => [`for.${audience}`, 'yes'])),
    ...{ names: details.names ?? '', consent: details.consent ?? '' },
    ...parts('on', said.on),
    ...parts('until', said.until ?? ''),
    ...parts('from', details.from ?? ''),
    ...parts('to', details.to ?? ''),
  }
}

function parts(name: string, on: string): Typed {
  const [year = '', month = '', day = ''] = on.split('-')
  return { [`${name}.day`]: day, [`${name}.month`]: month, [`${name}.year`]: year }
}

const clock = /^([01]\d|2[0-3]):[0-5]\d$/

/** When it shall be shown: at once, or from a day and an hour in Bishkek. */
export const publishForm = z.object({
  when: oneOf(['now', 'later']),
  day: optionalDay(),
  hour: optionalLine(5).refine((typed) => typed === '' || clock.test(typed), 'news.notAnHour'),
  version: z.string().optional().transform(versionIn),
})
export type PublishForm = z.output<typeof publishForm>
