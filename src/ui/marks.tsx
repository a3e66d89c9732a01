/** The tunduk, the crown of the yurt: the mark, in the colour of the text around it. */
export function Tunduk(props: { size?: 'mark' | 'great' | undefined }) {
  return (
    <svg
      class={props.size === 'great' ? 'tunduk great' : 'tunduk'}
      viewBox="0 0 100 100"
      fill="none"
      stroke="currentColor"
      stroke-width="5"
      aria-hidden="true"
      focusable="false"
    >
      <circle cx="50" cy="50" r="44" />
      <circle cx="50" cy="50" r="30" stroke-width="2.5" />
      <path d="M22 30Q50 52 78 30M22 50Q50 60 78 50M22 70Q50 48 78 70" stroke-width="3" />
      <path d="M30 22Q52 50 30 78M50 20Q60 50 50 80M70 22Q48 50 70 78" stroke-width="3" />
    </svg>
  )
}

/** The institution's own mark: lines of data in the colour of the text around them; without any, the program's. */
export function Mark(props: { lines: readonly string[] }) {
  if (props.lines.length === 0) return <Tunduk />
  return (
    <svg
      class="tunduk"
      viewBox="0 0 100 100"
      fill="none"
      stroke="currentColor"
      stroke-width="5"
      aria-hidden="true"
      focusable="false"
    >
      {props.lines.map((line) => (
        <path d={line} />
      ))}
    </svg>
  )
}

/** A row of tumar, the triangle sewn on felt: a quiet line between two parts of a page. */
export function Ornament() {
  return <div class="orn" aria-hidden="true" />
}
