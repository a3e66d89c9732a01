import { z } from 'zod'
import { plainAddress } from '../../platform/mail/transport.ts'
import { dayField, line, mailAddress, oneOf, optionalLine } from '../../platform/web/fields.ts'
import { languages } from '../../platform/words/languages.ts'
import { askedKinds } from './facts.ts'
import { memberStates } from './member-store.ts'

const key = () => z.uuid({ error: 'form.notUnderstood' })

/** A guest whose address the office doesn't know is told nothing, and invited all the same. */
const optionalMail = () =>
  optionalLine(200).transform((typed, context): string => {
    if (typed === '') return ''
    const read = plainAddress(typed)
    if (read.ok) return read.address
    context.addIssue({ code: 'custom', message: `form.mail.${read.problem}` })
    return z.NEVER
  })

/** Kinds that the office opens by itself. */
export const deskKinds = [...askedKinds, 'delegation'] as const

export const newForm = z.object({
  key: key(),
  kind: oneOf(deskKinds),
  name: line(200),
  mail: optionalMail(),
  language: oneOf(languages),
})

export const askForm = z.object({ key: key(), mail: mailAddress(), kind: oneOf(askedKinds), asked: optionalLine(300) })

export const stateForm = z.object({ state: oneOf(['expected', ...memberStates]), on: dayField() })
