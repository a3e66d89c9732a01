import type { Child, Href, Html } from '../../platform/jsx-runtime.ts'
import type { Problem, Typed } from '../../platform/web/form.ts'
import { formWords, saidOf, sayProblem } from '../../platform/web/words.ts'
import { languageNames, languages } from '../../platform/words/languages.ts'
import { sayBytes, sayMoment } from '../../platform/words/saying-days.ts'
import {
  Actions,
  Button,
  ButtonLink,
  Columns,
  Confirm,
  EmptyState,
  ErrorSummary,
  FieldGroup,
  FileCard,
  FileField,
  Form,
  HiddenField,
  Link,
  Main,
  Muted,
  Notice,
  PageTitle,
  RadioField,
  Section,
  SelectField,
  Stack,
  Table,
  Tag,
  TextField,
} from '../../ui/index.ts'
import type { Institution } from '../institutions/index.ts'
import { publicationKinds } from '../packs/index.ts'
import type { Publication, Version } from './rules.ts'
import type { Say } from './words.ts'

export const deskAddress: Href = '/desk/publications'

function about(t: Say, { bytes, pages }: Version) {
  return t('file.about', { size: sayBytes(bytes, t.language), pages })
}

/** What visitors may download, by kind; what the page names but nobody has put there is said to be so. */
export function DownloadsPage({
  t,
  institution,
  publications,
  more,
}: {
  t: Say
  institution: Institution
  publications: readonly Publication[]
  /** What stands below them. */
  more: Child
}): Html {
  const groups = Map.groupBy(publications, ({ kind }) => kind)
  return (
    <Main>
      <PageTitle title={t('downloads.title')} over={institution.name[t.language]} lead={t('downloads.lead')} />
      {publications.length === 0 && <EmptyState title={t('downloads.none')} text={t('downloads.noneText')} />}
      {[...groups].map(([kind, all]) => (
        <Section title={t(`kind.${kind}`)}>
          <Stack>
            {all.map((one) => (
              <Download t={t} institution={institution} publication={one} />
            ))}
          </Stack>
        </Section>
      ))}
      {more}
    </Main>
  )
}

function Download({ t, institution, publication }: { t: Say; institution: Institution; publication: Publication }) {
  const { title, audience, year, versions } = publication
  const [newest] = versions
  const name = [title[t.language], year].filter(Boolean).join(', ')
  const said = [audience?.[t.language], newest ? about(t, newest) : t('downloads.absent')].filter(Boolean).join('. ')
  return newest ? (
    <FileCard
      id={publication.id}
      name={name}
      size={said}
      href={`/${institution.id}/${t.language}/downloads/${publication.id}`}
    />
  ) : (
    <p id={publication.id}>
      {name} <Muted>{said}</Muted>
    </p>
  )
}

interface ListProps {
  readonly t: Say
  readonly publications: readonly Publication[]
  readonly mayEdit: boolean
}

/** The office's list, with what has no file yet. */
export function PublicationsPage({ t, publications, mayEdit }: ListProps): Html {
  return (
    <>
      <PageTitle title={t('desk.title')} lead={t('desk.lead')} />
      {mayEdit && (
        <Actions>
          <ButtonLink href={`${deskAddress}/new`}>{t('desk.new')}</ButtonLink>
        </Actions>
      )}
      <Table
        caption={t('desk.title')}
        captionHidden
        columns={[
          { key: 'title', text: t('field.title') },
          { key: 'kind', text: t('field.kind') },
          { key: 'year', text: t('field.year') },
          { key: 'who', text: t('field.who') },
          { key: 'file', text: t('field.file') },
        ]}
        rows={publications.map(({ id, title, kind, year, isPublic, versions }) => ({
          href: `${deskAddress}/${id}`,
          cells: [
            title[t.language],
            t(`kind.${kind}`),
            year ?? '',
            t(isPublic ? 'who.public' : 'who.own'),
            versions[0] ? t('file.version', { number: versions[0].version }) : <Tag tone="due">{t('file.none')}</Tag>,
          ],
        }))}
        empty={<EmptyState title={t('desk.none')} text={t('desk.noneText')} />}
      />
    </>
  )
}

interface EditProps {
  readonly t: Say
  readonly typed: Typed
  readonly problems: readonly Problem[]
}

function Summary({ t, problems }: EditProps) {
  if (problems.length === 0) return <></>
  return (
    <ErrorSummary
      title={formWords(t.language)('form.summary', { count: problems.length })}
      problems={problems.map((one) => ({ href: `#${one.field}`, text: sayProblem(one, t.language, t) }))}
    />
  )
}

export function NewPage(props: EditProps & { id: string }): Html {
  const { t } = props
  return (
    <>
      <Summary {...props} />
      <PageTitle title={t('desk.new')} over={<Link href={deskAddress}>{t('desk.title')}</Link>} />
      <Form action={`${deskAddress}/new`} method="post">
        <HiddenField name="id" value={props.id} />
        <Fields {...props} />
      </Form>
    </>
  )
}

function Fields(props: EditProps) {
  const { t, typed, problems } = props
  const error = (name: string) => saidOf(problems, name, t.language, t)
  const inThree = (of: string) => (
    <Columns>
      {languages.map((language) => (
        <TextField
          name={`${of}${language}`}
          label={languageNames[language]}
          lang={language}
          value={typed[`${of}${language}`]}
          error={error(`${of}${language}`)}
        />
      ))}
    </Columns>
  )
  return (
    <>
      <SelectField
        name="kind"
        label={t('field.kind')}
        options={publicationKinds.map((kind) => ({
          value: kind,
          text: t(`kind.${kind}`),
          selected: typed.kind === kind,
        }))}
        error={error('kind')}
      />
      <FieldGroup legend={t('field.title')}>{inThree('')}</FieldGroup>
      <FieldGroup legend={t('field.audience')} hint={t('field.audienceHint')}>
        {inThree('audience.')}
      </FieldGroup>
      <TextField name="year" label={t('field.year')} value={typed.year} width="half" error={error('year')} />
      <RadioField
        name="who"
        label={t('field.who')}
        options={(['public', 'own'] as const).map((who) => ({
          value: who,
          text: t(`who.${who}`),
          selected: (typed.who ?? 'public') === who,
        }))}
        error={error('who')}
      />
      <Actions>
        <Button>{t('desk.save')}</Button>
        <ButtonLink href={deskAddress} tone="soft">
          {t('desk.back')}
        </ButtonLink>
      </Actions>
    </>
  )
}

interface OneProps extends EditProps {
  readonly publication: Publication
  readonly notTaken: readonly string[]
  readonly mayEdit: boolean
  readonly notice: string | null
}

/** One publication: its versions, the form for the next, and what is said of it. */
export function PublicationPage(props: OneProps): Html {
  const { t, publication, notTaken, mayEdit, notice } = props
  const base: Href = `${deskAddress}/${publication.id}`
  return (
    <>
      <Summary {...props} />
      <PageTitle title={publication.title[t.language]} over={<Link href={deskAddress}>{t('desk.title')}</Link>} />
      {notice && <Notice tone="ok" title={notice} role="status" />}
      <Section title={t('file.versions')} id="versions">
        {notTaken.length > 0 && (
          <ErrorSummary title={t('file.notTaken')} problems={notTaken.map((text) => ({ href: '#file', text }))} />
        )}
        {publication.versions.length === 0 && <Muted>{t('file.none')}</Muted>}
        <Stack>
          {publication.versions.map((version) => (
            <FileCard
              name={`${t('file.version', { number: version.version })}: ${version.name}`}
              size={[about(t, version), version.note, `${version.by}, ${sayMoment(version.at, t.language)}`]
                .filter(Boolean)
                .join('. ')}
              href={`${base}/files/${version.id}`}
            />
          ))}
        </Stack>
        {mayEdit && (
          <Form action={`${base}/files`} method="post" multipart label={t('file.add')}>
            <FileField name="file" label={t('file.choose')} hint={t('file.hint')} accept="application/pdf,image/*" />
            <TextField name="note" label={t('file.note')} hint={t('file.noteHint')} value="" />
            <Actions>
              <Button>{t('file.add')}</Button>
            </Actions>
          </Form>
        )}
      </Section>
      {mayEdit && (
        <Section title={t('desk.change')}>
          <Form action={base} method="post">
            <Fields {...props} />
          </Form>
          <Confirm open={t('desk.withdraw')}>
            <p>{t('desk.withdrawText')}</p>
            <Form action={`${base}/withdrawal`} method="post">
              <Actions>
                <Button tone="danger">{t('desk.withdraw')}</Button>
              </Actions>
            </Form>
          </Confirm>
        </Section>
      )}
    </>
  )
}
