import type { Child } from '../../platform/jsx-runtime.ts'
import { sayMoment } from '../../platform/words/saying-days.ts'
import { Actions, Button, Card, Confirm, Form, HiddenField, Notice, Table, TextField } from '../../ui/index.ts'
import type { Passkey } from './passkey-store.ts'
import { type Problems, said } from './said.ts'
import type { PeopleSay } from './words.ts'

interface PasskeysProps {
  readonly t: PeopleSay
  readonly passkeys: readonly Passkey[]
  readonly problems: Problems
}

/** The account's passkeys, and the form for one more. */
export function Passkeys({ t, passkeys, problems }: PasskeysProps) {
  return (
    <Card title={t('passkey.title')}>
      <p>{t('passkey.text')}</p>
      {passkeys.length > 0 && <PasskeyTable t={t} passkeys={passkeys} />}
      <Device t={t} challenge="/account/passkeys/challenge">
        <Form action="/account/passkeys" method="post" label={t('passkey.add')}>
          <TextField
            name="passkeyName"
            label={t('passkey.name')}
            hint={t('passkey.nameHint')}
            width="half"
            maxlength={60}
            error={said(t, problems, 'passkeyName')}
          />
          <Actions>
            <Button tone="soft">{t('passkey.add')}</Button>
          </Actions>
          <HiddenField name="answer" value="" />
        </Form>
      </Device>
    </Card>
  )
}

function PasskeyTable({ t, passkeys }: Pick<PasskeysProps, 't' | 'passkeys'>) {
  return (
    <Table
      caption={t('passkey.title')}
      captionHidden
      columns={[
        { key: 'name', text: t('passkey.called') },
        { key: 'added', text: t('passkey.added') },
        { key: 'used', text: t('passkey.used') },
        { key: 'end', text: t('passkey.remove') },
      ]}
      rows={passkeys.map((passkey) => ({
        cells: [
          passkey.name,
          sayMoment(passkey.addedAt, t.language),
          passkey.usedAt ? sayMoment(passkey.usedAt, t.language) : t('passkey.never'),
          <Remove t={t} passkey={passkey} />,
        ],
      }))}
      empty=""
    />
  )
}

function Remove({ t, passkey }: { t: PeopleSay; passkey: Passkey }) {
  return (
    <Confirm open={t('passkey.remove')}>
      <p>{t('passkey.removeText', { name: passkey.name })}</p>
      <Form action={`/account/passkeys/${passkey.id}/end`} method="post">
        <Actions>
          <Button tone="danger">{t('passkey.remove')}</Button>
        </Actions>
      </Form>
    </Confirm>
  )
}

/** Signing in with a passkey: no address, no password. */
export function PasskeySignIn({ t, to, refused }: { t: PeopleSay; to: string; refused: boolean }) {
  return (
    <Card title={t('passkey.signIn')}>
      {refused && <Notice tone="late" title={t('passkey.unknown')} role="alert" />}
      <p>{t('passkey.signInText')}</p>
      <Device t={t} challenge="/sign-in/passkey/challenge">
        <Form action="/sign-in/passkey" method="post" label={t('passkey.signIn')}>
          <Actions>
            <Button tone="soft">{t('passkey.signIn')}</Button>
          </Actions>
          <HiddenField name="answer" value="" />
          <HiddenField name="to" value={to} />
        </Form>
      </Device>
    </Card>
  )
}

// Only a script can ask the device: without one the form stays away, and a sentence says so.
function Device({ t, challenge, children }: { t: PeopleSay; challenge: string; children: Child }) {
  return (
    <>
      <p class="hint" data-passkey-none>
        {t('passkey.needsScript')}
      </p>
      <div data-passkey={challenge} hidden>
        {children}
        <p class="err" role="alert" data-passkey-refused hidden>
          {t('passkey.refused')}
        </p>
      </div>
    </>
  )
}
