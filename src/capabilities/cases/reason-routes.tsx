import { z } from 'zod'
import { NotFound } from '../../platform/outcome.ts'
import { may, Routes } from '../../platform/web/routes.ts'
import type { Visit } from '../../platform/web/visit.ts'
import { byOf } from './desk-place.ts'
import { ReasonPage, ReasonsPage, reasonAddress, reasonsAddress } from './reason-pages.tsx'
import { type ReturnReason, reasonForm, returnReasons, saveReason } from './return-reasons.ts'
import { casesWords } from './words.ts'

/** Where an admin adds, changes and retires the reasons that officers return papers with. */
export function reasonRoutes(): Routes {
  return new Routes()
    .get('/desk/settings/reasons', may('office.edit'), async (visit) => {
      const language = visit.language
      const reasons = await returnReasons(scope(visit))
      const saved = visit.query('done') === 'saved'
      const body = <ReasonsPage reasons={reasons} language={language} saved={saved} next={crypto.randomUUID()} />
      return visit.show({ frame: 'desk', title: casesWords(language)('reasons.title'), current: reasonsAddress, body })
    })
    .get('/desk/settings/reasons/:key', may('office.edit'), async (visit) => {
      const reason = await reasonHere(visit)
      return showReason(visit, reason, { typed: { ...reason?.text }, problems: [] })
    })
    .post('/desk/settings/reasons/:key', may('office.edit'), async (visit) => {
      const reason = await reasonHere(visit)
      const form = await visit.form(reasonForm)
      if (!form.ok) return showReason(visit, reason, form)
      return save(visit, { text: form.value, retiredAt: reason?.retiredAt ?? null })
    })
    .post('/desk/settings/reasons/:key/retirement', may('office.edit'), (visit) => offer(visit, false))
    .post('/desk/settings/reasons/:key/offer', may('office.edit'), (visit) => offer(visit, true))
}

const scope = (visit: Visit) => visit.within(visit.place('office.edit').institution)
const newKey = z.uuid()

// A number that no reason has yet is the page of a new one.
async function reasonHere(visit: Visit): Promise<ReturnReason | null> {
  const key = visit.param('key')
  const found = (await returnReasons(scope(visit))).find((reason) => reason.key === key)
  if (!found && !newKey.safeParse(key).success) throw new NotFound()
  return found ?? null
}

type Shown = Pick<Parameters<typeof ReasonPage>[0], 'typed' | 'problems'>

function showReason(visit: Visit, reason: ReturnReason | null, { typed, problems }: Shown) {
  const t = casesWords(visit.language)
  const address = reasonAddress(visit.param('key'))
  const body = <ReasonPage {...{ reason, address, typed, problems }} language={visit.language} />
  const page = {
    frame: 'desk',
    title: t(reason ? 'reasons.change' : 'reasons.add'),
    current: reasonsAddress,
    body,
  } as const
  return visit.show(page, problems.length > 0 ? 422 : 200)
}

async function offer(visit: Visit, offered: boolean): Promise<Response> {
  const reason = await reasonHere(visit)
  if (!reason) throw new NotFound()
  const retiredAt = offered ? null : (reason.retiredAt ?? visit.house.clock.now())
  return save(visit, { text: reason.text, retiredAt })
}

async function save(visit: Visit, change: Pick<ReturnReason, 'text' | 'retiredAt'>): Promise<Response> {
  const { institution } = visit.place('office.edit')
  const at = visit.house.clock.now()
  await saveReason(scope(visit), { institution, key: visit.param('key'), by: byOf(visit), at, ...change })
  return visit.go(`${reasonsAddress}?done=saved`)
}
