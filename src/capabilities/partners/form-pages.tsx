import type { Problem, Typed } from '../../platform/web/form.ts'
import { saidOf } from '../../platform/web/words.ts'
import {
  Actions,
  Button,
  ButtonLink,
  Confirm,
  Crumbs,
  Form,
  HiddenField,
  Notice,
  PageTitle,
  SelectField,
  Stack,
} from '../../ui/index.ts'
import { countryOptions, EntryFields, EntryProblems, type Tried } from '../cases/index.ts'
import type { Law } from '../law/index.ts'
import { partnersAddress } from './list-page.tsx'
import { pageOf } from './partner-page.tsx'
import {
  contactForm,
  nameOf,
  type Partner,
  type PartnerContact,
  partnerForm,
  partnerKinds,
  partnerStatuses,
} from './rules.ts'
import { partnersWords, type Say } from './words.ts'

interface FormProps extends Tried {
  readonly t: Say
  readonly law: Law
  readonly id: string
  /** Null for a new partner. */
  readonly partner: Partner | null
  readonly refusal: string | null
}

/** The form of a partner, a new one or one that is there. */
export function PartnerFormPage(props: FormProps) {
  const { t, id, partner, refusal, typed, problems } = props
  const title = partner ? nameOf(partner, t.language) : t('list.add')
  const base = partner ? pageOf(partner) : partnersAddress
  const words = { t: partnersWords.byData(t.language), words: 'partner', problems, typed, law: props.law }
  const fields = (only: readonly string[]) => <EntryFields {...words} shape={partnerForm.shape} only={only} />
  return (
    <Stack>
      <EntryProblems {...words} />
      <Crumbs label={t('list.title')} steps={[{ text: t('list.title'), href: partnersAddress }, { text: title }]} />
      <PageTitle title={title} lead={t('form.lead')} />
      {refusal && <Notice tone="late" role="alert" title={refusal} />}
      <Form action={partner ? `${base}/edit` : `${base}/new`} method="post" label={title}>
        {partner ? (
          <HiddenField name="seen" value={typed.seen ?? partner.version} />
        ) : (
          <HiddenField name="id" value={id} />
        )}
        {fields(['name', 'name.ru', 'name.ky', 'others'])}
        <Selects {...props} />
        {fields(['city', 'region', 'site', 'basis', 'note', 'shown'])}
        <Actions>
          <Button>{t('form.save')}</Button>
          <ButtonLink href={base} tone="soft">
            {t('form.back')}
          </ButtonLink>
        </Actions>
      </Form>
    </Stack>
  )
}

function Selects({ t, law, typed, problems }: FormProps) {
  const choose = { value: '', text: t('form.choose') }
  const field = (name: 'kind' | 'status', values: readonly string[]) => (
    <SelectField
      name={name}
      label={t(`partner.${name}`)}
      error={errorOf(problems, name, t)}
      options={[
        choose,
        ...values.map((value) => ({
          value,
          text: t.find(`${name}.${value}`) ?? value,
          selected: typed[name] === value,
        })),
      ]}
    />
  )
  const european = { value: 'EU', text: t('country.eu'), selected: typed.country === 'EU' }
  return (
    <>
      {field('kind', partnerKinds)}
      {field('status', partnerStatuses)}
      <SelectField
        name="country"
        label={t('partner.country')}
        error={errorOf(problems, 'country', t)}
        options={[...countryOptions(law, t, typed.country ?? '', t('country.none')), european]}
      />
    </>
  )
}

const errorOf = (problems: readonly Problem[], field: string, t: Say) => saidOf(problems, field, t.language, t)

interface ContactProps extends Tried {
  readonly t: Say
  readonly law: Law
  readonly id: string
  readonly partner: Partner
  /** Null for somebody new. */
  readonly contact: PartnerContact | null
}

/** The form of a contact at a partner, somebody new or somebody who is there. */
export function ContactFormPage({ t, law, id, partner, contact, typed, problems }: ContactProps) {
  const title = contact ? contact.name : t('contacts.add')
  const address = `${pageOf(partner)}/contacts` as const
  const words = { t: partnersWords.byData(t.language), words: 'contact', problems, typed, law }
  return (
    <Stack>
      <EntryProblems {...words} />
      <Crumbs
        label={t('list.title')}
        steps={[
          { text: t('list.title'), href: partnersAddress },
          { text: nameOf(partner, t.language), href: pageOf(partner) },
          { text: title },
        ]}
      />
      <PageTitle title={title} />
      <Form action={contact ? `${address}/${contact.id}` : `${address}/new`} method="post" label={title}>
        {!contact && <HiddenField name="id" value={id} />}
        <EntryFields {...words} shape={contactForm.shape} />
        <Actions>
          <Button>{t('form.save')}</Button>
          <ButtonLink href={pageOf(partner)} tone="soft">
            {t('form.back')}
          </ButtonLink>
        </Actions>
      </Form>
      {contact && (
        <Confirm open={t('contact.remove')} tone="soft">
          <p>{t('contact.remove.text')}</p>
          <Form action={`${address}/${contact.id}/removal`} method="post" label={t('contact.remove')}>
            <Actions>
              <Button tone="danger">{t('contact.remove')}</Button>
            </Actions>
          </Form>
        </Confirm>
      )}
    </Stack>
  )
}

/** A partner as if somebody had typed it, in the language of the page. */
export function typedPartner(partner: Partner, t: Say): Typed {
  const named = (language: 'ru' | 'ky') => partner.names.find((one) => one.language === language)?.text ?? ''
  return {
    ...{ name: partner.name, 'name.ru': named('ru'), 'name.ky': named('ky') },
    others: partner.names.flatMap(({ language, text }) => (language ? [] : [text])).join('\n'),
    ...{ kind: partner.kind, status: partner.status, country: partner.country ?? '', site: partner.site ?? '' },
    ...{ city: partner.city?.[t.language] ?? '', region: partner.region?.[t.language] ?? '' },
    ...{ basis: partner.basis?.[t.language] ?? '', note: partner.note?.[t.language] ?? '' },
    shown: partner.isPublic ? 'yes' : 'no',
  }
}
