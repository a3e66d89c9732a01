import type { Tx } from '../../platform/database/index.ts'
import { addDays } from '../../platform/days.ts'
import type { House } from '../../platform/house.ts'
import { done, NotFound, type Outcome, refuse } from '../../platform/outcome.ts'
import type { Language, Text } from '../../platform/words/languages.ts'
import { sayDay } from '../../platform/words/saying-days.ts'
import { mailLater } from '../correspondence/index.ts'
import { edit, findInstitution } from '../institutions/index.ts'
import { makeLink } from '../one-time-links/index.ts'
import { type Alumnus, type AlumnusEntry, type Consent, changedIn, type Filter, mayWrite } from './rules.ts'
import {
  alumniOf,
  findAlumnus,
  insertAlumni,
  insertConsent,
  insertMailing,
  insertNews,
  saveAlumnus,
  saveArchived,
  shownAlumni,
  type Written,
} from './store.ts'
import { alumniWords } from './words.ts'

export interface AlumniAct {
  readonly house: House
  readonly institution: string
  readonly by: { readonly id: string; readonly name: string }
  readonly language: Language
}

export const linkKind = 'alumnus'
/** The kind of the mail that brings the link. */
export const linkMail = 'alumni.link'
/** Days in which a graduate answers. */
const answerDays = 60

const inAll = (text: string): Text => ({ en: text, ru: text, ky: text })

function writtenOf(entry: AlumnusEntry, before: Alumnus | null, language: Language): Written {
  return {
    ...{ name: entry.name, year: entry.year, email: entry.email, directionEnded: entry.ended === 'yes' },
    direction: changedIn(before?.direction ?? null, entry.direction, language) ?? inAll(entry.direction),
    degree: changedIn(before?.degree ?? null, entry.degree, language),
    post: changedIn(before?.post ?? null, entry.post, language),
    country: entry.country || null,
    staffId: entry.staff || null,
  }
}

/** Enters a graduate; the same form twice enters one. */
export async function addAlumnus(act: AlumniAct, id: string, entry: AlumnusEntry): Promise<void> {
  await changing(act, id, async (tx) => {
    const given = writtenOf(entry, null, act.language)
    await insertAlumni(tx, act.institution, [{ id, ...given }], act.house.clock.now())
    return { before: {}, after: given }
  })
}

/** @param seen the version on the form: whoever was slower is refused */
export async function changeAlumnus(act: AlumniAct, id: string, entry: AlumnusEntry, seen: number): Promise<Outcome> {
  let late = false
  await changing(act, id, async (tx) => {
    const before = await here(tx, id)
    const given = writtenOf(entry, before, act.language)
    late = !(await saveAlumnus(tx, id, given, seen, act.house.clock.now()))
    return late ? undefined : { before, after: given }
  })
  return late ? refuse('someoneWasFirst') : done
}

/** Puts a graduate away, or takes them back; nothing of them is lost. */
export async function archiveAlumnus(act: AlumniAct, id: string, away: boolean): Promise<void> {
  await changing(act, id, async (tx) => {
    const before = await here(tx, id)
    if (before.archived === away) return undefined
    await saveArchived(tx, id, away, act.house.clock.now())
    return { before: { archived: before.archived }, after: { archived: away } }
  })
}

/** Puts down what is known of a graduate today; the record of then stays. */
export async function tellNews(act: AlumniAct, id: string, news: { post: string; country: string | null }) {
  await changing(act, id, async (tx) => {
    const before = await here(tx, id)
    await insertNews(tx, lineOf(act, id), news)
    return { before: before.known ?? {}, after: news }
  })
}

/** Puts down what a graduate agreed to, or took back. */
export async function recordConsent(act: AlumniAct, id: string, given: Pick<Consent, 'directory' | 'mails' | 'how'>) {
  await changing(act, id, async (tx) => {
    const before = await here(tx, id)
    await insertConsent(tx, lineOf(act, id), given)
    return { before: before.consent ?? {}, after: given }
  })
}

const lineOf = ({ institution, house, by }: AlumniAct, alumnusId: string) => {
  return { institution, alumnusId, at: house.clock.now(), byName: by.name, byThemselves: false }
}

export interface OwnAnswer {
  readonly post: string
  readonly country: string | null
  readonly directory: boolean
  readonly mails: boolean
}

/** What a graduate says of themselves behind the link: what is known today, and what they agree to. */
export async function answerOwn(tx: Tx, house: House, at: { institution: string; id: string }, own: OwnAnswer) {
  const alumnus = await here(tx, at.id)
  const line = { institution: at.institution, alumnusId: at.id, at: house.clock.now(), byThemselves: true }
  const who = { ...line, byName: alumnus.name }
  const isNews = own.post !== '' && (own.post !== alumnus.known?.post || own.country !== alumnus.known.country)
  if (isNews) await insertNews(tx, who, { post: own.post, country: own.country })
  const { directory, mails } = own
  await insertConsent(tx, who, { directory, mails, how: '' })
  shownAlumni.forget(house.database.within(at.institution))
}

/** Sends a graduate the link behind which they say what is known of them and what they agree to. */
export async function sendLink(act: AlumniAct, id: string, form: string, language: Language): Promise<Outcome> {
  const db = act.house.database.within(act.institution)
  return db.transaction().execute(async (tx) => {
    const alumnus = await here(tx, id)
    if (!alumnus.email) return refuse('noAddress')
    const t = alumniWords(language)
    const institution = await findInstitution(tx, act.institution)
    const until = addDays(act.house.clock.today(), answerDays)
    const link = await linkFor(tx, act, alumnus, form, language)
    if (!link) return done
    const said = { name: alumnus.name, institution: institution?.name[language] ?? '', link }
    await mailLater(tx, act.house, {
      ...{ institution: act.institution, to: alumnus.email, language, kind: linkMail },
      subject: t('mail.link.subject', said),
      body: t('mail.link.body', { ...said, until: sayDay(until, language) }),
    })
    return done
  })
}

function linkFor(tx: Tx, act: AlumniAct, alumnus: Alumnus, id: string, language: Language) {
  return makeLink(tx, act.house, {
    ...{ institution: act.institution, id, kind: linkKind, caseId: null, by: act.by, language },
    ...{ name: alumnus.name, address: alumnus.email ?? '', unit: '', payload: { alumnus: alumnus.id } },
    until: addDays(act.house.clock.today(), answerDays),
  })
}

/**
 * Writes to the graduates whom the filter shows and who agreed to be written to; each mail ends with a link by which its
 * reader takes that back. The same form twice writes once. @returns to how many
 */
export async function writeToAlumni(
  act: AlumniAct,
  form: { id: string; subject: string; body: string },
  filter: Pick<Filter, 'year' | 'country'>,
): Promise<number> {
  const db = act.house.database.within(act.institution)
  return db.transaction().execute(async (tx) => {
    const readers = (await alumniOf(tx, { ...filter, consent: 'mails' })).filter(mayWrite)
    const at = act.house.clock.now()
    const mailing = { ...form, ...filter, at, byName: act.by.name, sentTo: readers.length }
    if (!(await insertMailing(tx, act.institution, mailing))) return readers.length
    for (const reader of readers) {
      const link = await linkFor(tx, act, reader, crypto.randomUUID(), act.language)
      const foot = alumniWords(act.language)('mail.foot', { link: link ?? '' })
      await mailLater(tx, act.house, {
        ...{ institution: act.institution, to: reader.email ?? '', language: act.language, kind: 'alumni.mailing' },
        ...{ subject: form.subject, body: `${form.body}\n\n${foot}`, onceKey: `alumni.${form.id}.${reader.id}` },
      })
    }
    return readers.length
  })
}

async function here(tx: Tx, id: string): Promise<Alumnus> {
  const found = await findAlumnus(tx, id)
  if (!found) throw new NotFound()
  return found
}

async function changing(
  act: AlumniAct,
  id: string,
  change: (tx: Tx) => Promise<{ before: unknown; after: unknown } | undefined>,
): Promise<void> {
  const { house, institution, by } = act
  const db = house.database.within(institution)
  await edit(db, { institution, id: by.id, name: by.name, at: house.clock.now() }, `alumni/${id}`, change)
  shownAlumni.forget(db)
}
