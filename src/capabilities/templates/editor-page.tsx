import { type Language, languageNames, languages } from '../../platform/words/languages.ts'
import { sayMoment } from '../../platform/words/saying-days.ts'
import {
  Actions,
  Button,
  ButtonLink,
  Crumbs,
  ErrorSummary,
  FieldGroup,
  Form,
  Glossary,
  HiddenField,
  InLanguages,
  Muted,
  Notice,
  PageTitle,
  Section,
  TextArea,
  TextField,
} from '../../ui/index.ts'
import type { Fault, Part, Texts, Use, Version } from '../correspondence/index.ts'
import { History } from './history.tsx'
import type { Known } from './try.ts'
import type { TemplateSay } from './words.ts'

/** Why a text was not saved, with the text as it was typed. */
export type Stopped = { readonly texts: Texts } & (
  | { readonly kind: 'faults'; readonly faults: readonly Fault[] }
  | { readonly kind: 'changed'; readonly newest: Version }
)

export interface EditorProps {
  readonly t: TemplateSay
  readonly known: Known
  readonly versions: readonly Version[]
  readonly uses: readonly Use[]
  /** The version that the editor begins with; 0 are the product's own words. */
  readonly from: number
  readonly texts: Texts
  readonly stopped: Stopped | null
  readonly mayUse: boolean
  readonly done: string
}

/** The words of one mail or letter in three languages beside each other, what may stand in braces, and the versions. */
export function EditorPage(props: EditorProps) {
  const { t, known, versions, uses, stopped } = props
  const { template, procedure } = known
  const faults = stopped?.kind === 'faults' ? stopped.faults : []
  return (
    <>
      <Crumbs
        label={t('here')}
        steps={[{ text: t('title'), href: '/desk/templates' }, { text: template.title[t.language] }]}
      />
      <PageTitle
        over={`${procedure.words(t.language)('name')} · ${t(`kind.${template.kind}`)}`}
        title={template.title[t.language]}
        lead={stateOf(t, uses[0]?.version ?? 0)}
      />
      <Told {...props} />
      {faults.length > 0 && (
        <ErrorSummary
          title={t('fault.title')}
          problems={faults.map((fault) => ({
            href: `#${fault.language}.${fault.part}`,
            text: `${languageNames[fault.language]}, ${partName(t, fault.part)}: ${sayFault(t, fault)}`,
          }))}
        />
      )}
      <Section title={t('placeholders.title')}>
        <p>{t('placeholders.text')}</p>
        <Glossary
          rows={template.placeholders.map(({ name, meaning, must }) => ({
            term: `{${name}}`,
            text: must ? (
              <>
                {meaning[t.language]} <Muted>({t('placeholders.must')})</Muted>
              </>
            ) : (
              meaning[t.language]
            ),
          }))}
        />
      </Section>
      <Form action={`/desk/templates/${template.key}/versions`} method="post" label={template.title[t.language]}>
        <HiddenField name="base" value={versions[0]?.version ?? 0} />
        <InLanguages>
          {languages.map((language) => (
            <FieldGroup legend={languageNames[language]}>
              {template.parts.map((part) => (
                <PartField part={part} language={language} faults={faults} {...props} />
              ))}
            </FieldGroup>
          ))}
        </InLanguages>
        <Actions>
          <Button name="next" value="preview">
            {t('save.preview')}
          </Button>
          <Button tone="soft" name="next" value="stay">
            {t('save.draft')}
          </Button>
          <ButtonLink tone="soft" href={`/desk/templates/${template.key}/preview`}>
            {t('try.now')}
          </ButtonLink>
        </Actions>
      </Form>
      <History {...props} />
    </>
  )
}

function Told({ t, known, done, from, versions, stopped }: EditorProps) {
  if (stopped?.kind === 'changed') {
    const { version, byName, at } = stopped.newest
    return (
      <Notice
        tone="late"
        role="alert"
        title={t('changed.title', { version, name: byName, at: sayMoment(at, t.language) })}
      >
        <p>{t('changed.text')}</p>
        <p>
          <a href={`/desk/templates/${known.template.key}/compare?version=${version}`}>{t('changed.compare')}</a>
        </p>
      </Notice>
    )
  }
  if (done === 'saved')
    return <Notice tone="ok" role="status" title={t('done.saved', { version: versions[0]?.version ?? 0 })} />
  if (done === 'used') return <Notice tone="ok" role="status" title={t('done.used')} />
  if (from !== (versions[0]?.version ?? 0))
    return (
      <Notice tone="wait" role="status" title={from === 0 ? t('from.builtIn') : t('from.version', { version: from })} />
    )
  return null
}

export function stateOf(t: TemplateSay, version: number): string {
  return version === 0 ? t('inUse.builtIn') : t('inUse.version', { version })
}

export function partName(t: TemplateSay, part: string): string {
  return t.find(`part.${part}`) ?? part
}

type PartProps = EditorProps & { part: Part; language: Language; faults: readonly Fault[] }

function PartField({ t, part, language, faults, texts }: PartProps) {
  const own = faults.filter((fault) => fault.language === language && fault.part === part.name)
  const field = {
    name: `${language}.${part.name}`,
    label: partName(t, part.name),
    error: own.length > 0 ? own.map((fault) => sayFault(t, fault)).join(' ') : undefined,
    value: texts[language][part.name] ?? '',
    lang: language,
  }
  return part.isLong ? <TextArea {...field} rows={14} hint={t('part.hint')} /> : <TextField {...field} />
}

function sayFault(t: TemplateSay, { key, params }: Fault): string {
  return t(`fault.${key}`, params)
}
