import type { Child, Href } from '../platform/jsx-runtime.ts'
import type { Tone } from './words.tsx'

export type DescriptionRow = {
  term: string
  value: Child
  /** What the row says is a record that can be linked to. */
  id?: string | undefined
  action?: { href: Href; text: string; about?: string } | undefined
}

/** Terms and values. With actions it is "check your answers": `about` completes "Change" for those who hear the page. */
export function DescriptionList(props: { rows: readonly DescriptionRow[] }) {
  return (
    <dl class="dl">
      {props.rows.map(({ term, value, action, id }) => (
        <div id={id}>
          <dt>{term}</dt>
          <dd>{value}</dd>
          {action && (
            <dd class="act">
              <a href={action.href}>
                {action.text}
                {action.about && <span class="vh"> {action.about}</span>}
              </a>
            </dd>
          )}
        </div>
      ))}
    </dl>
  )
}

/** Figures beside each other. */
export function Tiles(props: { children: Child }) {
  return <div class="tiles">{props.children}</div>
}

const noteClass: Record<Tone, string> = {
  ok: 'note',
  due: 'note due',
  late: 'note late',
  wait: 'note wait',
  quiet: 'note quiet',
}

type TileProps = {
  text: string
  value: string | number
  note?: string | undefined
  tone?: Tone | undefined
  href?: Href | undefined
  lang?: string | undefined
}

/** One figure, what it counts, and what it means. With `href` it opens its list. */
export function Tile(props: TileProps) {
  return (
    <div class="tile" lang={props.lang}>
      <p>{props.href ? <a href={props.href}>{props.text}</a> : props.text}</p>
      <b>{props.value}</b>
      {props.note && <span class={noteClass[props.tone ?? 'quiet']}>{props.note}</span>}
    </div>
  )
}

type NumberRow = {
  text: string
  value: number
  shown?: string | undefined
  href?: Href | undefined
  rest?: boolean | undefined
}

/** Numbers to compare, each with a bar. `rest` marks what gathers the others; `max` is the length of a whole bar. */
export function NumberList(props: { rows: readonly NumberRow[]; max?: number | undefined }) {
  const max = Math.max(1, props.max ?? 0, ...props.rows.map((row) => row.value))
  return (
    <dl class="numbers">
      {props.rows.map((row) => (
        <div>
          <dt>{row.href ? <a href={row.href}>{row.text}</a> : row.text}</dt>
          <dd>
            <svg viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true" class={row.rest && 'rest'}>
              <rect width={Math.round((row.value / max) * 1000) / 10} height="8" />
            </svg>
            <span>{row.shown ?? row.value}</span>
          </dd>
        </div>
      ))}
    </dl>
  )
}
