import { z } from 'zod'
import { plainAddress } from '../../platform/mail/transport.ts'
import { NotFound } from '../../platform/outcome.ts'
import { tooMany } from '../../platform/web/attempts.ts'
import { mailAddress, optionalLine } from '../../platform/web/fields.ts'
import type { Form } from '../../platform/web/form.ts'
import { open, Routes } from '../../platform/web/routes.ts'
import type { Visit } from '../../platform/web/visit.ts'
import { isLanguage, languages } from '../../platform/words/languages.ts'
import { KnownPage } from '../admission/index.ts'
import { type Call, callBySlug, callState } from '../calls/index.ts'
import { findInstitution } from '../institutions/index.ts'
import { accountToBegin, clientOf } from '../people/index.ts'
import { ApplyPage, callAddress } from './apply-page.tsx'
import { beginApplication } from './opening.ts'
import { mobilityWords } from './words.ts'

const startForm = z.object({ mail: mailAddress(), asked: optionalLine(300) })
const perAddress = { name: 'mobility', most: 20, minutes: 60 }
// A whole course may begin at once behind one address; a machine that makes accounts may not.
const perClient = { name: 'mobility-client', most: 300, minutes: 60 }

const address = '/:institution/:language/calls/:slug/apply'

/** Where an application for a call begins. */
export function applyRoutes(): Routes {
  return new Routes().get(address, open, (visit) => show(visit)).post(address, open, begin)
}

/** An outgoing call that was published; whatever else is there is not for applicants. */
async function callHere(visit: Visit): Promise<Call> {
  const { house } = visit
  const institution = await findInstitution(house.database.shared, visit.param('institution'))
  if (!institution || !isLanguage(visit.param('language'))) throw new NotFound()
  const call = await callBySlug(visit.within(institution.id), visit.param('slug'))
  if (call?.state !== 'published' || call.direction !== 'outgoing') throw new NotFound()
  visit.keepLanguage(visit.language)
  return call
}

const isOpen = (visit: Visit, call: Call) => callState(call, visit.house.clock.today()) === 'open'

async function show(visit: Visit, form?: Form<unknown>, status: 200 | 409 | 422 | 429 = 200): Promise<Response> {
  const call = await callHere(visit)
  const t = mobilityWords(visit.language)
  const body = (
    <ApplyPage
      t={t}
      call={call}
      isOpen={isOpen(visit, call)}
      form={form}
      signedInAs={visit.who?.email ?? null}
      tooMany={status === 429}
    />
  )
  const [en, ru, ky] = languages.map((language) => `${callAddress(call.institution, language, call.slug)}/apply`)
  const addresses = { en: en ?? '', ru: ru ?? '', ky: ky ?? '' }
  return visit.show({ frame: 'site', institution: call.institution, title: t('apply.title'), addresses, body }, status)
}

async function begin(visit: Visit): Promise<Response> {
  const call = await callHere(visit)
  if (!isOpen(visit, call)) return show(visit, undefined, 409)
  const form = await visit.form(startForm)
  if (!form.ok || isDoubtful(form.value)) return show(visit, form, 422)
  const { shared } = visit.house.database
  const { mail } = form.value
  if ((await tooMany(shared, perClient, clientOf(visit))) || (await tooMany(shared, perAddress, mail)))
    return show(visit, form, 429)

  const back = `${callAddress(call.institution, visit.language, call.slug)}/apply`
  const accountId = await accountToBegin(visit, mail, back)
  if (!accountId) return showKnown(visit, call, mail)
  const { house, language } = visit
  const by = { id: accountId, name: visit.who ? visit.by.name : mail, role: 'subject' }
  const act = { house, institution: call.institution, by, party: 'subject' } as const
  const id = await beginApplication(act, call, { accountId, email: mail, language })
  return visit.go(`/my/${call.institution}/${id}`)
}

function showKnown(visit: Visit, { institution }: Call, mail: string): Promise<Response> {
  const { language, house } = visit
  return visit.show({
    frame: 'bare',
    institution,
    title: mobilityWords(language)('apply.title'),
    body: <KnownPage email={mail} language={language} outbox={house.config.mode === 'evaluation'} />,
  })
}

// An address that looks mistyped is asked about once: a link sent to gmial.com reaches nobody, or somebody else.
function isDoubtful({ mail, asked }: { readonly mail: string; readonly asked: string }): boolean {
  const read = plainAddress(mail)
  return read.ok && read.suggestion !== undefined && asked !== mail
}
