import type { Db } from '../../platform/database/index.ts'
import { type Day, day } from '../../platform/days.ts'
import { asLanguage, type Language } from '../../platform/words/languages.ts'
import type { Case } from './store.ts'

/** What a representative may be allowed beside filling in and bringing papers. */
export type Mandate = 'send' | 'accept'

/** Somebody who acts for the case's person, by that person's consent. */
export interface Acting {
  readonly name: string
  readonly kind: string
  /** The last day. */
  readonly until: Day
  readonly mandates: readonly Mandate[]
}

export interface Representative extends Acting {
  readonly accountId: string
  readonly email: string
  readonly language: Language
  /** Mails about the case go to them too. */
  readonly copies: boolean
}

/** Who may act for the case's person on a day: agreed, not ended, for this case. Of a case without an account nobody. */
export async function representativesOf(
  db: Db,
  { id, accountId }: Pick<Case, 'id' | 'accountId'>,
  today: Day,
): Promise<Representative[]> {
  if (!accountId) return []
  const rows = await db
    .selectFrom('representations as one')
    .innerJoin('accounts', 'accounts.id', 'one.representative_id')
    .select(['accounts.id as accountId', 'accounts.email', 'accounts.language'])
    .select(['one.representative_name as name', 'kind', 'until', 'may_send', 'may_accept', 'copies'])
    .where('one.applicant_id', '=', accountId)
    .where('one.agreed_at', 'is not', null)
    .where('one.ended_at', 'is', null)
    .where('one.until', '>=', today)
    .where((of) =>
      of.or([
        of('one.every_case', '=', true),
        of.exists(
          of
            .selectFrom('representation_cases as named')
            .select('named.case_id')
            .whereRef('named.representation_id', '=', 'one.id')
            .where('named.case_id', '=', id),
        ),
      ]),
    )
    .orderBy('one.agreed_at')
    .execute()
  return rows.map(({ may_send, may_accept, until, language, ...row }) => ({
    ...row,
    until: day(until),
    language: asLanguage(language),
    mandates: [...(may_send ? (['send'] as const) : []), ...(may_accept ? (['accept'] as const) : [])],
  }))
}

/**
 * As what an account may open a case today: `own`, for its person by consent, or not at all (null). The one question that
 * every page of a case asks.
 */
export async function accessTo(db: Db, account: string, standing: Case, today: Day): Promise<'own' | Acting | null> {
  if (standing.accountId === account) return 'own'
  const all = await representativesOf(db, standing, today)
  const mine = all.filter(({ accountId }) => accountId === account)
  const longest = mine.toSorted((a, b) => (a.until < b.until ? 1 : -1))[0]
  // Two consents of one person to the same representative add up, each until its own day.
  return longest ? { ...longest, mandates: [...new Set(mine.flatMap(({ mandates }) => mandates))] } : null
}

/** The accounts for whose persons an account may act today. */
export async function applicantsOf(db: Db, account: string, today: Day): Promise<string[]> {
  const rows = await db
    .selectFrom('representations')
    .select('applicant_id as id')
    .distinct()
    .where('representative_id', '=', account)
    .where('agreed_at', 'is not', null)
    .where('ended_at', 'is', null)
    .where('until', '>=', today)
    .execute()
  return rows.flatMap(({ id }) => (id ? [id] : []))
}

/** May a step be taken? The person takes every step of theirs, a representative those that the consent names. */
export function isMandated(acting: Pick<Acting, 'mandates'> | undefined, mandate: Mandate | undefined): boolean {
  return !acting || (mandate !== undefined && acting.mandates.includes(mandate))
}
