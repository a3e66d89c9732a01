import type { Day } from '../../platform/days.ts'
import type { Child, Href } from '../../platform/jsx-runtime.ts'
import type { Visit } from '../../platform/web/visit.ts'
import type { Language } from '../../platform/words/languages.ts'
import { sayDay } from '../../platform/words/saying-days.ts'
import { Card, DescriptionList, type DescriptionRow, Link, Muted, Section } from '../../ui/index.ts'
import { sayWhy, whyNotYet } from '../calls/index.ts'
import { type Panel, sayAnswer, type View } from '../cases/index.ts'
import { ownTranscriptAddress, TranscriptLine, transcriptAddress, transcriptOf } from '../transcripts/index.ts'
import { callAddress } from './apply-page.tsx'
import { sections } from './facts.ts'
import { beganOf, choicesMade, hostName, isAsked, knownHere, type MobilitySituation, stayOf } from './rules.ts'
import { situationHere } from './situation.ts'
import { mobilityWords } from './words.ts'

/** The call and its rules on the pages of an application, and for the educational unit what it screens by. */
export const mobilityPanel: Panel = {
  my: (visit, view) => cardOf(visit, view, ownTranscriptAddress(view.standing.institution)),
  desk: (visit, view) => cardOf(visit, view, transcriptAddress(view.standing.subjectId)),
  unit: async (visit, view) => (
    <>
      {await cardOf(visit, view, transcriptAddress(view.standing.subjectId))}
      {isMobility(view) && <Screened visit={visit} view={view} />}
    </>
  ),
}

// Whose average counts has to see it, and where it comes from.
async function cardOf(visit: Visit, view: View, grades: Href): Promise<Child> {
  if (!isMobility(view)) return null
  const { institution, subjectId } = view.standing
  const student = situationHere(view)?.facts.audience !== 'staff'
  const transcript = student ? await transcriptOf(visit.within(institution), subjectId) : null
  return (
    <CallCard
      visit={visit}
      view={view}
      average={transcript && <TranscriptLine visit={visit} href={grades} transcript={transcript} />}
    />
  )
}

const isMobility = ({ procedure }: View) => procedure.name === 'mobility'

interface Shown {
  readonly visit: Visit
  readonly view: View
}

function CallCard({ visit, view, average }: Shown & { average: Child }) {
  const { language } = visit
  const t = mobilityWords(language)
  const situation = situationHere(view)
  const began = situation && beganOf(situation)
  if (!began) return null
  const { call, said } = began
  const { facts } = situation
  const stay = stayOf(situation)
  const wished = choicesMade(facts)
  const row = (term: string, value: Child): DescriptionRow[] => (value ? [{ term, value }] : [])
  const day = (on: Day | undefined) => on && sayDay(on, language)
  return (
    <Card title={t('panel.call')}>
      <DescriptionList
        rows={[
          {
            term: t('fact.call'),
            value: <Link href={callAddress(call.institution, language, call.slug)}>{said.title[language]}</Link>,
          },
          ...row(t('panel.wishes'), wished.length > 0 && wished.map((id) => <div>{hostName(id, situation)}</div>)),
          ...row(t('panel.stay'), [day(stay.from), day(stay.to)].filter(Boolean).join(' – ')),
          ...row(t('panel.rules'), <Rules situation={situation} language={language} />),
          ...row(t('fact.average'), average),
          ...row(t('fact.sentStraight.desk'), facts.sentStraight),
          ...row(t('fact.recommended'), facts.recommended && t(`choice.recommended.${facts.recommended}`)),
          ...row(t('fact.unitReason'), facts.unitReason),
          ...row(t('fact.host'), facts.hostName),
          ...row(t('fact.leftOn'), day(facts.leftOn)),
          ...row(t('fact.returnedOn'), day(facts.returnedOn)),
        ]}
      />
      {call.edition !== facts.edition && <Muted>{t('panel.edition')}</Muted>}
    </Card>
  )
}

function Rules({ situation, language }: { situation: MobilitySituation; language: Language }) {
  const t = mobilityWords(language)
  const criteria = beganOf(situation)?.said.criteria
  if (!criteria) return <>{t('rules.none')}</>
  const why = whyNotYet(criteria, knownHere(situation))
  if (!why) return <>{t('rules.met')}</>
  return (
    <ul>
      {sayWhy(why, language).map((line) => (
        <li>{line}</li>
      ))}
    </ul>
  )
}

/** What the dean's office screens by: the answers of these pages, never the passport, the birth or the telephone. */
const screened = ['here', 'hosts', 'language', 'motivation'] as const

function Screened({ visit, view }: Shown) {
  const { language } = visit
  const situation = situationHere(view)
  if (!situation) return null
  const say = view.procedure.words(language)
  const groups = screened.map((section) => ({
    title: say.find(`section.${section}.desk`) ?? say(`section.${section}`),
    rows: sections[section]
      .filter((fact) => isAsked(fact, situation))
      .map((fact) => ({
        term: say.find(`fact.${fact}.desk`) ?? say(`fact.${fact}`),
        value: sayAnswer(view.procedure, fact, view.standing.typed, view.situation, language),
      }))
      .filter(({ value }) => value),
  }))
  return (
    <>
      {groups
        .filter(({ rows }) => rows.length > 0)
        .map(({ title, rows }) => (
          <Section title={title}>
            <DescriptionList rows={rows} />
          </Section>
        ))}
    </>
  )
}
