import type { Child } from '../../platform/jsx-runtime.ts'
import { sayDay, sayMoment } from '../../platform/words/saying-days.ts'
import { Crumbs, Link, More, Muted, Notice, PageTitle, Section, Stack, Table, Tag } from '../../ui/index.ts'
import { ClockTable } from './clock-table.tsx'
import { recordAddress, stayAddress } from './desk-place.ts'
import type { looksOf, StayPerson } from './person-store.ts'
import { type Clock, type RecordKind, recordKinds, type StayRecord } from './rules.ts'
import { StatementCards } from './statement-cards.tsx'
import type { Statement } from './statement-store.ts'
import type { StudyUse } from './study-use.ts'
import { staysWords } from './words.ts'
import { type Reading, sayPeriod, sayRecord } from './words-of-records.ts'

export interface StayPageProps {
  readonly reading: Reading
  readonly person: StayPerson
  readonly records: readonly StayRecord[]
  readonly clocks: readonly Clock[]
  readonly use: StudyUse | null
  readonly statements: readonly Statement[]
  readonly looks: Awaited<ReturnType<typeof looksOf>>
  readonly mayWork: boolean
  readonly notice: Child
}

/** One person's stay: what comes, by which rule, and every record it follows from. */
export function StayPage(props: StayPageProps) {
  const { reading, person, clocks, statements, mayWork } = props
  const t = staysWords(reading.language)
  return (
    <Stack>
      <Crumbs
        label={t('here')}
        steps={[{ text: person.name, href: `/desk/persons/${person.id}` }, { text: t('stay.title') }]}
      />
      <PageTitle title={person.name} over={t('stay.title')} lead={t('stay.lead')} />
      {props.notice}
      <StatementCards reading={reading} statements={statements} mayWork={mayWork} />
      <Section title={t('clocks.title')}>
        <ClockTable reading={reading} clocks={clocks} recordAddress={(id) => recordAddress(person.id, id)} />
        {props.use && <Used reading={reading} use={props.use} />}
      </Section>
      {recordKinds.map((kind) => (
        <Records {...props} kind={kind} />
      ))}
      {mayWork && <AddMore {...props} />}
      <Numbers {...props} />
    </Stack>
  )
}

/** How much of the longest time for study visas is used. */
export function Used({ reading, use }: { reading: Reading; use: StudyUse }) {
  const { language } = reading
  const { used, allowed, left } = use
  return <p>{staysWords(language)('use.text', { since: sayDay(use.since, language), used, allowed, left })}</p>
}

function Records({ reading, person, records, kind, mayWork }: StayPageProps & { kind: RecordKind }) {
  const own = records.filter((record) => record.kind === kind)
  if (own.length === 0) return null
  const t = staysWords(reading.language)
  const columns = (['what', 'period', 'state'] as const).map((key) => ({ key, text: t(`record.column.${key}`) }))
  return (
    <Section title={t(`kind.${kind}`)} action={mayWork && <Add person={person} kind={kind} text={t('record.add')} />}>
      <Table
        caption={t(`kind.${kind}`)}
        captionHidden
        columns={columns}
        empty=""
        rows={own.map((record) => ({
          href: recordAddress(person.id, record.id),
          cells: [
            sayRecord(reading, record),
            sayPeriod(record, reading.language),
            <StateTag reading={reading} record={record} />,
          ],
        }))}
      />
    </Section>
  )
}

export function StateTag({ reading, record }: { reading: Reading; record: StayRecord }) {
  const t = staysWords(reading.language)
  const { state, endedOn, to } = record
  if (state === 'ended' && endedOn)
    return <Tag tone="quiet">{t('state.ended', { day: sayDay(endedOn, reading.language) })}</Tag>
  if (state === 'mistake') return <Tag tone="quiet">{t('state.mistake')}</Tag>
  if (to && to < reading.law.day) return <Tag tone="late">{t('state.over')}</Tag>
  return <Tag tone="ok">{t('state.valid')}</Tag>
}

function Add({ person, kind, text }: { person: StayPerson; kind: RecordKind; text: string }) {
  return <Link href={`${stayAddress(person.id)}/new?kind=${kind}`}>{text}</Link>
}

function AddMore({ reading, person, records }: StayPageProps) {
  const t = staysWords(reading.language)
  const missing = recordKinds.filter((kind) => !records.some((record) => record.kind === kind))
  if (missing.length === 0) return null
  return (
    <Section title={t('record.addMore')}>
      {records.length === 0 && (
        <Notice tone="quiet">
          <p>{t('record.none')}</p>
        </Notice>
      )}
      <ul>
        {missing.map((kind) => (
          <li>
            <Add person={person} kind={kind} text={t(`kind.${kind}`)} />
          </li>
        ))}
      </ul>
    </Section>
  )
}

function Numbers({ reading, person, records, looks }: StayPageProps) {
  const t = staysWords(reading.language)
  if (!records.some(({ number }) => number)) return null
  if (reading.numbers === 'guarded') return <Muted>{t('numbers.guarded')}</Muted>
  return (
    <Section title={t('numbers.title')}>
      {reading.numbers === 'masked' && (
        <p>
          <Link href={`${stayAddress(person.id)}?numbers=shown`}>{t('numbers.show')}</Link>{' '}
          <Muted>{t('numbers.written')}</Muted>
        </p>
      )}
      {looks.length > 0 && (
        <More title={t('numbers.looks')}>
          <ul>
            {looks.map(({ at, byName }) => (
              <li>
                {byName}, {sayMoment(at, reading.language)}
              </li>
            ))}
          </ul>
        </More>
      )}
    </Section>
  )
}
