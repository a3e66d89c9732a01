import { readFile } from 'node:fs/promises'
import { z } from 'zod'
import type { Db } from '../../platform/database/index.ts'
import { toJson } from '../../platform/database/json.ts'
import type { Day } from '../../platform/days.ts'
import { got, NotFound, type Outcome } from '../../platform/outcome.ts'
import { type JsonValue, typeset } from '../../platform/typesetting/index.ts'
import { asLanguage, type Language } from '../../platform/words/languages.ts'
import { sayDay } from '../../platform/words/saying-days.ts'
import { findInstitution, officeOf } from '../institutions/index.ts'
import { mobility } from '../mobility/index.ts'
import type { Act } from './act.ts'
import { writeDown } from './events.ts'
import { inCommission } from './preparing.ts'
import { placesOf } from './ranking.ts'
import { conflictsOfCall } from './reading-store.ts'
import { sayScore, sayTies } from './saying.ts'
import { type Commission, standingFrom, standingsOf } from './store.ts'
import { commissionsWords, type Say } from './words.ts'

export interface Meeting {
  /** Made with the form: the same form sent twice makes one. */
  readonly id: string
  readonly on: Day
  readonly place: string
  readonly language: Language
  /** The members who were there. */
  readonly present: readonly string[]
  readonly decisions: string
}

/** Keeps the minutes of a meeting as they are printed: who was there, conflicts, the ranking of that moment, decisions. */
export function keepMinutes(act: Act, callId: string, meeting: Meeting): Promise<Outcome<string>> {
  return inCommission(act, callId, async (tx, commission) => {
    const before = await tx
      .selectFrom('commission_minutes')
      .select(['id', 'number'])
      .where('call_id', '=', callId)
      .execute()
    if (before.some(({ id }) => id === meeting.id)) return got(meeting.id)
    const number = before.length + 1
    const content = await contentOf(tx, act, commission, meeting, number)
    const { id, language } = meeting
    const place = { institution_id: act.institution, call_id: callId, id, number, language }
    const kept = { content: toJson(content), at: act.house.clock.now(), by_name: act.by.name }
    await tx
      .insertInto('commission_minutes')
      .values({ ...place, ...kept })
      .execute()
    await writeDown(tx, act, commission, [{ kind: 'minutes', input: { number, present: meeting.present } }])
    return got(id)
  })
}

export interface Voting {
  readonly present: number
  readonly quorum: number
  readonly met: boolean
}

/** Whether enough members with a vote were there; a secretary has none. */
export function votingOf({ members, quorum }: Commission, present: readonly string[]): Voting {
  const voting = members.filter(({ id, role, leftAt }) => role !== 'secretary' && !leftAt && present.includes(id))
  return { present: voting.length, quorum, met: voting.length >= quorum }
}

async function contentOf(db: Db, act: Act, commission: Commission, meeting: Meeting, number: number) {
  const { language, on, place, decisions, present } = meeting
  const t = commissionsWords(language)
  const institution = await findInstitution(db, act.institution)
  if (!institution) throw new NotFound()
  const members = commission.members.filter(({ leftAt }) => !leftAt)
  const voting = votingOf(commission, present)
  const signing = members.filter(({ id }) => present.includes(id))
  return {
    lang: language,
    institution: {
      names: institution.letterLanguages.map((lang) => ({ lang, name: institution.name[lang] })),
      contacts: [],
    },
    colour: institution.colour,
    title: t('minutes.paper', { number }),
    call: act.called[language],
    date: sayDay(on, language),
    place: place || institution.city[language],
    present: {
      title: t('members.title'),
      heads: [t('member.name'), t('member.role'), t('member.partner'), t('minutes.there')],
      rows: members.map(({ id, name, role, partner }) => [
        ...[name, t(`role.${role}`), partner || institution.short[language]],
        t(present.includes(id) ? 'minutes.yes' : 'minutes.no'),
      ]),
    },
    quorum: t(voting.met ? 'minutes.quorum.met' : 'minutes.quorum.notMet', {
      present: voting.present,
      quorum: voting.quorum,
    }),
    rules: { title: t('page.sheet.title'), lines: rulesOf(t, commission) },
    conflicts: await conflictsPart(db, t, commission),
    ranking: await rankingPart(db, t, commission),
    decisions: { title: t('minutes.decisions'), text: decisions },
    signatures: signing.map(({ name, role }) => ({ post: t(`role.${role}`), name })),
  }
}

function rulesOf(t: Say, { sheet }: Commission): string[] {
  if (!sheet) return []
  return [
    ...sheet.criteria.map(({ title, weight, by }) => `${title[t.language]}: ${weight} % (${t(`criterion.by.${by}`)})`),
    `${t('sheet.range')}: ${t('sheet.range.said', { least: sheet.least, most: sheet.most })}`,
    `${t('sheet.average')}: ${t(`average.${sheet.average}`)}`,
    `${t('sheet.ties')}: ${sayTies(t, sheet)}`,
  ]
}

async function conflictsPart(db: Db, t: Say, { callId }: Commission) {
  const rows = (await conflictsOfCall(db, callId)).filter(({ liftedAt }) => !liftedAt)
  return {
    title: t('conflicts.title'),
    none: t('conflicts.none'),
    heads: [t('member.name'), t('applicant'), t('conflict.why')],
    rows: rows.map(({ member, applicant, why }) => [member, applicant, why]),
  }
}

async function rankingPart(db: Db, t: Say, { callId, sheet }: Commission) {
  const standings = sheet ? (await standingsOf(db, callId).execute()).map(standingFrom) : []
  const stages = new Map(standings.map(({ caseId, stage }) => [caseId, stage]))
  const units = new Map((await officeOf(db)).units.map(({ id, name }) => [id, name[t.language]]))
  const say = mobility.words(t.language)
  return {
    title: t('page.ranking.title'),
    none: t('ranking.none'),
    heads: [t('place'), t('applicant'), t('unit'), t('score'), t('ranking.why'), t('minutes.stage')],
    rows: (sheet ? placesOf(sheet, standings) : []).map((one) => [
      one.out || one.score === null ? '–' : String(one.place),
      ...[one.name, units.get(one.unit) ?? one.unit, sayScore(one.out ? null : one.score, t)],
      one.out ? t(`out.${one.out}`) : one.tie ? t('tie.broken', { by: t(`broken.${one.tie.brokenBy}`) }) : '',
      say.find(`stage.${stages.get(one.caseId) ?? ''}`) ?? '',
    ]),
  }
}

const printed: z.ZodType<JsonValue> = z.json()

/** The minutes as they are signed. Throws NotFound where the call has none of this id. */
export async function minutesPaper(db: Db, callId: string, id: string): Promise<{ name: string; pdf: Uint8Array }> {
  const kept = await db
    .selectFrom('commission_minutes')
    .selectAll()
    .where('call_id', '=', callId)
    .where('id', '=', id)
    .executeTakeFirst()
  if (!kept) throw new NotFound()
  const template = await readFile(new URL('./minutes.typ', import.meta.url), 'utf8')
  const language = asLanguage(kept.language)
  const title = commissionsWords(language)('minutes.paper', { number: kept.number })
  const pdf = await typeset(template, printed.parse(kept.content), { title, language, madeAt: kept.at })
  return { name: `minutes-${kept.number}.pdf`, pdf }
}

export function minutesOf(db: Db, callId: string) {
  return db
    .selectFrom('commission_minutes')
    .select(['id', 'number', 'language', 'at', 'by_name as byName'])
    .where('call_id', '=', callId)
    .orderBy('number', 'desc')
    .execute()
}
