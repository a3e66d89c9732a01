import type { Child, Href } from '../platform/jsx-runtime.ts'
import { Link } from './words.tsx'

type PersonProps = {
  id?: string | undefined
  name: string
  post?: string | undefined
  /** Without an href (an extension, a fax) the number is shown as text. */
  phones?: readonly { text: string; href?: Href | undefined; id?: string | undefined }[] | undefined
  mail?: string | undefined
  /** Room, hours, languages: whatever helps to find them. */
  text?: Child
}

/** Somebody of the office, and how to reach them. */
export function Person(props: PersonProps) {
  return (
    <section class="card person" id={props.id}>
      <h3>{props.name}</h3>
      {props.post && <p class="muted">{props.post}</p>}
      {props.text && <p>{props.text}</p>}
      {(props.phones?.length || props.mail) && (
        <ul>
          {props.phones?.map((phone) => (
            <li id={phone.id}>{phone.href ? <Link href={phone.href}>{phone.text}</Link> : phone.text}</li>
          ))}
          {props.mail && (
            <li>
              <Link href={`mailto:${props.mail}`}>{props.mail}</Link>
            </li>
          )}
        </ul>
      )}
    </section>
  )
}

/** Cards in as many columns as fit. */
export function Cards(props: { children: Child }) {
  return <div class="cards">{props.children}</div>
}

type FileCardProps = {
  id?: string | undefined
  name: string
  size: string
  href: Href
  thumbnail?: Href | undefined
  /** The single key that does it, where keys are on. */
  keyName?: string | undefined
  actions?: Child
}

/** One uploaded file. */
export function FileCard(props: FileCardProps) {
  return (
    <div class="file" id={props.id}>
      {props.thumbnail ? (
        <img src={props.thumbnail} alt="" width="64" height="64" loading="lazy" decoding="async" />
      ) : (
        <span class="sheet" aria-hidden="true" />
      )}
      <p>
        <a href={props.href} data-key={props.keyName}>
          {props.name}
        </a>
        <small>{props.size}</small>
      </p>
      {props.actions && <div class="actions">{props.actions}</div>}
    </div>
  )
}

type MailFrameProps = {
  subject: string
  rows: readonly { term: string; value: Child }[]
  lang?: string | undefined
  children: Child
}

/** A mail as it was sent, or a letter as it was issued. */
export function MailFrame(props: MailFrameProps) {
  return (
    <article class="card mail" lang={props.lang}>
      <h2>{props.subject}</h2>
      <dl>
        {props.rows.map((row) => (
          <div>
            <dt>{row.term}</dt>
            <dd>{row.value}</dd>
          </div>
        ))}
      </dl>
      <div class="body">{props.children}</div>
    </article>
  )
}
