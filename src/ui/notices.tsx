import type { Child, Href } from '../platform/jsx-runtime.ts'
import type { Tone } from './words.tsx'

const noticeClass: Record<Tone, string> = {
  ok: 'notice',
  due: 'notice due',
  late: 'notice late',
  wait: 'notice wait',
  quiet: 'notice quiet',
}

type NoticeProps = {
  tone: Tone
  title?: string | undefined
  /** `status` for what just happened, `alert` for what cannot wait; without it, part of the page. */
  role?: 'status' | 'alert' | 'note' | undefined
  children?: Child
}

/** Something to know before reading on. */
export function Notice(props: NoticeProps) {
  return (
    <div class={noticeClass[props.tone]} role={props.role}>
      {props.title && <p class="t">{props.title}</p>}
      {props.children}
    </div>
  )
}

/** What is wrong with a form, each with a link to its field. Takes the focus when the page opens, also without script. */
export function ErrorSummary(props: { title: string; problems: readonly { href: Href; text: string }[] }) {
  return (
    <div class="summary" id="error-summary" role="alert" tabindex="-1" autofocus>
      <h2>{props.title}</h2>
      <ul>
        {props.problems.map((problem) => (
          <li>
            <a href={problem.href}>{problem.text}</a>
          </li>
        ))}
      </ul>
    </div>
  )
}

/** What stands where there is nothing yet, and what to do about it. */
export function EmptyState(props: { title: string; text?: Child; action?: Child }) {
  return (
    <div class="empty">
      <p class="t">{props.title}</p>
      {props.text && <p>{props.text}</p>}
      {props.action && <div class="actions">{props.action}</div>}
    </div>
  )
}

const confirmClass = { main: 'btn', soft: 'btn soft', danger: 'btn soft danger' } as const

type ConfirmProps = {
  open: string
  tone?: keyof typeof confirmClass | undefined
  expanded?: boolean | undefined
  /** The single key that does it, where keys are on. */
  keyName?: string | undefined
  children: Child
}

/** For what cannot be undone: a first press opens the explanation, the form inside does it. */
export function Confirm(props: ConfirmProps) {
  const tone = props.tone ?? 'danger'
  return (
    <details class={tone === 'danger' ? 'confirm danger' : 'confirm'} open={props.expanded}>
      <summary class={confirmClass[tone]} data-key={props.keyName}>
        {props.open}
      </summary>
      <div class="inside">{props.children}</div>
    </details>
  )
}

type MoreProps = {
  title: string
  about?: string
  open?: boolean | undefined
  /** The single key that does it, where keys are on. */
  keyName?: string | undefined
  lang?: string | undefined
  children: Child
}

/** More about something, for those who want it. `about` says beside the title why one might open it. */
export function More(props: MoreProps) {
  return (
    <details class="more" open={props.open} lang={props.lang}>
      <summary data-key={props.keyName}>
        <span>
          {props.title} {props.about && <small class="muted">{props.about}</small>}
        </span>
      </summary>
      <div class="inside">{props.children}</div>
    </details>
  )
}

/** How far something is; `value` of `max` in any unit. The label also says it in words. */
export function Progress(props: { value: number; max: number; label: string; id?: string | undefined }) {
  return (
    <label class="progress">
      <span>{props.label}</span>
      <progress value={props.value} max={props.max} id={props.id} />
    </label>
  )
}
