import type { Href } from '../../platform/jsx-runtime.ts'
import type { Problem, Typed } from '../../platform/web/form.ts'
import { sayDay } from '../../platform/words/saying-days.ts'
import {
  Actions,
  Button,
  Confirm,
  DescriptionList,
  EmptyState,
  Form,
  HiddenField,
  Link,
  Muted,
  Notice,
  PageTitle,
  Section,
  Stack,
  Table,
} from '../../ui/index.ts'
import { EntryFields, EntryProblems } from '../cases/index.ts'
import type { Law } from '../law/index.ts'
import { fullName } from './facts.ts'
import { termOf } from './inviting.ts'
import { type Nominee, nomineeForm } from './nominees.ts'
import type { Invitation, Round } from './store.ts'
import { incomingWords, type Say } from './words.ts'

export interface NominatePageProps {
  readonly t: Say
  readonly law: Law
  readonly institution: string
  readonly partner: string
  readonly address: Href
  readonly invitation: Invitation
  readonly round: Round
  /** The student who is being changed; null: one is being added. */
  readonly edited: Nominee | null
  readonly formId: string
  readonly typed: Typed
  readonly problems: readonly Problem[]
  readonly notice: string | null
}

/** What a partner's office sees behind its link: the list so far, one form, and the button that sends. */
export function NominatePage(props: NominatePageProps) {
  const { t, institution, partner, invitation, round, notice, problems } = props
  const own = { t: incomingWords.byData(t.language), words: 'nominee', problems }
  return (
    <Stack>
      <EntryProblems {...own} />
      <PageTitle
        title={t('nominate.heading', { term: termOf(round, t.language) })}
        over={institution}
        lead={t('nominate.lead', { until: sayDay(invitation.until, t.language) })}
      />
      {notice && (
        <Notice tone="late" role="alert">
          <p>{notice}</p>
        </Notice>
      )}
      <DescriptionList
        rows={[
          { term: t('nominate.partner'), value: partner },
          {
            term: t('nominate.stay'),
            value: `${sayDay(round.from, t.language)} – ${sayDay(round.to, t.language)}`,
          },
          ...(invitation.places ? [{ term: t('invite.places'), value: String(invitation.places) }] : []),
          ...(invitation.note ? [{ term: t('invite.note'), value: invitation.note }] : []),
        ]}
      />
      <Students {...props} />
      <OneStudent {...props} />
      <Sending {...props} />
    </Stack>
  )
}

function Students({ t, law, address, invitation }: NominatePageProps) {
  const { students, places } = invitation
  return (
    <Section title={t('nominate.list', { count: students.length })}>
      {places !== null && students.length > places && (
        <Notice tone="due">
          <p>{t('nominate.overPlaces', { places })}</p>
        </Notice>
      )}
      <Table
        caption={t('nominate.title')}
        captionHidden
        columns={[
          { key: 'name', text: t('place.name') },
          { key: 'born', text: t('fact.birthDay') },
          { key: 'citizenship', text: t('column.citizenship') },
          { key: 'field', text: t('column.field') },
          { key: 'do', text: t('nominate.change') },
        ]}
        rows={students.map((one) => ({
          cells: [
            <>
              {fullName(one)}
              <br />
              <Muted>{one.mail}</Muted>
            </>,
            sayDay(one.birthDay, t.language),
            law.country(one.citizenship)?.name[t.language] ?? one.citizenship,
            one.field,
            <>
              <Link href={`${address}?student=${one.id}#familyName`}>{t('nominate.edit')}</Link>
              <Remove t={t} address={address} id={one.id} name={fullName(one)} />
            </>,
          ],
        }))}
        empty={<EmptyState title={t('nominate.nobody')} text={t('nominate.nobody.text')} />}
      />
    </Section>
  )
}

function Remove({ t, address, id, name }: { t: Say; address: Href; id: string; name: string }) {
  return (
    <Form action={`${address}/answer`} method="post" label={`${t('nominate.remove')}: ${name}`}>
      <HiddenField name="do" value="remove" />
      <HiddenField name="id" value={id} />
      <Button tone="soft">
        {t('nominate.remove')}
        <span class="vh"> {name}</span>
      </Button>
    </Form>
  )
}

function OneStudent({ t, law, address, edited, formId, typed, problems }: NominatePageProps) {
  const title = edited ? t('nominate.changing', { name: fullName(edited) }) : t('nominate.adding')
  const own = { t: incomingWords.byData(t.language), words: 'nominee', typed, problems, law }
  return (
    <Section title={title}>
      <Form action={`${address}/answer`} method="post" label={title}>
        <HiddenField name="id" value={formId} />
        <EntryFields {...own} shape={nomineeForm.shape} />
        <Actions>
          <Button name="do" value="put">
            {t(edited ? 'nominate.save' : 'nominate.add')}
          </Button>
          {edited && <Link href={address}>{t('nominate.leave')}</Link>}
        </Actions>
      </Form>
    </Section>
  )
}

function Sending({ t, address, invitation }: NominatePageProps) {
  const count = invitation.students.length
  return (
    <Section title={t('nominate.sending')}>
      <Confirm open={t('nominate.send', { count })} tone={count > 0 ? 'main' : 'soft'}>
        <p>{t('nominate.sure', { count })}</p>
        <Form action={`${address}/answer`} method="post" label={t('nominate.sending')}>
          <HiddenField name="do" value="send" />
          <Actions>
            <Button>{t('nominate.sendNow', { count })}</Button>
          </Actions>
        </Form>
      </Confirm>
    </Section>
  )
}
