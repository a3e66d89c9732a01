import type { Db, Tx } from '../../platform/database/index.ts'
import { asLanguage } from '../../platform/words/languages.ts'
import { mailLater } from '../correspondence/index.ts'
import type { Act, View } from './moment.ts'
import { casesWords } from './words.ts'

export interface Follow {
  readonly institution: string
  readonly caseId: string
  readonly account: string
  readonly at: Date
}

/** Begins or ends to follow a case; twice is once. */
export async function changeFollow(db: Db, follows: boolean, { institution, caseId, account, at }: Follow) {
  if (follows) {
    await db
      .insertInto('case_follows')
      .values({ institution_id: institution, case_id: caseId, account_id: account, since: at })
      .onConflict((conflict) => conflict.doNothing())
      .execute()
  } else {
    await db.deleteFrom('case_follows').where('case_id', '=', caseId).where('account_id', '=', account).execute()
  }
}

/** Who follows a case and still has a role here: whoever has left is told nothing more. */
export function followersOf(db: Db, institution: string, caseId: string, today: string) {
  return db
    .selectFrom('case_follows')
    .innerJoin('accounts', 'accounts.id', 'case_follows.account_id')
    .select(['accounts.id', 'accounts.name', 'accounts.email', 'accounts.language'])
    .where('case_id', '=', caseId)
    .where(({ exists, selectFrom }) =>
      exists(
        selectFrom('memberships')
          .select('role')
          .whereRef('memberships.account_id', '=', 'accounts.id')
          .where('memberships.institution_id', '=', institution)
          .where('memberships.role', 'in', ['officer', 'rector', 'admin'])
          .where(({ or, eb }) => or([eb('until', 'is', null), eb('until', '>=', today)])),
      ),
    )
    .orderBy('accounts.name')
    .execute()
}

/** Tells those who follow a case of a step that somebody else took, each in their own language. */
export async function tellFollowers(tx: Tx, act: Act, view: View, step: string): Promise<void> {
  const { procedure, standing } = view
  for (const follower of await followersOf(tx, act.institution, standing.id, view.law.day)) {
    if (follower.id === act.by.id) continue
    const language = asLanguage(follower.language)
    const t = casesWords(language)
    const say = procedure.words(language)
    const params = {
      number: standing.number ?? '',
      title: standing.title,
      what: say.find(`done.${step}`) ?? step,
      stage: say(`stage.${standing.stage}`),
      by: act.by.name,
      link: `${act.house.url}/desk/cases/${procedure.name}/${standing.id}`,
    }
    await mailLater(tx, act.house, {
      institution: act.institution,
      accountId: follower.id,
      to: follower.email,
      language,
      kind: `${procedure.name}.followed`,
      subject: t('follow.mail.subject', params),
      body: t('follow.mail.body', params),
    })
  }
}
