import { isUuid } from '../../platform/database/ids.ts'
import { NotFound, type Outcome } from '../../platform/outcome.ts'
import { may, Routes } from '../../platform/web/routes.ts'
import type { Visit } from '../../platform/web/visit.ts'
import { endAgreement, findAgreement, readingOf } from '../agreements/index.ts'
import type { Tried } from '../cases/index.ts'
import { findInstitution } from '../institutions/index.ts'
import { lawOfToday } from '../law/index.ts'
import { contactsOf, nameOf } from '../partners/index.ts'
import { setMonths, snooze, writeTo } from './actions.ts'
import { sleepingAddress } from './addresses.ts'
import { exportSleeping } from './export.ts'
import { SleepingPage } from './list-page.tsx'
import { closeForm, mailForm, monthsForm, narrowed, readSleepingFilter, type Sleeper, snoozeForm } from './rules.ts'
import { type Reader, SleeperPage } from './sleeper-page.tsx'
import { monthsOf, sleepersOf } from './store.ts'
import { sleepingWords } from './words.ts'

/** Agreements that sleep, and what is done about them. */
export function sleepingRoutes(): Routes {
  const one = `${sleepingAddress}/:id`
  const sheet = (format: 'xlsx' | 'csv') => (visit: Visit) => exportSleeping(visit, filterOf(visit), format)
  return new Routes()
    .get(sleepingAddress, may('partners.read'), (visit) => showList(visit, null))
    .get(`${sleepingAddress}/export.xlsx`, may('partners.read'), sheet('xlsx'))
    .get(`${sleepingAddress}/export.csv`, may('partners.read'), sheet('csv'))
    .post(`${sleepingAddress}/settings`, may('partners.edit'), async (visit) => {
      const form = await visit.form(monthsForm)
      if (!form.ok) return showList(visit, form)
      await setMonths(actOf(visit), Number(form.value.months))
      return visit.go(`${sleepingAddress}?done=saved`)
    })
    .get(one, may('partners.read'), (visit) => showOne(visit))
    .post(`${one}/mail`, may('partners.edit'), write)
    .post(`${one}/snooze`, may('partners.edit'), async (visit) => {
      const sleeper = await sleeperHere(visit)
      if (!sleeper) return awake(visit)
      const form = await visit.form(snoozeForm)
      if (!form.ok) return showOne(visit, { tried: { ...form, form: 'snooze' } })
      const outcome = await snooze(actOf(visit), sleeper.agreement.id, form.value.until, form.value.why)
      if (outcome.ok) return visit.go(`${sleepingAddress}?done=snoozed`)
      const problems = [{ field: 'until', key: outcome.refusal.key }]
      return showOne(visit, { tried: { typed: form.typed, problems, form: 'snooze' } })
    })
    .post(`${one}/close`, may('partners.edit'), close)
}

const filterOf = (visit: Visit) => readSleepingFilter(new URL(visit.c.req.url).searchParams)

function actOf(visit: Visit) {
  const { institution, role } = visit.place('partners.edit')
  return { house: visit.house, institution, by: { ...visit.by, role }, language: visit.language }
}

// Null for one that is awake again, perhaps by the same form sent before.
async function sleeperHere(visit: Visit): Promise<Sleeper | null> {
  const db = visit.within(visit.place('partners.read').institution)
  const today = visit.house.clock.today()
  const id = visit.param('id')
  if (!isUuid(id) || !(await findAgreement(db, id, await readingOf(db, today)))) throw new NotFound()
  return (await sleepersOf(db, today)).find(({ agreement }) => agreement.id === id) ?? null
}

const awake = (visit: Visit) => visit.go(`${sleepingAddress}?done=awake`)

async function showList(visit: Visit, tried: Tried | null): Promise<Response> {
  const { institution } = visit.place('partners.read')
  const db = visit.within(institution)
  const t = sleepingWords(visit.language)
  const filter = filterOf(visit)
  const sleepers = narrowed(await sleepersOf(db, visit.house.clock.today()), filter)
  const [months, law] = [await monthsOf(db), await lawOfToday(visit.house, institution)]
  const mayEdit = visit.may('partners.edit', institution)
  const notice = noticeOf(visit)
  const body = <SleepingPage {...{ t, law, sleepers, filter, months, mayEdit, notice, tried }} />
  const page = { frame: 'desk', title: t('list.title'), current: sleepingAddress, body } as const
  return visit.show(page, tried ? 422 : 200)
}

function noticeOf(visit: Visit): string | null {
  const done = (['saved', 'snoozed', 'closed', 'sent', 'awake'] as const).find((one) => one === visit.query('done'))
  return done ? sleepingWords(visit.language)(`done.${done}`) : null
}

interface Shown {
  readonly tried?: Parameters<typeof SleeperPage>[0]['tried']
  readonly refusal?: string | null
  readonly contact?: string | undefined
}

async function showOne(visit: Visit, { tried = null, refusal = null, contact }: Shown = {}): Promise<Response> {
  const { institution } = visit.place('partners.read')
  const t = sleepingWords(visit.language)
  const sleeper = await sleeperHere(visit)
  if (!sleeper) return awake(visit)
  const readers = await readersOf(visit, sleeper)
  const chosen = contact ?? visit.query('contact')
  const reader = readers.find((one) => one.contact.id === chosen) ?? readers[0] ?? null
  const mail = reader ? await mailFor(visit, sleeper, reader) : {}
  const law = await lawOfToday(visit.house, institution)
  const mayEdit = visit.may('partners.edit', institution)
  const more = { mail, mayEdit, notice: noticeOf(visit), refusal, tried, id: crypto.randomUUID() }
  const body = <SleeperPage {...{ t, law, sleeper, readers, reader, ...more }} />
  const page = { frame: 'desk', title: t('list.title'), current: sleepingAddress, body } as const
  return visit.show(page, refusal ? 409 : tried ? 422 : 200)
}

async function readersOf(visit: Visit, { partners }: Sleeper): Promise<Reader[]> {
  const db = visit.within(visit.place('partners.read').institution)
  const readers: Reader[] = []
  for (const partner of partners)
    for (const contact of await contactsOf(db, partner.id)) if (contact.email) readers.push({ partner, contact })
  // Agreements are for whoever keeps them there; nominations come first everywhere else.
  const rank = ({ contact }: Reader) => ['agreements', 'head', 'coordinator'].indexOf(contact.role) >>> 0
  return readers.toSorted((one, other) => rank(one) - rank(other))
}

/** The mail as it would go, in the language of its reader. */
async function mailFor(visit: Visit, { agreement, suggestion }: Sleeper, { partner, contact }: Reader) {
  const { language } = contact
  const t = sleepingWords(language)
  const { institution } = visit.place('partners.read')
  const here = await findInstitution(visit.house.database.shared, institution)
  const params = {
    ...{ name: contact.name, partner: nameOf(partner, language), by: visit.by.name },
    ...{ agreement: agreement.title[language], institution: here?.name[language] ?? '' },
  }
  return { subject: t(`letter.${suggestion}.subject`, params), body: t(`letter.${suggestion}.body`, params) }
}

async function write(visit: Visit): Promise<Response> {
  const sleeper = await sleeperHere(visit)
  if (!sleeper) return awake(visit)
  const form = await visit.form(mailForm)
  const reader = (await readersOf(visit, sleeper)).find(({ contact }) => contact.id === form.typed.contact)
  if (!reader) throw new NotFound()
  const contact = reader.contact.id
  if (!form.ok) return showOne(visit, { tried: { ...form, form: 'mail' }, contact })
  const { id = '' } = form.typed
  await writeTo(actOf(visit), { id: isUuid(id) ? id : crypto.randomUUID(), ...reader, ...form.value })
  return visit.go(`${sleepingAddress}?done=sent`)
}

async function close(visit: Visit): Promise<Response> {
  const sleeper = await sleeperHere(visit)
  if (!sleeper) return awake(visit)
  const form = await visit.form(closeForm)
  if (!form.ok) return showOne(visit, { tried: { ...form, form: 'close' } })
  const ending = { on: visit.house.clock.today(), why: form.value.why }
  const outcome: Outcome = await endAgreement(actOf(visit), sleeper.agreement.id, ending)
  if (outcome.ok) return visit.go(`${sleepingAddress}?done=closed`)
  return showOne(visit, { refusal: sleepingWords(visit.language)('close.refused') })
}
