import { readDay } from '../../platform/days.ts'
import type { Problem } from '../../platform/web/form.ts'
import { sayProblem } from '../../platform/web/words.ts'
import { sayDay } from '../../platform/words/saying-days.ts'
import {
  Actions,
  Button,
  CheckField,
  Confirm,
  Crumbs,
  Form,
  Link,
  More,
  Muted,
  Notice,
  PageTitle,
  RadioField,
  Section,
  SelectField,
  Stack,
  Table,
  TextField,
  Tile,
  Tiles,
} from '../../ui/index.ts'
import type { Law } from '../law/index.ts'
import { stayAddress, staysWords } from '../stays/index.ts'
import { fields, headingsAt, isField, templateHeading } from './fields.ts'
import type { Counts, Planned } from './plan.ts'
import type { Import } from './store.ts'
import type { Say } from './words.ts'

interface Props {
  readonly t: Say
  readonly kept: Import
  readonly plan: readonly Planned[]
  readonly counts: Counts
  readonly law: Law
  readonly refusal: string | null
}

const mostShown = 200

/** What a sheet would become: its columns, its mistakes line by line, whom it may be about, and the button that writes it. */
export function TryPage(props: Props) {
  const { t, kept, counts, refusal } = props
  const why = refusal ?? (kept.failure ? (t.find(kept.failure) ?? kept.failure) : null)
  return (
    <Stack>
      <Crumbs label={t('here')} steps={[{ text: t('title'), href: '/desk/arrivals' }, { text: kept.fileName }]} />
      <PageTitle title={kept.fileName} lead={t('try.lead')} />
      {why && (
        <Notice tone="late" role="alert">
          <p>{why}</p>
        </Notice>
      )}
      <Tiles>
        <Tile text={t('count.fresh')} value={counts.fresh} />
        <Tile text={t('count.known')} value={counts.known} note={t('count.same', { count: counts.same })} />
        <Tile text={t('count.asked')} value={counts.asked} />
        <Tile text={t('count.wrong')} value={counts.wrong} />
        <Tile text={t('count.skipped')} value={counts.skipped} />
      </Tiles>
      <Columns {...props} />
      <Mistakes {...props} />
      <Doubles {...props} />
      <Start {...props} />
      <Lines {...props} />
    </Stack>
  )
}

function Columns({ t, kept }: Props) {
  const { headingRow, fields: meant } = kept.mapping
  const headings = headingsAt(kept.cells, headingRow)
  const missing = (['birthDay', 'citizenship', 'passport.number'] as const).filter((field) => !meant.includes(field))
  const action = `/desk/arrivals/${kept.id}/columns` as const
  return (
    <More title={t('columns.title')} open={missing.length > 0} about={t('columns.about')}>
      <Form action={action} method="post" label={t('columns.title')}>
        <TextField
          name="headingRow"
          label={t('columns.row')}
          hint={t('columns.row.hint')}
          value={String(headingRow + 1)}
          width="short"
          inputmode="numeric"
        />
        {headings.map((spellings, column) => {
          const heading = kept.cells[headingRow]?.[column] || kept.cells[headingRow - 1]?.[column] || '–'
          const example = kept.cells.slice(headingRow + 1).find((row) => row[column])?.[column] ?? ''
          if (spellings.length === 0 && !example) return null
          return (
            <SelectField
              name={`column.${column}`}
              label={heading}
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

function sayField(t: Say, field: string): string {
  if (isField(field)) return templateHeading(field, t.language)
  const [kind = '', name = ''] = field.split('.')
  const stay = staysWords(t.language)
  const said = stay.find(`field.${kind}.${name}`) ?? stay.find(`field.${name}`)
  return said ? `${stay.find(`kind.${kind}`) ?? ''}, ${said}` : field
}

function sayMistake(t: Say, problem: Problem): string {
  // A form says "fill this in"; a sheet may have merged the cell.
  const key = problem.key === 'form.missing' ? 'cell.missing' : problem.key
  return `${sayField(t, problem.field)}: ${sayProblem({ ...problem, key }, t.language, t)}`
}

function Mistakes({ t, plan }: Props) {
  const wrong = plan.filter(({ problems }) => problems.length > 0)
  if (wrong.length === 0) return null
  return (
    <Section title={t('wrong.title', { count: wrong.length })}>
      <p>{t('wrong.about')}</p>
      <Table
        caption={t('wrong.title', { count: wrong.length })}
        captionHidden
        columns={[
          { key: 'row', text: t('column.row'), numeric: true },
          { key: 'who', text: t('column.who') },
          { key: 'what', text: t('column.wrong') },
        ]}
        empty=""
        rows={wrong.slice(0, mostShown).map(({ line, problems }) => ({
          cells: [
            String(line.row),
            line.shownAs || '–',
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

function Doubles({ t, kept, plan }: Props) {
  const asked = plan.filter(({ match, candidates }) => candidates.length > 0 && match !== 'known')
  const answered = plan.filter(({ line, candidates }) => candidates.length > 0 && kept.answers[String(line.row)])
  const shown = [...new Set([...asked, ...answered])].slice(0, mostShown)
  if (shown.length === 0) return null
  return (
    <Section title={t('doubles.title')}>
      <p>{t('doubles.about')}</p>
      <Form action={`/desk/arrivals/${kept.id}/answers`} method="post" label={t('doubles.title')}>
        {shown.map(({ line, candidates }) => {
          const answer = kept.answers[String(line.row)] ?? ''
          const option = (value: string, text: string) => ({ value, text, selected: value === answer })
          return (
            <RadioField
              name={`line.${line.row}`}
              label={t('doubles.line', { row: line.row, name: line.shownAs })}
              options={[
                ...candidates.map(({ id, name, birthDay }) =>
                  option(id, t('doubles.same', { name, day: sayBirth(t, birthDay) })),
                ),
                option('new', t('doubles.new')),
                option('skip', t('doubles.skip')),
              ]}
            />
          )
        })}
        <Actions>
          <Button tone="soft">{t('doubles.save')}</Button>
        </Actions>
      </Form>
    </Section>
  )
}

function sayBirth(t: Say, text: string | null): string {
  const on = text ? readDay(text) : null
  return on ? sayDay(on, t.language) : '?'
}

function Start({ t, kept, counts }: Props) {
  const writes = counts.fresh + counts.known
  return (
    <Section title={t('start.title')}>
      <p>{t('start.about', { count: writes })}</p>
      <Actions>
        {writes > 0 && (
          <Confirm open={t('start.open', { count: writes })} tone="main">
            <Form action={`/desk/arrivals/${kept.id}/writing`} method="post" label={t('start.title')}>
              {counts.wrong > 0 && (
                <CheckField
                  name="leaveOut"
                  label={t('start.leaveOut', { count: counts.wrong })}
                  hint={t('start.leaveOut.hint')}
                />
              )}
              <p>{t('start.sure')}</p>
              <Button>{t('start.button')}</Button>
            </Form>
          </Confirm>
        )}
        <Form action={`/desk/arrivals/${kept.id}/dropping`} method="post" label={t('drop')}>
          <Button tone="soft">{t('drop')}</Button>
        </Form>
      </Actions>
    </Section>
  )
}

function Lines({ t, plan }: Props) {
  const stay = staysWords(t.language)
  const right = plan.filter(({ problems }) => problems.length === 0)
  if (right.length === 0) return null
  return (
    <More title={t('lines.title', { count: right.length })}>
      <Table
        caption={t('lines.title', { count: right.length })}
        captionHidden
        columns={[
          { key: 'row', text: t('column.row'), numeric: true },
          { key: 'who', text: t('column.who') },
          { key: 'match', text: t('column.match') },
          { key: 'adds', text: t('column.adds') },
        ]}
        empty=""
        rows={right.slice(0, mostShown).map(({ line, match, person, adds, makesStudent }) => ({
          cells: [
            String(line.row),
            person ? <Link href={stayAddress(person.id)}>{line.shownAs}</Link> : line.shownAs,
            t(`match.${match}`),
            [...adds.map(({ kind }) => stay(`kind.${kind}`)), ...(makesStudent ? [t('adds.student')] : [])].join(
              ', ',
            ) || t('adds.nothing'),
          ],
        }))}
      />
      {right.length > mostShown && <Muted>{t('more', { count: right.length - mostShown })}</Muted>}
    </More>
  )
}
