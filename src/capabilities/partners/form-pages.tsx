import type { Problem } from '../../platform/web/form.ts'
import { saidOf } from '../../platform/web/words.ts'
import { languages } from '../../platform/words/languages.ts'
import {
  Actions,
  Button,
  ButtonLink,
  Confirm,
  Crumbs,
  FieldGroup,
  Form,
  HiddenField,
  InLanguages,
  Notice,
  PageTitle,
  SelectField,
  Stack,
} from '../../ui/index.ts'
import { countryOptions, EntryFields, EntryProblems, type Tried } from '../cases/index.ts'
import type { Unit } from '../institutions/index.ts'
import type { Law } from '../law/index.ts'
import { pageOf, partnersAddress } from './addresses.ts'
import { partnerForm } from './entry.ts'
import { identifierKinds } from './identifiers.ts'
import { contactForm, nameOf, type Partner, type PartnerContact, partnerKinds, partnerStatuses } from './rules.ts'
import { partnersWords, type Say } from './words.ts'

interface FormProps extends Tried {
  readonly t: Say
  readonly law: Law
  readonly id: string
  /** Null for a new partner. */
  readonly partner: Partner | null
  readonly units: readonly Unit[]
  readonly refusal: string | null
}

/** The form of a partner, a new one or one that is there. */
export function PartnerFormPage(props: FormProps) {
  const { t, id, partner, refusal, typed, problems } = props
  const title = partner ? nameOf(partner, t.language) : t('list.add')
  const base = partner ? pageOf(partner) : partnersAddress
  const words = { t: partnersWords.byData(t.language), words: 'partner', problems, typed, law: props.law }
  const fields = (only: readonly string[]) => <EntryFields {...words} shape={partnerForm.shape} only={only} />
  const beside = (name: string) => (
    <InLanguages>{fields(languages.map((language) => `${name}.${language}`))}</InLanguages>
  )
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
        {fields(['name'])}
        {beside('name')}
        {partner && fields(['renamed'])}
        {fields(['others'])}
        <Selects {...props} />
        {beside('city')}
        {beside('region')}
        {fields(['place'])}
        <FieldGroup legend={t('partner.identifiers')}>
          <InLanguages>{fields([...identifierKinds])}</InLanguages>
        </FieldGroup>
        {fields(['site', 'partOf'])}
        {(['basis', 'condition', 'fields', 'note'] as const).map(beside)}
        {fields(['shown'])}
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

function Selects({ t, law, units, typed, problems }: FormProps) {
  const field = (
    name: 'kind' | 'status' | 'unit',
    none: string,
    values: readonly { value: string; text: string }[],
  ) => (
    <SelectField
      name={name}
      label={t(`partner.${name}`)}
      error={errorOf(problems, name, t)}
      options={[
        { value: '', text: none },
        ...values.map(({ value, text }) => ({ value, text, selected: typed[name] === value })),
      ]}
    />
  )
  const european = { value: 'EU', text: t('country.eu'), selected: typed.country === 'EU' }
  const choose = t('form.choose')
  return (
    <>
      {field(
        'kind',
        choose,
        partnerKinds.map((value) => ({ value, text: t(`kind.${value}`) })),
      )}
      {field(
        'status',
        choose,
        partnerStatuses.map((value) => ({ value, text: t(`status.${value}`) })),
      )}
      {field(
        'unit',
        t('partner.unit.whole'),
        units.map(({ id, name }) => ({ value: id, text: name[t.language] })),
      )}
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
      {contact?.formerSince === null && (
        <Confirm open={t('contact.remove')} tone="soft">
          <p>{t('contact.remove.text')}</p>
          <Form action={`${address}/${contact.id}/removal`} method="post" label={t('contact.remove')}>
            <Actions>
              <Button tone="soft">{t('contact.remove')}</Button>
            </Actions>
          </Form>
        </Confirm>
      )}
    </Stack>
  )
}
