import type { Child, Href } from '../platform/jsx-runtime.ts'

type FormProps = {
  action: Href
  method: 'post' | 'get'
  /** For a form with files. */
  multipart?: boolean | undefined
  label?: string | undefined
  id?: string | undefined
  children: Child
}

/** A form. The browser's own bubbles are off: they speak the browser's language, ours speak the reader's. */
export function Form(props: FormProps) {
  return (
    <form
      class="form"
      action={props.action}
      method={props.method}
      enctype={props.multipart && 'multipart/form-data'}
      aria-label={props.label}
      id={props.id}
      novalidate
    >
      {props.children}
    </form>
  )
}

/** A value that travels with the form. */
export function HiddenField(props: { name: string; value: string | number }) {
  return <input type="hidden" name={props.name} value={props.value} />
}

/** Several fields that belong together, under their own heading. */
export function FieldGroup(props: {
  legend: string
  hint?: Child
  /** What is wrong with all of them together. */
  error?: string | undefined
  children: Child
}) {
  return (
    <fieldset class="group">
      <legend>{props.legend}</legend>
      {props.hint && <p class="hint">{props.hint}</p>}
      {props.error && <p class="err">{props.error}</p>}
      {props.children}
    </fieldset>
  )
}

/** A form that narrows a list: its fields in a row, on a phone below each other. */
export function Filters(props: {
  action: Href
  label: string
  button: string
  reset?: { href: Href; text: string } | undefined
  children: Child
}) {
  return (
    <form class="filters" action={props.action} method="get" aria-label={props.label}>
      {props.children}
      <div class="actions">
        <button class="btn soft" type="submit">
          {props.button}
        </button>
        {props.reset && <a href={props.reset.href}>{props.reset.text}</a>}
      </div>
    </form>
  )
}

type SearchFieldProps = { name: string; label: string; value?: string | undefined; hint?: string | undefined }

/** What to search for; stands in `Filters` or in a form of its own. */
export function SearchField(props: SearchFieldProps) {
  return (
    <div class="field search">
      <label for={props.name}>{props.label}</label>
      {props.hint && (
        <p class="hint" id={`${props.name}-hint`}>
          {props.hint}
        </p>
      )}
      <input
        id={props.name}
        type="search"
        name={props.name}
        value={props.value}
        autocomplete="off"
        spellcheck="false"
        enterkeyhint="search"
        aria-describedby={props.hint && `${props.name}-hint`}
      />
    </div>
  )
}
