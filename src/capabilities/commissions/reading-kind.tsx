import { stringsFrom } from '../../platform/database/json.ts'
import type { Href } from '../../platform/jsx-runtime.ts'
import { NotFound } from '../../platform/outcome.ts'
import type { Visit } from '../../platform/web/visit.ts'
import { findCall } from '../calls/index.ts'
import { doorAddress, guestOf, type LinkKind, type OneTimeLink, useLink } from '../one-time-links/index.ts'
import { type Desk, readerFile, readingBody, takeReading } from './reading.tsx'
import { progressOf } from './reading-store.ts'
import { mineBody } from './seats-routes.tsx'
import { commissionOf } from './store.ts'
import { readingKind, readingMail } from './telling.ts'
import { commissionsWords } from './words.ts'

/** The step behind a one-time link where a guest of a commission reads. It is used up when everything has been read. */
export const readingLinks: LinkKind = {
  name: readingKind,
  title: (language) => commissionsWords(language)('guest.title'),
  mailKind: () => readingMail,
  async show(visit, link, token) {
    const desk = await deskOf(visit, link, token)
    const caseId = visit.query('case')
    if (caseId) return readingBody(visit, desk, caseId)
    const at = (query: Readonly<Record<string, string>>): Href => `${doorAddress(token)}?${new URLSearchParams(query)}`
    return mineBody(visit, desk, { room: null, at })
  },
  async answer(visit, link, token) {
    const desk = await deskOf(visit, link, token)
    const answer = await takeReading(visit, desk, await visit.typed())
    if (answer) return answer.body
    const db = visit.within(link.institution)
    const { waiting } = await progressOf(db, desk.member.id)
    if (waiting === 0) await db.transaction().execute((tx) => useLink(tx, link.id, visit.house.clock.now()))
    return null
  },
  async file(visit, link, id) {
    // The address of a paper names the case and the file.
    const [caseId = '', fileId = ''] = id.split('.')
    return readerFile(visit, await deskOf(visit, link, visit.param('token')), caseId, fileId)
  },
}

async function deskOf(visit: Visit, link: OneTimeLink, token: string): Promise<Desk> {
  const { call: callId = '', member: memberId = '' } = stringsFrom(link.payload)
  const db = visit.within(link.institution)
  const [call, commission] = [await findCall(db, callId), await commissionOf(db, callId)]
  const member = commission?.members.find(({ id, leftAt }) => id === memberId && !leftAt)
  if (!call || !commission || !member) throw new NotFound()
  const { id, name } = guestOf(link)
  return {
    act: { house: visit.house, institution: link.institution, by: { id, name }, called: call.said.title },
    ...{ call, commission, member, back: doorAddress(token), action: `${doorAddress(token)}/answer` },
    fileAt: (caseId, fileId) => `${doorAddress(token)}/files/${caseId}.${fileId}`,
  }
}
