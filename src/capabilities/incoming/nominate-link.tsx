import { isUuid } from '../../platform/database/ids.ts'
import { got, NotFound, type Outcome } from '../../platform/outcome.ts'
import type { Problem, Typed } from '../../platform/web/form.ts'
import type { Visit } from '../../platform/web/visit.ts'
import { findInstitution } from '../institutions/index.ts'
import { lawOfToday } from '../law/index.ts'
import { doorAddress, type LinkKind, type OneTimeLink } from '../one-time-links/index.ts'
import { changeStudents, putStudent, sendNominations } from './answering.ts'
import { nominateKind } from './inviting.ts'
import { NominatePage } from './nominate-page.tsx'
import { linkMailKind } from './nominating.ts'
import { readNominee, typedOf } from './nominees.ts'
import { findInvitation, findRound } from './store.ts'
import { incomingWords } from './words.ts'

/** The step behind a partner's link: its office writes down its students, and sends them when the list is whole. */
export const partnerLinks: LinkKind = {
  name: nominateKind,
  title: (language) => incomingWords(language)('nominate.title'),
  mailKind: () => linkMailKind,
  show: (visit, link, token) => page(visit, link, token, null),
  answer: async (visit, link, token) => {
    const typed = await visit.typed()
    if (typed.do === 'send') return said(visit, link, token, {}, await sendNominations(visit.house, link))
    if (typed.do === 'remove') return said(visit, link, token, {}, await remove(visit, link, typed.id ?? ''))
    return put(visit, link, token, typed)
  },
}

export interface Slip {
  readonly typed: Typed
  readonly problems: readonly Problem[]
  /** What stands against it beside the fields. */
  readonly notice?: string
}

async function put(visit: Visit, link: OneTimeLink, token: string, typed: Typed) {
  const law = await lawOfToday(visit.house, link.institution)
  const read = readNominee(typed, { law, today: law.day })
  if (!read.ok) return page(visit, link, token, { typed, problems: read.problems })
  const id = isUuid(typed.id ?? '') ? (typed.id ?? '') : crypto.randomUUID()
  return said(visit, link, token, typed, await changeStudents(visit.house, link, putStudent(id, read.nominee)))
}

function remove(visit: Visit, link: OneTimeLink, id: string) {
  return changeStudents(visit.house, link, (students) => got(students.filter((one) => one.id !== id)))
}

async function said(visit: Visit, link: OneTimeLink, token: string, typed: Typed, outcome: Outcome) {
  if (outcome.ok) return null
  const { key, params } = outcome.refusal
  return page(visit, link, token, { typed, problems: [], notice: incomingWords.byData(visit.language)(key, params) })
}

async function page(visit: Visit, link: OneTimeLink, token: string, slip: Slip | null) {
  const db = visit.within(link.institution)
  const invitation = await findInvitation(db, link.id)
  const round = invitation && (await findRound(db, invitation.roundId))
  const institution = await findInstitution(visit.house.database.shared, link.institution)
  if (!invitation || !round || !institution) throw new NotFound()
  const edited = invitation.students.find(({ id }) => id === (slip?.typed.id ?? visit.query('student')))
  return (
    <NominatePage
      t={incomingWords(visit.language)}
      law={await lawOfToday(visit.house, link.institution)}
      institution={institution.name[visit.language]}
      partner={link.unit}
      address={doorAddress(token)}
      invitation={invitation}
      round={round}
      edited={edited ?? null}
      formId={edited?.id ?? slip?.typed.id ?? crypto.randomUUID()}
      typed={slip?.typed ?? typedOf(edited ?? { from: round.from, to: round.to })}
      problems={slip?.problems ?? []}
      notice={slip?.notice ?? null}
    />
  )
}
