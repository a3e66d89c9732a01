import { PageTitle, Section, Table, Tag } from '../../ui/index.ts'
import { type Procedure, templatesOf } from '../cases/index.ts'
import type { Template } from '../correspondence/index.ts'
import type { TemplateSay } from './words.ts'

interface ListProps {
  readonly t: TemplateSay
  readonly procedures: readonly Procedure[]
  readonly newest: ReadonlyMap<string, number>
  readonly inUse: ReadonlyMap<string, number | null>
}

/** Every mail and letter whose words can be changed, and what of each is in use. */
export function ListPage({ t, procedures, ...stands }: ListProps) {
  return (
    <>
      <PageTitle title={t('title')} lead={t('lead')} />
      {procedures.map((procedure) => (
        <Section title={procedure.words(t.language)('name')}>
          <Table
            caption={procedure.words(t.language)('name')}
            captionHidden
            columns={[
              { key: 'title', text: t('list.what') },
              { key: 'kind', text: t('list.kind') },
              { key: 'state', text: t('list.state') },
            ]}
            rows={templatesOf(procedure).map((template) => ({
              href: `/desk/templates/${template.key}`,
              cells: [
                template.title[t.language],
                t(`kind.${template.kind}`),
                <Standing t={t} template={template} {...stands} />,
              ],
            }))}
            empty={t('list.empty')}
          />
        </Section>
      ))}
    </>
  )
}

function Standing({ t, template, newest, inUse }: { template: Template } & Omit<ListProps, 'procedures'>) {
  const version = inUse.get(template.key) ?? 0
  const last = newest.get(template.key) ?? 0
  return (
    <>
      <Tag tone={version === 0 ? 'quiet' : 'ok'}>
        {version === 0 ? t('state.builtIn') : t('state.version', { version })}
      </Tag>{' '}
      {last > version && <Tag tone="wait">{t('state.draft', { version: last })}</Tag>}
    </>
  )
}
