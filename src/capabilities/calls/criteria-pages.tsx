import type { Child, Href } from '../../platform/jsx-runtime.ts'
import {
  Actions,
  Button,
  ButtonLink,
  EmptyState,
  Form,
  HiddenField,
  Link,
  More,
  Muted,
  Notice,
  PageTitle,
  SelectField,
} from '../../ui/index.ts'
import type { Criterion } from '../packs/index.ts'
import { conditionKinds } from './condition-form.ts'
import { type Move, type Place, partsOf } from './criteria-edit.ts'
import { callAddress, draftAddress, Way } from './draft-pages.tsx'
import type { Call } from './rules.ts'
import type { Say } from './words.ts'

/** Whose rules are written: the call's, or those of one of its documents by its key. */
export interface Owner {
  readonly document: string | null
  readonly title: string
}

export const rulesAddress = (call: Pick<Call, 'id'>): Href => `${callAddress(call)}/rules`

interface TreeProps {
  readonly t: Say
  readonly call: Call
  readonly owner: Owner
  readonly rule: Criterion | null
  readonly notice: string | null
}

/** The rules of a call as an officer writes them: one below the other, each with what one can do with it. */
export function RulesPage(props: TreeProps) {
  const { t, call, owner, rule, notice } = props
  return (
    <>
      <Way t={t} call={call} to={owner.document === null ? 'criteria' : 'documents'} />
      {notice && <Notice tone="late" title={notice} role="alert" />}
      <PageTitle
        title={owner.document === null ? t('part.criteria') : t('rules.ofDocument', { title: owner.title })}
        lead={t(owner.document === null ? 'lead.criteria' : 'rules.documentLead')}
      />
      {rule ? (
        <ul>
          <Node {...props} rule={rule} at="" isRoot />
        </ul>
      ) : (
        <EmptyState title={t(owner.document === null ? 'say.noCriteria' : 'rules.always')} />
      )}
      <AddForm {...props} at="" how="add" label={t('rules.add')} />
      <Actions>
        <ButtonLink tone="soft" href={owner.document === null ? draftAddress(call) : draftAddress(call, 'documents')}>
          {t('draft.back')}
        </ButtonLink>
      </Actions>
    </>
  )
}

type NodeProps = TreeProps & { rule: Criterion; at: Place; isRoot?: boolean }

const inside = (at: Place, nth: number): Place => (at === '' ? String(nth) : `${at}.${nth}`)

function Node(props: NodeProps): ReturnType<typeof RulesPage> {
  const { t, rule, at } = props
  const isGroup = rule.kind === 'all' || rule.kind === 'any'
  return (
    <li>
      {sayNode(props)}
      {partsOf(rule).length > 0 && (
        <ul>
          {partsOf(rule).map((part, nth) => (
            <Node {...props} rule={part} at={inside(at, nth)} isRoot={false} />
          ))}
        </ul>
      )}
      <More title={t('rules.do')}>
        <Moves {...props} />
        {isGroup && at !== '' && <AddForm {...props} how="add" label={t('rules.addHere')} />}
        <AddForm {...props} how="only" label={t('rules.onlyFor')} />
      </More>
    </li>
  )
}

function sayNode({ t, call, owner, rule, at }: NodeProps): Child {
  if (rule.kind === 'all' || rule.kind === 'any') return <b>{t(`rule.${rule.kind}`)}:</b>
  if (rule.kind === 'when') return <b>{t('rules.whenThen')}</b>
  const text = rule.text[t.language] || rule.text.en || t('draft.untitled')
  return (
    <>
      {rule.kind === 'not' && <b>{t('rules.not')} </b>}
      <Link href={formAddress(call, owner, at, 'edit', rule.kind)}>{text}</Link>{' '}
      <Muted>({t(rule.kind === 'not' ? 'rules.not' : `kindOf.${rule.kind}`)})</Muted>
    </>
  )
}

export type How = 'add' | 'edit' | 'only' | 'not'

export function formAddress(call: Call, { document }: Owner, at: Place, how: How, kind: string): Href {
  return `${rulesAddress(call)}/form?${new URLSearchParams({ of: document ?? '', at, how, kind })}`
}

function Moves({ t, call, owner, rule, at, isRoot }: NodeProps) {
  const isGroup = rule.kind === 'all' || rule.kind === 'any'
  const holds = isGroup || rule.kind === 'when' || rule.kind === 'not'
  const possible: Move[] = [
    ...(isGroup ? (['switch'] as const) : (['any'] as const)),
    ...(holds && !(isRoot && isGroup && rule.of.length > 1) ? (['unwrap'] as const) : []),
    ...(isRoot ? [] : (['up'] as const)),
    'remove',
  ]
  return (
    <Form action={`${rulesAddress(call)}/move`} method="post" label={t('rules.do')}>
      <Hidden call={call} owner={owner} at={at} />
      <Actions>
        {possible.map((move) => (
          <Button tone="soft" name="move" value={move}>
            {t(`move.${move}`)}
          </Button>
        ))}
        {rule.kind !== 'not' && (
          <ButtonLink tone="soft" href={formAddress(call, owner, at, 'not', 'not')}>
            {t('move.not')}
          </ButtonLink>
        )}
      </Actions>
    </Form>
  )
}

function Hidden({ call, owner, at }: { call: Call; owner: Owner; at: Place }) {
  return (
    <>
      <HiddenField name="version" value={call.version} />
      <HiddenField name="of" value={owner.document ?? ''} />
      <HiddenField name="at" value={at} />
    </>
  )
}

function AddForm({ t, call, owner, at, how, label }: TreeProps & { at: Place; how: How; label: string }) {
  const id = `kind.${how}.${at}`
  return (
    <Form action={`${rulesAddress(call)}/form`} method="get" label={label}>
      <HiddenField name="of" value={owner.document ?? ''} />
      <HiddenField name="at" value={at} />
      <HiddenField name="how" value={how} />
      <SelectField
        name="kind"
        id={id}
        label={label}
        options={conditionKinds.map((kind) => ({ value: kind, text: t(`kindOf.${kind}`) }))}
      />
      <Actions>
        <Button tone="soft">{t('rules.write')}</Button>
      </Actions>
    </Form>
  )
}
