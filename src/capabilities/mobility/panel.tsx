import type { Day } from '../../platform/days.ts'
import type { Child } from '../../platform/jsx-runtime.ts'
import type { Visit } from '../../platform/web/visit.ts'
import type { Language } from '../../platform/words/languages.ts'
import { sayDay } from '../../platform/words/saying-days.ts'
import { Card, DescriptionList, type DescriptionRow, Link, Muted, Notice, Section } from '../../ui/index.ts'
import { sayWhy, whyNotYet } from '../calls/index.ts'
import { type Panel, sayAnswer, type View } from '../cases/index.ts'
import { callAddress } from './apply-page.tsx'
import { sections } from './facts.ts'
import { beganOf, choicesMade, hostName, isAsked, knownHere, type MobilitySituation, stayOf } from './rules.ts'
import { situationHere } from './situation.ts'
import { mobilityWords } from './words.ts'

/** The call and its rules on the pages of an application, and for the educational unit what it screens by. */
export const mobilityPanel: Panel = {
  my: async (visit, view) => isMobility(view) && <CallCard visit={visit} view={view} />,
  desk: async (visit, view) => isMobility(view) && <CallCard visit={visit} view={view} desk />,
  unit: async (visit, view) =>
    isMobility(view) && (
      <>
        <CallCard visit={visit} view={view} />
        <Screened visit={visit} view={view} />
      </>
    ),
}

const isMobility = ({ procedure }: View) => procedure.name === 'mobility'

interface Shown {
  readonly visit: Visit
  readonly view: View
  readonly desk?: boolean
}

function CallCard({ visit, view, desk = false }: Shown) {
  const { language } = visit
  const t = mobilityWords(language)
  const situation = situationHere(view)
  const began = situation && beganOf(situation)
  if (!began) return null
  const { call, said } = began
  const { facts } = situation
  const stay = stayOf(situation)
  const row = (term: string, value: Child): DescriptionRow[] => (value ? [{ term, value }] : [])
  const day = (on: Day | undefined) => on && sayDay(on, language)
  return (
    <Card title={t('panel.call')}>
      {desk && facts.sentStraight && (
        <Notice tone="due" title={t('panel.straight', { hosts: facts.sentStraight })} role="note">
          {t('mobility.straight')}
        </Notice>
      )}
      <DescriptionList
        rows={[
          {
            term: t('fact.call'),
            value: <Link href={callAddress(call.institution, language, call.slug)}>{said.title[language]}</Link>,
          },
          ...row(
            t('panel.wishes'),
            choicesMade(facts).map((id) => <div>{hostName(id, situation)}</div>),
          ),
          ...row(t('panel.stay'), [day(stay.from), day(stay.to)].filter(Boolean).join(' – ')),
          ...row(t('panel.rules'), <Rules situation={situation} language={language} />),
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
