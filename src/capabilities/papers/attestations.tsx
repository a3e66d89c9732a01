import { sayDay, sayMoment } from '../../platform/words/saying-days.ts'
import {
  Actions,
  Button,
  Card,
  FileField,
  Form,
  HiddenField,
  More,
  Muted,
  Section,
  SelectField,
  Stack,
} from '../../ui/index.ts'
import type { Attestation } from './attestation-store.ts'
import { PaperField, Slips } from './fields.tsx'
import { sayLanguage } from './languages.ts'
import { FileOf, type PaperProps, paperAddress } from './paper-page.tsx'
import { asked, type Kind, kinds, needed } from './rules.ts'

/** Translations, notarisations, apostilles and legalisations of a paper, and the forms that add one. */
export function Attestations(props: PaperProps) {
  const { t, attestations, mayWork, slip } = props
  return (
    <Section title={t('attestation.title')} id="attestations">
      {attestations.length === 0 && <Muted>{t('attestation.none')}</Muted>}
      <Stack>
        {attestations.map((one) => (
          <One {...props} one={one} />
        ))}
      </Stack>
      {mayWork &&
        kinds.map((kind) => (
          <More title={t(`attestation.add.${kind}`)} open={slip?.form === kind}>
            <AttestationForm {...props} kind={kind} />
          </More>
        ))}
    </Section>
  )
}

function One(props: PaperProps & { one: Attestation }) {
  const { t, view, item, one, mayWork } = props
  const { fileId, fileName, hasThumbnail, bytes } = one
  return (
    <Card title={t.find(`attestation.${one.kind}`) ?? one.kind} level={3}>
      <p>{sayAttestation(props).join(', ')}</p>
      {fileId && fileName && (
        <FileOf t={t} view={view} file={{ id: fileId, name: fileName, hasThumbnail, bytes, pages: one.pages ?? 1 }} />
      )}
      <p>
        <Muted>{t('by', { name: one.byName, at: sayMoment(one.at, t.language) })}</Muted>
      </p>
      {mayWork && (
        <Form
          action={`${paperAddress(view, item.wanted.type)}/attestations/${one.id}/removal`}
          method="post"
          label={t('attestation.remove')}
        >
          <Actions>
            <Button tone="soft">{t('attestation.remove')}</Button>
          </Actions>
        </Form>
      )}
    </Card>
  )
}

function sayAttestation({ t, view, one }: PaperProps & { one: Attestation }): string[] {
  return [
    one.language && t('attestation.into', { language: sayLanguage(one.language, t.language) }),
    one.byWhom,
    one.country && (view.law.country(one.country)?.name[t.language] ?? one.country),
    one.number && t('attestation.number', { number: one.number }),
    one.onDay ? sayDay(one.onDay, t.language) : '',
  ].filter((part) => part !== '')
}

function AttestationForm({ t, view, item, kind, slip }: PaperProps & { kind: Kind }) {
  const own = slip?.form === kind ? slip : null
  const typed = own?.typed ?? {}
  const filled = { t, law: view.law, form: kind, typed, problems: own?.problems ?? [] }
  return (
    <>
      <Slips {...filled} />
      <Form
        action={`${paperAddress(view, item.wanted.type)}/attestations`}
        method="post"
        multipart
        label={t(`attestation.add.${kind}`)}
      >
        <HiddenField name="key" value={crypto.randomUUID()} />
        <HiddenField name="kind" value={kind} />
        {asked[kind].map((name) => (
          <PaperField {...filled} name={name} hint={needed[kind].includes(name) ? undefined : t('field.optional')} />
        ))}
        {item.files.length > 0 && (
          <SelectField
            name="file"
            id={`${kind}-file`}
            label={t('field.file')}
            options={[
              { value: '', text: t('field.file.none') },
              ...item.files.map(({ id, name }) => ({ value: id, text: name, selected: typed.file === id })),
            ]}
          />
        )}
        <FileField
          name="upload"
          id={`${kind}-upload`}
          label={t('field.upload')}
          hint={t(own ? 'field.upload.again' : 'field.upload.hint')}
          accept="application/pdf,image/*"
        />
        <Actions>
          <Button tone="soft">{t('attestation.save')}</Button>
        </Actions>
      </Form>
    </>
  )
}
