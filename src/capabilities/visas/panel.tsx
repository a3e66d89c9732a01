import type { Child } from '../../platform/jsx-runtime.ts'
import type { Visit } from '../../platform/web/visit.ts'
import type { Language } from '../../platform/words/languages.ts'
import { sayDay } from '../../platform/words/saying-days.ts'
import { Actions, ButtonLink, DescriptionList, type DescriptionRow, Notice, Section } from '../../ui/index.ts'
import { type Panel, personOf, placesOf, RuleText, type View } from '../cases/index.ts'
import { lawOfToday } from '../law/index.ts'
import { recordsOf, studySpans } from '../stays/index.ts'
import { studentsOfPerson } from '../students/index.ts'
import { studentVisa } from './ending-page.tsx'
import type { Facts } from './facts.ts'
import { studyEndOf } from './known.ts'
import { repairOf } from './rules.ts'
import { VisaTotal } from './shared.tsx'
import { studyVisa } from './study-visa.ts'
import { visasWords } from './words.ts'

/** Used and left, and what the authorities have answered: on the case for office and student, on a person's page. */
export const visaPanel: Panel = {
  all: async (visit) => {
    const totals: Child[] = []
    for (const institution of await placesOf(visit.house.database.shared, visit.account.accountId))
      totals.push(await ownTotal(visit, institution))
    return totals
  },
  my: (visit, view) => panel(visit, view, true),
  desk: (visit, view) => panel(visit, view, visit.may('papers.look', view.standing.institution)),
  person: async (visit, records) => {
    const { institution } = visit.place('cases.read')
    const db = visit.within(institution)
    const [students, kept, law] = await Promise.all([
      studentsOfPerson(db, records),
      recordsOf(db, records),
      lawOfToday(visit.house, institution),
    ])
    return students.map((student) => (
      <>
        <VisaTotal records={kept} studyEnds={studyEndOf(student, kept, law)} law={law} language={visit.language} />
        <Actions>
          <ButtonLink tone="soft" href={studentVisa(student.id)}>
            {visasWords(visit.language)('person.go')}
          </ButtonLink>
        </Actions>
      </>
    ))
  },
}

// Of a foreign student what has been used and what is left; nobody else has it to read.
async function ownTotal(visit: Visit, institution: string): Promise<Child> {
  const db = visit.within(institution)
  const person = await personOf(db, visit.account.accountId)
  if (!person) return null
  const [students, records, law] = await Promise.all([
    studentsOfPerson(db, [person]),
    recordsOf(db, [person]),
    lawOfToday(visit.house, institution),
  ])
  const [student] = students
  if (!student || studySpans(records).length === 0) return null
  const studyEnds = studyEndOf(student, records, law)
  return <VisaTotal records={records} studyEnds={studyEnds} law={law} language={visit.language} />
}

const schema = studyVisa.facts.partial()

async function panel(visit: Visit, view: View, mayLook: boolean): Promise<Child> {
  if (view.procedure.name !== studyVisa.name) return null
  const facts: Partial<Facts> = schema.catch({}).parse(view.situation.facts)
  const records = await recordsOf(visit.within(view.standing.institution), [view.standing.subjectId])
  const { language } = visit
  return (
    <>
      <Answered facts={facts} view={view} mayLook={mayLook} language={language} />
      <VisaTotal records={records} studyEnds={facts.studyEnds ?? null} law={view.law} language={language} />
    </>
  )
}

interface AnsweredProps {
  readonly facts: Partial<Facts>
  readonly view: View
  readonly mayLook: boolean
  readonly language: Language
}

/** The package and what came of it; the committee's silence of 2026 as information that decides nothing. */
function Answered({ facts, view, mayLook, language }: AnsweredProps) {
  const t = visasWords(language)
  const rows = answeredRows(facts, view, mayLook, language)
  const silence = view.standing.stage === 'coordinating' ? view.law.find('visa.scnb-silence') : null
  if (rows.length === 0) return null
  return (
    <Section title={t('answered.title')}>
      <DescriptionList rows={rows} />
      {silence && (
        <Notice tone="quiet" title={t('answered.silence')}>
          <RuleText rule={silence} language={language} />
        </Notice>
      )}
    </Section>
  )
}

function answeredRows(facts: Partial<Facts>, view: View, mayLook: boolean, language: Language): DescriptionRow[] {
  const t = visasWords(language)
  const on = (day: Facts['packageDay'] | undefined) => day && sayDay(day, language)
  const repair = repairOf({ facts, law: view.law })
  const row = (term: string, parts: readonly (string | undefined)[]): DescriptionRow[] => {
    const said = parts.filter(Boolean)
    return said.length > 0 ? [{ term, value: said.join(', ') }] : []
  }
  return [
    ...row(t('answered.signed'), [on(facts.signedOn)]),
    ...row(t('answered.package'), [facts.packageNumber && `№ ${facts.packageNumber}`, on(facts.packageDay)]),
    ...(facts.packageNumber ? [{ term: t('answered.purpose'), value: t('answered.support') }] : []),
    ...row(t('answered.coordinated'), [on(facts.coordinatedOn)]),
    ...row(t('answered.approval'), [on(facts.approvalDay), facts.approvalReference]),
    ...row(t('answered.returned'), [on(facts.returnedOn), facts.returnReason]),
    ...row(t('answered.repair'), [on(repair?.due)]),
    ...row(t('answered.visa'), [
      facts.visaKind,
      mayLook ? facts.visaNumber : undefined,
      facts.visaFrom && facts.visaTo && `${on(facts.visaFrom)} – ${on(facts.visaTo)}`,
    ]),
  ]
}
