import { languageNames, languages } from '../../platform/words/languages.ts'
import { Card, Changes, Crumbs, Filters, InLanguages, Muted, PageTitle, Section, SelectField } from '../../ui/index.ts'
import type { Texts, Version } from '../correspondence/index.ts'
import { difference } from './diff.ts'
import { partName } from './editor-page.tsx'
import type { Known } from './try.ts'
import type { TemplateSay } from './words.ts'

interface One {
  readonly version: number
  readonly texts: Texts
}

interface CompareProps {
  readonly t: TemplateSay
  readonly known: Known
  readonly versions: readonly Version[]
  readonly before: One
  readonly now: One
}

/** What changed from one version to another, word by word, in each language. */
export function ComparePage(props: CompareProps) {
  const { t, known, before, now } = props
  const { template } = known
  return (
    <>
      <Crumbs
        label={t('here')}
        steps={[
          { text: t('title'), href: '/desk/templates' },
          { text: template.title[t.language], href: `/desk/templates/${template.key}` },
          { text: t('compare.title') },
        ]}
      />
      <PageTitle title={t('compare.title')} lead={t('compare.lead')} />
      <Choose {...props} />
      {template.parts.map(({ name }) => (
        <Section title={partName(t, name)}>
          <InLanguages>
            {languages.map((language) => {
              const [old, fresh] = [before.texts[language][name] ?? '', now.texts[language][name] ?? '']
              return (
                <Card title={languageNames[language]} level={3}>
                  {old === fresh && (
                    <p>
                      <Muted>{t('compare.same')}</Muted>
                    </p>
                  )}
                  <Changes lang={language} pieces={difference(old, fresh)} />
                </Card>
              )
            })}
          </InLanguages>
        </Section>
      ))}
    </>
  )
}

function Choose({ t, known, versions, before, now }: CompareProps) {
  const options = (chosen: number) => [
    ...versions.map(({ version, byName }) => ({
      value: String(version),
      text: `${t('versions.number', { version })} · ${byName}`,
      selected: version === chosen,
    })),
    { value: '0', text: t('state.builtIn'), selected: chosen === 0 },
  ]
  return (
    <Filters action={`/desk/templates/${known.template.key}/compare`} label={t('compare.title')} button={t('try.show')}>
      <SelectField name="with" label={t('compare.before')} options={options(before.version)} />
      <SelectField name="version" label={t('compare.now')} options={options(now.version)} />
    </Filters>
  )
}
