import { sayDay } from '../../platform/words/saying-days.ts'
import { Actions, Button, Card, Confirm, Form, HiddenField, More, Muted, Section, TextField } from '../../ui/index.ts'
import { EntryFields, EntryProblems, type Tried } from '../cases/index.ts'
import type { Law } from '../law/index.ts'
import type { Move, Original } from './original-store.ts'
import { Posted } from './road-page.tsx'
import { moveForm } from './road-rules.ts'
import type { Agreement } from './rules.ts'
import { agreementPage } from './said.tsx'
import { agreementsWords, type Say } from './words.ts'

interface OriginalsProps {
  readonly t: Say
  readonly law: Law
  readonly agreement: Agreement
  readonly originals: readonly Original[]
  readonly mayEdit: boolean
  /** What could not be put down: the id of the original, or `new`, with what was typed. */
  readonly tried: (Tried & { readonly id: string }) | null
}

/** Which original is where: who has it, since when, by which post it travels. */
export function OriginalsSection(props: OriginalsProps) {
  const { t, originals, mayEdit, tried } = props
  if (!mayEdit && originals.length === 0) return null
  return (
    <Section title={t('originals.title')}>
      {originals.length === 0 && <Muted>{t('originals.none')}</Muted>}
      {originals.map((one) => (
        <OneOriginal {...props} one={one} of={originals.length} />
      ))}
      {mayEdit && (
        <Confirm open={t('originals.add')} tone="soft" expanded={tried?.id === 'new'}>
          <MoveForm {...props} id="new" />
        </Confirm>
      )}
    </Section>
  )
}

function OneOriginal(props: OriginalsProps & { one: Original; of: number }) {
  const { t, agreement, one, of, mayEdit, tried } = props
  const last = one.moves.at(-1)
  return (
    <Card title={t('original.number', { number: one.number, of })} level={3}>
      {one.languages && <Muted>{one.languages}</Muted>}
      {last && <p>{sayMove(t, last)}</p>}
      {one.moves.length > 1 && (
        <More title={t('original.before')}>
          {one.moves.slice(0, -1).map((move) => (
            <p>{sayMove(t, move)}</p>
          ))}
        </More>
      )}
      {mayEdit && (
        <Confirm open={t('original.move')} tone="soft" expanded={tried?.id === one.id}>
          <MoveForm {...props} id={one.id} />
        </Confirm>
      )}
      {mayEdit && (
        <Confirm open={t('original.remove')} tone="soft">
          <p>{t('original.remove.text')}</p>
          <Posted address={`${agreementPage(agreement)}/originals/${one.id}/removal`} text={t('original.remove')} />
        </Confirm>
      )}
    </Card>
  )
}

/** Where an original is, in a sentence: with whom, since when, by which post. */
export function sayMove(t: Say, { on, holder, where, post, tracking, by }: Move): string {
  const place = [t(`holder.${holder}`), where].filter(Boolean).join(', ')
  const sent = [post, tracking && t('original.tracking', { number: tracking })].filter(Boolean).join(', ')
  const since = on ? t('original.since', { day: sayDay(on, t.language) }) : ''
  return [place, since, sent, by && `(${by})`].filter(Boolean).join(' · ')
}

function MoveForm({ t, law, agreement, tried, id }: OriginalsProps & { id: string }) {
  const mine: Tried = tried?.id === id ? tried : { typed: {}, problems: [] }
  const words = { t: agreementsWords.byData(t.language), words: 'move', law, prefix: `${id}-`, ...mine }
  const base = `${agreementPage(agreement)}/originals` as const
  const address = id === 'new' ? base : (`${base}/${id}/moves` as const)
  return (
    <>
      <EntryProblems {...words} />
      <Form action={address} method="post" label={t(id === 'new' ? 'originals.add' : 'original.move')}>
        <HiddenField name="key" value={mine.typed.key || crypto.randomUUID()} />
        {id === 'new' && <LanguagesField t={t} value={mine.typed.languages ?? ''} />}
        <EntryFields {...words} shape={moveForm.shape} />
        <Actions>
          <Button>{t('form.save')}</Button>
        </Actions>
      </Form>
    </>
  )
}

const LanguagesField = ({ t, value }: { t: Say; value: string }) => (
  <TextField name="languages" label={t('original.languages')} value={value} autocomplete="off" width="half" />
)
