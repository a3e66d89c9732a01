import { done, NotFound } from '../../platform/outcome.ts'
import type { Problem, Typed } from '../../platform/web/form.ts'
import { may, Routes } from '../../platform/web/routes.ts'
import type { Visit } from '../../platform/web/visit.ts'
import { sayNotTaken } from '../cases/index.ts'
import { claim, letGo, readUpload } from '../documents/index.ts'
import { readHundredths, sayHundredths } from '../transcripts/index.ts'
import { changing, keepMarks } from './actions.ts'
import { agreementHere, seenIn, showAgreement, showForm, went, wentFrom } from './answering.tsx'
import { type FormProps, MarksPage } from './forms.tsx'
import { agreementsAddress, deskWork, type Place } from './rooms.ts'
import { type Agreement, type Component, inForce, type Mark } from './rules.ts'
import { insertFile } from './store.ts'

/** The transcript of records: what the host says of each of its components, with its scan. */
export function marksRoutes(): Routes {
  const base = `${agreementsAddress}/:case/marks`
  return new Routes()
    .get(base, may('agreements.work'), async (visit) => {
      const place = await deskWork(visit)
      const { agreement, page } = await marksPage(visit, place)
      return showForm(visit, place, page, { typed: typedOf(agreement), problems: [] })
    })
    .post(base, may('agreements.work'), async (visit) => save(visit, await deskWork(visit)))
    .post(`${agreementsAddress}/:case/records`, may('agreements.work'), async (visit) =>
      keepScan(visit, await deskWork(visit)),
    )
}

async function marksPage(visit: Visit, place: Place) {
  const agreement = await agreementHere(visit, place)
  const version = inForce(agreement)
  if (!version) throw new NotFound()
  const components = version.said.components.filter(({ side }) => side === 'host')
  const page = (props: FormProps) => <MarksPage {...props} components={components} ratio={version.said.ratio} />
  return { agreement, components, page }
}

function typedOf({ marks }: Agreement): Typed {
  return Object.fromEntries(
    marks.flatMap(({ componentId: id, completed, ects, grade }) => [
      [`${id}.done`, completed ? 'yes' : 'no'],
      [`${id}.ects`, ects === null ? '' : sayHundredths(ects, 'en')],
      [`${id}.grade`, grade],
    ]),
  )
}

async function save(visit: Visit, place: Place): Promise<Response> {
  const { components, page } = await marksPage(visit, place)
  const typed = await visit.typed()
  const { marks, problems } = readMarks(components, typed, visit.by.name)
  if (problems.length > 0) return showForm(visit, place, page, { typed, problems })
  return wentFrom(visit, place, page, typed, await keepMarks(place.act, seenIn(typed), marks))
}

// On its own: a form with files takes few fields, and a year has many components.
async function keepScan(visit: Visit, place: Place): Promise<Response> {
  const { received, notTaken } = await readUpload(visit.c, visit.house)
  const [wrong] = notTaken
  if (wrong) {
    await letGo(visit.house, received)
    return showAgreement(visit, place, sayNotTaken(wrong, visit.language))
  }
  if (received.length === 0) return showAgreement(visit, place, place.room.t('paper.noScan'))
  const outcome = await changing(place.act, null, async (tx, agreement, _, at) => {
    for (const file of received) {
      await claim(tx, file)
      await insertFile(tx, agreement, file, { what: 'records', at, by: visit.by.name })
    }
    return done
  })
  return went(visit, place, outcome)
}

/** What was typed of each component; one of which nothing was said is left as it is. */
export function readMarks(components: readonly Component[], typed: Typed, byName: string) {
  const problems: Problem[] = []
  const marks = components.flatMap(({ id }): Mark[] => {
    const [done, ects = '', grade = ''] = ['done', 'ects', 'grade'].map((name) => (typed[`${id}.${name}`] ?? '').trim())
    if (!done && !ects && !grade) return []
    const number = ects ? readHundredths(ects) : null
    if (done !== 'yes' && done !== 'no') problems.push({ field: `${id}.done`, key: 'form.choose' })
    if (ects && (number === null || number > 6000)) problems.push({ field: `${id}.ects`, key: 'marks.credits' })
    return [{ componentId: id, completed: done === 'yes', ects: number, grade: grade.slice(0, 20), byName }]
  })
  return { marks, problems }
}
