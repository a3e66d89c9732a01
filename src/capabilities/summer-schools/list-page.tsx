import type { Href } from '../../platform/jsx-runtime.ts'
import { sayProblem } from '../../platform/web/words.ts'
import {
  Actions,
  Button,
  Crumbs,
  FileField,
  Form,
  HiddenField,
  Link,
  Notice,
  PageTitle,
  Section,
  SelectField,
  Table,
  Tag,
  TextArea,
  TextField,
} from '../../ui/index.ts'
import { incomingWords, type NomineeLine } from '../incoming/index.ts'
import { editionAddress, schoolAddress } from './addresses.ts'
import type { Edition, Line, School } from './rules.ts'
import { fundersOf } from './shared.tsx'
import type { Say } from './words.ts'

export interface TriedPerson extends NomineeLine {
  readonly there: boolean
}

export interface ListPageProps {
  readonly t: Say
  readonly school: School
  readonly edition: Edition
  readonly lines: readonly Line[]
  readonly text: string
  readonly funder: string
  readonly people: readonly TriedPerson[] | null
  readonly refusal: string | null
}

/** The list that a partner has sent after its own selection: read first, written as a whole. */
export function ListPage(props: ListPageProps) {
  const { t, school, edition, refusal, people } = props
  return (
    <>
      <Crumbs
        label={t('desk.title')}
        steps={[
          { text: school.name[t.language], href: schoolAddress(school.id) },
          { text: t('year', { year: String(edition.year) }), href: editionAddress(school.id, edition.year) },
          { text: t('people.sheet') },
        ]}
      />
      <PageTitle title={t('people.sheet')} lead={t('list.lead')} />
      {refusal && (
        <Notice tone="late" role="alert">
          <p>{refusal}</p>
        </Notice>
      )}
      {people && <Tried {...props} people={people} />}
      <Upload {...props} />
    </>
  )
}

const listAddress = ({ school, edition }: ListPageProps): Href => `${editionAddress(school.id, edition.year)}/list`

function Upload(props: ListPageProps) {
  const { t, people, text } = props
  const words = incomingWords(t.language)
  return (
    <Form action={`${listAddress(props)}/try`} method="post" multipart label={t('people.sheet')}>
      <p>
        {words('sheet.columns')} <Link href="/desk/incoming-mobility/template.xlsx">{words('sheet.template')}</Link>
      </p>
      <FileField name="file" label={words('sheet.file')} hint={words('sheet.file.hint')} accept=".xlsx,.csv,.txt" />
      <TextArea
        name="lines"
        label={words('sheet.paste')}
        hint={words('sheet.paste.hint')}
        value={people ? '' : text}
        rows={5}
      />
      <Actions>
        <Button tone={people ? 'soft' : 'main'}>{words('sheet.try')}</Button>
      </Actions>
    </Form>
  )
}

function Tried(props: ListPageProps & { people: readonly TriedPerson[] }) {
  const { t, people } = props
  const words = incomingWords(t.language)
  const wrong = people.filter(({ problems }) => problems.length > 0).length
  const right = people.filter(({ nominee, there }) => nominee && !there).length
  return (
    <Section title={words('sheet.read', { count: people.length })}>
      {wrong > 0 && (
        <Notice tone="late" role="alert">
          <p>{words('sheet.wrong', { count: wrong })}</p>
        </Notice>
      )}
      <Table
        caption={words('sheet.read', { count: people.length })}
        captionHidden
        columns={[
          { key: 'row', text: words('sheet.row'), numeric: true },
          { key: 'name', text: t('people.name') },
          { key: 'becomes', text: words('sheet.becomes') },
        ]}
        rows={people.map((line) => ({ cells: [String(line.row), line.name || '–', <Becomes t={t} line={line} />] }))}
        empty=""
      />
      {wrong === 0 && <Writing {...props} count={right} />}
    </Section>
  )
}

function Becomes({ t, line }: { t: Say; line: TriedPerson }) {
  if (line.there) return <Tag tone="quiet">{t('list.there')}</Tag>
  if (line.nominee) return <Tag tone="ok">{t('list.new')}</Tag>
  const words = incomingWords.byData(t.language)
  return (
    <ul>
      {line.problems.map((problem) => (
        <li>
          {words.find(`nominee.${problem.field}`) ?? problem.field}: {sayProblem(problem, t.language, words)}
        </li>
      ))}
    </ul>
  )
}

function Writing(props: ListPageProps & { count: number }) {
  const { t, text, funder, lines, edition, count } = props
  if (count === 0) return <p>{t('list.nothing')}</p>
  const known = fundersOf(t, lines, edition.year)
  return (
    <Form action={listAddress(props)} method="post" label={t('list.write', { count })}>
      <HiddenField name="lines" value={text} />
      <TextField
        name="funder"
        label={t('list.funder')}
        hint={known.length > 0 ? t('list.funder.hint', { funders: known.join('; ') }) : undefined}
        value={funder}
      />
      <SelectField
        name="state"
        label={t('list.state')}
        options={(['selected', 'listed'] as const).map((state) => ({ value: state, text: t(`state.${state}`) }))}
      />
      <Actions>
        <Button>{t('list.write', { count })}</Button>
      </Actions>
    </Form>
  )
}
