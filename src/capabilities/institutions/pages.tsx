import type { Href, Html } from '../../platform/jsx-runtime.ts'
import type { Problem, Typed } from '../../platform/web/form.ts'
import type { Say } from '../../platform/words/catalogue.ts'
import { languageNames, languages } from '../../platform/words/languages.ts'
import {
  Actions,
  Button,
  ButtonLink,
  Columns,
  Confirm,
  ErrorSummary,
  FieldGroup,
  Form,
  Link,
  Notice,
  PageTitle,
  Section,
  Table,
  Tag,
  TextField,
} from '../../ui/index.ts'
import type en from './messages.en.json'
import { type Contact, type Office, type StaffMember, sayContact } from './rules.ts'
import { UnitTable } from './unit-pages.tsx'

export type T = Say<keyof typeof en & string>

interface OfficeProps {
  readonly t: T
  readonly office: Office
  /** How many things are to be cleared. */
  readonly open: number
  readonly notice: string | null
}

export const peopleAddress = (id: string): Href => `/desk/office/people/${id}`
export const contactAddress = (id: string): Href => `/desk/office/contacts/${id}`

export function OfficePage({ t, office, open, notice }: OfficeProps): Html {
  const nameOf = (unit: string) => office.units.find(({ id }) => id === unit)?.name[t.language] ?? unit
  const contacts = [...office.contacts, ...office.staff.flatMap((person) => person.contacts)]
  const owner = (contact: Contact) =>
    office.staff.find(({ id }) => id === contact.staffId)?.name ?? nameOf(contact.unit)
  return (
    <>
      <PageTitle title={t('office.title')} lead={t('office.lead')} />
      <p>
        <Link href="/desk/office/identity">{t('identity.title')}</Link>
      </p>
      {notice && <Notice tone="ok" title={notice} role="status" />}
      {open > 0 && (
        <Notice tone="due" title={t('office.unclearCount', { count: open })}>
          <Link href="/desk/office/unclear">{t('office.unclear')}</Link>
        </Notice>
      )}
      <Section title={t('office.people')}>
        <Table
          caption={t('office.people')}
          captionHidden
          columns={[
            { key: 'name', text: t('office.name') },
            { key: 'post', text: t('office.post') },
            { key: 'of', text: t('office.of') },
            { key: 'state', text: t('office.state') },
          ]}
          rows={office.staff.map((person) => ({
            href: peopleAddress(person.id),
            cells: [person.name, person.post[t.language], nameOf(person.unit), <States t={t} of={person} />],
          }))}
          empty={t('office.noPeople')}
        />
      </Section>
      <Section title={t('office.contacts')}>
        <Table
          caption={t('office.contacts')}
          captionHidden
          columns={[
            { key: 'value', text: t('office.value') },
            { key: 'kind', text: t('office.kind') },
            { key: 'of', text: t('office.of') },
            { key: 'state', text: t('office.state') },
          ]}
          rows={contacts.map((contact) => ({
            href: contactAddress(contact.id),
            cells: [
              sayContact(contact, t.language),
              t(`office.${contact.kind}`),
              owner(contact),
              <States t={t} of={contact} />,
            ],
          }))}
          empty={t('office.noContacts')}
        />
      </Section>
      <UnitTable t={t} office={office} />
    </>
  )
}

function States({ t, of }: { t: T; of: { isEdited: boolean; former?: boolean } }) {
  return (
    <>
      <Tag tone={of.isEdited ? 'wait' : 'quiet'}>{t(of.isEdited ? 'office.edited' : 'office.fromPack')}</Tag>
      {of.former && (
        <>
          {' '}
          <Tag tone="quiet">{t('office.former')}</Tag>
        </>
      )}
    </>
  )
}

export interface EditProps {
  readonly t: T
  readonly typed: Typed
  readonly problems: readonly Problem[]
  /** Why the pack's version could not be brought back. */
  readonly refusal?: string | undefined
}

export function PersonPage({ person, ...props }: EditProps & { person: StaffMember }): Html {
  const { t } = props
  return (
    <EditPage {...props} title={person.name} action={peopleAddress(person.id)} isEdited={person.isEdited}>
      <TextField {...field(props, 'name', t('office.name'))} hint={t('office.nameHint')} />
      <InThree {...props} legend={t('office.post')} />
    </EditPage>
  )
}

export function ContactPage({ contact, ...props }: EditProps & { contact: Contact }): Html {
  const title = props.t(`office.${contact.kind}`)
  return (
    <EditPage {...props} title={title} action={contactAddress(contact.id)} isEdited={contact.isEdited}>
      {contact.kind === 'address' ? (
        <InThree {...props} legend={title} />
      ) : (
        <TextField {...field(props, 'value', title)} />
      )}
    </EditPage>
  )
}

type EditPageProps = EditProps & { title: string; action: Href; isEdited: boolean; children: Html | readonly Html[] }

function EditPage({ t, problems, refusal, title, action, isEdited, children }: EditPageProps) {
  return (
    <>
      {problems.length > 0 && (
        <ErrorSummary
          title={t('office.problems')}
          problems={problems.map((problem) => ({ href: `#${problem.field}`, text: sayProblem(t, problem) }))}
        />
      )}
      {refusal && <Notice tone="due" title={refusal} role="alert" />}
      <PageTitle title={title} over={<Link href="/desk/office">{t('office.title')}</Link>} />
      <Form action={action} method="post">
        {children}
        <Actions>
          <Button>{t('office.save')}</Button>
          <ButtonLink href="/desk/office" tone="soft">
            {t('office.cancel')}
          </ButtonLink>
        </Actions>
      </Form>
      {isEdited && (
        <Confirm open={t('office.restore')}>
          <p>{t('office.restoreText')}</p>
          <Form action={`${action}/restoration`} method="post">
            <Actions>
              <Button tone="danger">{t('office.restore')}</Button>
            </Actions>
          </Form>
        </Confirm>
      )}
    </>
  )
}

/** The same words in the three languages, beside each other; `of` begins their names where a form has several. */
export function InThree(props: EditProps & { legend: string; hint?: string; of?: string }) {
  return (
    <FieldGroup legend={props.legend} hint={props.hint}>
      <Columns>
        {languages.map((language) => (
          <TextField {...field(props, `${props.of ?? ''}${language}`, languageNames[language])} lang={language} />
        ))}
      </Columns>
    </FieldGroup>
  )
}

export function field({ t, typed, problems }: EditProps, name: string, label: string) {
  const problem = problems.find((one) => one.field === name)
  return { name, label, value: typed[name] ?? '', error: problem && sayProblem(t, problem) }
}

export function sayProblem(t: T, { key }: Problem) {
  if (key.startsWith('form.mail.')) return t('office.notAMail')
  return t.find(key) ?? t.find(key.replace('form.', 'office.')) ?? t('office.notUnderstood')
}
