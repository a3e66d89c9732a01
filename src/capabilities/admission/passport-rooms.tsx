import { z } from 'zod'
import type { House } from '../../platform/house.ts'
import { NotFound } from '../../platform/outcome.ts'
import { type NoZone, readPhoto, readZone } from '../../platform/passports/index.ts'
import { tooMany } from '../../platform/web/attempts.ts'
import { longText } from '../../platform/web/fields.ts'
import { composeDays, type Typed } from '../../platform/web/form.ts'
import { Routes, signedIn } from '../../platform/web/routes.ts'
import type { Visit } from '../../platform/web/visit.ts'
import {
  actOf,
  addFiles,
  addressOf,
  isEditable,
  keepAnswers,
  ownView,
  sayNotTaken,
  understood,
  type View,
} from '../cases/index.ts'
import { findFile, letGo, type Received, readUpload } from '../documents/index.ts'
import { admission } from './admission.ts'
import { PassportPage, type Photo } from './passport-pages.tsx'
import { compare, keptZone, takenOver, type ZoneFact, zoneFacts } from './passport-rules.ts'
import { admissionWords } from './words.ts'

const linesForm = z.object({ zone: longText(1000) })
/** Reading a photo costs seconds of a processor. */
const photoLimit = { name: 'passport-photo', most: 30, minutes: 60 }

/** The passport of an application: its two lines typed or photographed, compared, taken over. */
export function passportRoutes(house: House): Routes {
  const room = (handle: (visit: Visit, view: View) => Response | Promise<Response>) => async (visit: Visit) => {
    const view = await ownView(visit, [admission])
    return isEditable(view.procedure, view.standing.stage) ? handle(visit, view) : visit.go(addressOf(view))
  }
  return new Routes()
    .get(
      '/my/:institution/:id/passport',
      signedIn,
      room((visit, view) => show(visit, view)),
    )
    .post('/my/:institution/:id/passport/lines', signedIn, room(readLines))
    .post(
      '/my/:institution/:id/passport/photos',
      signedIn,
      room((visit, view) => readChosen(house, visit, view)),
    )
    .post(
      '/my/:institution/:id/passport/photos/:file',
      signedIn,
      room((visit, view) => readKept(house, visit, view)),
    )
    .post('/my/:institution/:id/passport/answers', signedIn, room(takeOver))
    .post(
      '/my/:institution/:id/passport/removal',
      signedIn,
      room(async (visit, view) => {
        await keep(visit, view, { passportZone: '' })
        return visit.go(`${addressOf(view)}/passport`)
      }),
    )
}

const keep = (visit: Visit, view: View, typed: Typed) =>
  keepAnswers(actOf(visit, view), view.procedure, view.standing.id, typed)

interface Trouble {
  readonly typed?: string
  readonly problem?: NoZone
  readonly photoProblem?: string
}

function show(visit: Visit, view: View, trouble: Trouble = {}, status: 200 | 422 | 429 | 503 = 200) {
  const { law, standing } = view
  const zone = keptZone(standing.typed.passportZone, law.day)
  const read = visit.query('read')
  const body = (
    <PassportPage
      base={addressOf(view)}
      language={visit.language}
      law={law}
      zone={zone}
      compared={zone ? compare(zone, answered(view), law) : []}
      photos={photosOf(view)}
      photographed={read === 'sure' || read === 'unsure' ? read : null}
      {...trouble}
    />
  )
  const title = admissionWords(visit.language)('passport.title')
  return visit.show({ frame: 'my', institution: standing.institution, title, body, modules: ['passport'] }, status)
}

// An answer that can't be understood yet still stands beside what the line says, as it was typed.
function answered({ procedure, standing }: View): Partial<Record<ZoneFact, string>> {
  const facts = understood(procedure, standing.typed)
  const typed = composeDays(standing.typed)
  return Object.fromEntries(zoneFacts.map((fact) => [fact, String(facts[fact] ?? typed[fact] ?? '')]))
}

function photosOf(view: View): Photo[] {
  const passport = view.items.find(({ wanted }) => wanted.type === 'passport')
  return (passport?.files ?? []).filter(({ kind }) => kind !== 'pdf').map(({ id, name }) => ({ id, name }))
}

async function readLines(visit: Visit, view: View) {
  const form = await visit.form(linesForm)
  const typed = form.typed.zone ?? ''
  const reading = readZone(form.ok ? form.value.zone : '', view.law.day)
  if (!reading.ok) return show(visit, view, { typed, problem: reading }, 422)
  await keep(visit, view, { passportZone: reading.zone.lines.join(' ') })
  return visit.go(`${addressOf(view)}/passport`)
}

async function takeOver(visit: Visit, view: View) {
  const zone = keptZone(view.standing.typed.passportZone, view.law.day)
  if (!zone) return visit.go(`${addressOf(view)}/passport`)
  await keep(visit, view, takenOver(compare(zone, answered(view), view.law)))
  return visit.go(`${addressOf(view)}/passport`)
}

// A photo that turns out to be the passport is also the paper that is asked for: nobody sends it twice over a bad line.
async function readChosen(house: House, visit: Visit, view: View) {
  const say = admissionWords(visit.language)
  if (await tooMany(house.database.shared, photoLimit, visit.account.accountId))
    return show(visit, view, { photoProblem: say('passport.photo.tooMany') }, 429)
  const { received, notTaken } = await readUpload(visit.c, house)
  const photo = received.find(({ kind }) => kind !== 'pdf')
  if (!photo) {
    await letGo(house, received)
    const [refused] = notTaken
    const photoProblem = refused ? sayNotTaken(refused, visit.language) : say('passport.photo.none')
    return show(visit, view, { photoProblem }, 422)
  }
  const read = await readAndKeep(house, visit, view, photo.blobId)
  const handedOn = read.ok && (await addToPapers(visit, view, photo))
  await letGo(house, handedOn ? received.filter((file) => file !== photo) : received)
  return answer(visit, view, read)
}

async function readKept(house: House, visit: Visit, view: View) {
  const file = await findFile(visit.within(view.standing.institution), visit.param('file'))
  if (file?.caseId !== view.standing.id || file.kind === 'pdf') throw new NotFound()
  if (await tooMany(house.database.shared, photoLimit, visit.account.accountId))
    return show(visit, view, { photoProblem: admissionWords(visit.language)('passport.photo.tooMany') }, 429)
  return answer(visit, view, await readAndKeep(house, visit, view, file.blobId))
}

async function readAndKeep(house: House, visit: Visit, view: View, blobId: string) {
  const reading = await readPhoto(await house.blobs.read(blobId), view.law.day)
  // Kept at once: whoever went on with the form, or lost the line, finds it here.
  if (reading.ok) await keep(visit, view, { passportZone: reading.zone.lines.join(' ') })
  return reading
}

function answer(visit: Visit, view: View, reading: Awaited<ReturnType<typeof readAndKeep>>) {
  if (reading.ok) return visit.go(`${addressOf(view)}/passport?read=${reading.sure ? 'sure' : 'unsure'}`)
  const photoProblem = admissionWords(visit.language)(`passport.photo.${reading.problem}`)
  return show(visit, view, { photoProblem }, reading.problem === 'busy' ? 503 : 422)
}

// False: nobody has taken care of the photo yet.
async function addToPapers(visit: Visit, view: View, photo: Received): Promise<boolean> {
  const item = view.items.find(({ wanted }) => wanted.type === 'passport')
  if (!item || item.files.length > 0) return false
  await addFiles(actOf(visit, view), view.procedure, view.standing.id, 'passport', [photo])
  return true
}
