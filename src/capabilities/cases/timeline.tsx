import { stringAt, stringsFrom, valueAt } from '../../platform/database/json.ts'
import { readDay } from '../../platform/days.ts'
import type { Language } from '../../platform/words/languages.ts'
import { sayDay, sayMoment } from '../../platform/words/saying-days.ts'
import type { View } from './moment.ts'
import { sayInput } from './questions.tsx'
import { casesWords } from './words.ts'

export interface JournalRow {
  readonly seq: number
  readonly at: Date
  readonly by_name: string
  readonly by_role: string
  readonly action: string
  readonly input: unknown
}

/** The actions that colleagues do among themselves: not the subject's matter. PostgreSQL reads the expression the same way. */
export const amongColleagues =
  /^(note|linked|unlinked|owner\..*|opinion\..*|person\..*|mail\.again|paper\.(described|attested|unattested))$/

/** The journal as a person reads it. */
export function timelineItems(
  journal: readonly JournalRow[],
  view: View,
  language: Language,
  reader: 'subject' | 'office',
) {
  const t = casesWords(language)
  const say = view.procedure.words(language)
  return journal
    .filter((row) => reader === 'office' || !amongColleagues.test(row.action))
    .map((row) => {
      const input = stringsFrom(row.input)
      const paper =
        view.items.find((item) => item.wanted.type === input.type)?.wanted.title[language] ?? input.type ?? ''
      const at = sayMoment(row.at, language)
      return {
        title:
          say.find(`done.${row.action}`) ??
          t.find(`action.${row.action}`, { paper, number: input.number ?? '', name: input.name ?? '' }) ??
          row.action,
        when: whenSaid(row, at, view, reader, t),
        dateTime: row.at.toISOString(),
        text:
          movedSaid(row, view, language) ??
          said(sayInput(view, row.action, input, language), (reason) => t('action.reason', { reason })),
      }
    })
}

// Which dates another edition of the law has moved, and whither.
function movedSaid({ action, input }: JournalRow, view: View, language: Language): string | undefined {
  if (action !== 'law.changed') return undefined
  const t = casesWords(language)
  const dates: unknown = valueAt(input, 'dates')
  const said = (date: unknown, name: 'before' | 'after') => {
    const on = readDay(stringAt(date, name))
    return on ? sayDay(on, language) : t('law.noDate')
  }
  return (Array.isArray(dates) ? dates : [])
    .map((date) => {
      const name = view.procedure.words(language).find(`deadline.${stringAt(date, 'name')}`) ?? stringAt(date, 'name')
      return t('law.moved', { name, before: said(date, 'before'), after: said(date, 'after') })
    })
    .join('; ')
}

function whenSaid(
  { by_name: name, by_role: role }: JournalRow,
  at: string,
  { standing }: View,
  reader: 'subject' | 'office',
  t: ReturnType<typeof casesWords>,
): string {
  if (role === 'representative') return t('action.byFor', { name, person: standing.title, at })
  return reader === 'office' ? t('action.by', { name, at }) : at
}

/** What was said with the step that brought the case to its stage: a reason, a question; null when nothing was. */
export function lastWord(journal: readonly JournalRow[], view: View, language: Language): string | null {
  const step = journal.findLast((row) => row.action in view.procedure.steps)
  const input = step ? sayInput(view, step.action, stringsFrom(step.input), language) : {}
  return [input.ground, input.reason || input.why || input.message || input.note].filter(Boolean).join('\n\n') || null
}

// What was given stands in the journal as it was: a reason below the ground that was chosen for it, or a message.
function said(input: Readonly<Record<string, string>>, because: (reason: string) => string): string | undefined {
  const reason = [input.ground, input.reason || input.why || input.note].filter(Boolean).join('. ')
  return reason ? because(reason) : (input.message ?? input.condition)
}
