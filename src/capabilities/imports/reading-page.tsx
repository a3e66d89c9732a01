import { encodings } from '../../platform/sheets/encodings.ts'
import { columnName } from '../../platform/sheets/index.ts'
import { separators } from '../../platform/sheets/open-sent.ts'
import { Actions, Button, Form, Notice, Prose, Section, SelectField, Table } from '../../ui/index.ts'
import type { Line } from './line-store.ts'
import { importAddress } from './said.ts'
import { StepPage, type StepProps } from './steps-page.tsx'

interface ReadingProps extends StepProps {
  readonly lines: readonly Line[]
  readonly refusal: string | null
}

const separatorNames = { ';': 'semicolon', ',': 'comma', '\t': 'tab' } as const
/** Columns that the page shows of a wide sheet. */
const mostShown = 8

/** How the file was read, with everything that may be read another way. */
export function ReadingPage(props: ReadingProps) {
  const { t, one, lines } = props
  const { reading } = one
  const width = Math.min(mostShown, one.headings.length)
  return (
    <StepPage {...props} step="reading" notice={null}>
      <Prose>
        <p>{t('reading.lead')}</p>
      </Prose>
      <ReadingNotes t={t} one={one} />
      <Form action={importAddress(one, '/reading')} method="post">
        {reading.encoding && (
          <SelectField
            name="encoding"
            label={t('reading.encoding')}
            options={encodings.map((name) => ({
              value: name,
              text: t(`reading.encoding.${name}`),
              selected: name === reading.encoding,
            }))}
          />
        )}
        {reading.separator && (
          <SelectField
            name="separator"
            label={t('reading.separator')}
            options={separators.map((sign) => ({
              value: separatorNames[sign],
              text: t(`reading.separator.${separatorNames[sign]}`),
              selected: sign === reading.separator,
            }))}
          />
        )}
        {reading.sheets.length > 0 && (
          <SelectField
            name="sheet"
            label={t('reading.sheet')}
            options={reading.sheets.map(({ name, isHidden }, at) => ({
              value: String(at),
              text: isHidden ? t('reading.sheet.hidden', { name }) : name,
              selected: at === reading.sheet,
            }))}
          />
        )}
        <SelectField
          name="headings"
          label={t('reading.headings')}
          width="half"
          options={Array.from({ length: Math.max(30, reading.headingLine) }, (_, at) => ({
            value: String(at + 1),
            text: String(at + 1),
            selected: at + 1 === reading.headingLine,
          }))}
        />
        <Actions>
          <Button>{t('reading.button')}</Button>
        </Actions>
      </Form>
      <Section title={t('reading.first')}>
        <Table
          caption={t('reading.first')}
          captionHidden
          columns={[
            { key: 'line', text: t('reading.line') },
            ...one.headings.slice(0, width).map((text, at) => ({ key: String(at), text: text || columnName(at) })),
          ]}
          rows={lines.slice(0, 8).map(({ line, cells }) => ({
            cells: [String(line), ...Array.from({ length: width }, (_, at) => (cells[at] ?? '').slice(0, 60) || '–')],
          }))}
          empty={t('file.noLines')}
        />
      </Section>
    </StepPage>
  )
}

/** What one would not expect of how the sheet was read. */
export function ReadingNotes({ t, one: { reading } }: StepProps) {
  if (reading.hidden + reading.uncounted + reading.lost === 0) return null
  return (
    <Notice tone="due">
      {reading.hidden > 0 && <p>{t('reading.hidden', { count: reading.hidden })}</p>}
      {reading.lost > 0 && <p>{t('reading.lost', { count: reading.lost })}</p>}
      {reading.uncounted > 0 && <p>{t('reading.uncounted', { count: reading.uncounted })}</p>}
    </Notice>
  )
}
