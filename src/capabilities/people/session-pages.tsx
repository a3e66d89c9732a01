import { sayMoment } from '../../platform/words/saying-days.ts'
import { Actions, Button, Card, Confirm, Form, Muted, Table, Tag } from '../../ui/index.ts'
import { deviceOf } from './device.ts'
import type { OpenSession } from './session-store.ts'
import type { PeopleSay } from './words.ts'

interface SessionsProps {
  readonly t: PeopleSay
  readonly sessions: readonly OpenSession[]
  /** The session that looks at the page. */
  readonly here: string
}

/** Where the account is signed in, each to be ended; and the way out of all. */
export function Sessions({ t, sessions, here }: SessionsProps) {
  return (
    <Card title={t('sessions.title')}>
      <p>{t('sessions.text')}</p>
      <Table
        caption={t('sessions.title')}
        captionHidden
        columns={[
          { key: 'device', text: t('sessions.device') },
          { key: 'network', text: t('sessions.network') },
          { key: 'seen', text: t('sessions.seen') },
          { key: 'end', text: t('sessions.endOne') },
        ]}
        rows={sessions.map((session) => ({
          cells: [
            deviceOf(session.userAgent) || t('sessions.unknown'),
            session.network || '–',
            sayMoment(session.seen, t.language),
            session.id === here ? <Tag tone="ok">{t('sessions.this')}</Tag> : <EndOne t={t} session={session} />,
          ],
        }))}
        empty={<Muted>{t('sessions.none')}</Muted>}
      />
      <Actions>
        {sessions.length > 1 && (
          <Form action="/account/elsewhere" method="post">
            <Button tone="soft">{t('sessions.end')}</Button>
          </Form>
        )}
      </Actions>
      <Confirm open={t('sessions.endAll')}>
        <p>{t('sessions.endAllText')}</p>
        <Form action="/sign-out/everywhere" method="post">
          <Actions>
            <Button tone="danger">{t('sessions.endAll')}</Button>
          </Actions>
        </Form>
      </Confirm>
    </Card>
  )
}

function EndOne({ t, session }: { t: PeopleSay; session: OpenSession }) {
  return (
    <Form action={`/account/sessions/${session.id}/end`} method="post">
      <Button tone="soft">{t('sessions.endOne')}</Button>
    </Form>
  )
}
