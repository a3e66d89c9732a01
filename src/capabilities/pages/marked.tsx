import type { Nodes, PhrasingContent, Root, RootContent } from 'mdast'
import { fromMarkdown } from 'mdast-util-from-markdown'
import { type Child, isSafeHref } from '../../platform/jsx-runtime.ts'
import { Link } from '../../ui/index.ts'

// Everything else that Markdown knows is text here, shown as it was typed: HTML above all.
const left = [
  ...['htmlFlow', 'htmlText', 'codeIndented', 'codeFenced', 'codeText', 'definition', 'headingAtx', 'setextUnderline'],
  ...['blockQuote', 'thematicBreak', 'labelStartImage', 'characterReference', 'autolink'],
]

/** A list in a list in a list; what is deeper stands on the last of these levels. */
const deepest = 3
/** Reading emphasis costs the square of its signs; a text with more signs than this is shown as it was typed. */
const mostSigns = 400

/** Reads paragraphs, emphasis, links and lists. */
export function readMarked(text: string): Root {
  if ((text.match(/[*_[\]]/g)?.length ?? 0) > mostSigns)
    return { type: 'root', children: [{ type: 'paragraph', children: [{ type: 'text', value: text }] }] }
  return fromMarkdown(text, { extensions: [{ disable: { null: left } }] })
}

/** The addresses that a text links to and that no page may carry. */
export function unsafeLinks(text: string): string[] {
  const found: string[] = []
  const look = (node: Nodes) => {
    if (node.type === 'link' && !isSafeHref(node.url)) found.push(node.url)
    if ('children' in node) node.children.forEach(look)
  }
  look(readMarked(text))
  return found
}

/** A text as a reader sees it. */
export function Marked({ text }: { text: string }) {
  return <>{readMarked(text).children.map((node) => flow(node, 1))}</>
}

function flow(node: RootContent, depth: number): Child {
  if (node.type === 'paragraph') return <p>{node.children.map(phrase)}</p>
  if (node.type !== 'list') return null
  if (depth > deepest) return node.children.flatMap((item) => item.children).map((inner) => plainly(inner, depth))
  const items = node.children.map((item) => <li>{item.children.map((inner) => inItem(inner, depth))}</li>)
  return node.ordered ? (
    <ol start={node.start === 1 ? undefined : (node.start ?? undefined)}>{items}</ol>
  ) : (
    <ul>{items}</ul>
  )
}

const inItem = (node: RootContent, depth: number): Child =>
  node.type === 'paragraph' ? <span>{node.children.map(phrase)}</span> : flow(node, depth + 1)

const plainly = (node: RootContent, depth: number): Child =>
  node.type === 'paragraph' ? <span> {node.children.map(phrase)}</span> : flow(node, depth)

function phrase(node: PhrasingContent): Child {
  if (node.type === 'text') return node.value
  if (node.type === 'strong') return <strong>{node.children.map(phrase)}</strong>
  if (node.type === 'emphasis') return <em>{node.children.map(phrase)}</em>
  if (node.type === 'break') return <br />
  return node.type === 'link' ? <Link href={node.url}>{node.children.map(phrase)}</Link> : null
}
