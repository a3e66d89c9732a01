import type { Db } from '../../platform/database/index.ts'
import { type Day, day } from '../../platform/days.ts'
import type { Href } from '../../platform/jsx-runtime.ts'
import type { Found, Numbered } from './finding.ts'
import { type Kind, type Why, whyFound } from './rules.ts'
import { casesOfPersons, type FoundCase, lettersByIds, personsByIds } from './store.ts'

/** One thing that was found, as the page shows it. */
export interface Item {
  readonly kind: Kind
  readonly title: string
  readonly href: Href
  readonly why: Why | null
  readonly birthDay?: Day | null
  readonly citizenship?: string | null
  /** The case it is or belongs to. */
  readonly case?: FoundCase | undefined
  /** A person's cases, the newest first. */
  readonly cases?: readonly FoundCase[]
  readonly about?: string
  readonly day?: Day
}

export const caseAddress = (found: FoundCase): Href => `/desk/cases/${found.procedure}/${found.id}`

/** The part of what was found that a page shows, with all that it says of each. */
export async function itemsOf(db: Db, found: Found, kind: Kind, from: number, most: number): Promise<Item[]> {
  const to = from + most
  if (kind === 'people') return people(db, found, found.people.slice(from, to))
  if (kind === 'letters') return letters(db, found, found.letters.slice(from, to))
  return found[kind].slice(from, to).flatMap((one) => numbered(kind, one))
}

async function people(db: Db, { known }: Found, ids: readonly string[]): Promise<Item[]> {
  const [persons, all] = await Promise.all([personsByIds(db, ids), casesOfPersons(db, ids)])
  return ids.flatMap((id) => {
    const person = persons.find((one) => one.id === id)
    const cases = all.filter(({ leader }) => leader === id)
    const [newest] = cases
    if (!person || !newest) return []
    const spellings = [person.shown_as, ...spellingsIn(person.names), ...cases.map(({ title }) => title)]
    return {
      kind: 'people',
      title: person.shown_as,
      href: `/desk/persons/${id}`,
      why: whyFound(known, spellings),
      birthDay: person.birth_day === null ? null : day(person.birth_day),
      citizenship: person.citizenship,
      cases,
    }
  })
}

function spellingsIn(names: unknown): string[] {
  if (!Array.isArray(names)) return []
  return names.flatMap((name: unknown) =>
    typeof name === 'object' && name !== null ? Object.values(name).filter((text) => typeof text === 'string') : [],
  )
}

function numbered(kind: Kind, one: Numbered): Item[] {
  const { near, shown, case: found } = one
  if (!found) return []
  const about = kind === 'papers' ? { about: shown } : {}
  return [{ kind, title: found.title, href: caseAddress(found), why: { near, spelling: shown }, case: found, ...about }]
}

async function letters(db: Db, { known, byNumber }: Found, ids: readonly string[]): Promise<Item[]> {
  const found = await lettersByIds(db, ids)
  return ids.flatMap((id) => {
    const letter = found.find((one) => one.id === id)
    if (!letter) return []
    const number = byNumber.get(id)
    const why = number
      ? { near: number.near, spelling: number.shown }
      : whyFound(known, [letter.recipient, letter.subject])
    const about = `${letter.recipient}: ${letter.subject}`
    return {
      kind: 'letters',
      title: letter.number,
      href: `/desk/letters/${id}`,
      why,
      about,
      day: day(letter.issued_on),
    }
  })
}
