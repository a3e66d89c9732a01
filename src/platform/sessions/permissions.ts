/** What an account may be in an institution. Applicants and students have no role: they reach their own cases. */
export const roles = ['deans-office', 'officer', 'commission', 'hr', 'rector', 'admin'] as const
export type Role = (typeof roles)[number]

/** What each role may. What stands here for nobody, nobody may. */
const permissions = {
  'desk.open': ['deans-office', 'officer', 'rector', 'admin'],
  'cases.read': ['officer', 'rector', 'admin'],
  // The cases of one's own unit, without papers, letters and notes.
  'unit.read': ['deans-office'],
  // What somebody studies abroad and what is recognised for it; a dean's office has those of its own unit.
  'agreements.read': ['deans-office', 'officer', 'rector', 'admin'],
  'agreements.work': ['deans-office', 'officer', 'admin'],
  // Grades; a dean's office those of its own unit.
  'transcripts.read': ['deans-office', 'officer', 'rector', 'admin'],
  'transcripts.work': ['deans-office', 'officer', 'admin'],
  'cases.work': ['officer', 'admin'],
  // Passports and other papers: only those whose task needs them. The rector reads cases, not passports.
  'papers.look': ['officer', 'admin'],
  'letters.read': ['officer', 'rector', 'admin'],
  // What came in is entered, orders are made and registered.
  'registers.write': ['officer', 'admin'],
  'mails.read': ['officer', 'admin'],
  // Officers write the words of mails and letters; putting them in use is `office.edit`.
  'letters.edit': ['officer', 'admin'],
  'office.edit': ['admin'],
  // Keys of other programs, and where events are sent: whoever has one reads the institution's cases.
  'api.manage': ['admin'],
  // To say which of two readings of the office's own page is right.
  'office.clear': ['officer', 'admin'],
  // Who works here: whoever gives roles could give themselves any.
  'staff.edit': ['admin'],
  'partners.read': ['officer', 'rector', 'admin'],
  'partners.edit': ['officer', 'admin'],
  // A unit proposes an agreement and follows what it proposed; the office works on it.
  'partners.propose': ['deans-office', 'officer', 'admin'],
  // Pages, news, galleries and alumni of the public site.
  'site.edit': ['officer', 'admin'],
  'publications.read': ['officer', 'rector', 'admin'],
  'publications.edit': ['officer', 'admin'],
  // Deans' offices screen the applicants of calls, so they read them.
  'calls.read': ['deans-office', 'officer', 'rector', 'admin'],
  'calls.edit': ['officer', 'admin'],
  // Scores, rankings and results; a commission's members reach their own commission only.
  'selection.read': ['officer', 'rector', 'admin'],
  'funders.read': ['officer', 'rector', 'admin'],
  'funders.edit': ['officer', 'admin'],
  'summerSchools.read': ['officer', 'rector', 'admin'],
  'summerSchools.edit': ['officer', 'admin'],
  // Requests of people about their own data; erasing can't be taken back.
  'data.answer': ['officer', 'admin'],
  'data.erase': ['admin'],
} as const satisfies Readonly<Record<string, readonly Role[]>>

export type Permission = keyof typeof permissions

export function roleMay(role: Role, permission: Permission): boolean {
  return permissions[permission].some((allowed) => allowed === role)
}
