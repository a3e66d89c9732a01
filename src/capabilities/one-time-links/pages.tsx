import type { Href } from '../../platform/jsx-runtime.ts'
import { sayDay, sayMoment } from '../../platform/words/saying-days.ts'
import { Actions, Button, DescriptionList, Form, Notice, PageTitle, Stack } from '../../ui/index.ts'
import { type OneTimeLink, veiled } from './rules.ts'
import type { LinkSay } from './words.ts'

export const doorAddress = (token: string): Href => `/p/${token}`

interface CoverProps {
  readonly t: LinkSay
  readonly link: OneTimeLink
  readonly token: string
  readonly title: string
  readonly institution: string
}

/** Before a link is opened for the first time: whom it is for. Opening takes a press, so that no mail scanner uses it up. */
export function CoverPage({ t, link, token, title, institution }: CoverProps) {
  return (
    <Stack>
      <PageTitle title={title} over={institution} lead={t('cover.lead', { by: link.madeByName })} />
      <DescriptionList
        rows={[
          { term: t('cover.for'), value: link.unit ? `${link.name}, ${link.unit}` : link.name },
          { term: t('cover.until'), value: sayDay(link.until, t.language) },
        ]}
      />
      <p>{t('cover.once')}</p>
      <Form action={`${doorAddress(token)}/opening`} method="post" label={title}>
        <Actions>
          <Button>{t('cover.open', { name: link.name })}</Button>
        </Actions>
      </Form>
    </Stack>
  )
}

interface ShutProps {
  readonly t: LinkSay
  readonly link: OneTimeLink
  readonly token: string
  readonly why: 'elsewhere' | 'late' | 'revoked' | 'used'
  readonly institution: string
}

/** A link that opens nothing here: why, and what can be done. */
export function ShutPage({ t, link, token, why, institution }: ShutProps) {
  const params = {
    by: link.madeByName,
    institution,
    until: sayDay(link.until, t.language),
    at: link.usedAt ? sayMoment(link.usedAt, t.language) : '',
    address: veiled(link.address),
  }
  return (
    <Stack>
      <PageTitle title={t(`shut.${why}.title`)} over={institution} />
      <Notice tone={why === 'used' ? 'ok' : 'wait'}>
        <p>{t(`shut.${why}.text`, params)}</p>
      </Notice>
      {why === 'elsewhere' && (
        <Form action={`${doorAddress(token)}/renewal`} method="post" label={t('renew.do', params)}>
          <Actions>
            <Button>{t('renew.do', params)}</Button>
          </Actions>
        </Form>
      )}
    </Stack>
  )
}

/** A page of one sentence: unknown, sent anew, too many. */
export function SayingPage({ title, text }: { title: string; text: string }) {
  return <PageTitle title={title} lead={text} />
}
