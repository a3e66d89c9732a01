import type { Child, Href } from '../platform/jsx-runtime.ts'

/** What a search found, one below the other. */
export function FoundList(props: { children: Child }) {
  return <ul class="found">{props.children}</ul>
}

type FoundItemProps = {
  title: Child
  href: Href
  text: Child
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
      {props.text && <p>{props.text}</p>}
      {props.children && <p>{props.children}</p>}
      {props.why && <small>{props.why}</small>}
    </li>
  )
}

type SnippetProps = { pieces: readonly { text: string; found: boolean }[]; lang?: string | undefined }

/** A piece of a text with what was searched for marked in it. */
export function Snippet(props: SnippetProps) {
  return <span lang={props.lang}>{props.pieces.map(({ text, found }) => (found ? <mark>{text}</mark> : text))}</span>
}

type FindFieldProps = {
  action: Href
  label: string
  /** What stands in the field: what was searched for last. */
  value?: string | undefined
  /** A button beside it, where there is room for one. */
  button?: string | undefined
  /** The key that leads here, shown beside the field. */
  keyName?: string | undefined
}

/** The search in the desk's bar and in the foot of a public page: a plain form, on a phone over the whole breadth. */
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
          data-key={props.button ? undefined : '/'}
          aria-keyshortcuts={props.keyName}
        />
        {props.button && (
          <button class="btn soft" type="submit">
            {props.button}
          </button>
        )}
      </form>
    </search>
  )
}
