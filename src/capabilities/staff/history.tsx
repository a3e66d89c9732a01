import { z } from 'zod'
import { readDay } from '../../platform/days.ts'
import { sayDay, sayMoment } from '../../platform/words/saying-days.ts'
import { Section, Timeline } from '../../ui/index.ts'
import type { Unit } from '../institutions/index.ts'
import { peopleWords } from '../people/index.ts'
import type { StaffSay } from './words.ts'

export interface ShownDeed {
  readonly at: Date
  readonly byName: string
  readonly after: unknown
}

const deedShape = z.object({
  action: z.string(),
  email: z.string().default(''),
  role: z.string().optional(),
  unit: z.string().nullish(),
  until: z.string().nullish(),
  to: z.string().optional(),
})

/** Every change of the staff: who, when, what. */
export function History({ t, deeds, units }: { t: StaffSay; deeds: readonly ShownDeed[]; units: readonly Unit[] }) {
  if (deeds.length === 0) return null
  return (
    <Section title={t('history.title')}>
      <Timeline
        items={deeds.map(({ at, byName, after }) => ({
          title: sayDeed(t, after, units),
          when: sayMoment(at, t.language),
          dateTime: at.toISOString(),
          text: t('history.by', { name: byName }),
        }))}
      />
    </Section>
  )
}

function sayDeed(t: StaffSay, after: unknown, units: readonly Unit[]): string {
  const { action, email, role, unit, until, to = '' } = deedShape.parse(after)
  const last = readDay(until ?? '')
  const roleText = [
    role && peopleWords.byData(t.language).find(`role.${role}`),
    unit && (units.find(({ id }) => id === unit)?.name[t.language] ?? unit),
    last && t('staff.untilDay', { day: sayDay(last, t.language) }),
  ]
  return t.find(`deed.${action}`, { email, role: roleText.filter(Boolean).join(', '), to }) ?? action
}
