import type { Tx } from '../../platform/database/index.ts'
import { stringAt } from '../../platform/database/json.ts'
import type { House } from '../../platform/house.ts'
import type { Happening } from '../../platform/listeners.ts'
import { findCase } from '../cases/index.ts'
import { mailLater } from '../correspondence/index.ts'
import { mobility } from '../mobility/index.ts'
import { useLink } from '../one-time-links/index.ts'
import { sendProcedureOf } from './host-procedure.ts'
import { isOpen, type Nomination } from './rules.ts'
import { findSending } from './sending-store.ts'
import { holdNominationsOfCase, moveTo, nominationsOfSending, type Told } from './store.ts'
import { nominationWords } from './words.ts'

/** Stages in which nobody is anybody's nominee any more, whatever the host says later. */
const gone = ['withdrawn', 'notConsidered', 'notSelected']

/** A case that a host answers, or that its winner leaves, takes the nomination along: in the same breath, by whomever it was. */
export async function hearCases(tx: Tx, house: House, happening: Happening): Promise<void> {
  if (happening.kind !== 'case' || happening.procedure !== mobility.name) return
  const { institution, caseId, action, to } = happening
  const state = stateAfter(action, to)
  if (!state) return
  const told = await toldBy(tx, happening)
  for (const nomination of await holdNominationsOfCase(tx, caseId)) {
    const stays = !isOpen(nomination.state) && !(state === 'withdrawn' && nomination.state === 'accepted')
    if (stays) continue
    await moveTo(tx, nomination.id, state, told)
    if (state === 'accepted') await sendProcedureOf(tx, { house, institution }, nomination)
    if (state === 'withdrawn') await tellPartner(tx, house, institution, nomination)
    await closeLink(tx, house, nomination)
  }
}

function stateAfter(action: string, to: string) {
  if (action === 'hostAccepts') return 'accepted'
  if (action === 'hostRefuses') return 'refused'
  return gone.includes(to) ? 'withdrawn' : null
}

type OfCase = Extract<Happening, { kind: 'case' }>
const parties: Readonly<Record<string, Told['party']>> = { guest: 'partner', subject: 'subject', program: 'program' }

async function toldBy(tx: Tx, { institution, caseId, version, at }: OfCase): Promise<Told> {
  const row = await tx
    .selectFrom('case_actions')
    .select(['by_name', 'by_role', 'input'])
    .where('case_id', '=', caseId)
    .where('seq', '=', version)
    .executeTakeFirstOrThrow()
  const note = stringAt(row.input, 'why')
  return { institution, at, byName: row.by_name, party: parties[row.by_role] ?? 'office', note }
}

// Nobody is left to be answered about: the link has nothing more to ask.
async function closeLink(tx: Tx, house: House, { sendingId }: Nomination): Promise<void> {
  const sending = await findSending(tx, sendingId)
  if (!sending?.linkId) return
  const open = (await nominationsOfSending(tx, sendingId)).some(({ state }) => isOpen(state))
  if (!open) await useLink(tx, sending.linkId, house.clock.now())
}

async function tellPartner(tx: Tx, house: House, institution: string, { id, sendingId, caseId }: Nomination) {
  const sending = await findSending(tx, sendingId)
  if (!sending?.address) return
  const held = await findCase(tx, caseId)
  const t = nominationWords(sending.language)
  const params = { name: sending.contactName, student: held?.title ?? '', by: sending.byName }
  await mailLater(tx, house, {
    ...{ institution, to: sending.address, language: sending.language, kind: 'mobility.nomination-withdrawn' },
    subject: t('withdrawn.subject', params),
    body: t('withdrawn.body', params),
    onceKey: `nomination withdrawn ${id}`,
  })
}
