interface Route {
  readonly method: string
  readonly path: string
}

/**
 * Where somebody belongs who opens an address that only takes forms: a tab that was restored, another language chosen on
 * a form with mistakes, a sign-in in between. It is the nearest page above; null when the address is no form's.
 */
export function pageAboveForm(routes: readonly Route[], path: string): string | null {
  const pages = routes.filter(({ method }) => method === 'GET')
  const shown = new Set(pages.map((route) => route.path))
  const isForm = routes.some((route) => route.method === 'POST' && !shown.has(route.path) && leadsTo(route, path))
  return isForm ? nearestAbove(pages, path) : null
}

function nearestAbove(pages: readonly Route[], path: string): string | null {
  const above = path.slice(0, path.lastIndexOf('/'))
  if (above === '') return null
  return pages.some((page) => leadsTo(page, above)) ? above : nearestAbove(pages, above)
}

function leadsTo({ path: pattern }: Route, path: string): boolean {
  const wanted = pattern.split('/')
  const parts = path.split('/')
  return (
    wanted.length === parts.length &&
    wanted.every((part, at) => part === parts[at] || (part.startsWith(':') && parts[at]))
  )
}
