import { z } from 'zod'
import { readDay } from '../../platform/days.ts'
import { listed, optionalLine } from '../../platform/web/fields.ts'
import { composeDays } from '../../platform/web/form.ts'
import type { Language } from '../../platform/words/languages.ts'
import { admission } from '../admission/index.ts'
import { isClosed, type KeptDocument, stepsOf, type View } from '../cases/index.ts'

/** The order an account gives its applications, as it was last said. */
export interface Order {
  readonly ids: readonly string[]
  readonly tellsCount: boolean
  /** The application whose place was accepted when the person chose to keep the others. */
  readonly keptAfter: string | null
  readonly version: number
}

export const anotherForm = z.object({
  key: z.uuid({ error: 'form.notUnderstood' }),
  institution: listed(),
  from: optionalLine(36),
})

export const ownApplications = (views: readonly View[]) =>
  views.filter(({ acting, procedure }) => !acting && procedure.name === admission.name)

const isOpen = (view: View) => !isClosed(view.procedure, view.standing.stage)

interface Placed {
  readonly id: string
  readonly openedAt: Date
}

/** Cases by the person's order; what has no place in it comes after, the oldest first. */
export function inOrder<Item>(items: readonly Item[], of: (item: Item) => Placed, { ids }: Order): Item[] {
  const at = (item: Item) => {
    const found = ids.indexOf(of(item).id)
    return found < 0 ? ids.length : found
  }
  return items.toSorted((a, b) => at(a) - at(b) || of(a).openedAt.getTime() - of(b).openedAt.getTime())
}

/** The open applications, the first choice first. */
export function choicesOf(views: readonly View[], order: Order): View[] {
  return inOrder(ownApplications(views).filter(isOpen), ({ standing }) => standing, order)
}

/** One of a list changes places with its neighbour; at the end of the list nothing happens. */
export function moved(ids: readonly string[], id: string, by: 1 | -1): string[] {
  const at = ids.indexOf(id)
  const other = ids[at + by]
  if (at < 0 || other === undefined) return [...ids]
  return ids.map((one) => (one === id ? other : one === other ? id : one))
}

/** The application whose place was accepted last, unless the person has said that the others stay. */
export function placeToDecideAbout(views: readonly View[], { keptAfter }: Order): View | null {
  const accepted = ownApplications(views)
    .filter(({ standing }) => standing.stage === 'accepted')
    .toSorted((a, b) => b.standing.stageSince.getTime() - a.standing.stageSince.getTime())[0]
  return accepted && accepted.standing.id !== keptAfter ? accepted : null
}

/** The step by which a person leaves an open application: discard, withdraw or decline. */
export function leavingStep({ procedure, standing }: View): string | null {
  const steps = stepsOf(procedure, standing.stage, 'subject')
  return steps.find(([, step]) => step.tone === 'danger' && isClosed(procedure, step.to))?.[0] ?? null
}

/** How an application is called among others of its person. */
export function label(view: View, language: Language, draft: string): string {
  const { facts } = view.situation
  const known = 'programme' in facts || 'direction' in facts
  const programme = known ? view.procedure.columns(view.situation).programme : draft
  const text = typeof programme === 'string' ? programme : programme?.[language]
  return [view.institution.short[language], text, view.standing.number].filter(Boolean).join(' · ')
}

/** Does a paper of one application still fit another? What came back does not, nor a passport that has ended. */
export function stillFits(
  { type, state, files, round }: KeptDocument,
  typed: Readonly<Record<string, string>>,
  today: string,
): boolean {
  if (!['uploaded', 'shown', 'accepted'].includes(state) || !files.some((file) => file.round === round)) return false
  const ends = type === 'passport' ? readDay(composeDays(typed).passportEnds ?? '') : null
  return ends === null || ends >= today
}
