import { Actions, Button, ButtonLink, Card, DescriptionList, Form, Muted, PageTitle } from '../../ui/index.ts'
import { sayMay, sayUntil } from './form-pages.tsx'
import type { Representation } from './rules.ts'
import type { Say } from './words.ts'

interface LinkProps {
  readonly t: Say
  readonly one: Representation
  readonly token: string
  /** Who is signed in in this browser, when that is somebody else. */
  readonly signedInAs: string | null
}

/** What the link in the mail opens. Only the button uses it up: mail programs open links to look at them. */
export function LinkPage({ t, one, token, signedInAs }: LinkProps) {
  const gives = one.askedBy === 'applicant'
  const asker = gives ? one.applicantName : one.name
  return (
    <>
      <PageTitle title={t(gives ? 'link.give.title' : 'link.ask.title', { name: asker })} />
      <Card>
        <DescriptionList
          rows={[
            { term: t('link.from'), value: asker },
            ...(gives ? [] : [{ term: t('mine.mail'), value: one.email }]),
            { term: t('form.kind'), value: t(`kind.${one.kind}`) },
            { term: t('mine.until'), value: sayUntil(t, one) },
            { term: t('mine.may'), value: sayMay(t, one) },
            { term: t('link.account'), value: gives ? one.email : one.applicantEmail },
          ]}
        />
      </Card>
      {signedInAs && <Muted>{t('link.other', { email: signedInAs })}</Muted>}
      <p>{t(gives ? 'link.give.text' : 'link.ask.text')}</p>
      <Form action={`/representation/${encodeURIComponent(token)}`} method="post">
        <Actions>
          <Button>{t(gives ? 'link.give.go' : 'link.ask.go')}</Button>
        </Actions>
      </Form>
    </>
  )
}

/** Used, withdrawn or run out: which of them, a stranger is not told. */
export function GonePage({ t }: { t: Say }) {
  return (
    <>
      <PageTitle title={t('gone.title')} lead={t('gone.text')} />
      <Actions>
        <ButtonLink href="/sign-in">{t('gone.signIn')}</ButtonLink>
      </Actions>
    </>
  )
}
