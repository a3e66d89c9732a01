import { day } from '../../platform/days.ts'
import { sayDay } from '../../platform/words/saying-days.ts'
import { Actions, Button, ButtonLink, Card, DescriptionList, Form, Muted, PageTitle } from '../../ui/index.ts'
import type { Institution, Unit } from '../institutions/index.ts'
import type { Invitation } from './invitation-store.ts'
import { RoleText } from './pages.tsx'
import type { StaffSay } from './words.ts'

interface InvitedProps {
  readonly t: StaffSay
  readonly institution: Institution
  readonly units: readonly Unit[]
  readonly invitation: Invitation
  readonly address: `/${string}`
  /** Who is signed in in this browser, when that is somebody else. */
  readonly signedInAs: string | null
}

/** What the link of an invitation opens. Only the button uses it up: mail programs open links to look at them. */
export function InvitedPage({ t, institution, units, invitation, address, signedInAs }: InvitedProps) {
  return (
    <>
      <PageTitle title={t('invited.title', { institution: institution.short[t.language] })} />
      <Card>
        <DescriptionList
          rows={[
            { term: t('invited.by'), value: invitation.invitedBy.name },
            { term: t('staff.role'), value: <RoleText t={t} of={invitation} units={units} /> },
            { term: t('invited.account'), value: invitation.email },
            { term: t('staff.ends'), value: sayDay(day(invitation.endsOn), t.language) },
          ]}
        />
      </Card>
      {signedInAs && <Muted>{t('invited.other', { email: signedInAs })}</Muted>}
      <p>{t('invited.text')}</p>
      <Form action={address} method="post">
        <Actions>
          <Button>{t('invited.accept')}</Button>
        </Actions>
      </Form>
    </>
  )
}

/** The link was used, withdrawn, replaced by a newer one, or has run out: which of them, a stranger is not told. */
export function NotInvitedPage({ t }: { t: StaffSay }) {
  return (
    <>
      <PageTitle title={t('notInvited.title')} lead={t('notInvited.text')} />
      <Actions>
        <ButtonLink href="/sign-in">{t('notInvited.signIn')}</ButtonLink>
      </Actions>
    </>
  )
}
