import type { z } from 'zod'
import type { Child } from '../../platform/jsx-runtime.ts'
import { askedAs } from '../../platform/web/fields.ts'
import type { Problem, Typed } from '../../platform/web/form.ts'
import { dayParts, formWords, saidOf, sayProblem } from '../../platform/web/words.ts'
import type { Say } from '../../platform/words/catalogue.ts'
import { DayField, ErrorSummary, RadioField, SelectField, TextArea, TextField } from '../../ui/index.ts'
import type { Law } from '../law/index.ts'

export interface Tried {
  readonly typed: Typed
  readonly problems: readonly Problem[]
}

interface EntryProps extends Tried {
  readonly t: Say<string>
  /** The words of the form: `<words>.<field>`, with `.hint` and the options below it. */
  readonly words: string
  readonly law: Law
  /** Before the ids of the fields, where a page holds several forms. */
  readonly prefix?: string
}

/** The fields of a form, each asked as its schema says. `only` narrows and orders them. */
export function EntryFields({
  shape,
  only,
  ...props
}: EntryProps & { shape: z.ZodRawShape; only?: readonly string[] }) {
  return <>{(only ?? Object.keys(shape)).map((name) => entryField(name, shape[name], props))}</>
}

function entryField(name: string, schema: z.core.$ZodType | undefined, props: EntryProps): Child {
  if (!isType(schema)) throw new RangeError(`no field ${name}`)
  const { t, words, typed, problems, law, prefix } = props
  const asked = askedAs(schema)
  const value = typed[name] ?? ''
  const common = {
    name,
    id: prefix ? `${prefix}${name}` : undefined,
    label: t(`${words}.${name}`),
    hint: t.find(`${words}.${name}.hint`) ?? undefined,
    error: saidOf(problems, name, t.language, t),
  }
  switch (asked.as) {
    case 'long':
      return <TextArea {...common} value={value} rows={3} />
    case 'day':
      return <DayField {...common} words={dayParts(t.language)} value={threeParts(typed, name)} />
    case 'country':
      return <SelectField {...common} width="half" options={countryOptions(law, t, value, t.find(`${words}.choose`))} />
    case 'choice':
      return (
        <RadioField
          {...common}
          options={(asked.options ?? []).map((option) => ({
            value: option,
            text: t(`${words}.${name}.${option}`),
            selected: option === value,
          }))}
        />
      )
    default:
      return <TextField {...common} value={value} width={asked.width} autocomplete="off" />
  }
}

// zod's shapes name the core type; every schema of ours is one of its classes.
function isType(schema: z.core.$ZodType | undefined): schema is z.ZodType {
  return schema !== undefined && 'meta' in schema
}

function threeParts(typed: Typed, name: string) {
  const part = (one: string) => typed[`${name}.${one}`] ?? ''
  return { day: part('day'), month: part('month'), year: part('year') }
}

/** The states to choose from, in the order of the reader's alphabet. */
export function countryOptions(law: Law, t: Pick<Say<string>, 'language'>, chosen: string, empty: string | null) {
  const none = { value: '', text: empty ?? '–' }
  const all = law.countries
    .map(({ code, name }) => ({ value: code, text: name[t.language], selected: code === chosen }))
    .sort((a, b) => a.text.localeCompare(b.text, t.language))
  return [none, ...all]
}

/** What is wrong with the form, each with a link to its field. */
export function EntryProblems({ t, words, problems }: Omit<EntryProps, 'law' | 'typed'>) {
  if (problems.length === 0) return null
  return (
    <ErrorSummary
      title={formWords(t.language)('form.summary', { count: problems.length })}
      problems={problems.map((one) => ({
        href: `#${one.field}`,
        text: `${t.find(`${words}.${one.field}`) ?? ''}: ${sayProblem(one, t.language, t)}`,
      }))}
    />
  )
}

/** Days as the three fields of a form, beside the other answers. @param days names of those that are days */
export function typedAgain(said: Typed, days: readonly string[]): Typed {
  const parts = days.flatMap((name) => {
    const [year = '', month = '', date = ''] = (said[name] ?? '').split('-')
    const plain = (part: string) => part.replace(/^0+/, '')
    return [
      [`${name}.day`, plain(date)],
      [`${name}.month`, plain(month)],
      [`${name}.year`, year],
    ]
  })
  return { ...said, ...Object.fromEntries(parts) }
}
