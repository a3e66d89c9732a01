import type { Child, Href } from '../../platform/jsx-runtime.ts'
import type { Language } from '../../platform/words/languages.ts'
import {
  Card,
  DescriptionList,
  EmptyState,
  FoundItem,
  FoundList,
  Link,
  Main,
  Muted,
  PageTitle,
  Prose,
  Section,
  Stack,
  Tag,
} from '../../ui/index.ts'
import type { Institution } from '../institutions/index.ts'
import type { Law } from '../law/index.ts'
import type { Filter } from './listing.ts'
import { ofKind, type Part, type PartKind, type Programme, partKinds, stateIn } from './rules.ts'
import { ProgrammeFilters, StateTag, sayYears } from './shared.tsx'
import type { Say } from './words.ts'

export const fundingAddress = (institution: string, language: Language, key = ''): Href =>
  `/${institution}/${language}/funding${key && `/${key}`}`

interface ListProps {
  readonly t: Say
  readonly institution: Institution
  readonly year: number
  readonly filter: Filter
  readonly programmes: readonly Programme[]
}

/** The programmes in which the university takes part, those that have ended too. */
export function FundingPage({ t, institution, year, filter, programmes }: ListProps) {
  const here = fundingAddress(institution.id, t.language)
  return (
    <Main>
      <PageTitle title={t('public.title')} over={institution.name[t.language]} lead={t('public.lead')} />
      <ProgrammeFilters t={t} filter={filter} action={here} />
      {programmes.length === 0 && <EmptyState title={t('list.none')} text={t('list.noneText')} />}
      <FoundList>
        {programmes.map((one) => (
          <FoundItem
            title={one.name[t.language]}
            href={fundingAddress(institution.id, t.language, one.id)}
            text={ofKind(one, 'about')[0]?.text[t.language] ?? ''}
          >
            <StateTag t={t} programme={one} year={year} /> {sayYears(one)}
          </FoundItem>
        ))}
      </FoundList>
    </Main>
  )
}

interface OneProps {
  readonly t: Say
  readonly institution: Institution
  readonly year: number
  readonly law: Law
  readonly programme: Programme
}

/** Everything that is known of a programme: who funds it, what it is for, what it asks and what it pays. */
export function FundingProgrammePage(props: OneProps) {
  const { t, institution, programme, year } = props
  return (
    <Main>
      <PageTitle
        id={programme.id}
        title={programme.name[t.language]}
        over={<Link href={fundingAddress(institution.id, t.language)}>{t('public.title')}</Link>}
        lead={<Together t={t} parts={ofKind(programme, 'about')} between=". " />}
      />
      {stateIn(year, programme) === 'ended' && (
        <Tag tone="quiet">{t('public.ended', { year: programme.to ?? '' })}</Tag>
      )}
      <InShort {...props} />
      {(['aim', 'result', 'replaced', 'feature'] as const).map((kind) => (
        <Listed {...props} kind={kind} />
      ))}
      <Actions {...props} />
      <Priorities {...props} />
      <Subprogrammes {...props} />
      {(['who', 'term', 'payment', 'not-covered', 'fact', 'link'] as const).map((kind) => (
        <Listed {...props} kind={kind} />
      ))}
    </Main>
  )
}

/** Parts one after the other in one line. */
function Together({ t, parts, between }: { t: Say; parts: readonly Part[]; between: string }) {
  return <>{parts.map(({ key, text }, at) => [at > 0 && between, <span id={key}>{text[t.language]}</span>])}</>
}

function InShort({ t, law, programme }: OneProps) {
  const { funder, country } = programme
  const said = (kind: PartKind) => {
    const parts = ofKind(programme, kind)
    return parts.length > 0 ? <Together t={t} parts={parts} between=", " /> : ''
  }
  const rows: { term: string; value: Child }[] = [
    { term: t('field.funder'), value: funder?.[t.language] ?? '' },
    { term: t('field.country'), value: country ? (law.country(country)?.name[t.language] ?? country) : '' },
    { term: t('field.years'), value: sayYears(programme) },
    { term: t('kinds.field'), value: said('field') },
    { term: t('kinds.language'), value: said('language') },
  ]
  const budget = ofKind(programme, 'budget').map((one) => ({
    id: one.key,
    term: t('kinds.budget'),
    value: <Said t={t} part={one} />,
  }))
  return <DescriptionList rows={[...rows.filter(({ value }) => value !== ''), ...budget]} />
}

/** The words of one part: its number, who manages or pays, and what is odd about it. */
function Said({ t, part }: { t: Say; part: Part }) {
  const { number, text, by, years, note, kind, url } = part
  return (
    <>
      {number && `${number}. `}
      {url ? <Link href={url}>{text[t.language]}</Link> : text[t.language]}
      {by && ` (${t(kind === 'payment' ? 'by.pays' : 'by.manages', { who: by[t.language] })})`}
      {years && ` (${years})`}
      {note && (
        <>
          {' '}
          <Muted>{note[t.language]}</Muted>
        </>
      )}
    </>
  )
}

/** Parts, each with what stands below it. */
function Items({ t, programme, parts }: { t: Say; programme: Programme; parts: readonly Part[] }) {
  if (parts.length === 0) return null
  return (
    <ul>
      {parts.map((part) => (
        <li id={part.key}>
          <Said t={t} part={part} />
          <Items t={t} programme={programme} parts={programme.parts.filter((one) => one.under === part.key)} />
        </li>
      ))}
    </ul>
  )
}

function Listed({ t, programme, kind }: OneProps & { kind: PartKind }) {
  const parts = ofKind(programme, kind)
  if (parts.length === 0) return null
  return (
    <Section title={t.find(`kinds.${kind}`) ?? ''}>
      <Prose>
        <Items t={t} programme={programme} parts={parts} />
      </Prose>
    </Section>
  )
}

function Actions({ t, programme }: OneProps) {
  const actions = ofKind(programme, 'action')
  if (actions.length === 0) return null
  return (
    <Section title={t('kinds.action')}>
      <Stack>
        {actions.map((part) => (
          <Card id={part.key} title={`${part.number ? `${part.number}. ` : ''}${part.text[t.language]}`} level={3}>
            {part.note && <Muted>{part.note[t.language]}</Muted>}
            <Prose>
              <Items t={t} programme={programme} parts={programme.parts.filter(({ under }) => under === part.key)} />
            </Prose>
          </Card>
        ))}
      </Stack>
    </Section>
  )
}

/** The years of the priorities stand once above them when they share them. */
function Priorities({ t, programme }: OneProps) {
  const parts = ofKind(programme, 'priority')
  if (parts.length === 0) return null
  const years = [...new Set(parts.map((one) => one.years ?? ''))]
  const [shared] = years.length === 1 ? years : []
  return (
    <Section title={shared ? t('priorities.of', { years: shared }) : t('kinds.priority')}>
      <Prose>
        <Items t={t} programme={programme} parts={shared ? parts.map((one) => ({ ...one, years: null })) : parts} />
      </Prose>
    </Section>
  )
}

function Subprogrammes({ t, programme }: OneProps) {
  const all = ofKind(programme, 'subprogramme')
  if (all.length === 0) return null
  return (
    <Section title={t('kinds.subprogramme')}>
      <Stack>
        {all.map(({ key, text, note }) => (
          <Card id={key} title={text[t.language]} level={3}>
            {note && <Muted>{note[t.language]}</Muted>}
            <DescriptionList
              rows={partKinds.flatMap((kind) => {
                const parts = ofKind(programme, kind, key)
                if (parts.length === 0) return []
                const value = (
                  <Prose>
                    <Items t={t} programme={programme} parts={parts} />
                  </Prose>
                )
                return { term: t(`kinds.${kind}`), value }
              })}
            />
          </Card>
        ))}
      </Stack>
    </Section>
  )
}
