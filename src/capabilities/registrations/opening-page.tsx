import type { Href } from '../../platform/jsx-runtime.ts'
import type { Problem, Typed } from '../../platform/web/form.ts'
import { dayParts, formWords, saidOf, sayProblem } from '../../platform/web/words.ts'
import { sayDay } from '../../platform/words/saying-days.ts'
import {
  Actions,
  Button,
  ButtonLink,
  Crumbs,
  DayField,
  ErrorSummary,
  Form,
  Muted,
  Notice,
  PageTitle,
  RadioField,
} from '../../ui/index.ts'
import type { Law } from '../law/index.ts'
import type { StayRecord } from '../stays/index.ts'
import { type Occasion, occasions } from './facts.ts'
import { validRegistration, voidedBy } from './voided.ts'
import type { Say } from './words.ts'

interface Props {
  readonly t: Say
  readonly law: Law
  readonly stay: readonly StayRecord[]
  /** The address of this page; its form is sent there. */
  readonly address: Href
  /** Where the reader comes from. */
  readonly back: { readonly text: string; readonly href: Href }
  /** The registration that is under way. */
  readonly open: Href | null
  readonly mayLook: boolean
  /** The officer opens it for this person. */
  readonly person: string | null
  readonly typed: Typed
  readonly problems: readonly Problem[]
}

/** Why one registers: the beginning of every registration, for the person and for the officer alike. */
export function OpeningPage(props: Props) {
  const { t, address, back, open, person, problems } = props
  return (
    <>
      <Crumbs label={back.text} steps={[back, { text: t('opening.title') }]} />
      {problems.length > 0 && (
        <ErrorSummary
          title={formWords(t.language)('form.summary', { count: problems.length })}
          problems={problems.map((one) => ({ href: `#${one.field}`, text: sayProblem(one, t.language, t) }))}
        />
      )}
      <PageTitle title={t('opening.title')} over={person ?? undefined} lead={t('opening.lead')} />
      <Current {...props} />
      {open ? (
        <Notice tone="wait" title={t('opening.underWay')}>
          <Actions>
            <ButtonLink href={open}>{t('opening.goOn')}</ButtonLink>
          </Actions>
        </Notice>
      ) : (
        <Form action={address} method="post" label={t('opening.title')}>
          <Questions {...props} />
          <Actions>
            <Button>{t('opening.begin')}</Button>
          </Actions>
        </Form>
      )}
    </>
  )
}

function Current({ t, law, stay, mayLook }: Props) {
  const voided = voidedBy(stay, law)
  const valid = validRegistration(stay, law)
  if (voided) {
    const left = sayDay(voided.left, t.language)
    return (
      <Notice tone="late" title={t('opening.void', { left, days: voided.days })}>
        <p>{t('opening.void.text')}</p>
        <Muted>
          {voided.rule.text[t.language]}. {!voided.rule.verified && t('rule.unverified')}{' '}
          {t('rule.source', { source: voided.rule.source.join('; ') })}
        </Muted>
      </Notice>
    )
  }
  if (!valid) return <Notice tone="quiet">{t('opening.none')}</Notice>
  const until = valid.to ? sayDay(valid.to, t.language) : 'none'
  return <Notice tone="ok">{t('opening.current', { number: mayLook ? valid.number : 'none', until })}</Notice>
}

function Questions({ t, law, stay, typed, problems }: Props) {
  const valid = validRegistration(stay, law)
  const offered: readonly Occasion[] = valid ? occasions : occasions.filter((occasion) => occasion !== 'extension')
  const chosen = typed.occasion ?? (valid ? 'address' : 'arrival')
  return (
    <>
      <RadioField
        name="occasion"
        label={t('fact.occasion')}
        options={offered.map((occasion) => ({
          value: occasion,
          text: t(`choice.occasion.${occasion}`),
          hint: t.find(`choice.occasion.${occasion}.hint`) ?? undefined,
          selected: chosen === occasion,
        }))}
        error={saidOf(problems, 'occasion', t.language, t)}
      />
      <DayField
        name="on"
        label={t('opening.on')}
        hint={t('opening.on.hint')}
        words={dayParts(t.language)}
        value={{ day: typed['on.day'] ?? '', month: typed['on.month'] ?? '', year: typed['on.year'] ?? '' }}
        error={saidOf(problems, 'on', t.language, t)}
      />
    </>
  )
}
