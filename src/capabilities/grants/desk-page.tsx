import type { Child, Href } from '../../platform/jsx-runtime.ts'
import { saidOf } from '../../platform/web/words.ts'
import {
  Actions,
  Button,
  ButtonLink,
  DescriptionList,
  Form,
  HiddenField,
  Link,
  More,
  Muted,
  PageTitle,
  Section,
  SelectField,
  TextField,
} from '../../ui/index.ts'
import { deskAddress, type View } from '../cases/index.ts'
import type { Money } from './moment.ts'
import { instalmentPayers, payers, periods } from './rules.ts'
import { DayOf, InstalmentTable, MoneyTable, StayFacts, type Tried } from './shared.tsx'
import type { Say } from './words.ts'

export interface DeskProps {
  readonly t: Say
  readonly view: View
  readonly money: Money
  readonly mayWork: boolean
  readonly key: string
  /** What was typed into which of the forms of the page. */
  readonly slips: Partial<Readonly<Record<'line' | 'instalment' | 'paid' | 'days', Tried>>>
}

export const moneyAddress = (view: View): Href => `${deskAddress(view)}/grant`
const untried: Tried = { typed: {}, problems: [] }

/** The office's page of the money and the stay of one case. */
export function DeskMoneyPage(props: DeskProps) {
  const { t, view, money, mayWork } = props
  const here = moneyAddress(view)
  const strike = (id: string): Child =>
    mayWork && (
      <Form action={`${here}/strike`} method="post">
        <HiddenField name="id" value={id} />
        <Button tone="soft">{t('money.strike')}</Button>
      </Form>
    )
  return (
    <>
      <PageTitle
        title={t('page.title')}
        over={<Link href={deskAddress(view)}>{view.standing.title}</Link>}
        lead={money.host}
      />
      <Section title={t('money.title')}>
        <MoneyTable t={t} money={money} beside={strike} />
        {mayWork && <LineForm {...props} />}
      </Section>
      <Section title={t('instalments.title')}>
        <InstalmentTable
          t={t}
          money={money}
          beside={(id) => mayWork && <PaidForm {...props} id={id} strike={strike(id)} />}
        />
        {mayWork && <InstalmentForm {...props} />}
      </Section>
      <Section title={t('contract.title')}>
        <p>{t('contract.about')}</p>
        <Actions>
          <ButtonLink href={`${here}/contract.pdf`} tone="soft">
            {t('contract.print')}
          </ButtonLink>
        </Actions>
      </Section>
      <StayFacts t={t} money={money} />
      {mayWork && <Confirming {...props} />}
      <Journeys {...props} />
      <ReportPart t={t} money={money} />
    </>
  )
}

function LineForm({ t, view, key, slips }: DeskProps) {
  const { typed, problems } = slips.line ?? untried
  const error = (name: string) => saidOf(problems, name, t.language, t)
  return (
    <More title={t('money.add')} open={slips.line !== undefined}>
      <Form action={`${moneyAddress(view)}/lines`} method="post">
        <HiddenField name="key" value={typed.key ?? key} />
        <SelectField
          name="payer"
          label={t('field.payer')}
          width="half"
          options={payers.map((value) => ({ value, text: t(`payer.${value}`), selected: value === typed.payer }))}
          error={error('payer')}
        />
        <TextField name="about" label={t('field.about')} value={typed.about ?? ''} error={error('about')} />
        <TextField
          name="amount"
          label={t('field.amount')}
          value={typed.amount ?? ''}
          width="half"
          error={error('amount')}
        />
        <TextField
          name="currency"
          label={t('field.currency')}
          value={typed.currency ?? 'EUR'}
          width="short"
          error={error('currency')}
        />
        <SelectField
          name="per"
          label={t('field.per')}
          width="half"
          options={periods.map((value) => ({ value, text: t(`field.per.${value}`), selected: value === typed.per }))}
        />
        <Actions>
          <Button>{t('money.add')}</Button>
        </Actions>
      </Form>
    </More>
  )
}

function InstalmentForm({ t, view, key, slips }: DeskProps) {
  const tried = slips.instalment ?? untried
  const { typed, problems } = tried
  const error = (name: string) => saidOf(problems, name, t.language, t)
  return (
    <More title={t('instalments.add')} open={slips.instalment !== undefined}>
      <Form action={`${moneyAddress(view)}/instalments`} method="post">
        <HiddenField name="key" value={typed.key ?? key} />
        <SelectField
          name="payer"
          id="instalment-payer"
          label={t('field.payer')}
          width="half"
          options={instalmentPayers.map((value) => ({
            value,
            text: t(`payer.${value}`),
            selected: value === typed.payer,
          }))}
        />
        <TextField
          name="amount"
          id="instalment-amount"
          label={t('field.amount')}
          value={typed.amount ?? ''}
          width="half"
          error={error('amount')}
        />
        <TextField
          name="currency"
          id="instalment-currency"
          label={t('field.currency')}
          value={typed.currency ?? 'EUR'}
          width="short"
          error={error('currency')}
        />
        <DayOf t={t} name="due" label={t('field.due')} {...tried} />
        <Actions>
          <Button>{t('instalments.add')}</Button>
        </Actions>
      </Form>
    </More>
  )
}

function PaidForm({ t, view, money, slips, id, strike }: DeskProps & { id: string; strike: Child }) {
  const one = money.instalments.find((instalment) => instalment.id === id)
  const here = `${moneyAddress(view)}/instalments/${id}` as const
  const tried = slips.paid?.typed.id === id ? slips.paid : untried
  if (one?.paidOn)
    return (
      <Form action={`${here}/unpaid`} method="post">
        <Button tone="soft">{t('instalments.takeBack')}</Button>
      </Form>
    )
  return (
    <>
      <More title={t('instalments.pay')} open={tried !== untried}>
        <Form action={`${here}/paid`} method="post">
          <DayOf t={t} name="paid" prefix={id} label={t('field.paid')} {...tried} />
          <Button>{t('instalments.pay')}</Button>
        </Form>
      </More>
      {strike}
    </>
  )
}

/** An officer enters a day by the paper of the host: it is confirmed then. */
function Confirming({ t, view, slips }: DeskProps) {
  const tried = slips.days ?? untried
  return (
    <More title={t('stay.confirm')} open={slips.days !== undefined}>
      <p>{t('stay.confirmHint')}</p>
      <Form action={`${moneyAddress(view)}/days`} method="post">
        <SelectField
          name="kind"
          label={t('field.day')}
          width="half"
          options={(['arrival', 'leaving'] as const).map((value) => ({
            value,
            text: t(`stay.${value}`),
            selected: value === tried.typed.kind,
          }))}
        />
        <DayOf t={t} name="on" label={t('field.on')} {...tried} />
        <Actions>
          <Button>{t('stay.confirm')}</Button>
        </Actions>
      </Form>
    </More>
  )
}

/** The visa papers are a procedure of their own. */
function Journeys({ t, view, money, mayWork }: DeskProps) {
  return (
    <Section title={t('visa.title')}>
      {money.journeys.length === 0 && <Muted>{t('visa.none')}</Muted>}
      <ul>
        {money.journeys.map(({ id, number }) => (
          <li>
            <Link href={`/desk/cases/departure/${id}`}>{number ?? t('visa.draft')}</Link>
          </li>
        ))}
      </ul>
      {mayWork && (
        <p>
          <Link href={`/desk/persons/${view.standing.subjectId}/departure`}>{t('visa.open')}</Link>
        </p>
      )}
    </Section>
  )
}

function ReportPart({ t, money: { report } }: { t: Say; money: Money }) {
  if (!report) return null
  return (
    <Section title={t('report.title')}>
      <DescriptionList
        rows={[
          { term: t('report.consent'), value: t(`consent.${report.consent}`) },
          { term: t('report.text'), value: report.text },
        ]}
      />
      <p>
        <Link href="/desk/grants">{t('report.release')}</Link>
      </p>
    </Section>
  )
}
