import { day } from '../../platform/days.ts'
import type { Refusal } from '../../platform/outcome.ts'
import type { Problem, Typed } from '../../platform/web/form.ts'
import type { Visit } from '../../platform/web/visit.ts'
import { dayParts, sayProblem } from '../../platform/web/words.ts'
import { sayDay, sayMoment } from '../../platform/words/saying-days.ts'
import {
  Actions,
  Button,
  ButtonLink,
  Confirm,
  Crumbs,
  DayField,
  DescriptionList,
  Form,
  HiddenField,
  Notice,
  PageTitle,
  Section,
  Table,
  TextArea,
  TextField,
} from '../../ui/index.ts'
import type { Procedure } from '../cases/index.ts'
import { type Scan, Scans } from '../registers/index.ts'
import { OrderState } from './list-pages.tsx'
import type { Order, OrderedCase } from './store.ts'
import { type OrderSay, orderWords } from './words.ts'

/** What was sent and could not be done. */
export interface Slip {
  readonly form: 'sign' | 'cancel' | 'case' | 'scan'
  readonly typed?: Typed
  readonly problems?: readonly Problem[]
  readonly refusal?: Refusal
  readonly notTaken?: readonly string[]
}

interface OrderProps {
  readonly visit: Visit
  readonly order: Order
  readonly procedure: Procedure
  readonly cases: readonly OrderedCase[]
  readonly scans: readonly Scan[]
  readonly mayWrite: boolean
  readonly slip: Slip | null
}

/** One order: what it is, whom it decides, its paper and sheet, signing, scans, cancelling. */
export function OrderPage(props: OrderProps) {
  const { visit, order, procedure, scans, mayWrite, slip } = props
  const t = orderWords(visit.language)
  const title = order.number ? t('named', { number: order.number }) : t('draft')
  const isDraft = !order.number && !order.cancelledAt
  return (
    <>
      <Crumbs label={t('here')} steps={[{ text: t('title'), href: '/desk/orders' }, { text: title }]} />
      <PageTitle
        over={procedure.words(t.language)('name')}
        title={title}
        lead={procedure.words(t.language)('order.subject')}
      />
      {slip?.refusal && (
        <Notice tone="late" role="alert" title={t.find(slip.refusal.key, slip.refusal.params) ?? slip.refusal.key} />
      )}
      {order.cancelledAt && (
        <Notice
          tone="late"
          title={t('cancel.done', { name: order.cancelledBy ?? '', at: sayMoment(order.cancelledAt, t.language) })}
        >
          <p>{order.because}</p>
        </Notice>
      )}
      <DescriptionList rows={rowsOf(t, order)} />
      <Actions>
        <ButtonLink tone="soft" href={`/desk/orders/${order.id}/file`}>
          {t(isDraft ? 'file.draft' : 'file')}
        </ButtonLink>
        <ButtonLink tone="soft" href={`/desk/orders/${order.id}/annex.xlsx`}>
          {t('annex.xlsx')}
        </ButtonLink>
      </Actions>
      {isDraft && mayWrite && <Sign t={t} {...props} />}
      <Cases t={t} isDraft={isDraft} {...props} />
      {order.number && (
        <Scans
          visit={visit}
          scans={scans}
          base={`/desk/orders/${order.id}`}
          mayAdd={mayWrite && !order.cancelledAt}
          notTaken={slip?.notTaken ?? []}
        />
      )}
      {mayWrite && !order.cancelledAt && <Cancel t={t} {...props} />}
    </>
  )
}

function rowsOf(t: OrderSay, order: Order) {
  const by = (name: string, at: Date) => t('by', { name, at: sayMoment(at, t.language) })
  return [
    { term: t('state'), value: <OrderState t={t} order={order} /> },
    ...(order.signedOn ? [{ term: t('signedOn'), value: sayDay(day(order.signedOn), t.language) }] : []),
    { term: t('count'), value: order.count },
    { term: t('made'), value: by(order.madeBy, order.madeAt) },
    ...(order.registeredAt ? [{ term: t('registered'), value: by(order.registeredBy ?? '', order.registeredAt) }] : []),
  ]
}

type PartProps = OrderProps & { t: OrderSay }

function Sign({ t, order, slip }: PartProps) {
  const own = slip?.form === 'sign' ? slip : null
  const typed = own?.typed ?? {}
  const error = (field: string) => {
    const problem = own?.problems?.find((one) => one.field === field)
    return problem && sayProblem(problem, t.language, t)
  }
  return (
    <Confirm open={t('sign.open')} tone="main" expanded={own !== null}>
      <p>{t('sign.about')}</p>
      <Form action={`/desk/orders/${order.id}/registration`} method="post" label={t('sign.open')}>
        <TextField
          name="number"
          label={t('sign.number')}
          hint={t('sign.numberHint')}
          width="half"
          value={typed.number}
          error={error('number')}
          autocomplete="off"
        />
        <DayField
          name="signedOn"
          label={t('signedOn')}
          words={dayParts(t.language)}
          value={{
            day: typed['signedOn.day'] ?? '',
            month: typed['signedOn.month'] ?? '',
            year: typed['signedOn.year'] ?? '',
          }}
          error={error('signedOn')}
        />
        <Actions>
          <Button>{t('sign.do')}</Button>
        </Actions>
      </Form>
    </Confirm>
  )
}

function Cases({ t, order, procedure, cases, mayWrite, isDraft }: PartProps & { isDraft: boolean }) {
  const mayTakeOut = isDraft && mayWrite && cases.length > 1
  return (
    <Section title={t('cases')}>
      <Table
        caption={t('cases')}
        captionHidden
        columns={[
          { key: 'name', text: t('annex.name') },
          { key: 'number', text: t('case.number') },
          { key: 'stage', text: t('state') },
          ...(mayTakeOut ? [{ key: 'do', text: t('case.do') }] : []),
        ]}
        rows={cases.map((one) => ({
          href: `/desk/cases/${procedure.name}/${one.id}`,
          cells: [
            one.title,
            one.number ?? '',
            procedure.words(t.language)(`stage.${one.stage}`),
            ...(mayTakeOut ? [<TakeOut t={t} order={order} one={one} />] : []),
          ],
        }))}
        empty={t('cases.none')}
      />
    </Section>
  )
}

function TakeOut({ t, order, one }: { t: OrderSay; order: Order; one: OrderedCase }) {
  return (
    <Form action={`/desk/orders/${order.id}/removals`} method="post" label={`${t('case.takeOut')}: ${one.title}`}>
      <HiddenField name="case" value={one.id} />
      <Button tone="soft">{t('case.takeOut')}</Button>
    </Form>
  )
}

function Cancel({ t, order, slip }: PartProps) {
  const own = slip?.form === 'cancel' ? slip : null
  const [problem] = own?.problems ?? []
  return (
    <Confirm open={t('cancel.open')} expanded={own !== null}>
      <p>{t(order.number ? 'cancel.aboutSigned' : 'cancel.about')}</p>
      <Form action={`/desk/orders/${order.id}/cancellation`} method="post" label={t('cancel.open')}>
        <TextArea
          name="reason"
          label={t('cancel.reason')}
          rows={3}
          value={own?.typed?.reason}
          error={problem && sayProblem(problem, t.language)}
        />
        <Actions>
          <Button tone="danger">{t('cancel.do')}</Button>
        </Actions>
      </Form>
    </Confirm>
  )
}
