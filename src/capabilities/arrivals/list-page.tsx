import { sayMoment } from '../../platform/words/saying-days.ts'
import {
  Actions,
  Button,
  EmptyState,
  FileField,
  Form,
  HiddenField,
  Link,
  PageTitle,
  Section,
  Stack,
  Table,
  Tag,
  type Tone,
} from '../../ui/index.ts'
import type { listImports, State } from './store.ts'
import type { Say } from './words.ts'

export const tones: Readonly<Record<State, Tone>> = { tried: 'due', writing: 'wait', written: 'ok', undone: 'quiet' }

interface Props {
  readonly t: Say
  readonly imports: Awaited<ReturnType<typeof listImports>>
  readonly problem: string | null
  readonly newKey: string
}

/** Where a sheet is handed in, and what has become of the earlier ones. */
export function ArrivalsPage({ t, imports, problem, newKey }: Props) {
  const columns = (['file', 'state', 'lines', 'when', 'by'] as const).map((key) => ({ key, text: t(`column.${key}`) }))
  return (
    <Stack>
      <PageTitle title={t('title')} lead={t('lead')} />
      <Section title={t('upload.title')}>
        <p>
          {t('upload.about')} <Link href="/desk/arrivals/template.xlsx">{t('template.xlsx')}</Link>,{' '}
          <Link href="/desk/arrivals/template.csv">{t('template.csv')}</Link>
        </p>
        <Form action="/desk/arrivals" method="post" label={t('upload.title')} multipart>
          <HiddenField name="key" value={newKey} />
          <FileField
            name="file"
            label={t('upload.file')}
            hint={t('upload.hint')}
            error={problem ?? undefined}
            accept=".xlsx,.csv,.txt,text/csv,application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
            required
          />
          <Actions>
            <Button>{t('upload.send')}</Button>
          </Actions>
        </Form>
      </Section>
      <Section title={t('earlier')}>
        <Table
          caption={t('earlier')}
          captionHidden
          columns={columns}
          empty={<EmptyState title={t('none')} />}
          rows={imports.map(({ id, fileName, state, lines, uploadedAt, byName }) => ({
            href: `/desk/arrivals/${id}`,
            cells: [
              fileName,
              <Tag tone={tones[state]}>{t(`state.${state}`)}</Tag>,
              String(lines),
              sayMoment(uploadedAt, t.language),
              byName,
            ],
          }))}
        />
      </Section>
    </Stack>
  )
}
