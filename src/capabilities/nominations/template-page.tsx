import type { SheetCell } from '../../platform/sheets/index.ts'
import type { Problem, Typed } from '../../platform/web/form.ts'
import { sayMoment } from '../../platform/words/saying-days.ts'
import {
  Actions,
  Button,
  Confirm,
  Crumbs,
  FileField,
  Form,
  Glossary,
  Link,
  More,
  Muted,
  Notice,
  PageTitle,
  Stack,
} from '../../ui/index.ts'
import { nameOf, type Partner, partnerPage } from '../partners/index.ts'
import { templateAddress } from './addresses.ts'
import { MappingForm } from './mapping-form.tsx'
import type { Template } from './template-store.ts'
import { commonFields, studentFields } from './values.ts'
import type { Say } from './words.ts'

export interface TemplateProps {
  readonly t: Say
  readonly partner: Partner
  /** Null while nobody has uploaded one. */
  readonly template: Template | null
  readonly sheets: readonly string[]
  /** The sheet that is shown, and what its cells say. */
  readonly sheet: string
  readonly cells: readonly SheetCell[]
  readonly unknown: readonly string[]
  readonly wrongFile: string | null
  readonly typed: Typed | null
  readonly problems: readonly Problem[]
  readonly notice: string | null
}

/** A partner's own table: the file, and where what goes. */
export function TemplatePage(props: TemplateProps) {
  const { t, partner, template, wrongFile, notice, unknown } = props
  return (
    <Stack>
      <Crumbs
        label={t('template.title')}
        steps={[{ text: nameOf(partner, t.language), href: partnerPage(partner) }, { text: t('template.title') }]}
      />
      <PageTitle title={t('template.title')} over={nameOf(partner, t.language)} lead={t('template.lead')} />
      {notice && <Notice tone="ok" role="status" title={notice} />}
      {wrongFile && <Notice tone="late" role="alert" title={wrongFile} />}
      {unknown.length > 0 && <Notice tone="due" title={t('template.unknownFields', { names: unknown.join(', ') })} />}
      {template && <Uploaded {...props} template={template} />}
      <Upload {...props} />
      {template && <MappingForm {...props} template={template} />}
      <Fields t={t} />
    </Stack>
  )
}

export type Known = TemplateProps & { readonly template: Template }

function Uploaded({ t, partner, template }: Known) {
  return (
    <>
      <p>
        <Link href={`${templateAddress(partner)}/file.xlsx`}>{template.name}</Link>{' '}
        <Muted>{`${template.byName}, ${sayMoment(template.at, t.language)}`}</Muted>
      </p>
      <Confirm open={t('template.remove')} tone="soft">
        <p>{t('template.removeText')}</p>
        <Form action={`${templateAddress(partner)}/removal`} method="post" label={t('template.remove')}>
          <Actions>
            <Button tone="danger">{t('template.remove')}</Button>
          </Actions>
        </Form>
      </Confirm>
    </>
  )
}

function Upload({ t, partner, template }: TemplateProps) {
  return (
    <Form action={templateAddress(partner)} method="post" multipart label={t('template.upload')}>
      <FileField
        name="file"
        label={t(template ? 'template.another' : 'template.file')}
        hint={t('template.fileHint')}
        accept=".xlsx"
      />
      <Actions>
        <Button tone={template ? 'soft' : 'main'}>{t('template.upload')}</Button>
      </Actions>
    </Form>
  )
}

function Fields({ t }: { t: Say }) {
  return (
    <More title={t('template.braces')}>
      <p>{t('template.bracesText')}</p>
      <Glossary
        rows={[...studentFields, ...commonFields].map((field) => ({ term: `{{${field}}}`, text: t(`field.${field}`) }))}
      />
    </More>
  )
}
