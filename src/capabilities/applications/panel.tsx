import type { Visit } from '../../platform/web/visit.ts'
import { casesOfAccount, isEditable, type Panel, type View } from '../cases/index.ts'
import { findInstitution } from '../institutions/index.ts'
import { Another, Choices, DeskChoice, Offers, Others, Whence } from './pages.tsx'
import { choicesOf, inOrder, ownApplications, placeToDecideAbout } from './rules.ts'
import { orderOf, takenOverBy } from './store.ts'
import { offersFor } from './taking-over.ts'
import { applicationsWords } from './words.ts'

/** Several applications of one person: on the list of all, on each one's page, and for the officer of each. */
export const applicationsPanel: Panel = {
  all: async (visit, views) => {
    if (ownApplications(views).length === 0) return null
    const t = applicationsWords(visit.language)
    const order = await orderOf(visit.house.database.shared, visit.account.accountId)
    const choices = choicesOf(views, order)
    const accepted = placeToDecideAbout(views, order)
    return (
      <>
        {accepted && choices.length > 0 && <Others t={t} accepted={accepted} others={choices} />}
        {choices.length > 1 && <Choices t={t} choices={choices} order={order} />}
        <Another t={t} />
      </>
    )
  },
  my: async (visit, view) => {
    if (view.acting || !isEditable(view.procedure, view.standing.stage)) return null
    return (
      <>
        {await whence(visit, view)}
        {await offered(visit, view)}
      </>
    )
  },
  desk: async (visit, view) => {
    const { accountId, institution, id } = view.standing
    if (!accountId || view.standing.closedAt) return null
    const order = await orderOf(visit.house.database.shared, accountId)
    // An institution sees its own applications only: of others it learns what the person tells, a place and a count.
    const own = (await casesOfAccount(visit.within(institution), accountId)).filter(
      ({ procedure, arrivedAt, closedAt }) => procedure === view.procedure.name && arrivedAt && !closedAt,
    )
    const here = inOrder(own, (one) => one, order)
    const at = here.findIndex((one) => one.id === id)
    const all = order.tellsCount ? order.ids.indexOf(id) : -1
    if (here.length < 2 && all < 0) return null
    return (
      <DeskChoice
        t={applicationsWords(visit.language)}
        here={here.length > 1 && at >= 0 ? { at: at + 1, count: here.length } : null}
        all={all >= 0 ? { at: all + 1, count: order.ids.length } : null}
      />
    )
  },
}

async function whence(visit: Visit, view: View) {
  const { shared } = visit.house.database
  const taken = await takenOverBy(shared, visit.account.accountId, view.standing.id)
  if (!taken) return null
  const institution = await findInstitution(shared, taken.institution)
  const all = await casesOfAccount(visit.within(taken.institution), visit.account.accountId)
  const source = all.find(({ id }) => id === taken.from)
  const from = [institution?.short[visit.language], source?.number].filter(Boolean).join(' · ')
  return <Whence t={applicationsWords(visit.language)} from={from} sections={taken.sections} />
}

async function offered(visit: Visit, view: View) {
  const offers = await offersFor(visit.house, view, visit.account.accountId)
  if (offers.length === 0) return null
  const named = await Promise.all(
    offers.map(async (offer) => {
      const institution = await findInstitution(visit.house.database.shared, offer.institution)
      return { ...offer, short: institution?.short[visit.language] ?? '' }
    }),
  )
  return <Offers t={applicationsWords(visit.language)} view={view} offers={named} />
}
