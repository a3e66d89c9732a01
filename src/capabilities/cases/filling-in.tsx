import type { House } from '../../platform/house.ts'
import type { Href } from '../../platform/jsx-runtime.ts'
import { NotFound } from '../../platform/outcome.ts'
import { may, Routes } from '../../platform/web/routes.ts'
import type { Visit } from '../../platform/web/visit.ts'
import type { Language } from '../../platform/words/languages.ts'
import { sayMoment } from '../../platform/words/saying-days.ts'
import { Actions, ButtonLink, Card } from '../../ui/index.ts'
import { takeStep } from './actions.ts'
import { deskAddress, type Tried } from './desk-case.ts'
import { showCase } from './desk-case-answer.tsx'
import { deskAct, type ViewOf } from './desk-place.ts'
import { fillingRoutes, showCheck } from './filling-routes.tsx'
import type { Act, Filler, View } from './moment.ts'
import { leftToDo, nextToDo } from './my-place.ts'
import { fills, isOpen } from './rules.ts'
import { casesWords, type ExplainedRefusal, explain } from './words.ts'

/** An office that fills in cases for their persons. */
export interface Office {
  /** The case's page there; what is filled in stands below `/fill`. */
  readonly base: string
  readonly permission: 'cases.work' | 'unit.read'
  readonly party: Filler['party']
  readonly address: (view: View) => Href
  readonly view: ViewOf
  readonly act: (visit: Visit) => Act
  /** The case's page with what just happened. */
  readonly show: (visit: Visit, view: View, shown: Shown) => Promise<Response>
}

export interface Shown {
  readonly refusals?: readonly ExplainedRefusal[]
  readonly notice?: string
  readonly tried?: Tried
}

const atTheDesk = (view: ViewOf): Office => ({
  base: '/desk/cases/:procedure/:id',
  permission: 'cases.work',
  party: 'office',
  address: deskAddress,
  view,
  act: deskAct,
  show: showCase,
})

/** The office answers and brings papers for a person, where the procedure lets it. */
export function deskFillingRoutes(house: House, view: ViewOf): Routes {
  return officeRoutes(house, atTheDesk(view))
}

/** As the desk, for another office: a dean's. */
export function officeRoutes(house: House, office: Office): Routes {
  const { base, permission, party, address, act } = office
  const guard = may(permission)
  const view = async (visit: Visit) => {
    const { panels: _, ...seen } = await office.view(visit)
    if (!fills(seen.procedure, party)) throw new NotFound()
    return { ...seen, filler: fillerOf(party, address(seen)) }
  }
  return new Routes()
    .get(`${base}/fill`, guard, async (visit) => visit.go(address(await view(visit))))
    .also(
      fillingRoutes(house, {
        base: `${base}/fill`,
        guard,
        view,
        act,
        closed: async (visit, _, notice) => office.show(visit, await office.view(visit), { notice }),
      }),
    )
    .post(`${base}/fill/steps/:step`, guard, async (visit) => conclude(visit, office, await view(visit)))
}

const fillerOf = (party: Filler['party'], address: Href): Filler => ({ party, address: `${address}/fill` })

async function conclude(visit: Visit, office: Office, view: View) {
  const outcome = await takeOfficeStep(visit, office, view)
  if (outcome.kind === 'done') return visit.go(office.address(view))
  if (outcome.kind === 'refused') {
    const refusals = outcome.refusals.map((refusal) => explain(refusal, view.procedure, view.law, visit.language))
    return showCheck(visit, view, {}, [], refusals)
  }
  return notTaken(visit, office, outcome)
}

async function takeOfficeStep(visit: Visit, office: Pick<Office, 'act'>, { procedure, standing }: View) {
  const name = visit.param('step')
  const typed = await visit.typed()
  const outcome = await takeStep(office.act(visit), procedure, standing.id, {
    name,
    typed,
    version: Number(typed.version),
  })
  return { ...outcome, name, typed }
}

type Outcome = Exclude<Awaited<ReturnType<typeof takeOfficeStep>>, { readonly kind: 'done' }>

// The case may have changed meanwhile: its page is read anew.
async function notTaken(visit: Visit, office: Pick<Office, 'view' | 'show'>, outcome: Outcome) {
  const view = await office.view(visit)
  const tried = { step: outcome.name, typed: outcome.typed }
  if (outcome.kind === 'slipped') return office.show(visit, view, { tried: { ...tried, problems: outcome.problems } })
  if (outcome.kind === 'refused')
    return office.show(visit, view, {
      refusals: outcome.refusals.map((refusal) => explain(refusal, view.procedure, view.law, visit.language)),
    })
  const at = sayMoment(outcome.at, visit.language)
  const notice = casesWords(visit.language)('case.someoneWasFirst', { by: outcome.by, at })
  return office.show(visit, view, { notice, tried: { ...tried, problems: [] } })
}

/** Takes the step of the address as an office, and shows the case's page with what became of it. */
export async function officeStep(
  visit: Visit,
  office: Pick<Office, 'act' | 'view' | 'show' | 'address'>,
): Promise<Response> {
  const view = await office.view(visit)
  const outcome = await takeOfficeStep(visit, office, view)
  return outcome.kind === 'done' ? visit.go(office.address(view)) : notTaken(visit, office, outcome)
}

/** Takes the step of the address as the office. */
export function deskStep(visit: Visit, view: ViewOf): Promise<Response> {
  return officeStep(visit, atTheDesk(view))
}

interface FillInProps {
  readonly view: View
  readonly party: Filler['party']
  readonly address: Href
  readonly language: Language
}

/** What an office may still fill in for the case's person, on the case's page. */
export function FillIn({ view, party, address, language }: FillInProps) {
  if (!isOpen(view.procedure, view.standing.stage, party)) return null
  const t = casesWords(language)
  const filled = { ...view, filler: fillerOf(party, address) }
  const left = leftToDo(filled)
  return (
    <Card title={t('fill.title')} id="fill">
      <p>{t('case.left', { count: left })}</p>
      <Actions>
        <ButtonLink href={nextToDo(filled)}>{t(left === 0 ? 'fill.check' : 'fill.go')}</ButtonLink>
      </Actions>
    </Card>
  )
}
