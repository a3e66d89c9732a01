import type { Day } from '../../platform/days.ts'
import { sayDay, sayMoment } from '../../platform/words/saying-days.ts'
import { Actions, ButtonLink, EmptyState, Moment, PageTitle, Section, Stack, Table } from '../../ui/index.ts'
import { HookState } from './hook-pages.tsx'
import type { Webhook } from './hook-rules.ts'
import { KeyState } from './key-pages.tsx'
import type { ApiKey } from './key-rules.ts'
import type { ApiSay } from './words.ts'

interface DeedRow {
  readonly at: Date
  readonly by_name: string
  readonly action: string
  readonly about: string
}

interface SettingsProps {
  readonly t: ApiSay
  readonly keys: readonly ApiKey[]
  readonly hooks: readonly Webhook[]
  readonly deeds: readonly DeedRow[]
  readonly today: Day
}

/** Which programs read the institution's cases, and who let them. */
export function SettingsPage({ t, keys, hooks, deeds, today }: SettingsProps) {
  return (
    <Stack>
      <PageTitle title={t('settings.title')} lead={t('settings.lead')} />
      <Actions>
        <ButtonLink href="/api" tone="soft">
          {t('settings.docs')}
        </ButtonLink>
      </Actions>
      <Section title={t('keys.title')} action={<ButtonLink href="/desk/settings/api/keys">{t('keys.new')}</ButtonLink>}>
        <Keys t={t} keys={keys} today={today} />
      </Section>
      <Section
        title={t('hooks.title')}
        action={<ButtonLink href="/desk/settings/api/webhooks">{t('hooks.new')}</ButtonLink>}
      >
        <Hooks t={t} hooks={hooks} />
      </Section>
      <Section title={t('deeds.title')}>
        <Table
          caption={t('deeds.title')}
          captionHidden
          columns={[
            { key: 'what', text: t('deeds.what') },
            { key: 'about', text: t('deeds.about') },
            { key: 'by', text: t('deeds.by') },
            { key: 'at', text: t('deeds.at') },
          ]}
          rows={deeds.map(({ at, by_name, action, about }) => ({
            cells: [
              t.find(`deeds.${action}`) ?? action,
              about,
              by_name || t('deeds.program'),
              <Moment dateTime={at.toISOString()}>{sayMoment(at, t.language)}</Moment>,
            ],
          }))}
          empty={<EmptyState title={t('deeds.none')} />}
        />
      </Section>
    </Stack>
  )
}

function Keys({ t, keys, today }: Pick<SettingsProps, 't' | 'keys' | 'today'>) {
  return (
    <Table
      caption={t('keys.title')}
      captionHidden
      columns={[
        { key: 'name', text: t('keys.name') },
        { key: 'begins', text: t('keys.begins') },
        { key: 'scopes', text: t('keys.scopes') },
        { key: 'ends', text: t('keys.ends') },
        { key: 'used', text: t('keys.used') },
        { key: 'state', text: t('keys.state') },
      ]}
      rows={keys.map((key) => ({
        href: `/desk/settings/api/keys/${key.id}`,
        cells: [
          key.name,
          <code>{key.prefix}</code>,
          key.scopes.join(', '),
          key.endsOn ? sayDay(key.endsOn, t.language) : t('keys.ends.never'),
          key.lastUsedOn ? sayDay(key.lastUsedOn, t.language) : t('keys.used.never'),
          <KeyState t={t} of={key} today={today} />,
        ],
      }))}
      empty={<EmptyState title={t('keys.none')} text={t('keys.none.text')} />}
    />
  )
}

function Hooks({ t, hooks }: Pick<SettingsProps, 't' | 'hooks'>) {
  return (
    <Table
      caption={t('hooks.title')}
      captionHidden
      columns={[
        { key: 'name', text: t('keys.name') },
        { key: 'host', text: t('hooks.host') },
        { key: 'events', text: t('hooks.events') },
        { key: 'state', text: t('keys.state') },
      ]}
      rows={hooks.map((hook) => ({
        href: `/desk/settings/api/webhooks/${hook.id}`,
        cells: [hook.name, new URL(hook.url).host, hook.events.join(', '), <HookState t={t} of={hook} />],
      }))}
      empty={<EmptyState title={t('hooks.none')} text={t('hooks.none.text')} />}
    />
  )
}
