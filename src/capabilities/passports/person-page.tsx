import type { Day } from '../../platform/days.ts'
import type { Href } from '../../platform/jsx-runtime.ts'
import { sayDay, sayMoment } from '../../platform/words/saying-days.ts'
import {
  Actions,
  Button,
  Crumbs,
  DescriptionList,
  Form,
  HiddenField,
  Link,
  More,
  Muted,
  Notice,
  PageTitle,
  Section,
  SelectField,
  Stack,
  Tag,
  Timeline,
  TwoColumns,
} from '../../ui/index.ts'
import { EntryFields, EntryProblems, type Tried, typedAgain } from '../cases/index.ts'
import type { Law } from '../law/index.ts'
import type { StayRecord } from '../stays/index.ts'
import { stayAddress } from './addresses.ts'
import { EmbassyContact, embassyName } from './embassy-page.tsx'
import type { Embassy } from './embassy-rules.ts'
import { PassportKeeping, sayOut } from './overview-page.tsx'
import type { KnownPerson } from './person-store.ts'
import { isTooLong, returnForm, type Sight, sightForm } from './sight-rules.ts'
import { passportsWords, type Say } from './words.ts'

export const passportAddress = (person: string): Href => `/desk/persons/${person}/passport`

export interface PassportsOf {
  readonly person: KnownPerson
  /** Valid passports, the first to end first. */
  readonly passports: readonly StayRecord[]
  readonly sights: readonly Sight[]
  readonly embassy: Embassy | null
  readonly visaEnds: Day | null
  readonly open: readonly { readonly id: string; readonly number: string | null; readonly stage: string }[]
}

/** Which form slipped, and how. */
export type Slip = Tried & { readonly form: 'seen' | 'away' | `return-${string}` }

interface DeskProps {
  readonly t: Say
  readonly law: Law
  readonly known: PassportsOf
  readonly mayWork: boolean
  readonly slip: Slip | null
  readonly notice: string | null
}

/** At the desk: a person's passports, when they end, that the original was seen, and the extension. */
export function PersonPassportPage(props: DeskProps) {
  const { t, law, known, mayWork, slip, notice } = props
  const { person } = known
  const base = passportAddress(person.id)
  return (
    <Stack>
      {slip && <EntryProblems t={passportsWords.byData(t.language)} words="sight" problems={slip.problems} />}
      <Crumbs
        label={t('passports.title')}
        steps={[
          { text: t('passports.title'), href: '/desk/passports' },
          { text: person.name, href: `/desk/persons/${person.id}` },
          { text: t('person.title') },
        ]}
      />
      <PageTitle title={t('person.title')} over={person.name} />
      {notice && <Notice tone="ok" role="status" title={notice} />}
      <TwoColumns>
        <div class="flow">
          <Held {...props} />
          <Extension
            t={t}
            known={known}
            caseAddress={(id) => `/desk/cases/passport-extension/${id}`}
            begin={mayWork ? `${base}/extension` : null}
          />
          <EmbassyHere t={t} law={law} known={known} />
        </div>
        <div class="flow">
          <Originals {...props} base={base} />
        </div>
      </TwoColumns>
    </Stack>
  )
}

function Held({ t, law, known }: Pick<DeskProps, 't' | 'law' | 'known'>) {
  return (
    <Section title={t('person.held')} action={<Link href={stayAddress(known.person.id)}>{t('person.stay')}</Link>}>
      <Passports t={t} law={law} known={known} />
    </Section>
  )
}

/** Each valid passport with its end, and what it ends before. Numbers stand with the records of the stay. */
export function Passports({ t, law, known }: Pick<DeskProps, 't' | 'law' | 'known'>) {
  if (known.passports.length === 0) return <p>{t('person.none')}</p>
  return (
    <DescriptionList
      rows={known.passports.map((one) => ({
        term: law.country(one.said.country ?? '')?.name[t.language] ?? '–',
        value: (
          <>
            {one.to ? t('person.until', { day: sayDay(one.to, t.language) }) : '–'}{' '}
            {one.to && one.to < law.day && <Tag tone="late">{t('passports.why.ended')}</Tag>}
            {one.to && known.visaEnds && one.to < known.visaEnds && <Tag tone="due">{t('passports.why.visa')}</Tag>}
          </>
        ),
      }))}
    />
  )
}

interface ExtensionProps {
  readonly t: Say
  readonly known: PassportsOf
  readonly caseAddress: (id: string) => Href
  /** Where one begins; null for those who may not. */
  readonly begin: Href | null
}

/** Extensions that run, and the way to begin one. */
export function Extension({ t, known, caseAddress, begin }: ExtensionProps) {
  const say = passportsWords.byData(t.language)
  return (
    <Section title={t('names')}>
      {known.open.map((one) => (
        <p>
          <Link href={caseAddress(one.id)}>{[t('name'), one.number].filter(Boolean).join(' ')}</Link>{' '}
          <Tag tone="wait">{say(`stage.${one.stage}`)}</Tag>
        </p>
      ))}
      {known.open.length === 0 && <p>{t('extension.none')}</p>}
      {begin && known.open.length === 0 && (
        <Form action={begin} method="post" label={t('extension.begin')}>
          <HiddenField name="key" value={crypto.randomUUID()} />
          <Actions>
            <Button tone="soft">{t('extension.begin')}</Button>
          </Actions>
        </Form>
      )}
    </Section>
  )
}

function EmbassyHere({ t, law, known: { embassy, person } }: Pick<DeskProps, 't' | 'law' | 'known'>) {
  if (!embassy)
    return (
      <Section title={t('person.embassy')}>
        <p>{t('person.embassy.unknown')}</p>
        {person.citizenship && (
          <Link href={`/desk/embassies/new?country=${person.citizenship}`}>{t('embassies.new')}</Link>
        )}
      </Section>
    )
  return (
    <Section
      title={embassyName(t, law, embassy)}
      action={<Link href={`/desk/embassies/${embassy.id}`}>{t('person.embassy.open')}</Link>}
    >
      <EmbassyContact t={t} embassy={embassy} reader="office" />
    </Section>
  )
}

function Originals(props: DeskProps & { base: Href }) {
  const { t, law, known, mayWork, slip } = props
  const out = known.sights.filter(({ returnedOn }) => !returnedOn)
  return (
    <Section title={t('sight.title')}>
      <PassportKeeping t={t} law={law} />
      {out.map((sight) => (
        <Out {...props} sight={sight} />
      ))}
      {mayWork && (
        <>
          <More title={t('sight.do.seen')} open={slip?.form === 'seen'}>
            <SightForm {...props} form="seen" />
          </More>
          <More title={t('sight.do.away')} open={slip?.form === 'away'}>
            <p>{t('sight.do.away.text')}</p>
            <SightForm {...props} form="away" />
          </More>
        </>
      )}
      {known.sights.length === 0 && <Muted>{t('sight.none')}</Muted>}
      <SightHistory t={t} sights={known.sights} receipt={(id) => `${props.base}/sights/${id}/receipt.pdf`} />
    </Section>
  )
}

function SightForm({ t, law, known, slip, base, form }: DeskProps & { base: Href; form: 'seen' | 'away' }) {
  const own = slip?.form === form ? slip : null
  const typed = own?.typed ?? typedAgain({ seenOn: law.day }, ['seenOn'])
  const fields = { t: passportsWords.byData(t.language), words: 'sight', typed, problems: own?.problems ?? [], law }
  const chosen = typed.record ?? known.passports[0]?.id ?? ''
  return (
    <Form action={`${base}/sights`} method="post" label={t(`sight.do.${form}`)}>
      <HiddenField name="id" value={own?.typed.id ?? crypto.randomUUID()} />
      <HiddenField name="form" value={form} />
      {known.passports.length > 1 && (
        <SelectField
          name="record"
          id={`${form}-record`}
          label={t('sight.record')}
          options={known.passports.map((one) => ({
            value: one.id,
            text: `${law.country(one.said.country ?? '')?.name[t.language] ?? ''}, ${one.to ? sayDay(one.to, t.language) : '–'}`,
            selected: one.id === chosen,
          }))}
        />
      )}
      {known.passports.length === 1 && <HiddenField name="record" value={chosen} />}
      <EntryFields
        {...fields}
        shape={sightForm.shape}
        prefix={own ? '' : `${form}-`}
        only={form === 'seen' ? ['seenOn'] : ['seenOn', 'toWhom', 'whatFor', 'backBy']}
      />
      <Actions>
        <Button tone="soft">{t(`sight.do.${form}`)}</Button>
      </Actions>
    </Form>
  )
}

// What is out of its owner's hands longer than a day is a warning, whatever the ministry needs.
function Out({ t, law, base, sight, mayWork, slip }: DeskProps & { base: Href; sight: Sight }) {
  const own = slip?.form === `return-${sight.id}` ? slip : null
  const typed = own?.typed ?? typedAgain({ returnedOn: law.day }, ['returnedOn'])
  const fields = { t: passportsWords.byData(t.language), words: 'sight', typed, problems: own?.problems ?? [], law }
  const long = isTooLong(sight, law.day)
  return (
    <Notice tone={long ? 'late' : 'wait'} title={t(long ? 'away.one.long' : 'away.one')}>
      <p>{sayOut(t, sight)}</p>
      <p>
        <Link href={`${base}/sights/${sight.id}/receipt.pdf`}>{t('receipt.open')}</Link>
      </p>
      {mayWork && (
        <Form action={`${base}/sights/${sight.id}/return`} method="post" label={t('sight.do.back')}>
          <EntryFields {...fields} shape={returnForm.shape} prefix={own ? '' : `${sight.id}-`} />
          <Actions>
            <Button>{t('sight.do.back')}</Button>
          </Actions>
        </Form>
      )}
    </Notice>
  )
}

interface HistoryProps {
  readonly t: Say
  readonly sights: readonly Sight[]
  readonly receipt: (id: string) => Href
}

/** When originals were seen, where they went and when they came back. */
export function SightHistory({ t, sights, receipt }: HistoryProps) {
  return (
    <Timeline
      items={sights.map((sight) => ({
        title: sayOut(t, sight),
        when: t('by', { name: sight.byName, at: sayMoment(sight.at, t.language) }),
        dateTime: sight.at.toISOString(),
        text: (
          <>
            {sight.out && sight.returnedOn && t('sight.back', { day: sayDay(sight.returnedOn, t.language) })}{' '}
            {sight.out && <Link href={receipt(sight.id)}>{t('receipt.open')}</Link>}
          </>
        ),
      }))}
    />
  )
}

interface OwnProps {
  readonly t: Say
  readonly law: Law
  /** Of each university where the reader is known. */
  readonly places: readonly { readonly id: string; readonly name: string; readonly known: PassportsOf }[]
}

/** What people see of their own passport: its end, their embassy when it is known, the extension, and their receipts. */
export function OwnPassportPage({ t, law, places }: OwnProps) {
  return (
    <Stack>
      <Crumbs label={t('my.back')} steps={[{ text: t('my.back'), href: '/my' }, { text: t('my.title') }]} />
      <PageTitle title={t('my.title')} lead={t('my.lead')} />
      {places.length === 0 && <Notice tone="wait" title={t('my.none')} />}
      {places.map(({ id, name, known }) => (
        <>
          {places.length > 1 && <h2>{name}</h2>}
          <OwnPlace t={t} law={law} institution={id} known={known} />
        </>
      ))}
      <Section title={t('my.keeping')}>
        <PassportKeeping t={t} law={law} />
      </Section>
    </Stack>
  )
}

function OwnPlace({
  t,
  law,
  institution,
  known,
}: Omit<OwnProps, 'places'> & { institution: string; known: PassportsOf }) {
  const base: Href = `/my/${institution}/passport`
  const { embassy, sights } = known
  return (
    <>
      <Section title={t('person.held')}>
        <Passports t={t} law={law} known={known} />
      </Section>
      <Extension t={t} known={known} caseAddress={(id) => `/my/${institution}/${id}`} begin={`${base}/extension`} />
      {embassy && (
        <Section title={embassyName(t, law, embassy)}>
          <EmbassyContact t={t} embassy={embassy} reader="subject" />
        </Section>
      )}
      {!embassy && <Notice tone="wait" title={t('my.embassy.unknown')} />}
      {sights.length > 0 && (
        <Section title={t('sight.title')}>
          <SightHistory t={t} sights={sights} receipt={(id) => `${base}/sights/${id}/receipt.pdf`} />
        </Section>
      )}
    </>
  )
}
