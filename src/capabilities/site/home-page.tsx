import type { Html } from '../../platform/jsx-runtime.ts'
import { Door, Doors, Hero, Link, Main, Prose, Section } from '../../ui/index.ts'
import { sayLevel } from '../programmes/index.ts'
import { addressOf } from './addresses.ts'
import type { Happenings } from './happenings.ts'
import { HomeHappenings } from './home-happenings.tsx'
import { Unpublished } from './notes.tsx'
import type { Known } from './page.ts'

/** The doors of an institution, what happens there, and who it is. */
export function HomePage({ happenings, ...known }: Known & { readonly happenings: Happenings }): Html {
  const { t, institution, terms } = known
  const welcome = terms.welcome?.[t.language]
  const lead = welcome ? t('home.welcome', { welcome }) : t('home.lead')
  const short = institution.short[t.language]
  return (
    <Main hero={<Hero id="welcome" title={t('home.title', { short })} text={lead} />}>
      <HomeDoors {...known} />
      <HomeHappenings {...known} happenings={happenings} />
      <Section title={t('home.about')}>
        <Prose>
          <p>{institution.intro[t.language]}</p>
          <p>
            <Link href={addressOf(institution.id, t.language, 'about')}>{t('home.aboutGo')}</Link>
          </p>
        </Prose>
      </Section>
      <Unpublished t={t} notes={[institution.note]} />
    </Main>
  )
}

function HomeDoors({ t, institution, office, levels, terms }: Known) {
  const address = (page: string) => addressOf(institution.id, t.language, page)
  const unit = office.units.find(({ id }) => id === institution.officeUnit)
  const place = office.contacts.find(({ kind, unit }) => kind === 'address' && unit === institution.officeUnit)
  const names = levels.flatMap(({ level }) => (level ? sayLevel(level, t.language) : []))
  const count = levels.flatMap(({ programmes }) => programmes).length
  return (
    <Doors>
      <Door
        title={t('home.study', { short: institution.short[t.language] })}
        text={t('home.studyText', { count: terms.documents.length })}
        href={address('apply')}
        go={t('home.studyGo')}
      />
      {count > 0 && (
        <Door
          title={t('home.programmes')}
          text={names.join(', ')}
          href={address('programmes')}
          go={t('home.programmesGo', { count })}
        />
      )}
      <Door title={t('home.calls')} text={t('home.callsText')} href={address('calls')} go={t('home.callsGo')} />
      <Door
        title={t('home.office')}
        text={unit?.name[t.language] ?? ''}
        href={address('office')}
        go={t('home.officeGo')}
      />
      <Door
        title={t('home.registration')}
        text={t('home.registrationText')}
        href={address('registration')}
        go={t('home.registrationGo')}
      />
      <Door
        title={t('home.invitation')}
        text={t('home.invitationText')}
        href={address('invitation')}
        go={t('home.invitationGo')}
      />
      <Door
        title={t('home.contacts')}
        text={place?.text?.[t.language] ?? t('home.contactsText')}
        href={address('contacts')}
        go={t('home.contactsGo')}
      />
    </Doors>
  )
}
