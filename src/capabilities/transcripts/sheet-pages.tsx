import type { Href } from '../../platform/jsx-runtime.ts'
import type { Problem } from '../../platform/web/form.ts'
import { sayProblem } from '../../platform/web/words.ts'
import { sayMoment } from '../../platform/words/saying-days.ts'
import {
  Actions,
  Button,
  CheckField,
  Confirm,
  Crumbs,
  EmptyState,
  FileField,
  Form,
  HiddenField,
  Link,
  More,
  Muted,
  Notice,
  PageTitle,
  Section,
  SelectField,
  Stack,
  Table,
  Tag,
  TextField,
  Tile,
  Tiles,
  type Tone,
} from '../../ui/index.ts'
import { type Counts, fields, isField, lacking, type Planned, templateHeading } from './sheet-rules.ts'
import type { Sheet, State } from './sheet-store.ts'
import type { Say } from './words.ts'

/** Where sheets are handed in: the office's place for sheets of many, or one person's. */
export interface SheetRoom {
  readonly t: Say
  /** The page of the sheets; one of them stands below it. */
  readonly base: Href
  readonly steps: readonly { readonly text: string; readonly href: Href }[]
  /** Whose grades; null for sheets of many. */
  readonly person: string | null
  readonly isSubject: boolean
}

const tones: Readonly<Record<State, Tone>> = { tried: 'due', written: 'ok', undone: 'quiet' }

interface SheetsProps {
  readonly room: SheetRoom
  readonly sheets: readonly Omit<Sheet, 'cells' | 'mapping'>[]
  readonly newKey: string
  readonly problem: string | null
}

/** Where a sheet is handed in, and what became of the earlier ones. */
export function SheetsPage({ room, sheets, newKey, problem }: SheetsProps) {
  const { t, base, person } = room
  const columns = (['file', 'state', 'lines', 'when', 'by'] as const).map((key) => ({ key, text: t(`sheet.${key}`) }))
  return (
    <Stack>
      <Crumbs label={t('here')} steps={[...room.steps, { text: t('sheets.title') }]} />
      <PageTitle title={t('sheets.title')} over={person ?? undefined} lead={t(person ? 'sheets.one' : 'sheets.many')} />
      <Section title={t('sheet.send')}>
        <p>
          {t('sheet.template')} <Link href={`${base}/template.xlsx`}>XLSX</Link>,{' '}
          <Link href={`${base}/template.csv`}>CSV</Link>
        </p>
        <Form action={base} method="post" label={t('sheet.send')} multipart>
          <HiddenField name="key" value={newKey} />
          <FileField
            name="file"
            label={t('sheet.file')}
            hint={t('sheet.hint')}
            error={problem ?? undefined}
            accept=".xlsx,.csv,.txt,text/csv,application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
            required
          />
          <Actions>
            <Button>{t('sheet.try')}</Button>
          </Actions>
        </Form>
      </Section>
      <Section title={t('sheet.earlier')}>
        <Table
          caption={t('sheet.earlier')}
          captionHidden
          columns={columns}
          empty={<EmptyState title={t('sheet.none')} />}
          rows={sheets.map(({ id, fileName, state, lines, at, by }) => ({
            href: `${base}/${id}`,
            cells: [
              fileName || '–',
              <Tag tone={tones[state]}>{t(`sheet.state.${state}`)}</Tag>,
              String(lines),
              sayMoment(at, t.language),
              by.name,
            ],
          }))}
        />
      </Section>
    </Stack>
  )
}

interface SheetProps {
  readonly room: SheetRoom
  readonly sheet: Sheet
  readonly plan: readonly Planned[]
  readonly counts: Counts
  readonly refusal: string | null
}

const mostShown = 200

/** One sheet: before it is written line by line, and afterwards with the way back. */
export function SheetPage(props: SheetProps) {
  const { room, sheet, counts, refusal } = props
  const { t, base } = room
  return (
    <Stack>
      <Crumbs
        label={t('here')}
        steps={[...room.steps, { text: t('sheets.title'), href: base }, { text: sheet.fileName || '–' }]}
      />
      <PageTitle
        title={sheet.fileName || '–'}
        over={room.person ?? undefined}
        lead={t('sheet.about', { name: sheet.by.name, at: sayMoment(sheet.at, t.language) })}
      />
      {refusal && (
        <Notice tone="late" role="alert">
          <p>{refusal}</p>
        </Notice>
      )}
      {sheet.state !== 'tried' ? (
        <Ended room={room} sheet={sheet} />
      ) : (
        <>
          <Tiles>
            <Tile text={t('count.writes')} value={counts.writes} />
            {!room.person && <Tile text={t('count.people')} value={counts.people} />}
            <Tile text={t('count.there')} value={counts.there} />
            <Tile text={t('count.wrong')} value={counts.wrong} tone={counts.wrong > 0 ? 'due' : 'ok'} />
          </Tiles>
          <Columns {...props} />
          <Mistakes {...props} />
          <Write {...props} />
          <Lines {...props} />
        </>
      )}
    </Stack>
  )
}

function Ended({ room: { t, base }, sheet }: Pick<SheetProps, 'room' | 'sheet'>) {
  if (sheet.undone)
    return (
      <Notice tone="quiet">
        <p>{t('sheet.undone', { name: sheet.undone.by, at: sayMoment(sheet.undone.at, t.language) })}</p>
        {sheet.stayed > 0 && <p>{t('sheet.stayed', { count: sheet.stayed })}</p>}
      </Notice>
    )
  return (
    <>
      <Notice tone="ok" role="status">
        <p>{t('sheet.written', { count: sheet.lines })}</p>
      </Notice>
      <Confirm open={t('undo.open')}>
        <p>{t('undo.about')}</p>
        <Form action={`${base}/${sheet.id}/undoing`} method="post" label={t('undo.open')}>
          <Button tone="danger">{t('undo.do')}</Button>
        </Form>
      </Confirm>
    </>
  )
}

function Columns({ room: { t, base, person }, sheet }: SheetProps) {
  const missing = lacking(sheet.mapping, person !== null)
  const { headingRow, fields: meant } = sheet.mapping
  const width = Math.max(0, ...sheet.cells.map((row) => row.length))
  return (
    <More title={t('columns.title')} open={missing.length > 0}>
      {missing.length > 0 && (
        <Notice tone="late">
          <p>
            {t('columns.missing', {
              fields: missing.map((field) => templateHeading(field, t.language)).join(', '),
            })}
          </p>
        </Notice>
      )}
      <Form action={`${base}/${sheet.id}/columns`} method="post" label={t('columns.title')}>
        <TextField
          name="headingRow"
          label={t('columns.row')}
          value={String(headingRow + 1)}
          width="short"
          inputmode="numeric"
        />
        {Array.from({ length: width }, (_, column) => {
          const example = sheet.cells.slice(headingRow + 1).find((row) => row[column])?.[column] ?? ''
          return (
            <SelectField
              name={`column.${column}`}
              label={sheet.cells[headingRow]?.[column] || '–'}
              hint={example ? t('columns.example', { text: example.slice(0, 60) }) : undefined}
              width="half"
              options={[
                { value: '', text: t('columns.unread') },
                ...fields.map((field) => ({
                  value: field,
                  text: templateHeading(field, t.language),
                  selected: meant[column] === field,
                })),
              ]}
            />
          )
        })}
        <Actions>
          <Button tone="soft">{t('columns.save')}</Button>
        </Actions>
      </Form>
    </More>
  )
}

function sayMistake(t: Say, problem: Problem): string {
  const name = isField(problem.field) ? templateHeading(problem.field, t.language) : problem.field
  return `${name}: ${sayProblem(problem, t.language, t)}`
}

function Mistakes({ room: { t }, plan }: SheetProps) {
  const wrong = plan.filter(({ problems }) => problems.length > 0)
  if (wrong.length === 0) return null
  return (
    <Section title={t('wrong.title', { count: wrong.length })}>
      <Table
        caption={t('wrong.title', { count: wrong.length })}
        captionHidden
        columns={[
          { key: 'row', text: t('column.row'), numeric: true },
          { key: 'who', text: t('column.name') },
          { key: 'subject', text: t('column.subject') },
          { key: 'what', text: t('column.wrong') },
        ]}
        empty=""
        rows={wrong.slice(0, mostShown).map(({ row, shown, problems }) => ({
          cells: [
            String(row),
            shown.who,
            shown.subject || '–',
            <ul>
              {problems.map((problem) => (
                <li>{sayMistake(t, problem)}</li>
              ))}
            </ul>,
          ],
        }))}
      />
      {wrong.length > mostShown && <Muted>{t('more', { count: wrong.length - mostShown })}</Muted>}
    </Section>
  )
}

function Write({ room: { t, base, isSubject }, sheet, counts }: SheetProps) {
  return (
    <Actions>
      {counts.writes > 0 && (
        <Form action={`${base}/${sheet.id}/writing`} method="post" label={t('write.do', { count: counts.writes })}>
          {counts.wrong > 0 && <CheckField name="leaveOut" label={t('write.leaveOut', { count: counts.wrong })} />}
          <p>{t(isSubject ? 'write.own' : 'write.office')}</p>
          <Button>{t('write.do', { count: counts.writes })}</Button>
        </Form>
      )}
      <Form action={`${base}/${sheet.id}/dropping`} method="post" label={t('drop')}>
        <Button tone="soft">{t('drop')}</Button>
      </Form>
    </Actions>
  )
}

function Lines({ room: { t }, plan }: SheetProps) {
  const right = plan.filter(({ problems }) => problems.length === 0)
  if (right.length === 0) return null
  return (
    <More title={t('lines.title', { count: right.length })}>
      <Table
        caption={t('lines.title', { count: right.length })}
        captionHidden
        columns={[
          { key: 'row', text: t('column.row'), numeric: true },
          { key: 'who', text: t('column.name') },
          { key: 'session', text: t('entry.session'), numeric: true },
          { key: 'subject', text: t('column.subject') },
          { key: 'grade', text: t('column.grade') },
          { key: 'what', text: t('column.becomes') },
        ]}
        empty=""
        rows={right.slice(0, mostShown).map(({ row, shown, said, isThere }) => ({
          cells: [
            String(row),
            shown.who,
            String(said?.session ?? ''),
            shown.subject,
            shown.grade,
            t(isThere ? 'line.there' : 'line.new'),
          ],
        }))}
      />
      {right.length > mostShown && <Muted>{t('more', { count: right.length - mostShown })}</Muted>}
    </More>
  )
}
