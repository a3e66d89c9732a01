import { z } from 'zod'
import type { Tx } from '../../platform/database/index.ts'
import { addDays, type Day } from '../../platform/days.ts'
import type { House } from '../../platform/house.ts'
import { done, NotFound, type Outcome, refuse } from '../../platform/outcome.ts'
import {
  dayField,
  line,
  longText,
  mailAddress,
  oneOf,
  optionalLine,
  optionalLongText,
} from '../../platform/web/fields.ts'
import { asLanguage, type Language, languages } from '../../platform/words/languages.ts'
import { sayDay } from '../../platform/words/saying-days.ts'
import { mailLater } from '../correspondence/index.ts'
import {
  findLink,
  guestOf,
  makeLink,
  type OneTimeLink,
  renewLink,
  revokeLink,
  useLink,
} from '../one-time-links/index.ts'
import { record } from './actions.ts'
import type { Act } from './moment.ts'
import { type Advice, advices, insertQuestion, keepAnswer } from './opinions.ts'
import { inCase } from './papers.ts'
import type { Procedure } from './procedure.ts'
import type { Case } from './store.ts'
import { casesWords } from './words.ts'

/** The kind of one-time link behind which an opinion is given. */
export const opinionKind = 'opinion'
/** Days for which a link may stay open at most: a forgotten one is a door. */
const longest = 90

export const askForm = z.object({
  key: z.uuid(),
  name: line(120),
  address: mailAddress(),
  unit: optionalLine(160),
  speaks: oneOf(languages),
  until: dayField(),
  question: longText(2000),
})

export const answerForm = z
  .object({ advice: oneOf(advices), words: optionalLongText(4000) })
  .refine(({ advice, words }) => advice === 'for' || words !== '', { path: ['words'], message: 'form.missing' })

export interface Asking {
  readonly key: string
  readonly name: string
  readonly address: string
  readonly unit: string
  readonly speaks: Language
  readonly until: Day
  readonly question: string
  readonly fileIds: readonly string[]
}

/** Why a link can't be open until that day; null: it can. */
export function whyNotUntil(until: Day, today: Day): string | null {
  if (until < today) return 'opinion.untilPast'
  return until > addDays(today, longest) ? 'opinion.untilFar' : null
}

/** Asks somebody without an account for an opinion, by a mail with a link that works once. Twice the same form asks once. */
export function askOpinion(act: Act, procedure: Procedure, caseId: string, asking: Asking): Promise<Outcome> {
  return inCase(act, procedure, caseId, async (tx, held, ground) => {
    const { key, name, unit, speaks, until, question, fileIds } = asking
    const address = await makeLink(tx, act.house, {
      institution: act.institution,
      id: key,
      kind: opinionKind,
      caseId,
      name,
      address: asking.address,
      unit,
      language: speaks,
      payload: { procedure: procedure.name },
      by: act.by,
      until,
    })
    if (!address) return done
    await insertQuestion(tx, { institution: act.institution, linkId: key, caseId, question, fileIds })
    const input = { link: key, name: guestName(asking), question, message: question, files: fileIds.join(' ') }
    await record(tx, act, ground, procedure, held, { action: 'opinion.asked', input })
    const t = casesWords(speaks)
    const said = {
      name,
      by: act.by.name,
      institution: ground.institution.name[speaks],
      number: held.number ?? '',
      question,
      until: sayDay(until, speaks),
      link: address,
    }
    await mailLater(tx, act.house, {
      institution: act.institution,
      caseId,
      to: asking.address,
      language: speaks,
      kind: mailKindOf(procedure.name),
      subject: t('opinion.mail.subject', said),
      body: t('opinion.mail.body', said),
    })
    return done
  })
}

const guestName = ({ name, unit }: { name: string; unit: string }) => (unit ? `${name} (${unit})` : name)
export const mailKindOf = (procedure: string) => `${procedure}.one-time-link`

export interface Answer {
  readonly advice: Advice
  readonly words: string
}

/**
 * Takes the answer of a link's holder, once: it stands in the case and its journal, and whoever asked is told. Refuses when
 * the link was used or revoked meanwhile.
 */
export function giveOpinion(house: House, procedure: Procedure, link: OneTimeLink, answer: Answer): Promise<Outcome> {
  const by = guestOf(link)
  const act: Act = { house, institution: link.institution, by, party: 'office' }
  return inCase(act, procedure, link.caseId ?? '', async (tx, held, ground) => {
    const at = house.clock.now()
    if (!(await useLink(tx, link.id, at))) return refuse('opinion.shut')
    await keepAnswer(tx, link.id, { ...answer, at })
    const input = { link: link.id, name: by.name, advice: answer.advice, message: answer.words }
    await record(tx, act, ground, procedure, held, { action: `opinion.${answer.advice}`, input })
    await tellAsker(tx, house, procedure, held, link, answer)
    return done
  })
}

async function tellAsker(tx: Tx, house: House, procedure: Procedure, held: Case, link: OneTimeLink, answer: Answer) {
  const asker = await tx
    .selectFrom('accounts')
    .select(['email', 'language'])
    .where('id', '=', link.madeBy)
    .executeTakeFirst()
  if (!asker) return
  const language = asLanguage(asker.language)
  const t = casesWords(language)
  const said = {
    name: guestOf(link).name,
    number: held.number ?? '',
    advice: t(`opinion.advice.${answer.advice}`),
    words: answer.words,
    link: `${house.url}/desk/cases/${procedure.name}/${held.id}#opinions`,
  }
  await mailLater(tx, house, {
    institution: link.institution,
    accountId: link.madeBy,
    to: asker.email,
    language,
    kind: `${procedure.name}.opinion`,
    subject: t('opinion.given.subject', said),
    body: t('opinion.given.body', said),
  })
}

/** Takes a question back: its link opens nothing from now on. */
export function takeBackQuestion(act: Act, procedure: Procedure, caseId: string, linkId: string): Promise<Outcome> {
  return inCase(act, procedure, caseId, async (tx, held, ground) => {
    const link = await linkOf(tx, held, linkId)
    if (!(await revokeLink(tx, link.id, act.by.name, act.house.clock.now()))) return refuse('opinion.shut')
    const input = { link: link.id, name: guestOf(link).name }
    await record(tx, act, ground, procedure, held, { action: 'opinion.revoked', input })
    return done
  })
}

/** Sends the person a fresh link; the earlier one ends. */
export async function sendFreshLink(act: Act, procedure: Procedure, held: Case, linkId: string): Promise<Outcome> {
  const link = await linkOf(act.house.database.within(act.institution), held, linkId)
  if (link.until < act.house.clock.today()) return refuse('opinion.late')
  const title = casesWords(link.language)('opinion.title')
  return (await renewLink(act.house, link, title, mailKindOf(procedure.name))) ? done : refuse('opinion.shut')
}

async function linkOf(db: Parameters<typeof findLink>[0], held: Case, linkId: string): Promise<OneTimeLink> {
  const link = z.uuid().safeParse(linkId).success ? await findLink(db, linkId) : null
  if (link?.caseId !== held.id || link.kind !== opinionKind) throw new NotFound()
  return link
}
