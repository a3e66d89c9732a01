import { z } from 'zod'
import { done, NotFound, type Outcome, refuse } from '../../platform/outcome.ts'
import { dayField, longText, oneOf, optionalLine, optionalLongText } from '../../platform/web/fields.ts'
import { heldHere, type PartnerAct } from './act.ts'
import { noteKinds, notesOf, strikeNote, writeNote } from './note-store.ts'

export const noteForm = z.object({
  kind: oneOf(noteKinds),
  on: dayField(),
  who: optionalLine(300),
  said: longText(8000),
  next: optionalLongText(1000),
})
export type NoteEntry = z.output<typeof noteForm>

/** Puts down a note or a talk; the same form twice puts down one. A talk is a contact: it moves the last one on. */
export async function addNote(act: PartnerAct, partnerId: string, id: string, entry: NoteEntry): Promise<Outcome> {
  if (entry.on > act.house.clock.today()) return refuse('spoke.later')
  return act.house.database
    .within(act.institution)
    .transaction()
    .execute(async (tx) => {
      await heldHere(tx, partnerId)
      await writeNote(tx, act.institution, partnerId, { ...entry, id }, act.by, act.house.clock.now())
      return done
    })
}

export async function strikeOut(act: PartnerAct, partnerId: string, note: string): Promise<void> {
  await act.house.database
    .within(act.institution)
    .transaction()
    .execute(async (tx) => {
      const { id } = await heldHere(tx, partnerId)
      const found = (await notesOf(tx, id, 1000)).find((one) => one.id === note)
      if (!found) throw new NotFound()
      await strikeNote(tx, note, act.by.name, act.house.clock.now())
    })
}
