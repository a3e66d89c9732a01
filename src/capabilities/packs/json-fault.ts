/** A text as JSON, or null after telling by line and column where it stops being some. */
export function parseJson(content: string, tell: (place: string, reason: string) => void): { value: unknown } | null {
  try {
    return { value: JSON.parse(content) }
  } catch (fault) {
    if (!(fault instanceof SyntaxError)) throw fault
    const before = content.slice(0, faultIn(content)).split('\n')
    tell(`line ${before.length}, column ${(before.at(-1)?.length ?? 0) + 1}`, `is not JSON: ${fault.message}`)
    return null
  }
}

/** Where a text stops being JSON. JSON.parse tells the place of some faults only, and not of a token out of turn. */
function faultIn(content: string): number {
  const open: ('{' | '[')[] = []
  let due: Due = 'value'
  let at = 0
  for (;;) {
    const start = at + content.slice(at).search(/[^ \t\n\r]|$/)
    jsonToken.lastIndex = start
    const [whole = '', mark, string] = jsonToken.exec(content) ?? []
    const next: Due | null = whole ? dueAfter(due, mark, Boolean(string), open) : null
    if (!next) return start
    due = next
    at = start + whole.length
  }
}

const jsonToken =
  /([{}[\],:])|("(?:[^"\\\p{Cc}]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*")|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null/uy

type Due = 'value' | 'value or ]' | 'name' | 'name or }' | ':' | 'end'

/** What may follow a token, or null where the token itself is out of turn; `open` holds the brackets around it. */
function dueAfter(due: Due, mark: string | undefined, isString: boolean, open: ('{' | '[')[]): Due | null {
  if (due === ':') return mark === ':' ? 'value' : null
  if (due.startsWith('name') && isString) return ':'
  if (due.startsWith('value') && !mark) return 'end'
  if (due.startsWith('value') && (mark === '{' || mark === '[')) {
    open.push(mark)
    return mark === '{' ? 'name or }' : 'value or ]'
  }
  if (due === 'end' && mark === ',' && open.length > 0) return open.at(-1) === '{' ? 'name' : 'value'
  const closes = (mark === '}' && open.at(-1) === '{') || (mark === ']' && open.at(-1) === '[')
  if (!closes || (due !== 'end' && !due.endsWith(mark ?? ''))) return null
  open.pop()
  return 'end'
}
