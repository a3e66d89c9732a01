import { isUuid } from '../../platform/database/ids.ts'
import { NotFound } from '../../platform/outcome.ts'
import { composeDays, type Typed } from '../../platform/web/form.ts'
import { type Guard, Routes } from '../../platform/web/routes.ts'
import type { Visit } from '../../platform/web/visit.ts'
import { sayHundredths } from '../transcripts/index.ts'
import { change, drop, editDraft, reopen, send, withComponent, withHead, withoutComponent } from './actions.ts'
import { agreementHere, seenIn, showForm, went, wentFrom } from './answering.tsx'
import { ComponentPage, type FormProps, HeadPage } from './forms.tsx'
import type { Place, PlaceOf } from './rooms.ts'
import {
  type Component,
  componentForm,
  currentOf,
  type Head,
  headForm,
  readComponent,
  type Side,
  sides,
  whyForm,
  whyNotHead,
} from './rules.ts'

/** What changes the draft, and what the student and the office may do with a version alike. */
export function draftRoutes(base: string, guard: Guard, placeOf: PlaceOf): Routes {
  const at = (work: (visit: Visit, place: Place) => Promise<Response>) => async (visit: Visit) =>
    work(visit, await placeOf(visit))
  return new Routes()
    .get(`${base}/head`, guard, at(showHead))
    .post(`${base}/head`, guard, at(saveHeadHere))
    .get(
      `${base}/components/new`,
      guard,
      at(async (visit, place) => {
        const side = sides.find((one) => one === visit.query('side')) ?? 'host'
        return showForm(visit, place, componentPage(side, null), { typed: {}, problems: [] })
      }),
    )
    .post(
      `${base}/components/new`,
      guard,
      at((visit, place) => saveComponent(visit, place, null)),
    )
    .get(
      `${base}/components/:component`,
      guard,
      at(async (visit, place) => {
        const component = await componentHere(visit, place)
        const tried = { typed: typedOf(component), problems: [] }
        return showForm(visit, place, componentPage(component.side, component), tried)
      }),
    )
    .post(
      `${base}/components/:component`,
      guard,
      at(async (visit, place) => saveComponent(visit, place, await componentHere(visit, place))),
    )
    .post(
      `${base}/components/:component/removal`,
      guard,
      at(async (visit, place) => {
        const { id } = await componentHere(visit, place)
        const seen = seenIn(await visit.typed())
        return went(visit, place, await editDraft(place.act, seen, withoutComponent(id)))
      }),
    )
    .post(
      `${base}/sending`,
      guard,
      at(async (visit, place) => went(visit, place, await send(place.act, seenIn(await visit.typed())))),
    )
    .post(
      `${base}/reopening`,
      guard,
      at((visit, place) => withWhy(visit, place, reopen)),
    )
    .post(
      `${base}/changes`,
      guard,
      at((visit, place) => withWhy(visit, place, change)),
    )
    .post(
      `${base}/dropping`,
      guard,
      at(async (visit, place) => went(visit, place, await drop(place.act, seenIn(await visit.typed())))),
    )
}

async function withWhy(visit: Visit, place: Place, step: typeof reopen): Promise<Response> {
  const form = await visit.form(whyForm)
  const seen = seenIn(form.typed)
  if (!form.ok) return went(visit, place, { ok: false, refusal: { key: 'why.missing' } })
  return went(visit, place, await step(place.act, seen, form.value.why))
}

async function showHead(visit: Visit, place: Place): Promise<Response> {
  const { head } = currentOf(await agreementHere(visit, place)).said
  const day = (name: 'from' | 'to') => {
    const [year = '', month = '', date = ''] = head[name]?.split('-') ?? []
    return { [`${name}.day`]: date, [`${name}.month`]: month, [`${name}.year`]: year }
  }
  const { from: _, to: __, ...texts } = head
  return showForm(visit, place, HeadPage, { typed: { ...texts, ...day('from'), ...day('to') }, problems: [] })
}

async function saveHeadHere(visit: Visit, place: Place): Promise<Response> {
  const typed = await visit.typed()
  const form = visit.checked(headForm, composeDays(typed))
  if (!form.ok) return showForm(visit, place, HeadPage, { typed, problems: form.problems })
  const problems = whyNotHead(form.value)
  if (problems.length > 0) return showForm(visit, place, HeadPage, { typed, problems })
  const head: Head = form.value
  return wentFrom(visit, place, HeadPage, typed, await editDraft(place.act, seenIn(typed), withHead(head)))
}

const componentPage = (side: Side, component: Component | null) => (props: FormProps) => {
  const { id = '' } = props.tried.typed
  const own = component?.id ?? (isUuid(id) ? id : crypto.randomUUID())
  return <ComponentPage {...props} side={side} component={component} id={own} />
}

async function componentHere(visit: Visit, place: Place): Promise<Component> {
  const { said } = currentOf(await agreementHere(visit, place))
  const component = said.components.find(({ id }) => id === visit.param('component'))
  if (!component) throw new NotFound()
  return component
}

const typedOf = ({ amount, ...same }: Component): Typed => ({ ...same, amount: sayHundredths(amount, 'en') })

async function saveComponent(visit: Visit, place: Place, component: Component | null): Promise<Response> {
  const form = await visit.form(componentForm)
  const { typed } = form
  const side = component?.side ?? sides.find((one) => one === typed.side) ?? 'host'
  const page = componentPage(side, component)
  if (!form.ok) return showForm(visit, place, page, { typed, problems: form.problems })
  const { components } = currentOf(await agreementHere(visit, place)).said
  const id = component?.id ?? (isUuid(typed.id ?? '') ? (typed.id ?? '') : crypto.randomUUID())
  // The same form twice: the first has written it.
  if (!component && components.some((one) => one.id === id)) return visit.go(place.room.base)
  const read = readComponent({ ...form.value, side }, id, components)
  if (!read.ok) return showForm(visit, place, page, { typed, problems: read.problems })
  const outcome = await editDraft(place.act, seenIn(typed), withComponent(read.component))
  return wentFrom(visit, place, page, typed, outcome)
}
