import type { Child } from '../../platform/jsx-runtime.ts'
import type { Visit } from '../../platform/web/visit.ts'
import { sayMoment } from '../../platform/words/saying-days.ts'
import { ButtonLink, Card, Link, Notice } from '../../ui/index.ts'
import type { CallWay } from '../calls/index.ts'
import type { Panel, View } from '../cases/index.ts'
import { slotsIn } from './interview-actions.ts'
import { interviewAddress } from './interview-routes.tsx'
import { roomAddress, seatsAddress } from './place.ts'
import { candidateHere, countsOf, seatsOfAccount } from './reading-store.ts'
import { interviewCriteria } from './rules.ts'
import { commissionOf } from './store.ts'
import { commissionsWords } from './words.ts'

/** The applicant's interview, the way from a case to its commission, and what a member has to read. */
export const commissionPanel: Panel = {
  all: reads,
  my: (visit, view) => interviewOf(visit, view),
  desk: async (visit, view) => {
    const found = await commissionHere(visit, view)
    if (!found) return null
    const href = `${roomAddress(found.commission.callId)}/cases/${view.standing.id}` as const
    return (
      <p>
        <Link href={href}>{commissionsWords(visit.language)('panel.desk')}</Link>
      </p>
    )
  },
}

async function commissionHere(visit: Visit, { procedure, standing }: View) {
  if (procedure.name !== 'mobility') return null
  const db = visit.within(standing.institution)
  const commission = await commissionOf(db, String(standing.facts?.call ?? ''))
  const candidate = commission?.openedAt ? await candidateHere(db, commission, standing.id) : null
  return commission && candidate ? { commission, candidate } : null
}

// Whoever works here and sits on a commission finds the way from their own page: a member may have no desk.
async function reads(visit: Visit): Promise<Child> {
  const [place] = visit.account.memberships
  if (!place || visit.account.waits) return null
  const seats = await seatsOfAccount(visit.within(place.institution), visit.account.accountId)
  if (seats.length === 0) return null
  const t = commissionsWords(visit.language)
  const waiting = seats.reduce((sum, one) => sum + one.waiting, 0)
  return (
    <Notice tone={waiting > 0 ? 'due' : 'wait'} title={t('panel.seats', { count: waiting })}>
      <p>
        <Link href={seatsAddress}>{t('seats.title')}</Link>
      </p>
    </Notice>
  )
}

async function interviewOf(visit: Visit, view: View): Promise<Child> {
  const found = await commissionHere(visit, view)
  const { sheet } = found?.commission ?? { sheet: null }
  if (!found || !sheet || found.candidate.withdrawn || interviewCriteria(sheet).length === 0) return null
  if (found.candidate.interview || view.standing.stage !== 'selecting') return null
  const t = commissionsWords(visit.language)
  const slots = await slotsIn(visit.within(view.standing.institution), found.commission.callId)
  const mine = slots.find(({ caseId }) => caseId === view.standing.id)
  const free = slots.some(({ caseId, startsAt }) => !caseId && startsAt > visit.house.clock.now())
  return (
    <Card title={t('interview')}>
      <p>
        {mine
          ? t('panel.mine', { at: sayMoment(mine.startsAt, visit.language), place: mine.place })
          : t(free ? 'panel.choose' : 'panel.later')}
      </p>
      {(mine || free) && (
        <ButtonLink href={interviewAddress(view)} tone={mine ? 'soft' : 'main'}>
          {t(mine ? 'panel.see' : 'my.choose')}
        </ButtonLink>
      )}
    </Card>
  )
}

/** The way from a call to its commission, with how far it is. */
export const commissionWay: CallWay = {
  href: (call) => roomAddress(call.id),
  text: (language) => commissionsWords(language)('title'),
  needs: 'cases.read',
  note: async (visit, call) => {
    const t = commissionsWords(visit.language)
    const db = visit.within(call.institution)
    const commission = await commissionOf(db, call.id)
    if (!commission?.openedAt) return t('way.notOpen')
    const { done, asked } = await countsOf(db, call.id)
    return t('way.read', { done, asked })
  },
}
