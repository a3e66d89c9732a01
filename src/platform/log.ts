import pino from 'pino'
import type { Config } from './config.ts'

export type Log = pino.Logger

/**
 * Structured lines without personal data: routes by pattern, never addresses with tokens; errors by name, place and
 * reference. In evaluation they go to a file so that the console keeps the sign-ins in sight.
 */
export function openLog(config: Config): Log {
  const target =
    config.mode === 'evaluation'
      ? pino.destination({ dest: `${config.data}/kopuro.log`, mkdir: true, sync: false })
      : undefined
  const options = { level: config.log, base: null, timestamp: pino.stdTimeFunctions.isoTime }
  return target ? pino(options, target) : pino(options)
}

/** What may be logged of a failure: a database error's detail and parameters hold people's data and stay out. */
export function failure(error: unknown): Readonly<Record<string, string | undefined>> {
  if (!(error instanceof Error)) return { kind: typeof error }
  const code = 'code' in error ? String(error.code) : undefined
  const place = error.stack
    ?.split('\n')
    .filter((line) => line.trimStart().startsWith('at '))
    .slice(0, 6)
    .map((line) => line.trim().replace(/\(?file:.*\/src\//, '('))
    .join(' | ')
  return { kind: error.name, code, place, ...(code ? {} : { says: error.message.slice(0, 200) }) }
}
