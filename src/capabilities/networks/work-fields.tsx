import { askedAs } from '../../platform/web/fields.ts'
import type { Problem, Typed } from '../../platform/web/form.ts'
import { formWords, saidOf, sayProblem } from '../../platform/web/words.ts'
import { languageNames, languages } from '../../platform/words/languages.ts'
import { ErrorSummary, FieldGroup, InLanguages, SelectField, TextArea, TextField } from '../../ui/index.ts'
import { EntryFields } from '../cases/index.ts'
import type { Telling } from './desk.ts'
import type { AskedText, FormOf } from './forms.ts'
import { networksWords, type Say } from './words.ts'

interface FieldsProps {
  readonly telling: Telling
  readonly form: FormOf
  readonly typed: Typed
  readonly problems: readonly Problem[]
}

/** The fields of a form: what it is called first, then what is chosen or counted, then what else may be written. */
export function WorkFields(props: FieldsProps) {
  const { form } = props
  return (
    <>
      {form.texts.filter(({ needed }) => needed).map((text) => TextInThree(props, text))}
      {Object.keys(form.shape).map((name) => PlainField(props, name))}
      {form.texts.filter(({ needed }) => !needed).map((text) => TextInThree(props, text))}
    </>
  )
}

function TextInThree({ telling, typed, problems }: FieldsProps, { name, long, needed }: AskedText) {
  const t = networksWords.byData(telling.language)
  return (
    <FieldGroup
      legend={t(`field.${name}`)}
      hint={t.find(`field.${name}.hint`) ?? (needed ? t('form.oneLanguage') : undefined)}
    >
      <InLanguages>
        {languages.map((language) => {
          const field = {
            name: `${name}.${language}`,
            label: languageNames[language],
            lang: language,
            value: typed[`${name}.${language}`],
            error: saidOf(problems, `${name}.${language}`, telling.language, t),
          }
          return long ? <TextArea {...field} rows={4} /> : <TextField {...field} />
        })}
      </InLanguages>
    </FieldGroup>
  )
}

// So many answers below each other are easier to choose from in a list.
const fewAnswers = 3

function PlainField({ telling, form, typed, problems }: FieldsProps, name: string) {
  const t = networksWords.byData(telling.language)
  const list = telling.choices[name] ?? longList(form, name, t)
  const words = { t, words: 'field', typed, problems, law: telling.law }
  if (!list) return <EntryFields {...words} shape={form.shape} only={[name]} />
  // Nothing to choose from: the question would only be in the way.
  if (list.length === 0) return null
  const none = { value: '', text: t(telling.choices[name] ? 'form.none' : 'form.choose') }
  return (
    <SelectField
      name={name}
      label={t(`field.${name}`)}
      hint={t.find(`field.${name}.hint`) ?? undefined}
      error={saidOf(problems, name, telling.language, t)}
      options={[none, ...list.map((one) => ({ ...one, selected: one.value === typed[name] }))]}
    />
  )
}

function longList({ shape }: FormOf, name: string, t: Pick<Say, 'find'>) {
  const schema = shape[name]
  const { options = [] } = schema ? askedAs(schema) : {}
  if (options.length <= fewAnswers) return null
  return options.map((value) => ({ value, text: t.find(`field.${name}.${value}`) ?? value }))
}

/** What is wrong with the form, each with a link to its field. */
export function WorkProblems({ telling, problems }: Pick<FieldsProps, 'telling' | 'problems'>) {
  if (problems.length === 0) return null
  const t = networksWords.byData(telling.language)
  const label = (field: string) => t.find(`field.${field}`) ?? t.find(`field.${field.split('.')[0]}`) ?? field
  return (
    <ErrorSummary
      title={formWords(telling.language)('form.summary', { count: problems.length })}
      problems={problems.map((one) => ({
        href: `#${one.field}`,
        text: `${label(one.field)}: ${sayProblem(one, telling.language, t)}`,
      }))}
    />
  )
}
