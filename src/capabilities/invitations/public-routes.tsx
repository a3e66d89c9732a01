import { plainAddress } from '../../platform/mail/transport.ts'
import { NotFound } from '../../platform/outcome.ts'
import { tooMany } from '../../platform/web/attempts.ts'
import type { Form } from '../../platform/web/form.ts'
import { open, Routes } from '../../platform/web/routes.ts'
import type { Visit } from '../../platform/web/visit.ts'
import { isLanguage } from '../../platform/words/languages.ts'
import { openCase } from '../cases/index.ts'
import { findInstitution, type Institution } from '../institutions/index.ts'
import { lawOfToday } from '../law/index.ts'
import { accountToBegin, clientOf } from '../people/index.ts'
import { askForm } from './forms.ts'
import { invitation } from './invitation.ts'
import { AskPage, KnownPage } from './public-page.tsx'
import { invitationWords } from './words.ts'

const perAddress = { name: 'invitation', most: 10, minutes: 60 }
const perClient = { name: 'invitation-client', most: 100, minutes: 60 }
// What the law says to whoever wants to be invited; by id of the law pack.
const goodToKnow = ['visa.support', 'visa.support-valid', 'visa.scnb-approval']

/** A person asks to be invited, with an account as applicants have one. */
export function publicRoutes(): Routes {
  return new Routes()
    .get('/:institution/:language{(?:en|ru|ky)}/invitation', open, (visit) => show(visit))
    .post('/:institution/:language{(?:en|ru|ky)}/invitation', open, start)
}

async function institutionOf(visit: Visit): Promise<Institution> {
  const found = await findInstitution(visit.house.database.shared, visit.param('institution'))
  if (!found || !isLanguage(visit.param('language'))) throw new NotFound()
  visit.keepLanguage(visit.language)
  return found
}

async function show(visit: Visit, form?: Form<unknown>, status: 200 | 422 | 429 = 200): Promise<Response> {
  const institution = await institutionOf(visit)
  const t = invitationWords(visit.language)
  const law = await lawOfToday(visit.house, institution.id)
  const kept = form && !form.ok && form.problems.some(({ field }) => field === 'key') ? undefined : form?.typed.key
  const body = (
    <AskPage
      t={t}
      institution={institution}
      rules={goodToKnow.flatMap((id) => law.find(id) ?? [])}
      form={form}
      formKey={kept ?? crypto.randomUUID()}
      signedInAs={visit.who?.email ?? null}
      tooMany={status === 429}
    />
  )
  const address = (language: string) => `/${institution.id}/${language}/invitation` as const
  const addresses = { en: address('en'), ru: address('ru'), ky: address('ky') }
  const title = t('ask.title', { institution: institution.short[visit.language] })
  const page = { frame: 'site', institution: institution.id, title, current: address(visit.language) } as const
  return visit.show({ ...page, description: t('ask.lead'), addresses, body }, status)
}

async function start(visit: Visit): Promise<Response> {
  const institution = await institutionOf(visit)
  const form = await visit.form(askForm)
  if (!form.ok || isDoubtful(form.value)) return show(visit, form, 422)
  const { shared } = visit.house.database
  const { mail, kind, key } = form.value
  const refused = (await tooMany(shared, perClient, clientOf(visit))) || (await tooMany(shared, perAddress, mail))
  if (refused) return show(visit, form, 429)

  const accountId = await accountToBegin(visit, mail, `/${institution.id}/${visit.language}/invitation`)
  if (!accountId) return showKnown(visit, institution, mail)
  const by = { id: accountId, name: mail, role: 'subject' }
  const act = { house: visit.house, institution: institution.id, by, party: 'subject' } as const
  const opening = { accountId, email: mail, language: visit.language, typed: { kind }, requestKey: key }
  return visit.go(`/my/${institution.id}/${await openCase(act, invitation, opening)}`)
}

// An address that looks mistyped is asked about once: a link sent to gmial.com reaches nobody, or somebody else.
function isDoubtful({ mail, asked }: { readonly mail: string; readonly asked: string }): boolean {
  const read = plainAddress(mail)
  return read.ok && read.suggestion !== undefined && asked !== mail
}

function showKnown(visit: Visit, institution: Institution, email: string): Promise<Response> {
  const t = invitationWords(visit.language)
  const body = <KnownPage t={t} email={email} outbox={visit.house.config.mode === 'evaluation'} />
  return visit.show({ frame: 'bare', institution: institution.id, title: t('ask.known'), body })
}
