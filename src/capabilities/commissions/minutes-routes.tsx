import { isUuid } from '../../platform/database/ids.ts'
import { NotFound } from '../../platform/outcome.ts'
import { Routes } from '../../platform/web/routes.ts'
import type { Visit } from '../../platform/web/visit.ts'
import { pdfPage } from '../documents/index.ts'
import { minutesForm } from './forms.ts'
import { keepMinutes, minutesOf, minutesPaper } from './minutes.ts'
import { MinutesPage } from './minutes-page.tsx'
import { noSlip, type Slip } from './overview-page.tsx'
import { actIn, type Room, roomAddress, roomOf, showIn, working, workroomOf } from './place.ts'
import { commissionsWords } from './words.ts'

const here = '/desk/calls/:id/commission/minutes'

/** Minutes of the commission's meetings. */
export function minutesRoutes(): Routes {
  return new Routes()
    .get(here, working, async (visit) => showMinutes(visit, await roomOf(visit)))
    .post(here, working, keep)
    .get(`${here}/:minutes`, working, async (visit) => {
      const room = await roomOf(visit)
      const id = visit.param('minutes')
      if (!isUuid(id)) throw new NotFound()
      const { pdf, name } = await minutesPaper(visit.within(room.institution), room.call.id, id)
      return pdfPage(pdf, name)
    })
}

async function showMinutes(visit: Visit, room: Room, slip: Slip = noSlip): Promise<Response> {
  const t = commissionsWords(visit.language)
  const { institution, call } = room
  const [year = '', month = '', day = ''] = visit.house.clock.today().split('-')
  const first = { 'on.day': String(Number(day)), 'on.month': String(Number(month)), 'on.year': year }
  const typed = slip.problems.length > 0 ? slip.typed : { ...first, language: visit.language }
  const body = (
    <MinutesPage
      {...{ t, room, typed, problems: slip.problems }}
      minutes={await minutesOf(visit.within(institution), call.id)}
      newId={crypto.randomUUID()}
      notice={visit.query('done') ? t('minutes.done') : null}
    />
  )
  return showIn(visit, { title: t('page.minutes.title'), body, institution }, slip.problems.length > 0 ? 422 : 200)
}

async function keep(visit: Visit): Promise<Response> {
  const room = await workroomOf(visit)
  const form = await visit.form(minutesForm)
  if (!form.ok) return showMinutes(visit, room, form)
  const present = room.commission.members.flatMap(({ id }) => (form.typed[`present.${id}`] === 'yes' ? [id] : []))
  if (present.length === 0)
    return showMinutes(visit, room, { typed: form.typed, problems: [{ field: 'present', key: 'minutes.nobody' }] })
  await keepMinutes(actIn(visit, room), room.call.id, { ...form.value, present })
  return visit.go(`${roomAddress(room.call.id)}/minutes?done=1`)
}
