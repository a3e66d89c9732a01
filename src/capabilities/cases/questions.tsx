import type { z } from 'zod'
import { readDay } from '../../platform/days.ts'
import type { Child } from '../../platform/jsx-runtime.ts'
import { type Asked, askedAs } from '../../platform/web/fields.ts'
import { composeDays, type Typed } from '../../platform/web/form.ts'
import { dayParts } from '../../platform/web/words.ts'
import type { Language } from '../../platform/words/languages.ts'
import { sayDay } from '../../platform/words/saying-days.ts'
import { CheckField, DayField, RadioField, SelectField, TextArea, TextField } from '../../ui/index.ts'
import type { Choice, Procedure, Situation } from './procedure.ts'
import { schemaOf } from './rules.ts'
import { casesWords } from './words.ts'

interface Asking {
  readonly procedure: Procedure
  readonly situation: Situation<unknown>
  readonly language: Language
  readonly typed: Typed
  readonly errorOf: (field: string) => string | undefined
}

/** One question of a procedure, asked as its schema says. */
export function Question({ fact, ...asking }: Asking & { fact: string }) {
  const { procedure, situation, language } = asking
  return (
    <Ask
      name={fact}
      asked={askedAs(schemaOf(procedure, fact))}
      label={procedure.words(language)(`fact.${fact}`)}
      hint={procedure.words(language).find(`fact.${fact}.hint`) ?? undefined}
      choices={choicesOf(procedure, fact, situation, language)}
      {...asking}
    />
  )
}

/** What a step asks. */
export function StepQuestion({
  step,
  field,
  schema,
  ...asking
}: Asking & { step: string; field: string; schema: z.ZodType }) {
  const say = asking.procedure.words(asking.language)
  const asked = askedAs(schema)
  const choices =
    asked.options?.map((value) => ({ value, text: say(`ask.${step}.${field}.${value}`) })) ??
    offeredFor(asking.procedure, field, asking.situation, asking.language) ??
    []
  return (
    <Ask
      name={field}
      asked={asked}
      label={say(`ask.${step}.${field}`)}
      hint={say.find(`ask.${step}.${field}.hint`) ?? undefined}
      choices={choices}
      {...asking}
    />
  )
}

interface Option {
  readonly value: string
  readonly text: string
  readonly hint?: string | undefined
  readonly group?: string | undefined
}

type AskProps = Asking & { name: string; asked: Asked; label: string; hint: Child; choices: readonly Option[] }

function Ask({ name, asked, label, hint, choices, typed, errorOf, language, situation }: AskProps) {
  const value = typed[name] ?? ''
  const common = { name, label, hint, error: errorOf(name) }
  switch (asked.as) {
    case 'long':
      return <TextArea {...common} value={value} />
    case 'day':
      return (
        <DayField
          {...common}
          words={dayParts(language)}
          value={{
            day: typed[`${name}.day`] ?? '',
            month: typed[`${name}.month`] ?? '',
            year: typed[`${name}.year`] ?? '',
          }}
          birthday={name === 'birthDay'}
        />
      )
    case 'country':
      return (
        <SelectField
          {...common}
          options={[
            { value: '', text: casesWords(language)('answers.chooseCountry') },
            ...situation.law.countries
              .map(({ code, name: named }) => ({ value: code, text: named[language], selected: code === value }))
              .sort((a, b) => a.text.localeCompare(b.text, language)),
          ]}
        />
      )
    case 'choice':
      return <Choosing {...common} choices={choices} value={value} language={language} />
    case 'yes':
      return <CheckField {...common} value="yes" checked={value === 'yes'} />
    default:
      return (
        <TextField
          {...common}
          value={value}
          {...controlOf(asked)}
          width={asked.width}
          autocomplete={asked.autocomplete}
        />
      )
  }
}

const mostCards = 7

function Choosing(props: {
  name: string
  label: string
  hint: Child
  error: string | undefined
  choices: readonly Option[]
  value: string
  language: Language
}) {
  const { choices, value, language, ...common } = props
  const grouped = choices.some((choice) => choice.group)
  const options = choices.map((choice) => ({ ...choice, selected: choice.value === value }))
  if (choices.length <= mostCards && !grouped) return <RadioField {...common} options={options} />
  const empty = { value: '', text: casesWords(language)('answers.choose') }
  const groups = [...Map.groupBy(options, (option) => option.group ?? '')].map(([group, members]) => ({
    group,
    options: members,
  }))
  return <SelectField {...common} options={[empty, ...(grouped ? groups : options)]} />
}

function controlOf(asked: Asked) {
  if (asked.as === 'email')
    return { type: 'email', inputmode: 'email', autocapitalize: 'none', spellcheck: 'false' } as const
  if (asked.as === 'phone') return { type: 'tel', inputmode: 'tel' } as const
  if (asked.as === 'code') return { autocapitalize: 'characters', spellcheck: 'false' } as const
  return { type: 'text' } as const
}

export function choicesOf(
  procedure: Procedure,
  fact: string,
  situation: Situation<unknown>,
  language: Language,
): Option[] {
  const offered = offeredFor(procedure, fact, situation, language)
  if (offered) return offered
  const say = procedure.words(language)
  const options = askedAs(schemaOf(procedure, fact)).options ?? []
  return options.map((value) => ({
    value,
    text: say(`choice.${fact}.${value}`),
    hint: say.find(`choice.${fact}.${value}.hint`) ?? undefined,
  }))
}

// The list that a question is held against, where it is data.
function offeredFor(
  procedure: Procedure,
  field: string,
  situation: Situation<unknown>,
  language: Language,
): Option[] | null {
  const offered: readonly Choice[] | null | undefined = procedure.choices?.(field, situation)
  if (!offered) return null
  return offered.map(({ value, text, hint, group }) => ({
    value,
    text: text[language],
    hint: hint?.[language],
    group: group?.[language],
  }))
}

/** What was asked with a step, in the reader's words: a choice by its text, a day as people say it. */
export function sayInput(
  { procedure, situation }: { readonly procedure: Procedure; readonly situation: Situation<unknown> },
  step: string,
  input: Typed,
  language: Language,
): Typed {
  const shape: Readonly<Record<string, z.ZodType>> = procedure.steps[step]?.asks?.shape ?? {}
  const say = procedure.words(language)
  const said = Object.entries(input).map(([field, value]) => {
    const as = shape[field] ? askedAs(shape[field]).as : 'text'
    const day = as === 'day' ? readDay(value) : null
    if (day) return [field, sayDay(day, language)]
    if (as !== 'choice') return [field, value]
    const listed = offeredFor(procedure, field, situation, language)?.find((choice) => choice.value === value)
    return [field, listed?.text ?? say.find(`ask.${step}.${field}.${value}`) ?? value]
  })
  return Object.fromEntries(said)
}

/** An answer in the reader's words: a country by its name, a choice by its text, a day as people say it. */
export function sayAnswer(
  procedure: Procedure,
  fact: string,
  typed: Typed,
  situation: Situation<unknown>,
  language: Language,
): string {
  const value = composeDays(typed)[fact] ?? ''
  const asked = askedAs(schemaOf(procedure, fact))
  if (value === '') return ''
  if (asked.as === 'country') return situation.law.country(value)?.name[language] ?? value
  if (asked.as === 'choice')
    return choicesOf(procedure, fact, situation, language).find((choice) => choice.value === value)?.text ?? value
  if (asked.as === 'yes') return casesWords(language)('answers.yes')
  const day = asked.as === 'day' ? readDay(value) : null
  return day ? sayDay(day, language) : value
}
