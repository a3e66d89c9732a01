import type { Html } from '../../platform/jsx-runtime.ts'
import type { SignInAnswer } from '../../platform/sessions/index.ts'
import { clientOf } from '../../platform/web/client.ts'
import { open, Routes } from '../../platform/web/routes.ts'
import { ownAddress, type Visit } from '../../platform/web/visit.ts'
import { askForLink, signIn, signInByCode } from './actions.ts'
import { codeForm, destination, languageForm, linkForm, signInForm, tokenForm } from './rules.ts'
import {
  BusyPage,
  CodePage,
  LinkOpenedPage,
  LinkPage,
  LinkSentPage,
  LinkUsedPage,
  SignInPage,
} from './sign-in-pages.tsx'
import { keepLanguage } from './store.ts'
import { type PeopleSay, peopleWords } from './words.ts'

export function signInRoutes(): Routes {
  return new Routes()
    .get('/sign-in', open, (visit) => {
      const { t, to } = about(visit)
      if (visit.who) return visit.go(destination(to, visit.who))
      return showSignIn(visit, { to, done: t.find(`done.${visit.query('done') ?? ''}`) })
    })
    .post('/sign-in', open, takePassword)
    .get('/sign-in/code', open, (visit) => {
      const { t, to } = about(visit)
      return show(visit, t('code.title'), <CodePage t={t} to={to} problems={[]} wrong={false} />)
    })
    .post('/sign-in/code', open, takeCode)
    .post('/sign-in/mail-link', open, sendLink)
    .get('/sign-in/link', open, (visit) => {
      const { t, to } = about(visit)
      const token = visit.query('token') ?? ''
      return show(visit, t('link.open.title'), <LinkOpenedPage t={t} token={token} to={to} />)
    })
    .post('/sign-in/link', open, takeLink)
    .post('/sign-out', open, async (visit) => {
      visit.keepCookies(await visit.house.sessions.signOut(visit.headers))
      return visit.go('/')
    })
    .post('/language', open, changeLanguage)
}

async function takePassword(visit: Visit): Promise<Response> {
  const form = await visit.form(signInForm)
  const to = ownAddress(form.typed.to) ?? ''
  const email = form.typed.email ?? ''
  if (!form.ok) return showSignIn(visit, { to, email, problems: form.problems })

  const { house, headers } = visit
  const answer = await signIn(house, headers, clientOf(visit), form.value.email, form.value.password)
  if (answer.kind === 'busy') return showBusy(visit, answer.minutes)
  if (answer.kind === 'wrong') return showSignIn(visit, { to, email, notice: 'password' })
  return goOn(visit, answer, to)
}

async function takeCode(visit: Visit): Promise<Response> {
  const t = peopleWords(visit.language)
  const form = await visit.form(codeForm)
  const to = ownAddress(form.typed.to) ?? ''
  const problems = form.ok ? [] : form.problems
  const answer = form.ok && (await signInByCode(visit.house, visit.headers, clientOf(visit), form.value.code))
  if (answer && answer.kind === 'busy') return showBusy(visit, answer.minutes)
  if (answer && answer.kind !== 'wrong') return goOn(visit, answer, to)
  return show(visit, t('code.title'), <CodePage t={t} to={to} problems={problems} wrong={form.ok} />, 422)
}

async function sendLink(visit: Visit): Promise<Response> {
  const t = peopleWords(visit.language)
  const form = await visit.form(linkForm)
  const to = ownAddress(form.typed.to) ?? ''
  if (!form.ok) {
    const email = form.typed.email ?? ''
    return show(visit, t('link.title'), <LinkPage t={t} to={to} email={email} problems={form.problems} />, 422)
  }
  const { email } = form.value
  const busy = await askForLink(visit.house, visit.headers, clientOf(visit), email, to)
  if (busy) return showBusy(visit, busy.minutes)
  const outbox = visit.house.config.mode === 'evaluation'
  return show(visit, t('link.sent.title'), <LinkSentPage t={t} email={email} outbox={outbox} />)
}

async function takeLink(visit: Visit): Promise<Response> {
  const t = peopleWords(visit.language)
  const form = await visit.form(tokenForm)
  const to = ownAddress(form.typed.to) ?? ''
  const answer = await visit.house.sessions.withLink(visit.headers, form.typed.token ?? '')
  if (answer.kind !== 'wrong') return goOn(visit, answer, to)
  // Whoever opens the mail a second time in the same browser is already where the link leads.
  if (visit.who) return visit.go(destination(to, visit.who))
  return show(visit, t('link.used.title'), <LinkUsedPage t={t} to={to} />)
}

async function changeLanguage(visit: Visit): Promise<Response> {
  const form = await visit.form(languageForm)
  if (form.ok) {
    visit.keepLanguage(form.value.language)
    if (visit.who) await keepLanguage(visit.house.database.shared, visit.who.accountId, form.value.language)
    visit.house.sessions.forget()
  }
  return visit.go(ownAddress(visit.query('to')) ?? '/')
}

/** The browser keeps what signing in gave it and goes on: to the code, where it wanted to, or to its own start. */
export async function goOn(
  visit: Visit,
  answer: Exclude<SignInAnswer, { kind: 'wrong' }>,
  to: string,
): Promise<Response> {
  visit.keepCookies(answer.cookies)
  if (answer.kind === 'second-factor') return visit.go(`/sign-in/code?${new URLSearchParams({ to })}`)
  const cookie = cookieLine(answer.cookies)
  return visit.go(destination(to, await visit.house.sessions.who(new Headers({ cookie }))))
}

/** The cookies of an answer as the browser will send them. */
export function cookieLine(cookies: readonly string[]): string {
  return cookies.map((kept) => kept.split(';')[0]).join('; ')
}

function about(visit: Visit): { t: PeopleSay; to: string } {
  return { t: peopleWords(visit.language), to: ownAddress(visit.query('to')) ?? '' }
}

export function showSignIn(
  visit: Visit,
  shown: Omit<Parameters<typeof SignInPage>[0], 't' | 'provider'>,
): Promise<Response> {
  const t = peopleWords(visit.language)
  const page = {
    frame: 'bare',
    title: t('signIn.title'),
    modules: ['passkey'],
    body: <SignInPage t={t} provider={visit.house.config.provider?.name ?? null} {...shown} />,
  } as const
  return visit.show(page, shown.notice || shown.problems ? 422 : 200)
}

function show(visit: Visit, title: string, body: Html, status: 200 | 422 = 200) {
  return visit.show({ frame: 'bare', title, body }, status)
}

export function showBusy(visit: Visit, minutes: number): Promise<Response> {
  const t = peopleWords(visit.language)
  visit.c.header('retry-after', String(minutes * 60))
  return visit.show({ frame: 'bare', title: t('busy.title'), body: <BusyPage t={t} minutes={minutes} /> }, 429)
}
