import {
  Actions,
  ButtonLink,
  Link,
  More,
  PageTitle,
  Prose,
  Section,
  Stack,
  Table,
  Tag,
  Verbatim,
} from '../../ui/index.ts'
import { keyLimit, problemKinds } from './door.ts'
import type { Endpoint } from './endpoint.ts'
import { exampleOf, type JsonSchema } from './example.ts'
import { events } from './hook-rules.ts'
import { scopes } from './key-rules.ts'
import { exampleHere, parametersOf, schemasOf, shapeName } from './openapi.ts'
import type { ApiSay } from './words.ts'

/** How a receiver written in JavaScript proves a telling; `docs/api.md` holds the same, and a test runs it. */
export const howToCheck = `import { createHmac, timingSafeEqual } from 'node:crypto'

// body: the bytes as they came, before any JSON.parse
export function isFromKopuro(secret, headers, body, now = Date.now() / 1000) {
  const id = headers['webhook-id']
  const time = headers['webhook-timestamp']
  if (!(Math.abs(now - Number(time)) < 300)) return false
  const key = Buffer.from(secret.replace('whsec_', ''), 'base64')
  const own = createHmac('sha256', key).update(id + '.' + time + '.' + body).digest()
  return headers['webhook-signature'].split(' ').some((one) => {
    const theirs = Buffer.from(one.replace('v1,', ''), 'base64')
    return theirs.length === own.length && timingSafeEqual(theirs, own)
  })
}`

interface DocsProps {
  readonly t: ApiSay
  readonly endpoints: readonly Endpoint[]
  readonly url: string
}

/** The API as a person reads it: how to begin, every address with its parameters and answer, and what can go wrong. */
export function DocsPage({ t, endpoints, url }: DocsProps) {
  return (
    <Stack>
      <PageTitle title={t('doc.title')} lead={t('doc.lead')} />
      <Actions>
        <ButtonLink href="/api/v1/openapi.json" tone="soft">
          {t('doc.openapi')}
        </ButtonLink>
        <ButtonLink href="/desk/settings/api" tone="soft">
          {t('doc.toKeys')}
        </ButtonLink>
      </Actions>
      <Section title={t('doc.begin')}>
        <Prose>
          <ol>
            <li>{t('doc.begin.key')}</li>
            <li>{t('doc.begin.ask')}</li>
            <li>{t('doc.begin.page')}</li>
            <li>{t('doc.begin.sync')}</li>
          </ol>
        </Prose>
        <Verbatim label="curl">{curl(`${url}/api/v1/key`, true)}</Verbatim>
        <Prose>
          <p>{t('doc.forms')}</p>
          <p>{t('doc.limit', { most: keyLimit.most })}</p>
        </Prose>
      </Section>
      <Section title={t('doc.scopes')}>
        <Table
          caption={t('doc.scopes')}
          captionHidden
          columns={[
            { key: 'scope', text: t('doc.scope') },
            { key: 'about', text: t('doc.about') },
          ]}
          rows={scopes.map((scope) => ({ cells: [<code>{scope}</code>, t(`scope.${scope}`)] }))}
          empty=""
        />
      </Section>
      <Section title={t('doc.addresses')}>
        <Stack>
          {endpoints.map((endpoint) => (
            <OneEndpoint t={t} endpoint={endpoint} url={url} />
          ))}
        </Stack>
      </Section>
      <Webhooks t={t} />
      <Section title={t('doc.problems')}>
        <p>{t('doc.problem')}</p>
        <Table
          caption={t('doc.problems')}
          captionHidden
          columns={[
            { key: 'status', text: t('doc.status') },
            { key: 'kind', text: t('doc.kind') },
            { key: 'about', text: t('doc.about') },
          ]}
          rows={Object.entries(problemKinds).map(([kind, status]) => ({
            cells: [status, <code id={`problem-${kind}`}>{kind}</code>, t.find(`problem.${kind}`)],
          }))}
          empty=""
        />
      </Section>
    </Stack>
  )
}

function Webhooks({ t }: { t: ApiSay }) {
  return (
    <Section title={t('doc.webhooks')} id="webhooks">
      <Prose>
        <p>{t('doc.webhooks.what')}</p>
        <p>{t('doc.webhooks.sign')}</p>
        <p>{t('doc.webhooks.again')}</p>
      </Prose>
      <Table
        caption={t('hooks.events')}
        captionHidden
        columns={[
          { key: 'event', text: t('hooks.event') },
          { key: 'about', text: t('doc.about') },
        ]}
        rows={events.map((event) => ({ cells: [<code>{event}</code>, t(`event.${event}`)] }))}
        empty=""
      />
      <Verbatim label={t('hooks.body')}>
        {JSON.stringify(exampleOf(schemasOf('en').CaseEvent ?? {}, schemasOf('en')), null, 2)}
      </Verbatim>
      <Verbatim label={t('hooks.howToCheck')}>{howToCheck}</Verbatim>
    </Section>
  )
}

function OneEndpoint({ t, endpoint, url }: { t: ApiSay; endpoint: Endpoint; url: string }) {
  const parameters = parametersOf(endpoint, t)
  const isOpen = endpoint.needs === 'open'
  const about = t.find(`operation.${endpoint.id}.about`)
  return (
    <More title={`GET ${endpoint.path}`} about={t.find(`operation.${endpoint.id}`) ?? ''}>
      <Stack>
        <p>
          <Tag tone={isOpen ? 'ok' : 'wait'}>
            {isOpen ? t('doc.open') : endpoint.needs === 'key' ? t('doc.anyKey') : endpoint.needs}
          </Tag>{' '}
          {about}
        </p>
        {parameters.length > 0 && (
          <Table
            caption={t('doc.parameters')}
            columns={[
              { key: 'name', text: t('doc.name') },
              { key: 'type', text: t('doc.type') },
              { key: 'about', text: t('doc.about') },
            ]}
            rows={parameters.map(({ name, schema, required, description }) => ({
              cells: [
                <code>{name}</code>,
                typeOf(schema),
                required ? `${description} ${t('doc.required')}` : description,
              ],
            }))}
            empty=""
          />
        )}
        {shownShapes(endpoint, t).map((shape) => (
          <Fields t={t} shape={shape} />
        ))}
        <Verbatim label="curl">{curl(url + example(endpoint), !isOpen)}</Verbatim>
        <Verbatim label={t('doc.answer')}>{JSON.stringify(exampleHere(endpoint), null, 2)}</Verbatim>
        {isOpen && !endpoint.path.includes('{') && <Link href={endpoint.path}>{t('doc.try')}</Link>}
      </Stack>
    </More>
  )
}

// The shape of the answer, and of a list also that of its items.
function shownShapes(endpoint: Endpoint, t: ApiSay): string[] {
  const name = shapeName(endpoint)
  const { properties = {} } = schemasOf(t.language)[name] ?? {}
  const item = properties.items?.items?.$ref
  return typeof item === 'string' ? [name, lastPart(item)] : [name]
}

const lastPart = (address: string) => address.split('/').at(-1) ?? ''

function Fields({ t, shape }: { t: ApiSay; shape: string }) {
  const { properties = {} } = schemasOf(t.language)[shape] ?? {}
  return (
    <Table
      caption={t('doc.fields', { shape })}
      columns={[
        { key: 'name', text: t('doc.name') },
        { key: 'type', text: t('doc.type') },
        { key: 'about', text: t('doc.about') },
      ]}
      rows={Object.entries(properties).map(([name, schema]) => ({
        cells: [<code>{name}</code>, typeOf(schema), schema.description ?? ''],
      }))}
      empty=""
    />
  )
}

function curl(address: string, withKey: boolean): string {
  return withKey ? `curl -H "Authorization: Bearer $KOPURO_KEY" \\\n  "${address}"` : `curl "${address}"`
}

function example({ id, path }: Endpoint): string {
  const filled = path
    .replace('{id}', '0199f2c4-6b1e-7a3d-9c52-5d7f0e8a1b44')
    .replace('{procedure}', 'admission')
    .replace('{institution}', 'kslu')
  return id === 'listCases' ? `${filled}?procedure=admission&stage=sent&limit=20` : filled
}

/** A schema in a word or two. */
function typeOf({ type, format, anyOf, items, $ref, ...schema }: JsonSchema): string {
  if (typeof $ref === 'string') return lastPart($ref)
  if (anyOf) return anyOf.map(typeOf).join(' | ')
  if (Array.isArray(schema.enum)) return schema.enum.join(' | ')
  if (type === 'array') return `${items ? typeOf(items) : ''}[]`
  if (Array.isArray(type)) return type.join(' | ')
  return format ?? (typeof type === 'string' ? type : '')
}
