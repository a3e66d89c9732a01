import type { Day } from '../../platform/days.ts'

export interface Series {
  readonly on: Day
  /** `09:30`, in Bishkek. */
  readonly from: string
  readonly count: number
  readonly minutes: number
  /** Minutes between two of them. */
  readonly pause: number
  /** Hours before the beginning until which an applicant may choose another. */
  readonly hours: number
}

export interface SlotTime {
  readonly startsAt: Date
  readonly changeUntil: Date
}

/** Slots one after the other. They may go on after midnight; nobody asks for that, and nothing breaks. */
export function slotsOf({ on, from, count, minutes, pause, hours }: Series): SlotTime[] {
  const first = Temporal.PlainDate.from(on).toZonedDateTime({
    timeZone: 'Asia/Bishkek',
    plainTime: Temporal.PlainTime.from(from),
  })
  return Array.from({ length: count }, (_, at) => {
    const startsAt = new Date(first.epochMilliseconds + at * (minutes + pause) * 60_000)
    return { startsAt, changeUntil: new Date(startsAt.getTime() - hours * 3_600_000) }
  })
}

export interface Slot {
  readonly id: string
  readonly startsAt: Date
  readonly minutes: number
  readonly place: string
  readonly changeUntil: Date
  readonly caseId: string | null
}

/** Why an applicant can't have a slot, or leave the one they have; null: they can. */
export function whyNotChoose(wanted: Slot | null, had: Slot | null, caseId: string, now: Date): string | null {
  if (had && now > had.changeUntil) return 'slot.late'
  if (!wanted) return null
  if (wanted.startsAt <= now) return 'slot.past'
  return wanted.caseId && wanted.caseId !== caseId ? 'slot.taken' : null
}
