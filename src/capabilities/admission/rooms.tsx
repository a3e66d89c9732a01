import { z } from 'zod'
import type { Capability } from '../../platform/capability.ts'
import { isUuid } from '../../platform/database/ids.ts'
import type { House } from '../../platform/house.ts'
import { plainAddress } from '../../platform/mail/transport.ts'
import { NotFound } from '../../platform/outcome.ts'
import { tooMany } from '../../platform/web/attempts.ts'
import { mailAddress, optionalLine } from '../../platform/web/fields.ts'
import type { Form as ReadForm } from '../../platform/web/form.ts'
import { open, Routes } from '../../platform/web/routes.ts'
import type { Visit } from '../../platform/web/visit.ts'
import { isLanguage } from '../../platform/words/languages.ts'
import { casesOfAccount, openCase } from '../cases/index.ts'
import { findInstitution, type Institution } from '../institutions/index.ts'
import { lawOfToday } from '../law/index.ts'
import { accountToBegin, clientOf } from '../people/index.ts'
import { admissionTermsOf, findProgramme } from '../programmes/index.ts'
import { admission } from './admission.ts'
import { ownAnswers } from './own-answers.ts'
import { ApplyPage, KnownPage } from './pages.tsx'
import { passportRoutes } from './passport-rooms.tsx'
import { waitingRoutes } from './waiting-rooms.tsx'
import { admissionWords } from './words.ts'

const startForm = z.object({
  mail: mailAddress(),
  key: optionalLine(40),
  programme: optionalLine(100),
  asked: optionalLine(300),
})
const perAddress = { name: 'apply', most: 10, minutes: 60 }
// A school class behind one address may start together; a machine that makes accounts may not.
const perClient = { name: 'apply-client', most: 200, minutes: 60 }

/** How to apply, and the first step of it. */
export const admissionRooms: Capability = {
  name: 'admission',
  words: admissionWords,
  routes: (house) =>
    new Routes()
      .get('/:institution/:language/apply', open, (visit) => showApply(house, visit))
      .post('/:institution/:language/apply', open, (visit) => start(house, visit))
      .also(passportRoutes(house))
      .also(waitingRoutes()),
  desk: [
    {
      group: 'work',
      href: '/desk/waiting',
      rank: 60,
      text: (language) => admissionWords(language)('waiting.title'),
      needs: 'cases.read',
    },
  ],
}

async function institutionOf(house: House, visit: Visit): Promise<Institution> {
  const found = await findInstitution(house.database.shared, visit.param('institution'))
  if (!found || !isLanguage(visit.param('language'))) throw new NotFound()
  visit.keepLanguage(visit.language)
  return found
}

async function showApply(house: House, visit: Visit, form?: ReadForm<unknown>, status: 200 | 422 | 429 = 200) {
  const institution = await institutionOf(house, visit)
  const db = visit.within(institution.id)
  const [terms, law] = await Promise.all([admissionTermsOf(db), lawOfToday(house, institution.id)])
  const wanted = form?.typed.programme ?? visit.query('programme') ?? ''
  const body = (
    <ApplyPage
      institution={institution}
      terms={terms}
      law={law}
      language={visit.language}
      form={form}
      programme={await findProgramme(db, wanted)}
      requestKey={form?.typed.key ?? crypto.randomUUID()}
      signedInAs={visit.who?.email ?? null}
      tooMany={status === 429}
    />
  )
  const address = (language: string) => `/${institution.id}/${language}/apply`
  return visit.show(
    {
      frame: 'site',
      institution: institution.id,
      title: admissionWords(visit.language)('apply.title', { institution: institution.short[visit.language] }),
      current: address(visit.language),
      addresses: { en: address('en'), ru: address('ru'), ky: address('ky') },
      body,
    },
    status,
  )
}

async function start(house: House, visit: Visit) {
  const institution = await institutionOf(house, visit)
  const form = await visit.form(startForm)
  if (!form.ok || isDoubtful(form.value)) return showApply(house, visit, form, 422)
  const { shared } = house.database
  const refused =
    (await tooMany(shared, perClient, clientOf(visit))) || (await tooMany(shared, perAddress, form.value.mail))
  if (refused) return showApply(house, visit, form, 429)

  const { mail, programme } = form.value
  const back = programme
    ? `/${institution.id}/${visit.language}/apply?programme=${encodeURIComponent(programme)}`
    : '/my'
  const accountId = await accountToBegin(visit, mail, back)
  if (accountId) return begin(house, visit, institution, accountId, form.value)
  return visit.show({
    frame: 'bare',
    institution: institution.id,
    title: admissionWords(visit.language)('apply.known.title'),
    body: <KnownPage email={mail} language={visit.language} outbox={house.config.mode === 'evaluation'} />,
  })
}

// An address that looks mistyped is asked about once: a link sent to gmial.com reaches nobody, or somebody else.
function isDoubtful({ mail, asked }: { readonly mail: string; readonly asked: string }): boolean {
  const read = plainAddress(mail)
  return read.ok && read.suggestion !== undefined && asked !== mail
}

interface Started {
  readonly mail: string
  readonly key: string
  readonly programme: string
}

async function begin(house: House, visit: Visit, institution: Institution, accountId: string, given: Started) {
  const db = visit.within(institution.id)
  const programme = await findProgramme(db, given.programme)
  const chosen = programme?.openForApplication ? { level: programme.level ?? 'other', programme: programme.id } : {}
  const before = (await casesOfAccount(db, accountId)).find((standing) => standing.procedure === admission.name)
  const id = await openCase(
    { house, institution: institution.id, by: { id: accountId, name: given.mail, role: 'subject' }, party: 'subject' },
    admission,
    {
      accountId,
      email: given.mail,
      language: visit.language,
      // Who applied here before doesn't type the own data twice.
      typed: { ...ownAnswers(before?.typed ?? {}), mail: given.mail, ...chosen },
      requestKey: isUuid(given.key) ? given.key : null,
    },
  )
  return visit.go(`/my/${institution.id}/${id}`)
}
