import type { Visit } from '../../platform/web/visit.ts'
import { EmptyState, Link, PageTitle, Stack } from '../../ui/index.ts'
import { lawOfToday } from '../law/index.ts'
import { statementsAddress, stayAddress } from './desk-place.ts'
import { StatementCards } from './statement-cards.tsx'
import { openStatements } from './statement-store.ts'
import { staysWords } from './words.ts'
import type { Reading } from './words-of-records.ts'

const mostShown = 100

/** What people have said of their stay, the oldest first. */
export async function showStatements(visit: Visit) {
  const { institution } = visit.place('cases.read')
  const t = staysWords(visit.language)
  const statements = await openStatements(visit.within(institution), institution, mostShown)
  const reading: Reading = {
    language: visit.language,
    law: await lawOfToday(visit.house, institution),
    numbers: 'guarded',
  }
  const mayWork = visit.may('cases.work', institution)
  const body = (
    <Stack>
      <PageTitle title={t('said.list')} lead={t('said.list.lead')} />
      {statements.length === 0 && <EmptyState title={t('said.none')} />}
      {statements.map((statement) => (
        <>
          <h2>
            <Link href={stayAddress(statement.personId)}>{statement.name}</Link>
          </h2>
          <StatementCards reading={reading} statements={[statement]} mayWork={mayWork} />
        </>
      ))}
    </Stack>
  )
  return visit.show({ frame: 'desk', title: t('said.list'), current: statementsAddress, body })
}
