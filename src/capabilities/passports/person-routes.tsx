import { isUuid } from '../../platform/database/ids.ts'
import type { Db } from '../../platform/database/index.ts'
import { NotFound } from '../../platform/outcome.ts'
import { may, Routes, signedIn } from '../../platform/web/routes.ts'
import type { Visit } from '../../platform/web/visit.ts'
import { deskAct, placesOf } from '../cases/index.ts'
import { pdfPage } from '../documents/index.ts'
import { findInstitution, type Institution } from '../institutions/index.ts'
import { lawOfToday } from '../law/index.ts'
import { recordsOf, validOf } from '../stays/index.ts'
import { embassyOf } from './embassy-store.ts'
import { openExtension, openOwnExtension, passportsHeld } from './extension-opening.ts'
import { OwnPassportPage, type PassportsOf, PersonPassportPage, passportAddress, type Slip } from './person-page.tsx'
import {
  findPerson,
  type KnownPerson,
  openExtensions,
  personOfAccount,
  recordsOfOne,
  studyingHere,
} from './person-store.ts'
import { receiptData, setReceipt } from './receipt.ts'
import { giveBack, seeOriginal, sightHere } from './sight-actions.ts'
import { returnForm, type Sight, sightForm } from './sight-rules.ts'
import { sightsOf } from './sight-store.ts'
import { passportsWords } from './words.ts'

const desk = '/desk/persons/:id/passport'
const own = '/my/:institution/passport'

/** A person's passport: at the desk by those who may look at papers, and on the own page. */
export function personRoutes(): Routes {
  return new Routes()
    .get(desk, may('papers.look'), (visit) => showPerson(visit))
    .post(`${desk}/sights`, may('cases.work'), see)
    .post(`${desk}/sights/:sight/return`, may('cases.work'), takeBack)
    .get(`${desk}/sights/:sight/receipt.pdf`, may('papers.look'), async (visit) => {
      const { person, people } = await personHere(visit)
      const { institution } = visit.place('papers.look')
      return receipt(
        visit,
        institution,
        person,
        await sightHere({ house: visit.house, institution }, people, visit.param('sight')),
      )
    })
    .post(`${desk}/extension`, may('cases.work'), async (visit) => {
      const { person } = await personHere(visit)
      const id = await openExtension(deskAct(visit), person, keyOf((await visit.typed()).key))
      return visit.go(`/desk/cases/passport-extension/${id}`)
    })
    .get('/my/passports', signedIn, showOwn)
    .get(`${own}/sights/:sight/receipt.pdf`, signedIn, async (visit) => {
      const { institution, person, people } = await ownHere(visit)
      const sight = await sightHere({ house: visit.house, institution: institution.id }, people, visit.param('sight'))
      return receipt(visit, institution.id, person, sight)
    })
    .post(`${own}/extension`, signedIn, async (visit) => {
      const { institution, person } = await ownHere(visit)
      const { accountId, email } = visit.account
      const by = { ...visit.by, role: 'subject' }
      const act = { house: visit.house, institution: institution.id, by, party: 'subject' } as const
      const account = { accountId, email, language: visit.language }
      const id = await openOwnExtension(act, person, account, keyOf((await visit.typed()).key))
      return visit.go(`/my/${institution.id}/${id}`)
    })
}

const keyOf = (key: string | undefined) => (key && isUuid(key) ? key : crypto.randomUUID())

interface Here {
  readonly person: KnownPerson
  readonly people: readonly string[]
}

async function personHere(visit: Visit): Promise<Here> {
  const db = visit.within(visit.place('papers.look').institution)
  const person = await findPerson(db, visit.param('id'))
  if (!person) throw new NotFound()
  return { person, people: await recordsOfOne(db, person.id) }
}

async function ownHere(visit: Visit): Promise<Here & { readonly institution: Institution }> {
  const institution = await findInstitution(visit.house.database.shared, visit.param('institution'))
  const here = institution && (await followedHere(visit, institution.id))
  if (!here) throw new NotFound()
  return { institution, ...here }
}

/** The reader's own record, if the university follows their stay: they study there, or papers of theirs are written down. */
async function followedHere(visit: Visit, institution: string): Promise<Here | null> {
  const db = visit.within(institution)
  const person = await personOfAccount(db, visit.account.accountId)
  if (!person) return null
  const people = await recordsOfOne(db, person.id)
  const follows = (await studyingHere(db, people)) !== null || (await recordsOf(db, people)).length > 0
  return follows ? { person, people } : null
}

async function passportsOf(db: Db, { person, people }: Here, arrived: boolean): Promise<PassportsOf> {
  const [records, sights, open] = await Promise.all([
    recordsOf(db, people),
    sightsOf(db, people),
    openExtensions(db, people, arrived),
  ])
  const passports = passportsHeld(records)
  const visas = validOf(records, 'visa').flatMap(({ to }) => to ?? [])
  return {
    ...{ person, passports, sights, open },
    embassy: await embassyOf(db, person.citizenship ?? passports[0]?.said.country ?? null),
    visaEnds: visas.toSorted().at(-1) ?? null,
  }
}

async function showPerson(visit: Visit, slip: Slip | null = null): Promise<Response> {
  const t = passportsWords(visit.language)
  const { institution } = visit.place('papers.look')
  const body = (
    <PersonPassportPage
      t={t}
      law={await lawOfToday(visit.house, institution)}
      known={await passportsOf(visit.within(institution), await personHere(visit), true)}
      mayWork={visit.may('cases.work', institution)}
      slip={slip}
      notice={visit.query('done') === 'saved' ? t('embassy.saved') : null}
    />
  )
  const page = { frame: 'desk', title: t('person.title'), current: '/desk/passports', body } as const
  return visit.show(page, slip ? 422 : 200)
}

const actOf = (visit: Visit) => ({
  house: visit.house,
  institution: visit.place('cases.work').institution,
  by: visit.by,
})

async function see(visit: Visit): Promise<Response> {
  const { person, people } = await personHere(visit)
  const form = await visit.form(sightForm)
  const away = form.typed.form === 'away'
  const given = { id: keyOf(form.typed.id), away }
  const problems = form.ok ? await seeOriginal(actOf(visit), people, { ...given, entry: form.value }) : form.problems
  if (problems.length > 0) return showPerson(visit, { form: away ? 'away' : 'seen', typed: form.typed, problems })
  return visit.go(`${passportAddress(person.id)}?done=saved`)
}

async function takeBack(visit: Visit): Promise<Response> {
  const { person, people } = await personHere(visit)
  const sight = await sightHere(actOf(visit), people, visit.param('sight'))
  const form = await visit.form(returnForm)
  const problems = form.ok ? await giveBack(actOf(visit), sight, form.value.returnedOn) : form.problems
  if (problems.length > 0) return showPerson(visit, { form: `return-${sight.id}`, typed: form.typed, problems })
  return visit.go(`${passportAddress(person.id)}?done=saved`)
}

async function receipt(visit: Visit, place: string, person: KnownPerson, sight: Sight): Promise<Response> {
  const institution = await findInstitution(visit.house.database.shared, place)
  const law = await lawOfToday(visit.house, place)
  const data = institution && receiptData(sight, person.name, institution, law.find('study.passport-keeping'))
  if (!data) throw new NotFound()
  return pdfPage(await setReceipt(data, sight), `passport-${sight.seenOn}.pdf`)
}

async function showOwn(visit: Visit): Promise<Response> {
  const t = passportsWords(visit.language)
  const { shared } = visit.house.database
  const known = await Promise.all(
    (await placesOf(shared, visit.account.accountId)).map(async (place) => {
      const [institution, here] = [await findInstitution(shared, place), await followedHere(visit, place)]
      if (!institution || !here) return []
      const name = institution.name[visit.language]
      return [{ id: place, name, known: await passportsOf(visit.within(place), here, false) }]
    }),
  )
  const body = <OwnPassportPage t={t} law={await lawOfToday(visit.house)} places={known.flat()} />
  return visit.show({ frame: 'my', title: t('my.title'), body })
}
