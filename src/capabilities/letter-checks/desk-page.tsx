import { day } from '../../platform/days.ts'
import type { Href } from '../../platform/jsx-runtime.ts'
import type { Problem, Typed } from '../../platform/web/form.ts'
import { sayProblem } from '../../platform/web/words.ts'
import { sayDay, sayMoment } from '../../platform/words/saying-days.ts'
import {
  Actions,
  Button,
  ButtonLink,
  Confirm,
  Crumbs,
  DescriptionList,
  Form,
  Moment,
  Notice,
  PageTitle,
  Stack,
  TextArea,
} from '../../ui/index.ts'
import { type Revocation, sayShortCode } from '../correspondence/index.ts'
import type { CheckSay } from './words.ts'

export interface DeskLetter {
  readonly id: string
  readonly case_id: string | null
  readonly kind: string
  readonly number: string
  readonly issued_on: string
  readonly recipient: string
  readonly subject: string
  readonly issued_by: string
  readonly code: string | null
  readonly short_code: string | null
}

interface DeskLetterProps {
  readonly t: CheckSay
  readonly letter: DeskLetter
  readonly revocation: Revocation | null
  readonly mayRevoke: boolean
  readonly already: boolean
  readonly typed: Typed
  readonly problems: readonly Problem[]
}

/** One letter of the register: what it says, what a stranger is told of it, and taking it out of force. */
export function DeskLetterPage({ t, letter, revocation, ...props }: DeskLetterProps) {
  return (
    <Stack>
      <Crumbs
        label={t('desk.here')}
        steps={[{ text: t('desk.register'), href: '/desk/letters' }, { text: letter.number }]}
      />
      <PageTitle title={letter.number} lead={letter.subject} />
      {revocation && <Revoked t={t} revocation={revocation} already={props.already} />}
      <DescriptionList rows={rowsOf(t, letter)} />
      <Actions>
        <ButtonLink href={`/desk/letters/${letter.id}/file`} tone="soft">
          {t('desk.open')}
        </ButtonLink>
        {letter.code && (
          <ButtonLink href={`/check/${letter.code}`} tone="soft">
            {t('desk.asStranger')}
          </ButtonLink>
        )}
      </Actions>
      {!revocation && props.mayRevoke && <Revoke t={t} letter={letter} {...props} />}
    </Stack>
  )
}

function rowsOf(t: CheckSay, letter: DeskLetter) {
  const caseHref: Href = `/desk/cases/${letter.kind.split('.')[0]}/${letter.case_id}`
  return [
    { term: t('paper.recipient'), value: letter.recipient },
    {
      term: t('paper.day'),
      value: <Moment dateTime={letter.issued_on}>{sayDay(day(letter.issued_on), t.language)}</Moment>,
    },
    { term: t('desk.issuedBy'), value: letter.issued_by },
    { term: t('desk.code'), value: letter.short_code ? sayShortCode(letter.short_code) : t('desk.noCode') },
    ...(letter.case_id ? [{ term: t('desk.case'), value: <a href={caseHref}>{t('desk.openCase')}</a> }] : []),
  ]
}

function Revoked({ t, revocation, already }: { t: CheckSay; revocation: Revocation; already: boolean }) {
  const who = { name: revocation.by_name, at: sayMoment(revocation.at, t.language) }
  return (
    <Notice tone="late" title={t('revoke.done', who)} role={already ? 'alert' : undefined}>
      {already && <p>{t('revoke.already')}</p>}
      <p>{t('revoke.because', { reason: revocation.reason })}</p>
    </Notice>
  )
}

type RevokeProps = Pick<DeskLetterProps, 't' | 'letter' | 'typed' | 'problems'>

function Revoke({ t, letter, typed, problems }: RevokeProps) {
  const [problem] = problems
  return (
    <Confirm open={t('revoke.open')} expanded={problem !== undefined}>
      <p>{t('revoke.about')}</p>
      <Form action={`/desk/letters/${letter.id}/revocation`} method="post" label={t('revoke.open')}>
        <TextArea
          name="reason"
          label={t('revoke.reason')}
          hint={t('revoke.reason.hint')}
          rows={3}
          value={typed.reason}
          error={problem && sayProblem(problem, t.language)}
        />
        <Actions>
          <Button tone="danger">{t('revoke.do')}</Button>
        </Actions>
      </Form>
    </Confirm>
  )
}
