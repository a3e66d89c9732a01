import type { Child, Href } from '../platform/jsx-runtime.ts'

type Mark = {
  x: number
  y: number
  value: number
  tone: 'one' | 'other'
  /** Heard and shown when pointed at. */
  text: string
  /** Where it leads; then the picture is a group of links, which the keyboard reaches too. */
  href?: Href | undefined
}

type WorldProps = {
  title: string
  outlines: string
  width: number
  height: number
  marks: readonly Mark[]
}

/** The world with a circle for each number, as large as the number. What it shows stands in a table beside it. */
export function WorldPicture(props: WorldProps) {
  const most = Math.max(1, ...props.marks.map(({ value }) => value))
  const radius = (value: number) => Math.round((3 + 13 * Math.sqrt(value / most)) * 10) / 10
  // The small ones lie above the large ones.
  const marks = props.marks.toSorted((one, other) => other.value - one.value)
  return (
    <svg
      class="picture"
      viewBox={`0 0 ${props.width} ${props.height}`}
      role={marks.some(({ href }) => href) ? 'group' : 'img'}
      aria-label={props.title}
    >
      <path class="land" d={props.outlines} />
      {marks.map(({ x, y, value, tone, text, href }) => {
        const circle = (
          <circle class={tone} cx={x} cy={y} r={radius(value)}>
            <title>{text}</title>
          </circle>
        )
        return href ? (
          <a href={href} aria-label={text}>
            {circle}
          </a>
        ) : (
          circle
        )
      })}
    </svg>
  )
}

type ColumnsProps = {
  title: string
  /** What stands below a column, and its values, one a series. */
  columns: readonly { text: string; values: readonly number[]; shown: readonly string[] }[]
}

const chart = { height: 180, top: 22, foot: 24, width: 68 } as const
const tones = ['one', 'other'] as const

/** Columns beside each other, over time: at most two series. What it shows stands in a table beside it. */
export function ColumnPicture(props: ColumnsProps) {
  const most = Math.max(1, ...props.columns.flatMap(({ values }) => values))
  const width = Math.max(1, props.columns.length) * chart.width
  const room = chart.height - chart.top - chart.foot
  const series = Math.max(1, ...props.columns.map(({ values }) => values.length))
  const thick = Math.floor((chart.width - 20) / series)
  return (
    <div class="scroll">
      <svg
        class="picture columns-picture"
        viewBox={`0 0 ${width} ${chart.height}`}
        width={width}
        height={chart.height}
        role="img"
        aria-label={props.title}
      >
        {props.columns.map(({ text, values, shown }, at) => (
          <g>
            {values.map((value, series) => {
              const high = Math.round((value / most) * room * 10) / 10
              const x = at * chart.width + 10 + series * thick
              return column(x, thick - 3, chart.top + room - high, high, shown[series] ?? '', tones[series])
            })}
            <text class="foot" x={at * chart.width + chart.width / 2} y={chart.height - 7}>
              {text}
            </text>
          </g>
        ))}
      </svg>
    </div>
  )
}

function column(x: number, width: number, y: number, height: number, shown: string, tone = 'one'): Child {
  return (
    <>
      <rect class={tone} x={x} y={y} width={width} height={height} rx={2} />
      <text x={x + width / 2} y={y - 5}>
        {shown}
      </text>
    </>
  )
}

/** Which tone stands for what. */
export function Key(props: { one: string; other: string }) {
  return (
    <ul class="picture-key">
      <li class="one">{props.one}</li>
      <li class="other">{props.other}</li>
    </ul>
  )
}
