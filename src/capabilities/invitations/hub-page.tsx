import { sayDay } from '../../platform/words/saying-days.ts'
import {
  Actions,
  Button,
  ButtonLink,
  EmptyState,
  Form,
  Link,
  Muted,
  PageTitle,
  Section,
  Table,
} from '../../ui/index.ts'
import type { Waiting } from './store.ts'
import type { InvitationSay } from './words.ts'

interface HubProps {
  readonly t: InvitationSay
  readonly waiting: readonly Waiting[]
  readonly count: number
  readonly mayWork: boolean
}

/** Where invitations begin: the students who wait for one, and everybody else whom the office invites. */
export function HubPage({ t, waiting, count, mayWork }: HubProps) {
  return (
    <>
      <PageTitle title={t('hub.title')} lead={t('hub.lead')} />
      <Actions>
        {mayWork && <ButtonLink href="/desk/invitations/new">{t('new.open')}</ButtonLink>}
        <ButtonLink tone="soft" href="/desk/cases/invitation">
          {t('hub.register')}
        </ButtonLink>
      </Actions>
      <Section title={t('hub.students')}>
        <Table
          caption={t('hub.students')}
          captionHidden
          columns={[
            { key: 'name', text: t('hub.name') },
            { key: 'number', text: t('hub.number'), whole: true },
            { key: 'arrives', text: t('hub.arrives') },
            ...(mayWork ? [{ key: 'begin', text: t('hub.what') }] : []),
          ]}
          rows={waiting.map((student) => ({
            href: `/desk/students/${student.id}`,
            cells: [
              student.name,
              student.number,
              student.arrivesOn ? sayDay(student.arrivesOn, t.language) : '–',
              ...(mayWork ? [<BeginForm t={t} student={student} />] : []),
            ],
          }))}
          empty={<EmptyState title={t('hub.none')} text={t('hub.noneText')} />}
        />
        {count > waiting.length && <Muted>{t('hub.more', { count: count - waiting.length })}</Muted>}
      </Section>
    </>
  )
}

/** One button: everything that the admission knows is filled in. */
export function BeginForm({
  t,
  student,
}: {
  t: InvitationSay
  student: { readonly id: string; readonly name: string }
}) {
  return (
    <Form action={`/desk/invitations/students/${student.id}`} method="post">
      <Actions>
        <Button tone="soft">
          {t('student.begin')}
          <span class="vh"> {student.name}</span>
        </Button>
      </Actions>
    </Form>
  )
}

export const ToHub = ({ t, count }: { t: InvitationSay; count: number }) => (
  <p class="col-all">
    <Link href="/desk/invitations">{t('today.all', { count })}</Link>
  </p>
)
