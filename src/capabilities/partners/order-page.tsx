import {
  Actions,
  Button,
  ButtonLink,
  Crumbs,
  Form,
  HiddenField,
  Notice,
  PageTitle,
  Stack,
  Table,
  TextField,
} from '../../ui/index.ts'
import { pageOf, partnersAddress } from './addresses.ts'
import { orderSeen } from './ordering.ts'
import { nameOf, type Partner } from './rules.ts'
import type { Say } from './words.ts'

interface OrderProps {
  readonly t: Say
  readonly partners: readonly Partner[]
  readonly refusal: string | null
  readonly saved: boolean
}

/** In which order the partners stand on the public page: a step up or down, or a number at each. */
export function OrderPage({ t, partners, refusal, saved }: OrderProps) {
  const columns = (['place', 'name', 'move'] as const).map((key) => ({ key, text: t(`order.${key}`) }))
  return (
    <Stack>
      <Crumbs
        label={t('list.title')}
        steps={[{ text: t('list.title'), href: partnersAddress }, { text: t('order.title') }]}
      />
      <PageTitle title={t('order.title')} lead={t('order.lead')} />
      {refusal && <Notice tone="late" role="alert" title={refusal} />}
      {saved && <Notice tone="ok" role="status" title={t('form.saved')} />}
      <Form action={`${partnersAddress}/order`} method="post" label={t('order.title')}>
        <HiddenField name="seen" value={orderSeen(partners)} />
        {/* The first button of a form is what Enter presses. */}
        <Actions>
          <Button>{t('order.save')}</Button>
          <ButtonLink href={partnersAddress} tone="soft">
            {t('form.back')}
          </ButtonLink>
        </Actions>
        <Table
          caption={t('order.title')}
          captionHidden
          columns={columns}
          rows={partners.map((partner, at) => ({ cells: cellsOf(t, partner, at, partners.length) }))}
          empty={t('public.none')}
        />
        <Actions>
          <Button>{t('order.save')}</Button>
          <ButtonLink href={partnersAddress} tone="soft">
            {t('form.back')}
          </ButtonLink>
        </Actions>
      </Form>
    </Stack>
  )
}

function cellsOf(t: Say, partner: Partner, at: number, all: number) {
  const name = nameOf(partner, t.language)
  const { id } = partner
  return [
    <TextField
      name={`order.${id}`}
      label={t('order.placeOf', { name })}
      value={String(at + 1)}
      width="short"
      inputmode="numeric"
    />,
    <a href={pageOf(partner)}>{name}</a>,
    <Actions>
      {at > 0 && (
        <Button tone="soft" name="up" value={id}>
          {t('order.up')}
        </Button>
      )}
      {at < all - 1 && (
        <Button tone="soft" name="down" value={id}>
          {t('order.down')}
        </Button>
      )}
    </Actions>,
  ]
}
