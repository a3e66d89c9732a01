import type { Child } from '../platform/jsx-runtime.ts'
import { described, Field, type FieldProps, FieldSet } from './fields.tsx'

export type Option = { value: string; text: string; selected?: boolean | undefined }
export type OptionGroup = { group: string; options: readonly Option[] }

type SelectFieldProps = FieldProps & {
  options: readonly (Option | OptionGroup)[]
  required?: boolean | undefined
  autocomplete?: string | undefined
  width?: 'half' | 'full' | undefined
}

/** One of many. The first option is usually an empty one that says what to choose. */
export function SelectField(props: SelectFieldProps) {
  return (
    <Field {...props}>
      <select
        {...described(props)}
        id={props.id ?? props.name}
        class={props.width === 'half' && 'half'}
        name={props.name}
        required={props.required}
        autocomplete={props.autocomplete}
      >
        {props.options.map((one) =>
          'group' in one ? <optgroup label={one.group}>{one.options.map(option)}</optgroup> : option(one),
        )}
      </select>
    </Field>
  )
}

function option(one: Option) {
  return (
    <option value={one.value} selected={one.selected}>
      {one.text}
    </option>
  )
}

export type Choice = { value: string; text: Child; hint?: Child; selected?: boolean | undefined }

/** One of a few, each on a card of its own. */
export function RadioField(props: FieldProps & { options: readonly Choice[]; required?: boolean | undefined }) {
  return (
    <FieldSet {...props}>
      <Choices {...props} type="radio" />
    </FieldSet>
  )
}

/** Any of a few. All of them send the same name. */
export function CheckList(props: FieldProps & { options: readonly Choice[] }) {
  return (
    <FieldSet {...props}>
      <Choices {...props} type="checkbox" />
    </FieldSet>
  )
}

type ChoicesProps = FieldProps & {
  options: readonly Choice[]
  type: 'radio' | 'checkbox'
  required?: boolean | undefined
}

function Choices(props: ChoicesProps) {
  const group = props.id ?? props.name
  return (
    <div class="choices">
      {props.options.map((one, at) => {
        const id = at === 0 ? group : `${group}.${one.value}`
        return (
          <div class="choice">
            <input
              id={id}
              type={props.type}
              name={props.name}
              value={one.value}
              checked={one.selected}
              required={props.required}
              aria-describedby={one.hint && `${id}-about`}
            />
            <label for={id}>{one.text}</label>
            {one.hint && (
              <p class="hint" id={`${id}-about`}>
                {one.hint}
              </p>
            )}
          </div>
        )
      })}
    </div>
  )
}

type CheckFieldProps = FieldProps & {
  checked?: boolean | undefined
  value?: string | undefined
  required?: boolean | undefined
}

/** Yes or not: a consent, a confirmation. Sends `value`, or "yes". */
export function CheckField(props: CheckFieldProps) {
  const id = props.id ?? props.name
  return (
    <div class={props.error ? 'field bad' : 'field'}>
      {props.error && (
        <p class="err" id={`${id}-error`}>
          {props.error}
        </p>
      )}
      <div class="choice">
        <input
          {...described(props)}
          id={id}
          type="checkbox"
          name={props.name}
          value={props.value ?? 'yes'}
          checked={props.checked}
          required={props.required}
        />
        <label for={id}>{props.label}</label>
        {props.hint && (
          <p class="hint" id={`${id}-hint`}>
            {props.hint}
          </p>
        )}
      </div>
    </div>
  )
}
