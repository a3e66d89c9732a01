import { isScannerThere } from '../../platform/files/scanner.ts'
import { sayDay } from '../../platform/words/saying-days.ts'
import { Column, Notice, Section } from '../../ui/index.ts'
import { deskAddress, type Panel, type View } from '../cases/index.ts'
import { EndingPapers } from './ends.tsx'
import { sayOriginal } from './originals.tsx'
import { type Moved, movesOf, recordsOf } from './store.ts'
import { recordWords, type Say } from './words.ts'

/** Papers that end and originals that lie here, on the case; where the own originals are, for the applicant. */
export const papersPanel: Panel = {
  desk: async (visit, view) => {
    const { institution, id } = view.standing
    if (!visit.may('papers.look', institution)) return null
    const db = visit.within(institution)
    const t = recordWords(visit.language)
    const [records, moves] = await Promise.all([recordsOf(db, id), movesOf(db, id)])
    const here = latest(view, moves).filter(({ last }) => last.move === 'kept')
    return (
      <>
        <EndingPapers t={t} view={view} records={records} />
        {here.length > 0 && (
          <Notice tone="due" title={t('panel.here')}>
            <ul>
              {here.map(({ wanted, last }) => (
                <li>
                  <a href={`${deskAddress(view)}/documents/${wanted.type}#original`}>{wanted.title[t.language]}</a>:{' '}
                  {sayOriginal(t, last)}
                </li>
              ))}
            </ul>
          </Notice>
        )}
      </>
    )
  },
  my: async (visit, view) => {
    const moves = await movesOf(visit.within(view.standing.institution), view.standing.id)
    return <MyOriginals t={recordWords(visit.language)} view={view} moves={moves} />
  },
  today: async (visit) => {
    const { scanner } = visit.house.config
    if (!scanner || (await isScannerThere(scanner))) return null
    const t = recordWords(visit.language)
    return (
      <Column tone="late" title={t('scanner.title')}>
        <p>{t('scanner.text')}</p>
      </Column>
    )
  },
}

function MyOriginals({ t, view, moves }: { t: Say; view: View; moves: readonly Moved[] }) {
  const own = latest(view, moves)
  if (own.length === 0) return null
  return (
    <Section title={t('my.originals')}>
      <ul>
        {own.map(({ wanted, last }) => (
          <li>
            {wanted.title[t.language]}: {sayMine(t, last)}
          </li>
        ))}
      </ul>
    </Section>
  )
}

// In which safe it lies is the office's own matter.
function sayMine(t: Say, last: Moved): string {
  return last.move === 'kept' ? t('my.kept', { day: sayDay(last.onDay, t.language) }) : sayOriginal(t, last)
}

/** Where each original went last. */
function latest({ items }: View, moves: readonly Moved[]) {
  return items.flatMap(({ wanted }) => {
    const last = moves.find(({ type }) => type === wanted.type)
    return last ? [{ wanted, last }] : []
  })
}
