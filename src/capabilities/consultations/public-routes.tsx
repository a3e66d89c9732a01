import { z } from 'zod'
import type { Child } from '../../platform/jsx-runtime.ts'
import { plainAddress } from '../../platform/mail/transport.ts'
import { NotFound } from '../../platform/outcome.ts'
import { tooMany } from '../../platform/web/attempts.ts'
import { mailAddress, oneOf, optionalLine } from '../../platform/web/fields.ts'
import type { Form } from '../../platform/web/form.ts'
import { open, Routes } from '../../platform/web/routes.ts'
import type { Visit } from '../../platform/web/visit.ts'
import { isLanguage } from '../../platform/words/languages.ts'
import { Link, Section } from '../../ui/index.ts'
import { KnownPage } from '../admission/index.ts'
import { openCase } from '../cases/index.ts'
import { findInstitution, type Institution } from '../institutions/index.ts'
import { accountToBegin, clientOf } from '../people/index.ts'
import { consultation } from './consultation.ts'
import { askers } from './facts.ts'
import { ConsultationPage, consultationAddress } from './public-page.tsx'
import { consultationWords } from './words.ts'

const startForm = z.object({
  key: z.uuid({ error: 'form.notUnderstood' }),
  mail: mailAddress(),
  asker: oneOf(askers),
  asked: optionalLine(300),
})
const perAddress = { name: 'consultation', most: 10, minutes: 60 }
const perClient = { name: 'consultation-client', most: 100, minutes: 60 }

const address = '/:institution/:language{(?:en|ru|ky)}/consultation'

/** Where anybody begins a consultation, with an account as applicants have one. */
export function publicRoutes(): Routes {
  return new Routes().get(address, open, (visit) => show(visit)).post(address, open, start)
}

/** On another public page: the way to a consultation. */
export function besideConsultations({ language }: Visit, institution: string): Child {
  const t = consultationWords(language)
  return (
    <Section title={t('start.title')}>
      <p>
        <Link href={consultationAddress(institution, language)}>{t('start.link')}</Link>
      </p>
    </Section>
  )
}

async function institutionOf(visit: Visit): Promise<Institution> {
  const found = await findInstitution(visit.house.database.shared, visit.param('institution'))
  if (!found || !isLanguage(visit.param('language'))) throw new NotFound()
  visit.keepLanguage(visit.language)
  return found
}

async function show(visit: Visit, form?: Form<unknown>, status: 200 | 422 | 429 = 200): Promise<Response> {
  const institution = await institutionOf(visit)
  const t = consultationWords(visit.language)
  const kept = form && !form.ok && form.problems.some(({ field }) => field === 'key') ? undefined : form?.typed.key
  const body = (
    <ConsultationPage
      t={t}
      institution={institution}
      form={form}
      formKey={kept ?? crypto.randomUUID()}
      signedInAs={visit.who?.email ?? null}
      tooMany={status === 429}
    />
  )
  const at = (language: string) => consultationAddress(institution.id, language)
  const addresses = { en: at('en'), ru: at('ru'), ky: at('ky') }
  const page = { frame: 'site', institution: institution.id, title: t('start.title') } as const
  return visit.show({ ...page, description: t('start.lead'), addresses, body }, status)
}

async function start(visit: Visit): Promise<Response> {
  const institution = await institutionOf(visit)
  const form = await visit.form(startForm)
  if (!form.ok || isDoubtful(form.value)) return show(visit, form, 422)
  const { shared } = visit.house.database
  const { mail, asker, key } = form.value
  if ((await tooMany(shared, perClient, clientOf(visit))) || (await tooMany(shared, perAddress, mail)))
    return show(visit, form, 429)

  const accountId = await accountToBegin(visit, mail, consultationAddress(institution.id, visit.language))
  if (!accountId) return showKnown(visit, institution, mail)
  const by = { id: accountId, name: visit.who ? visit.by.name : mail, role: 'subject' }
  const act = { house: visit.house, institution: institution.id, by, party: 'subject' } as const
  const opening = { accountId, email: mail, language: visit.language, typed: { asker }, requestKey: key }
  return visit.go(`/my/${institution.id}/${await openCase(act, consultation, opening)}`)
}

// An address that looks mistyped is asked about once: a link sent to gmial.com reaches nobody, or somebody else.
function isDoubtful({ mail, asked }: { readonly mail: string; readonly asked: string }): boolean {
  const read = plainAddress(mail)
  return read.ok && read.suggestion !== undefined && asked !== mail
}

function showKnown(visit: Visit, { id }: Institution, mail: string): Promise<Response> {
  const { language, house } = visit
  const title = consultationWords(language)('start.title')
  const body = <KnownPage email={mail} language={language} outbox={house.config.mode === 'evaluation'} />
  return visit.show({ frame: 'bare', institution: id, title, body })
}
