import type { Db } from '../../platform/database/index.ts'
import { type Day, day } from '../../platform/days.ts'
import type { Href, Html } from '../../platform/jsx-runtime.ts'
import type { SearchSource } from '../../platform/search-source.ts'
import type { Language } from '../../platform/words/languages.ts'
import { Link, Muted, Prose, Section } from '../../ui/index.ts'
import { type PublicPartnersPanel, partnerNames } from '../partners/index.ts'
import { type Agreement, type Region, regionOf, regions } from './rules.ts'
import { type Named, sayParties, sayParty, saySigned } from './said.tsx'
import { agreementsOf, type Reading, readingOf, type Saying, sayingsOf } from './store.ts'
import { agreementsWords, type Say } from './words.ts'

export const offerAddress = (institution: string, language: Language): Href =>
  `/${institution}/${language}/partners/propose`

/** On the public page of partners: the agreements that the office shows, by part of the world and kind, with their number. */
export const publicAgreements: PublicPartnersPanel = {
  name: 'agreements',
  async show(visit, institution) {
    const db = visit.within(institution.id)
    const shown = await shownAgreements(db, visit.house.clock.today())
    const [named, sayings] = await Promise.all([namesIn(db, shown), sayingsOf(db)])
    const here = offerAddress(institution.id, visit.language)
    const t = agreementsWords(visit.language)
    return <PublicAgreements {...{ t, agreements: shown, named, sayings, here }} />
  },
}

/** The agreements that visitors read of. @param db the institution's own scope */
export async function shownAgreements(db: Db, today: Day): Promise<Agreement[]> {
  const all = await agreementsOf(db, await readingOf(db, today))
  return all.filter(({ isPublic, state }) => isPublic && state !== 'dropped' && state !== 'ended')
}

const namesIn = (db: Parameters<typeof partnerNames>[0], agreements: readonly Agreement[]) =>
  partnerNames(
    db,
    agreements.flatMap(({ parties }) => parties.flatMap(({ partner }) => partner ?? [])),
  )

interface PublicProps {
  readonly t: Say
  readonly agreements: readonly Agreement[]
  readonly named: Named
  readonly sayings: readonly Saying[]
  /** Where a visitor proposes one. */
  readonly here: Href
}

function PublicAgreements({ t, agreements, named, sayings, here }: PublicProps) {
  const grouped = Map.groupBy(agreements, (one) => regionIn(one, named))
  const found = regions.flatMap((region): [Region, readonly Agreement[]][] => {
    const own = grouped.get(region)
    return own ? [[region, own]] : []
  })
  return (
    <Section title={t('list.title')} id="agreements">
      {sayings.map(({ key, text }) => (
        <p id={key}>{text[t.language]}.</p>
      ))}
      <p>
        <Link href={here}>{t('offer.title')}</Link>
      </p>
      <Prose>
        {agreements.length > 0 && <p>{t('public.count', { count: agreements.length })}</p>}
        {found.map(([region, own]) => (
          <>
            <h3>
              {t(`region.${region}`)} ({own.length})
            </h3>
            <ul>
              {own.map((one) => (
                <li id={one.key ?? undefined}>
                  <Said t={t} one={one} named={named} />
                </li>
              ))}
            </ul>
          </>
        ))}
      </Prose>
    </Section>
  )
}

// Of several parties the first whose country is known says the part of the world.
function regionIn({ parties }: Agreement, named: Named): Region {
  const known = parties.map(({ partner }) => regionOf(named.get(partner ?? '')?.country ?? null))
  return known.find((region) => region !== 'none') ?? 'none'
}

function Said({ t, one, named }: { t: Say; one: Agreement; named: Named }): Html {
  const { language } = t
  const parties = one.parties.flatMap((party) => (party.partner || party.name ? sayParty(t, party, named) : []))
  const said = [
    parties.length > 1 ? parties.join(', ') : '',
    one.subject?.[language],
    one.specialties.replaceAll('\n', '; '),
    one.condition?.[language],
    [t(`state.${one.state}`), saySigned(t, one)].filter(Boolean).join(' '),
  ].filter(Boolean)
  return (
    <>
      {one.title[language]}
      <Muted>
        . {t(`kind.${one.kind}`)}; {said.join('; ')}
      </Muted>
    </>
  )
}

// Which day it is says nothing of what is found.
const anyDay: Reading = { today: day('2000-01-01'), lead: 0 }

/** What visitors may find of agreements: those of the public page. */
export const agreementsFound: SearchSource = {
  name: 'agreements',
  async entries(db) {
    const shown = (await agreementsOf(db, anyDay)).filter((one) => one.isPublic && one.keptState !== 'dropped')
    const named = await namesIn(db, shown)
    return shown.map((one) => {
      const text = (language: Language) => {
        const t = agreementsWords(language)
        return [sayParties(t, one, named), one.subject?.[language], one.specialties].filter(Boolean).join('; ')
      }
      return {
        ...{ id: one.id, path: `partners#${one.key ?? 'agreements'}`, title: one.title, kind: 'agreement' },
        text: { en: text('en'), ru: text('ru'), ky: text('ky') },
      }
    })
  },
}
