import type { Routes } from '../../platform/web/routes.ts'
import { signedIn } from '../../platform/web/routes.ts'
import type { Visit } from '../../platform/web/visit.ts'
import { proven, show, showAccount, wrongPassword } from './account-show.tsx'
import {
  backupCodesOf,
  beginSecondFactor,
  confirmSecondFactor,
  endSecondFactor,
  isBusy,
  signOutElsewhere,
} from './actions.ts'
import { BackupCodesPage, SetUpFactorPage } from './factor-pages.tsx'
import { confirmForm, proofForm, proofLimit } from './rules.ts'
import type { Problems } from './said.ts'
import { cookieLine, showBusy } from './sign-in-routes.tsx'
import { peopleWords } from './words.ts'

const wrongCode: Problems = [{ field: 'code', key: 'code.wrong' }]

/** The code app: set up, confirmed by its first code, switched off with the password. */
export function factorRoutes(routes: Routes): Routes {
  return routes
    .post('/account/second-factor', signedIn, proven(beginFactor))
    .post('/account/second-factor/code', signedIn, proven(confirmFactor))
    .post('/account/second-factor/end', signedIn, proven(endFactor))
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
  await signOutElsewhere(visit.house, new Headers({ cookie: cookieLine(answer.cookies) }))
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
