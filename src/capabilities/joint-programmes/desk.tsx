import type { Child } from '../../platform/jsx-runtime.ts'
import type { Visit } from '../../platform/web/visit.ts'
import { Section } from '../../ui/index.ts'
import {
  type Choices,
  type Desk,
  networksOf,
  programmesAddress,
  textIn,
  type Whole,
  type WorkLine,
  wordIn,
  workAddress,
} from '../networks/index.ts'
import { programmesOf } from '../programmes/index.ts'
import { programmeCheck } from './checks.ts'
import { Curricula } from './curricula.tsx'
import { programmeKinds } from './kinds.ts'
import { personsOf } from './store.ts'
import { Students } from './students-section.tsx'
import { programmesWords } from './words.ts'

/** The register of joint programmes. */
export const programmesDesk: Desk = {
  address: programmesAddress,
  kinds: programmeKinds,
  title: (language) => programmesWords(language)('title'),
  lead: (language) => programmesWords(language)('lead'),
  choices,
  check: programmeCheck,
  beside,
}

async function choices(visit: Visit, institution: string, lines: readonly WorkLine[]): Promise<Choices> {
  const db = visit.within(institution)
  const [networks, levels] = await Promise.all([networksOf(db), programmesOf(db)])
  const subjects = (side: string) =>
    lines
      .filter(({ kind, said }) => kind === 'subject' && wordIn(said, 'side') === side)
      .map(({ id, said }) => ({ value: id, text: textIn(said, 'name')?.[visit.language] ?? '' }))
  return {
    // The pack names a network by its key, which never changes.
    network: networks.map((one) => ({
      value: one.key ?? one.id,
      text: one.name[visit.language],
      href: workAddress(one),
    })),
    programme: levels
      .flatMap(({ programmes }) => programmes)
      .map(({ id, name }) => ({ value: id, text: name[visit.language] })),
    here: subjects('here'),
    there: subjects('there'),
  }
}

async function beside(visit: Visit, whole: Whole, mayEdit: boolean): Promise<Child> {
  const { institution } = visit.place('partners.read')
  const t = programmesWords(visit.language)
  const mayRead = visit.may('cases.read', institution)
  const ids = whole.lines.flatMap(({ personId }) => personId ?? [])
  const persons = await personsOf(visit.within(institution), mayRead ? ids : [])
  const curricula = Curricula({ t, lines: whole.lines })
  return [
    <Students {...{ t, whole, persons, mayRead, mayEdit }} />,
    curricula && (
      <Section title={t('curricula.title')} id="curricula">
        {curricula}
      </Section>
    ),
  ]
}
