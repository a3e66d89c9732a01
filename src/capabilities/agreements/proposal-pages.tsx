import type { Href } from '../../platform/jsx-runtime.ts'
import { saidOf } from '../../platform/web/words.ts'
import {
  Actions,
  Button,
  ButtonLink,
  CheckField,
  Crumbs,
  FieldGroup,
  Form,
  HiddenField,
  Main,
  Notice,
  PageTitle,
  SelectField,
  Stack,
} from '../../ui/index.ts'
import { EntryFields, EntryProblems, type Tried } from '../cases/index.ts'
import type { Institution, Office } from '../institutions/index.ts'
import type { Law } from '../law/index.ts'
import { offerForm, proposalForm } from './road-rules.ts'
import { agreementKinds, exchangeKinds } from './rules.ts'
import { agreementsAddress } from './said.tsx'
import { agreementsWords, type Say } from './words.ts'

interface ProposalProps {
  readonly t: Say
  readonly law: Law
  readonly id: string
  readonly tried: Tried
  /** Which units may propose here: a dean's office has its own only. */
  readonly units: Office['units']
  readonly isUnit: boolean
}

/** A unit, or the office, proposes an agreement. */
export function ProposalPage(props: ProposalProps) {
  const { t, law, id, tried, units, isUnit } = props
  const words = { t: agreementsWords.byData(t.language), words: 'proposal', law, ...tried }
  const fields = (only: readonly string[]) => <EntryFields {...words} shape={proposalForm.shape} only={only} />
  const back: Href = isUnit ? '/desk/unit' : agreementsAddress
  return (
    <Stack>
      <EntryProblems {...words} />
      <Crumbs label={t('list.title')} steps={[{ text: t('list.title'), href: back }, { text: t('proposal.new') }]} />
      <PageTitle title={t('proposal.new')} lead={t('proposal.lead')} />
      <Form action={`${agreementsAddress}/proposals/new`} method="post" label={t('proposal.new')}>
        <HiddenField name="id" value={id} />
        {fields(['title', 'parties'])}
        <KindField t={t} tried={tried} />
        {fields(['subject'])}
        <FieldGroup legend={t('agreement.exchange')}>
          {exchangeKinds.map((kind) => (
            <CheckField
              name={`exchange.${kind}`}
              label={t(`exchange.${kind}`)}
              checked={tried.typed[`exchange.${kind}`] === 'yes'}
            />
          ))}
        </FieldGroup>
        {!isUnit && (
          <SelectField
            name="unit"
            label={t('agreement.unit')}
            options={[
              { value: '', text: t('unit.whole') },
              ...units.map((one) => ({
                value: one.id,
                text: one.name[t.language],
                selected: tried.typed.unit === one.id,
              })),
            ]}
          />
        )}
        {fields(['about'])}
        <Actions>
          <Button>{t('proposal.send')}</Button>
          <ButtonLink href={back} tone="soft">
            {t('form.back')}
          </ButtonLink>
        </Actions>
      </Form>
    </Stack>
  )
}

function KindField({ t, tried }: { t: Say; tried: Tried }) {
  return (
    <SelectField
      name="kind"
      label={t('agreement.kind')}
      error={saidOf(tried.problems, 'kind', t.language, t)}
      options={[
        { value: '', text: t('form.choose') },
        ...agreementKinds.map((kind) => ({
          value: kind,
          text: t(`kind.${kind}`),
          selected: tried.typed.kind === kind,
        })),
      ]}
    />
  )
}

interface OfferProps {
  readonly t: Say
  readonly law: Law
  readonly institution: Institution
  readonly id: string
  readonly address: Href
  readonly tried: Tried & { readonly refusal?: string | null }
}

/** Whoever would like to work with the university proposes an agreement, without an account. */
export function OfferPage({ t, law, institution, id, address, tried }: OfferProps) {
  const words = { t: agreementsWords.byData(t.language), words: 'offer', law, ...tried }
  const fields = (only: readonly string[]) => <EntryFields {...words} shape={offerForm.shape} only={only} />
  return (
    <Main width="narrow">
      <Stack>
        <EntryProblems {...words} />
        <PageTitle title={t('offer.title')} over={institution.name[t.language]} lead={t('offer.lead')} />
        {tried.refusal && <Notice tone="late" role="alert" title={tried.refusal} />}
        <Form action={address} method="post" label={t('offer.title')}>
          <HiddenField name="id" value={id} />
          {fields(['organisation', 'name', 'post', 'mail'])}
          <KindField t={t} tried={tried} />
          {fields(['subject', 'about'])}
          <Actions>
            <Button>{t('proposal.send')}</Button>
          </Actions>
        </Form>
      </Stack>
    </Main>
  )
}

/** What stands after a proposal has arrived. */
export function OfferedPage({ t, institution, number }: { t: Say; institution: Institution; number: string }) {
  return (
    <Main width="narrow">
      <PageTitle title={t('offered.title')} over={institution.name[t.language]} lead={t('offered.lead', { number })} />
    </Main>
  )
}
