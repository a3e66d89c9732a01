import { NotFound, type Outcome } from '../../platform/outcome.ts'
import type { Typed } from '../../platform/web/form.ts'
import type { Visit } from '../../platform/web/visit.ts'
import type { FormProps, Tried } from './forms.tsx'
import { AgreementPage } from './page.tsx'
import { agreementsAddress, type Place } from './rooms.ts'
import type { Agreement } from './rules.ts'
import { agreementOf, creditOf, filesOf } from './store.ts'
import { agreementWords } from './words.ts'

/** The frame around a page of an agreement. */
export function frameOf({ room, institution }: Place) {
  return room.isSubject
    ? ({ frame: 'my', institution, title: room.t('title') } as const)
    : ({ frame: 'desk', title: `${room.t('title')}: ${room.student}`, current: agreementsAddress } as const)
}

export async function showAgreement(visit: Visit, place: Place, refusal?: string): Promise<Response> {
  const db = visit.within(place.institution)
  const [agreement, credit, files] = [
    await agreementOf(db, place.standing.id),
    await creditOf(db),
    await filesOf(db, place.standing.id),
  ]
  const body = <AgreementPage room={place.room} agreement={agreement} credit={credit} files={files} refusal={refusal} />
  return visit.show({ ...frameOf(place), body }, refusal ? 409 : 200)
}

/** The agreement that a page below it is about. */
export async function agreementHere(visit: Visit, { institution, standing }: Place): Promise<Agreement> {
  const agreement = await agreementOf(visit.within(institution), standing.id)
  if (!agreement) throw new NotFound()
  return agreement
}

/** What a refusal says, in the reader's language. */
export const sayRefusal = ({ room }: Place, outcome: Outcome & { ok: false }): string =>
  agreementWords.byData(room.t.language)(outcome.refusal.key, outcome.refusal.params)

/** After a step: back to the agreement, or to it with what stood in the way. */
export async function went(visit: Visit, place: Place, outcome: Outcome): Promise<Response> {
  return outcome.ok ? visit.go(place.room.base) : showAgreement(visit, place, sayRefusal(place, outcome))
}

type FormPage = (props: FormProps) => Parameters<Visit['show']>[0]['body']

/** A form of its own page, with what was typed and what is wrong. */
export async function showForm(visit: Visit, place: Place, page: FormPage, tried: Tried): Promise<Response> {
  const agreement = await agreementHere(visit, place)
  const status = tried.refusal ? 409 : tried.problems.length + (tried.notTaken?.length ?? 0) > 0 ? 422 : 200
  return visit.show({ ...frameOf(place), body: page({ room: place.room, agreement, tried }) }, status)
}

/** After a form: back to the agreement, or the form again with nothing lost. */
export async function wentFrom(visit: Visit, place: Place, page: FormPage, typed: Typed, outcome: Outcome) {
  if (outcome.ok) return visit.go(place.room.base)
  return showForm(visit, place, page, { typed, problems: [], refusal: sayRefusal(place, outcome) })
}

/** The revision that the page showed. */
export const seenIn = (typed: Typed): number => (/^\d{1,9}$/.test(typed.revision ?? '') ? Number(typed.revision) : -1)
