import type { Html } from '../../platform/jsx-runtime.ts'
import type { Problem, Typed } from '../../platform/web/form.ts'
import { dayParts, saidOf } from '../../platform/web/words.ts'
import { languageNames, languages } from '../../platform/words/languages.ts'
import { CheckField, Columns, DayField, FieldGroup, SelectField, TextArea, TextField } from '../../ui/index.ts'
import { type Input, type Source, severalOf, spare } from './inputs.ts'
import type { Say } from './words.ts'

export interface Named {
  readonly value: string
  readonly text: string
}
export type Sources = Readonly<Record<Source, readonly Named[]>>

export interface InputsProps {
  readonly t: Say
  readonly inputs: readonly Input[]
  readonly typed: Typed
  readonly problems: readonly Problem[]
  readonly sources: Sources
  /** The part, for words of its own: the title of a document is another than that of the call. */
  readonly of: string
}

/** The fields of a form that is made of inputs. */
export function InputFields(props: InputsProps) {
  return (
    <>
      {props.inputs.map((input) => (
        <InputField {...props} input={input} />
      ))}
    </>
  )
}

function InputField(props: InputsProps & { input: Input }): Html {
  const { t, input, typed, problems, of, sources } = props
  const { name } = input
  const label = t.find(`in.${of}.${name}`) ?? t.find(`in.${name}`) ?? name
  const hint = t.find(`hint.${of}.${name}`) ?? t.find(`hint.${name}`) ?? undefined
  const error = saidOf(problems, name, t.language, t)
  const about = { name, label, hint, error }
  const value = typed[name]
  switch (input.as) {
    case 'texts':
      return <Texts {...props} input={input} label={label} hint={hint} />
    case 'day':
      return <DayField {...about} words={dayParts(t.language)} value={dayTyped(name, typed)} />
    case 'yes':
      return <CheckField {...about} checked={value === 'yes'} />
    case 'choice':
      return (
        <SelectField
          {...about}
          options={withNone(t, input.must)
            .concat(input.of.map((one) => ({ value: one, text: t.find(`${input.words}.${one}`) ?? one })))
            .map((one) => ({ ...one, selected: one.value === value }))}
        />
      )
    case 'set':
      return (
        <FieldGroup legend={label} hint={hint} error={error}>
          {input.of.map((one) => (
            <CheckField
              name={`${name}.${one}`}
              id={one === input.of[0] ? name : undefined}
              label={t.find(`${input.words}.${one}`) ?? one}
              checked={typed[`${name}.${one}`] === 'yes'}
            />
          ))}
        </FieldGroup>
      )
    case 'listed':
      return <SelectField {...about} options={optionsOf(t, sources[input.of], value ?? '')} />
    case 'several':
      return (
        <FieldGroup legend={label} hint={hint} error={saidOf(problems, `${name}.1`, t.language, t)}>
          {rowsOf(name, typed).map((chosen, at) => (
            <SelectField
              name={`${name}.${at + 1}`}
              label={String(at + 1)}
              options={optionsOf(t, sources[input.of], chosen)}
              width="half"
            />
          ))}
        </FieldGroup>
      )
    default:
      return (
        <TextField
          {...about}
          value={value}
          width={input.as === 'count' || input.as === 'number' || input.as === 'money' ? 'short' : 'full'}
          inputmode={
            input.as === 'count' ? 'numeric' : input.as === 'number' || input.as === 'money' ? 'decimal' : undefined
          }
          autocomplete="off"
        />
      )
  }
}

const withNone = (t: Say, must: boolean | undefined): Named[] => [
  { value: '', text: t(must ? 'in.choose' : 'in.none') },
]

// What was chosen once stays choosable, also where the list has lost it.
function optionsOf(t: Say, source: readonly Named[], chosen: string) {
  const lost = chosen && !source.some(({ value }) => value === chosen) ? [{ value: chosen, text: chosen }] : []
  return [...withNone(t, false), ...lost, ...source].map((one) => ({ ...one, selected: one.value === chosen }))
}

function rowsOf(name: string, typed: Typed): string[] {
  const filled = severalOf(name, typed).filter((one) => one !== '')
  return [...filled, ...Array.from({ length: spare }, () => '')]
}

function dayTyped(name: string, typed: Typed) {
  const [year = '', month = '', day = ''] = (typed[name] ?? '').split('-')
  return {
    ...{
      day: typed[`${name}.day`] ?? day,
      month: typed[`${name}.month`] ?? month,
      year: typed[`${name}.year`] ?? year,
    },
  }
}

function Texts({
  t,
  input,
  typed,
  problems,
  label,
  hint,
}: InputsProps & { input: Input; label: string; hint: string | undefined }) {
  const { name } = input
  const long = 'long' in input && input.long
  return (
    <FieldGroup legend={label} hint={hint}>
      <Columns>
        {languages.map((language) => {
          const field = {
            ...{ name: `${name}.${language}`, label: languageNames[language], lang: language },
            ...{ value: typed[`${name}.${language}`], error: saidOf(problems, `${name}.${language}`, t.language, t) },
          }
          return long ? <TextArea {...field} rows={4} /> : <TextField {...field} />
        })}
      </Columns>
    </FieldGroup>
  )
}
