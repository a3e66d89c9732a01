import { z } from 'zod'
import { oneOf } from '../../platform/web/fields.ts'
import { may, open, Routes } from '../../platform/web/routes.ts'
import type { Visit } from '../../platform/web/visit.ts'
import type { Procedure } from '../cases/index.ts'
import { feedAddress, hashOfToken, newToken, sendFeed } from './feed.ts'
import { endDigest, feedOf, removeFeed, saveDigest, saveFeed, shown, wantsDigest } from './feed-store.ts'
import { OwnDatesPage, ownAddress } from './own-page.tsx'
import { datesWords } from './words.ts'

/** What an officer wants of the dates for themselves; and the calendar's own open door. */
export function ownRoutes(procedures: readonly Procedure[]): Routes {
  return new Routes()
    .get(ownAddress, may('cases.read'), (visit) => showOwn(visit))
    .post(`${ownAddress}/digest`, may('cases.read'), keepDigest)
    .post(`${ownAddress}/calendar`, may('cases.read'), makeFeed)
    .post(`${ownAddress}/calendar/end`, may('cases.read'), async (visit) => {
      await removeFeed(scopeOf(visit), visit.account.accountId)
      return visit.go(`${ownAddress}?done=revoked`)
    })
    .get('/calendar/:file', open, (visit) => sendFeed(visit, procedures))
}

const scopeOf = (visit: Visit) => visit.within(visit.place('cases.read').institution)

async function showOwn(visit: Visit, made: string | null = null): Promise<Response> {
  const t = datesWords(visit.language)
  const { accountId, email } = visit.account
  const db = scopeOf(visit)
  const [wants, feed] = await Promise.all([wantsDigest(db, accountId), feedOf(db, accountId)])
  const done = t.find(`own.done.${visit.query('done') ?? ''}`)
  const body = <OwnDatesPage t={t} email={email} wantsDigest={wants} feed={feed} made={made} done={done} />
  return visit.show({ frame: 'desk', title: t('own.title'), body })
}

const digestForm = z.object({ digest: oneOf(['yes', 'no']) })

async function keepDigest(visit: Visit): Promise<Response> {
  const form = await visit.form(digestForm)
  if (!form.ok) return visit.go(ownAddress)
  const { institution } = visit.place('cases.read')
  const { accountId } = visit.account
  if (form.value.digest === 'yes') await saveDigest(scopeOf(visit), institution, accountId, visit.house.clock.now())
  else await endDigest(scopeOf(visit), accountId)
  return visit.go(`${ownAddress}?done=digest`)
}

const feedForm = z.object({ shows: oneOf(shown) })

async function makeFeed(visit: Visit): Promise<Response> {
  const form = await visit.form(feedForm)
  if (!form.ok) return showOwn(visit)
  const { institution } = visit.place('cases.read')
  const token = newToken()
  const made = { shows: form.value.shows, hash: hashOfToken(token), at: visit.house.clock.now() }
  await saveFeed(scopeOf(visit), { institution, accountId: visit.account.accountId, ...made })
  return showOwn(visit, feedAddress(visit.house, token))
}
