import { columnName } from '../../platform/sheets/index.ts'
import {
  Actions,
  Button,
  ErrorSummary,
  Form,
  type Option,
  type OptionGroup,
  Prose,
  SelectField,
} from '../../ui/index.ts'
import type { Line } from './line-store.ts'
import { ReadingNotes } from './reading-page.tsx'
import { fieldName, importAddress } from './said.ts'
import { StepPage, type StepProps } from './steps-page.tsx'
import type { Target } from './target.ts'
import type { Say } from './words.ts'

interface ColumnsProps extends StepProps {
  readonly target: Target
  /** Our field for each column, guessed or as somebody has said. */
  readonly fields: readonly string[]
  readonly lines: readonly Line[]
  readonly problems: readonly string[]
  readonly notice: string | null
}

const identifiers = ['schac', 'erasmus', 'pic', 'ror', 'id']
const groupOf = (field: string) =>
  field.startsWith('contact.') ? 'contact' : identifiers.includes(field) ? 'ids' : 'record'

/** Each column of theirs, what stands in it, and which of our fields it becomes. */
export function ColumnsPage(props: ColumnsProps) {
  const { t, one, fields, lines, problems, target } = props
  return (
    <StepPage {...props} step="columns" refusal={null}>
      {problems.length > 0 && (
        <ErrorSummary title={t('columns.check')} problems={problems.map((text) => ({ href: '#column.0', text }))} />
      )}
      <Prose>
        <p>{t('columns.lead')}</p>
      </Prose>
      <ReadingNotes t={t} one={one} />
      <Form action={importAddress(one, '/columns')} method="post">
        {one.headings.map((heading, at) => (
          <SelectField
            name={`column.${at}`}
            label={heading.replaceAll('\n', ' ') || t('columns.noHeading', { column: columnName(at) })}
            hint={exampleOf(t, lines, at)}
            options={[
              { value: '', text: t('columns.out') },
              ...optionsOf(t, target, one.target).map((group) => chosen(group, fields[at] ?? '')),
            ]}
          />
        ))}
        <Actions>
          <Button>{t('columns.button')}</Button>
        </Actions>
      </Form>
    </StepPage>
  )
}

function exampleOf(t: Say, lines: readonly Line[], at: number): string {
  const texts = [...new Set(lines.flatMap(({ cells }) => cells[at] || []))].slice(0, 3)
  const column = columnName(at)
  if (texts.length === 0) return t('columns.noExample', { column })
  const short = texts.map((text) => (text.length > 40 ? `${text.slice(0, 40)}…` : text).replaceAll('\n', ' '))
  return t('columns.example', { column, examples: short.join(' · ') })
}

function optionsOf(t: Say, { fields }: Target, target: ColumnsProps['one']['target']): OptionGroup[] {
  return (['record', 'contact', 'ids'] as const).flatMap((group) => {
    const options = fields
      .filter(({ name }) => groupOf(name) === group)
      .map(({ name }) => ({ value: name, text: fieldName(target, name, t.language) }))
    return options.length > 0 ? [{ group: t(`group.${group}`), options }] : []
  })
}

const chosen = ({ group, options }: OptionGroup, value: string): OptionGroup => ({
  group,
  options: options.map((option): Option => ({ ...option, selected: option.value === value })),
})
