import type { Day } from '../../platform/days.ts'
import { gapsOf } from '../packs/index.ts'
import type { Part } from './parts.ts'
import type { Writing } from './rules.ts'

/** What a draft still lacks before it can be published, and where one mends it. */
export interface Missing {
  readonly part: Part
  readonly key: MissingKey
  /** Which of the items of a list, counted from one; absent: the part itself. */
  readonly nth?: number
}
type MissingKey =
  | 'missing.language'
  | 'missing.closesBefore'
  | 'missing.closesPast'
  | 'missing.endsBefore'
  | 'missing.screenedAfter'
  | 'missing.contact'
  | 'missing.choices'
  | 'missing.hosts'

const partOfPath: Readonly<Record<string, Part>> = {
  ...{ hosts: 'hosts', sums: 'sums', inKind: 'inKind', ownCosts: 'ownCosts', documents: 'documents' },
  ...{ criteria: 'criteria', quotas: 'quotas', steps: 'steps', notes: 'notes', contact: 'contact' },
}

/** @param today the day in Bishkek on which it would be published */
export function missingIn({ said, opensOn, closesOn, direction }: Writing, today: Day): Missing[] {
  const gaps = gapsOf(said).map((path): Missing => {
    const [first = '', nth] = path.split('.')
    const part = partOfPath[first] ?? 'basics'
    const isItem = nth !== undefined && /^\d+$/.test(nth) && part !== 'criteria'
    return { part, key: 'missing.language', ...(isItem ? { nth: Number(nth) + 1 } : {}) }
  })
  const rules: [boolean, Missing][] = [
    [Boolean(opensOn && closesOn && closesOn < opensOn), { part: 'days', key: 'missing.closesBefore' }],
    [Boolean(closesOn && closesOn < today), { part: 'days', key: 'missing.closesPast' }],
    [Boolean(said.from && said.to && said.to < said.from), { part: 'days', key: 'missing.endsBefore' }],
    [
      Boolean(closesOn && said.screenedUntil && said.screenedUntil < closesOn),
      { part: 'days', key: 'missing.screenedAfter' },
    ],
    [!said.contact.email && !said.contact.phone && !said.contact.where, { part: 'contact', key: 'missing.contact' }],
    [said.hosts.length > 0 && said.choices > said.hosts.length, { part: 'basics', key: 'missing.choices' }],
    // Whoever applies to go chooses a host.
    [
      Boolean(opensOn || closesOn) && direction === 'outgoing' && said.hosts.length === 0,
      { part: 'hosts', key: 'missing.hosts' },
    ],
  ]
  const all = [...gaps, ...rules.flatMap(([lacks, missing]) => (lacks ? missing : []))]
  return all.filter((one, at) => all.findIndex((other) => JSON.stringify(other) === JSON.stringify(one)) === at)
}
