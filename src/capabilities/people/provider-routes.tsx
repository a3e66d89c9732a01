import { deleteCookie, getCookie, setCookie } from 'hono/cookie'
import { clientOf } from '../../platform/web/client.ts'
import { open, type Routes } from '../../platform/web/routes.ts'
import { ownAddress, type Visit } from '../../platform/web/visit.ts'
import { isBusy } from './actions.ts'
import { challengeMinutes } from './challenges.ts'
import { answerProvider, askProvider, type ProviderProblem, settingsOf } from './provider.ts'
import { placeLimit } from './rules.ts'
import { ProviderProblemPage } from './sign-in-pages.tsx'
import { goOn, showBusy } from './sign-in-routes.tsx'
import { peopleWords } from './words.ts'

const stateCookie = 'kopuro.provider'

/** Sign-in by the university's own provider, where the installation names one. */
export function providerRoutes(routes: Routes): Routes {
  return routes.get('/sign-in/provider', open, leave).get('/sign-in/provider/callback', open, comeBack)
}

async function leave(visit: Visit): Promise<Response> {
  settingsOf(visit.house.config)
  const busy = await isBusy(visit.house, placeLimit, clientOf(visit))
  if (busy) return showBusy(visit, busy.minutes)
  const to = ownAddress(visit.query('to')) ?? ''
  const asked = await askProvider(visit.house, to)
  if (!asked) return showProblem(visit, 'down', to)
  setCookie(visit.c, stateCookie, asked.state, {
    path: '/sign-in/provider',
    maxAge: challengeMinutes * 60,
    httpOnly: true,
    // The provider sends the browser back from its own site: Lax lets the cookie come along, Strict would not.
    sameSite: 'Lax',
    secure: visit.house.config.mode === 'production',
  })
  return visit.leave(asked.address)
}

async function comeBack(visit: Visit): Promise<Response> {
  settingsOf(visit.house.config)
  const busy = await isBusy(visit.house, placeLimit, clientOf(visit))
  if (busy) return showBusy(visit, busy.minutes)
  const kept = getCookie(visit.c, stateCookie) ?? ''
  deleteCookie(visit.c, stateCookie, { path: '/sign-in/provider' })
  const { searchParams } = new URL(visit.c.req.url)
  const came = await answerProvider(visit.house, visit.headers, searchParams, kept)
  return came.kind === 'entered' ? goOn(visit, came.answer, came.to) : showProblem(visit, came.problem, came.to)
}

function showProblem(visit: Visit, problem: ProviderProblem, to: string): Promise<Response> {
  const t = peopleWords(visit.language)
  const { name } = settingsOf(visit.house.config)
  const title = t(`provider.${problem}.title`, { name })
  const body = <ProviderProblemPage t={t} name={name} problem={problem} to={to} />
  return visit.show({ frame: 'bare', title, body }, problem === 'down' ? 503 : 422)
}
