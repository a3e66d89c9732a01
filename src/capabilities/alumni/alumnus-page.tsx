import { dayOf } from '../../platform/days.ts'
import type { Href } from '../../platform/jsx-runtime.ts'
import type { Problem } from '../../platform/web/form.ts'
import { saidOf } from '../../platform/web/words.ts'
import { languageNames, languages } from '../../platform/words/languages.ts'
import { sayDay, sayMoment } from '../../platform/words/saying-days.ts'
import {
  Actions,
  Button,
  ButtonLink,
  Card,
  Crumbs,
  DescriptionList,
  Form,
  HiddenField,
  Link,
  Muted,
  Notice,
  PageTitle,
  Prose,
  Section,
  SelectField,
  Stack,
} from '../../ui/index.ts'
import { countryOptions, EntryFields, EntryProblems, type Tried } from '../cases/index.ts'
import type { StaffMember } from '../institutions/index.ts'
import type { Law } from '../law/index.ts'
import { alumniAddress, ConsentTag, sayCountry } from './list-page.tsx'
import { type Alumnus, alumnusForm, consentForm, isShown, newsForm } from './rules.ts'
import type { threadOf } from './store.ts'
import { alumniWords, type Say } from './words.ts'

export const pageOf = ({ id }: Pick<Alumnus, 'id'>): Href => `${alumniAddress}/${id}`

interface OneProps {
  readonly t: Say
  readonly law: Law
  readonly institution: string
  readonly one: Alumnus
  readonly thread: Awaited<ReturnType<typeof threadOf>>
  readonly staff: readonly StaffMember[]
  readonly mayEdit: boolean
  readonly linkForm: string
  readonly notice: { readonly tone: 'ok' | 'late'; readonly text: string } | null
  readonly tried: (Tried & { readonly of: 'news' | 'consent' }) | null
}

/** One graduate: the record, what is known today, what they agreed to, and everything that was told. */
export function AlumnusPage(props: OneProps) {
  const { t, one, mayEdit, notice, tried } = props
  return (
    <Stack>
      {tried && <EntryProblems t={byData(t)} words={tried.of} problems={tried.problems} />}
      <Crumbs label={t('list.title')} steps={[{ text: t('list.title'), href: alumniAddress }, { text: one.name }]} />
      <PageTitle title={one.name} lead={<ConsentTag t={t} one={one} />} />
      {notice && <Notice tone={notice.tone} role="status" title={notice.text} />}
      {one.archived && <Notice tone="quiet" title={t('one.archived')} />}
      <Record {...props} />
      {mayEdit && !one.archived && (
        <>
          <News {...props} />
          <Agreement {...props} />
          <AskOwn {...props} />
        </>
      )}
      <Thread {...props} />
      {mayEdit && <Away {...props} />}
    </Stack>
  )
}

const byData = (t: Say) => alumniWords.byData(t.language)

function Record({ t, law, institution, one, staff, mayEdit }: OneProps) {
  const colleague = staff.find(({ id }) => id === one.staffId)
  const rows = [
    {
      term: t('alumnus.direction'),
      value: [one.direction[t.language], one.directionEnded && t('public.ended')].filter(Boolean).join('. '),
    },
    { term: t('alumnus.year'), value: String(one.year) },
    { term: t('alumnus.degree'), value: one.degree?.[t.language] ?? '' },
    { term: t('alumnus.post'), value: one.post?.[t.language] ?? '' },
    { term: t('alumnus.country'), value: sayCountry(law, t, one.country) },
    { term: t('alumnus.email'), value: one.email ?? '' },
    { term: t('alumnus.staff'), value: colleague ? `${colleague.name}, ${colleague.post[t.language]}` : '' },
    { term: t('one.quote'), value: one.quote ?? '' },
  ]
  return (
    <Card title={t('one.record')}>
      <DescriptionList rows={rows.filter(({ value }) => value !== '')} />
      {one.studentId && (
        <p>
          <Link href={`/desk/students/${one.studentId}`}>{t('one.student')}</Link>
        </p>
      )}
      {isShown(one) && (
        <p>
          <Link href={`/${institution}/${t.language}/alumni#${one.key ?? one.id}`}>{t('one.public')}</Link>
        </p>
      )}
      {mayEdit && !one.archived && (
        <Actions>
          <ButtonLink tone="soft" href={`${pageOf(one)}/edit`}>
            {t('one.edit')}
          </ButtonLink>
        </Actions>
      )}
    </Card>
  )
}

function fieldsOf({ t, law, tried }: OneProps, of: 'news' | 'consent') {
  const own = tried?.of === of ? tried : null
  return { t: byData(t), words: of, law, typed: own?.typed ?? {}, problems: own?.problems ?? [], prefix: `${of}-` }
}

function News(props: OneProps) {
  const { t, law, one } = props
  const words = fieldsOf(props, 'news')
  return (
    <Section title={t('news.title')}>
      <p>{t('news.lead')}</p>
      <Form action={`${pageOf(one)}/news`} method="post" label={t('news.title')}>
        <EntryFields {...words} shape={newsForm.shape} only={['post']} />
        <SelectField
          name="country"
          id="news-country"
          label={t('alumnus.country')}
          options={countryOptions(law, t, words.typed.country ?? '', null)}
        />
        <Actions>
          <Button>{t('news.save')}</Button>
        </Actions>
      </Form>
    </Section>
  )
}

function Agreement(props: OneProps) {
  const { t, one } = props
  return (
    <Section title={t('agreed.title')}>
      <p>{t('agreed.lead')}</p>
      <Form action={`${pageOf(one)}/consent`} method="post" label={t('agreed.title')}>
        <EntryFields {...fieldsOf(props, 'consent')} shape={consentForm.shape} />
        <Actions>
          <Button>{t('agreed.save')}</Button>
        </Actions>
      </Form>
    </Section>
  )
}

function AskOwn({ t, one, linkForm }: OneProps) {
  if (!one.email) return <Muted>{t('ask.noAddress')}</Muted>
  return (
    <Section title={t('ask.title')}>
      <p>{t('ask.lead', { mail: one.email })}</p>
      <Form action={`${pageOf(one)}/link`} method="post" label={t('ask.title')}>
        <HiddenField name="form" value={linkForm} />
        <SelectField
          name="language"
          label={t('ask.language')}
          width="half"
          options={languages.map((value) => ({ value, text: languageNames[value], selected: value === t.language }))}
        />
        <Actions>
          <Button tone="soft">{t('ask.send')}</Button>
        </Actions>
      </Form>
    </Section>
  )
}

function Thread({ t, law, thread }: OneProps) {
  if (thread.length === 0) return null
  return (
    <Section title={t('thread.title')}>
      <Prose>
        <ul>
          {thread.map((line) => (
            <li>
              {line.kind === 'news'
                ? [line.post, sayCountry(law, t, line.country)].filter(Boolean).join(', ')
                : [
                    t(line.directory ? 'thread.directory' : 'thread.noDirectory'),
                    t(line.mails ? 'thread.mails' : 'thread.noMails'),
                    line.how,
                  ]
                    .filter(Boolean)
                    .join('. ')}{' '}
              <Muted>
                {line.by_themselves
                  ? t('thread.themselves', { day: sayDay(dayOf(line.at), t.language) })
                  : `${line.by_name}, ${sayMoment(line.at, t.language)}`}
              </Muted>
            </li>
          ))}
        </ul>
      </Prose>
    </Section>
  )
}

function Away({ t, one }: OneProps) {
  return (
    <Form action={`${pageOf(one)}/archive`} method="post" label={t(one.archived ? 'one.back' : 'one.away')}>
      <HiddenField name="away" value={one.archived ? 'no' : 'yes'} />
      <Actions>
        <Button tone="soft">{t(one.archived ? 'one.back' : 'one.away')}</Button>
      </Actions>
    </Form>
  )
}

interface FormProps extends Tried {
  readonly t: Say
  readonly law: Law
  readonly id: string
  /** Null for somebody new. */
  readonly one: Alumnus | null
  readonly staff: readonly StaffMember[]
  readonly refusal: string | null
}

/** The form of a graduate, somebody new or somebody who is there. */
export function AlumnusFormPage({ t, law, id, one, staff, refusal, typed, problems }: FormProps) {
  const title = one ? one.name : t('list.add')
  const base = one ? pageOf(one) : alumniAddress
  const words = { t: byData(t), words: 'alumnus', problems, typed, law }
  const errorOf = (field: string) => saidOf(problems satisfies readonly Problem[], field, t.language, t)
  return (
    <Stack>
      <EntryProblems {...words} />
      <Crumbs label={t('list.title')} steps={[{ text: t('list.title'), href: alumniAddress }, { text: title }]} />
      <PageTitle title={title} lead={t('form.lead')} />
      {refusal && <Notice tone="late" role="alert" title={refusal} />}
      <Form action={one ? `${base}/edit` : `${base}/new`} method="post" label={title}>
        {one ? <HiddenField name="seen" value={typed.seen ?? one.version} /> : <HiddenField name="id" value={id} />}
        <EntryFields
          {...words}
          shape={alumnusForm.shape}
          only={['name', 'direction', 'ended', 'year', 'degree', 'post', 'email']}
        />
        <SelectField
          name="country"
          label={t('alumnus.country')}
          error={errorOf('country')}
          options={countryOptions(law, t, typed.country ?? '', null)}
        />
        <SelectField
          name="staff"
          label={t('alumnus.staff')}
          hint={t('alumnus.staff.hint')}
          options={[
            { value: '', text: '–' },
            ...staff.map(({ id, name }) => ({ value: id, text: name, selected: id === typed.staff })),
          ]}
        />
        <Actions>
          <Button>{t('form.save')}</Button>
          <ButtonLink href={base} tone="soft">
            {t('form.back')}
          </ButtonLink>
        </Actions>
      </Form>
    </Stack>
  )
}
