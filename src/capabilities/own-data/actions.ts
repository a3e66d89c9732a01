import type { Tx } from '../../platform/database/index.ts'
import { done, type Outcome, refuse } from '../../platform/outcome.ts'
import { foldWords } from '../../platform/words/fold.ts'
import { asLanguage } from '../../platform/words/languages.ts'
import { type Act, groundOf, holdCase, type Procedure, record } from '../cases/index.ts'
import { mailLater } from '../correspondence/index.ts'
import { removeUnclaimed } from '../documents/index.ts'
import { openLinksOf, revokeLink } from '../one-time-links/index.ts'
import type { DataRequest } from './rules.ts'
import { addressOfPerson, casesOfPerson, filesOfPerson, insertAnswer } from './store.ts'
import { ownDataWords } from './words.ts'

interface Answer {
  readonly outcome: 'done' | 'refused'
  readonly text: string
}

/** Answers a request once, and tells the person by mail. Refuses when a colleague was first. */
export function answerRequest(act: Act, request: DataRequest, answer: Answer): Promise<Outcome> {
  return act.house.database
    .within(act.institution)
    .transaction()
    .execute((tx) => settle(tx, act, request, answer))
}

async function settle(tx: Tx, act: Act, request: DataRequest, { outcome, text }: Answer): Promise<Outcome> {
  const written = { outcome, text, by: act.by.name, at: act.house.clock.now() }
  if (!(await insertAnswer(tx, request.id, written))) return refuse('answer.meanwhile')
  const person = await addressOfPerson(tx, request.personId)
  if (!person?.email) return done
  const language = asLanguage(person.language)
  const t = ownDataWords(language)
  await mailLater(tx, act.house, {
    institution: act.institution,
    ...(person.accountId ? { accountId: person.accountId } : {}),
    to: person.email,
    language,
    kind: `own-data.${outcome}`,
    subject: t(`mail.${outcome}.subject`),
    body: t(`mail.${outcome}.body`, { name: person.name, text, link: `${act.house.url}/account/data` }),
  })
  return done
}

/**
 * Erases what no decision rests on: papers, typed answers, contacts, search words. The journal, decisions and letters stay:
 * they are what the institution has to answer for. Refuses while the office still works on a case of the person.
 */
export async function erase(
  act: Act,
  procedures: readonly Procedure[],
  request: DataRequest,
  text: string,
): Promise<Outcome> {
  const grounds = new Map<string, Awaited<ReturnType<typeof groundOf>>>()
  for (const procedure of procedures) grounds.set(procedure.name, await groundOf(act.house, act.institution, procedure))
  const blobs: string[] = []
  const outcome = await act.house.database
    .within(act.institution)
    .transaction()
    .execute(async (tx): Promise<Outcome> => {
      const held = await holdAll(tx, request.personId)
      if (held.some(({ arrivedAt, closedAt }) => arrivedAt && !closedAt)) return refuse('erase.open')
      for (const { stillNeeded } of act.house.keeps.ofPersons)
        if (await stillNeeded?.(tx, request.personId)) return refuse('erase.needed')
      // The mail goes to the address that is about to be forgotten. Refusing rolls nothing back: so nothing is written before.
      const answered = await settle(tx, act, request, { outcome: 'done', text })
      if (!answered.ok) return answered
      for (const one of held) {
        const procedure = procedures.find(({ name }) => name === one.procedure)
        const ground = grounds.get(one.procedure)
        if (!procedure || !ground) continue
        await record(tx, act, ground, procedure, one, { action: 'data.erased', input: { request: request.id } })
        await forgetWords(tx, one.id, one.title, one.number)
        for (const link of await openLinksOf(tx, one.id)) await revokeLink(tx, link, act.by.name, act.house.clock.now())
      }
      await forgetRecords(tx, request.personId)
      for (const { forget } of act.house.keeps.ofPersons) await forget?.(tx, request.personId)
      blobs.push(...(await forgetPapers(tx, request.personId, act.house.clock.now())))
      await forgetPerson(tx, request.personId)
      return done
    })
  // What a crash leaves here is claimed by nobody and leaves with the nightly sweep.
  if (outcome.ok) for (const blobId of blobs) await removeUnclaimed(act.house, blobId)
  return outcome
}

async function holdAll(tx: Tx, personId: string) {
  const held = []
  for (const { id } of await casesOfPerson(tx, personId)) {
    const one = await holdCase(tx, id)
    if (one) held.push(one)
  }
  return held
}

const forgotten = '—'

/** What papers say of a person. Who gave an original back to whom stays: the office answers for it. */
async function forgetRecords(tx: Tx, personId: string): Promise<void> {
  const ofPerson = tx
    .selectFrom('documents')
    .innerJoin('cases', 'cases.id', 'documents.case_id')
    .select('documents.id')
    .where('cases.subject_id', '=', personId)
  await tx.deleteFrom('paper_attestations').where('document_id', 'in', ofPerson).execute()
  const nothing = { number: null, issued_on: null, ends_on: null, issued_by: null, issuer_country: null }
  await tx
    .updateTable('documents')
    .set({ ...nothing, language: null, paper_pages: null, described_at: null, described_by_name: null })
    .where('id', 'in', ofPerson)
    .execute()
}

async function forgetPapers(tx: Tx, personId: string, at: Date): Promise<string[]> {
  const files = await filesOfPerson(tx, personId)
  const blobs = files.flatMap(({ blobId, thumbnailBlobId }) => (thumbnailBlobId ? [blobId, thumbnailBlobId] : [blobId]))
  if (files.length === 0) return []
  await tx
    .updateTable('document_files')
    .set({ removed_at: at, name: '-', thumbnail_blob_id: null })
    .where(
      'id',
      'in',
      files.map(({ id }) => id),
    )
    .execute()
  await tx
    .insertInto('unclaimed_blobs')
    .values(blobs.map((blob_id) => ({ blob_id, since: at })))
    .onConflict((conflict) => conflict.column('blob_id').doNothing())
    .execute()
  return blobs
}

async function forgetPerson(tx: Tx, personId: string): Promise<void> {
  await tx.updateTable('cases').set({ typed: '{}' }).where('subject_id', '=', personId).execute()
  // What was never sent is nobody's decision: not even the name of it stays.
  await tx
    .updateTable('cases')
    .set({ title: forgotten })
    .where('subject_id', '=', personId)
    .where('arrived_at', 'is', null)
    .execute()
  await tx
    .updateTable('persons')
    .set((person) => ({
      ...{ names: '[]', birth_day: null, phone: null, email: null },
      shown_as: person
        .case()
        .when(
          person.exists(
            person
              .selectFrom('cases')
              .select('cases.id')
              .where('subject_id', '=', personId)
              .where('arrived_at', 'is not', null),
          ),
        )
        .then(person.ref('shown_as'))
        .else(forgotten)
        .end(),
    }))
    .where('id', '=', personId)
    .execute()
}

// The name and number on letters find the case; a passport's number does not any more.
async function forgetWords(tx: Tx, caseId: string, title: string, number: string | null): Promise<void> {
  const stay = [...foldWords(title), ...foldWords(number ?? '')]
  await tx
    .deleteFrom('case_words')
    .where('case_id', '=', caseId)
    .where('word', 'not in', stay.length > 0 ? stay : [''])
    .execute()
}
