import type { Child, JSX } from '../platform/jsx-runtime.ts'

/**
 * What every field has. The control's id is its name (in a group, that of its first control), so `#name` in an error
 * summary leads to it; `id` replaces it where one page holds two fields of one name.
 */
export type FieldProps = {
  name: string
  label: Child
  hint?: Child
  error?: string | undefined
  id?: string | undefined
}

type InputProps = JSX.IntrinsicElements['input']

/** What ties a control to its hint and its error. */
export function described(props: FieldProps) {
  const id = props.id ?? props.name
  const by = [props.hint && `${id}-hint`, props.error && `${id}-error`].filter(Boolean).join(' ')
  return { 'aria-describedby': by || undefined, 'aria-invalid': props.error ? ('true' as const) : undefined }
}

/** Label above, hint and error below it, then the control. */
export function Field(props: FieldProps & { children: Child }) {
  const id = props.id ?? props.name
  return (
    <div class={props.error ? 'field bad' : 'field'}>
      <label for={id}>{props.label}</label>
      <HintAndError {...props} />
      {props.children}
    </div>
  )
}

/** Several controls that answer one question. */
export function FieldSet(props: FieldProps & { children: Child }) {
  return (
    <fieldset class={props.error ? 'field bad' : 'field'} aria-describedby={described(props)['aria-describedby']}>
      <legend>{props.label}</legend>
      <HintAndError {...props} />
      {props.children}
    </fieldset>
  )
}

function HintAndError(props: FieldProps) {
  const id = props.id ?? props.name
  return (
    <>
      {props.hint && (
        <p class="hint" id={`${id}-hint`}>
          {props.hint}
        </p>
      )}
      {props.error && (
        <p class="err" id={`${id}-error`}>
          {props.error}
        </p>
      )}
    </>
  )
}

export type TextFieldProps = FieldProps & {
  type?: 'text' | 'email' | 'tel' | 'password' | 'search' | 'url' | undefined
  value?: string | undefined
  width?: 'short' | 'half' | 'full' | undefined
  required?: boolean | undefined
  lang?: string | undefined
  autocomplete?: string | undefined
  autocapitalize?: InputProps['autocapitalize']
  inputmode?: InputProps['inputmode']
  spellcheck?: 'true' | 'false' | undefined
  maxlength?: number | undefined
  /** For what is copied letter by letter: passport lines, codes. */
  mono?: boolean | undefined
}

const widthClass = { short: 'short', half: 'half', full: undefined }

export function TextField(props: TextFieldProps) {
  return (
    <Field {...props}>
      <input
        {...described(props)}
        id={props.id ?? props.name}
        class={props.mono ? 'mono' : widthClass[props.width ?? 'full']}
        type={props.type ?? 'text'}
        name={props.name}
        value={props.value}
        required={props.required}
        lang={props.lang}
        autocomplete={props.autocomplete}
        autocapitalize={props.autocapitalize}
        inputmode={props.inputmode}
        spellcheck={props.spellcheck}
        maxlength={props.maxlength}
      />
    </Field>
  )
}

type TextAreaProps = FieldProps & {
  /** The single key that does it, where keys are on. */
  keyName?: string | undefined
  value?: string | undefined
  rows?: number | undefined
  required?: boolean | undefined
  lang?: string | undefined
  maxlength?: number | undefined
}

export function TextArea(props: TextAreaProps) {
  return (
    <Field {...props}>
      <textarea
        {...described(props)}
        id={props.id ?? props.name}
        name={props.name}
        rows={props.rows ?? 5}
        required={props.required}
        lang={props.lang}
        maxlength={props.maxlength}
        data-key={props.keyName}
      >
        {props.value}
      </textarea>
    </Field>
  )
}

type FileFieldProps = FieldProps & {
  /** Types and endings, as in `application/pdf,image/*`. A help for choosing; the server looks at the content. */
  accept?: string | undefined
  multiple?: boolean | undefined
  capture?: 'user' | 'environment' | undefined
  required?: boolean | undefined
}

export function FileField(props: FileFieldProps) {
  return (
    <Field {...props}>
      <input
        {...described(props)}
        id={props.id ?? props.name}
        type="file"
        name={props.name}
        accept={props.accept}
        multiple={props.multiple}
        capture={props.capture}
        required={props.required}
      />
    </Field>
  )
}

type DayFieldProps = FieldProps & {
  value?: { day: string; month: string; year: string } | undefined
  words: { day: string; month: string; year: string }
  /** For a day of birth, so that the browser may offer it. */
  birthday?: boolean | undefined
}

/** A day in three inputs: `name.day`, `name.month`, `name.year`. Nobody has to know a format or find 1998 in a calendar. */
export function DayField(props: DayFieldProps) {
  const id = props.id ?? props.name
  return (
    <FieldSet {...props}>
      <div class="day">
        {(['day', 'month', 'year'] as const).map((part) => (
          <div>
            <label for={part === 'day' ? id : `${id}.${part}`}>{props.words[part]}</label>
            <input
              id={part === 'day' ? id : `${id}.${part}`}
              class={part === 'year' ? 'year' : undefined}
              name={`${props.name}.${part}`}
              value={props.value?.[part]}
              inputmode="numeric"
              maxlength={part === 'year' ? 4 : 2}
              autocomplete={props.birthday ? `bday-${part}` : 'off'}
              aria-invalid={props.error ? 'true' : undefined}
            />
          </div>
        ))}
      </div>
    </FieldSet>
  )
}
