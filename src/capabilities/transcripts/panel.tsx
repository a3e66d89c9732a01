import type { Child, Href } from '../../platform/jsx-runtime.ts'
import type { Visit } from '../../platform/web/visit.ts'
import { Link, Section } from '../../ui/index.ts'
import { type Panel, placesOf } from '../cases/index.ts'
import { studentsOfPerson } from '../students/index.ts'
import { sayAverage } from './average.tsx'
import { ownTranscriptAddress, transcriptAddress } from './rooms.ts'
import { averageOf } from './rules.ts'
import { ownHolder, transcriptOf } from './store.ts'
import { transcriptsWords } from './words.ts'

/** The way to the grades: from the own page, from a person, and from a case of somebody who has some. */
export const transcriptPanel: Panel = {
  ways: async (visit) => {
    const t = transcriptsWords(visit.language)
    const ways: Child[] = []
    for (const institution of await placesOf(visit.house.database.shared, visit.account.accountId))
      if (await hasOrStudies(visit, institution))
        ways.push(
          <p>
            <Link href={ownTranscriptAddress(institution)}>{t('my.title')}</Link>
          </p>,
        )
    return ways
  },
  desk: (visit, { standing }) => part(visit, standing.institution, standing.subjectId),
  person: (visit, [leader = '']) => part(visit, visit.place('cases.read').institution, leader, true),
}

async function hasOrStudies(visit: Visit, institution: string): Promise<boolean> {
  const db = visit.within(institution)
  const holder = await ownHolder(db, visit.account.accountId)
  if (!holder) return false
  if ((await studentsOfPerson(db, [holder.id])).length > 0) return true
  return (await transcriptOf(db, holder.id)).entries.length > 0
}

async function part(visit: Visit, institution: string, personId: string, always = false): Promise<Child> {
  const transcript = await transcriptOf(visit.within(institution), personId)
  if (transcript.entries.length === 0 && !always) return null
  const t = transcriptsWords(visit.language)
  return (
    <Section title={t('title')}>
      <TranscriptLine visit={visit} href={transcriptAddress(personId)} transcript={transcript} />
    </Section>
  )
}

/** The average in a line, with the way to the grades. */
export function TranscriptLine(props: {
  visit: Pick<Visit, 'language'>
  href: Href
  transcript: Awaited<ReturnType<typeof transcriptOf>>
}) {
  const { language } = props.visit
  const t = transcriptsWords(language)
  const average = averageOf(props.transcript)
  const isEmpty = props.transcript.entries.length === 0
  return (
    <p>
      {isEmpty ? t('none') : `${t('average.word')}: ${sayAverage(average, language)}`}
      {average.unconfirmed > 0 && `, ${t('average.unconfirmed', { count: average.unconfirmed })}`}{' '}
      <Link href={props.href}>{t('panel.open')}</Link>
    </p>
  )
}
