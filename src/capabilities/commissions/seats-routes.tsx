import { isUuid } from '../../platform/database/ids.ts'
import type { Href } from '../../platform/jsx-runtime.ts'
import { NotFound } from '../../platform/outcome.ts'
import { Routes } from '../../platform/web/routes.ts'
import type { Visit } from '../../platform/web/visit.ts'
import { findCall } from '../calls/index.ts'
import { officeOf } from '../institutions/index.ts'
import { actIn, institutionOf, roomAddress, seatHere, seatsAddress, showIn, working } from './place.ts'
import { type Desk, readerFile, readingBody, takeReading } from './reading.tsx'
import { progressOf, type ReadingState, readingStates, readingsOfMember, seatsOfAccount } from './reading-store.ts'
import { MinePage, SeatsPage } from './seats-pages.tsx'
import type { Commission, Member } from './store.ts'
import { commissionsWords } from './words.ts'

const onePage = 25

/** What a member with an account has to read. */
export function seatsRoutes(): Routes {
  return new Routes()
    .get(seatsAddress, working, showSeats)
    .get(`${seatsAddress}/:id`, working, async (visit) => showMine(visit, await deskHere(visit)))
    .get(`${seatsAddress}/:id/:case`, working, async (visit) => {
      const desk = await deskHere(visit)
      const body = await readingBody(visit, desk, visit.param('case'))
      return showIn(visit, {
        title: commissionsWords(visit.language)('mine.over'),
        body,
        institution: desk.act.institution,
      })
    })
    .get(`${seatsAddress}/:id/:case/files/:file`, working, async (visit) =>
      readerFile(visit, await deskHere(visit), visit.param('case'), visit.param('file')),
    )
    .post(`${seatsAddress}/:id`, working, async (visit) => {
      const desk = await deskHere(visit)
      const answer = await takeReading(visit, desk, await visit.typed())
      if (!answer) return visit.go(`${desk.back}?done=1`)
      const page = { title: commissionsWords(visit.language)('mine.over'), body: answer.body }
      return showIn(visit, { ...page, institution: desk.act.institution }, answer.slipped ? 422 : 409)
    })
}

async function showSeats(visit: Visit): Promise<Response> {
  const institution = institutionOf(visit)
  const db = visit.within(institution)
  const t = commissionsWords(visit.language)
  const found = await seatsOfAccount(db, visit.account.accountId)
  const calls = await Promise.all(found.map(({ callId }) => findCall(db, callId)))
  const seats = found.flatMap((seat, at) => {
    const call = calls[at]
    return call ? [{ ...seat, call }] : []
  })
  return showIn(visit, { title: t('seats.title'), body: <SeatsPage t={t} seats={seats} />, institution })
}

async function deskHere(visit: Visit): Promise<Desk> {
  const { institution, call, commission, member } = await seatHere(visit, visit.param('id'))
  if (!member) throw new NotFound()
  const back: Href = `${seatsAddress}/${call.id}`
  return {
    act: actIn(visit, { institution, call }),
    ...{ call, commission, member, back, action: back },
    fileAt: (caseId, fileId) => `${seatsAddress}/${call.id}/${caseId}/files/${fileId}`,
  }
}

async function showMine(visit: Visit, desk: Desk): Promise<Response> {
  const { institution } = desk.act
  const { call, member } = desk
  const room = member.role === 'member' ? null : roomAddress(call.id)
  const at = (query: Readonly<Record<string, string>>): Href =>
    query.case ? `${seatsAddress}/${call.id}/${query.case}` : `${seatsAddress}/${call.id}?${new URLSearchParams(query)}`
  const body = await mineBody(visit, desk, { room, at })
  return showIn(visit, { title: call.said.title[visit.language], body, institution })
}

interface Ways {
  readonly room: Href | null
  readonly at: (query: Readonly<Record<string, string>>) => Href
}

/** The list of what a member reads, for an account and behind a link. */
export async function mineBody(visit: Visit, { call, commission, member }: Listed, { room, at }: Ways) {
  const db = visit.within(commission.institution)
  const t = commissionsWords(visit.language)
  const state: ReadingState = readingStates.find((one) => one === visit.query('state')) ?? 'waiting'
  const typed = visit.query('after')
  const after = typed && isUuid(typed) ? typed : null
  const { units } = await officeOf(db)
  const names = new Map(units.map(({ id, name }) => [id, name[visit.language]]))
  return (
    <MinePage
      {...{ t, room, state, at, role: member.role }}
      call={call.said.title[visit.language]}
      progress={await progressOf(db, member.id)}
      page={await readingsOfMember(db, member.id, state, after, onePage)}
      unitOf={(unit) => names.get(unit ?? '') ?? unit ?? '–'}
      isFirst={after === null}
      notice={visit.query('done') ? t('mine.taken') : null}
    />
  )
}

interface Listed {
  readonly call: Desk['call']
  readonly commission: Commission
  readonly member: Member
}
