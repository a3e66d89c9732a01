import { z } from 'zod'
import { done, NotFound, type Outcome, refuse } from '../../platform/outcome.ts'
import { line, optionalLine } from '../../platform/web/fields.ts'
import { type Act, inCase, record } from '../cases/index.ts'
import { type Mark, marksFrom } from './facts.ts'
import { incoming } from './incoming.ts'

const credits = (schema: ReturnType<typeof optionalLine>) =>
  schema
    .transform((text) => text.replace(',', '.'))
    .refine((text) => text === '' || (/^\d{1,3}(\.\d{1,2})?$/.test(text) && Number(text) > 0), 'marks.notCredits')
    .meta({ asked: { as: 'text', width: 'short' } })

/** One course: credits are the national ones; ECTS stand beside them, and neither is made out of the other. */
export const markForm = z
  .object({
    subject: line(200),
    credits: credits(optionalLine(6)),
    ects: credits(optionalLine(6)),
    mark: line(40, { width: 'short' }),
  })
  .refine(({ credits, ects }) => credits !== '' || ects !== '', { path: ['credits'], message: 'marks.noCredits' })

/** Stages in which courses and marks are written down. */
export const marksOpen = ['here', 'left']
const mostMarks = 60

/** Writes a course down, changes it, or takes it out. @param id made with the form: the same form twice writes once */
export function putMark(act: Act, caseId: string, id: string, mark: Omit<Mark, 'id'> | null): Promise<Outcome> {
  return inCase(act, incoming, caseId, async (tx, held, ground) => {
    if (held.procedure !== incoming.name) throw new NotFound()
    if (!marksOpen.includes(held.stage)) return refuse('marks.closed')
    const before = marksFrom(held.facts?.marks)
    const others = before.filter((one) => one.id !== id)
    const isThere = others.length < before.length
    if (!mark && !isThere) return done
    if (mark && others.some(({ subject }) => subject === mark.subject)) return refuse('marks.twice')
    if (mark && others.length >= mostMarks) return refuse('marks.tooMany', { params: { most: mostMarks } })
    const put = mark ? [{ ...mark, id }] : []
    const marks = isThere ? before.flatMap((one) => (one.id === id ? put : [one])) : [...before, ...put]
    const message = [mark?.subject ?? before.find((one) => one.id === id)?.subject, mark?.mark]
      .filter(Boolean)
      .join(': ')
    const facts = { ...held.facts, marks }
    await record(tx, act, ground, incoming, held, { action: 'marks', facts, input: { marks, message } })
    return done
  })
}
