import type { Child, Html } from '../../platform/jsx-runtime.ts'
import { sayDay } from '../../platform/words/saying-days.ts'
import { EmptyState, Link, Main, Muted, PageTitle, Prose, Section } from '../../ui/index.ts'
import type { Institution } from '../institutions/index.ts'
import type { Law } from '../law/index.ts'
import { nameOf, type Partner } from './rules.ts'
import { sayCountry, sayPlace, saySuccession } from './said.ts'
import type { Say } from './words.ts'

interface PublicProps {
  readonly t: Say
  readonly law: Law
  readonly institution: Institution
  readonly partners: readonly Partner[]
  /** What later capabilities say below. */
  readonly sections: readonly Child[]
}

/** The partners as the office's page has them: in its order, by country; what belongs to a partner stands below it. */
export function PublicPartnersPage({ t, law, institution, partners, sections }: PublicProps): Html {
  const known = new Set(partners.flatMap(({ id, key }) => [id, key]))
  const isWhole = ({ partOf }: Partner) => partOf === null || !known.has(partOf)
  const countries = Map.groupBy(partners.filter(isWhole), ({ country }) => country ?? '')
  // Of whom no country is told stands at the end, wherever the page begins with it.
  const groups = [...countries].toSorted(([one], [other]) => Number(one === '') - Number(other === ''))
  return (
    <Main>
      <PageTitle title={t('public.title')} over={institution.name[t.language]} lead={t('public.lead')} />
      {partners.length === 0 && <EmptyState title={t('public.none')} text={t('public.noneText')} />}
      {groups.map(([country, all]) => (
        <Section title={sayCountry(t, law, country) || t('country.none')}>
          <Prose>
            <ul>
              {all.map((partner) => (
                <li id={partner.key ?? undefined}>
                  <Said
                    t={t}
                    partner={partner}
                    parts={partners.filter(({ partOf }) => partOf && [partner.id, partner.key].includes(partOf))}
                    all={partners}
                  />
                </li>
              ))}
            </ul>
          </Prose>
        </Section>
      ))}
      {sections}
    </Main>
  )
}

interface SaidProps {
  readonly t: Say
  readonly partner: Partner
  readonly parts: readonly Partner[]
  readonly all: readonly Partner[]
}

function Said({ t, partner, parts, all }: SaidProps) {
  const { language } = t
  const said = [
    sayPlace(t, partner),
    partner.basis?.[language],
    partner.fields.map((field) => field[language]).join(', '),
    partner.condition?.[language],
    t(`public.status.${partner.status}`),
    ...partner.names.flatMap(({ text, until }) =>
      until ? [t('public.until', { name: text, day: sayDay(until, language) })] : [],
    ),
    ...partner.predecessors.flatMap(({ id, on }) => {
      const before = all.find((one) => one.id === id)
      return before ? [saySuccession(t, 'public.cameFrom', nameOf(before, language), on)] : []
    }),
    ...all.flatMap((after) => {
      const link = after.predecessors.find(({ id }) => id === partner.id)
      return link ? [saySuccession(t, 'public.became', nameOf(after, language), link.on)] : []
    }),
  ].filter(Boolean)
  const name = nameOf(partner, language)
  return (
    <>
      {partner.site ? <Link href={partner.site}>{name}</Link> : name}
      {said.length > 0 && <Muted>, {said.join('; ')}</Muted>}
      {parts.length > 0 && (
        <ul>
          {parts.map((part) => (
            <li id={part.key ?? undefined}>
              <Said t={t} partner={part} parts={[]} all={all} />
            </li>
          ))}
        </ul>
      )}
    </>
  )
}
