import type { Html } from '../../platform/jsx-runtime.ts'
import { placeWhere } from '../../platform/sessions/index.ts'
import { type Routes, signedIn } from '../../platform/web/routes.ts'
import type { Visit } from '../../platform/web/visit.ts'
import { type AccountForm, AccountPage, BackupCodesPage, SetUpFactorPage } from './account-pages.tsx'
import {
  backupCodesOf,
  beginSecondFactor,
  changePassword,
  confirmSecondFactor,
  endSecondFactor,
  isBusy,
  setPassword,
  signOutElsewhere,
} from './actions.ts'
import { changedPasswordForm, confirmForm, newPasswordForm, proofForm, proofLimit } from './rules.ts'
import type { Problems } from './said.ts'
import { showBusy } from './sign-in-routes.tsx'
import { hasPassword } from './store.ts'
import { peopleWords } from './words.ts'

const wrongPassword: Problems = [{ field: 'password', key: 'password.wrong' }]
const wrongCode: Problems = [{ field: 'code', key: 'code.wrong' }]

export function accountRoutes(routes: Routes): Routes {
  return routes
    .get('/account', signedIn, (visit) => showAccount(visit))
    .post('/account/password', signedIn, proven(takePassword))
    .post('/account/second-factor', signedIn, proven(beginFactor))
    .post('/account/second-factor/code', signedIn, proven(confirmFactor))
    .post('/account/second-factor/end', signedIn, proven(endFactor))
    .post('/account/elsewhere', signedIn, async (visit) => {
      await signOutElsewhere(visit.house, visit.headers)
      return visit.go('/account?done=elsewhere')
    })
}

// An unproven account keeps nothing that its true owner would inherit: no password, no second factor.
function proven(handle: (visit: Visit) => Promise<Response>) {
  return async (visit: Visit) => (visit.account.proven ? handle(visit) : visit.go('/account'))
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

async function beginFactor(visit: Visit): Promise<Response> {
  const form = await visit.form(proofForm)
  if (!form.ok) return showAccount(visit, 'factor', form.problems)
  const busy = await isBusy(visit.house, proofLimit, visit.account.accountId)
  if (busy) return showBusy(visit, busy.minutes)
  const secret = await beginSecondFactor(visit.house, visit.headers, form.value.password)
  return secret === null ? showAccount(visit, 'factor', wrongPassword) : showSetUp(visit, secret, [])
}

async function confirmFactor(visit: Visit): Promise<Response> {
  const form = await visit.form(confirmForm)
  if (!form.ok) {
    // Without the key the page can't be shown again; the first step makes a new one.
    const intact = form.problems.every(({ field }) => field !== 'secret')
    return intact ? showSetUp(visit, form.typed.secret ?? '', form.problems) : visit.go('/account')
  }
  const answer = await confirmSecondFactor(visit.house, visit.headers, form.value.code)
  if (!answer.ok) return showSetUp(visit, form.value.secret, wrongCode)
  visit.keepCookies(answer.cookies)
  const t = peopleWords(visit.language)
  const codes = await backupCodesOf(visit.house, visit.account.accountId)
  return show(visit, t('factor.codes.title'), <BackupCodesPage t={t} codes={codes} />)
}

async function endFactor(visit: Visit): Promise<Response> {
  const form = await visit.form(proofForm)
  if (!form.ok) return showAccount(visit, 'factor', form.problems)
  const busy = await isBusy(visit.house, proofLimit, visit.account.accountId)
  if (busy) return showBusy(visit, busy.minutes)
  const answer = await endSecondFactor(visit.house, visit.headers, form.value.password)
  if (!answer.ok) return showAccount(visit, 'factor', wrongPassword)
  visit.keepCookies(answer.cookies)
  return visit.go('/account?done=factor-off')
}

function showSetUp(visit: Visit, secret: string, problems: Problems): Promise<Response> {
  const t = peopleWords(visit.language)
  const page = <SetUpFactorPage t={t} email={visit.account.email} secret={secret} problems={problems} />
  return show(visit, t('factor.setup.title'), page, problems.length > 0 ? 422 : 200)
}

async function showAccount(visit: Visit, slipped: AccountForm | null = null, problems: Problems = []) {
  const t = peopleWords(visit.language)
  const who = visit.account
  const has = await hasPassword(visit.house.database.shared, who.accountId)
  const done = slipped ? null : t.find(`done.${visit.query('done') ?? ''}`)
  const page = <AccountPage t={t} who={who} hasPassword={has} slipped={slipped} problems={problems} done={done} />
  return show(visit, t('account.title'), page, slipped ? 422 : 200)
}

function show(visit: Visit, title: string, body: Html, status: 200 | 422 = 200): Promise<Response> {
  const frame = placeWhere(visit.who, 'desk.open') ? 'desk' : 'my'
  return visit.show({ frame, title, body }, status)
}
