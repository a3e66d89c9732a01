import type { Tx } from '../../platform/database/index.ts'
import { done, type Outcome, refuse } from '../../platform/outcome.ts'
import { mailLater } from '../correspondence/index.ts'
import { record } from './actions.ts'
import { type Coworker, coworkersOf } from './colleagues.ts'
import type { Act, Ground } from './moment.ts'
import { inCase } from './papers.ts'
import type { Procedure } from './procedure.ts'
import { type Case, saveOwner } from './store.ts'
import { casesWords } from './words.ts'

export interface OwnerChange {
  /** The account that looks after the case from now on; null: nobody. */
  readonly owner: string | null
  /** For the colleague; stands in the journal. */
  readonly word: string
  /** Whom the page named as looking after it; a page that is no longer true changes nothing. */
  readonly was?: string | null | undefined
}

/** Takes the case as one's own, puts it back, or hands it to a colleague, who gets a mail. */
export function changeOwner(act: Act, procedure: Procedure, caseId: string, change: OwnerChange): Promise<Outcome> {
  const { owner, word, was } = change
  return inCase(act, procedure, caseId, async (tx, held, ground) => {
    if (held.ownerId === owner) return done
    const coworkers = await coworkersOf(tx, act.institution, ground.law.day)
    // The name beside a held case is that of before the wait: who was faster is looked up.
    if (was !== undefined && was !== held.ownerId)
      return someoneWasFirst(coworkers.find(({ id }) => id === held.ownerId)?.name ?? held.ownerName)
    const to = coworkers.find(({ id }) => id === owner) ?? null
    if (owner && !to) return refuse('owner.notHere')
    await moveOwner(tx, act, { ground, procedure, held, to, word })
    if (to && to.id !== act.by.id) await tellOwner(tx, act, procedure, held, to, word)
    return done
  })
}

function someoneWasFirst(name: string | null) {
  return name
    ? refuse('owner.someoneWasFirst', { params: { name }, remedy: 'owner.look' })
    : refuse('owner.nobodyNow', { remedy: 'owner.look' })
}

interface Move {
  readonly ground: Ground
  readonly procedure: Procedure
  readonly held: Case
  readonly to: Pick<Coworker, 'id' | 'name'> | null
  readonly word: string
}

/** Writes who looks after a held case, beside it and in its journal. */
export async function moveOwner(tx: Tx, act: Act, { ground, procedure, held, to, word }: Move): Promise<void> {
  await saveOwner(tx, held.id, to?.id ?? null)
  const action = !to ? 'owner.left' : to.id === act.by.id ? 'owner.taken' : 'owner.assigned'
  const input = { owner: to?.id ?? '', ...(to ? { name: to.name } : {}), ...(word ? { message: word } : {}) }
  await record(tx, act, ground, procedure, held, { action, input })
}

function tellOwner(tx: Tx, act: Act, procedure: Procedure, held: Case, to: Coworker, word: string): Promise<void> {
  const t = casesWords(to.language)
  const link = `${act.house.url}/desk/cases/${procedure.name}/${held.id}`
  const params = { by: act.by.name, number: held.number ?? '', title: held.title, word, link }
  return mailLater(tx, act.house, {
    institution: act.institution,
    accountId: to.id,
    to: to.email,
    language: to.language,
    kind: `${procedure.name}.assigned`,
    subject: t('owner.mail.subject', params),
    body: withoutGaps(t('owner.mail.body', params)),
  })
}

/** A text whose optional paragraph was left empty. */
export const withoutGaps = (text: string) => text.replace(/\n{3,}/g, '\n\n')
