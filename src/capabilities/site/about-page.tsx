import { readDay } from '../../platform/days.ts'
import type { Html } from '../../platform/jsx-runtime.ts'
import type { Language } from '../../platform/words/languages.ts'
import { sayDay } from '../../platform/words/saying-days.ts'
import { Cards, DescriptionList, Link, Main, PageTitle, Person, Prose, Section } from '../../ui/index.ts'
import type { About, Fact, FactKind, OfficePage } from '../institutions/index.ts'
import { addressOf } from './addresses.ts'
import type { Known } from './page.ts'

type Props = Known & { about: About; funds: boolean; schools: boolean; pages: readonly OfficePage[] }

/** Who the institution is: history, aims, functions in numbered lists, languages, signs and what they mean. */
export function AboutPage(props: Props): Html {
  const { t, institution, office, about } = props
  const unit = office.units.find(({ id }) => id === institution.officeUnit)
  const motto = about.facts.find(({ kind }) => kind === 'motto')
  return (
    <Main>
      <PageTitle
        title={unit?.name[t.language] ?? t('about.title')}
        over={institution.name[t.language]}
        lead={motto && <span id={motto.id}>{t('about.motto', { motto: motto.text[t.language] })}</span>}
      />
      <Qualities {...props} />
      <Bullets {...props} kind="aim" />
      <Bullets {...props} kind="direction" />
      <Functions {...props} />
      <Bullets {...props} kind="basis" />
      <Bullets {...props} kind="cooperation" />
      <Bullets {...props} kind="language" />
      <Teachers {...props} />
      <History {...props} />
      <Symbols {...props} />
      <Further {...props} />
    </Main>
  )
}

/** Where this is said at length. */
function Further({ t, institution, funds, schools, pages }: Props) {
  const links = [
    { path: 'office', text: t('home.office') },
    ...pages.map(({ key, title }) => ({ path: key, text: title[t.language] })),
    { path: 'alumni', text: t('about.alumni') },
    { path: 'downloads', text: t('about.downloads') },
    ...(schools ? [{ path: 'summer-schools', text: t('about.schools') }] : []),
    ...(funds ? [{ path: 'funding', text: t('about.funding') }] : []),
  ]
  return (
    <Section title={t('about.further')}>
      <Prose>
        <ul>
          {links.map(({ path, text }) => (
            <li>
              <Link href={addressOf(institution.id, t.language, path)}>{text}</Link>
            </li>
          ))}
        </ul>
      </Prose>
    </Section>
  )
}

const ofKind = ({ facts }: About, kind: FactKind) => facts.filter((fact) => fact.kind === kind)

function Qualities({ t, about }: Props) {
  const said = [...ofKind(about, 'number'), ...ofKind(about, 'quality')]
  return (
    <Prose>
      {said.map(({ id, text }) => (
        <p id={id}>{upper(text[t.language])}.</p>
      ))}
    </Prose>
  )
}

function Bullets({ t, about, kind }: Props & { kind: 'aim' | 'direction' | 'language' | 'basis' | 'cooperation' }) {
  const facts = ofKind(about, kind)
  if (facts.length === 0) return <></>
  return (
    <Section title={t(`about.${kind}`)}>
      <Prose>
        <ul>
          {facts.map(({ id, text }) => (
            <li id={id}>{text[t.language]}</li>
          ))}
        </ul>
      </Prose>
    </Section>
  )
}

/** Each list under its own heading, numbered as the office's page numbers it. */
function Functions({ t, about }: Props) {
  const lists = Map.groupBy(ofKind(about, 'function'), ({ list }) => list?.[t.language] ?? '')
  return (
    <>
      {[...lists].map(([title, facts]) => (
        <Section title={title}>
          <Prose>
            <ol>
              {facts.map(({ id, text }) => (
                <li id={id}>{text[t.language]}</li>
              ))}
            </ol>
          </Prose>
        </Section>
      ))}
    </>
  )
}

/** Those whom the page remembers, with degree and post. */
function Teachers({ t, office }: Props) {
  const remembered = office.staff.filter(({ former }) => former)
  if (remembered.length === 0) return <></>
  return (
    <Section title={t('about.teachers')}>
      <Cards>
        {remembered.map(({ id, name, post }) => (
          <Person id={id} name={name} post={post[t.language]} phones={[]} />
        ))}
      </Cards>
    </Section>
  )
}

function History({ t, institution, about }: Props) {
  const events = ofKind(about, 'history').map(({ id, on, text }) => ({ id, on: on ?? '', text: text[t.language] }))
  // A change of name that no fact tells of: entered in the program, or brought without a story.
  const told = new Set(events.map(({ on }) => on))
  const renamed = about.names
    .filter(({ unit, since }) => unit === institution.officeUnit && !told.has(since))
    .map(({ since, name, basis }) => ({
      id: undefined,
      on: since,
      text: [t('about.renamed', { name: name[t.language] }), basis?.[t.language]].filter(Boolean).join('. '),
    }))
  const all = [...events, ...renamed].toSorted((one, other) => (one.on < other.on ? -1 : 1))
  if (all.length === 0) return <></>
  return (
    <Section title={t('about.history')}>
      <DescriptionList
        rows={all.map(({ id, on, text }) => ({ id, term: sayYearOrDay(on, t.language), value: text }))}
      />
    </Section>
  )
}

/** Each sign with everything that the page says it means. */
function Symbols({ t, about }: Props) {
  const symbols = Map.groupBy(ofKind(about, 'symbol'), ({ title }) => title?.[t.language] ?? '')
  if (symbols.size === 0) return <></>
  const meanings = (facts: readonly Fact[]) => facts.map(({ id, text }) => <div id={id}>{text[t.language]}</div>)
  return (
    <Section title={t('about.symbols')}>
      <DescriptionList rows={[...symbols].map(([term, facts]) => ({ term, value: <>{meanings(facts)}</> }))} />
    </Section>
  )
}

function sayYearOrDay(on: string, language: Language): string {
  const day = readDay(on)
  return day ? sayDay(day, language) : on
}

const upper = (text: string) => text.charAt(0).toUpperCase() + text.slice(1)
