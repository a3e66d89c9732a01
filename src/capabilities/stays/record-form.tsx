import type { z } from 'zod'
import type { Href } from '../../platform/jsx-runtime.ts'
import { askedAs } from '../../platform/web/fields.ts'
import type { Problem, Typed } from '../../platform/web/form.ts'
import { dayParts, formWords, saidOf } from '../../platform/web/words.ts'
import {
  Actions,
  Button,
  ButtonLink,
  CheckField,
  DayField,
  ErrorSummary,
  Form,
  HiddenField,
  RadioField,
  SelectField,
  TextArea,
  TextField,
} from '../../ui/index.ts'
import { dayFields } from './day-fields.ts'
import { kinds } from './kinds.ts'
import type { RecordKind } from './rules.ts'
import { staysWords } from './words.ts'
import type { Reading } from './words-of-records.ts'

interface Props {
  readonly reading: Reading
  readonly kind: RecordKind
  readonly action: Href
  readonly back: Href
  readonly typed: Typed
  readonly problems: readonly Problem[]
  /** The countries of the person's passports: with two, each crossing and paper says which. */
  readonly passports: readonly string[]
  readonly hidden: Typed
  readonly button: string
  /** A correction says why. */
  readonly asksWhy?: boolean
}

/** What is asked of a record of a kind, as its schema says. */
export function RecordForm(props: Props) {
  const { reading, kind, problems, hidden, asksWhy } = props
  const { language } = reading
  const t = staysWords(language)
  const shape: Readonly<Record<string, z.ZodType>> = kinds[kind].fields.shape
  const names = Object.keys(shape).filter((name) => name !== 'country' || kind === 'passport' || needsChoice(props))
  const errorOf = (field: string) => saidOf(problems, field, language, t)
  const labelOf = (name: string) => t.find(`field.${kind}.${name}`) ?? t.find(`field.${name}`) ?? name
  return (
    <>
      {problems.length > 0 && (
        <ErrorSummary
          title={formWords(language)('form.summary', { count: problems.length })}
          problems={problems.map(({ field }) => ({
            href: `#${field}`,
            text: `${labelOf(field)}: ${errorOf(field) ?? ''}`,
          }))}
        />
      )}
      <Form action={props.action} method="post" label={props.button}>
        {Object.entries(hidden).map(([name, value]) => (
          <HiddenField name={name} value={value} />
        ))}
        {names.map((name) => (
          <Ask {...props} name={name} schema={shape[name]} label={labelOf(name)} error={errorOf(name)} />
        ))}
        {problems.some(({ key }) => key === 'stay.number.lookAlike') && (
          <CheckField name="numberSure" label={t('field.numberSure')} checked={props.typed.numberSure === 'yes'} />
        )}
        {asksWhy && (
          <TextArea name="why" label={t('field.why')} value={props.typed.why} rows={2} error={errorOf('why')} />
        )}
        <Actions>
          <Button>{props.button}</Button>
          <ButtonLink href={props.back} tone="soft">
            {t('form.back')}
          </ButtonLink>
        </Actions>
      </Form>
    </>
  )
}

// With one passport, or none, nobody is asked which.
const needsChoice = ({ passports, typed }: Props) =>
  passports.length > 1 || (Boolean(typed.country) && !passports.includes(typed.country ?? ''))

type AskProps = Props & { name: string; schema: z.ZodType | undefined; label: string; error: string | undefined }

function Ask({ name, schema, label, error, typed, kind, passports, reading }: AskProps) {
  if (!schema) return null
  const { language, law } = reading
  const t = staysWords(language)
  const asked = askedAs(schema)
  const value = typed[name] ?? ''
  const hint = t.find(`field.${kind}.${name}.hint`) ?? t.find(`field.${name}.hint`) ?? undefined
  const common = { name, label, hint, error }
  const choice = (code: string) => ({
    value: code,
    text: law.country(code)?.name[language] ?? code,
    selected: code === value,
  })
  if (name === 'country' && kind !== 'passport')
    return <RadioField {...common} options={[...new Set([...passports, value])].filter(Boolean).map(choice)} />
  if (asked.as === 'day') {
    return <DayField {...common} words={dayParts(language)} value={dayFields(typed, name)} />
  }
  if (asked.as === 'country') {
    const countries = law.countries.map(({ code }) => choice(code))
    const sorted = countries.toSorted((one, other) => one.text.localeCompare(other.text, language))
    return <SelectField {...common} options={[{ value: '', text: t('form.choose') }, ...sorted]} />
  }
  if (asked.options) {
    const options = asked.options.map((option) => ({
      value: option,
      text: t.find(`option.${name}.${option}`) ?? option,
      selected: option === value,
    }))
    return <RadioField {...common} options={options} />
  }
  const isCode = asked.as === 'code'
  return (
    <TextField
      {...common}
      value={value}
      width={asked.width ?? 'half'}
      autocomplete="off"
      autocapitalize={isCode ? 'characters' : undefined}
      spellcheck={isCode ? 'false' : undefined}
    />
  )
}
