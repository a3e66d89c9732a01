import type { Problem, Typed } from '../../platform/web/form.ts'
import { formWords, saidOf, sayProblem } from '../../platform/web/words.ts'
import { sayMoment } from '../../platform/words/saying-days.ts'
import { Crumbs, ErrorSummary, Notice, Tag, type Tone } from '../../ui/index.ts'
import { type Call, deskAddress } from '../calls/index.ts'
import { selectionAddress } from './addresses.ts'
import type { Outcome } from './rules.ts'
import type { Names } from './saying.ts'
import type { Say } from './words.ts'

/** What a page says of its call. */
export type CallHead = Pick<Call, 'id'> & { readonly said: Pick<Call['said'], 'title'> }

/** What every page of a selection stands on. */
export interface Here {
  readonly t: Say
  readonly call: CallHead
  readonly names: Names
  readonly mayWork: boolean
}

/** What somebody typed that could not be taken, and why. */
export interface Slip {
  readonly typed: Typed
  readonly problems: readonly Problem[]
  /** A rule that says no, in words. */
  readonly refusal?: string | undefined
}
export const noSlip: Slip = { typed: {}, problems: [] }

/** The way here: calls, the call, its selection, and the page. */
export function Way({ t, call, page }: Pick<Here, 't' | 'call'> & { page?: string }) {
  const steps = [
    { text: t('calls'), href: deskAddress },
    { text: call.said.title[t.language], href: `${deskAddress}/${call.id}` as const },
    page ? { text: t('title'), href: selectionAddress(call) } : { text: t('title') },
    ...(page ? [{ text: page }] : []),
  ]
  return <Crumbs label={t('way')} steps={steps} />
}

const tones: Readonly<Record<Outcome, Tone>> = { place: 'ok', reserve: 'wait', out: 'quiet' }

/** A place and where, the reserve list, or none. */
export function OutcomeTag({ t, outcome }: { t: Say; outcome: Outcome }) {
  return <Tag tone={tones[outcome]}>{t(`outcome.${outcome}`)}</Tag>
}

/** What could not be taken: each problem with its field, then what a rule says. */
export function Slipped({ t, slip, fields = '' }: { t: Say; slip: Slip; fields?: string }) {
  return (
    <>
      {slip.problems.length > 0 && (
        <ErrorSummary
          title={formWords(t.language)('form.summary', { count: slip.problems.length })}
          problems={slip.problems.map((one) => ({
            href: `#${fields}${one.field}`,
            text: sayProblem(one, t.language, t),
          }))}
        />
      )}
      {slip.refusal && <Notice tone="late" role="alert" title={slip.refusal} />}
    </>
  )
}

export const errorIn = (t: Say, { problems }: Slip, field: string) => saidOf(problems, field, t.language, t)

/** Who did it and when. */
export const byAt = (t: Say, { byName, at }: { readonly byName: string; readonly at: Date }) =>
  t('byAt', { name: byName, when: sayMoment(at, t.language) })
