import { sayDay } from '../../platform/words/saying-days.ts'
import { Actions, Button, Confirm, Form, HiddenField, Link, Section } from '../../ui/index.ts'
import { EntryFields, EntryProblems, type Tried } from '../cases/index.ts'
import type { Law } from '../law/index.ts'
import { pageOf } from './addresses.ts'
import { nameOf, type Partner, type Predecessor } from './rules.ts'
import { successionForm } from './succession.ts'
import { partnersWords, type Say } from './words.ts'

export interface SuccessionProps {
  readonly t: Say
  readonly law: Law
  readonly partner: Partner
  /** What it came out of, by id. */
  readonly before: ReadonlyMap<string, Partner>
  /** What it became. */
  readonly after: readonly Partner[]
  /** The partner and those merged into it. */
  readonly family: readonly string[]
  readonly mayEdit: boolean
  readonly tried: Tried | null
}

/** What a partner was before, and what it became: on the pages of both, with the day. */
export function Succession(props: SuccessionProps) {
  const { t, partner, before, after, family, mayEdit } = props
  const lines = [
    ...partner.predecessors.flatMap((link) => {
      const other = before.get(link.id)
      return other && other.id !== partner.id ? [{ which: 'before' as const, other, link }] : []
    }),
    ...after.flatMap((other) =>
      other.predecessors
        .filter(({ id }) => family.includes(id))
        .map((link) => ({ which: 'after' as const, other, link })),
    ),
  ]
  const isOpen = mayEdit && !partner.archived
  if (lines.length === 0 && !isOpen) return null
  return (
    <Section title={t('succession.title')}>
      {lines.map(({ which, other, link }) => (
        <Line {...props} which={which} other={other} link={link} />
      ))}
      {isOpen && <Add {...props} />}
    </Section>
  )
}

interface LineProps {
  readonly which: 'before' | 'after'
  readonly other: Partner
  readonly link: Predecessor
}

function Line({ t, partner, mayEdit, which, other, link }: SuccessionProps & LineProps) {
  const name = nameOf(other, t.language)
  const [from, to] = which === 'before' ? [link.id, partner.id] : [link.id, other.id]
  return (
    <>
      <p>
        {t(`succession.${which}.${link.how}`)}: <Link href={pageOf(other)}>{name}</Link>
        {link.on && <>, {sayDay(link.on, t.language)}</>}
      </p>
      {mayEdit && (
        <Confirm open={t('succession.remove', { name })} tone="soft">
          <p>{t('succession.removeText')}</p>
          <Form action={`${pageOf(partner)}/succession/removal`} method="post" label={t('succession.remove', { name })}>
            <HiddenField name="before" value={from} />
            <HiddenField name="after" value={to} />
            <Actions>
              <Button tone="soft">{t('succession.removeNow')}</Button>
            </Actions>
          </Form>
        </Confirm>
      )}
    </>
  )
}

function Add({ t, law, partner, tried }: SuccessionProps) {
  const words = { t: partnersWords.byData(t.language), words: 'succession', law, prefix: 'succession-' }
  return (
    <Confirm open={t('succession.add')} tone="soft" expanded={tried !== null}>
      <EntryProblems {...words} problems={tried?.problems ?? []} />
      <Form action={`${pageOf(partner)}/succession`} method="post" label={t('succession.add')}>
        <EntryFields
          {...words}
          shape={successionForm.shape}
          typed={tried?.typed ?? { which: 'before', how: 'renamed' }}
          problems={tried?.problems ?? []}
        />
        <Actions>
          <Button>{t('form.save')}</Button>
        </Actions>
      </Form>
    </Confirm>
  )
}
