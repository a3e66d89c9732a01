import { sayDay, sayMoment } from '../../platform/words/saying-days.ts'
import {
  Actions,
  ButtonLink,
  Crumbs,
  EmptyState,
  Link,
  Muted,
  Notice,
  PageTitle,
  Section,
  Table,
  Tag,
  Tile,
  Tiles,
} from '../../ui/index.ts'
import { isClosed } from '../cases/index.ts'
import type { Law } from '../law/index.ts'
import type { Partner } from '../partners/index.ts'
import { Asked } from './asked.tsx'
import { hubAddress, roundAddress } from './hub-page.tsx'
import { incoming } from './incoming.ts'
import { type InvitationState, stateOf, termOf } from './inviting.ts'
import type { Nomination } from './nomination-store.ts'
import type { Invitation, Round } from './store.ts'
import type { Say } from './words.ts'
export interface RoundPageProps {
  readonly t: Say
  readonly law: Law
  readonly round: Round
  readonly invitations: readonly Invitation[]
  readonly nominations: readonly Nomination[]
  readonly partners: ReadonlyMap<string, Partner>
  readonly mayWork: boolean
  /** What just happened, or why it did not. */
  readonly done: string | null
  readonly refusal: string | null
}

/** A round: who was asked, who has answered, who is late, and whom they have named. */
export function RoundPage(props: RoundPageProps) {
  const { t, round, mayWork, done, refusal } = props
  return (
    <>
      <Crumbs
        label={t('hub.title')}
        steps={[{ text: t('hub.title'), href: hubAddress }, { text: termOf(round, t.language) }]}
      />
      <PageTitle title={termOf(round, t.language)} lead={sayRound(t, round)} />
      {done && (
        <Notice tone="ok" role="status">
          <p>{done}</p>
        </Notice>
      )}
      {refusal && (
        <Notice tone="late" role="alert">
          <p>{refusal}</p>
        </Notice>
      )}
      {mayWork && (
        <Actions>
          <ButtonLink href={`${roundAddress(round.id)}/partners`}>{t('invite.new')}</ButtonLink>
          <ButtonLink tone="soft" href={`${roundAddress(round.id)}/sheet`}>
            {t('sheet.title')}
          </ButtonLink>
          <ButtonLink tone="soft" href={`${roundAddress(round.id)}/days`}>
            {t('round.change')}
          </ButtonLink>
        </Actions>
      )}
      <Counts {...props} />
      <Asked {...props} />
      <NamedStudents {...props} />
    </>
  )
}

function sayRound(t: Say, round: Round): string {
  return t('round.says', {
    ...{ from: sayDay(round.from, t.language), to: sayDay(round.to, t.language) },
    ...{ nominateBy: sayDay(round.nominateBy, t.language), applyBy: sayDay(round.applyBy, t.language) },
  })
}

function Counts({ t, law, invitations, nominations }: RoundPageProps) {
  const count = (...states: InvitationState[]) =>
    invitations.filter((one) => states.includes(stateOf(one, law.day))).length
  const open = nominations.filter(({ endedAt }) => !endedAt)
  const admitted = open.filter(({ stage }) => ['coming', 'here', 'left', 'completed'].includes(stage))
  return (
    <Tiles>
      <Tile text={t('hub.asked')} value={count('waiting', 'late', 'answered', 'nobody')} />
      <Tile text={t('hub.answered')} value={count('answered', 'nobody')} />
      <Tile text={t('round.waiting')} value={count('waiting')} />
      <Tile text={t('round.late')} value={count('late')} {...(count('late') > 0 ? { tone: 'late' as const } : {})} />
      <Tile text={t('hub.students')} value={open.length} note={t('round.admitted', { count: admitted.length })} />
    </Tiles>
  )
}

const shownAtOnce = 200

function NamedStudents({ t, nominations, partners }: RoundPageProps) {
  const shown = nominations.slice(0, shownAtOnce)
  return (
    <Section title={t('round.students')} action={<Link href="/desk/cases/incoming">{t('hub.cases')}</Link>}>
      <Table
        caption={t('round.students')}
        captionHidden
        columns={[
          { key: 'name', text: t('place.name') },
          { key: 'number', text: t('place.number'), whole: true },
          { key: 'partner', text: t('column.partner') },
          { key: 'stage', text: t('round.state') },
          { key: 'at', text: t('round.named') },
        ]}
        rows={shown.map(({ caseId, name, number, partnerId, stage, at }) => ({
          href: `/desk/cases/incoming/${caseId}` as const,
          cells: [
            name,
            number ?? '',
            partners.get(partnerId)?.name ?? '',
            <Tag tone={isClosed(incoming, stage) ? 'quiet' : 'wait'}>
              {incoming.words(t.language)(`stage.${stage}`)}
            </Tag>,
            sayMoment(at, t.language),
          ],
        }))}
        empty={<EmptyState title={t('round.nobody')} text={t('round.nobody.text')} />}
      />
      {nominations.length > shown.length && (
        <Muted>{t('round.more', { count: nominations.length - shown.length })}</Muted>
      )}
    </Section>
  )
}
