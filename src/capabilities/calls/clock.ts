import { sayDay } from '../../platform/words/saying-days.ts'
import { type Call, type CallState, closesAt } from './rules.ts'
import type { Say } from './words.ts'

/** How long a call still takes applications, in a sentence: the last second is that before midnight in Bishkek. */
export function sayClock(t: Say, call: Pick<Call, 'opensOn' | 'closesOn'>, state: CallState): string {
  const day = (on: Call['opensOn']) => (on ? sayDay(on, t.language) : '')
  switch (state) {
    case 'open':
      return call.closesOn ? t('clock.open', { day: day(call.closesOn) }) : t('clock.openAlways')
    case 'coming':
      return t('clock.coming', { day: day(call.opensOn) })
    case 'closed':
      return t('clock.closed', { day: day(call.closesOn) })
    case 'standing':
      return t('clock.standing')
    default:
      return t('clock.past')
  }
}

/** `5 days and 3 hours 12 minutes left`; null when the call has no last day, or it is over. */
export function sayLeft(t: Say, { closesOn }: Pick<Call, 'closesOn'>, now: Date): string | null {
  if (!closesOn) return null
  const left = closesAt(closesOn).getTime() - now.getTime()
  if (left <= 0) return null
  const minutes = Math.floor(left / 60_000)
  return t('clock.left', {
    ...{ days: Math.floor(minutes / 1440), hours: Math.floor((minutes % 1440) / 60), minutes: minutes % 60 },
  })
}
