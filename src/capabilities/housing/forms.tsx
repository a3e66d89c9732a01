import type { Href } from '../../platform/jsx-runtime.ts'
import { saidOf } from '../../platform/web/words.ts'
import { sayDay } from '../../platform/words/saying-days.ts'
import { sayMoney } from '../../platform/words/saying-money.ts'
import {
  Actions,
  Button,
  ButtonLink,
  Crumbs,
  Form,
  HiddenField,
  PageTitle,
  Section,
  SelectField,
  Table,
} from '../../ui/index.ts'
import { EntryFields, EntryProblems, type Tried } from '../cases/index.ts'
import type { Law } from '../law/index.ts'
import { housingAddress } from './list-page.tsx'
import { type Hostel, placeForm, priceForm } from './rules.ts'
import { housingWords, type Say } from './words.ts'

interface GiveProps {
  readonly t: Say
  readonly law: Law
  readonly hostels: readonly Hostel[]
  readonly person: string
  readonly action: Href
  readonly back: Href
  /** Gives a first place, or moves from one to another. */
  readonly what: 'give' | 'move'
  readonly id: string
  readonly tried: Tried
}

/** Which room, from which day to which. */
export function GivePage({ t, law, hostels, person, action, back, what, id, tried }: GiveProps) {
  const chosen = tried.typed.hostel ?? (hostels.length === 1 ? hostels[0]?.id : undefined)
  return (
    <>
      <Crumbs label={t('list.title')} steps={[{ text: t('list.title'), href: housingAddress }, { text: person }]} />
      <PageTitle title={t(`${what}.title`)} over={person} lead={t(`${what}.lead`)} />
      <EntryProblems t={housingWords.byData(t.language)} words="give" problems={tried.problems} />
      <Form action={action} method="post" label={t(`${what}.title`)}>
        <HiddenField name="id" value={id} />
        <SelectField
          name="hostel"
          label={t('give.hostel')}
          options={[
            { value: '', text: '–' },
            ...hostels.map((one) => ({ value: one.id, text: one.name[t.language], selected: one.id === chosen })),
          ]}
          error={saidOf(tried.problems, 'hostel', t.language, t)}
        />
        <EntryFields
          t={housingWords.byData(t.language)}
          words="give"
          law={law}
          shape={placeForm.shape}
          only={['room', 'from', 'to']}
          {...tried}
        />
        <Actions>
          <Button>{t(`${what}.do`)}</Button>
          <ButtonLink tone="soft" href={back}>
            {t('back')}
          </ButtonLink>
        </Actions>
      </Form>
    </>
  )
}

interface HostelProps {
  readonly t: Say
  readonly law: Law
  readonly hostel: Hostel
  readonly tried: Tried
}

/** What a place costs from which day on. A price that months were counted by is not changed: another follows it. */
export function PricePage({ t, law, hostel, tried }: HostelProps) {
  return (
    <>
      <Crumbs
        label={t('list.title')}
        steps={[{ text: t('list.title'), href: housingAddress }, { text: hostel.name[t.language] }]}
      />
      <PageTitle title={hostel.name[t.language]} lead={t('price.lead')} />
      <EntryProblems t={housingWords.byData(t.language)} words="price" problems={tried.problems} />
      <Table
        caption={t('price.list')}
        captionHidden
        columns={[
          { key: 'since', text: t('price.since') },
          { key: 'amount', text: t('price.amount') },
        ]}
        rows={hostel.prices.toReversed().map(({ since, amount, currency }) => ({
          cells: [
            since < '1901-01-01' ? t('price.always') : sayDay(since, t.language),
            sayMoney(amount, currency, t.language),
          ],
        }))}
        empty={<p>{t('hostel.noPrice')}</p>}
      />
      <Section title={t('price.new')}>
        <Form action={`${housingAddress}/${hostel.id}`} method="post" label={t('price.new')}>
          <EntryFields t={housingWords.byData(t.language)} words="price" law={law} shape={priceForm.shape} {...tried} />
          <Actions>
            <Button>{t('price.do')}</Button>
            <ButtonLink tone="soft" href={housingAddress}>
              {t('back')}
            </ButtonLink>
          </Actions>
        </Form>
      </Section>
    </>
  )
}
