import { z } from 'zod'
import { day, readDay } from '../../platform/days.ts'
import { dayField, listed, longText, optionalLine, optionalLongText } from '../../platform/web/fields.ts'
import type { Problem, Typed } from '../../platform/web/form.ts'
import type { Step } from '../cases/index.ts'
import type { Facts } from './facts.ts'
import { whyNotAdmit, whyNotSend, whyNotSendAgain } from './refusals.ts'
import { hostsNow, type MobilitySituation, type Records } from './rules.ts'

export const stages = {
  draft: 'subject',
  // The educational unit recommends or not.
  screening: 'others',
  checking: 'office',
  incomplete: 'subject',
  // The commission works.
  selecting: 'office',
  selected: 'office',
  reserve: 'others',
  notSelected: 'closed',
  nominated: 'others',
  accepted: 'subject',
  away: 'subject',
  returned: 'subject',
  completed: 'closed',
  withdrawn: 'closed',
  notConsidered: 'closed',
  refusedByHost: 'closed',
} as const
export type Stage = keyof typeof stages

/** Where an application stands that is neither begun only nor over. */
export const underWay = [
  ...(['screening', 'checking', 'incomplete', 'selecting', 'selected', 'reserve'] as const),
  ...(['nominated', 'accepted', 'away', 'returned'] as const),
]

type MobilityStep = Step<Stage, Facts, Records>

const both = ['subject', 'office'] as const
const why = z.object({ why: longText(2000) })
const onHost = z.object({ host: listed(), why: optionalLongText(2000) })

function notThatHost({ host }: Typed, situation: MobilitySituation): Problem[] {
  return hostsNow(situation).some(({ id }) => id === host) ? [] : [{ field: 'host', key: 'form.choose' }]
}

function hostSettled({ host }: Typed, situation: MobilitySituation) {
  return { host, hostName: hostsNow(situation).find(({ id }) => id === host)?.name }
}

// What was known when somebody looked stays with the application, whatever grades come later.
const averageNow = ({ background }: MobilitySituation) => ({ average: background.average ?? undefined })

/** A day that has not come yet is no day on which something was done. */
function notYet(field: string) {
  return (input: Typed, { today }: MobilitySituation): Problem[] => {
    const on = readDay(input[field] ?? '')
    return on && on > today ? [{ field, key: 'mobility.later' }] : []
  }
}

/** The applicant and the educational unit. */
const applying = {
  submit: {
    from: 'draft',
    to: 'screening',
    by: 'subject',
    mandate: 'send',
    needs: 'every-document',
    unless: whyNotSend,
    arrives: true,
    tells: 'subject',
  },
  recommend: {
    from: 'screening',
    to: 'checking',
    by: 'unit',
    asks: z.object({ note: optionalLongText(4000) }),
    settles: ({ note }, situation) => ({ recommended: 'yes', unitReason: note, ...averageNow(situation) }),
    tells: 'subject',
    final: true,
  },
  advise: {
    from: 'screening',
    to: 'checking',
    by: 'unit',
    asks: z.object({ reason: longText(4000) }),
    settles: ({ reason }, situation) => ({ recommended: 'no', unitReason: reason, ...averageNow(situation) }),
    tells: 'subject',
    final: true,
    tone: 'danger',
  },
  // A unit that says nothing in time stops nobody.
  goOn: {
    from: 'screening',
    to: 'checking',
    by: 'office',
    asks: why,
    settles: (_, situation) => averageNow(situation),
    tells: 'subject',
    tone: 'soft',
  },
  askUnit: {
    from: 'checking',
    to: 'screening',
    by: 'office',
    settles: () => ({ recommended: undefined, unitReason: undefined }),
    tone: 'soft',
  },
} as const satisfies Readonly<Record<string, MobilityStep>>

/** The office looks at the papers. */
const checking = {
  sendBack: {
    from: 'checking',
    to: 'incomplete',
    by: 'office',
    asks: z.object({ message: longText(2000) }),
    tells: 'subject',
  },
  resubmit: {
    from: 'incomplete',
    to: 'checking',
    by: 'subject',
    mandate: 'send',
    needs: 'every-document',
    unless: whyNotSendAgain,
    arrives: true,
    tells: 'subject',
  },
  admit: {
    from: 'checking',
    to: 'selecting',
    by: 'office',
    needs: 'every-document-accepted',
    unless: whyNotAdmit,
    settles: (_, situation) => averageNow(situation),
    tells: 'subject',
  },
  notConsider: {
    from: ['screening', 'checking', 'incomplete', 'selecting', 'reserve'],
    to: 'notConsidered',
    by: 'office',
    asks: z.object({ why: longText(2000), straightTo: optionalLine(300) }),
    settles: ({ straightTo }, { facts }) => ({ sentStraight: straightTo || facts.sentStraight }),
    tells: 'subject',
    tone: 'danger',
  },
  reconsider: { from: 'notConsidered', to: 'checking', by: 'office', asks: why, tells: 'subject', tone: 'soft' },
} as const satisfies Readonly<Record<string, MobilityStep>>

/** What the selection decides; later capabilities take these steps for many at once. */
const choosing = {
  select: {
    from: 'selecting',
    to: 'selected',
    by: 'office',
    asks: onHost,
    misfits: notThatHost,
    settles: hostSettled,
    tells: 'subject',
    final: true,
  },
  // An appeal that was accepted leads back from the end.
  keepInReserve: {
    from: ['selecting', 'notSelected'],
    to: 'reserve',
    by: 'office',
    asks: z.object({ why: optionalLongText(2000) }),
    tells: 'subject',
  },
  notSelect: {
    from: ['selecting', 'reserve'],
    to: 'notSelected',
    by: 'office',
    asks: why,
    tells: 'subject',
    final: true,
    tone: 'danger',
  },
  moveUp: {
    from: ['reserve', 'notSelected'],
    to: 'selected',
    by: 'office',
    asks: onHost,
    misfits: notThatHost,
    settles: hostSettled,
    tells: 'subject',
    final: true,
  },
} as const satisfies Readonly<Record<string, MobilityStep>>

/** The host's answer and the stay. */
const going = {
  nominate: { from: 'selected', to: 'nominated', by: 'office', tells: 'subject' },
  hostAccepts: { from: 'nominated', to: 'accepted', by: 'office', tells: 'subject', final: true },
  hostRefuses: {
    from: 'nominated',
    to: 'refusedByHost',
    by: 'office',
    asks: why,
    tells: 'subject',
    final: true,
    tone: 'danger',
  },
  leave: {
    from: 'accepted',
    to: 'away',
    by: both,
    asks: z.object({ leftOn: dayField() }),
    misfits: notYet('leftOn'),
    settles: ({ leftOn = '' }) => ({ leftOn: day(leftOn) }),
  },
  return: {
    from: 'away',
    to: 'returned',
    by: both,
    asks: z.object({ returnedOn: dayField() }),
    misfits: (input, situation) => {
      const on = readDay(input.returnedOn ?? '')
      const { leftOn } = situation.facts
      if (on && leftOn && on < leftOn) return [{ field: 'returnedOn', key: 'mobility.returnedFirst' }]
      return notYet('returnedOn')(input, situation)
    },
    settles: ({ returnedOn = '' }) => ({ returnedOn: day(returnedOn) }),
  },
  complete: { from: 'returned', to: 'completed', by: 'office', tells: 'subject', final: true },
  discard: { from: 'draft', to: 'withdrawn', by: 'subject', final: true, tone: 'danger' },
  withdraw: {
    from: underWay,
    to: 'withdrawn',
    by: both,
    asks: z.object({ reason: optionalLongText(1000) }),
    tells: 'subject',
    final: true,
    tone: 'danger',
  },
} as const satisfies Readonly<Record<string, MobilityStep>>

/** From the wish to go to the end of the stay. */
export const steps = { ...applying, ...checking, ...choosing, ...going } as const
