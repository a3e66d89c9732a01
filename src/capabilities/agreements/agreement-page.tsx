import type { Child, Html } from '../../platform/jsx-runtime.ts'
import { sayDay, sayMoment } from '../../platform/words/saying-days.ts'
import {
  Actions,
  ButtonLink,
  Crumbs,
  DescriptionList,
  Link,
  More,
  Muted,
  Notice,
  PageTitle,
  Section,
  Stack,
  Timeline,
} from '../../ui/index.ts'
import { sayField } from './education-fields.ts'
import { type Agreement, noticeBy } from './rules.ts'
import { agreementPage, agreementsAddress, type Named, partySaid, StateTag, sayPlaces, saySigned } from './said.tsx'
import type { editsOf, Reading } from './store.ts'
import { agreementsWords, type Say } from './words.ts'

export interface AgreementPageProps {
  readonly t: Say
  readonly agreement: Agreement
  readonly reading: Reading
  readonly named: Named
  /** What it renews, and what renews it. */
  readonly before: Agreement | null
  readonly after: Agreement | null
  readonly unit: string | null
  readonly edits: Awaited<ReturnType<typeof editsOf>>
  readonly mayEdit: boolean
  readonly notice: string | null
  readonly refusal: string | null
  /** What stands between what is agreed and the history. */
  readonly sections: Child
}

/** One agreement: what is agreed, how it stands, and who changed what. */
export function AgreementPage(props: AgreementPageProps) {
  const { t, agreement, mayEdit, notice, refusal, sections } = props
  const title = agreement.title[t.language]
  return (
    <Stack>
      <Crumbs label={t('list.title')} steps={[{ text: t('list.title'), href: agreementsAddress }, { text: title }]} />
      <PageTitle title={title} lead={t(`kind.${agreement.kind}`)} />
      {notice && <Notice tone="ok" role="status" title={notice} />}
      {refusal && <Notice tone="late" role="alert" title={refusal} />}
      <DescriptionList rows={rowsOf(props).map(([key, value]) => ({ term: t(`agreement.${key}`), value }))} />
      {mayEdit && (
        <Actions>
          <ButtonLink href={`${agreementPage(agreement)}/edit`}>{t('agreement.edit')}</ButtonLink>
          {!agreement.isPublic && <Muted>{t('agreement.notShown')}</Muted>}
        </Actions>
      )}
      {sections}
      <History {...props} />
    </Stack>
  )
}

const rowNames = [
  ...(['state', 'parties', 'number', 'signedOn', 'from', 'until', 'notice', 'renewal', 'condition', 'lookOn'] as const),
  ...(['subject', 'exchange', 'places', 'fields', 'specialties', 'unit', 'contact', 'before', 'after'] as const),
  ...(['ended', 'note', 'quote'] as const),
] as const
type RowName = (typeof rowNames)[number]

function rowsOf(props: AgreementPageProps): [RowName, Child][] {
  const said: Readonly<Record<RowName, Child>> = { ...whoAndWhen(props), ...what(props) }
  return rowNames.flatMap((name): [RowName, Child][] => (said[name] ? [[name, said[name]]] : []))
}

function whoAndWhen({ t, agreement, reading, named, before, after }: AgreementPageProps) {
  const { today } = reading
  const on = (day: Agreement['from']) => (day ? sayDay(day, t.language) : null)
  const notice = noticeBy(agreement, today)
  const linked = (one: Agreement | null) => one && <Link href={agreementPage(one)}>{one.title[t.language]}</Link>
  return {
    state: <StateTag t={t} state={agreement.state} />,
    parties: lines(
      agreement.parties.map((party) => (
        <>
          {partySaid(t, party, named)}
          {party.signedOn && <Muted> {t('party.signed', { day: sayDay(party.signedOn, t.language) })}</Muted>}
        </>
      )),
    ),
    ...{ number: agreement.number, signedOn: saySigned(t, agreement), from: on(agreement.from) },
    until: on(agreement.endsOn),
    notice: notice && agreement.state !== 'ended' ? t('notice.by', { day: sayDay(notice, t.language) }) : null,
    renewal: agreement.renewsItself ? t('renewal.itself') : null,
    lookOn: on(agreement.lookOn),
    ...{ before: linked(before), after: linked(after) },
    ended:
      agreement.endedOn &&
      t('ended.said', { day: sayDay(agreement.endedOn, t.language), why: agreement.endedWhy || '–' }),
  }
}

function what({ t, agreement, unit }: AgreementPageProps) {
  const { language } = t
  return {
    condition: agreement.condition?.[language],
    subject: agreement.subject?.[language],
    exchange: agreement.exchange.map((kind) => t(`exchange.${kind}`)).join(', '),
    places: lines(sayPlaces(t, agreement)),
    fields: lines(agreement.fields.map((code) => `${code} ${sayField(t, code)}`)),
    specialties: lines(agreement.specialties.split('\n').filter(Boolean)),
    ...{ unit, contact: agreement.contact, note: agreement.note },
    quote: agreement.quote && <q lang="en">{agreement.quote}</q>,
  }
}

const lines = (texts: readonly Child[]): Child => (texts.length > 0 ? texts.map((text) => <p>{text}</p>) : null)

function History({ t, edits }: AgreementPageProps) {
  if (edits.length === 0) return null
  return (
    <Section title={t('history.title')}>
      <Timeline
        items={edits.map(({ at, byName, before, after }) => ({
          title: byName,
          when: sayMoment(at, t.language),
          dateTime: at.toISOString(),
          text: <Changed t={t} before={before} after={after} />,
        }))}
      />
    </Section>
  )
}

// What changed, and how it was and is; a whole new record is told in one word.
function Changed({ t, before, after }: { t: Say; before: unknown; after: unknown }): Html {
  const changes = changesOf(before, after)
  const say = agreementsWords.byData(t.language)
  if (Object.keys(entriesOf(before)).length === 0 && changes.length > 3) return <>{t('history.added')}</>
  return (
    <>
      {changes.map(({ name }) => say.find(`agreement.${name}`) ?? say.find(`history.${name}`) ?? name).join(', ')}
      <More title={t('history.what')}>
        {changes.map(({ name, old, now }) => (
          <p>
            {say.find(`agreement.${name}`) ?? say.find(`history.${name}`) ?? name}: {plain(old) || '–'} →{' '}
            {plain(now) || '–'}
          </p>
        ))}
      </More>
    </>
  )
}

const entriesOf = (value: unknown): Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null ? Object.fromEntries(Object.entries(value)) : {}

function changesOf(before: unknown, after: unknown) {
  const [old, now] = [entriesOf(before), entriesOf(after)]
  const names = Object.keys({ ...old, ...now })
  return names
    .filter((name) => plain(old[name]) !== plain(now[name]))
    .map((name) => ({ name, old: old[name], now: now[name] }))
}

/** A value of the history as a reader may understand it. */
function plain(value: unknown): string {
  if (value === null || value === undefined || value === false) return ''
  if (Array.isArray(value)) return value.map(plain).filter(Boolean).join('; ')
  if (typeof value === 'object') return [...new Set(Object.values(value).map(plain))].filter(Boolean).join(' / ')
  return String(value)
}
