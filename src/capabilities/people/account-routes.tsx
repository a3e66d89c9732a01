import { type Routes, signedIn } from '../../platform/web/routes.ts'
import type { Visit } from '../../platform/web/visit.ts'
import { proven, showAccount, wrongPassword } from './account-show.tsx'
import { changePassword, isBusy, setPassword, signOutElsewhere } from './actions.ts'
import { changedPasswordForm, newPasswordForm, placeForm, proofLimit } from './rules.ts'
import { endSession, endSessionsOf, workAt } from './session-store.ts'
import { showBusy } from './sign-in-routes.tsx'
import { hasPassword } from './store.ts'

export function accountRoutes(routes: Routes): Routes {
  return routes
    .get('/account', signedIn, (visit) => showAccount(visit))
    .post('/account/password', signedIn, proven(takePassword))
    .post('/account/institution', signedIn, changePlace)
    .post('/account/elsewhere', signedIn, async (visit) => {
      await signOutElsewhere(visit.house, visit.headers)
      return visit.go('/account?done=elsewhere')
    })
    .post('/sign-out/everywhere', signedIn, async (visit) => {
      await endSessionsOf(visit.house.database.shared, visit.account.accountId)
      visit.keepCookies(await visit.house.sessions.signOut(visit.headers))
      return visit.go('/sign-in?done=everywhere')
    })
    .post('/account/sessions/:id/end', signedIn, async (visit) => {
      await endSession(visit.house.database.shared, visit.account.accountId, visit.param('id'))
      visit.house.sessions.forget()
      return visit.go('/account?done=session')
    })
}

async function takePassword(visit: Visit): Promise<Response> {
  const { house, headers, account } = visit
  if (!(await hasPassword(house.database.shared, account.accountId))) {
    const form = await visit.form(newPasswordForm)
    if (!form.ok) return showAccount(visit, 'password', form.problems)
    await setPassword(house, headers, form.value.newPassword)
    return visit.go('/account?done=password')
  }
  const form = await visit.form(changedPasswordForm)
  if (!form.ok) return showAccount(visit, 'password', form.problems)
  const busy = await isBusy(house, proofLimit, account.accountId)
  if (busy) return showBusy(visit, busy.minutes)
  const answer = await changePassword(house, headers, form.value.password, form.value.newPassword)
  if (!answer.ok) return showAccount(visit, 'password', wrongPassword)
  visit.keepCookies(answer.cookies)
  return visit.go('/account?done=password')
}

/** Chooses the institution where the account works from now on in this browser. */
async function changePlace(visit: Visit): Promise<Response> {
  const form = await visit.form(placeForm)
  const { sessionId, institutions } = visit.account
  if (!form.ok || !institutions.includes(form.value.institution)) return visit.go('/account')
  await workAt(visit.house.database.shared, sessionId, form.value.institution)
  visit.house.sessions.forget()
  return visit.go('/desk')
}
