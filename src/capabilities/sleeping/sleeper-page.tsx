import { sayDay } from '../../platform/words/saying-days.ts'
import {
  Actions,
  Button,
  ButtonLink,
  Confirm,
  Crumbs,
  DescriptionList,
  EmptyState,
  Form,
  HiddenField,
  Link,
  Notice,
  PageTitle,
  Section,
  Stack,
} from '../../ui/index.ts'
import { agreementPage } from '../agreements/index.ts'
import { EntryFields, EntryProblems, type Tried } from '../cases/index.ts'
import type { Law } from '../law/index.ts'
import { nameOf, type Partner, type PartnerContact, partnerPage } from '../partners/index.ts'
import { sleeperPage, sleepingAddress } from './addresses.ts'
import { SuggestionTag } from './list-page.tsx'
import { balanceYears, closeForm, mailForm, type Sleeper, snoozeForm } from './rules.ts'
import { type Say, sleepingWords } from './words.ts'

/** Somebody whom the mail may go to. */
export interface Reader {
  readonly partner: Partner
  readonly contact: PartnerContact
}

type OwnTried = Tried & { readonly form: 'mail' | 'snooze' | 'close' }

interface SleeperProps {
  readonly t: Say
  readonly law: Law
  readonly sleeper: Sleeper
  readonly readers: readonly Reader[]
  /** Whom the mail is made out to; null where nobody is known. */
  readonly reader: Reader | null
  /** The mail as it was made, in the reader's language. */
  readonly mail: Tried['typed']
  readonly mayEdit: boolean
  readonly notice: string | null
  readonly refusal: string | null
  readonly tried: OwnTried | null
  readonly id: string
}

/** One agreement that sleeps: what is known of its life, what is suggested and why, and what can be done here. */
export function SleeperPage(props: SleeperProps) {
  const { t, sleeper, mayEdit, notice, refusal } = props
  const title = sleeper.agreement.title[t.language]
  return (
    <Stack>
      <Crumbs label={t('list.title')} steps={[{ text: t('list.title'), href: sleepingAddress }, { text: title }]} />
      <PageTitle title={title} />
      {refusal && <Notice tone="late" role="alert" title={refusal} />}
      {notice && <Notice tone="ok" role="status" title={notice} />}
      <p>
        <SuggestionTag t={t} suggestion={sleeper.suggestion} /> {t(`reason.${sleeper.reason}`)}
      </p>
      <Facts {...props} />
      <Actions>
        <ButtonLink href={agreementPage(sleeper.agreement)}>{t('one.open')}</ButtonLink>
      </Actions>
      {mayEdit && <Mail {...props} />}
      {mayEdit && <Own {...props} form="snooze" shape={snoozeForm.shape} />}
      {mayEdit && sleeper.agreement.keptState === 'inForce' && <Own {...props} form="close" shape={closeForm.shape} />}
    </Stack>
  )
}

function Facts({ t, sleeper: { agreement, partners, life, snoozedUntil } }: SleeperProps) {
  const said = (day: Parameters<typeof sayDay>[0] | null) => (day ? sayDay(day, t.language) : t('list.never'))
  const about = partners.map(({ lastContact }) => lastContact?.about).find(Boolean)
  return (
    <DescriptionList
      rows={[
        {
          term: t('one.partners'),
          value: partners.map((one) => (
            <p>
              <Link href={partnerPage(one)}>{nameOf(one, t.language)}</Link>
            </p>
          )),
        },
        { term: t('list.lastMobility'), value: said(life.lastMobility) },
        { term: t('list.lastContact'), value: [said(life.lastContact), about].filter(Boolean).join('. ') },
        { term: t('one.balance', { years: balanceYears }), value: t('list.outIn', { out: life.out, in: life.in }) },
        { term: t('list.end'), value: agreement.until ? sayDay(agreement.until, t.language) : t('list.noEnd') },
        ...(snoozedUntil ? [{ term: t('one.waits'), value: sayDay(snoozedUntil, t.language) }] : []),
      ]}
    />
  )
}

function Mail({ t, law, sleeper, readers, reader, mail, tried, id }: SleeperProps) {
  const mine = tried?.form === 'mail' ? tried : { typed: mail, problems: [] }
  const words = { t: sleepingWords.byData(t.language), words: 'mail', law, ...mine }
  const first = sleeper.partners[0]
  if (!reader)
    return (
      <Section title={t('mail.title')}>
        <EmptyState
          title={t('mail.nobody')}
          action={first && <ButtonLink href={`${partnerPage(first)}/contacts/new`}>{t('mail.addContact')}</ButtonLink>}
        />
      </Section>
    )
  return (
    <Section title={t('mail.title')}>
      <p>{t('mail.to', { name: reader.contact.name, mail: reader.contact.email })}</p>
      {readers
        .filter(({ contact }) => contact.id !== reader.contact.id)
        .map(({ contact }) => (
          <p>
            <Link href={`${sleeperPage(sleeper.agreement)}?contact=${contact.id}`}>
              {t('mail.other', { name: contact.name })}
            </Link>
          </p>
        ))}
      <EntryProblems {...words} />
      <Form action={`${sleeperPage(sleeper.agreement)}/mail`} method="post" label={t('mail.title')}>
        <HiddenField name="id" value={mine.typed.id ?? id} />
        <HiddenField name="contact" value={reader.contact.id} />
        <EntryFields {...words} shape={mailForm.shape} />
        <Actions>
          <Button>{t('mail.send')}</Button>
        </Actions>
      </Form>
    </Section>
  )
}

type OwnProps = SleeperProps & {
  readonly form: 'snooze' | 'close'
  readonly shape: typeof snoozeForm.shape | typeof closeForm.shape
}

function Own({ t, law, sleeper, tried, form, shape }: OwnProps) {
  const mine = tried?.form === form ? tried : { typed: {}, problems: [] }
  const words = { t: sleepingWords.byData(t.language), words: form, law, prefix: `${form}-`, ...mine }
  return (
    <Confirm open={t(`${form}.do`)} tone={form === 'close' ? 'danger' : 'soft'} expanded={tried?.form === form}>
      <p>{t(`${form}.text`)}</p>
      <EntryProblems {...words} />
      <Form action={`${sleeperPage(sleeper.agreement)}/${form}`} method="post" label={t(`${form}.do`)}>
        <EntryFields {...words} shape={shape} />
        <Actions>
          <Button tone={form === 'close' ? 'danger' : 'main'}>{t(`${form}.do`)}</Button>
        </Actions>
      </Form>
    </Confirm>
  )
}
