import type { Child, Href } from '../platform/jsx-runtime.ts'
import { Tag, type Tone } from './words.tsx'

type Step = { name: string; state: 'done' | 'here' | 'ahead'; href?: Href | undefined }

/** Where we are in a form of several pages. `label` says it in words: "Step 3 of 6". */
export function Steps(props: { steps: readonly Step[]; label: string }) {
  return (
    <nav class="steps" aria-label={props.label}>
      <p class="muted">{props.label}</p>
      <ol>
        {props.steps.map((step) => (
          <li class={step.state}>
            {step.href && step.state !== 'here' ? (
              <a href={step.href}>
                <span>{step.name}</span>
              </a>
            ) : (
              <b aria-current={step.state === 'here' && 'step'}>
                <span>{step.name}</span>
              </b>
            )}
          </li>
        ))}
      </ol>
    </nav>
  )
}

/** Whose turn it is, and what to do: the first thing on the page of a case. */
export function Now(props: { tag: { tone: Tone; text: string }; title: string; text?: Child; children?: Child }) {
  return (
    <section class="now">
      <Tag tone={props.tag.tone}>{props.tag.text}</Tag>
      <h2>{props.title}</h2>
      {props.text && <p>{props.text}</p>}
      {props.children}
    </section>
  )
}

type DocumentState = 'ok' | 'missing' | 'back' | 'wait'
const documentClass: Record<DocumentState, string> = {
  ok: 'doc',
  missing: 'doc due',
  back: 'doc late',
  wait: 'doc wait',
}
const documentTone: Record<DocumentState, Tone> = { ok: 'ok', missing: 'due', back: 'late', wait: 'wait' }

type DocumentRowProps = {
  state: DocumentState
  /** A sign or a number in the round spot: ✓, !, 3. */
  mark: string
  title: string
  /** The state in a word. */
  tag: string
  text?: Child
  id?: string | undefined
  /** 2 where no heading stands above the papers. */
  level?: 2 | 3
  children?: Child
}

/** A paper of a case, its state, and what can be done with it. */
export function DocumentRow(props: DocumentRowProps) {
  return (
    <section class={documentClass[props.state]} id={props.id}>
      <span class="dot" aria-hidden="true">
        {props.mark}
      </span>
      {props.level === 2 ? <h2>{props.title}</h2> : <h3>{props.title}</h3>}
      <Tag tone={documentTone[props.state]}>{props.tag}</Tag>
      {(props.text || props.children) && (
        <div class="more">
          {props.text && <p>{props.text}</p>}
          {props.children}
        </div>
      )}
    </section>
  )
}

type Moment = {
  title: Child
  when?: string | undefined
  /** The exact day or instant behind `when`, as HTML reads it. */
  dateTime?: string | undefined
  text?: Child
  tone?: Tone | undefined
  ahead?: boolean | undefined
}

/** What happened and what comes, in order. */
export function Timeline(props: { items: readonly Moment[] }) {
  return (
    <ol class="line">
      {props.items.map((item) => (
        <li class={item.ahead ? 'ahead' : (item.tone ?? 'ok')}>
          <p>
            <b>{item.title}</b> {item.when && <time datetime={item.dateTime}>{item.when}</time>}
          </p>
          {item.text && <div class="text">{item.text}</div>}
        </li>
      ))}
    </ol>
  )
}

/** The papers or entries of a case below each other. */
export function Stack(props: { children: Child }) {
  return <div class="stack">{props.children}</div>
}
