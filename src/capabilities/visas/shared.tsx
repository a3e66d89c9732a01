import type { Day } from '../../platform/days.ts'
import type { Child, Href } from '../../platform/jsx-runtime.ts'
import type { Language } from '../../platform/words/languages.ts'
import { sayDay, sayDistance } from '../../platform/words/saying-days.ts'
import { DescriptionList, Link, Muted, Notice, Section, Tag } from '../../ui/index.ts'
import { RuleText } from '../cases/index.ts'
import type { Law, Rule } from '../law/index.ts'
import { type StayRecord, studySpans, totalOf } from '../stays/index.ts'
import { limitOf, nextKind } from './limits.ts'
import { currentVisa } from './rules.ts'
import type { VisaStudent } from './store.ts'
import { visasWords } from './words.ts'

/** Days before the end from which a visa stands out in a list. Ours and no rule: the law's days stand in the case. */
const soon = 30

/** When the last visa ends and how far that is; colour never speaks alone. */
export function VisaEnd({
  student: { visaTo, visaKind },
  today,
  language,
}: {
  student: Pick<VisaStudent, 'visaTo' | 'visaKind'>
  today: Day
  language: Language
}) {
  const t = visasWords(language)
  if (!visaTo) return <Muted>{t('list.noVisa')}</Muted>
  return (
    <>
      {visaKind} {sayDay(visaTo, language)}{' '}
      <Tag tone={toneOf(visaTo, today)}>{sayDistance(visaTo, today, language)}</Tag>
    </>
  )
}

function toneOf(ends: Day, today: Day) {
  const days = Math.round((Date.parse(ends) - Date.parse(today)) / 86_400_000)
  return days < 0 ? 'late' : days <= soon ? 'due' : 'quiet'
}

/** Where the open case stands. */
export function CaseLink({
  student,
  base,
  language,
}: {
  student: Pick<VisaStudent, 'caseId' | 'stage' | 'name'>
  base: Href
  language: Language
}) {
  const t = visasWords(language)
  if (!student.caseId) return <Muted>–</Muted>
  return <Link href={`${base}/${student.caseId}`}>{t.find(`stage.${student.stage}`) ?? student.stage ?? ''}</Link>
}

interface TotalProps {
  readonly records: readonly StayRecord[]
  readonly studyEnds: Day | null
  readonly law: Law
  readonly language: Language
}

/** What of the years of study visas has been used and what is left, with the rule and whether anybody has verified it. */
export function VisaTotal({ records, studyEnds, law, language }: TotalProps) {
  const t = visasWords(language)
  const spans = studySpans(records)
  const total = totalOf(law, spans, law.day)
  const current = currentVisa(records, law.day)
  const days = (count: number) => t('total.days', { count })
  return (
    <Section title={t('total.title')}>
      <DescriptionList
        rows={[
          {
            term: t('total.current'),
            value: current ? (
              <>
                {current.record.said.visaKind} · {sayDay(current.from, language)} – {sayDay(current.to, language)}{' '}
                <Tag tone={toneOf(current.to, law.day)}>{sayDistance(current.to, law.day, language)}</Tag>
              </>
            ) : (
              t('total.noCurrent')
            ),
          },
          { term: t('total.used'), value: days(total.used) },
          { term: t('total.issued'), value: days(total.issued) },
          {
            term: t('total.left'),
            value: (
              <>
                {days(total.left)} <Muted>{t('total.of', { count: total.allowed })}</Muted>
              </>
            ),
          },
          { term: t('total.studyEnds'), value: studyEnds ? sayDay(studyEnds, language) : t('total.unknown') },
          { term: t('total.rules'), value: rulesOf(total.rule, current !== null, law, language) },
        ]}
      />
    </Section>
  )
}

// The rule of the total, what one visa may last today, and that an edition has ended where it has.
function rulesOf(total: Rule, has: boolean, law: Law, language: Language): Child {
  const t = visasWords(language)
  const { rule, ended } = limitOf(law, nextKind(law, has))
  return (
    <>
      <RuleText rule={total} language={language} />
      {rule.id !== total.id && (
        <p>
          <RuleText rule={rule} language={language} />
        </p>
      )}
      {ended?.validTo && (
        <Notice tone="due">
          {t('warn.ended', {
            rule: ended.text[language],
            day: sayDay(ended.validTo, language),
            instead: rule.text[language],
          })}
        </Notice>
      )}
    </>
  )
}
