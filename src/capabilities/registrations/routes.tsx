import { z } from 'zod'
import { addDays } from '../../platform/days.ts'
import type { Href } from '../../platform/jsx-runtime.ts'
import { NotFound } from '../../platform/outcome.ts'
import { country, dayField } from '../../platform/web/fields.ts'
import { composeDays, type Problem, type Typed } from '../../platform/web/form.ts'
import { open, Routes } from '../../platform/web/routes.ts'
import type { Visit } from '../../platform/web/visit.ts'
import { isLanguage } from '../../platform/words/languages.ts'
import { findInstitution } from '../institutions/index.ts'
import { type LawBook, lawBook, lawOn, registrationFor } from '../law/index.ts'
import { type Asked, RegistrationPage } from './exemption-page.tsx'
import { registrationsWords } from './words.ts'

const question = z.object({ citizenship: country(), entered: dayField() })
/** Nobody plans a journey further ahead, and the lists of such a day are not written yet. */
const farthest = 366

export function registrationRoutes(): Routes {
  return new Routes().get('/:institution/:language{(?:en|ru|ky)}/registration', open, show)
}

async function show(visit: Visit) {
  const institution = await findInstitution(visit.house.database.shared, visit.param('institution'))
  const language = visit.param('language')
  if (!institution || !isLanguage(language)) throw new NotFound()
  const book = await lawBook(visit.house, institution.id)
  const typed: Typed = Object.fromEntries(new URL(visit.c.req.url).searchParams)
  const read = typed.citizenship === undefined ? null : answer(visit, book, typed)
  const t = registrationsWords(language)
  const address: Href = `/${institution.id}/${language}/registration`
  const body = (
    <RegistrationPage
      t={t}
      institution={institution}
      address={address}
      countries={book.countries
        .map(({ code, name }) => ({ code, name: name[language] }))
        .toSorted((one, other) => one.name.localeCompare(other.name, language))}
      today={visit.house.clock.today()}
      typed={typed}
      problems={read && !read.ok ? read.problems : []}
      asked={read?.ok ? read.asked : null}
    />
  )
  const query = new URL(visit.c.req.url).search
  const page = {
    frame: 'site',
    institution: institution.id,
    title: t('registration.title'),
    description: t('registration.lead'),
    current: address,
    addresses: {
      en: `/${institution.id}/en/registration${query}`,
      ru: `/${institution.id}/ru/registration${query}`,
      ky: `/${institution.id}/ky/registration${query}`,
    },
    body,
  } as const
  return visit.show(page, read && !read.ok ? 422 : 200)
}

type Read = { readonly ok: true; readonly asked: Asked } | { readonly ok: false; readonly problems: readonly Problem[] }

function answer(visit: Visit, book: LawBook, typed: Typed): Read {
  const form = visit.checked(question, composeDays(typed))
  if (!form.ok) return form
  const { citizenship, entered } = form.value
  const slip = (field: string, key: string): Read => ({ ok: false, problems: [{ field, key }] })
  if (!book.countries.some(({ code }) => code === citizenship)) return slip('citizenship', 'form.choose')
  const [first] = book.registration.flatMap(({ validFrom }) => validFrom ?? []).sort()
  if (first && entered < first) return slip('entered', 'registration.tooEarly')
  if (entered > addDays(visit.house.clock.today(), farthest)) return slip('entered', 'registration.tooFar')
  return {
    ok: true,
    asked: { citizenship, entered, answer: registrationFor(lawOn(book, entered), citizenship, entered) },
  }
}
