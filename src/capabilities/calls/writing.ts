import type { CallSaid } from '../packs/index.ts'

const nothing = { en: '', ru: '', ky: '' }

/** What a call says before anybody has written it. */
export const empty: CallSaid = {
  ...{ title: nothing, about: nothing, funder: null, level: null, intake: null, from: null, to: null, stay: null },
  ...{ hosts: [], languages: [], sums: [], inKind: [], ownCosts: [], documents: [], criteria: null, choices: 1 },
  ...{ quotas: [], screenedUntil: null, answersOn: null, contact: {}, steps: [], notes: [] },
}
