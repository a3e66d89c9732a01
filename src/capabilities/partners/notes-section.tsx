import { sayDay, sayMoment } from '../../platform/words/saying-days.ts'
import { Actions, Button, Confirm, Form, HiddenField, Link, Muted, Section, Timeline } from '../../ui/index.ts'
import { EntryFields, EntryProblems, type Tried } from '../cases/index.ts'
import type { Law } from '../law/index.ts'
import { pageOf } from './addresses.ts'
import { noteForm } from './note-actions.ts'
import type { PartnerNote } from './note-store.ts'
import type { Partner } from './rules.ts'
import { partnersWords, type Say } from './words.ts'

export interface NotesProps {
  readonly t: Say
  readonly law: Law
  readonly partner: Partner
  readonly notes: readonly PartnerNote[]
  /** Whether there are more than are shown. */
  readonly hasMore: boolean
  readonly mayEdit: boolean
  /** A note that could not be put down. */
  readonly tried: Tried | null
  readonly noteId: string
}

/** What was said and written with a partner, the newest first, and what the office notes for itself. */
export function Notes(props: NotesProps) {
  const { t, partner, notes, hasMore, mayEdit } = props
  const { lastContact } = partner
  return (
    <Section title={t('notes.title')}>
      <p>
        {lastContact
          ? t('notes.last', { day: sayDay(lastContact.on, t.language), about: lastContact.about })
          : t('spoke.never')}
      </p>
      {mayEdit && !partner.archived && <AddNote {...props} />}
      <Timeline
        items={notes.map((note) => ({
          title: t(`note.kind.${note.kind}`),
          when: sayDay(note.on, t.language),
          dateTime: note.on,
          tone: note.struckBy ? 'quiet' : note.kind === 'note' ? 'wait' : 'ok',
          text: <Note {...props} note={note} />,
        }))}
      />
      {hasMore && <Link href={`${pageOf(partner)}?notes=all`}>{t('notes.all')}</Link>}
    </Section>
  )
}

function Note({ t, partner, mayEdit, note }: NotesProps & { note: PartnerNote }) {
  if (note.struckBy)
    return (
      <>
        <p>
          <del>{note.said}</del>
        </p>
        <Muted>{t('notes.struckBy', { name: note.struckBy })}</Muted>
      </>
    )
  return (
    <>
      {note.who && <p>{note.who}</p>}
      {note.said.split('\n').map((line) => (
        <p>{line}</p>
      ))}
      {note.next && <p>{t('notes.next', { next: note.next })}</p>}
      <p>
        <Muted>{t('notes.by', { name: note.byName, at: sayMoment(note.at, t.language) })}</Muted>
      </p>
      {mayEdit && (
        <Confirm open={t('notes.strike')} tone="soft">
          <p>{t('notes.strike.text')}</p>
          <Form action={`${pageOf(partner)}/notes/${note.id}/strike`} method="post" label={t('notes.strike')}>
            <Actions>
              <Button tone="soft">{t('notes.strike')}</Button>
            </Actions>
          </Form>
        </Confirm>
      )}
    </>
  )
}

function AddNote({ t, law, partner, tried, noteId }: NotesProps) {
  const words = { t: partnersWords.byData(t.language), words: 'note', law, prefix: 'note-' }
  const [year = '', month = '', day = ''] = law.day.split('-')
  const today = { 'on.day': String(Number(day)), 'on.month': String(Number(month)), 'on.year': year }
  return (
    <Confirm open={t('notes.add')} tone="soft" expanded={tried !== null}>
      <EntryProblems {...words} problems={tried?.problems ?? []} />
      <Form action={`${pageOf(partner)}/notes`} method="post" label={t('notes.add')}>
        <HiddenField name="id" value={tried?.typed.id ?? noteId} />
        <EntryFields
          {...words}
          shape={noteForm.shape}
          typed={tried?.typed ?? { kind: 'talk', ...today }}
          problems={tried?.problems ?? []}
        />
        <Actions>
          <Button>{t('spoke.save')}</Button>
        </Actions>
      </Form>
    </Confirm>
  )
}
