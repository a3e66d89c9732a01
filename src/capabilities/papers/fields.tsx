import type { Problem, Typed } from '../../platform/web/form.ts'
import { dayParts, sayProblem } from '../../platform/web/words.ts'
import { DayField, ErrorSummary, SelectField, TextField } from '../../ui/index.ts'
import type { Law } from '../law/index.ts'
import { paperLanguages } from './languages.ts'
import type { Say } from './words.ts'

/** What was typed into a form of this page, and what is wrong with it. */
export interface Filled {
  readonly t: Say
  readonly law: Law
  /** Tells the fields of this form from those of the others on the page. */
  readonly form: string
  readonly typed: Typed
  readonly problems: readonly Problem[]
}

type FieldName =
  | 'number'
  | 'issuedBy'
  | 'byWhom'
  | 'pages'
  | 'country'
  | 'language'
  | 'issuedOn'
  | 'endsOn'
  | 'onDay'
  | 'place'
  | 'toWhom'

/** One field of a paper's forms, by its name. */
export function PaperField({ name, hint, ...filled }: Filled & { name: FieldName; hint?: string | undefined }) {
  const { t, form, typed, problems, law } = filled
  const problem = problems.find(({ field }) => field === name)
  const common = {
    name,
    id: `${form}-${name}`,
    label: t.find(`field.${form}.${name}`) ?? t(`field.${name}`),
    hint,
    error: problem && sayProblem(problem, t.language, t),
  }
  if (name === 'country' || name === 'language') {
    const options = name === 'country' ? countries(law, t) : paperLanguages(t.language)
    return (
      <SelectField
        {...common}
        width="half"
        options={[
          { value: '', text: t(`field.${name}.none`) },
          ...options.map((option) => ({ ...option, selected: option.value === typed[name] })),
        ]}
      />
    )
  }
  if (name === 'issuedOn' || name === 'endsOn' || name === 'onDay') {
    const part = (one: string) => typed[`${name}.${one}`] ?? ''
    const value = { day: part('day'), month: part('month'), year: part('year') }
    return <DayField {...common} words={dayParts(t.language)} value={value} />
  }
  return (
    <TextField
      {...common}
      value={typed[name]}
      width={name === 'number' ? 'half' : name === 'pages' ? 'short' : 'full'}
      inputmode={name === 'pages' ? 'numeric' : undefined}
      autocomplete="off"
    />
  )
}

function countries(law: Law, t: Say) {
  return law.countries
    .map(({ code, name }) => ({ value: code, text: name[t.language] }))
    .sort((a, b) => a.text.localeCompare(b.text, t.language))
}

/** What is wrong with a form, each with a link to its field. */
export function Slips({ t, form, problems }: Filled) {
  if (problems.length === 0) return null
  return (
    <ErrorSummary
      title={t('form.problems')}
      problems={problems.map((problem) => ({
        href: `#${form}-${problem.field}`,
        text: `${t.find(`field.${problem.field}`) ?? ''}: ${sayProblem(problem, t.language, t)}`,
      }))}
    />
  )
}
