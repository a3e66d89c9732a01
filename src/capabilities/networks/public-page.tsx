import type { Child, Href, Html } from '../../platform/jsx-runtime.ts'
import {
  Card,
  DescriptionList,
  EmptyState,
  Link,
  Main,
  Muted,
  PageTitle,
  Prose,
  Section,
  Stack,
} from '../../ui/index.ts'
import type { Institution } from '../institutions/index.ts'
import type { Telling } from './desk.ts'
import { type FormOf, wordIn } from './forms.ts'
import type { WorkKind } from './kinds.ts'
import { Members } from './members.tsx'
import type { Work, WorkLine } from './rules.ts'
import { saidOfLine, sayAnswer, sayOfLine } from './said.tsx'
import { networksWords } from './words.ts'

export interface PublicProps {
  readonly telling: Telling
  readonly institution: Institution
  readonly kinds: Readonly<Record<string, WorkKind>>
  readonly works: readonly Work[]
  readonly lines: readonly WorkLine[]
  /** What stands above the list, such as the way to the other page. */
  readonly lead: Child
  readonly title: string
  readonly about: string
  readonly empty: string
  /** What else is said of a work. */
  readonly beside?: (work: Work, lines: readonly WorkLine[]) => Child
}

/** What is done together with others, kind by kind, as visitors read it. */
export function PublicWorksPage(props: PublicProps): Html {
  const { telling, institution, kinds, works, title, about, lead, empty } = props
  const t = networksWords.byData(telling.language)
  const groups = Object.entries(kinds).flatMap(([name, kind]) => {
    const own = works.filter((work) => work.kind === name)
    return own.length > 0 ? [{ name, kind, own }] : []
  })
  return (
    <Main>
      <PageTitle title={title} over={institution.name[telling.language]} lead={about} />
      {lead}
      {groups.length === 0 && <EmptyState title={empty} text={t('public.none.text')} />}
      {groups.map(({ name, kind, own }) => (
        <Kind title={Object.keys(kinds).length > 1 ? t(`kinds.${name}`) : null} id={`all-${name}`}>
          <Stack>
            {own.map((work) => (
              <PublicWork {...props} kind={kind} work={work} />
            ))}
          </Stack>
        </Kind>
      ))}
    </Main>
  )
}

// The only kind of a page has the page's own heading.
function Kind({ title, id, children }: { title: string | null; id: string; children: Child }) {
  return title === null ? <>{children}</> : <Section {...{ title, id }}>{children}</Section>
}

// What is said in the heading and below it, or is the office's own.
const notListed = ['name', 'about', 'shown', 'short', 'site', 'link', 'unit', 'network', 'form', 'level', 'state']

function PublicWork(props: PublicProps & { kind: WorkKind; work: Work }) {
  const { telling, kind, work, beside } = props
  const { said } = work
  const say = (name: string) => sayAnswer(telling, kind, said, name)
  const t = networksWords.byData(telling.language)
  const names = [...new Set([...kind.columns, ...Object.keys(kind.shape), ...kind.texts.map(({ name }) => name)])]
  const facts = names
    .filter((name) => !notListed.includes(name) && !['untold', 'none'].includes(wordIn(said, name)))
    .map((name) => ({ label: t(`field.${name}`), text: say(name) }))
    .filter(({ text }) => text !== '')
  const kindSaid = ['form', 'level', 'state']
    .filter((name) => wordIn(said, name) !== 'untold')
    .map(say)
    .filter(Boolean)
    .join(' · ')
  const lines = props.lines.filter(({ workId, kind: of }) => workId === work.id && kind.shown.includes(of))
  const address = say('site') || say('link')
  const short = say('short')
  return (
    <Card title={`${work.name[telling.language]}${short ? ` (${short})` : ''}`} level={3} id={work.key ?? work.id}>
      {kindSaid && <Muted>{kindSaid}</Muted>}
      {say('about') && <p>{say('about')}</p>}
      {facts.length > 0 && <DescriptionList rows={facts.map(({ label, text }) => ({ term: label, value: text }))} />}
      {address && (
        <p>
          <Link href={address}>{address}</Link>
        </p>
      )}
      {Object.entries(kind.lines).map(([name, form]) => (
        <PublicLines
          {...props}
          all={props.lines}
          form={form}
          name={name}
          lines={lines.filter((line) => line.kind === name)}
        />
      ))}
      {beside?.(
        work,
        props.lines.filter(({ workId }) => workId === work.id),
      )}
    </Card>
  )
}

type LinesProps = Omit<PublicProps, 'lines'> & {
  form: FormOf
  name: string
  work: Work
  lines: readonly WorkLine[]
  all: readonly WorkLine[]
}

function PublicLines(props: LinesProps) {
  const { telling, form, name, work, lines } = props
  if (name === 'count') {
    const all = props.all.filter(({ workId }) => workId === work.id)
    return <Members telling={telling} lines={all} own={wordIn(work.said, 'ownRole') !== 'none'} />
  }
  if (lines.length === 0) return null
  const t = networksWords.byData(telling.language)
  return (
    <>
      <h4>{t(`lines.${name}`)}</h4>
      <Prose>
        <ul>
          {lines.map((line) => (
            <li id={line.key ?? undefined}>
              <LineSaid {...props} form={form} line={line} />
            </li>
          ))}
        </ul>
      </Prose>
    </>
  )
}

function LineSaid({ telling, institution, form, name, line }: LinesProps & { line: WorkLine }) {
  const t = networksWords.byData(telling.language)
  const said = saidOfLine(line)
  const say = (field: string) => sayOfLine(telling, form, line, field)
  const [first = '', ...others] = form.columns
  const more = others
    .filter((field) => !['link', 'publication'].includes(field) && !(field === 'per' && wordIn(said, 'per') === 'once'))
    .flatMap((field) => (say(field) ? [name === 'cohort' ? `${t(`field.${field}`)}: ${say(field)}` : say(field)] : []))
  const file = wordIn(said, 'publication')
  const down: Href | null =
    file && say('publication') ? `/${institution.id}/${telling.language}/downloads/${file}` : null
  const address: Href | null = down ?? (wordIn(said, 'link') || null)
  const title = say(first) || (name === 'document' ? say('publication') : '')
  return (
    <>
      {address ? <Link href={address}>{title}</Link> : title}
      {more.length > 0 && <Muted>, {more.join(', ')}</Muted>}
    </>
  )
}
