import { sql } from 'kysely'
import { isUuid } from '../../platform/database/ids.ts'
import type { Db } from '../../platform/database/index.ts'
import { NotFound } from '../../platform/outcome.ts'
import { may, Routes } from '../../platform/web/routes.ts'
import type { Visit } from '../../platform/web/visit.ts'
import { officeOf } from '../institutions/index.ts'
import { lawOfToday } from '../law/index.ts'
import { actOf, freshId, partnerHere } from './act.ts'
import { doublesAddress, pageOf, partnersAddress } from './addresses.ts'
import { doublesOf } from './doubles.ts'
import { comparing, DoublesPage } from './doubles-page.tsx'
import { sayRefusal } from './form-routes.tsx'
import { ComparePage, type Side } from './merge-page.tsx'
import { choices } from './merge-rules.ts'
import { saidTwo } from './merge-store.ts'
import { judgeTwo, mergePartners, undoMerge } from './merging.ts'
import { type Hooks, showPartner } from './page-routes.tsx'
import type { Hanging } from './panels.ts'
import type { Partner } from './rules.ts'
import { familyOf, findPartner, partnerNames } from './store.ts'
import { partnersWords } from './words.ts'

const pageSize = 50

/** Partners that may be one: found, compared, judged to be two or merged, and a merge undone. */
export function mergeRoutes(hooks: Hooks): Routes {
  const pair = `${doublesAddress}/:one/:other`
  return new Routes()
    .get(doublesAddress, may('partners.edit'), showDoubles)
    .get(pair, may('partners.edit'), (visit) => compare(visit, hooks, null))
    .post(pair, may('partners.edit'), (visit) => merge(visit, hooks))
    .post(`${pair}/two`, may('partners.edit'), async (visit) => {
      const [one, other] = await pairHere(visit)
      const are = (await visit.typed()).are !== 'no'
      await judgeTwo(actOf(visit), [one.id, other.id], are)
      return visit.go(are ? doublesAddress : comparing(one.id, other.id))
    })
    .post(`${partnersAddress}/:id/merges/:merge/undo`, may('partners.edit'), async (visit) => {
      const partner = await partnerHere(visit)
      if (!isUuid(visit.param('merge'))) throw new NotFound()
      const outcome = await undoMerge(actOf(visit), visit.param('merge'))
      if (outcome.ok) return visit.go(`${pageOf(partner)}?done=saved`)
      return showPartner(visit, hooks, { refusal: sayRefusal(visit, outcome) })
    })
}

async function showDoubles(visit: Visit): Promise<Response> {
  const t = partnersWords(visit.language)
  const { institution } = actOf(visit)
  const db = visit.within(institution)
  const all = await doublesOf(db)
  const asked = Number(visit.query('from') ?? 0)
  const from = Number.isInteger(asked) && asked > 0 ? asked : 0
  const doubles = all.slice(from, from + pageSize)
  const partners = await partnerNames(
    db,
    doubles.flatMap(({ one, other }) => [one, other]),
  )
  const law = await lawOfToday(visit.house, institution)
  const older = all.length > from + pageSize ? (`${doublesAddress}?from=${from + pageSize}` as const) : null
  const newer = from > 0 ? doublesAddress : null
  const body = <DoublesPage {...{ t, law, doubles, partners, all: all.length, newer, older }} />
  return visit.show({ frame: 'desk', title: t('doubles.title'), current: partnersAddress, body })
}

// One that was merged meanwhile is read as the one that stays; of a pair that is one already there is nothing to compare.
async function pairHere(visit: Visit): Promise<[Partner, Partner]> {
  const db = visit.within(actOf(visit).institution)
  const [one, other] = [visit.param('one'), visit.param('other')]
  if (!isUuid(one) || !isUuid(other)) throw new NotFound()
  const [left, right] = [await findPartner(db, one), await findPartner(db, other)]
  if (!left || !right || left.id === right.id) throw new NotFound()
  return [left, right]
}

async function compare(visit: Visit, hooks: Hooks, refusal: string | null): Promise<Response> {
  const t = partnersWords(visit.language)
  const { institution } = actOf(visit)
  const db = visit.within(institution)
  const [one, other] = await pairHere(visit)
  const sides = [await sideOf(visit, hooks, one), await sideOf(visit, hooks, other)] as const
  const areTwo = await saidTwo(db, await familyOf(db, one.id), await familyOf(db, other.id))
  const { units } = await officeOf(db)
  const law = await lawOfToday(visit.house, institution)
  const body = (
    <ComparePage {...{ t, law, units, areTwo, refusal, sides: [sides[0], sides[1]], id: freshId(undefined) }} />
  )
  const page = { frame: 'desk', title: t('merge.compare'), current: partnersAddress, body } as const
  return visit.show(page, refusal ? 409 : 200)
}

async function sideOf(visit: Visit, hooks: Hooks, partner: Partner): Promise<Side> {
  const db = visit.within(actOf(visit).institution)
  const ids = await familyOf(db, partner.id)
  const hanging: Hanging[] = [...(await ownHanging(visit, db, ids))]
  for (const panel of hooks.panels) hanging.push(...((await panel.hanging?.(visit, ids)) ?? []))
  return { partner, hanging: hanging.filter(({ count }) => count > 0) }
}

async function ownHanging(visit: Visit, db: Db, ids: readonly string[]): Promise<Hanging[]> {
  const t = partnersWords(visit.language)
  const count = async (table: 'partner_contacts' | 'partner_notes' | 'partner_files') => {
    const all = db.selectFrom(table).select(sql<string>`count(*)`.as('count'))
    return Number((await all.where('partner_id', 'in', [...ids]).executeTakeFirstOrThrow()).count)
  }
  return [
    { text: t('contacts.title'), count: await count('partner_contacts') },
    { text: t('notes.title'), count: await count('partner_notes') },
    { text: t('files.title'), count: await count('partner_files') },
  ]
}

async function merge(visit: Visit, hooks: Hooks): Promise<Response> {
  const typed = await visit.typed()
  const [one, other] = [visit.param('one'), visit.param('other')]
  const goes = typed.stays === one ? other : one
  const stays = goes === one ? other : one
  if (![one, other, typed.id ?? ''].every(isUuid)) throw new NotFound()
  const outcome = await mergePartners(actOf(visit), {
    ...{ id: freshId(typed.id), stays, goes },
    from: new Set(choices.filter((field) => typed[`field.${field}`] === goes)),
    seen: new Map([one, other].map((id) => [id, Number(typed[`seen.${id}`])])),
  })
  if (outcome.ok) return visit.go(`${partnersAddress}/${stays}?done=merged`)
  return compare(visit, hooks, sayRefusal(visit, outcome))
}
