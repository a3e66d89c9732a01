import { readDay } from '../../platform/days.ts'
import type { Child, Href } from '../../platform/jsx-runtime.ts'
import type { Visit } from '../../platform/web/visit.ts'
import { sayDay } from '../../platform/words/saying-days.ts'
import { Card, DescriptionList, Link } from '../../ui/index.ts'
import { type Panel, placesOf, type View } from '../cases/index.ts'
import { listInstitutions } from '../institutions/index.ts'
import { checklistsAddress } from './checklist-pages.tsx'
import { departuresWords } from './words.ts'

/** The ways in, and on the pages of a journey what happened at the embassy and after. */
export const departurePanel: Panel = {
  ways: waysIn,
  my: async (visit, view) => happened(visit, view, true),
  desk: async (visit, view) => (
    <>
      {happened(visit, view, visit.may('papers.look', view.standing.institution))}
      {checklistOf(visit, view)}
    </>
  ),
  person: async (visit, [record]) => {
    const { institution } = visit.place('cases.read')
    if (!record || !visit.may('cases.work', institution)) return null
    return way(`/desk/persons/${record}/departure`, departuresWords(visit.language)('panel.person'))
  },
}

const way = (href: Href, text: string) => (
  <p>
    <Link href={href}>{text}</Link>
  </p>
)

// Whom no university knows yet may work at any of them.
async function waysIn(visit: Visit): Promise<Child> {
  const { shared } = visit.house.database
  const own = new Set([...(await placesOf(shared, visit.account.accountId)), ...visit.account.institutions])
  const t = departuresWords(visit.language)
  const found = (await listInstitutions(shared)).filter(({ id }) => own.size === 0 || own.has(id))
  return found.map(({ id, short }) =>
    way(`/my/${id}/departure/new`, t('panel.my', { institution: short[visit.language] })),
  )
}

function checklistOf(visit: Visit, { procedure, standing }: View) {
  if (procedure.name !== 'departure') return null
  const country = /^[A-Z]{2,3}$/.exec(standing.typed.country ?? '')?.[0] ?? ''
  return way(`${checklistsAddress}?country=${country}`, departuresWords(visit.language)('panel.checklist'))
}

/** What steps have settled, in the order in which it happens. */
const settled = [
  ...['appliedOn', 'appliedAt', 'applicationNumber', 'interviewOn', 'interviewAbout'],
  ...['visaFrom', 'visaTo', 'visaNumber', 'goneOn', 'returnedOn', 'report'],
]

function happened(visit: Visit, { procedure, standing }: View, mayLook: boolean): Child {
  if (procedure.name !== 'departure' || !standing.facts) return null
  const say = procedure.words(visit.language)
  const rows = settled
    .filter((fact) => mayLook || !procedure.guarded?.includes(fact))
    .flatMap((fact) => {
      const value = String(standing.facts?.[fact] ?? '')
      const day = readDay(value)
      return value ? [{ term: say(`fact.${fact}`), value: day ? sayDay(day, visit.language) : value }] : []
    })
  return (
    rows.length > 0 && (
      <Card title={say('panel.happened')}>
        <DescriptionList rows={rows} />
      </Card>
    )
  )
}
