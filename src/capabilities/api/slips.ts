import type { z } from 'zod'
import type { Params } from '../../platform/words/catalogue.ts'

/** A parameter that can't be used, and why: a key of the messages. */
export interface Slip {
  readonly parameter: string
  readonly key: string
  readonly params?: Params
}

export class BadParameters extends Error {
  override name = 'BadParameters'
  readonly slips: readonly Slip[]

  constructor(slips: readonly Slip[]) {
    super('parameters that can’t be used')
    this.slips = slips
  }
}

/** What a schema found wrong, parameter by parameter. */
export function slipsOf(error: z.ZodError): Slip[] {
  return error.issues.flatMap((issue): Slip[] => {
    const parameter = issue.path.join('.')
    if (issue.code === 'unrecognized_keys') return issue.keys.map((name) => ({ parameter: name, key: 'slip.unknown' }))
    if (issue.code === 'invalid_type' && issue.input === undefined && issue.message.endsWith('undefined'))
      return [{ parameter, key: 'slip.missing' }]
    if (issue.code === 'invalid_value')
      return [{ parameter, key: 'slip.notOneOf', params: { options: issue.values.map(String).join(', ') } }]
    return [{ parameter, key: issue.message.startsWith('slip.') ? issue.message : 'slip.notUnderstood' }]
  })
}
