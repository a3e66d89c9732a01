import type { Day } from '../../platform/days.ts'
import {
  Actions,
  Button,
  ButtonLink,
  Card,
  DescriptionList,
  EmptyState,
  Form,
  Link,
  Muted,
  Notice,
  PageTitle,
  Section,
  Tag,
} from '../../ui/index.ts'
import { sayMay, sayUntil } from './form-pages.tsx'
import { type Representation, type Side, stateOf } from './rules.ts'
import type { Say } from './words.ts'

export const address = '/account/representatives'

interface MineProps {
  readonly t: Say
  readonly all: readonly Representation[]
  readonly accountId: string
  readonly proven: boolean
  readonly today: Day
  readonly done: string | null
  /** The words for the cases of each consent that is not for all. */
  readonly named: ReadonlyMap<string, string>
}

/** Who acts for this account, and for whom it acts. */
export function MinePage(props: MineProps) {
  const { t, all, accountId, proven } = props
  const forMe = all.filter((one) => sideOf(one, accountId) === 'applicant')
  const byMe = all.filter((one) => sideOf(one, accountId) === 'representative')
  return (
    <>
      <PageTitle title={t('mine.title')} lead={t('mine.lead')} />
      {props.done && <Notice tone="ok" title={props.done} role="status" />}
      {!proven && (
        <Notice tone="due" title={t('mine.unproven')}>
          <Link href="/account">{t('mine.prove')}</Link>
        </Notice>
      )}
      <Section title={t('mine.forMe')}>
        {forMe.length === 0 && <EmptyState title={t('mine.forMe.none')} text={t('mine.forMe.none.text')} />}
        {forMe.map((one) => (
          <OneCard {...props} one={one} side="applicant" />
        ))}
        {proven && (
          <Actions>
            <ButtonLink href={`${address}/new`}>{t('mine.give')}</ButtonLink>
          </Actions>
        )}
      </Section>
      <Section title={t('mine.byMe')}>
        {byMe.length === 0 && <Muted>{t('mine.byMe.none')}</Muted>}
        {byMe.map((one) => (
          <OneCard {...props} one={one} side="representative" />
        ))}
        {proven && (
          <Actions>
            <ButtonLink href={`${address}/asking`} tone="soft">
              {t('mine.ask')}
            </ButtonLink>
          </Actions>
        )}
      </Section>
      <p>
        <Link href="/my">{t('mine.back')}</Link>
      </p>
    </>
  )
}

/** On which side of a consent an account stands. */
export function sideOf(one: Representation, accountId: string): Side {
  return one.representativeId === accountId ? 'representative' : 'applicant'
}

const tones = { asked: 'wait', lapsed: 'quiet', holds: 'ok', over: 'quiet', ended: 'quiet' } as const

function OneCard({ t, one, side, today, named }: MineProps & { one: Representation; side: Side }) {
  const state = stateOf(one, today)
  const other = side === 'applicant' ? one.name : one.applicantName || one.applicantEmail
  const open = state === 'asked' || state === 'holds' || state === 'lapsed'
  const mayDecide = state === 'asked' && side === 'applicant' && one.askedBy === 'representative'
  const scope = one.everyCase ? t('form.all') : (named.get(one.id) ?? t('mine.oneCase'))
  return (
    <Card title={other}>
      <p>
        <Tag tone={tones[state]}>{t(`state.${state}`)}</Tag> {t(`kind.${one.kind}`)}
      </p>
      <DescriptionList
        rows={[
          ...(side === 'applicant' ? [{ term: t('mine.mail'), value: one.email }] : []),
          { term: t('mine.until'), value: sayUntil(t, one) },
          { term: t('mine.scope'), value: scope },
          { term: t('mine.may'), value: sayMay(t, one) },
        ]}
      />
      {side === 'applicant' && one.agreedAt && <Muted>{t('mine.done')}</Muted>}
      {open && (
        <Form action={`${address}/${one.id}/end`} method="post">
          <Actions>
            {mayDecide && <ButtonLink href={`${address}/${one.id}`}>{t('mine.decide')}</ButtonLink>}
            <Button tone="danger">{t(state === 'holds' ? 'mine.end' : 'mine.withdraw')}</Button>
          </Actions>
        </Form>
      )}
    </Card>
  )
}
