import { type Day, readDay } from '../../platform/days.ts'
import { sayDay } from '../../platform/words/saying-days.ts'
import { Notice } from '../../ui/index.ts'
import { deskAddress, isClosed, openDeadlines, type View } from '../cases/index.ts'
import { endingOf } from './rules.ts'
import type { Described } from './store.ts'
import type { Say } from './words.ts'

/** The last day on which something about the case is due. */
export function dueOf(view: View): Day | null {
  return (
    openDeadlines(view.procedure, view.situation)
      .map(({ due }) => due)
      .sort()
      .at(-1) ?? null
  )
}

/** The papers of an open case that have ended, end before what is due, or end soon. */
export function EndingPapers({ t, view, records }: { t: Say; view: View; records: ReadonlyMap<string, Described> }) {
  if (isClosed(view.procedure, view.standing.stage)) return null
  const due = dueOf(view)
  const found = view.items.flatMap(({ wanted }) => {
    const ends = readDay(records.get(wanted.type)?.record.endsOn ?? '') ?? wanted.record?.ends ?? null
    const ending = endingOf(ends, view.law.day, due)
    return ends && ending ? [{ wanted, ends, ending }] : []
  })
  if (found.length === 0) return null
  return (
    <Notice tone={found.some(({ ending }) => ending === 'ended') ? 'late' : 'due'} title={t('ends.title')}>
      <ul>
        {found.map(({ wanted, ends, ending }) => (
          <li>
            <a href={`${deskAddress(view)}/documents/${wanted.type}`}>{wanted.title[t.language]}</a>:{' '}
            {t(`ends.${ending}`, { day: sayDay(ends, t.language) })}
          </li>
        ))}
      </ul>
    </Notice>
  )
}
