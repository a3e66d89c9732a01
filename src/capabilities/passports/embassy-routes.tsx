import { isUuid } from '../../platform/database/ids.ts'
import { NotFound, type Outcome } from '../../platform/outcome.ts'
import { may, Routes } from '../../platform/web/routes.ts'
import type { Visit } from '../../platform/web/visit.ts'
import type { Tried } from '../cases/index.ts'
import { lawOfToday } from '../law/index.ts'
import { EmbassiesPage, embassiesAddress } from './embassies-page.tsx'
import { addEmbassy, archiveEmbassy, changeEmbassy, type OfficeAct } from './embassy-actions.ts'
import { cardsAnswer, exportEmbassies } from './embassy-export.ts'
import { EmbassyFormPage, EmbassyPage, typedEmbassy } from './embassy-page.tsx'
import { type Embassy, embassyForm, embassyProblems, emptySaid, narrowed, readEmbassyFilter } from './embassy-rules.ts'
import { changesOfEmbassy, citizenshipsHere, findEmbassy, listEmbassies } from './embassy-store.ts'
import { passportsWords } from './words.ts'

/** The directory of embassies: the office reads and keeps it. */
export function embassyRoutes(): Routes {
  const one = `${embassiesAddress}/:id`
  return new Routes()
    .get(embassiesAddress, may('cases.read'), async (visit) => {
      const t = passportsWords(visit.language)
      const found = await listed(visit)
      const mayWork = visit.may('cases.work', visit.place('cases.read').institution)
      const body = <EmbassiesPage t={t} {...found} mayWork={mayWork} />
      return visit.show({ frame: 'desk', title: t('embassies.title'), current: embassiesAddress, body })
    })
    .get(`${embassiesAddress}/export.xlsx`, may('cases.read'), async (visit) => {
      const { embassies, law } = await listed(visit)
      return exportEmbassies(visit, embassies, law)
    })
    .get(`${embassiesAddress}/export.vcf`, may('cases.read'), async (visit) => {
      const { embassies, law } = await listed(visit)
      return cardsAnswer(
        visit,
        embassies.flatMap(({ embassy }) => embassy ?? []),
        law,
      )
    })
    .get(`${embassiesAddress}/new`, may('cases.work'), (visit) => {
      const country = /^[A-Z]{2}$/.exec(visit.query('country') ?? '')?.[0] ?? ''
      return showForm(visit, null, { typed: { ...emptySaid, country }, problems: [] })
    })
    .post(`${embassiesAddress}/new`, may('cases.work'), add)
    .get(one, may('cases.read'), (visit) => showOne(visit))
    .get(`${one}/card.vcf`, may('cases.read'), async (visit) =>
      cardsAnswer(visit, [await embassyHere(visit)], await lawOfToday(visit.house)),
    )
    .get(`${one}/edit`, may('cases.work'), async (visit) => {
      const embassy = await embassyHere(visit)
      if (embassy.archived) return visit.go(`${embassiesAddress}/${embassy.id}`)
      return showForm(visit, embassy, { typed: typedEmbassy(embassy), problems: [] })
    })
    .post(`${one}/edit`, may('cases.work'), change)
    .post(`${one}/archive`, may('cases.work'), async (visit) => {
      const { id } = await embassyHere(visit)
      const outcome = await archiveEmbassy(actOf(visit), id, (await visit.typed()).away === 'yes')
      return outcome.ok ? visit.go(`${embassiesAddress}/${id}`) : showOne(visit, sayRefusal(visit, outcome))
    })
}

async function listed(visit: Visit) {
  const db = visit.within(visit.place('cases.read').institution)
  const filter = readEmbassyFilter(new URL(visit.c.req.url).searchParams)
  const [all, here, law] = await Promise.all([listEmbassies(db), citizenshipsHere(db), lawOfToday(visit.house)])
  return { law, filter, embassies: narrowed(all, here, filter, law, visit.language) }
}

async function embassyHere(visit: Visit): Promise<Embassy> {
  const id = visit.param('id')
  const found = isUuid(id) ? await findEmbassy(visit.within(visit.place('cases.read').institution), id) : null
  if (!found) throw new NotFound()
  return found
}

function actOf(visit: Visit): OfficeAct {
  return { house: visit.house, institution: visit.place('cases.work').institution, by: visit.by }
}

async function add(visit: Visit): Promise<Response> {
  const form = await visit.form(embassyForm)
  const law = await lawOfToday(visit.house)
  const problems = form.ok ? embassyProblems(form.value, law.day, law) : form.problems
  if (!form.ok || problems.length > 0) return showForm(visit, null, { typed: form.typed, problems })
  const id = freshId(form.typed.id)
  const outcome = await addEmbassy(actOf(visit), id, form.value)
  if (outcome.ok) return visit.go(`${embassiesAddress}/${id}?done=saved`)
  return showForm(visit, null, { typed: form.typed, problems: [] }, sayRefusal(visit, outcome))
}

async function change(visit: Visit): Promise<Response> {
  const embassy = await embassyHere(visit)
  const form = await visit.form(embassyForm)
  const law = await lawOfToday(visit.house)
  const problems = form.ok ? embassyProblems({ ...form.value, country: embassy.country }, law.day, law) : form.problems
  if (!form.ok || problems.length > 0) return showForm(visit, embassy, { typed: form.typed, problems })
  const outcome = await changeEmbassy(actOf(visit), embassy.id, form.value, Number(form.typed.seen))
  if (outcome.ok) return visit.go(`${embassiesAddress}/${embassy.id}?done=saved`)
  return showForm(visit, embassy, { typed: form.typed, problems: [] }, sayRefusal(visit, outcome))
}

const freshId = (id: string | undefined) => (id && isUuid(id) ? id : crypto.randomUUID())

function sayRefusal(visit: Visit, outcome: Extract<Outcome, { ok: false }>): string {
  return passportsWords(visit.language).find(outcome.refusal.key) ?? outcome.refusal.key
}

async function showOne(visit: Visit, refusal: string | null = null): Promise<Response> {
  const t = passportsWords(visit.language)
  const embassy = await embassyHere(visit)
  const { institution } = visit.place('cases.read')
  const body = (
    <EmbassyPage
      t={t}
      law={await lawOfToday(visit.house)}
      embassy={embassy}
      changes={await changesOfEmbassy(visit.within(institution), embassy.id)}
      mayWork={visit.may('cases.work', institution)}
      notice={visit.query('done') === 'saved' ? t('embassy.saved') : null}
      refusal={refusal}
    />
  )
  const page = { frame: 'desk', title: t('embassies.title'), current: embassiesAddress, body } as const
  return visit.show(page, refusal ? 409 : 200)
}

async function showForm(visit: Visit, embassy: Embassy | null, tried: Tried, refusal: string | null = null) {
  const t = passportsWords(visit.language)
  const law = await lawOfToday(visit.house)
  const props = { t, law, embassy, id: freshId(tried.typed.id), refusal, ...tried }
  const body = <EmbassyFormPage {...props} />
  const page = { frame: 'desk', title: t('embassies.title'), current: embassiesAddress, body } as const
  return visit.show(page, refusal ? 409 : tried.problems.length > 0 ? 422 : 200)
}
