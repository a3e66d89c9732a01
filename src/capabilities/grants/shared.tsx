import type { Child } from '../../platform/jsx-runtime.ts'
import type { Problem, Typed } from '../../platform/web/form.ts'
import { dayParts, saidOf } from '../../platform/web/words.ts'
import { sayDay } from '../../platform/words/saying-days.ts'
import { sayMoney } from '../../platform/words/saying-money.ts'
import { DayField, DescriptionList, Muted, Notice, Section, Tag } from '../../ui/index.ts'
import type { Money } from './moment.ts'
import { insuranceGap } from './rules.ts'
import type { Say } from './words.ts'

export interface Tried {
  readonly typed: Typed
  readonly problems: readonly Problem[]
}

/** Who pays what, by month or once. */
export function MoneyTable({ t, money, beside }: { t: Say; money: Money; beside?: (id: string) => Child }) {
  if (money.lines.length === 0) return <Muted>{t('money.none')}</Muted>
  return (
    <DescriptionList
      rows={money.lines.map((line) => ({
        term: [t(`payer.${line.payer}`), line.about].filter(Boolean).join(': '),
        value: (
          <>
            {t(`per.${line.per}`, { sum: sayMoney(line.amount, line.currency, t.language) })} {beside?.(line.id)}
          </>
        ),
      }))}
    />
  )
}

export function InstalmentTable({ t, money, beside }: { t: Say; money: Money; beside?: (id: string) => Child }) {
  if (money.instalments.length === 0) return <Muted>{t('instalments.none')}</Muted>
  return (
    <DescriptionList
      rows={money.instalments.map((one) => ({
        term: t('instalments.due', { day: sayDay(one.due, t.language) }),
        value: (
          <>
            {sayMoney(one.amount, one.currency, t.language)}, {t(`payer.${one.payer}`)}{' '}
            {one.paidOn ? (
              <Tag tone="ok">
                {t('instalments.paid', { day: sayDay(one.paidOn, t.language), by: one.paidBy ?? '' })}
              </Tag>
            ) : (
              <Tag tone="wait">{t('instalments.planned')}</Tag>
            )}{' '}
            {beside?.(one.id)}
          </>
        ),
      }))}
    />
  )
}

/** The days that were said, whether they are confirmed, the insurance, and what it leaves open. */
export function StayFacts({ t, money: { stay, span } }: { t: Say; money: Money }) {
  const day = (on: Parameters<typeof sayDay>[0] | null, by: string | null) =>
    on ? (
      <>
        {sayDay(on, t.language)}{' '}
        {by ? <Tag tone="ok">{t('stay.confirmed', { by })}</Tag> : <Tag tone="due">{t('stay.unconfirmed')}</Tag>}
      </>
    ) : (
      <Muted>{t('stay.unsaid')}</Muted>
    )
  const gap = insuranceGap(stay, span)
  const { insuredFrom, insuredTo } = stay
  return (
    <Section title={t('stay.title')}>
      <DescriptionList
        rows={[
          { term: t('stay.arrival'), value: day(stay.arrivedOn, stay.arrivalConfirmedBy) },
          { term: t('stay.leaving'), value: day(stay.leftOn, stay.leavingConfirmedBy) },
          {
            term: t('insurance.title'),
            value:
              insuredFrom && insuredTo ? (
                `${stay.insurer}, ${stay.policy}: ${sayDay(insuredFrom, t.language)} – ${sayDay(insuredTo, t.language)}`
              ) : (
                <Tag tone="due">{t('insurance.none')}</Tag>
              ),
          },
        ]}
      />
      {gap && <Notice tone="due" title={t(`insurance.${gap}`)} role="note" />}
    </Section>
  )
}

export function DayOf({
  t,
  name,
  label,
  typed,
  problems,
  prefix,
}: Tried & { t: Say; name: string; label: string; prefix?: string }) {
  const part = (one: string) => typed[`${name}.${one}`] ?? ''
  return (
    <DayField
      name={name}
      id={prefix ? `${prefix}${name}` : undefined}
      label={label}
      words={dayParts(t.language)}
      value={{ day: part('day'), month: part('month'), year: part('year') }}
      error={saidOf(problems, name, t.language, t)}
    />
  )
}
