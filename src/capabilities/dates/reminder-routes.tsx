import { z } from 'zod'
import { isUuid } from '../../platform/database/ids.ts'
import { addYears } from '../../platform/days.ts'
import { NotFound } from '../../platform/outcome.ts'
import { dayField } from '../../platform/web/fields.ts'
import type { Form, Problem } from '../../platform/web/form.ts'
import { may, Routes } from '../../platform/web/routes.ts'
import type { Visit } from '../../platform/web/visit.ts'
import type { Procedure } from '../cases/index.ts'
import { NextStep, openCasesOf } from './next.tsx'
import { endPause, pauseOf, savePause } from './pause-store.ts'
import { PersonDatesPage } from './person-page.tsx'
import { pauseReason } from './reminder-rules.ts'
import { outcomes, personToRemind, recordsOfPerson, sentReminders } from './reminder-store.ts'
import { type DateRow, everything } from './rules.ts'
import { addressOf } from './said.tsx'
import { personDatesAddress, SentPage, sentAddress } from './sent-page.tsx'
import { listDates } from './store.ts'
import { tellingOf, wallAddressOfOffice } from './wall-routes.tsx'
import { datesWords } from './words.ts'

const pageSize = 50
const mostOfPerson = 100

/** What was sent to whom; the dates of one person, and a pause from reminding them. */
export function reminderRoutes(procedures: readonly Procedure[]): Routes {
  const person = personDatesAddress(':id')
  return new Routes()
    .get(sentAddress, may('mails.read'), (visit) => showSent(visit, procedures))
    .get(person, may('cases.read'), (visit) => showPerson(visit, procedures))
    .post(`${person}/pause`, may('cases.work'), (visit) => pause(visit, procedures))
    .post(`${person}/pause/end`, may('cases.work'), async (visit) => {
      const records = await recordsHere(visit)
      await endPause(visit.within(visit.place('cases.work').institution), records)
      return visit.go(personDatesAddress(visit.param('id')))
    })
}

async function showSent(visit: Visit, procedures: readonly Procedure[]): Promise<Response> {
  const { institution } = visit.place('mails.read')
  const outcome = outcomes.find((one) => one === visit.query('outcome')) ?? null
  const asked = visit.query('before') ?? ''
  const before = isUuid(asked) ? asked : null
  const [found, telling] = await Promise.all([
    sentReminders(visit.within(institution), institution, { outcome, personIds: null, before }, pageSize + 1),
    tellingOf(visit, institution, procedures),
  ])
  const sent = found.slice(0, pageSize)
  const next = found.length > pageSize ? (sent.at(-1)?.id ?? null) : null
  const body = <SentPage sent={sent} outcome={outcome} next={next} isFirst={before === null} telling={telling} />
  const title = datesWords(visit.language)('sent.title')
  return visit.show({ frame: 'desk', title, current: wallAddressOfOffice, body })
}

async function recordsHere(visit: Visit): Promise<readonly string[]> {
  const id = visit.param('id')
  const { institution } = visit.place('cases.read')
  const records = isUuid(id) ? await recordsOfPerson(visit.within(institution), id) : []
  if (records.length === 0) throw new NotFound()
  return records
}

async function showPerson(visit: Visit, procedures: readonly Procedure[], tried?: Form<unknown>): Promise<Response> {
  const persons = await recordsHere(visit)
  const [id = ''] = persons
  const { institution } = visit.place('cases.read')
  const db = visit.within(institution)
  const today = visit.house.clock.today()
  const maySee = visit.may('mails.read', institution)
  const [rows, sent, pause, person, telling] = await Promise.all([
    listDates(db, { institution, today, persons }, everything, mostOfPerson),
    maySee ? sentReminders(db, institution, { outcome: null, personIds: persons, before: null }, pageSize) : null,
    pauseOf(db, persons, today),
    personToRemind(db, id),
    tellingOf(visit, institution, procedures),
  ])
  const open = await openCasesOf(db, institution, rows)
  const mayWork = visit.may('cases.work', institution)
  const step = { open, telling, at: 'office', hrefOf: addressOf, mayWork } as const
  const problems: readonly Problem[] = tried && !tried.ok ? tried.problems : []
  const props = {
    ...{ id, name: person.name, rows, sent, pause, telling, problems, typed: tried?.typed ?? {} },
    mayWork,
    hrefOf: addressOf,
    nextOf: (row: DateRow) => <NextStep row={row} {...step} />,
  }
  const title = datesWords(visit.language)('person.of', { name: person.name })
  const body = <PersonDatesPage {...props} />
  return visit.show({ frame: 'desk', title, current: wallAddressOfOffice, body }, problems.length > 0 ? 422 : 200)
}

const pauseForm = z.object({ until: dayField(), why: pauseReason })

async function pause(visit: Visit, procedures: readonly Procedure[]): Promise<Response> {
  const [personId = ''] = await recordsHere(visit)
  const form = await visit.form(pauseForm)
  if (!form.ok) return showPerson(visit, procedures, form)
  const { until, why } = form.value
  const today = visit.house.clock.today()
  const wrong = until < today ? 'pause.past' : until > addYears(today, 1) ? 'pause.tooLong' : null
  if (wrong)
    return showPerson(visit, procedures, { ok: false, typed: form.typed, problems: [{ field: 'until', key: wrong }] })
  const { institution } = visit.place('cases.work')
  await savePause(visit.within(institution), {
    institution,
    personId,
    until,
    why,
    by: visit.by,
    at: visit.house.clock.now(),
  })
  return visit.go(personDatesAddress(personId))
}
