import { sayDay, sayMoment } from '../../platform/words/saying-days.ts'
import {
  Actions,
  Button,
  Confirm,
  Crumbs,
  Form,
  HiddenField,
  Muted,
  Notice,
  PageTitle,
  RadioField,
  Section,
  Stack,
  Verbatim,
} from '../../ui/index.ts'
import { type Feed, shown } from './feed-store.ts'
import type { DatesSay } from './words.ts'

export const ownAddress = '/account/dates'

interface OwnProps {
  readonly t: DatesSay
  readonly email: string
  readonly wantsDigest: boolean
  readonly feed: Feed | null
  /** The address of a calendar that was just made: shown once. */
  readonly made: string | null
  readonly done: string | null
}

/** An officer's own: the day's dates by mail, and a private calendar. */
export function OwnDatesPage(props: OwnProps) {
  const { t, made, done } = props
  return (
    <Stack>
      <Crumbs label={t('crumbs')} steps={[{ text: t('wall.title'), href: '/desk/dates' }, { text: t('own.title') }]} />
      <PageTitle title={t('own.title')} />
      {done && <Notice tone="ok" title={done} role="status" />}
      {made && (
        <Notice tone="ok" title={t('own.feed.made')} role="status">
          <p>{t('own.feed.once')}</p>
          <Verbatim label={t('own.feed.made')}>{made}</Verbatim>
        </Notice>
      )}
      <Digest {...props} />
      <Calendar {...props} />
    </Stack>
  )
}

function Digest({ t, email, wantsDigest }: OwnProps) {
  return (
    <Section title={t('own.digest')}>
      <p>{t('own.digest.text', { email })}</p>
      <p>{t(wantsDigest ? 'own.digest.on' : 'own.digest.off')}</p>
      <Form action={`${ownAddress}/digest`} method="post" label={t('own.digest')}>
        <HiddenField name="digest" value={wantsDigest ? 'no' : 'yes'} />
        <Actions>
          <Button tone={wantsDigest ? 'soft' : 'main'}>{t(wantsDigest ? 'own.digest.end' : 'own.digest.begin')}</Button>
        </Actions>
      </Form>
    </Section>
  )
}

function Calendar({ t, feed }: OwnProps) {
  return (
    <Section title={t('own.feed')}>
      <p>{t('own.feed.text')}</p>
      <p>
        {feed ? t('own.feed.since', { at: sayMoment(feed.madeAt, t.language) }) : t('own.feed.none')}{' '}
        {feed && (
          <Muted>
            {feed.lastReadOn ? t('own.feed.read', { day: sayDay(feed.lastReadOn, t.language) }) : t('own.feed.unread')}
          </Muted>
        )}
      </p>
      <Form action={`${ownAddress}/calendar`} method="post" label={t('own.feed')}>
        <RadioField
          name="shows"
          label={t('own.feed.shows')}
          options={shown.map((one) => ({
            value: one,
            text: t(`shows.${one}`),
            hint: t(`shows.${one}.hint`),
            selected: (feed?.shows ?? 'number') === one,
          }))}
        />
        <Actions>
          <Button tone={feed ? 'soft' : 'main'}>{t(feed ? 'own.feed.renew' : 'own.feed.make')}</Button>
        </Actions>
      </Form>
      {feed && (
        <Confirm open={t('own.feed.revoke')}>
          <Form action={`${ownAddress}/calendar/end`} method="post">
            <Actions>
              <Button tone="danger">{t('own.feed.revoke')}</Button>
            </Actions>
          </Form>
        </Confirm>
      )}
    </Section>
  )
}
