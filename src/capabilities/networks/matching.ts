import type { Db } from '../../platform/database/index.ts'
import type { Problem } from '../../platform/web/form.ts'
import { namesake } from '../partners/index.ts'
import type { Choices } from './desk.ts'
import { dayIn, type FormOf, type Said, saidFrom, wordIn } from './forms.ts'
import type { WrittenLine } from './store.ts'

/** A field whose list is data takes only what stands in it; one without a list takes nothing. */
export function choiceProblems({ shape }: FormOf, value: Said, choices: Choices): Problem[] {
  return Object.keys(shape).flatMap((field): Problem[] => {
    const typed = wordIn(value, field)
    const list = choices[field]
    if (!list || typed === '' || list.some((one) => one.value === typed)) return []
    return [{ field, key: 'form.choose' }]
  })
}

/** What begins before it ends, and what is no day to come. */
export function orderProblems(value: Said): Problem[] {
  const [since, until] = [wordIn(value, 'since'), wordIn(value, 'until')]
  // The shorter of the two says how exactly they can be held against each other.
  const length = Math.min(since.length, until.length)
  return length > 0 && until.slice(0, length) < since.slice(0, length)
    ? [{ field: 'until', key: 'works.endsFirst' }]
    : []
}

/** A line out of its form; a partner that the register knows by this name, in any spelling, is the register's. */
export async function lineFrom(db: Db, kind: string, form: FormOf, value: Said): Promise<WrittenLine> {
  const { due: _, done: __, under: ___, ...said } = saidFrom(form, value)
  const name = wordIn(said, 'partner')
  const partner = name === '' ? null : await namesake(db, name)
  const country = 'country' in form.shape && !said.country && partner?.country ? { country: partner.country } : {}
  return {
    ...{ kind, under: wordIn(value, 'under') || null, partnerId: partner?.id ?? null, personId: null },
    ...{ due: dayIn(value, 'due'), done: dayIn(value, 'done'), said: { ...said, ...country } },
  }
}
