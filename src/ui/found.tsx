import type { Child, Href } from '../platform/jsx-runtime.ts'

/** What a search found, one below the other. */
export function FoundList(props: { children: Child }) {
  return <ul class="found">{props.children}</ul>
}

type FoundItemProps = {
  title: string
  href: Href
  text: string
  /** By which spelling it was found. */
  why?: string | undefined
  children?: Child
}

/** One thing that was found: what it is, what tells it from others, and why it is here. */
export function FoundItem(props: FoundItemProps) {
  return (
    <li>
      <a href={props.href} data-move>
        {props.title}
      </a>
      <p>{props.text}</p>
      {props.children && <p>{props.children}</p>}
      {props.why && <small>{props.why}</small>}
    </li>
  )
}

type FindFieldProps = {
  action: Href
  label: string
  /** What stands in the field: what was searched for last. */
  value?: string | undefined
  /** The key that leads here, shown beside the field. */
  keyName?: string | undefined
}

/** The search in the desk's bar: a plain form, on a phone over the whole breadth. */
export function FindField(props: FindFieldProps) {
  return (
    <search class="find" data-hint={props.keyName}>
      <form action={props.action} method="get">
        <label class="vh" for="find">
          {props.label}
        </label>
        <input
          id="find"
          type="search"
          name="q"
          value={props.value}
          placeholder={props.label}
          autocomplete="off"
          spellcheck="false"
          enterkeyhint="search"
          maxlength={200}
          data-key="/"
          aria-keyshortcuts={props.keyName}
        />
      </form>
    </search>
  )
}
