import { isUuid } from '../../platform/database/ids.ts'
import { plainAddress } from '../../platform/mail/transport.ts'
import { formats, type Sheet, sheetAnswer } from '../../platform/sheets/index.ts'
import { readCsv, writeCells } from '../../platform/sheets/read-csv.ts'
import { type Cells, saySheetProblem } from '../../platform/sheets/read-sheet.ts'
import { readSentSheet, sheetOrLines } from '../../platform/sheets/sent.ts'
import type { Problem } from '../../platform/web/form.ts'
import { may, Routes } from '../../platform/web/routes.ts'
import type { Visit } from '../../platform/web/visit.ts'
import type { Language } from '../../platform/words/languages.ts'
import { deskAct, groundOf } from '../cases/index.ts'
import { lawOfToday } from '../law/index.ts'
import { contactsOf } from '../partners/index.ts'
import { dbHere, partnerHere, roundHere, sayRefusal } from './here.ts'
import { hubAddress, roundAddress } from './hub-page.tsx'
import { incoming } from './incoming.ts'
import { choosePartner } from './invite-routes.tsx'
import { nominate } from './nominating.ts'
import { nominationsOf } from './nomination-store.ts'
import { headingOf, readNomineeSheet, sheetFields } from './nominee-sheet.ts'
import { mostNominees, twinKey } from './nominees.ts'
import { SheetPage, type TriedLine } from './sheet-page.tsx'
import type { Round } from './store.ts'
import { incomingWords } from './words.ts'

const base = `${hubAddress}/rounds/:round/sheet` as const

/** Students whom a partner has named by a sheet: tried line by line, written as a whole. */
export function sheetRoutes(): Routes {
  const routes = new Routes()
    .get(base, may('cases.work'), (visit) => choosePartner(visit, 'sheet'))
    .get(`${base}/:partner`, may('cases.work'), (visit) => show(visit, {}))
    .post(`${base}/:partner/try`, may('cases.work'), tryOut)
    .post(`${base}/:partner`, may('cases.work'), write)
  for (const format of formats)
    routes.get(`${hubAddress}/template.${format}`, may('cases.work'), (visit) =>
      sheetAnswer(visit, templateFor(visit.language), format, 'students'),
    )
  return routes
}

interface Shown {
  readonly text?: string
  readonly lines?: readonly TriedLine[]
  readonly refusal?: string
  readonly key?: string | undefined
  readonly contact?: { readonly name: string; readonly mail: string }
  readonly mailProblem?: Problem
}

async function show(visit: Visit, shown: Shown): Promise<Response> {
  const [round, partner] = [await roundHere(visit), await partnerHere(visit)]
  const t = incomingWords(visit.language)
  const known = (await contactsOf(dbHere(visit), partner.id)).filter(({ email }) => email)
  const first = known.find(({ role }) => role === 'nominations') ?? known[0]
  const body = (
    <SheetPage
      {...{ t, round, partner }}
      formKey={shown.key && isUuid(shown.key) ? shown.key : crypto.randomUUID()}
      contact={shown.contact ?? { name: first?.name ?? '', mail: first?.email ?? '' }}
      mailProblem={shown.mailProblem ?? null}
      text={shown.text ?? ''}
      lines={shown.lines ?? null}
      refusal={shown.refusal ?? null}
    />
  )
  const wrong = shown.refusal || shown.mailProblem || shown.lines?.some(({ problems }) => problems.length > 0)
  return visit.show({ frame: 'desk', title: t('sheet.title'), current: hubAddress, body }, wrong ? 422 : 200)
}

/** How much of a list a partner may send. */
export const sheetBounds = { mostBytes: 2_000_000, mostRows: mostNominees }
/** What fits into the form that writes: a field of it is at most so long. */
const longestText = 19_000

async function tryOut(visit: Visit): Promise<Response> {
  const round = await roundHere(visit)
  const t = incomingWords(visit.language)
  const sent = await readSentSheet(visit.c, sheetBounds.mostBytes)
  const pasted = sent.typed.lines ?? ''
  const read = await sheetOrLines(sent, sheetBounds)
  if (!read.ok)
    return show(visit, { refusal: saySheetProblem(read.problem, sheetBounds, visit.language), text: pasted })
  const text = writeCells(read.cells)
  if (text.length > longestText) return show(visit, { refusal: t('sheet.tooLong'), text: pasted })
  const tried = await tryLines(visit, round, read.cells)
  if (!tried.ok) return show(visit, { refusal: t(tried.key), text: pasted })
  return show(visit, { text, lines: tried.lines })
}

type Tried =
  | { readonly ok: true; readonly lines: TriedLine[] }
  | Extract<ReturnType<typeof readNomineeSheet>, { ok: false }>

async function tryLines(visit: Visit, round: Round, cells: Cells): Promise<Tried> {
  const law = await lawOfToday(visit.house)
  const read = readNomineeSheet(cells, { law, today: law.day, from: round.from, to: round.to })
  if (!read.ok) return read
  const known = (await nominationsOf(dbHere(visit), round.id)).filter(({ endedAt }) => !endedAt)
  const lines = read.lines.map((line): TriedLine => {
    const { nominee } = line
    const there =
      nominee && known.find(({ mail, twin }) => mail === nominee.mail.toLowerCase() || twin === twinKey(nominee))
    return { ...line, there: there ? (there.number ?? '?') : null }
  })
  return { ok: true, lines }
}

async function write(visit: Visit): Promise<Response> {
  const [round, partner] = [await roundHere(visit), await partnerHere(visit)]
  const typed = await visit.typed()
  const { lines: text = '', key = '', contactName = '', contactMail = '' } = typed
  const contact = { name: contactName.trim().slice(0, 120), mail: contactMail.trim() }
  const tried = await tryLines(visit, round, readCsv(text))
  const t = incomingWords(visit.language)
  if (!tried.ok) return show(visit, { refusal: t(tried.key) })
  const shown = { text, lines: tried.lines, key, contact }
  const mail = contact.mail ? plainAddress(contact.mail) : null
  if (mail && !mail.ok)
    return show(visit, { ...shown, mailProblem: { field: 'contactMail', key: `form.mail.${mail.problem}` } })
  const right = tried.lines.flatMap(({ nominee, there }) => (nominee && !there ? [nominee] : []))
  if (tried.lines.some(({ problems }) => problems.length > 0)) return show(visit, shown)
  if (right.length === 0) return visit.go(roundAddress(round.id))
  const act = deskAct(visit)
  const ground = await groundOf(visit.house, act.institution, incoming)
  const batch = isUuid(key) ? key : crypto.randomUUID()
  const language: Language = 'en'
  const about = { roundId: round.id, partner, invitationId: null, way: 'sheet', batch } as const
  const naming = { ...about, contact: { ...contact, language } }
  const outcome = await dbHere(visit)
    .transaction()
    .execute((tx) => nominate(tx, act, ground, naming, right))
  if (!outcome.ok) return show(visit, { ...shown, refusal: sayRefusal(visit, outcome) })
  return visit.go(`${roundAddress(round.id)}?done=written&count=${outcome.value.length}`)
}

// An example line says how each cell is written better than a paragraph could. The student is invented.
const example = {
  ...{ familyName: 'SAMPLE', givenName: 'Lena', mail: 'lena.sample@example.org', birthDay: '2004-05-17' },
  ...{ citizenship: 'DE', level: 'bachelor', field: 'Hydropower', from: '2027-02-01', to: '2027-06-30' },
}

function templateFor(language: Language): Sheet {
  const isDay = (field: string) => ['birthDay', 'from', 'to'].includes(field)
  return {
    name: incomingWords(language)('sheet.title'),
    columns: sheetFields.map((field) => ({ title: headingOf(field, language), isDay: isDay(field) })),
    portions: portionOf([sheetFields.map((field) => example[field])]),
  }
}

async function* portionOf<Row>(rows: readonly Row[]) {
  yield rows
}
