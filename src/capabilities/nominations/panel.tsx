import type { Child } from '../../platform/jsx-runtime.ts'
import type { Visit } from '../../platform/web/visit.ts'
import { sayDay, sayMoment } from '../../platform/words/saying-days.ts'
import { Card, Link, Muted, Stack } from '../../ui/index.ts'
import type { Panel, View } from '../cases/index.ts'
import { mobility } from '../mobility/index.ts'
import { findPartner, nameOf } from '../partners/index.ts'
import { groupAddress } from './addresses.ts'
import { ProcedureSaid } from './procedure-said.tsx'
import { procedureOf } from './procedure-store.ts'
import { isOpen, type Nomination } from './rules.ts'
import { findSending } from './sending-store.ts'
import { StateTag } from './state-tag.tsx'
import { nominationsOfCase } from './store.ts'
import { nominationWords } from './words.ts'

/** How the nomination stands, and what the host asks: on the student's own page and on the desk's. */
export const nominationPanel: Panel = {
  my: (visit, view) => nominationCards(visit, view, 'subject'),
  desk: (visit, view) => nominationCards(visit, view, 'office'),
}

async function nominationCards(
  visit: Visit,
  { procedure, standing }: View,
  reader: 'subject' | 'office',
): Promise<Child> {
  if (procedure.name !== mobility.name) return null
  const nominations = await nominationsOfCase(visit.within(standing.institution), standing.id)
  return Promise.all(nominations.map((nomination) => cardOf(visit, standing.institution, nomination, reader)))
}

async function cardOf(visit: Visit, institution: string, nomination: Nomination, reader: 'subject' | 'office') {
  const db = visit.within(institution)
  const { language } = visit
  const t = nominationWords(language)
  const { callId, partnerId, sendingId, state, since, caseId } = nomination
  const [partner, said, sending] = await Promise.all([
    findPartner(db, partnerId),
    procedureOf(db, callId, partnerId),
    findSending(db, sendingId),
  ])
  const isOn = isOpen(state) || state === 'accepted'
  return (
    <Card title={t('panel.title', { host: partner ? nameOf(partner, language) : '' })}>
      <Stack>
        <p>
          <StateTag t={t} state={state} /> <Muted>{t('panel.since', { since: sayMoment(since, language) })}</Muted>
        </p>
        {isOpen(state) && sending && <p>{t('panel.until', { until: sayDay(sending.answerBy, language) })}</p>}
        {isOn && said && <ProcedureSaid t={t} procedure={said} />}
        {isOn && said && said.dates.length > 0 && reader === 'subject' && (
          <p>
            <Link href={`/my/${institution}/${caseId}/host-dates.ics`}>{t('panel.calendar')}</Link>
          </p>
        )}
        {reader === 'office' && (
          <p>
            <Link href={groupAddress(callId, partnerId)}>{t('panel.desk')}</Link>
          </p>
        )}
      </Stack>
    </Card>
  )
}
