import { type Child, type Href, type Html, join, raw } from '../platform/jsx-runtime.ts'

export type TableColumn = {
  key: string
  text: string
  numeric?: boolean | undefined
  /** Its words stay on one line where there is room: the numbers of cases and letters. */
  whole?: boolean | undefined
}

/** Cells in the order of the columns. With `href` the first cell is the link to what the row is about. */
export type TableRow = { cells: readonly Child[]; href?: Href | undefined }

type TableProps = {
  caption?: string | undefined
  /** Whether the caption is seen, or only heard because a heading already says it. */
  captionHidden?: boolean | undefined
  columns: readonly TableColumn[]
  rows: readonly TableRow[]
  /** Shown instead of the table when there are no rows. */
  empty: Child
}

/** A table; on a phone every row is a card, and every cell says which column it is. */
export function Table(props: TableProps) {
  if (props.rows.length === 0) return <div class="none">{props.empty}</div>
  const starts = props.columns.map(startOfCell)
  return (
    <table class="table">
      {props.caption && <caption class={props.captionHidden && 'vh'}>{props.caption}</caption>}
      <thead>
        <tr>
          {props.columns.map((column) => (
            <th scope="col" class={column.numeric && 'num'}>
              {column.text}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>{props.rows.map((row) => tableRow(row, starts))}</tbody>
    </table>
  )
}

// Lists are the pages asked for most: the start of each cell is made once a table, not once a row.
function startOfCell(column: TableColumn): Html {
  const whole = (
    <td class={column.numeric ? 'num' : column.whole && 'whole'} data-label={column.text}>
      <div />
    </td>
  )
  return raw(whole.text.replace('</div></td>', ''))
}
const endOfCell = raw('</div></td>')

function tableRow(row: TableRow, starts: readonly Html[]) {
  const parts: Child[] = []
  row.cells.forEach((cell, at) => {
    parts.push(starts[at], at === 0 && row.href ? <a href={row.href}>{cell}</a> : cell, endOfCell)
  })
  return <tr>{join(parts)}</tr>
}

type Turn = { href: Href; text: string } | undefined

/** From one part of a list to the next. `text` says where we are. */
export function Pager(props: { label: string; newer?: Turn; older?: Turn; text?: string | undefined }) {
  return (
    <nav class="pager" aria-label={props.label}>
      <span>{props.newer && <TurnLink {...props.newer} rel="prev" />}</span>
      <span class="muted">{props.text}</span>
      <span>{props.older && <TurnLink {...props.older} rel="next" />}</span>
    </nav>
  )
}

function TurnLink(props: { href: Href; text: string; rel: 'prev' | 'next' }) {
  return (
    <a class="btn soft" href={props.href} rel={props.rel} data-key={props.rel === 'next' ? 'n' : 'p'}>
      {props.text}
    </a>
  )
}

type Tab = { href: Href; text: string; count?: number | string | undefined; current?: boolean | undefined }

/** Several views of one matter, each a page of its own. */
export function Tabs(props: { label: string; tabs: readonly Tab[] }) {
  return (
    <nav class="tabs" aria-label={props.label}>
      {props.tabs.map((tab) => (
        <a href={tab.href} aria-current={tab.current && 'page'}>
          {tab.text}
          {tab.count !== undefined && <span class="count"> {tab.count}</span>}
        </a>
      ))}
    </nav>
  )
}
