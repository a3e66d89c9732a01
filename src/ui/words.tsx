import { type Child, type Href, isSafeHref } from '../platform/jsx-runtime.ts'

/** `ok` done, `due` soon, `late` overdue, `wait` on others, `quiet` neither. A word always stands beside the colour. */
export type Tone = 'ok' | 'due' | 'late' | 'wait' | 'quiet'

const tagClass: Record<Tone, string> = {
  ok: 'tag',
  due: 'tag due',
  late: 'tag late',
  wait: 'tag wait',
  quiet: 'tag quiet',
}

/** A word about the state of something. */
export function Tag(props: { tone: Tone; children: Child }) {
  return <span class={tagClass[props.tone]}>{props.children}</span>
}

type LinkProps = { href: Href; lang?: string | undefined; download?: boolean | undefined; children: Child }

/** A link. Accepts an address that came from outside: one that is not safe is shown as text. */
export function Link(props: LinkProps) {
  if (!isSafeHref(props.href)) return <span>{props.children}</span>
  return (
    <a
      href={props.href}
      rel={isElsewhere(props.href) && 'noopener noreferrer'}
      lang={props.lang}
      download={props.download}
    >
      {props.children}
    </a>
  )
}
const isElsewhere = (href: string) => /^\s*https?:/i.test(href)

export type ButtonTone = 'main' | 'soft' | 'danger'
const buttonClass: Record<ButtonTone, string> = { main: 'btn', soft: 'btn soft', danger: 'btn danger' }

/** A link that looks like a button, for going on to the next thing. */
export function ButtonLink(props: { href: Href; tone?: ButtonTone | undefined; children: Child }) {
  return (
    <a class={buttonClass[props.tone ?? 'main']} href={props.href}>
      {props.children}
    </a>
  )
}

type ButtonProps = {
  tone?: ButtonTone | undefined
  name?: string | undefined
  value?: string | undefined
  type?: 'submit' | 'button' | undefined
  /** Sends the form without the browser's own checks: for going back and saving half-filled pages. */
  unchecked?: boolean | undefined
  /** The id of the form, when the button stands outside it. */
  form?: string | undefined
  /** Sends the form to another address than the form's own. */
  action?: Href | undefined
  disabled?: boolean | undefined
  /** The single key that does it, where keys are on. */
  keyName?: string | undefined
  children: Child
}

/** Sends its form, unless `type` says otherwise. */
export function Button(props: ButtonProps) {
  return (
    <button
      class={buttonClass[props.tone ?? 'main']}
      type={props.type ?? 'submit'}
      name={props.name}
      value={props.value}
      form={props.form}
      formaction={props.action}
      formnovalidate={props.unchecked}
      disabled={props.disabled}
      data-key={props.keyName}
    >
      {props.children}
    </button>
  )
}

/** Buttons beside each other, the main one first. */
export function Actions(props: { children: Child }) {
  return <div class="actions">{props.children}</div>
}

type Heading = 2 | 3 | 4

/** Something on white. `level` is the level of the heading. */
export function Card(props: {
  title?: string | undefined
  level?: Heading | undefined
  id?: string | undefined
  children: Child
}) {
  return (
    <section class="card" id={props.id}>
      {props.title && <HeadingOf level={props.level ?? 2}>{props.title}</HeadingOf>}
      {props.children}
    </section>
  )
}

/** A part of a page with its heading. */
export function Section(props: { title: Child; id?: string | undefined; action?: Child; children: Child }) {
  return (
    <section class="part" id={props.id}>
      <div class="part-head">
        <h2>{props.title}</h2>
        {props.action}
      </div>
      {props.children}
    </section>
  )
}

function HeadingOf(props: { level: Heading; children: Child }) {
  const Level = `h${props.level}` as const
  return <Level>{props.children}</Level>
}

/** The heading of the page, with a line over it (where we are) and a lead below (what this is about). */
export function PageTitle(props: { title: Child; over?: Child; lead?: Child; id?: string | undefined }) {
  return (
    <div class="title" id={props.id}>
      {props.over && <p class="over">{props.over}</p>}
      <h1>{props.title}</h1>
      {props.lead && <p class="lead">{props.lead}</p>}
    </div>
  )
}

type Crumb = { text: string; href?: Href | undefined; keyName?: string | undefined }

/** The way here from the top. The last one, where we are, needs no href. */
export function Crumbs(props: { label: string; steps: readonly Crumb[] }) {
  return (
    <nav class="crumbs" aria-label={props.label}>
      <ol>
        {props.steps.map((step) => (
          <li>
            {step.href ? (
              <a href={step.href} data-key={step.keyName}>
                {step.text}
              </a>
            ) : (
              <span aria-current="page">{step.text}</span>
            )}
          </li>
        ))}
      </ol>
    </nav>
  )
}

/** Running text: paragraphs, lists, small headings, at a width that reads well. */
export function Prose(props: { lang?: string | undefined; children: Child }) {
  return (
    <div class="prose" lang={props.lang}>
      {props.children}
    </div>
  )
}

/** What programs read, letter by letter. Wider than a phone it scrolls in itself, also by keyboard. */
export function Verbatim(props: { children: string; label: string }) {
  return (
    <section class="verbatim" tabindex="0" aria-label={props.label}>
      <pre>{props.children}</pre>
    </section>
  )
}

/** Words to take along: with a script a press copies them, without one they can be marked. */
export function Copied(props: { children: string; copy: string; done: string }) {
  return (
    <span class="copied">
      <span>{props.children}</span>{' '}
      <button type="button" class="btn soft" hidden data-copy={props.children} data-done={props.done}>
        {props.copy}
      </button>
    </span>
  )
}

/** Text that steps back. */
export function Muted(props: { children: Child }) {
  return <span class="muted">{props.children}</span>
}

/** A day or an instant as people say it, with the exact one at hand. */
export function Moment(props: { dateTime: string; exact?: string | undefined; children: Child }) {
  return (
    <time datetime={props.dateTime} title={props.exact}>
      {props.children}
    </time>
  )
}

/** Keys to press, one after the other. */
export function Keys(props: { names: readonly string[] }) {
  return (
    <>
      {props.names.map((name) => (
        <>
          <kbd>{name}</kbd>{' '}
        </>
      ))}
    </>
  )
}
