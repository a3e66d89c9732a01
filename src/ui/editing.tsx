import type { Child, Href } from '../platform/jsx-runtime.ts'

type EditCardProps = {
  id: string
  /** What it is: heading, list, people. */
  name: string
  /** What can be done with it. */
  tools?: Child
  /** It is being written: it stands out from those around it. */
  open?: boolean | undefined
  children: Child
}

/** Something that is edited in its place: what it is, what can be done with it, and how it looks. */
export function EditCard(props: EditCardProps) {
  return (
    <section class={props.open ? 'edit-card open' : 'edit-card'} id={props.id}>
      <div class="edit-head">
        <h2>{props.name}</h2>
        {props.tools}
      </div>
      {props.children}
    </section>
  )
}

/** Small buttons in a row that send one form. */
export function Tools(props: { action: Href; children: Child }) {
  return (
    <form class="tools" action={props.action} method="post">
      {props.children}
    </form>
  )
}

type ToolProps = {
  text: string
  /** What it is done with, for those who hear the page. */
  about: string
  action: Href
  name?: string | undefined
  value?: string | undefined
  disabled?: boolean | undefined
}

/** One of them. */
export function Tool({ text, about, action, name, value, disabled }: ToolProps) {
  return (
    <button class="tool" type="submit" formaction={action} name={name} value={value} disabled={disabled}>
      {text}
      <span class="vh"> {about}</span>
    </button>
  )
}

export function ToolLink({ text, about, href }: Pick<ToolProps, 'text' | 'about'> & { href: Href }) {
  return (
    <a class="tool" href={href}>
      {text}
      <span class="vh"> {about}</span>
    </a>
  )
}

/** A place between two of them where another one can be put. */
export function AddHere({ text, about, href }: Pick<ToolProps, 'text' | 'about'> & { href: Href }) {
  return (
    <p class="add-here">
      <a href={href}>
        {text}
        <span class="vh"> {about}</span>
      </a>
    </p>
  )
}

/** What can be put there, each with what it is good for. */
export function Choices(props: {
  id: string
  title: string
  choices: readonly { href: Href; text: string; about: string }[]
}) {
  return (
    <section class="add-choices" id={props.id}>
      <h2>{props.title}</h2>
      <ul>
        {props.choices.map(({ href, text, about }) => (
          <li>
            <a href={href}>{text}</a> <small class="muted">{about}</small>
          </li>
        ))}
      </ul>
    </section>
  )
}

/** All of them, one below the other. */
export function EditCards(props: { children: Child }) {
  return <div class="edit-cards">{props.children}</div>
}

/** A text in one of several languages, under the name of its language. */
export function InOneLanguage(props: { lang: string; name: string; children: Child }) {
  return (
    <div class="in-one" lang={props.lang}>
      <p class="over">{props.name}</p>
      {props.children}
    </div>
  )
}

/** A page of ours as it looks on a phone and on a desk, beside each other. */
export function Screens(props: { src: Href; phone: string; desk: string }) {
  return (
    <div class="screens">
      <figure>
        <figcaption>{props.phone}</figcaption>
        <iframe class="phone" src={props.src} title={props.phone} width="360" height="720" />
      </figure>
      <figure class="desk-screen">
        <figcaption>{props.desk}</figcaption>
        <div>
          <iframe src={props.src} title={props.desk} width="1280" height="1440" />
        </div>
      </figure>
    </div>
  )
}
