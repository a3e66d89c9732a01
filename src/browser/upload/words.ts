const root = document.querySelector<HTMLElement>('[data-uploads]')
const words: unknown = JSON.parse(root?.dataset.words ?? '{}')
const known = new Map<string, unknown>(Object.entries(typeof words === 'object' && words ? words : {}))
const megabytes = new Intl.NumberFormat(document.documentElement.lang, {
  style: 'unit',
  unit: 'megabyte',
  maximumFractionDigits: 1,
})

/** A sentence in the reader's language, as the page brought it, with what it names. */
export function say(key: string, named: Readonly<Record<string, string>> = {}): string {
  const text = known.get(key)
  return typeof text === 'string' ? text.replace(/\{(\w+)\}/g, (_, name) => named[name] ?? '') : ''
}

export const saySize = (bytes: number) => megabytes.format(Math.max(bytes, 50_000) / 1_000_000)
