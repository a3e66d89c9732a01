import type { Child } from '../../platform/jsx-runtime.ts'
import type { Visit } from '../../platform/web/visit.ts'
import { Actions, Button, Form, HiddenField, Link, Muted, Section } from '../../ui/index.ts'
import type { LedgerRecord } from '../ledgers/index.ts'
import { invitationOf } from './store.ts'
import { outreachWords } from './words.ts'

/**
 * The case by which somebody is invited, or the button that opens it. The record's id is the form's key, so one record
 * has one invitation, however often and by however many the button is pressed.
 */
export async function invitationWay(
  visit: Visit,
  record: LedgerRecord,
  kind: 'expert' | 'teacher' | 'delegation',
): Promise<Child> {
  const t = outreachWords(visit.language)
  const { institution } = visit.place('partners.read')
  const opened = await invitationOf(visit.within(institution), record.id)
  const { said } = record
  return (
    <Section title={t('invite.title')}>
      {opened ? (
        <p>
          <Link href={`/desk/cases/invitation/${opened.id}`}>{opened.number ?? opened.title}</Link>
        </p>
      ) : (
        <Muted>{t(kind === 'delegation' ? 'invite.delegation' : 'invite.person')}</Muted>
      )}
      {!opened && visit.may('cases.work', institution) && (
        <Form action="/desk/invitations/new" method="post" label={t('invite.open')}>
          <HiddenField name="key" value={record.id} />
          <HiddenField name="kind" value={kind} />
          <HiddenField name="name" value={(said.name ?? '').slice(0, 200)} />
          <HiddenField name="mail" value={said.mail ?? ''} />
          <HiddenField name="language" value={said.speaks ?? 'en'} />
          <Actions>
            <Button tone="soft">{t('invite.open')}</Button>
          </Actions>
        </Form>
      )}
    </Section>
  )
}
