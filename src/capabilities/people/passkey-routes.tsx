import { clientOf } from '../../platform/web/client.ts'
import { open, type Routes, signedIn } from '../../platform/web/routes.ts'
import { ownAddress, type Visit } from '../../platform/web/visit.ts'
import { proven, showAccount } from './account-show.tsx'
import { isBusy } from './actions.ts'
import { removePasskey } from './passkey-store.ts'
import { addPasskey, askNewPasskey, askPasskey, signInByPasskey } from './passkeys.ts'
import { passkeyForm, placeLimit, usedPasskeyForm } from './rules.ts'
import { goOn, showBusy, showSignIn } from './sign-in-routes.tsx'

/** Passkeys: added and removed on the account's page, used on the page of the sign-in. */
export function passkeyRoutes(routes: Routes): Routes {
  return routes
    .post(
      '/account/passkeys/challenge',
      signedIn,
      proven(async (visit) => visit.json(await askNewPasskey(visit.house, visit.account))),
    )
    .post('/account/passkeys', signedIn, proven(takeNew))
    .post('/account/passkeys/:id/end', signedIn, async (visit) => {
      await removePasskey(visit.house.database.shared, visit.account.accountId, visit.param('id'))
      return visit.go('/account?done=passkey-removed')
    })
    .post('/sign-in/passkey/challenge', open, ask)
    .post('/sign-in/passkey', open, take)
}

async function takeNew(visit: Visit): Promise<Response> {
  const form = await visit.form(passkeyForm)
  if (!form.ok) return showAccount(visit, 'passkey', form.problems)
  const { passkeyName, answer } = form.value
  if (await addPasskey(visit.house, visit.account, passkeyName, answer)) return visit.go('/account?done=passkey')
  return showAccount(visit, 'passkey', [{ field: 'passkeyName', key: 'passkey.notAdded' }])
}

async function ask(visit: Visit): Promise<Response> {
  const busy = await isBusy(visit.house, placeLimit, clientOf(visit))
  return busy ? showBusy(visit, busy.minutes) : visit.json(await askPasskey(visit.house))
}

async function take(visit: Visit): Promise<Response> {
  const form = await visit.form(usedPasskeyForm)
  const to = ownAddress(form.typed.to) ?? ''
  const answer = form.ok && (await signInByPasskey(visit.house, visit.headers, form.value.answer))
  if (!answer || answer.kind === 'wrong') return showSignIn(visit, { to, notice: 'passkey' })
  return goOn(visit, answer, to)
}
