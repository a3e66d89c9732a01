import type { z } from 'zod'
import type { Problem, Typed } from '../../platform/web/form.ts'
import { saidOf } from '../../platform/web/words.ts'
import { languageNames, languages } from '../../platform/words/languages.ts'
import { Columns, FieldGroup, SelectField, TextArea, TextField } from '../../ui/index.ts'
import { EntryFields } from '../cases/index.ts'
import type { Ground } from './ground.ts'
import { type Field, isInThree, type Ledger, shapeOf } from './ledger.ts'

interface FieldsProps {
  readonly ledger: Ledger
  readonly ground: Ground
  readonly typed: Typed
  readonly problems: readonly Problem[]
  /** These alone, in the order of the ledger. */
  readonly only?: readonly string[]
}

/** The inputs of a ledger's form, each as its kind wants it. */
export function LedgerFields(props: FieldsProps) {
  const shape = shapeOf(props.ledger)
  const fields = props.ledger.fields.filter(({ name }) => props.only?.includes(name) ?? true)
  return <>{fields.map((field) => oneField(field, props, shape))}</>
}

function oneField(field: Field, props: FieldsProps, shape: z.ZodRawShape) {
  const { ledger, ground, typed, problems } = props
  const { t, law } = ground
  const { name } = field
  if (isInThree(field)) return <InThree {...props} field={field} />
  if (field.as !== 'choice' && field.as !== 'colleague')
    return <EntryFields {...{ t, law, typed, problems, shape }} words={ledger.name} only={[name]} />
  return (
    <SelectField
      name={name}
      label={t(`${ledger.name}.${name}`)}
      hint={t.find(`${ledger.name}.${name}.hint`) ?? undefined}
      options={optionsOf(ledger, field, ground, typed[name] ?? '')}
      width="half"
      error={saidOf(problems, name, t.language, t)}
    />
  )
}

/** What a choice or a colleague is chosen from. @param empty what stands for none */
export function optionsOf(ledger: Ledger, field: Field, ground: Ground, chosen: string, empty?: string) {
  const { t, law, colleagues } = ground
  const named = (all: readonly string[]) =>
    all.map((value) => ({ value, text: t.find(`${ledger.name}.${field.name}.${value}`) ?? value }))
  const options =
    field.as === 'colleague'
      ? colleagues.map(({ id, name }) => ({ value: id, text: name }))
      : field.as === 'country'
        ? law.countries.map(({ code, name }) => ({ value: code, text: name[t.language] })).toSorted(byText(t.language))
        : named(field.options ?? [])
  const none = { value: '', text: empty ?? t(field.needed ? 'form.pick' : 'form.none') }
  const first = empty === undefined && field.needed && field.name === 'stage' ? [] : [none]
  return [...first, ...options].map((option) => ({ ...option, selected: option.value === chosen }))
}

const byText = (language: string) => (one: { text: string }, other: { text: string }) =>
  one.text.localeCompare(other.text, language)

function InThree({ ledger, ground, typed, problems, field }: FieldsProps & { field: Field }) {
  const { t } = ground
  const Input = field.as === 'texts' ? TextField : TextArea
  return (
    <FieldGroup
      legend={t(`${ledger.name}.${field.name}`)}
      hint={t.find(`${ledger.name}.${field.name}.hint`) ?? t(field.needed ? 'form.inThree' : 'form.allOrNone')}
    >
      <Columns>
        {languages.map((language) => (
          <Input
            name={`${field.name}.${language}`}
            label={languageNames[language]}
            lang={language}
            value={typed[`${field.name}.${language}`] ?? ''}
            error={saidOf(problems, `${field.name}.${language}`, t.language, t)}
          />
        ))}
      </Columns>
    </FieldGroup>
  )
}
