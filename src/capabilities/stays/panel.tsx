import type { Child, Href } from '../../platform/jsx-runtime.ts'
import type { Visit } from '../../platform/web/visit.ts'
import { sayDay } from '../../platform/words/saying-days.ts'
import { Column, Item, Link, Notice, type Tone } from '../../ui/index.ts'
import type { Panel } from '../cases/index.ts'
import { keptClocksOf } from './clock-store.ts'
import { toneOf } from './clock-table.tsx'
import { statementsAddress, stayAddress } from './desk-place.ts'
import { ownStays } from './my-routes.tsx'
import { findPerson } from './person-store.ts'
import type { Clock } from './rules.ts'
import { openStatements } from './statement-store.ts'
import { staysWords } from './words.ts'

/** The dates of a stay where people already are: above one's own cases, on a case, on a person, in the office's day. */
export const stayPanel: Panel = {
  all: async (visit) => {
    const stays = await ownStays(visit)
    const clocks = stays.flatMap((stay) => stay.clocks)
    const known = stays.some(({ records, statements }) => records.length + statements.length > 0)
    return known ? <Next visit={visit} clocks={clocks} address="/my/stay" text="my.title" /> : null
  },
  desk: (visit, { standing }) => ofPerson(visit, standing.institution, standing.subjectId),
  person: (visit, [leader = '']) => ofPerson(visit, visit.place('cases.read').institution, leader),
  today: async (visit) => {
    const { institution } = visit.place('cases.read')
    const said = await openStatements(visit.within(institution), institution, 5)
    if (said.length === 0) return null
    const t = staysWords(visit.language)
    return (
      <Column title={t('said.list')} tone="wait">
        {said.map(({ personId, name, kind }) => (
          <Item title={name} text={t(`kind.${kind}`)} href={stayAddress(personId)} />
        ))}
        <p>
          <Link href={statementsAddress}>{t('said.list')}</Link>
        </p>
      </Column>
    )
  },
}

async function ofPerson(visit: Visit, institution: string, id: string): Promise<Child> {
  const db = visit.within(institution)
  const person = await findPerson(db, id)
  if (!person) return null
  const clocks = await keptClocksOf(db, [person.id])
  return <Next visit={visit} clocks={clocks} address={stayAddress(person.id)} text="panel.stay" />
}

interface NextProps {
  readonly visit: Visit
  readonly clocks: readonly Pick<Clock, 'name' | 'due' | 'start'>[]
  readonly address: Href
  readonly text: 'my.title' | 'panel.stay'
}

const notices: Readonly<Record<Tone, Tone>> = { late: 'late', due: 'due', ok: 'quiet', wait: 'quiet', quiet: 'quiet' }

/** The next date, how many more there are, and the way to all of them. */
function Next({ visit, clocks, address, text }: NextProps) {
  const t = staysWords(visit.language)
  const [next, ...more] = clocks
  const tone = next ? notices[toneOf(next, visit.house.clock.today())] : 'quiet'
  return (
    <Notice tone={tone}>
      {next && <p>{t('panel.next', { what: t(`clock.${next.name}`), day: sayDay(next.due, visit.language) })}</p>}
      <p>
        <Link href={address}>{t(text)}</Link>
        {more.length > 0 && `, ${t('panel.more', { count: more.length })}`}
      </p>
    </Notice>
  )
}
