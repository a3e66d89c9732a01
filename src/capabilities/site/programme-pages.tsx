import type { Html } from '../../platform/jsx-runtime.ts'
import {
  ButtonLink,
  Card,
  Cards,
  Crumbs,
  DescriptionList,
  EmptyState,
  Link,
  Main,
  Muted,
  Notice,
  PageTitle,
  Prose,
  Section,
  SidePanel,
  Stack,
  Tag,
  TwoColumns,
} from '../../ui/index.ts'
import { entryFor, type Level, type Programme, sayLevel } from '../programmes/index.ts'
import { addressOf, programmePage } from './addresses.ts'
import type { Known } from './page.ts'

/** Every programme by level, with what the level builds on. */
export function ProgrammesPage(known: Known): Html {
  const { t, levels } = known
  return (
    <Main>
      <PageTitle title={t('programmes.title')} lead={t('programmes.lead')} />
      {levels.length === 0 && <EmptyState title={t('programmes.none')} />}
      {levels.some(({ programmes }) => programmes.some(({ asksDirection }) => asksDirection)) && (
        <Notice tone="quiet" role="note">
          <p>{t('programmes.asksDirection')}</p>
        </Notice>
      )}
      {levels.map(({ level, programmes }) => (
        <Section title={sayLevel(level, t.language)} id={level ?? 'other'}>
          <Entry {...known} level={level} />
          <Cards>
            {programmes.map((programme) => (
              <ProgrammeCard {...known} programme={programme} />
            ))}
          </Cards>
        </Section>
      ))}
      <HowToApply {...known} />
      <Elsewhere {...known} />
    </Main>
  )
}

function Entry(known: Known & { level: Level | null }) {
  return (
    <p id={`entry-${known.level ?? 'other'}`}>
      <b>{known.t('programmes.entry')}:</b> <EntryText {...known} />
    </p>
  )
}

function ProgrammeCard({ t, institution, programme }: Known & { programme: Programme }) {
  const name = programme.name[t.language]
  return (
    <Card title={name} level={3} id={programme.id}>
      {(programme.code || programme.mode) && (
        <p>
          {programme.code && <Tag tone="ok">{t('programmes.code', { code: programme.code })}</Tag>}
          {programme.mode && <Tag tone="wait">{t('programmes.online')}</Tag>}
        </p>
      )}
      <Profiles t={t} programme={programme} />
      {programme.note && <p>{programme.note[t.language]}.</p>}
      <p>
        <Link href={addressOf(institution.id, t.language, programmePage(programme))}>
          {t('programmes.more', { name })}
        </Link>
      </p>
    </Card>
  )
}

function Profiles({ t, programme }: Pick<Known, 't'> & { programme: Programme }) {
  if (programme.profiles.length === 0) return <></>
  return (
    <Prose>
      <p>{t('programmes.profiles')}:</p>
      <ul>
        {programme.profiles.map(({ key, name, note }) => (
          <li id={key}>
            {name[t.language]}
            {note && <Muted> ({note[t.language]})</Muted>}
          </li>
        ))}
      </ul>
    </Prose>
  )
}

/** What the office's page says of the way in: on which basis one studies here, and what to do. */
function HowToApply({ t, institution, terms }: Known) {
  const { bases, process, contactEmail } = terms
  if (bases.length + process.length === 0) return <></>
  return (
    <Section title={t('programmes.how')}>
      <Prose>
        <ol>
          {process.map(({ order, text }) => (
            <li id={`process-${order}`}>{text[t.language]}</li>
          ))}
        </ol>
        {bases.length > 0 && <h3>{t('programmes.bases')}</h3>}
        <ul>
          {bases.map(({ key, name, ownPage }) => (
            <li id={key}>
              {name[t.language]} {!ownPage && <Muted>{t('programmes.entryNotOwn')}</Muted>}
            </li>
          ))}
        </ul>
        {contactEmail && (
          <p id="admission-email">
            {t('programmes.write')} <Link href={`mailto:${contactEmail}`}>{contactEmail}</Link>
          </p>
        )}
        <p>
          <Link href={addressOf(institution.id, t.language, 'apply')}>{t('programme.apply')}</Link>
        </p>
      </Prose>
    </Section>
  )
}

function Elsewhere({ t, terms }: Known) {
  if (terms.links.length === 0) return <></>
  return (
    <Section title={t('programmes.elsewhere')}>
      <Prose>
        <ul>
          {terms.links.map(({ url, text }, at) => (
            <li id={`link-${at + 1}`}>
              <Link href={url}>{text[t.language]}</Link>
            </li>
          ))}
        </ul>
      </Prose>
    </Section>
  )
}

/** One programme: what it is, what it needs, and the way in. */
export function ProgrammePage(known: Known & { programme: Programme }): Html {
  const { t, institution, office, programme } = known
  const unit = office.units.find(({ id }) => id === programme.unit)
  const name = programme.name[t.language]
  return (
    <Main>
      <Crumbs
        label={t('crumbs')}
        steps={[
          { text: t('programmes.title'), href: addressOf(institution.id, t.language, 'programmes') },
          { text: name },
        ]}
      />
      <PageTitle title={name} over={sayLevel(programme.level, t.language)} lead={unit?.name[t.language]} />
      <TwoColumns>
        <Stack>
          <About {...known} />
          <Documents {...known} />
        </Stack>
        <Apply {...known} />
      </TwoColumns>
    </Main>
  )
}

function About({ programme, ...known }: Known & { programme: Programme }) {
  const { t, terms } = known
  const rows = [
    { term: t('programme.level'), value: sayLevel(programme.level, t.language) },
    ...(programme.code ? [{ term: t('programme.codeName'), value: programme.code }] : []),
    ...(programme.mode ? [{ term: t('programme.form'), value: t('programmes.online') }] : []),
    ...(programme.profiles.length > 0
      ? [{ term: t('programmes.profiles'), value: <ProfileList t={t} programme={programme} /> }]
      : []),
    ...(programme.asksDirection ? [{ term: t('programme.direction'), value: t('programmes.asksDirection') }] : []),
    { term: t('programmes.entry'), value: <EntryText {...known} level={programme.level} /> },
    ...(terms.feesNote && terms.fees.length === 0
      ? [{ term: t('programme.fees'), value: `${terms.feesNote[t.language]}.` }]
      : []),
    ...(programme.note ? [{ term: t('programme.note'), value: `${programme.note[t.language]}.` }] : []),
  ]
  return (
    <Card>
      <DescriptionList rows={rows} />
    </Card>
  )
}

function EntryText({ t, terms, level }: Known & { level: Level | null }) {
  const entry = entryFor(terms, level)
  return (
    <>
      {entry ? `${entry.text[t.language]}.` : t('programmes.entryUnknown')}{' '}
      {entry?.education && !entry.ownPage && <Muted>{t('programmes.entryNotOwn')}</Muted>}
    </>
  )
}

function ProfileList({ t, programme }: Pick<Known, 't'> & { programme: Programme }) {
  return (
    <>
      {programme.profiles.map(({ name, note }) => (
        <div>
          {name[t.language]}
          {note && <Muted> ({note[t.language]})</Muted>}
        </div>
      ))}
    </>
  )
}

function Documents({ t, terms, programme }: Known & { programme: Programme }) {
  if (!programme.openForApplication || terms.documents.length === 0) return <></>
  return (
    <Section title={t('programme.documents')}>
      <Prose>
        <ul>
          {terms.documents.map(({ key, title, forms, when }) => {
            const form = forms?.find(({ level }) => level === programme.level)
            return (
              <li id={key}>
                {title[t.language]}
                {form && `: ${form.title[t.language]}`}
                {when === 'visa-needed' && <Muted> ({t('programme.ifVisa')})</Muted>}
              </li>
            )
          })}
        </ul>
      </Prose>
    </Section>
  )
}

function Apply({ t, institution, programme }: Known & { programme: Programme }) {
  const address = (page: string) => addressOf(institution.id, t.language, page)
  const { value: days, verified, note } = institution.settings.answerWithinWorkingDays
  return (
    <SidePanel>
      <Card title={t('programme.applyTitle')}>
        {programme.openForApplication ? (
          <>
            <p>
              <ButtonLink href={`${address('apply')}?programme=${programme.id}`}>{t('programme.apply')}</ButtonLink>
            </p>
            <p>
              {t('programme.answer', { days })} {!verified && <Muted>({note[t.language]})</Muted>}
            </p>
          </>
        ) : (
          <p>{t('programme.closed')}</p>
        )}
        <p>
          <Link href={address('contacts')}>{t('programme.ask')}</Link>
        </p>
      </Card>
    </SidePanel>
  )
}
