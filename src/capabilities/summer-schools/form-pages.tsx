import type { Href } from '../../platform/jsx-runtime.ts'
import type { Problem, Typed } from '../../platform/web/form.ts'
import { Actions, Button, Confirm, Crumbs, Form, HiddenField, Link, Notice, PageTitle } from '../../ui/index.ts'
import { EntryFields, EntryProblems } from '../cases/index.ts'
import type { Law } from '../law/index.ts'
import { deskAddress, editionAddress, schoolAddress } from './addresses.ts'
import { editionForm, lineForms, schoolForm } from './forms.ts'
import { sayLine } from './lines.tsx'
import type { Edition, Line, LineKind, School } from './rules.ts'
import { type Say, summerSchoolWords } from './words.ts'

const crumbs = (t: Say, school: School | null, here: string) => (
  <Crumbs
    label={t('desk.title')}
    steps={[
      { text: t('desk.title'), href: deskAddress },
      ...(school ? [{ text: school.name[t.language], href: schoolAddress(school.id) }] : []),
      { text: here },
    ]}
  />
)

interface FormProps {
  readonly t: Say
  readonly law: Law
  readonly school: School | null
  readonly typed: Typed
  readonly problems: readonly Problem[]
  readonly notice: string | null
}

function FormFrame(
  props: FormProps & {
    title: string
    words: string
    back: Href
    action: Href
    shape: typeof schoolForm.shape | typeof editionForm.shape | (typeof lineForms)[LineKind]['shape']
    hidden: Readonly<Record<string, string | number>>
  },
) {
  const { t, law, school, typed, problems, notice, title, words, back, action, shape, hidden } = props
  const own = { t: summerSchoolWords.byData(t.language), words, typed, problems, law }
  return (
    <>
      <EntryProblems {...own} />
      {crumbs(t, school, title)}
      <PageTitle title={title} lead={t('form.lead')} />
      {notice && (
        <Notice tone="late" role="alert">
          <p>{notice}</p>
        </Notice>
      )}
      <Form action={action} method="post" label={title}>
        {Object.entries(hidden).map(([name, value]) => (
          <HiddenField name={name} value={value} />
        ))}
        <EntryFields {...own} shape={shape} />
        <Actions>
          <Button>{t('form.save')}</Button>
          <Link href={back}>{t('form.back')}</Link>
        </Actions>
      </Form>
    </>
  )
}

/** The texts and numbers of a school. */
export function SchoolFormPage(props: FormProps) {
  const { t, school, typed } = props
  const at = school ? schoolAddress(school.id) : deskAddress
  return (
    <FormFrame
      {...props}
      title={t(school ? 'school.edit' : 'desk.new')}
      words="school"
      back={at}
      action={school ? `${at}/edit` : `${deskAddress}/new`}
      shape={schoolForm.shape}
      hidden={school ? { version: typed.version ?? school.version } : {}}
    />
  )
}

/** The days of one edition. */
export function EditionFormPage(props: FormProps & { school: School; edition: Edition }) {
  const { t, school, edition, typed } = props
  const at = editionAddress(school.id, edition.year)
  return (
    <FormFrame
      {...props}
      title={t('edition.edit', { year: String(edition.year) })}
      words="edition"
      back={at}
      action={`${at}/edit`}
      shape={editionForm.shape}
      hidden={{ version: typed.version ?? edition.version }}
    />
  )
}

interface LineFormProps extends FormProps {
  readonly school: School
  readonly kind: LineKind
  readonly year: number | null
  /** Null: a new one. */
  readonly line: Line | null
  readonly formId: string
}

/** One line: added, changed, or taken out. */
export function LineFormPage(props: LineFormProps) {
  const { t, law, school, kind, year, line, formId, typed } = props
  const back = year ? editionAddress(school.id, year) : schoolAddress(school.id)
  const base = `${schoolAddress(school.id)}/lines` as const
  return (
    <>
      <FormFrame
        {...props}
        title={line ? sayLine(t, law, line) : t(`add.${kind}`)}
        words="line"
        back={back}
        action={line ? `${base}/${line.id}` : `${base}/new`}
        shape={lineForms[kind].shape}
        hidden={line ? { version: typed.version ?? line.version } : { id: formId, kind, year: year ?? '' }}
      />
      {line && (
        <Confirm open={t('line.remove')}>
          <p>{t('line.remove.sure')}</p>
          <Form action={`${base}/${line.id}/removal`} method="post" label={t('line.remove')}>
            <Actions>
              <Button tone="danger">{t('line.remove')}</Button>
            </Actions>
          </Form>
        </Confirm>
      )}
    </>
  )
}
