import { readDay } from '../../platform/days.ts'
import type { Href } from '../../platform/jsx-runtime.ts'
import { languageNames, languages } from '../../platform/words/languages.ts'
import { sayDay, sayMoment } from '../../platform/words/saying-days.ts'
import {
  Actions,
  Button,
  ButtonLink,
  Confirm,
  Crumbs,
  DescriptionList,
  Form,
  HiddenField,
  Link,
  Notice,
  PageTitle,
  Section,
  Stack,
  Timeline,
} from '../../ui/index.ts'
import { EntryFields, EntryProblems, type Tried, typedAgain } from '../cases/index.ts'
import type { Law } from '../law/index.ts'
import { embassiesAddress, sayPlace } from './embassies-page.tsx'
import { type Embassy, embassyDays, embassyForm, knowsSomething, linesOf } from './embassy-rules.ts'
import type { changesOfEmbassy } from './embassy-store.ts'
import { passportsWords, type Say } from './words.ts'

/** What an embassy is called: as the office wrote it, or after its state. */
export function embassyName(t: Say, law: Law, { country, said }: Pick<Embassy, 'country' | 'said'>): string {
  return said[t.language] || t('embassy.of', { country: law.country(country)?.name[t.language] ?? country })
}

interface PageProps {
  readonly t: Say
  readonly law: Law
  readonly embassy: Embassy
  readonly changes: Awaited<ReturnType<typeof changesOfEmbassy>>
  readonly mayWork: boolean
  readonly notice: string | null
  readonly refusal: string | null
}

/** One embassy: how it is reached, who said so and when, and who changed what. */
export function EmbassyPage(props: PageProps) {
  const { t, law, embassy, mayWork, notice, refusal } = props
  const base: Href = `${embassiesAddress}/${embassy.id}`
  return (
    <Stack>
      <Crumbs
        label={t('embassies.title')}
        steps={[
          { text: t('embassies.title'), href: embassiesAddress },
          { text: law.country(embassy.country)?.name[t.language] ?? embassy.country },
        ]}
      />
      <PageTitle title={embassyName(t, law, embassy)} lead={sayPlace(t, embassy)} />
      {notice && <Notice tone="ok" role="status" title={notice} />}
      {refusal && <Notice tone="late" role="alert" title={refusal} />}
      {embassy.archived && <Notice tone="wait" title={t('embassy.archived')} />}
      {!knowsSomething(embassy.said) && <Notice tone="due" title={t('embassy.unknown')} />}
      <EmbassyContact t={t} embassy={embassy} reader="office" />
      <Actions>
        {mayWork && !embassy.archived && <ButtonLink href={`${base}/edit`}>{t('embassy.edit')}</ButtonLink>}
        <ButtonLink tone="soft" href={`${base}/card.vcf`}>
          {t('embassy.card')}
        </ButtonLink>
        <ButtonLink tone="soft" href={`/desk/students?citizenship=${embassy.country}`}>
          {t('embassy.students')}
        </ButtonLink>
      </Actions>
      {mayWork && <Away t={t} embassy={embassy} base={base} />}
      <History {...props} />
    </Stack>
  )
}

function Away({ t, embassy, base }: { t: Say; embassy: Embassy; base: Href }) {
  const word = embassy.archived ? 'restore' : 'archive'
  return (
    <Confirm open={t(`embassy.${word}`)} tone="soft">
      <p>{t(`embassy.${word}.text`)}</p>
      <Form action={`${base}/archive`} method="post" label={t(`embassy.${word}`)}>
        <HiddenField name="away" value={embassy.archived ? 'no' : 'yes'} />
        <Actions>
          <Button tone="soft">{t(`embassy.${word}`)}</Button>
        </Actions>
      </Form>
    </Confirm>
  )
}

const shown = {
  office: ['addresses', 'phones', 'mails', 'hours', 'languages', 'letters', 'contacts', 'notes', 'lastContact'],
  // What the office notes for itself is not for students.
  subject: ['addresses', 'phones', 'mails', 'hours', 'languages'],
} as const

/** How an embassy is reached, with the source and the day on which somebody looked. */
export function EmbassyContact({ t, embassy, reader }: { t: Say; embassy: Embassy; reader: 'office' | 'subject' }) {
  const { said } = embassy
  const names = languages
    .filter((language) => reader === 'office' && said[language])
    .map((language) => ({ term: languageNames[language], value: <span lang={language}>{said[language]}</span> }))
  const rows = shown[reader].map((field) => ({ term: t(`embassy.${field}`), value: sayValue(t, said, field) }))
  const source = [said.source, sayChecked(t, said.checkedOn)].filter(Boolean).join(', ')
  return (
    <DescriptionList
      rows={[...names, { term: t('embassy.place'), value: sayPlace(t, embassy) }, ...rows, ...sourceRow(t, source)]}
    />
  )
}

const sourceRow = (t: Say, source: string) => (source ? [{ term: t('embassy.source'), value: source }] : [])

function sayChecked(t: Say, on: string | undefined): string {
  const day = readDay(on ?? '')
  return day ? t('embassy.checked', { day: sayDay(day, t.language) }) : ''
}

function sayValue(t: Say, said: Embassy['said'], field: (typeof shown)['office'][number]) {
  const value = said[field] ?? ''
  if (value === '') return '–'
  if (field === 'letters') return t(value === 'ru' ? 'embassy.letters.ru' : 'embassy.letters.en')
  const day = field === 'lastContact' ? readDay(value) : null
  if (day) return sayDay(day, t.language)
  return linesOf(value).map((line) => <p>{lineOf(field, line)}</p>)
}

function lineOf(field: string, line: string) {
  if (field === 'mails') return <Link href={`mailto:${line}`}>{line}</Link>
  return field === 'phones' ? <Link href={`tel:${line.replace(/[^\d+]/g, '')}`}>{line}</Link> : line
}

function History({ t, changes }: PageProps) {
  return (
    <Section title={t('embassy.history')}>
      <Timeline
        items={changes.map(({ action, at, byName, changed }) => ({
          title: t.find(`embassy.did.${action}`) ?? action,
          when: t('by', { name: byName, at: sayMoment(at, t.language) }),
          dateTime: at.toISOString(),
          text: changed
            .map(({ field, before, after }) =>
              t('embassy.was', { field: sayField(t, field), before: before || '–', after: after || '–' }),
            )
            .join(' · '),
        }))}
      />
    </Section>
  )
}

const sayField = (t: Say, field: string) => t.find(`embassy.${field}`) ?? field

interface FormProps extends Tried {
  readonly t: Say
  readonly law: Law
  readonly id: string
  /** Null for a new entry. */
  readonly embassy: Embassy | null
  readonly refusal: string | null
}

/** The form of an embassy, a new one or one that is there. */
export function EmbassyFormPage(props: FormProps) {
  const { t, law, id, embassy, typed, problems, refusal } = props
  const base: Href = embassy ? `${embassiesAddress}/${embassy.id}` : embassiesAddress
  const words = { t: passportsWords.byData(t.language), words: 'embassy', problems, typed, law }
  const { country: _, ...own } = embassyForm.shape
  return (
    <>
      <EntryProblems {...words} />
      <Crumbs
        label={t('embassies.title')}
        steps={[{ text: t('embassies.title'), href: embassiesAddress }, { text: titleOf(props) }]}
      />
      <PageTitle title={titleOf(props)} lead={t('embassy.form.lead')} />
      {refusal && <Notice tone="late" role="alert" title={refusal} />}
      <Form action={embassy ? `${base}/edit` : `${base}/new`} method="post" label={titleOf(props)}>
        {embassy ? (
          <>
            <HiddenField name="seen" value={(refusal ? null : typed.seen) ?? embassy.version} />
            <HiddenField name="country" value={embassy.country} />
          </>
        ) : (
          <HiddenField name="id" value={id} />
        )}
        <EntryFields {...words} shape={embassy ? own : embassyForm.shape} />
        <Actions>
          <Button>{t('embassy.save')}</Button>
          <ButtonLink href={base} tone="soft">
            {t('embassy.back')}
          </ButtonLink>
        </Actions>
      </Form>
    </>
  )
}

function titleOf({ t, law, embassy }: FormProps): string {
  return embassy ? embassyName(t, law, embassy) : t('embassies.new')
}

/** An entry as if it had been typed. */
export const typedEmbassy = ({ country, said }: Pick<Embassy, 'country' | 'said'>) => ({
  ...typedAgain(said, embassyDays),
  country,
})
