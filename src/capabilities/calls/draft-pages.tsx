import type { Child, Href } from '../../platform/jsx-runtime.ts'
import type { Problem } from '../../platform/web/form.ts'
import { formWords, sayProblem } from '../../platform/web/words.ts'
import {
  Actions,
  Button,
  ButtonLink,
  Confirm,
  Crumbs,
  EmptyState,
  ErrorSummary,
  Form,
  HiddenField,
  Link,
  Muted,
  Notice,
  PageTitle,
  Prose,
  Section,
  TextArea,
} from '../../ui/index.ts'
import { deskAddress } from './desk-pages.tsx'
import { InputFields, type InputsProps } from './input-fields.tsx'
import { linesOf, type Reading } from './lines.ts'
import type { Missing } from './missing.ts'
import { type ListPart, type Part, parts } from './parts.ts'
import { type Call, workOf } from './rules.ts'
import type { Say } from './words.ts'

export const callAddress = (call: Pick<Call, 'id'>): Href => `${deskAddress}/${call.id}`
export const draftAddress = (call: Pick<Call, 'id'>, part?: string): Href =>
  `${callAddress(call)}/draft${part ? `/${part}` : ''}`

export function Way({ t, call, to }: { t: Say; call: Call; to?: Part | undefined }) {
  return (
    <Crumbs
      label={t('draft.way')}
      steps={[
        { text: t('desk.title'), href: deskAddress },
        { text: nameOf(call, t), href: callAddress(call) },
        { text: t('draft.title'), ...(to ? { href: draftAddress(call) } : {}) },
        ...(to ? [{ text: t(`part.${to}`) }] : []),
      ]}
    />
  )
}

/** A draft may have no title in the reader's language yet. */
export function nameOf(call: Call, t: Say): string {
  const { title } = workOf(call).said
  return title[t.language] || title.en || title.ru || title.ky
}

interface DraftProps extends Reading {
  readonly call: Call
  readonly missing: readonly Missing[]
  readonly refusal: string | null
  /** What was typed as the reason, where the publication was refused. */
  readonly why: string
  readonly notice: string | null
}

/** The draft with all its parts, what it still lacks, and its publication. */
export function DraftPage(props: DraftProps) {
  const { t, call, missing, refusal, notice } = props
  return (
    <>
      <Way t={t} call={call} />
      {refusal && <Notice tone="late" title={refusal} role="alert" />}
      {notice && <Notice tone="ok" title={notice} role="status" />}
      <PageTitle title={nameOf(call, t)} lead={t(call.edition > 0 ? 'draft.leadAgain' : 'draft.lead')} />
      {missing.length > 0 ? (
        <Notice tone="due" title={t('draft.missing', { count: missing.length })}>
          <ul>
            {missing.map((one) => (
              <li>
                <Link href={draftAddress(call, one.part)}>{t(`part.${one.part}`)}</Link>
                {one.nth ? ` ${one.nth}` : ''}: {t(one.key)}
              </li>
            ))}
          </ul>
        </Notice>
      ) : (
        <Notice tone="ok" title={t('draft.ready')} />
      )}
      <Publication {...props} />
      {parts.map((part) => (
        <PartSummary {...props} part={part} />
      ))}
      <Drop t={t} call={call} />
    </>
  )
}

function PartSummary({ part, ...props }: DraftProps & { part: Part }) {
  const { t, call } = props
  const lines = linesOf(props, part, workOf(call))
  return (
    <Section
      title={t(`part.${part}`)}
      id={part}
      action={<Link href={draftAddress(call, part)}>{t(lines.length > 0 ? 'draft.change' : 'draft.write')}</Link>}
    >
      {lines.length > 0 ? (
        <Prose>
          <ul>
            {lines.map((line) => (
              <li>{line || t('draft.untitled')}</li>
            ))}
          </ul>
        </Prose>
      ) : (
        <Muted>{t('draft.nothing')}</Muted>
      )}
    </Section>
  )
}

function Publication({ t, call, missing, why }: DraftProps) {
  return (
    <Form action={`${callAddress(call)}/publication`} method="post" label={t('publish.go')}>
      <HiddenField name="version" value={call.version} />
      {call.edition > 0 && (
        <TextArea
          name="why"
          label={t('publish.whyLabel')}
          hint={t('publish.whyHint')}
          rows={3}
          value={why}
          maxlength={1000}
        />
      )}
      <Actions>
        {missing.length === 0 && (call.draft || call.edition === 0) && <Button>{t('publish.go')}</Button>}
        <ButtonLink tone="soft" href={`${draftAddress(call)}/preview`}>
          {t('draft.preview')}
        </ButtonLink>
      </Actions>
    </Form>
  )
}

function Drop({ t, call }: { t: Say; call: Call }) {
  if (!call.draft) return null
  const words = call.edition > 0 ? 'draft.drop' : 'draft.delete'
  return (
    <Confirm open={t(words)}>
      <p>{t(`${words}Text`)}</p>
      <Form action={`${draftAddress(call)}/removal`} method="post">
        <Actions>
          <Button tone="danger">{t(words)}</Button>
        </Actions>
      </Form>
    </Confirm>
  )
}

export function Problems({ t, problems }: { t: Say; problems: readonly Problem[] }) {
  if (problems.length === 0) return null
  return (
    <ErrorSummary
      title={formWords(t.language)('form.summary', { count: problems.length })}
      problems={problems.map((one) => ({ href: `#${one.field}`, text: sayProblem(one, t.language, t) }))}
    />
  )
}

interface FormProps extends InputsProps {
  readonly call: Call
  readonly part: Part
  readonly action: Href
  readonly back: Href
  readonly title: string
  /** Somebody else has changed the call meanwhile: what was typed stands here, and saving again puts it over theirs. */
  readonly stale: boolean
  readonly hidden?: Readonly<Record<string, string>>
  readonly extra?: Child
}

/** The form of a part, or of one item of it. */
export function PartForm(props: FormProps) {
  const { t, call, part, action, back, title, stale, hidden = {}, extra, problems } = props
  return (
    <>
      <Problems t={t} problems={problems} />
      <Way t={t} call={call} to={part} />
      {stale && (
        <Notice tone="late" title={t('draft.stale')} role="alert">
          <p>{t('draft.staleText')}</p>
        </Notice>
      )}
      <PageTitle title={title} lead={t.find(`lead.${part}`)} />
      <Form action={action} method="post">
        <HiddenField name="version" value={call.version} />
        {Object.entries(hidden).map(([name, value]) => (
          <HiddenField name={name} value={value} />
        ))}
        <InputFields {...props} />
        <Actions>
          <Button>{t('draft.save')}</Button>
          <ButtonLink tone="soft" href={back}>
            {t('draft.back')}
          </ButtonLink>
        </Actions>
      </Form>
      {extra}
    </>
  )
}

interface ListProps extends Reading {
  readonly call: Call
  readonly part: ListPart
  readonly notice: string | null
}

/** The items of a part: each can be changed, moved up and taken away. */
export function ItemsPage(props: ListProps) {
  const { t, call, part, notice } = props
  const lines = linesOf(props, part, workOf(call))
  const address = draftAddress(call, part)
  return (
    <>
      <Way t={t} call={call} to={part} />
      {notice && <Notice tone="late" title={notice} role="alert" />}
      <PageTitle title={t(`part.${part}`)} lead={t.find(`lead.${part}`)} />
      {lines.length === 0 && <EmptyState title={t('draft.nothing')} />}
      <ol>
        {lines.map((line, at) => (
          <li>
            <Link href={`${address}/${at}`}>{line || t('draft.untitled')}</Link>
            <Form action={`${address}/${at}/removal`} method="post" label={line}>
              <HiddenField name="version" value={call.version} />
              <Actions>
                {at > 0 && (
                  <Button tone="soft" action={`${address}/${at}/rise`}>
                    {t('draft.up')}
                  </Button>
                )}
                <Button tone="soft">{t('draft.remove')}</Button>
              </Actions>
            </Form>
          </li>
        ))}
      </ol>
      <Actions>
        <ButtonLink href={`${address}/new`}>{t('draft.add')}</ButtonLink>
        <ButtonLink tone="soft" href={draftAddress(call)}>
          {t('draft.back')}
        </ButtonLink>
      </Actions>
    </>
  )
}

/** The beginning of a call: what it is called and for whom. */
export function NewCallPage(props: InputsProps & { id: string }) {
  const { t, problems } = props
  return (
    <>
      <Problems t={t} problems={problems} />
      <PageTitle
        title={t('desk.new')}
        over={<Link href={deskAddress}>{t('desk.title')}</Link>}
        lead={t('desk.newLead')}
      />
      <Form action={`${deskAddress}/new`} method="post">
        <HiddenField name="id" value={props.id} />
        <InputFields {...props} />
        <Actions>
          <Button>{t('desk.begin')}</Button>
          <ButtonLink tone="soft" href={deskAddress}>
            {t('draft.back')}
          </ButtonLink>
        </Actions>
      </Form>
    </>
  )
}
