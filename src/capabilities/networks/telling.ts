import type { Visit } from '../../platform/web/visit.ts'
import { agreementPage, agreementsOf, readingOf } from '../agreements/index.ts'
import { officeOf } from '../institutions/index.ts'
import { lawOfToday } from '../law/index.ts'
import { partnerNames } from '../partners/index.ts'
import { publicationsOf } from '../publications/index.ts'
import type { Choices, Desk, Telling, Whole } from './desk.ts'
import type { Work, WorkLine } from './rules.ts'
import { linesOf } from './store.ts'

/** What a page has to know to say these lines in the visitor's language. */
export async function tellingOf(
  visit: Visit,
  institution: string,
  lines: readonly WorkLine[],
  choices: Choices,
): Promise<Telling> {
  const named = lines.flatMap(({ partnerId }) => partnerId ?? [])
  const [law, partners] = await Promise.all([
    lawOfToday(visit.house, institution),
    partnerNames(visit.within(institution), named),
  ])
  return { language: visit.language, law, partners, choices }
}

/** The same for a page of the desk, where everything that may be chosen is told. */
export async function deskTelling(visit: Visit, institution: string, desk: Desk, lines: readonly WorkLine[] = []) {
  const [shared, own] = await Promise.all([sharedChoices(visit, institution), desk.choices(visit, institution, lines)])
  return tellingOf(visit, institution, lines, { ...shared, ...own })
}

/** A work with its lines, ready to be said on its desk. */
export async function wholeOf(visit: Visit, institution: string, desk: Desk, work: Work): Promise<Whole> {
  const lines = await linesOf(visit.within(institution), [work.id])
  return { work, lines, telling: await deskTelling(visit, institution, desk, lines) }
}

async function sharedChoices(visit: Visit, institution: string): Promise<Choices> {
  const db = visit.within(institution)
  const reading = await readingOf(db, visit.house.clock.today())
  const [{ units }, publications, agreements] = await Promise.all([
    officeOf(db),
    publicationsOf(db),
    agreementsOf(db, reading),
  ])
  return {
    unit: units.map(({ id, name }) => ({ value: id, text: name[visit.language] })),
    publication: publications.map(({ id, title, year }) => ({
      value: id,
      text: [title[visit.language], year].filter(Boolean).join(', '),
      href: `/desk/publications/${id}` as const,
    })),
    // A pack names an agreement by its key, which never changes.
    agreement: agreements.map((one) => ({
      value: one.key ?? one.id,
      text: [one.title[visit.language], one.number].filter(Boolean).join(', '),
      href: agreementPage(one),
    })),
  }
}
