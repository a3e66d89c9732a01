import type { CallsFile } from './call-schema.ts'
import { tellTwice } from './checks.ts'
import { saidText } from './criterion-schema.ts'
import type { Tell, UnitsFile } from './schema.ts'

export function checkCalls(calls: CallsFile, units: UnitsFile | null, tell: Tell): void {
  const file = 'calls.json'
  tellTwice(file, '', calls, 'key', (call) => call.key, tell)
  for (const [at, { said }] of calls.entries()) {
    tellTwice(file, `[${at}].said.hosts`, said.hosts, 'id', (host) => host.id, tell)
    tellTwice(file, `[${at}].said.documents`, said.documents, 'key', (document) => document.key, tell)
    for (const gap of gapsOf(said)) tell(file, `[${at}].said.${gap}`, 'is empty in one of the languages')
    for (const [nth, { by, of }] of said.quotas.entries())
      if (by === 'unit' && units && !units.some(({ key }) => key === of))
        tell(file, `[${at}].said.quotas[${nth}].of`, `names no unit: ${of}`)
  }
}

/** Where a text lacks a language, as paths such as `sums.0.payer`. */
export function gapsOf(said: unknown): string[] {
  if (typeof said !== 'object' || said === null) return []
  const text = saidText.safeParse(said)
  if (text.success) return Object.values(text.data).some((one) => one.trim() === '') ? [''] : []
  return Object.entries(said).flatMap(([name, value]) =>
    gapsOf(value).map((below) => (below === '' ? name : `${name}.${below}`)),
  )
}
