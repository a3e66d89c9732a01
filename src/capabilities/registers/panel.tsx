import { day } from '../../platform/days.ts'
import { sayDay } from '../../platform/words/saying-days.ts'
import { Section } from '../../ui/index.ts'
import type { Panel } from '../cases/index.ts'
import { IncomingState } from './incoming-pages.tsx'
import { incomingOfCase } from './incoming-store.ts'
import { registerWords } from './words.ts'

/** The letters that came in about a case, on its page at the desk. */
export const incomingPanel: Panel = {
  desk: async (visit, { standing }) => {
    const t = registerWords(visit.language)
    if (!visit.may('letters.read', standing.institution)) return null
    const letters = await incomingOfCase(visit.within(standing.institution), standing.id)
    if (letters.length === 0) return null
    return (
      <Section title={t('panel.title')}>
        <ul>
          {letters.map((letter) => (
            <li>
              <a href={`/desk/incoming/${letter.id}`}>{letter.number}</a>, {sayDay(day(letter.receivedOn), t.language)}:{' '}
              {letter.sender}, {letter.subject} <IncomingState t={t} letter={letter} />
            </li>
          ))}
        </ul>
      </Section>
    )
  },
}
