import { sayBytes, sayMoment } from '../../platform/words/saying-days.ts'
import {
  Actions,
  Button,
  CheckField,
  Confirm,
  FileCard,
  FileField,
  Form,
  Muted,
  Notice,
  Section,
  Tag,
  TextField,
} from '../../ui/index.ts'
import { pageOf } from './addresses.ts'
import type { PartnerFile } from './file-store.ts'
import type { Partner } from './rules.ts'
import type { Say } from './words.ts'

interface FilesProps {
  readonly t: Say
  readonly partner: Partner
  readonly files: readonly PartnerFile[]
  readonly mayEdit: boolean
  readonly mayLook: boolean
  /** Why files were not taken. */
  readonly notTaken: readonly string[]
}

/** The files of a partner; of what is sensitive it stands there who looked. */
export function Files(props: FilesProps) {
  const { t, partner, files, mayEdit, notTaken } = props
  return (
    <Section title={t('files.title')}>
      {notTaken.map((text) => (
        <Notice tone="late" role="alert" title={text} />
      ))}
      {files.length === 0 && <p>{t('files.none')}</p>}
      {files.map((file) => (
        <One {...props} file={file} />
      ))}
      {mayEdit && !partner.archived && (
        <Confirm open={t('files.add')} tone="soft" expanded={notTaken.length > 0}>
          <Form action={`${pageOf(partner)}/files`} method="post" multipart label={t('files.add')}>
            <FileField name="file" label={t('files.choose')} hint={t('files.hint')} accept="application/pdf,image/*" />
            <TextField name="title" label={t('files.name')} hint={t('files.nameHint')} value="" />
            <CheckField name="sensitive" label={t('files.sensitive')} hint={t('files.sensitiveHint')} />
            <Actions>
              <Button>{t('files.keep')}</Button>
            </Actions>
          </Form>
        </Confirm>
      )}
    </Section>
  )
}

function One({ t, partner, file, mayEdit, mayLook }: FilesProps & { file: PartnerFile }) {
  const address = `${pageOf(partner)}/files/${file.id}` as const
  const about = t('files.about', { size: sayBytes(file.bytes, t.language), pages: file.pages ?? 1, name: file.byName })
  const seen = file.lastLook && {
    count: file.looks,
    name: file.lastLook.byName,
    at: sayMoment(file.lastLook.at, t.language),
  }
  return (
    <>
      {file.isSensitive && !mayLook ? (
        <p>{t('files.closed', { title: file.title })}</p>
      ) : (
        <FileCard name={file.title} size={about} href={address} />
      )}
      {file.isSensitive && (
        <p>
          <Tag tone="due">{t('files.isSensitive')}</Tag> {seen && <Muted>{t('files.seen', seen)}</Muted>}
        </p>
      )}
      {mayEdit && (
        <Confirm open={t('files.remove', { title: file.title })} tone="soft">
          <p>{t('files.removeText')}</p>
          <Form action={`${address}/removal`} method="post" label={t('files.remove', { title: file.title })}>
            <Actions>
              <Button tone="danger">{t('files.removeNow')}</Button>
            </Actions>
          </Form>
        </Confirm>
      )}
    </>
  )
}
