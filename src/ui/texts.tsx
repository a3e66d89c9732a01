import type { Child } from '../platform/jsx-runtime.ts'

/** The same text in several languages beside each other, a column each; on a narrow screen below each other. */
export function InLanguages(props: { children: Child }) {
  return <div class="in-languages">{props.children}</div>
}

/** Short names with what they mean, in as many columns as fit. */
export function Glossary(props: { rows: readonly { term: string; text: Child }[] }) {
  return (
    <dl class="glossary">
      {props.rows.map(({ term, text }) => (
        <div>
          <dt>
            <code>{term}</code>
          </dt>
          <dd>{text}</dd>
        </div>
      ))}
    </dl>
  )
}

export interface Piece {
  readonly text: string
  readonly change: 'same' | 'added' | 'removed'
}

/** What has changed in a text; it is said to those who hear the page as well. */
export function Changes(props: { lang: string; pieces: readonly Piece[] }) {
  return (
    <p class="changes" lang={props.lang}>
      {props.pieces.map(({ text, change }) =>
        change === 'added' ? <ins>{text}</ins> : change === 'removed' ? <del>{text}</del> : text,
      )}
    </p>
  )
}
