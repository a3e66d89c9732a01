import type { Href } from '../../platform/jsx-runtime.ts'
import type { Problem } from '../../platform/web/form.ts'
import { sayProblem } from '../../platform/web/words.ts'
import { sayDay } from '../../platform/words/saying-days.ts'
import {
  Actions,
  Button,
  Confirm,
  Crumbs,
  FileField,
  Form,
  HiddenField,
  Link,
  Notice,
  PageTitle,
  Section,
  Table,
  Tag,
  TextArea,
  TextField,
} from '../../ui/index.ts'
import type { Partner } from '../partners/index.ts'
import { hubAddress, roundAddress } from './hub-page.tsx'
import { termOf } from './inviting.ts'
import type { NomineeLine } from './nominee-sheet.ts'
import type { Round } from './store.ts'
import { incomingWords, type Say } from './words.ts'

/** What would become of a line. */
export interface TriedLine extends NomineeLine {
  /** The number of the case of whoever is named in this round already. */
  readonly there: string | null
}

export interface SheetPageProps {
  readonly t: Say
  readonly round: Round
  readonly partner: Partner
  readonly formKey: string
  /** Whom of the partner's office to tell what becomes of the students. */
  readonly contact: { readonly name: string; readonly mail: string }
  readonly mailProblem: Problem | null
  /** The cells as text, to be sent again with the answer; empty before a sheet was read. */
  readonly text: string
  readonly lines: readonly TriedLine[] | null
  readonly refusal: string | null
}

/** A partner's list of students: read first, line by line, and written as a whole. */
export function SheetPage(props: SheetPageProps) {
  const { t, round, partner, refusal, lines } = props
  return (
    <>
      <Crumbs
        label={t('hub.title')}
        steps={[
          { text: t('hub.title'), href: hubAddress },
          { text: termOf(round, t.language), href: roundAddress(round.id) },
          { text: t('sheet.title') },
        ]}
      />
      <PageTitle
        title={t('sheet.title')}
        over={`${partner.name}, ${termOf(round, t.language)}`}
        lead={t('sheet.lead')}
      />
      {refusal && (
        <Notice tone="late" role="alert">
          <p>{refusal}</p>
        </Notice>
      )}
      {lines && <Tried {...props} lines={lines} />}
      <Upload {...props} />
    </>
  )
}

const here = ({ round, partner }: SheetPageProps): Href => `${roundAddress(round.id)}/sheet/${partner.id}`

function Upload(props: SheetPageProps) {
  const { t, lines, text } = props
  const form = (
    <Form action={`${here(props)}/try`} method="post" multipart label={t('sheet.title')}>
      <p>
        {t('sheet.columns')} <Link href="/desk/incoming-mobility/template.xlsx">{t('sheet.template')}</Link>{' '}
        <Link href="/desk/incoming-mobility/template.csv">CSV</Link>
      </p>
      <FileField name="file" label={t('sheet.file')} hint={t('sheet.file.hint')} accept=".xlsx,.csv,.txt" />
      <TextArea name="lines" label={t('sheet.paste')} hint={t('sheet.paste.hint')} value={lines ? '' : text} rows={5} />
      <Actions>
        <Button tone={lines ? 'soft' : 'main'}>{t('sheet.try')}</Button>
      </Actions>
    </Form>
  )
  return lines ? (
    <Confirm open={t('sheet.another')} tone="soft">
      {form}
    </Confirm>
  ) : (
    form
  )
}

function Tried(props: SheetPageProps & { lines: readonly TriedLine[] }) {
  const { t, lines } = props
  const right = lines.filter(({ nominee, there }) => nominee && !there)
  const wrong = lines.filter(({ problems }) => problems.length > 0)
  return (
    <Section title={t('sheet.read', { count: lines.length })}>
      {wrong.length > 0 && (
        <Notice tone="late" role="alert">
          <p>{t('sheet.wrong', { count: wrong.length })}</p>
        </Notice>
      )}
      <Table
        caption={t('sheet.read', { count: lines.length })}
        captionHidden
        columns={[
          { key: 'row', text: t('sheet.row'), numeric: true },
          { key: 'name', text: t('place.name') },
          { key: 'becomes', text: t('sheet.becomes') },
        ]}
        rows={lines.map((line) => ({ cells: [String(line.row), line.name || '–', <Becomes t={t} line={line} />] }))}
        empty=""
      />
      {wrong.length === 0 && right.length > 0 && <Writing {...props} count={right.length} />}
      {wrong.length === 0 && right.length === 0 && <p>{t('sheet.nothing')}</p>}
    </Section>
  )
}

function Becomes({ t, line }: { t: Say; line: TriedLine }) {
  if (line.there) return <Tag tone="quiet">{t('sheet.there', { number: line.there })}</Tag>
  if (line.nominee) {
    const { mail, field, from, to } = line.nominee
    const stay = `${sayDay(from, t.language)} – ${sayDay(to, t.language)}`
    return (
      <>
        <Tag tone="ok">{t('sheet.new')}</Tag> {[mail, field, stay].join(', ')}
      </>
    )
  }
  return (
    <ul>
      {line.problems.map((problem) => (
        <li>{sayMistake(t, problem)}</li>
      ))}
    </ul>
  )
}

const sayMistake = (t: Say, problem: Problem): string =>
  `${t.find(`nominee.${problem.field}`) ?? problem.field}: ${sayProblem(problem, t.language, incomingWords.byData(t.language))}`

function Writing(props: SheetPageProps & { count: number }) {
  const { t, formKey, text, contact, mailProblem, count } = props
  const error = mailProblem ? sayProblem(mailProblem, t.language) : undefined
  return (
    <Form action={here(props)} method="post" label={t('sheet.write', { count })}>
      <HiddenField name="key" value={formKey} />
      <HiddenField name="lines" value={text} />
      <TextField name="contactName" label={t('sheet.contact')} hint={t('sheet.contact.hint')} value={contact.name} />
      <TextField name="contactMail" type="email" label={t('sheet.contactMail')} value={contact.mail} error={error} />
      <p>{t('sheet.sure', { count })}</p>
      <Actions>
        <Button>{t('sheet.write', { count })}</Button>
      </Actions>
    </Form>
  )
}
