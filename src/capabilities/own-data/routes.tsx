import { NotFound } from '../../platform/outcome.ts'
import { paced, type ZipEntry, zipOf } from '../../platform/sheets/index.ts'
import { tooMany } from '../../platform/web/attempts.ts'
import { Routes, signedIn } from '../../platform/web/routes.ts'
import type { Visit } from '../../platform/web/visit.ts'
import { type Procedure, placesOf } from '../cases/index.ts'
import { findInstitution } from '../institutions/index.ts'
import { lawOfToday } from '../law/index.ts'
import { archiveOf } from './archive.ts'
import { deskDataRoutes } from './desk-routes.tsx'
import { type Held, MyDataPage, type Tried } from './my-pages.tsx'
import { archiveLimit, askForm, askingLimit } from './rules.ts'
import { insertRequest, noteExport, personOf, requestsOf } from './store.ts'
import { ownDataWords } from './words.ts'

/** People's own data: to read, to take away, to have put right or erased; and the office's answers. */
export function ownDataRoutes(procedures: readonly Procedure[]): Routes {
  return new Routes()
    .get('/account/data', signedIn, (visit) => showMine(visit))
    .get('/account/data/archive', signedIn, giveArchive)
    .post('/account/data/:institution', signedIn, ask)
    .also(deskDataRoutes(procedures))
}

async function heldBy(visit: Visit): Promise<Held[]> {
  const { database } = visit.house
  const law = await lawOfToday(visit.house)
  const held: Held[] = []
  for (const place of await placesOf(database.shared, visit.account.accountId)) {
    const db = visit.within(place)
    const [institution, person] = await Promise.all([
      findInstitution(database.shared, place),
      personOf(db, visit.account.accountId),
    ])
    if (!institution || !person) continue
    const citizenship = person.citizenship ? (law.country(person.citizenship)?.name[visit.language] ?? null) : null
    held.push({ institution, person, citizenship, requests: await requestsOf(db, person.id) })
  }
  return held
}

async function showMine(visit: Visit, tried?: Tried, slow = false) {
  const t = ownDataWords(visit.language)
  const kept = tried?.problems.some(({ field }) => field === 'key') ? undefined : tried?.typed.key
  const body = (
    <MyDataPage
      t={t}
      held={await heldBy(visit)}
      sent={visit.query('done') === 'sent'}
      slow={slow}
      formKey={kept ?? crypto.randomUUID()}
      tried={tried}
    />
  )
  const status = slow || tried?.tooMany ? 429 : tried ? 422 : 200
  return visit.show({ frame: 'my', title: t('my.title'), body }, status)
}

async function ask(visit: Visit) {
  const place = visit.param('institution')
  const { accountId } = visit.account
  const institution = await findInstitution(visit.house.database.shared, place)
  if (!institution) throw new NotFound()
  const db = visit.within(institution.id)
  const person = await personOf(db, accountId)
  if (!person) throw new NotFound()
  const form = await visit.form(askForm)
  if (!form.ok) return showMine(visit, { institution: place, ...form })
  if (await tooMany(visit.house.database.shared, askingLimit, accountId))
    return showMine(visit, { institution: place, typed: form.typed, problems: [], tooMany: true })
  const law = await lawOfToday(visit.house, institution.id)
  await insertRequest(db, {
    ...{ ...form.value, institution: institution.id, personId: person.id, accountId },
    ...{ at: visit.house.clock.now(), due: law.after(law.day, institution.settings.answerWithinWorkingDays) },
  })
  return visit.go('/account/data?done=sent')
}

async function giveArchive(visit: Visit) {
  const { accountId } = visit.account
  if (await tooMany(visit.house.database.shared, archiveLimit, accountId)) return showMine(visit, undefined, true)
  const held = await heldBy(visit)
  for (const { institution, person } of held)
    await noteExport(visit.within(institution.id), institution.id, person.id, visit.house.clock.now(), accountId)
  return visit.c.body(paced(zipOf(entriesOf(visit, held))), 200, {
    'content-type': 'application/zip',
    'content-disposition': `attachment; filename="kopuro-my-data-${visit.house.clock.today()}.zip"`,
    'cache-control': 'private, no-store',
  })
}

async function* entriesOf(visit: Visit, held: readonly Held[]): AsyncGenerator<ZipEntry> {
  const { accountId, email, name, language } = visit.account
  const account: Record<string, unknown> = { id: accountId, email, name, language }
  for (const { name: kept, read } of visit.house.keeps.ofAccounts)
    account[kept] = await read(visit.house.database.shared, accountId)
  yield { name: 'account.json', text: [JSON.stringify(account, null, 2)] }
  for (const { institution, person } of held)
    yield* archiveOf(visit.house, { institution: institution.id, personId: person.id })
}
