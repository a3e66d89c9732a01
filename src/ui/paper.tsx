import type { Child, Href } from '../platform/jsx-runtime.ts'

type PaperViewProps = {
  name: string
  kind: 'pdf' | 'picture'
  src: Href
  /** What the buttons of the browser module do, in words. */
  words: { larger: string; smaller: string; fit: string; left: string; right: string }
}

/** A paper to look at: a PDF in a frame with the browser's own buttons, a picture that a module makes larger and turns. */
export function PaperView({ name, kind, src, words }: PaperViewProps) {
  if (kind === 'pdf') return <iframe class="paper" src={src} title={name} />
  return (
    <div
      data-viewer="yes"
      data-larger={words.larger}
      data-smaller={words.smaller}
      data-fit={words.fit}
      data-left={words.left}
      data-right={words.right}
    >
      <img class="paper" src={src} alt={name} />
    </div>
  )
}

/** Two papers beside each other, on a phone one below the other. */
export function PaperPair(props: { children: Child }) {
  return <div class="two even papers">{props.children}</div>
}
