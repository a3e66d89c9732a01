import type { Href } from '../../platform/jsx-runtime.ts'
import { saidOf } from '../../platform/web/words.ts'
import {
  Actions,
  Button,
  ButtonLink,
  Form,
  Link,
  Muted,
  Notice,
  PageTitle,
  RadioField,
  Section,
  SelectField,
  TextArea,
  TextField,
} from '../../ui/index.ts'
import { addressOf, type View } from '../cases/index.ts'
import type { Money } from './moment.ts'
import { consents } from './rules.ts'
import { DayOf, InstalmentTable, MoneyTable, StayFacts, type Tried } from './shared.tsx'
import type { Say } from './words.ts'

export interface MyProps {
  readonly t: Say
  readonly view: View
  readonly money: Money
  readonly notice: string | null
  readonly slips: Partial<Readonly<Record<'days' | 'insurance' | 'report', Tried>>>
}

export const stayAddress = (view: View): Href => `${addressOf(view)}/stay`
const untried: Tried = { typed: {}, problems: [] }

/** The person's own page of the stay: the money, the days, the insurance, the visa, the report for those who go next. */
export function MyStayPage(props: MyProps) {
  const { t, view, money, notice } = props
  return (
    <>
      <PageTitle
        title={t('page.title')}
        over={<Link href={addressOf(view)}>{t('page.back')}</Link>}
        lead={money.host}
      />
      {notice && <Notice tone="ok" title={notice} role="status" />}
      <Section title={t('money.title')}>
        <MoneyTable t={t} money={money} />
      </Section>
      <Section title={t('instalments.title')}>
        <InstalmentTable t={t} money={money} />
      </Section>
      {money.lines.length > 0 && (
        <Actions>
          <ButtonLink href={`${stayAddress(view)}/contract.pdf`} tone="soft">
            {t('contract.print')}
          </ButtonLink>
        </Actions>
      )}
      <StayFacts t={t} money={money} />
      <Days {...props} />
      <Insurance {...props} />
      <Visa {...props} />
      <ReportForm {...props} />
    </>
  )
}

function Days({ t, view, slips }: MyProps) {
  const tried = slips.days ?? untried
  return (
    <Section title={t('stay.say')}>
      <p>{t('stay.sayHint')}</p>
      <Form action={`${stayAddress(view)}/days`} method="post">
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
          <Button>{t('stay.say')}</Button>
        </Actions>
      </Form>
    </Section>
  )
}

function Insurance({ t, view, money: { stay }, slips }: MyProps) {
  const days = (name: string, on: string | null) => {
    const [year = '', month = '', day = ''] = (on ?? '').split('-')
    return { [`${name}.year`]: year, [`${name}.month`]: month, [`${name}.day`]: day }
  }
  const kept = {
    ...{ insurer: stay.insurer, policy: stay.policy },
    ...{ ...days('insuredFrom', stay.insuredFrom), ...days('insuredTo', stay.insuredTo) },
  }
  const tried = slips.insurance ?? { typed: kept, problems: [] }
  const line = (name: 'insurer' | 'policy') => (
    <TextField
      name={name}
      label={t(`field.${name}`)}
      value={tried.typed[name] ?? ''}
      error={saidOf(tried.problems, name, t.language, t)}
    />
  )
  return (
    <Section title={t('insurance.say')}>
      <Form action={`${stayAddress(view)}/insurance`} method="post">
        {line('insurer')}
        {line('policy')}
        <DayOf t={t} name="insuredFrom" label={t('field.insuredFrom')} {...tried} />
        <DayOf t={t} name="insuredTo" label={t('field.insuredTo')} {...tried} />
        <Actions>
          <Button>{t('save')}</Button>
        </Actions>
      </Form>
    </Section>
  )
}

function Visa({ t, view, money }: MyProps) {
  const { institution } = view.standing
  return (
    <Section title={t('visa.title')}>
      {money.journeys.length === 0 && <Muted>{t('visa.mine')}</Muted>}
      <ul>
        {money.journeys.map(({ id, number }) => (
          <li>
            <Link href={`/my/${institution}/${id}`}>{number ?? t('visa.draft')}</Link>
          </li>
        ))}
      </ul>
      <p>
        <Link href={`/my/${institution}/departure/new`}>{t('visa.ask')}</Link>
      </p>
    </Section>
  )
}

const afterwards = ['away', 'returned', 'completed']

/** Written when the stay has begun; the consent to be read is taken back at any time. */
function ReportForm({ t, view, money: { report }, slips }: MyProps) {
  if (!afterwards.includes(view.standing.stage)) return null
  const { typed, problems } = slips.report ?? {
    typed: { text: report?.text ?? '', consent: report?.consent ?? '' },
    problems: [],
  }
  const public_ = report?.releasedAt
  return (
    <Section title={t('report.title')} id="report">
      <p>{t('report.lead')}</p>
      {report && (
        <Notice tone={public_ ? 'ok' : 'wait'} title={t(public_ ? 'report.public' : 'report.notPublic')} role="note" />
      )}
      <Form action={`${stayAddress(view)}/report`} method="post">
        <TextArea
          name="text"
          label={t('report.text')}
          value={typed.text ?? ''}
          rows={10}
          error={saidOf(problems, 'text', t.language, t)}
        />
        <RadioField
          name="consent"
          label={t('report.consent')}
          options={consents.map((value) => ({ value, text: t(`consent.${value}`), selected: value === typed.consent }))}
          error={saidOf(problems, 'consent', t.language, t)}
        />
        <Actions>
          <Button>{t('save')}</Button>
        </Actions>
      </Form>
      {report && report.consent !== 'none' && (
        <Form action={`${stayAddress(view)}/consent`} method="post">
          <Actions>
            <Button tone="danger">{t('report.withdraw')}</Button>
          </Actions>
        </Form>
      )}
    </Section>
  )
}
