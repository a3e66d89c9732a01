import { columnName, type SheetCell } from '../../platform/sheets/index.ts'
import { saidOf } from '../../platform/web/words.ts'
import {
  Actions,
  Button,
  ButtonLink,
  Form,
  HiddenField,
  More,
  Muted,
  Notice,
  Section,
  SelectField,
  Table,
  TextArea,
  TextField,
} from '../../ui/index.ts'
import { templateAddress } from './addresses.ts'
import type { Mapping } from './filling.ts'
import type { Known, TemplateProps } from './template-page.tsx'
import { commonFields, studentFields } from './values.ts'

/** So many columns and rows of a partner's sheet are shown: nobody asks more of a nomination. */
const most = { columns: 30, rows: 40 }

/** The form in which the office says where what goes. */
export function MappingForm(props: Known) {
  const { t, partner, template, sheet, sheets, typed, problems } = props
  const errorOf = (field: string) => saidOf(problems, field, t.language, t)
  const { mapping } = template
  const isMapped = mapping.sheet === sheet
  return (
    <Section title={t('template.where')}>
      {sheets.length > 1 && (
        <Actions>
          {sheets
            .filter((name) => name !== sheet)
            .map((name) => (
              <ButtonLink tone="soft" href={`${templateAddress(partner)}?${new URLSearchParams({ sheet: name })}`}>
                {t('template.useSheet', { name })}
              </ButtonLink>
            ))}
        </Actions>
      )}
      <Grid {...props} />
      <Form action={`${templateAddress(partner)}/mapping`} method="post" label={t('template.where')}>
        <HiddenField name="version" value={template.version} />
        <HiddenField name="sheet" value={sheet} />
        {errorOf('sheet') && <Notice tone="late" role="alert" title={errorOf('sheet')} />}
        <TextField
          name="row"
          label={t('template.row')}
          hint={t('template.rowHint')}
          value={typed?.row ?? String(isMapped ? mapping.row : 2)}
          error={errorOf('row')}
          width="short"
        />
        <ColumnFields {...props} mapping={isMapped ? mapping : null} />
        <TextArea
          name="cells"
          label={t('template.cells')}
          hint={t('template.cellsHint')}
          value={typed?.cells ?? (isMapped ? sayCells(mapping) : '')}
          error={errorOf('cells')}
          rows={4}
        />
        <Actions>
          <Button>{t('template.save')}</Button>
        </Actions>
      </Form>
    </Section>
  )
}

const sayCells = ({ cells }: Mapping) =>
  Object.entries(cells)
    .map(([cell, text]) => `${cell} = ${text}`)
    .join('\n')

function usedColumns(cells: readonly SheetCell[], mapping: Mapping | null): string[] {
  const last = Math.max(0, ...cells.map(({ column }) => column))
  const used = Array.from({ length: Math.min(last + 1, most.columns) }, (_, at) => columnName(at))
  return [...new Set([...used, ...Object.keys(mapping?.columns ?? {})])]
}

function ColumnFields({ t, cells, mapping, typed }: Known & { mapping: Mapping | null }) {
  const all = usedColumns(cells, mapping).map((column) => {
    const name = `column.${column}`
    const value = typed?.[name] ?? mapping?.columns[column] ?? ''
    const fields = [...studentFields, ...commonFields].map((field) => ({
      value: `{{${field}}}`,
      text: t(`field.${field}`),
    }))
    const own = value === '' || fields.some((option) => option.value === value) ? [] : [{ value, text: value }]
    return (
      <SelectField
        name={name}
        label={[t('template.column', { column }), headingOf(cells, column, mapping?.row ?? 2)]
          .filter(Boolean)
          .join(': ')}
        width="half"
        options={[{ value: '', text: t('template.leave') }, ...own, ...fields].map((option) => ({
          ...option,
          selected: option.value === value,
        }))}
      />
    )
  })
  return <>{all}</>
}

// What stands above the first student, nearest first: that is what the column is called.
function headingOf(cells: readonly SheetCell[], column: string, row: number): string {
  const above = cells.filter((cell) => columnName(cell.column) === column && cell.row < row)
  return above.at(-1)?.text.slice(0, 60) ?? ''
}

function Grid({ t, cells, sheet }: TemplateProps) {
  const rows = Map.groupBy(
    cells.filter(({ row, column }) => row <= most.rows && column < most.columns),
    ({ row }) => row,
  )
  return (
    <More title={t('template.look', { name: sheet })}>
      <Table
        caption={sheet}
        columns={[
          { key: 'row', text: t('template.rowNumber') },
          { key: 'cells', text: t('template.says') },
        ]}
        rows={[...rows].map(([row, all]) => ({
          cells: [
            String(row),
            all.map(({ column, text, isFormula }) => (
              <p>
                <Muted>{`${columnName(column)}${row}`}</Muted> {isFormula ? t('template.formula', { text }) : text}
              </p>
            )),
          ],
        }))}
        empty={t('template.empty')}
      />
    </More>
  )
}
