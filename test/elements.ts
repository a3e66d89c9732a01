/** What a visitor finds on a page by its element: the words inside every element that has an id. */
const voids = new Set(['area', 'base', 'br', 'col', 'hr', 'img', 'input', 'link', 'meta', 'source', 'wbr'])

export function elementsOf(html: string): ReadonlyMap<string, string> {
  const open: { tag: string; id: string | null; from: number }[] = []
  const found = new Map<string, string>()
  let text = ''
  let at = 0
  for (const { 0: whole, 1: close, 2: tag = '', 3: attributes = '', index } of html.matchAll(tags)) {
    text += html.slice(at, index)
    at = index + whole.length
    text += ' '
    if (!close) {
      const id = /(?:^|\s)id="([^"]*)"/.exec(attributes)?.[1] ?? null
      if (!voids.has(tag) && !attributes.endsWith('/')) open.push({ tag, id, from: text.length })
      continue
    }
    while (open.some((one) => one.tag === tag)) {
      const last = open.pop()
      if (last?.id && !found.has(last.id)) found.set(last.id, resolved(text.slice(last.from)))
      if (last?.tag === tag) break
    }
  }
  return found
}

const tags = /<(\/?)([a-zA-Z][\w-]*)((?:"[^"]*"|[^">])*)>/g

function resolved(text: string): string {
  return text
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&amp;', '&')
}

/** Words as they are compared: spaces one, none that only a tag made, none inside a number, and an address without its scheme. */
export function comparable(text: string): string {
  return text
    .replace(/\s+/g, ' ')
    .replace(/(?<=[\d+])[\s,](?=\d)/g, '')
    .replace(/ ([.,;:)])/g, '$1')
    .replace(/^https?:\/\//, '')
    .trim()
    .toLowerCase()
}
