import { z } from 'zod'
import { day } from '../../platform/days.ts'
import { dayField, longText, oneOf, optionalLine, optionalLongText } from '../../platform/web/fields.ts'
import type { Typed } from '../../platform/web/form.ts'
import type { Step } from '../cases/index.ts'
import {
  bodies,
  type DutySituation,
  type Facts,
  happenedMisfits,
  letterLanguages,
  type Records,
  toldMisfits,
  ways,
} from './rules.ts'

export const stages = { noticed: 'office', due: 'office', told: 'closed', none: 'closed' } as const

type DutyStep = Step<keyof typeof stages, Facts, Records>

const bodyOf = ({ body, bodyName }: Typed) => ({ body: bodies.find((one) => one === body), bodyName })

// Whoever writes to none of the known bodies says to whom.
const bodyMisfits = ({ body, bodyName }: Typed, _: DutySituation) =>
  body === 'other' && !bodyName ? [{ field: 'bodyName', key: 'duty.body' }] : []

/** From what happened to the authority that was told, or to the reason why none had to be. */
export const steps = {
  begin: { from: 'noticed', to: 'due', by: 'office', needs: 'every-answer', arrives: true },
  correct: {
    from: 'due',
    to: 'due',
    by: 'office',
    asks: z.object({ happenedOn: dayField(), about: optionalLongText(2000) }),
    misfits: happenedMisfits,
    settles: ({ happenedOn = '', about }) => ({ happenedOn: day(happenedOn), about }),
    tone: 'soft',
  },
  notice: {
    from: 'due',
    to: 'due',
    by: 'office',
    asks: z.object({ letterLanguage: oneOf(letterLanguages), body: oneOf(bodies), bodyName: optionalLine(200) }),
    misfits: bodyMisfits,
    settles: (input) => ({
      ...bodyOf(input),
      letterLanguage: letterLanguages.find((one) => one === input.letterLanguage),
    }),
    letter: 'notice',
    final: true,
  },
  tell: {
    from: 'due',
    to: 'told',
    by: 'office',
    asks: z.object({
      toldOn: dayField(),
      body: oneOf(bodies),
      bodyName: optionalLine(200),
      toldNumber: optionalLine(60),
      toldWay: oneOf(ways),
    }),
    misfits: (input, situation) => [...toldMisfits(input, situation), ...bodyMisfits(input, situation)],
    settles: (input) => ({
      ...bodyOf(input),
      toldOn: day(input.toldOn ?? ''),
      toldNumber: input.toldNumber,
      toldWay: ways.find((one) => one === input.toldWay),
    }),
    tone: 'main',
  },
  notDue: {
    from: ['noticed', 'due'],
    to: 'none',
    by: 'office',
    asks: z.object({ reason: longText(1000) }),
    tone: 'danger',
  },
  again: { from: ['told', 'none'], to: 'due', by: 'office', asks: z.object({ reason: longText(1000) }), tone: 'soft' },
} as const satisfies Readonly<Record<string, DutyStep>>
