import { stringsFrom, valueAt } from '../../platform/database/json.ts'
import { readDay } from '../../platform/days.ts'
import type { Href } from '../../platform/jsx-runtime.ts'
import type { Problem, Typed } from '../../platform/web/form.ts'
import { dayParts, saidOf } from '../../platform/web/words.ts'
import { sayDay, sayMoment } from '../../platform/words/saying-days.ts'
import {
  Actions,
  Button,
  Confirm,
  Crumbs,
  DayField,
  DescriptionList,
  Form,
  Link,
  Notice,
  PageTitle,
  Section,
  Stack,
  TextArea,
  Timeline,
} from '../../ui/index.ts'
import { ClockTable } from './clock-table.tsx'
import { dayFields } from './day-fields.ts'
import { recordAddress, stayAddress } from './desk-place.ts'
import { typedOf } from './drafts.ts'
import { kinds } from './kinds.ts'
import type { StayPerson } from './person-store.ts'
import { RecordForm } from './record-form.tsx'
import type { Clock, StayRecord } from './rules.ts'
import { StateTag } from './stay-page.tsx'
import type { Change } from './store.ts'
import { staysWords } from './words.ts'
import { type Reading, sayField, sayNumber, sayPeriod, sayRecord } from './words-of-records.ts'

/** Which of the page's forms slipped, and how. */
export interface Slip {
  readonly form: 'correction' | 'ending' | 'mistake' | 'restoring'
  readonly typed: Typed
  readonly problems: readonly Problem[]
  readonly notice?: string
}

interface Props {
  readonly reading: Reading
  readonly person: StayPerson
  readonly record: StayRecord
  readonly clocks: readonly Clock[]
  readonly changes: readonly Change[]
  readonly passports: readonly string[]
  /** Where the case is that settled the record. */
  readonly caseHref: Href | null
  readonly mayWork: boolean
  readonly slip: Slip | null
}

/** One record: what it says, what follows from it, how it came about, and what may be done with it. */
export function RecordPage(props: Props) {
  const { reading, person, record, clocks, slip } = props
  const t = staysWords(reading.language)
  const title = t(`kind.${record.kind}`)
  return (
    <Stack>
      <Crumbs
        label={t('here')}
        steps={[
          { text: person.name, href: `/desk/persons/${person.id}` },
          { text: t('stay.title'), href: stayAddress(person.id) },
          { text: title },
        ]}
      />
      <PageTitle title={`${title}: ${sayRecord(reading, record)}`} over={person.name} />
      {slip?.notice && (
        <Notice tone="late" role="alert">
          <p>{slip.notice}</p>
        </Notice>
      )}
      <p>
        <StateTag reading={reading} record={record} /> {record.endedWhy}
      </p>
      <Particulars {...props} />
      {clocks.length > 0 && (
        <Section title={t('clocks.title')}>
          <ClockTable reading={reading} clocks={clocks} />
        </Section>
      )}
      {props.mayWork && <Verbs {...props} />}
      <History {...props} />
    </Stack>
  )
}

function Particulars({ reading, record, caseHref }: Props) {
  const t = staysWords(reading.language)
  const { kind, said, number } = record
  const names = Object.keys(kinds[kind].fields.shape).filter((name) => said[name])
  const fields = names.map((field) => ({
    term: t.find(`field.${kind}.${field}`) ?? t.find(`field.${field}`) ?? field,
    value: sayField(reading, field, said[field] ?? ''),
  }))
  const shown = sayNumber(reading, number)
  return (
    <DescriptionList
      rows={[
        ...(shown ? [{ term: t('field.number'), value: shown }] : []),
        { term: t('record.column.period'), value: sayPeriod(record, reading.language) },
        ...fields,
        ...(caseHref ? [{ term: t('record.case'), value: <Link href={caseHref}>{t('record.case.open')}</Link> }] : []),
      ]}
    />
  )
}

function Verbs(props: Props) {
  const { reading, person, record, slip } = props
  const t = staysWords(reading.language)
  const address = recordAddress(person.id, record.id)
  const of = (form: Slip['form']) => (slip?.form === form ? slip : null)
  if (record.state !== 'valid') {
    return (
      <Form action={`${address}/restoring`} method="post" label={t('verb.restore')}>
        <Actions>
          <Button tone="soft">{t('verb.restore')}</Button>
        </Actions>
      </Form>
    )
  }
  return (
    <Actions>
      {reading.numbers !== 'guarded' && (
        <Confirm open={t('verb.correct')} tone="soft" expanded={of('correction') !== null}>
          <p>{t('verb.correct.about')}</p>
          <RecordForm
            reading={reading}
            kind={record.kind}
            action={`${address}/correction`}
            back={address}
            typed={of('correction')?.typed ?? typedOf(record)}
            problems={of('correction')?.problems ?? []}
            passports={props.passports}
            hidden={{ version: String(record.version) }}
            button={t('verb.correct.save')}
            asksWhy
          />
        </Confirm>
      )}
      <Ending {...props} slip={of('ending')} />
      <Confirm open={t('verb.mistake')} expanded={of('mistake') !== null}>
        <p>{t('verb.mistake.about')}</p>
        <Form action={`${address}/mistake`} method="post" label={t('verb.mistake')}>
          <Reason reading={reading} slip={of('mistake')} id="mistake-why" />
          <Button tone="danger">{t('verb.mistake')}</Button>
        </Form>
      </Confirm>
    </Actions>
  )
}

function Ending({ reading, person, record, slip }: Props) {
  const t = staysWords(reading.language)
  return (
    <Confirm open={t('verb.end')} tone="soft" expanded={slip !== null}>
      <p>{t('verb.end.about')}</p>
      <Form action={`${recordAddress(person.id, record.id)}/ending`} method="post" label={t('verb.end')}>
        <DayField
          name="on"
          label={t('field.endedOn')}
          words={dayParts(reading.language)}
          value={dayFields(slip?.typed ?? {}, 'on')}
          error={saidOf(slip?.problems, 'on', reading.language, t)}
        />
        <Reason reading={reading} slip={slip} id="ending-why" />
        <Button>{t('verb.end')}</Button>
      </Form>
    </Confirm>
  )
}

function Reason({ reading, slip, id }: { reading: Reading; slip: Slip | null; id: string }) {
  const t = staysWords(reading.language)
  const error = saidOf(slip?.problems, 'why', reading.language, t)
  return <TextArea name="why" id={id} label={t('field.why')} value={slip?.typed.why} rows={2} error={error} />
}

function History({ reading, changes }: Props) {
  const t = staysWords(reading.language)
  return (
    <Section title={t('history.title')}>
      <Timeline
        items={changes.map(({ what, why, at, byName, before }) => ({
          title: t(`change.${what}`),
          when: sayMoment(at, reading.language),
          dateTime: at.toISOString(),
          text: [
            byName,
            why,
            before && what === 'corrected' && t('change.before', { text: sayBefore(reading, before) }),
          ]
            .filter(Boolean)
            .join(' · '),
        }))}
      />
    </Section>
  )
}

function sayBefore(reading: Reading, before: Readonly<Record<string, unknown>>): string {
  const { number = '', from = '', to = '' } = stringsFrom(before)
  const days = [from, to].map((text) => readDay(text)).map((on) => (on ? sayDay(on, reading.language) : '…'))
  const words = Object.values(stringsFrom(valueAt(before, 'said'))).filter(Boolean)
  return [sayNumber(reading, number), days.join(' – '), ...words].filter(Boolean).join(', ')
}
