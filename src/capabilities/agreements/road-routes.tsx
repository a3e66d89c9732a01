import { isUuid } from '../../platform/database/ids.ts'
import { NotFound, type Outcome } from '../../platform/outcome.ts'
import { tooMany } from '../../platform/web/attempts.ts'
import { composeDays, type Problem, type Typed } from '../../platform/web/form.ts'
import { may, Routes } from '../../platform/web/routes.ts'
import type { Visit } from '../../platform/web/visit.ts'
import { languages } from '../../platform/words/languages.ts'
import { Crumbs, PageTitle, Stack } from '../../ui/index.ts'
import { findCase, sayNotTaken, type Tried } from '../cases/index.ts'
import { claim, filePage, letGo, pdfPage, readUpload } from '../documents/index.ts'
import { findInstitution, type Institution } from '../institutions/index.ts'
import { lawOfToday } from '../law/index.ts'
import { staysOf } from '../mobility-numbers/index.ts'
import { changing, endAgreement, heldHere } from './actions.ts'
import { answersOf, draftsOf, insertPaper, papersOf } from './answer-store.ts'
import { askByLink, signInInk, takeBack, whyNotUntil } from './asking.ts'
import { balanceOfStays, staysUnder } from './balance.ts'
import { BalanceSection } from './balance-pages.tsx'
import { DraftWords } from './draft-view.tsx'
import { paragraphsOf, templateText, writeDraft } from './drafting.ts'
import { EndForm } from './end-form.tsx'
import { actOf, agreementHere, freshId, namedIn, sayRefusal } from './here.ts'
import { renew, takeRoad } from './opening.ts'
import { originalsOf } from './original-store.ts'
import { addOriginal, dropOriginal, dropPaper, moveOriginal } from './originals.ts'
import { OriginalsSection } from './originals-page.tsx'
import { draftPaper } from './paper.ts'
import { AskPage, DraftFormPage, InkPage, PaperFormPage, type RoadFormProps } from './road-forms.tsx'
import { LifeSection, PapersSection, type RoadProps, RoadSection, writtenIn } from './road-page.tsx'
import { askForm, draftForm, endForm, inkForm, moveForm } from './road-rules.ts'
import { showAgreement } from './routes.tsx'
import type { Agreement } from './rules.ts'
import { agreementPage, agreementsAddress } from './said.tsx'
import { settingsOf } from './settings.ts'
import { agreementsWords } from './words.ts'

/** Mails to addresses that an officer types, by account: whoever gets into one sends no spam from the university. */
const mailing = { name: 'agreement-mail', most: 60, minutes: 60 }

/** The road to signature on an agreement's page: its text, who is asked, originals and files, renewal and end. */
export function roadRoutes(): Routes {
  const base = `${agreementsAddress}/:id`
  const work = may('partners.edit')
  const read = may('partners.read')
  return new Routes()
    .get(base, read, (visit) => showWhole(visit))
    .post(`${base}/road`, work, async (visit) => {
      const { agreement } = await agreementHere(visit, 'partners.edit')
      await takeRoad({ ...actOf(visit), party: 'office' }, agreement)
      return visit.go(agreementPage(agreement))
    })
    .post(`${base}/renewal`, work, renewHere)
    .post(`${base}/end`, work, endHere)
    .get(`${base}/drafts/new`, work, firstDraft)
    .post(`${base}/drafts/new`, work, draftHere)
    .get(`${base}/drafts/:number`, read, showDraft)
    .get(`${base}/drafts/:number/:file`, read, printDraft)
    .get(`${base}/ask`, work, (visit) => formPage(visit, AskPage, { typed: { speaks: 'en' }, problems: [] }))
    .post(`${base}/ask`, work, ask)
    .get(`${base}/ink`, work, (visit) => formPage(visit, InkPage, blank))
    .post(`${base}/ink`, work, ink)
    .post(`${base}/answers/:answer/revocation`, work, async (visit) => {
      const { agreement } = await agreementHere(visit, 'partners.edit')
      if (!isUuid(visit.param('answer'))) throw new NotFound()
      return went(visit, agreement, await takeBack(actOf(visit), agreement.id, visit.param('answer')))
    })
    .get(`${base}/papers/new`, work, (visit) => formPage(visit, PaperFormPage, blank))
    .post(`${base}/papers/new`, work, addPaper)
    .get(`${base}/papers/:paper`, read, showPaper)
    .post(`${base}/papers/:paper/removal`, work, async (visit) => {
      const { agreement } = await agreementHere(visit, 'partners.edit')
      return went(visit, agreement, await dropPaper(actOf(visit), agreement.id, visit.param('paper')))
    })
    .post(`${base}/originals`, work, (visit) => moved(visit, 'new'))
    .post(`${base}/originals/:original/moves`, work, (visit) => moved(visit, visit.param('original')))
    .post(`${base}/originals/:original/removal`, work, async (visit) => {
      const { agreement } = await agreementHere(visit, 'partners.edit')
      return went(visit, agreement, await dropOriginal(actOf(visit), agreement.id, visit.param('original')))
    })
}

const blank: Tried = { typed: {}, problems: [] }

async function roadOf(visit: Visit): Promise<RoadProps & { readonly institution: Institution }> {
  const { agreement, institution } = await agreementHere(visit)
  const db = visit.within(institution)
  const [named, standing, drafts, answers, papers, own] = await Promise.all([
    namedIn(visit, institution, [agreement]),
    agreement.caseId ? findCase(db, agreement.caseId) : null,
    draftsOf(db, agreement.id),
    answersOf(db, agreement.id),
    papersOf(db, agreement.id),
    findInstitution(visit.house.database.shared, institution),
  ])
  if (!own) throw new NotFound()
  const t = agreementsWords(visit.language)
  const mayEdit = visit.may('partners.edit', institution)
  return {
    t,
    agreement,
    named,
    standing,
    drafts,
    answers,
    papers,
    mayEdit,
    us: own.name[visit.language],
    institution: own,
  }
}

interface Whole {
  readonly refusal?: string
  readonly moving?: Tried & { readonly id: string }
  readonly ending?: Tried
}

async function showWhole(visit: Visit, { refusal, moving, ending }: Whole = {}): Promise<Response> {
  const road = await roadOf(visit)
  const { institution, agreement, t, mayEdit } = road
  const [law, originals] = await Promise.all([
    lawOfToday(visit.house, institution.id),
    originalsOf(visit.within(institution.id), agreement.id),
  ])
  const sections = (
    <>
      <RoadSection {...road} />
      <BalanceSection t={t} balance={await balanceHere(visit, road)} />
      <OriginalsSection {...{ t, law, agreement, originals, mayEdit }} tried={moving ?? null} />
      <PapersSection {...road} />
      <LifeSection {...road}>
        <EndForm {...{ t, law, agreement }} tried={ending ?? null} />
      </LifeSection>
    </>
  )
  return showAgreement(visit, { sections, slipped: Boolean(moving ?? ending), ...(refusal ? { refusal } : {}) })
}

/** Who went and came under the agreement: with its partners, as they are called now, while it is in force. */
async function balanceHere(visit: Visit, { institution, agreement, named }: Awaited<ReturnType<typeof roadOf>>) {
  const db = visit.within(institution.id)
  const leaders = new Set(agreement.parties.flatMap(({ partner }) => named.get(partner ?? '')?.id ?? []))
  const [stays, { weights }] = await Promise.all([staysOf(db), settingsOf(db)])
  return balanceOfStays(staysUnder(agreement, leaders, stays), weights)
}

async function went(visit: Visit, agreement: Agreement, outcome: Outcome): Promise<Response> {
  if (outcome.ok) return visit.go(agreementPage(agreement))
  return showWhole(visit, { refusal: sayRefusal(visit, outcome) })
}

async function renewHere(visit: Visit): Promise<Response> {
  const { agreement, institution } = await agreementHere(visit, 'partners.edit')
  const db = visit.within(institution)
  const before = await db
    .selectFrom('agreements')
    .select('id')
    .where('renews_id', '=', agreement.id)
    .where('state', '!=', 'dropped')
    .where('archived_at', 'is', null)
    .executeTakeFirst()
  if (before) return visit.go(agreementPage(before))
  const stands = ['signed', 'inForce', 'ending', 'ended'].includes(agreement.state)
  if (!stands) return showWhole(visit, { refusal: agreementsWords(visit.language)('renew.notNow') })
  const id = crypto.randomUUID()
  await renew({ ...actOf(visit), party: 'office' }, id, agreement)
  return visit.go(agreementPage({ id }))
}

async function endHere(visit: Visit): Promise<Response> {
  const { agreement } = await agreementHere(visit, 'partners.edit')
  const typed = await visit.typed()
  if (typed.undo === 'yes')
    return went(visit, agreement, await endAgreement(actOf(visit), agreement.id, { on: null, why: '' }))
  const form = visit.checked(endForm, typed)
  if (!form.ok) return showWhole(visit, { ending: form })
  const outcome = await endAgreement(actOf(visit), agreement.id, form.value)
  if (outcome.ok) return visit.go(agreementPage(agreement))
  return showWhole(visit, { ending: { typed, problems: [{ field: 'on', key: outcome.refusal.key }] } })
}

type Trying = RoadFormProps['tried']

async function formPage(visit: Visit, Page: (props: RoadFormProps) => ReturnType<typeof AskPage>, tried: Trying) {
  const road = await roadOf(visit)
  if (!road.agreement.caseId) return visit.go(agreementPage(road.agreement))
  const law = await lawOfToday(visit.house)
  const body = Page({ ...road, law, tried })
  const status = tried.refusal ? 409 : tried.problems.length + (tried.notTaken ?? []).length > 0 ? 422 : 200
  return visit.show({ frame: 'desk', title: road.t('list.title'), current: agreementsAddress, body }, status)
}

const refused = (visit: Visit, typed: Typed, outcome: Extract<Outcome, { ok: false }>): Trying => ({
  ...{ typed, problems: [], refusal: sayRefusal(visit, outcome) },
})

async function firstDraft(visit: Visit): Promise<Response> {
  const { agreement, drafts, named, institution } = await roadOf(visit)
  const last = drafts.at(-1)
  const kept = last && paragraphsOf(last)
  const text = (language: (typeof languages)[number]) =>
    kept ? kept[language] : templateText(agreement, institution, named, language)
  const typed = Object.fromEntries(languages.map((language) => [`text.${language}`, text(language)]))
  return formPage(visit, DraftFormPage, { typed, problems: [] })
}

async function draftHere(visit: Visit): Promise<Response> {
  const { agreement } = await agreementHere(visit, 'partners.edit')
  const { received, notTaken, fields } = await readUpload(visit.c, visit.house)
  const [file = null, ...more] = received
  await letGo(visit.house, more)
  const typed = { ...fields, key: freshId(fields.key) }
  const form = visit.checked(draftForm, typed)
  const said = notTaken.map((one) => sayNotTaken(one, visit.language))
  const problems: Problem[] = form.ok ? [] : [...form.problems]
  const text = form.ok ? { en: form.value['text.en'], ru: form.value['text.ru'], ky: form.value['text.ky'] } : null
  if (form.ok && !file && said.length === 0 && text && `${text.en}${text.ru}${text.ky}` === '')
    problems.push({ field: 'text.en', key: 'draft.empty' })
  if (!form.ok || problems.length + said.length > 0) {
    await letGo(visit.house, file ? [file] : [])
    return formPage(visit, DraftFormPage, { typed, problems, notTaken: said })
  }
  const outcome = await writeDraft(actOf(visit), agreement.id, { ...form.value, text: file ? null : text, file })
  if (outcome.ok) return visit.go(agreementPage(agreement))
  await letGo(visit.house, file ? [file] : [])
  return formPage(visit, DraftFormPage, refused(visit, typed, outcome))
}

async function draftOf(visit: Visit) {
  const road = await roadOf(visit)
  const draft = road.drafts.find(({ number }) => String(number) === visit.param('number'))
  if (!draft) throw new NotFound()
  return { ...road, draft }
}

async function showDraft(visit: Visit): Promise<Response> {
  const { t, agreement, draft, named, us } = await draftOf(visit)
  if (draft.paperId) return visit.go(`${agreementPage(agreement)}/papers/${draft.paperId}`)
  const title = t('draft.number', { number: draft.number })
  const name = agreement.title[t.language]
  const steps = [
    { text: t('list.title'), href: agreementsAddress },
    { text: name, href: agreementPage(agreement) },
    { text: title },
  ]
  const body = (
    <Stack>
      <Crumbs label={t('list.title')} steps={steps} />
      <PageTitle
        title={title}
        over={name}
        lead={t('pdf.version', { number: draft.number, hash: draft.hash.slice(0, 16) })}
      />
      <DraftWords {...{ t, agreement, draft, named, us }} />
    </Stack>
  )
  return visit.show({ frame: 'desk', title, current: agreementsAddress, body })
}

async function printDraft(visit: Visit): Promise<Response> {
  const { agreement, draft, answers, named, institution } = await draftOf(visit)
  const language = writtenIn(draft).find((one) => `${one}.pdf` === visit.param('file'))
  if (!language) throw new NotFound()
  const pdf = await draftPaper({ agreement, draft, answers, named, institution }, language)
  return pdfPage(pdf, `agreement-${draft.number}-${language}.pdf`)
}

async function ask(visit: Visit): Promise<Response> {
  const { agreement } = await agreementHere(visit, 'partners.edit')
  const typed = await visit.typed()
  const form = visit.checked(askForm, composeDays(typed))
  if (!form.ok) return formPage(visit, AskPage, { typed, problems: form.problems })
  const wrong = whyNotUntil(form.value.until, visit.house.clock.today())
  const noParty = form.value.party > agreement.parties.length
  const problems = [
    ...(wrong ? [{ field: 'until', key: wrong }] : []),
    ...(noParty ? [{ field: 'party', key: 'form.choose' }] : []),
    ...(form.value.what === 'approval' && form.value.role === '' ? [{ field: 'role', key: 'form.choose' }] : []),
  ]
  if (problems.length > 0) return formPage(visit, AskPage, { typed, problems })
  if (await tooMany(visit.house.database.shared, mailing, visit.account.accountId))
    return formPage(visit, AskPage, { typed, problems: [{ field: 'address', key: 'ask.tooMany' }] })
  const outcome = await askByLink(actOf(visit), agreement.id, form.value)
  return outcome.ok ? visit.go(agreementPage(agreement)) : formPage(visit, AskPage, refused(visit, typed, outcome))
}

async function ink(visit: Visit): Promise<Response> {
  const { agreement } = await agreementHere(visit, 'partners.edit')
  const { received, notTaken, fields: typed } = await readUpload(visit.c, visit.house)
  const [scan, ...more] = received
  await letGo(visit.house, more)
  const form = visit.checked(inkForm, composeDays(typed))
  const said = notTaken.map((one) => sayNotTaken(one, visit.language))
  const problems: Problem[] = form.ok ? [] : [...form.problems]
  if (form.ok && form.value.on > visit.house.clock.today()) problems.push({ field: 'on', key: 'ink.future' })
  if (form.ok && form.value.party > agreement.parties.length) problems.push({ field: 'party', key: 'form.choose' })
  if (!scan && said.length === 0) problems.push({ field: 'file', key: 'ink.noScan' })
  if (!form.ok || !scan || problems.length + said.length > 0) {
    await letGo(visit.house, scan ? [scan] : [])
    return formPage(visit, InkPage, { typed, problems, notTaken: said })
  }
  const outcome = await signInInk(actOf(visit), agreement.id, form.value, scan)
  if (outcome.ok) return visit.go(agreementPage(agreement))
  await letGo(visit.house, [scan])
  return formPage(visit, InkPage, refused(visit, typed, outcome))
}

async function addPaper(visit: Visit): Promise<Response> {
  const { agreement, institution } = await agreementHere(visit, 'partners.edit')
  const { received, notTaken, fields: typed } = await readUpload(visit.c, visit.house)
  const [file, ...more] = received
  await letGo(visit.house, more)
  const said = notTaken.map((one) => sayNotTaken(one, visit.language))
  if (!file) {
    const problems = said.length > 0 ? [] : [{ field: 'file', key: 'ink.noScan' }]
    return formPage(visit, PaperFormPage, { typed, problems, notTaken: said })
  }
  const what = ['annex', 'scan'].find((one) => one === typed.what) ?? 'other'
  const title = (typed.title ?? '').trim().slice(0, 200)
  const act = actOf(visit)
  const outcome = await changing(act, agreement.id, async (tx, reading) => {
    await heldHere(tx, agreement.id, reading)
    await claim(tx, file)
    const about = { id: freshId(typed.key), what, title, at: visit.house.clock.now(), by: act.by.name }
    await insertPaper(tx, { institution, agreementId: agreement.id }, file, about)
    return { before: {}, after: { paper: title || file.name } }
  })
  return went(visit, agreement, outcome)
}

async function showPaper(visit: Visit): Promise<Response> {
  const { agreement, institution } = await agreementHere(visit)
  const papers = await papersOf(visit.within(institution), agreement.id)
  const paper = papers.find(({ id }) => id === visit.param('paper'))
  if (!paper) throw new NotFound()
  return filePage(visit.house, paper)
}

/** A new original, or where one has come. */
async function moved(visit: Visit, original: string): Promise<Response> {
  const { agreement } = await agreementHere(visit, 'partners.edit')
  const typed = await visit.typed()
  const form = visit.checked(moveForm, typed)
  const late = form.ok && form.value.on > visit.house.clock.today() ? [{ field: 'on', key: 'ink.future' }] : []
  const problems = form.ok ? late : form.problems
  if (!form.ok || problems.length > 0) return showWhole(visit, { moving: { typed, problems, id: original } })
  const act = actOf(visit)
  const move = { ...form.value, by: act.by.name }
  const languagesOf = (typed.languages ?? '').trim().slice(0, 100)
  const outcome =
    original === 'new'
      ? await addOriginal(act, agreement.id, freshId(typed.key), languagesOf, move)
      : await moveOriginal(act, agreement.id, original, move)
  return went(visit, agreement, outcome)
}
