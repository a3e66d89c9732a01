import { sayMoment } from '../../platform/words/saying-days.ts'
import { Actions, Button, Confirm, Form, HiddenField, Moment, Section, Table, Tag, Timeline } from '../../ui/index.ts'
import type { EditorProps } from './editor-page.tsx'

type HistoryProps = Pick<EditorProps, 't' | 'known' | 'versions' | 'uses' | 'mayUse'>

/** Who wrote which version when, what has been in use since when, and the way back. */
export function History(props: HistoryProps) {
  const { t, versions, uses, mayUse } = props
  const inUse = uses[0]?.version ?? 0
  return (
    <>
      <Section title={t('versions.title')}>
        <Table
          caption={t('versions.title')}
          captionHidden
          columns={[
            { key: 'version', text: t('versions.version') },
            { key: 'who', text: t('versions.who') },
            { key: 'when', text: t('versions.when') },
            { key: 'state', text: t('list.state') },
            { key: 'do', text: t('versions.do') },
          ]}
          rows={[
            ...versions.map(({ version, byName, at }) => ({
              href: addressOf(props, `compare?version=${version}`),
              cells: [
                t('versions.number', { version }),
                byName,
                <Moment dateTime={at.toISOString()}>{sayMoment(at, t.language)}</Moment>,
                <State {...props} version={version} />,
                <Ways {...props} version={version} />,
              ],
            })),
            {
              cells: [
                t('state.builtIn'),
                'Kopuro',
                '',
                <State {...props} version={0} />,
                <Ways {...props} version={0} />,
              ],
            },
          ]}
          empty={t('list.empty')}
        />
      </Section>
      {inUse !== 0 && mayUse && <BackToBuiltIn {...props} />}
      {uses.length > 0 && (
        <Section title={t('uses.title')}>
          <Timeline
            items={uses.map(({ version, byName, at }) => ({
              title: version === null ? t('inUse.builtIn') : t('inUse.version', { version }),
              when: t('uses.by', { name: byName, at: sayMoment(at, t.language) }),
              dateTime: at.toISOString(),
            }))}
          />
        </Section>
      )}
    </>
  )
}

type OneProps = HistoryProps & { readonly version: number }

const addressOf = ({ known }: HistoryProps, way: string) => `/desk/templates/${known.template.key}/${way}` as const

function State({ t, version, versions, uses }: OneProps) {
  if ((uses[0]?.version ?? 0) === version) return <Tag tone="ok">{t('state.inUse')}</Tag>
  if (uses.some((use) => (use.version ?? 0) === version)) return <Tag tone="quiet">{t('state.earlier')}</Tag>
  return version > 0 && version === versions[0]?.version ? <Tag tone="wait">{t('state.isDraft')}</Tag> : null
}

function Ways({ known, version, ...props }: OneProps) {
  const { t } = props
  const about = version === 0 ? t('state.builtIn') : t('versions.number', { version })
  return (
    <>
      <a href={`/desk/templates/${known.template.key}/preview?version=${version}`}>
        {t('versions.look')}
        <span class="vh">: {about}</span>
      </a>{' '}
      ·{' '}
      <a href={`/desk/templates/${known.template.key}?from=${version}`}>
        {t('versions.begin')}
        <span class="vh">: {about}</span>
      </a>
    </>
  )
}

function BackToBuiltIn({ t, known, uses }: HistoryProps) {
  return (
    <Confirm open={t('builtIn.open')}>
      <p>{t('builtIn.text')}</p>
      <Form action={`/desk/templates/${known.template.key}/use`} method="post" label={t('builtIn.open')}>
        <HiddenField name="version" value={0} />
        <HiddenField name="seen" value={uses[0]?.seq ?? 0} />
        <Actions>
          <Button tone="danger">{t('builtIn.do')}</Button>
        </Actions>
      </Form>
    </Confirm>
  )
}
