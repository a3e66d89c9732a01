import type { Day } from '../../platform/days.ts'
import type { Child, Href } from '../../platform/jsx-runtime.ts'
import {
  Actions,
  Button,
  ButtonLink,
  Confirm,
  Crumbs,
  DescriptionList,
  Form,
  HiddenField,
  Link,
  More,
  Muted,
  Notice,
  PageTitle,
  Section,
  Stack,
  Table,
  Tag,
} from '../../ui/index.ts'
import { type Desk, type Whole, workAddress } from './desk.ts'
import { type FormOf, wordIn } from './forms.ts'
import { History } from './history.tsx'
import { duesState, type WorkLine } from './rules.ts'
import { PartnerSaid, sayAnswer, sayLine, sayOfLine } from './said.tsx'
import type { WorkEdit } from './store.ts'
import { networksWords } from './words.ts'

export interface WorkPageProps {
  readonly desk: Desk
  readonly whole: Whole
  readonly removed: readonly WorkLine[]
  readonly edits: readonly WorkEdit[]
  readonly beside: Child
  readonly mayEdit: boolean
  readonly today: Day
  readonly notice: string | null
  readonly refusal: string | null
}

/** One work: what it is, who takes part, what has to be done, and who changed what. */
export function WorkPage(props: WorkPageProps) {
  const { desk, whole, beside, mayEdit, notice, refusal } = props
  const { work, telling } = whole
  const t = networksWords.byData(telling.language)
  const kind = desk.kinds[work.kind]
  if (!kind) return null
  const title = work.name[telling.language]
  const top = { text: desk.title(telling.language), href: `${desk.address}?kind=${work.kind}` } as const
  return (
    <Stack>
      <Crumbs label={top.text} steps={[top, { text: title }]} />
      <PageTitle title={title} over={t(`kind.${work.kind}`)} />
      {notice && <Notice tone="ok" role="status" title={notice} />}
      {refusal && <Notice tone="late" role="alert" title={refusal} />}
      {work.archived && <Notice tone="wait" title={t('work.archived')} />}
      <Facts {...props} form={kind} />
      {mayEdit && (
        <Actions>
          {!work.archived && <ButtonLink href={`${workAddress(work)}/edit`}>{t('work.edit')}</ButtonLink>}
          {!work.isPublic || work.archived ? <Muted>{t('work.notShown')}</Muted> : null}
        </Actions>
      )}
      {beside}
      {Object.entries(kind.lines).map(([name, form]) => (
        <Lines {...props} kind={name} form={form} />
      ))}
      {mayEdit && <Away {...props} />}
      <TakenOut {...props} />
      <History desk={desk} whole={whole} edits={props.edits} />
    </Stack>
  )
}

function Facts({ whole: { work, telling }, form }: WorkPageProps & { form: FormOf }) {
  const t = networksWords.byData(telling.language)
  const hrefOf = (name: string, said: string): Href | undefined =>
    name === 'site' || name === 'link'
      ? said
      : telling.choices[name]?.find(({ value }) => value === wordIn(work.said, name))?.href
  const names = [...form.columns, ...Object.keys(form.shape), ...form.texts.map(({ name }) => name)]
  const rows = [...new Set(names)]
    .filter((name) => name !== 'name' && name !== 'shown')
    .map((name) => ({ name, said: sayAnswer(telling, form, work.said, name) }))
    .filter(({ said }) => said !== '')
    .map(({ name, said }) => ({
      term: t(`field.${name}`),
      value: <Fact said={said} href={hrefOf(name, said)} />,
    }))
  const quote = work.quote ? [{ term: t('work.quote'), value: <q lang="en">{work.quote}</q> }] : []
  return <DescriptionList rows={[...rows, ...quote]} />
}

function Fact({ said, href }: { said: string; href: Href | undefined }) {
  return href ? <Link href={href}>{said}</Link> : <>{said}</>
}

type LinesProps = WorkPageProps & { kind: string; form: FormOf }

function Lines(props: LinesProps) {
  const { whole, kind, form, mayEdit } = props
  const { work, telling } = whole
  const t = networksWords.byData(telling.language)
  const lines = whole.lines.filter((line) => line.kind === kind)
  const base = `${workAddress(work)}/lines` as const
  const isOpen = mayEdit && !work.archived
  const canBeDone = isOpen && 'done' in form.shape
  return (
    <Section
      title={t(`lines.${kind}`)}
      id={kind}
      action={
        <Actions>
          {lines.length > 0 && <Link href={`${workAddress(work)}/lines.xlsx?kind=${kind}`}>{t('list.xlsx')}</Link>}
          {lines.length > 0 && <Link href={`${workAddress(work)}/lines.csv?kind=${kind}`}>{t('list.csv')}</Link>}
          {isOpen && <Link href={`${base}/new?kind=${kind}`}>{t(`add.${kind}`)}</Link>}
        </Actions>
      }
    >
      <Table
        caption={t(`lines.${kind}`)}
        captionHidden
        columns={[
          ...form.columns.map((key) => ({ key, text: t(`field.${key}`) })),
          ...(canBeDone || isOpen ? [{ key: 'do', text: t('line.do') }] : []),
        ]}
        rows={lines.map((line) => ({
          cells: [
            ...form.columns.map((name) => <Cell {...props} line={line} name={name} />),
            ...(isOpen ? [<Doing base={base} line={line} mayFinish={canBeDone && !line.done} t={t} />] : []),
          ],
        }))}
        empty={<Muted>{t(`none.${kind}`)}</Muted>}
      />
    </Section>
  )
}

function Cell({ whole: { telling }, form, line, name, today }: LinesProps & { line: WorkLine; name: string }) {
  const t = networksWords(telling.language)
  if (name === 'partner') return <>{PartnerSaid({ telling, line })}</>
  const said = sayOfLine(telling, form, line, name)
  if (name === 'link' && said) return <Link href={said}>{said}</Link>
  const href = telling.choices[name]?.find(({ value }) => value === wordIn(line.said, name))?.href
  if (href) return <Link href={href}>{said}</Link>
  if (name !== 'due' || line.done) return <>{said || '–'}</>
  return (
    <>
      {said || '–'} {duesState(line, today) === 'late' && <Tag tone="late">{t('line.late')}</Tag>}
    </>
  )
}

type DoingProps = { base: Href; line: WorkLine; mayFinish: boolean; t: ReturnType<typeof networksWords.byData> }

function Doing({ base, line, mayFinish, t }: DoingProps) {
  return (
    <Actions>
      <Link href={`${base}/${line.id}`}>{t('line.change')}</Link>
      {mayFinish && (
        <Form action={`${base}/${line.id}/done`} method="post" label={t(`done.${line.kind}`)}>
          <Button tone="soft">{t(`done.${line.kind}`)}</Button>
        </Form>
      )}
    </Actions>
  )
}

function Away({ whole: { work, telling } }: WorkPageProps) {
  const t = networksWords(telling.language)
  const word = work.archived ? 'restore' : 'archive'
  return (
    <Confirm open={t(`work.${word}`)} tone="soft">
      <p>{t(`work.${word}.text`)}</p>
      <Form action={`${workAddress(work)}/archive`} method="post" label={t(`work.${word}`)}>
        <HiddenField name="away" value={work.archived ? 'no' : 'yes'} />
        <Actions>
          <Button tone="soft">{t(`work.${word}`)}</Button>
        </Actions>
      </Form>
    </Confirm>
  )
}

function TakenOut({ desk, whole: { work, telling }, removed, mayEdit }: WorkPageProps) {
  const t = networksWords.byData(telling.language)
  const known = removed.flatMap((line) => {
    const form = desk.kinds[work.kind]?.lines[line.kind]
    return form ? [{ line, said: `${t(`lines.${line.kind}`)}: ${sayLine(telling, form, line)}` }] : []
  })
  if (known.length === 0 || !mayEdit || work.archived) return null
  return (
    <More title={t('line.takenOut')} about={String(known.length)}>
      {known.map(({ line, said }) => (
        <Form action={`${workAddress(work)}/lines/${line.id}/return`} method="post" label={said}>
          <Actions>
            <span>{said}</span>
            <Button tone="soft">{t('line.putBack')}</Button>
          </Actions>
        </Form>
      ))}
    </More>
  )
}
