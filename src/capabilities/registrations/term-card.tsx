import { sayDay } from '../../platform/words/saying-days.ts'
import { More, Notice, Section } from '../../ui/index.ts'
import type { Rule } from '../law/index.ts'
import { RuleCard } from './rule-card.tsx'
import { daysLate, isChange, type Looked, type Term, termOf } from './rules.ts'
import { saySum } from './wanted-papers.ts'
import type { Say } from './words.ts'

interface Props {
  readonly t: Say
  readonly situation: Looked
}

/** By when to register and what that rests on, whether it was met, and what the law says where it was not. */
export function TermCard({ t, situation }: Props) {
  const { facts } = situation
  const term = termOf(situation)
  if (!term) {
    const day = isChange(facts.occasion) && facts.changedOn ? sayDay(facts.changedOn, t.language) : null
    return day ? <Notice tone="quiet">{t('term.noRule', { day })}</Notice> : null
  }
  return (
    <Section title={t('term.title')}>
      <Standing t={t} situation={situation} term={term} />
      <Late t={t} situation={situation} term={term} />
      <More title={t('term.why')}>
        {term.rules.map((rule) => (
          <RuleCard t={t} rule={rule} />
        ))}
      </More>
    </Section>
  )
}

function Standing({ t, situation, term }: Props & { term: Term }) {
  const { takenOn } = situation.facts
  const due = sayDay(term.due, t.language)
  const conflict = term.rules.some(({ note, id }) => note && id.startsWith('registration.'))
  return (
    <>
      {!takenOn && <p>{t(term.exempt ? 'term.exempt' : 'term.due', { due, days: Number(term.rule.value) })}</p>}
      {takenOn && takenOn <= term.due && <p>{t('term.met', { day: sayDay(takenOn, t.language) })}</p>}
      {conflict && <p>{t('term.notes')}</p>}
      {term.provisional && <p>{t('answer.provisional')}</p>}
    </>
  )
}

// Nothing is refused because it is late: the case goes on, and the law is shown as information.
function Late({ t, situation, term }: Props & { term: Term }) {
  const days = daysLate(situation)
  if (days === 0 || ['left', 'discarded'].includes(situation.stage)) return null
  if (['registered', 'voided'].includes(situation.stage)) return <p>{t('term.late.past', { days })}</p>
  const { takenOn } = situation.facts
  const fines = finesFor(situation, days)
  return (
    <Notice tone="late" title={t('term.late', { days })}>
      <p>
        {takenOn
          ? t('term.late.taken', { day: sayDay(takenOn, t.language), due: sayDay(term.due, t.language) })
          : t('term.late.open', { due: sayDay(term.due, t.language) })}
      </p>
      {fines.length > 0 && <p>{t('term.fines')}</p>}
      <ul>
        {fines.map((fine) => (
          <li>{saySum(fine, t.language)}</li>
        ))}
      </ul>
    </Notice>
  )
}

const lengths = [
  { name: 'stay-1m', most: 30 },
  { name: 'stay-3m', most: 91 },
  { name: 'stay-6m', most: 182 },
  { name: 'stay-12m', most: 365 },
  { name: 'stay-1y', most: Number.POSITIVE_INFINITY },
] as const

/** The fines of the day for so many days, of the foreigner and of the host; months are taken as the days they have most. */
function finesFor({ law }: Looked, days: number): readonly Rule[] {
  const length = lengths.find(({ most }) => days <= most)?.name ?? ''
  return law.penalties().filter(({ id }) => id.endsWith(`.${length}`) && !id.startsWith('penalty.inviting'))
}
