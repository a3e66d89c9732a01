import { sayMoment } from '../../platform/words/saying-days.ts'
import {
  Actions,
  Button,
  ButtonLink,
  EmptyState,
  FileField,
  Form,
  HiddenField,
  Muted,
  Notice,
  Pager,
  PageTitle,
  RadioField,
  Section,
  Table,
  Tag,
  type Tone,
} from '../../ui/index.ts'
import { bounds } from './actions.ts'
import { importAddress, importsAddress } from './said.ts'
import type { Import, ImportState } from './store.ts'
import type { Target } from './target.ts'
import type { Say } from './words.ts'

export interface ListedImport extends Import {
  readonly lines: number
}

interface ListProps {
  readonly t: Say
  readonly targets: readonly Target[]
  readonly imports: readonly ListedImport[]
  readonly older: Date | null
  readonly isFirst: boolean
  /** The id that the next sheet gets: the same form twice brings it once. */
  readonly id: string
  readonly refusal: string | null
  readonly chosen: string
}

const tones: Readonly<Record<ImportState, Tone>> = {
  ...{ open: 'due', running: 'wait', done: 'ok', undoing: 'wait', undone: 'quiet', dropped: 'quiet' },
}

export const StateTag = ({ t, state }: { t: Say; state: ImportState }) => (
  <Tag tone={tones[state]}>{t(`state.${state}`)}</Tag>
)

/** What came in, and the form that sends the next sheet. */
export function ImportsPage(props: ListProps) {
  const { t, imports, older, isFirst } = props
  return (
    <>
      <PageTitle title={t('title')} lead={t('lead')} />
      <Actions>
        <ButtonLink tone="soft" href={`${importsAddress}/out`}>
          {t('out.open')}
        </ButtonLink>
      </Actions>
      <SendForm {...props} />
      <Section title={t('list.title')}>
        <Table
          caption={t('list.title')}
          captionHidden
          columns={[
            ...(['file', 'what', 'when'] as const).map((key) => ({ key, text: t(`list.${key}`) })),
            { key: 'lines', text: t('list.lines'), numeric: true },
            { key: 'state', text: t('list.state') },
          ]}
          rows={imports.map((one) => ({
            href: importAddress(one),
            cells: [
              one.fileName,
              t(`target.${one.target}`),
              `${sayMoment(one.sentAt, t.language)}, ${one.by.name}`,
              one.lines.toLocaleString(t.language),
              <StateTag t={t} state={one.state} />,
            ],
          }))}
          empty={<EmptyState title={t('list.empty.title')} text={t('list.empty.text')} />}
        />
        <Pager
          label={t('list.pages')}
          newer={isFirst ? undefined : { href: importsAddress, text: t('list.newest') }}
          older={older ? { href: `${importsAddress}?before=${older.toISOString()}`, text: t('list.older') } : undefined}
        />
      </Section>
    </>
  )
}

function SendForm({ t, targets, id, refusal, chosen }: ListProps) {
  const [only] = targets.length === 1 ? targets : []
  return (
    <Section title={t('send.title')}>
      {refusal && (
        <Notice tone="late" role="alert">
          <p>{refusal}</p>
        </Notice>
      )}
      <Form action={importsAddress} method="post" multipart>
        <HiddenField name="id" value={id} />
        {only ? (
          <HiddenField name="target" value={only.name} />
        ) : (
          <RadioField
            name="target"
            label={t('target')}
            options={targets.map(({ name }) => ({
              value: name,
              text: t(`target.${name}`),
              hint: t(`target.${name}.hint`),
              selected: name === chosen,
            }))}
          />
        )}
        <FileField
          name="file"
          label={t('send.file')}
          hint={t('send.file.hint', { megabytes: bounds.mostBytes / 1e6, lines: bounds.mostLines })}
          accept=".xlsx,.csv,.tsv,.txt,.json"
        />
        <Actions>
          <Button>{t('send.button')}</Button>
        </Actions>
      </Form>
      <Actions>
        <Muted>{t('send.template')}</Muted>
        {targets.map(({ name }) => (
          <ButtonLink tone="soft" href={`${importsAddress}/template-${name}.xlsx`}>
            {t(`target.${name}`)}
          </ButtonLink>
        ))}
      </Actions>
    </Section>
  )
}
