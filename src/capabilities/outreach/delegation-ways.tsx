import type { Child, Href } from '../../platform/jsx-runtime.ts'
import type { Visit } from '../../platform/web/visit.ts'
import { Actions, ButtonLink, Link, Muted } from '../../ui/index.ts'
import type { LedgerRecord } from '../ledgers/index.ts'
import { invitationWay } from './invitation-way.tsx'
import { outreachWords } from './words.ts'

/** What belongs to a delegation: its invitation or its order, its programme on paper and in a calendar, its protocol. */
export async function besideDelegation(visit: Visit, record: LedgerRecord): Promise<Child> {
  const t = outreachWords(visit.language)
  const here: Href = `/desk/delegations/${record.id}`
  const { direction, agreed, order } = record.said
  return (
    <>
      <Actions>
        <ButtonLink href={`${here}/programme.html`} tone="soft">
          {t('programme.print')}
        </ButtonLink>
        <ButtonLink href={`${here}/programme.ics`} tone="soft">
          {t('programme.calendar')}
        </ButtonLink>
        {agreed && (
          <ButtonLink href={`${here}/protocol.pdf`} tone="soft">
            {t('protocol.open')}
          </ButtonLink>
        )}
      </Actions>
      {!agreed && <Muted>{t('protocol.none')}</Muted>}
      {direction === 'in' && !record.archived && (await invitationWay(visit, record, 'delegation'))}
      {direction === 'out' && (
        <p>
          <Link href="/desk/orders">{order ? t('delegations.orderSaid', { order }) : t('delegations.orderNone')}</Link>{' '}
          <Link href="/desk/cases/departure">{t('delegations.departures')}</Link>
        </p>
      )}
    </>
  )
}
