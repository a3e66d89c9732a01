import type { Href } from '../../platform/jsx-runtime.ts'
import type { Problem, Typed } from '../../platform/web/form.ts'
import { sayDay, sayDistance } from '../../platform/words/saying-days.ts'
import {
  Card,
  Crumbs,
  DescriptionList,
  EmptyState,
  Link,
  Muted,
  Notice,
  PageTitle,
  Section,
  Stack,
  Tag,
} from '../../ui/index.ts'
import type { Institution } from '../institutions/index.ts'
import { toneOf, Why } from './clock-table.tsx'
import { RecordForm } from './record-form.tsx'
import { type Clock, type StayRecord, type ToldKind, toldKinds } from './rules.ts'
import { SaidList } from './statement-cards.tsx'
import type { Statement } from './statement-store.ts'
import { Used } from './stay-page.tsx'
import type { StudyUse } from './study-use.ts'
import { staysWords } from './words.ts'
import { type Reading, sayPeriod, sayRecord } from './words-of-records.ts'

/** What one institution knows of the reader's stay. */
export interface OwnStay {
  /** By the law of the institution. */
  readonly reading: Reading
  readonly institution: Institution
  readonly records: readonly StayRecord[]
  readonly clocks: readonly Clock[]
  readonly statements: readonly Statement[]
  readonly use: StudyUse | null
}

interface Props {
  readonly reading: Reading
  readonly stays: readonly OwnStay[]
  readonly sent: boolean
}

/** The reader's own dates, each with what to do and what to bring. */
export function MyStayPage({ reading, stays, sent }: Props) {
  const t = staysWords(reading.language)
  return (
    <Stack>
      <Crumbs label={t('here')} steps={[{ text: t('my.back'), href: '/my' }, { text: t('my.title') }]} />
      <PageTitle title={t('my.title')} lead={t('my.lead')} />
      {sent && (
        <Notice tone="ok" role="status">
          <p>{t('my.sent')}</p>
        </Notice>
      )}
      {stays.length === 0 && <EmptyState title={t('my.none')} />}
      {stays.map((stay) => (
        <>
          {stays.length > 1 && <h2>{stay.institution.short[reading.language]}</h2>}
          <Dates {...stay} />
          <Telling {...stay} />
          <Records {...stay} />
        </>
      ))}
    </Stack>
  )
}

function Dates({ reading, clocks, use }: OwnStay) {
  const t = staysWords(reading.language)
  if (clocks.length === 0) return <EmptyState title={t('my.none')} />
  return (
    <>
      {clocks.map((clock) => (
        <OwnDate reading={reading} clock={clock} />
      ))}
      {use && <Used reading={reading} use={use} />}
    </>
  )
}

function OwnDate({ reading, clock }: { reading: Reading; clock: Clock }) {
  const { language, law } = reading
  const t = staysWords(language)
  const said = { day: sayDay(clock.due, language), distance: sayDistance(clock.due, law.day, language) }
  return (
    <Card title={t(`clock.${clock.name}`)} level={3}>
      <p>
        <Tag tone={toneOf(clock, law.day)}>
          {clock.start <= law.day
            ? t('my.begin', { distance: t('clock.startNow') })
            : t('my.by', { day: sayDay(clock.start, language) })}
        </Tag>{' '}
        {t('my.lastDay', said)}
      </p>
      <p>{clock.due < law.day ? t('my.over') : t(`next.${clock.name}`)}</p>
      <Why reading={reading} clock={clock} />
    </Card>
  )
}

const tellAddress = (institution: Institution, kind: ToldKind): Href => `/my/stay/${institution.id}/${kind}`

function Telling({ reading, institution, statements }: OwnStay) {
  const t = staysWords(reading.language)
  return (
    <Section title={t('my.tell')}>
      <p>{t('my.tell.lead')}</p>
      <ul>
        {toldKinds.map((kind) => (
          <li>
            <Link href={tellAddress(institution, kind)}>{t(`my.tell.${kind}`)}</Link>
          </li>
        ))}
      </ul>
      {statements.length > 0 && <h3>{t('my.said')}</h3>}
      {statements.map((statement) => (
        <Card title={t(`kind.${statement.kind}`)} level={4}>
          <p>
            <Tag tone={statement.outcome === 'declined' ? 'late' : statement.outcome ? 'ok' : 'wait'}>
              {t(`said.${statement.outcome ?? 'open'}`)}
            </Tag>{' '}
            {statement.answer}
          </p>
          <SaidList reading={reading} statement={statement} />
        </Card>
      ))}
    </Section>
  )
}

function Records({ reading, records }: OwnStay) {
  const t = staysWords(reading.language)
  const valid = records.filter(({ state }) => state === 'valid')
  if (valid.length === 0) return null
  return (
    <Section title={t('my.records')}>
      <DescriptionList
        rows={valid.map((record) => ({
          term: t(`kind.${record.kind}`),
          value: (
            <>
              {sayRecord(reading, record)}
              <br />
              <Muted>{sayPeriod(record, reading.language)}</Muted>
            </>
          ),
        }))}
      />
      <p>{t('my.wrong')}</p>
    </Section>
  )
}

interface TellProps {
  readonly reading: Reading
  readonly institution: Institution
  readonly kind: ToldKind
  readonly key: string
  readonly typed: Typed
  readonly problems: readonly Problem[]
  readonly passports: readonly string[]
}

/** A new address, a new passport, a crossing: told to the office, which checks it and writes it down. */
export function TellPage({ reading, institution, kind, key, ...form }: TellProps) {
  const t = staysWords(reading.language)
  const title = t(`my.tell.${kind}`)
  return (
    <Stack>
      <Crumbs label={t('here')} steps={[{ text: t('my.title'), href: '/my/stay' }, { text: title }]} />
      <PageTitle title={title} lead={t('my.tell.lead')} />
      <RecordForm
        reading={reading}
        kind={kind}
        action={`/my/stay/${institution.id}/${kind}`}
        back="/my/stay"
        hidden={{ key }}
        button={t('my.send')}
        {...form}
      />
    </Stack>
  )
}
