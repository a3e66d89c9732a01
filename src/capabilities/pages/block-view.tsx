import type { Child, Html } from '../../platform/jsx-runtime.ts'
import type { Language, Text } from '../../platform/words/languages.ts'
import { sayBytes, sayDay } from '../../platform/words/saying-days.ts'
import {
  Cards,
  Door,
  Doors,
  FileCard,
  Link,
  More,
  Muted,
  Person,
  Picture,
  Prose,
  Section,
  Stack,
  Tile,
  Tiles,
} from '../../ui/index.ts'
import { publicAddress, sayDays } from '../calls/index.ts'
import { sourceOf } from '../galleries/index.ts'
import { type StaffMember, sayContact } from '../institutions/index.ts'
import { publicEventsAddress } from '../outreach/index.ts'
import { nameOf } from '../partners/index.ts'
import { type Block, type BlockKind, shownIn } from './blocks.ts'
import { callsIn, filesIn, type Live, partnersIn, peopleIn } from './live.ts'
import { Marked } from './marked.tsx'
import type { Say } from './words.ts'

export interface Shown {
  /** Says the program's own words in the language of the reader. */
  readonly t: Say
  readonly live: Live
}

/** The blocks of a page: a heading opens a part, and neighbours that are alike stand beside each other. */
export function Blocks({ blocks, ...shown }: Shown & { blocks: readonly Block[] }): Html {
  return (
    <>
      {partsOf(blocks).map(({ heading, inside }) => {
        const drawn = groupsOf(inside).map((group) => <Group {...shown} group={group} />)
        if (!heading) return drawn
        return (
          <Section title={<Said {...shown} text={heading.text} />} id={heading.id}>
            {drawn}
          </Section>
        )
      })}
    </>
  )
}

interface Part {
  readonly heading: Block | null
  readonly inside: Block[]
}

function partsOf(blocks: readonly Block[]): readonly Part[] {
  const parts: Part[] = []
  for (const block of blocks) {
    if (block.kind === 'heading') parts.push({ heading: block, inside: [] })
    else if (parts.length === 0) parts.push({ heading: null, inside: [block] })
    else parts.at(-1)?.inside.push(block)
  }
  return parts
}

const together: ReadonlySet<BlockKind> = new Set(['number', 'door', 'question'])

function groupsOf(blocks: readonly Block[]): readonly Block[][] {
  const groups: Block[][] = []
  for (const block of blocks) {
    const last = groups.at(-1)
    if (last && last[0]?.kind === block.kind && together.has(block.kind)) last.push(block)
    else groups.push([block])
  }
  return groups
}

/** The language of a text, where it is not the reader's. */
export function foreign(text: Text, language: Language): Language | undefined {
  const shown = shownIn(text, language)
  return shown === language ? undefined : shown
}

const sayText = (text: Text, language: Language): string => text[shownIn(text, language)]

function Said({ t, text }: Pick<Shown, 't'> & { text: Text }) {
  const lang = foreign(text, t.language)
  const said = sayText(text, t.language)
  return lang ? <span lang={lang}>{said}</span> : <>{said}</>
}

function Group({ group, ...shown }: Shown & { group: readonly Block[] }): Html {
  const [first] = group
  if (first?.kind === 'number') return <Tiles>{group.map((block) => numberOf(shown, block))}</Tiles>
  if (first?.kind === 'door') return <Doors>{group.map((block) => doorOf(shown, block))}</Doors>
  if (first?.kind === 'question') return <Stack>{group.map((block) => questionOf(shown, block))}</Stack>
  return <>{group.map((block) => oneOf(shown, block))}</>
}

function oneOf(shown: Shown, { kind, set, text }: Block): Child {
  const { language } = shown.t
  if (kind === 'list') return <Lines {...shown} text={text} numbered={set === 'numbered'} />
  if (kind === 'picture') return <Shot {...shown} id={set} caption={text} />
  if (kind === 'people') return <People {...shown} people={peopleIn(shown.live, set)} />
  if (kind === 'files') return <Files {...shown} set={set} />
  if (kind === 'calls') return <Calls {...shown} set={set} />
  if (kind === 'events') return <Events {...shown} most={Number(set)} />
  if (kind === 'partners') return <Partners {...shown} set={set} />
  return (
    <Prose lang={foreign(text, language)}>
      <Marked text={sayText(text, language)} />
    </Prose>
  )
}

function numberOf({ t }: Shown, { set, text }: Block) {
  return <Tile text={sayText(text, t.language)} value={set} lang={foreign(text, t.language)} />
}

// One address for all languages: a door of our own site opens in that of the reader.
const inLanguage = (href: string, institution: string, language: Language): string =>
  href.startsWith(`/${institution}/`) ? href.replace(/^(\/[^/]+\/)(?:en|ru|ky)(?=\/|$)/, `$1${language}`) : href

function doorOf({ t, live }: Shown, { set, text, more }: Block) {
  return (
    <Door
      title={sayText(text, t.language)}
      text={sayText(more, t.language)}
      href={inLanguage(set, live.institution.id, t.language)}
      go={t('door.go')}
      lang={foreign(text, t.language)}
    />
  )
}

function questionOf({ t }: Shown, { text, more }: Block) {
  return (
    <More title={sayText(text, t.language)} lang={foreign(text, t.language)}>
      <Prose lang={foreign(more, t.language)}>
        <Marked text={sayText(more, t.language)} />
      </Prose>
    </More>
  )
}

/** A picture once it may be seen: reduced, described in every language, nobody shown unasked. */
function Shot({ t, live, id, caption }: Shown & { id: string; caption: Text }) {
  const picture = live.pictures.get(id)
  if (!picture) return <Muted>{t('picture.none')}</Muted>
  const said = sayText(caption, t.language) || picture.caption?.[t.language]
  return (
    <Picture
      {...sourceOf(live.institution.id, picture, t.language)}
      caption={said}
      lang={foreign(caption, t.language)}
    />
  )
}

function Lines({ t, text, numbered }: Shown & { text: Text; numbered: boolean }) {
  const lines = sayText(text, t.language)
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => <li>{line.trim()}</li>)
  return <Prose lang={foreign(text, t.language)}>{numbered ? <ol>{lines}</ol> : <ul>{lines}</ul>}</Prose>
}

function People({ t, people }: Shown & { people: readonly StaffMember[] }) {
  if (people.length === 0) return <Muted>{t('people.none')}</Muted>
  return (
    <Cards>
      {people.map(({ name, post, contacts }) => (
        <Person
          name={name}
          post={post[t.language]}
          phones={contacts
            .filter(({ kind }) => kind === 'phone')
            .map((contact) => ({ text: sayContact(contact, t.language), href: `tel:${contact.value}` }))}
          mail={contacts.find(({ kind }) => kind === 'email')?.value}
        />
      ))}
    </Cards>
  )
}

function Files({ t, live, set }: Shown & { set: string }) {
  const files = filesIn(live, set).filter(({ versions }) => versions.length > 0)
  if (files.length === 0) return <Muted>{t('files.none')}</Muted>
  return (
    <Stack>
      {files.map(({ id, title, versions: [newest] }) => (
        <FileCard
          name={title[t.language]}
          size={newest ? sayBytes(newest.bytes, t.language) : ''}
          href={`/${live.institution.id}/${t.language}/downloads/${id}`}
        />
      ))}
    </Stack>
  )
}

function Calls({ t, live, set }: Shown & { set: string }) {
  const calls = callsIn(live, set)
  const address = publicAddress(live.institution.id, t.language)
  return (
    <Prose>
      {calls.length === 0 && <p>{t('calls.none')}</p>}
      <ul>
        {calls.map((call) => (
          <li>
            <Link href={`${address}/${call.slug}`}>{call.said.title[t.language]}</Link>{' '}
            <Muted>{sayDays(call, t.language)}</Muted>
          </li>
        ))}
      </ul>
      <p>
        <Link href={address}>{t('calls.all')}</Link>
      </p>
    </Prose>
  )
}

function Events({ t, live, most }: Shown & { most: number }) {
  const events = live.events.slice(0, most)
  const address = publicEventsAddress(live.institution.id, t.language)
  return (
    <Prose>
      {events.length === 0 && <p>{t('events.none')}</p>}
      <ul>
        {events.map(({ key, title, from, place }) => (
          <li>
            <Link href={`${address}#${key}`}>{title[t.language]}</Link>{' '}
            <Muted>{[from && sayDay(from, t.language), place?.[t.language]].filter(Boolean).join(', ')}</Muted>
          </li>
        ))}
      </ul>
      <p>
        <Link href={address}>{t('events.all')}</Link>
      </p>
    </Prose>
  )
}

function Partners({ t, live, set }: Shown & { set: string }) {
  const partners = partnersIn(live, set, t.language)
  const address = `/${live.institution.id}/${t.language}/partners`
  return (
    <Prose>
      {partners.length === 0 && <p>{t('partners.none')}</p>}
      <ul>
        {partners.map((partner) => (
          <li>
            <Link href={partner.key ? `${address}#${partner.key}` : address}>{nameOf(partner, t.language)}</Link>
            {partner.country && (
              <Muted>, {live.law.country(partner.country)?.name[t.language] ?? partner.country}</Muted>
            )}
          </li>
        ))}
      </ul>
    </Prose>
  )
}
