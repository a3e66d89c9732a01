/**
 * Whether the program answers at a path by itself, judged by the patterns of its routes. The last pattern of all, for any
 * word of an institution's site, says nothing and is not among them.
 */
export function answersAt(patterns: readonly string[], institutions: readonly string[]): (path: string) => boolean {
  const gets = patterns.filter((pattern) => pattern.startsWith('GET ')).map((pattern) => pattern.slice(4).split('/'))
  return (path) => {
    const parts = (path.split('?')[0] ?? '').split('/')
    if (parts.length === 3 && parts[2] !== '' && institutions.includes(parts[1] ?? '')) return isLanguagePart(parts[2])
    return gets.some((pattern) => fits(pattern, parts, institutions))
  }
}

const isLanguagePart = (part: string | undefined) => /^(en|ru|ky)$/.test(part ?? '')

function fits(pattern: readonly string[], parts: readonly string[], institutions: readonly string[]): boolean {
  // `/kstu/ru` and `/kstu/ru/` are one place, whichever of the two a route names.
  const own = pattern.at(-1) === '' ? pattern.slice(0, -1) : pattern
  if (own.length !== parts.length) return false
  return own.every((part, at) => {
    const given = parts[at] ?? ''
    if (part.startsWith(':institution')) return institutions.includes(given)
    if (part.startsWith(':language')) return isLanguagePart(given)
    return part.startsWith(':') ? given !== '' : part === given
  })
}
