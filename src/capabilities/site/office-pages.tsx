import type { Html } from '../../platform/jsx-runtime.ts'
import {
  Card,
  Cards,
  DescriptionList,
  Link,
  Main,
  More,
  Muted,
  PageTitle,
  Person,
  Prose,
  Section,
} from '../../ui/index.ts'
import { type Contact, type ContactKind, type StaffMember, sayContact, sayPhone } from '../institutions/index.ts'
import { addressOf } from './addresses.ts'
import { Unpublished } from './notes.tsx'
import type { Known } from './page.ts'

/** The office: what it does, who works there. */
export function OfficePage(known: Known): Html {
  const { t, institution, office } = known
  const here = office.staff.filter((person) => !person.former && person.unit === institution.officeUnit)
  const elsewhere = office.staff.filter((person) => !person.former && person.unit !== institution.officeUnit)
  const former = office.staff.filter((person) => person.former)
  const unit = office.units.find(({ id }) => id === institution.officeUnit)
  return (
    <Main>
      <PageTitle
        title={unit?.name[t.language] ?? t('office.title')}
        over={institution.name[t.language]}
        lead={institution.intro[t.language]}
      />
      <PeopleSection {...known} title={t('office.people')} people={here} />
      <PeopleSection {...known} title={t('office.elsewhere')} people={elsewhere} />
      {former.length > 0 && (
        <More title={t('office.former')}>
          <People {...known} people={former} />
        </More>
      )}
      <Units {...known} />
      <Unpublished t={t} notes={[institution.note]} />
      <p>
        <Link href={addressOf(institution.id, t.language, 'contacts')}>{t('office.reach')}</Link>
      </p>
    </Main>
  )
}

type Several = Known & { people: readonly StaffMember[] }

function PeopleSection({ title, ...props }: Several & { title: string }) {
  if (props.people.length === 0) return <></>
  return (
    <Section title={title}>
      <People {...props} />
    </Section>
  )
}

function People({ t, institution, office, people }: Several) {
  const unitOf = (person: StaffMember) =>
    person.unit === institution.officeUnit ? null : office.units.find(({ id }) => id === person.unit)
  return (
    <Cards>
      {people.map((person) => (
        <Person
          id={person.id}
          name={person.name}
          post={person.post[t.language]}
          phones={person.contacts.filter(({ kind }) => kind === 'phone').map(dial)}
          mail={person.contacts.find(({ kind }) => kind === 'email')?.value}
          text={person.note ? `${person.note[t.language]}.` : unitOf(person)?.name[t.language]}
        />
      ))}
    </Cards>
  )
}

const dial = ({ id, value }: Contact) => ({ id, text: sayPhone(value), href: `tel:${value}` })

/** Parts of a university that the page itself tells of; chairs that only somebody's post names are not among them. */
const visited = ['joint-institute', 'joint-centre', 'preparatory-unit', 'passport-visa-unit', 'clinic', 'group']

function Units({ t, institution, office }: Known) {
  const others = office.units.filter(({ id, kind }) => id !== institution.officeUnit && visited.includes(kind))
  if (others.length === 0) return <></>
  return (
    <Section title={t('office.units')}>
      <Prose>
        <ul>
          {others.map(({ id, name, note }) => (
            <li id={id}>
              {name[t.language]}
              {note && <Muted>. {note[t.language]}.</Muted>}
            </li>
          ))}
        </ul>
      </Prose>
    </Section>
  )
}

/** Every way to reach the office; what it has not published is said, so that nobody looks for it elsewhere. */
export function ContactsPage(known: Known): Html {
  const { t, institution, office } = known
  const own = office.contacts.filter(({ unit }) => unit === institution.officeUnit)
  const unit = office.units.find(({ id }) => id === institution.officeUnit)
  const pages = office.contacts.filter(
    (contact) => contact.kind === 'website' && contact.unit !== institution.officeUnit,
  )
  const notes = [...own, ...office.staff.flatMap(({ contacts }) => contacts)].map(({ note }) => note)
  return (
    <Main>
      <PageTitle title={t('contacts.title')} lead={<span id={institution.id}>{institution.name[t.language]}</span>} />
      <Card>
        <DescriptionList
          rows={[
            { id: institution.officeUnit, term: t('contacts.office'), value: unit?.name[t.language] ?? '' },
            ...kindsShown(known).map((kind) => ({
              term: t(`contacts.${kind}`),
              value: <Values {...known} contacts={own.filter((contact) => contact.kind === kind)} />,
            })),
          ]}
        />
      </Card>
      <DirectNumbers {...known} />
      {pages.length > 0 && (
        <Section title={t('contacts.otherPages')}>
          <Prose>
            <ul>
              {pages.map(({ id, value, purpose }) => (
                <li id={id}>
                  <Link href={value}>{purpose?.[t.language] ?? value}</Link>
                </li>
              ))}
            </ul>
          </Prose>
        </Section>
      )}
      <Unpublished t={t} notes={notes} />
    </Main>
  )
}

/** What visitors look for is named even when it is not there, unless a person of the office has it. */
function kindsShown({ institution, office }: Known): readonly ContactKind[] {
  const people = office.staff.filter(({ unit }) => unit === institution.officeUnit)
  const has = (contacts: readonly Contact[], kind: ContactKind) => contacts.some((contact) => contact.kind === kind)
  const own = office.contacts.filter(({ unit }) => unit === institution.officeUnit)
  const sought: readonly ContactKind[] = ['address', 'phone', 'email']
  const kinds = ['address', 'postcode', 'phone', 'fax', 'email', 'website'] as const
  return kinds.filter(
    (kind) => has(own, kind) || (sought.includes(kind) && !people.some(({ contacts }) => has(contacts, kind))),
  )
}

function Values({ t, contacts }: Known & { contacts: readonly Contact[] }) {
  if (contacts.length === 0) return <Muted>{t('contacts.unpublished')}</Muted>
  return (
    <>
      {contacts.map((contact) => (
        <div id={contact.id}>
          <Value t={t} contact={contact} />
          {contact.purpose && <Muted> ({contact.purpose[t.language]})</Muted>}
        </div>
      ))}
    </>
  )
}

function Value({ t, contact }: Pick<Known, 't'> & { contact: Contact }) {
  const said = sayContact(contact, t.language)
  const scheme = { phone: 'tel:', email: 'mailto:', website: '', address: null, postcode: null, fax: null }[
    contact.kind
  ]
  return scheme === null ? <>{said}</> : <Link href={`${scheme}${contact.value}`}>{said}</Link>
}

function DirectNumbers(known: Known) {
  const { t, office } = known
  const people = office.staff.filter(({ former, contacts }) => !former && contacts.length > 0)
  if (people.length === 0) return <></>
  return (
    <Section title={t('contacts.personal')}>
      <People {...known} people={people} />
    </Section>
  )
}
