import type { Language } from '../../platform/words/languages.ts'
import { sayDay, sayMoment } from '../../platform/words/saying-days.ts'
import { DescriptionList, Section, Timeline } from '../../ui/index.ts'
import type { Unit } from '../institutions/index.ts'
import type { Law } from '../law/index.ts'
import type { StateRow, Student, StudentNeeds } from './rules.ts'
import { studentsWords } from './words.ts'

interface RecordProps {
  readonly student: Student
  readonly units: readonly Unit[]
  readonly law: Law
  readonly language: Language
}

/** What is written down of a student. */
export function Particulars({ student, units, law, language }: RecordProps) {
  const t = studentsWords(language)
  const basis = student.basis ? [t(`basis.${student.basis}`), student.basisAbout].filter(Boolean).join(', ') : '–'
  return (
    <Section title={t('record.title')}>
      <DescriptionList
        rows={[
          { term: t('student.number'), value: student.number },
          { term: t('student.programme'), value: student.programmeName[language] },
          { term: t('student.level'), value: t.find(`level.${student.level}`) ?? student.level },
          { term: t('student.unit'), value: units.find(({ id }) => id === student.unit)?.name[language] ?? '–' },
          { term: t('student.basis'), value: basis },
          { term: t('student.since'), value: sayDay(student.since, language) },
          {
            term: t('student.citizenship'),
            value: law.country(student.citizenship ?? '')?.name[language] ?? '–',
          },
          { term: t('student.birthDay'), value: student.birthDay ? sayDay(student.birthDay, language) : '–' },
          { term: t('student.email'), value: student.email ?? '–' },
          { term: t('student.phone'), value: student.phone ?? '–' },
        ]}
      />
    </Section>
  )
}

/** What was said when the place was accepted, for visa, arrival and hostel. */
export function Needs({ needs, law, language }: { needs: StudentNeeds } & Pick<RecordProps, 'law' | 'language'>) {
  const t = studentsWords(language)
  const yes = (value: boolean) => t(value ? 'yes' : 'no')
  const from = needs.visaFrom ? (law.country(needs.visaFrom)?.name[language] ?? needs.visaFrom) : null
  return (
    <Section title={t('needs.title')}>
      <DescriptionList
        rows={[
          {
            term: t('needs.visa'),
            value: needs.visaSupport ? [yes(true), from, needs.consulate].filter(Boolean).join(', ') : yes(false),
          },
          { term: t('needs.arrives'), value: needs.arrivesOn ? sayDay(needs.arrivesOn, language) : '–' },
          { term: t('needs.hostel'), value: yes(needs.hostel) },
          { term: t('needs.preparatory'), value: yes(needs.preparatory) },
          { term: t('needs.emergency'), value: `${needs.emergencyName}, ${needs.emergencyPhone}` },
        ]}
      />
    </Section>
  )
}

/** What became of the student: for the office with who and why, for the student without names. */
export function History({
  states,
  language,
  reader,
}: {
  states: readonly StateRow[]
  language: Language
  reader: 'subject' | 'office'
}) {
  const t = studentsWords(language)
  return (
    <Section title={t('history.title')}>
      <Timeline
        items={states.map(({ state, since, reason, at, byName }) => ({
          title: t(`state.${state}`),
          when: sayDay(since, language),
          dateTime: since,
          text: [reason, reader === 'office' && t('history.by', { name: byName, at: sayMoment(at, language) })]
            .filter(Boolean)
            .join(' · '),
        }))}
      />
    </Section>
  )
}
