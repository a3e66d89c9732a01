import { type Sheet, sheetAnswer } from '../../platform/sheets/index.ts'
import { readCsv, writeCells } from '../../platform/sheets/read-csv.ts'
import { saySheetProblem } from '../../platform/sheets/read-sheet.ts'
import { readSentSheet, sheetOrLines } from '../../platform/sheets/sent.ts'
import { versionIn } from '../../platform/web/form.ts'
import { may, Routes } from '../../platform/web/routes.ts'
import type { Visit } from '../../platform/web/visit.ts'
import { templateHeading } from '../arrivals/index.ts'
import { endExport, recordExport } from '../cases/index.ts'
import { incomingWords, readNomineeSheet, sheetBounds, twinKey } from '../incoming/index.ts'
import { lawOfToday } from '../law/index.ts'
import { deskAddress, editionAddress } from './addresses.ts'
import { dbHere, editionHere } from './desk-routes.tsx'
import { EditionPage } from './edition-page.tsx'
import { stateForm } from './forms.ts'
import { ListPage, type TriedPerson } from './list-page.tsx'
import { type Participant, personStates } from './rules.ts'
import { sayCountry } from './shared.tsx'
import { insertPerson, linesOf, markEdited, peopleOf, removePerson, savePerson } from './store.ts'
import { summerSchoolWords } from './words.ts'

const base = `${deskAddress}/:school/:year{[0-9]{4}}` as const

/** Who takes part in an edition: the partner's list read in, each one's state, and the lists that go out. */
export function peopleRoutes(): Routes {
  return new Routes()
    .get(base, may('summerSchools.read'), (visit) => showEdition(visit, null))
    .get(`${base}/list`, may('summerSchools.edit'), (visit) => showList(visit, {}))
    .post(`${base}/list/try`, may('summerSchools.edit'), tryOut)
    .post(`${base}/list`, may('summerSchools.edit'), write)
    .get(`${base}/people.xlsx`, may('summerSchools.edit'), exportPeople)
    .get(`${base}/arrivals.xlsx`, may('cases.work'), exportArrivals)
    .post(`${base}/people/:person`, may('summerSchools.edit'), place)
    .post(`${base}/people/:person/removal`, may('summerSchools.edit'), async (visit) => {
      const { school, edition } = await editionHere(visit)
      await dbHere(visit)
        .transaction()
        .execute((tx) => removePerson(tx, visit.param('person')))
      return visit.go(editionAddress(school.id, edition.year))
    })
}

async function showEdition(visit: Visit, refusal: string | null): Promise<Response> {
  const { school, edition } = await editionHere(visit)
  const { institution } = visit.place('summerSchools.read')
  const db = dbHere(visit)
  const t = summerSchoolWords(visit.language)
  const [law, lines, people] = await Promise.all([
    lawOfToday(visit.house, institution),
    linesOf(db, school.id),
    peopleOf(db, school.id, edition.year),
  ])
  const mayEdit = visit.may('summerSchools.edit', institution)
  const done = t.find(`done.${visit.query('done') ?? ''}`, { count: Number(visit.query('count')) || 0 })
  const body = <EditionPage {...{ t, law, school, edition, lines, people, mayEdit, refusal, done }} />
  const page = { frame: 'desk', title: school.name[visit.language], current: deskAddress, body } as const
  return visit.show(page, refusal ? 409 : 200)
}

interface Shown {
  readonly text?: string
  readonly funder?: string
  readonly people?: readonly TriedPerson[]
  readonly refusal?: string
}

async function showList(visit: Visit, { text = '', funder = '', people, refusal }: Shown): Promise<Response> {
  const { school, edition } = await editionHere(visit)
  const t = summerSchoolWords(visit.language)
  const lines = await linesOf(dbHere(visit), school.id)
  const shown = { t, school, edition, lines, text, funder }
  const body = <ListPage {...shown} people={people ?? null} refusal={refusal ?? null} />
  const page = { frame: 'desk', title: t('people.sheet'), current: deskAddress, body } as const
  const wrong = refusal || people?.some(({ problems }) => problems.length > 0)
  return visit.show(page, wrong ? 422 : 200)
}

async function tryOut(visit: Visit): Promise<Response> {
  const sent = await readSentSheet(visit.c, sheetBounds.mostBytes)
  const pasted = sent.typed.lines ?? ''
  const read = await sheetOrLines(sent, sheetBounds)
  if (!read.ok)
    return showList(visit, { refusal: saySheetProblem(read.problem, sheetBounds, visit.language), text: pasted })
  return showTried(visit, writeCells(read.cells), pasted, '')
}

/** What fits into the form that writes: a field of it is at most so long. */
const longestText = 19_000

async function showTried(visit: Visit, text: string, pasted: string, funder: string): Promise<Response> {
  const words = incomingWords(visit.language)
  if (text.length > longestText) return showList(visit, { refusal: words('sheet.tooLong'), text: pasted })
  const tried = await tryLines(visit, text)
  if (!tried.ok) return showList(visit, { refusal: words(tried.key), text: pasted })
  return showList(visit, { text, people: tried.people, funder })
}

async function tryLines(visit: Visit, text: string) {
  const { school, edition } = await editionHere(visit)
  const law = await lawOfToday(visit.house)
  // The list says who comes, not when: the days are the edition's.
  const days = { from: edition.from ?? `${edition.year}-01-01`, to: edition.to ?? `${edition.year}-12-31` }
  const read = readNomineeSheet(readCsv(text), { law, today: law.day, ...days, past: true })
  if (!read.ok) return read
  const known = await peopleOf(dbHere(visit), school.id, edition.year)
  const twins = new Set(
    known.flatMap((one) => [one.mail, twinKey({ ...one, familyName: one.family, givenName: one.given })]),
  )
  const people = read.lines.map((line): TriedPerson => {
    const { nominee } = line
    return {
      ...line,
      there: nominee !== null && (twins.has(nominee.mail.toLowerCase()) || twins.has(twinKey(nominee))),
    }
  })
  return { ok: true, people } as const
}

async function write(visit: Visit): Promise<Response> {
  const { school, edition } = await editionHere(visit)
  const { lines: text = '', funder = '', state: wished } = await visit.typed()
  const tried = await tryLines(visit, text)
  if (!tried.ok || tried.people.some(({ problems }) => problems.length > 0)) return showTried(visit, text, text, funder)
  const { institution } = visit.place('summerSchools.edit')
  const state = personStates.find((one) => one === wished) ?? 'listed'
  const right = tried.people.flatMap(({ nominee, there }) => (nominee && !there ? [nominee] : []))
  const about = { institution, schoolId: school.id, year: edition.year, funder: funder.trim().slice(0, 300), state }
  const [at, byName] = [visit.house.clock.now(), visit.by.name]
  let count = 0
  await dbHere(visit)
    .transaction()
    .execute(async (tx) => {
      for (const who of right) if (await insertPerson(tx, { ...about, who, twin: twinKey(who), at, byName })) count += 1
      await markEdited(tx, school.id, at)
    })
  return visit.go(`${editionAddress(school.id, edition.year)}?done=written&count=${count}`)
}

async function place(visit: Visit): Promise<Response> {
  const { school, edition } = await editionHere(visit)
  const form = await visit.form(stateForm)
  const t = summerSchoolWords(visit.language)
  if (!form.ok) return showEdition(visit, t('people.stateMissing'))
  const placed = { ...form.value, version: versionIn(form.typed.version) }
  const saved = await dbHere(visit)
    .transaction()
    .execute((tx) => savePerson(tx, visit.param('person'), placed))
  if (saved) return visit.go(editionAddress(school.id, edition.year))
  return showEdition(visit, t('people.someoneWasFirst'))
}

// That the list left the house is written down.
async function sheetOut(
  visit: Visit,
  file: string,
  wanted: (one: Participant) => boolean,
  sheetOf: (people: Participant[]) => Omit<Sheet, 'portions'> & { rows: string[][] },
) {
  const { school, edition } = await editionHere(visit)
  const { institution, role } = visit.place('summerSchools.edit')
  const db = dbHere(visit)
  const at = visit.house.clock.now()
  const by = { ...visit.by, role }
  const query = `${school.id} ${edition.year} ${file}`
  const written = await recordExport(db, { institution, procedure: 'summer-schools', by, format: 'xlsx', query, at })
  const people = (await peopleOf(db, school.id, edition.year)).filter(wanted)
  await endExport(db, written, people.length)
  const { rows, ...sheet } = sheetOf(people)
  return sheetAnswer(visit, { ...sheet, portions: portionOf(rows) }, 'xlsx', `${school.id}-${edition.year}-${file}`)
}

async function exportPeople(visit: Visit): Promise<Response> {
  const t = summerSchoolWords(visit.language)
  const law = await lawOfToday(visit.house)
  const columns = ['family', 'given', 'birthDay', 'country', 'mail', 'field', 'funder', 'state'] as const
  return sheetOut(
    visit,
    'people',
    () => true,
    (people) => ({
      name: t('people.sheetName'),
      columns: columns.map((column) => ({ title: t(`sheet.${column}`), isDay: column === 'birthDay' })),
      rows: people.map((one) => [
        ...[one.family, one.given, one.birthDay, sayCountry(law, one.citizenship, t.language), one.mail, one.field],
        ...[one.funder, t(`state.${one.state}`)],
      ]),
    }),
  )
}

// The headings are those that the sheet of arrivals understands: visas, crossings and homes are filled in when they come.
async function exportArrivals(visit: Visit): Promise<Response> {
  const asked = [
    'family',
    'given',
    'birthDay',
    'citizenship',
    'email',
    'passport.number',
    'passport.country',
    'passport.from',
    'passport.to',
    'crossing.from',
    'home.place',
    'home.address',
  ] as const
  const isDay = (field: string) => field === 'birthDay' || /\.(from|to)$/.test(field)
  return sheetOut(
    visit,
    'arrivals',
    ({ state }) => state === 'selected' || state === 'came',
    (people) => ({
      name: summerSchoolWords(visit.language)('people.arrivals'),
      columns: asked.map((field) => ({ title: templateHeading(field, visit.language), isDay: isDay(field) })),
      rows: people.map((one) => {
        const said: Readonly<Record<string, string>> = {
          ...{
            family: one.family,
            given: one.given,
            birthDay: one.birthDay,
            citizenship: one.citizenship,
            email: one.mail,
          },
        }
        return asked.map((field) => said[field] ?? '')
      }),
    }),
  )
}

async function* portionOf<Row>(rows: readonly Row[]) {
  yield rows
}
