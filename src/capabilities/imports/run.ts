import type { House } from '../../platform/house.ts'
import type { JobPayload } from '../../platform/jobs.ts'
import { fieldsOf, groundFor, lineRead } from './check.ts'
import { linesToDo, recordsSeen, recordsToUndo, saveUndone, saveWritten } from './line-store.ts'
import { changeImport, findImport, holdImport, type Import } from './store.ts'
import type { ImportAct, LineToWrite, WrittenLine } from './target.ts'
import { targetOf } from './targets.ts'

/** Lines of one transaction: a program that dies leaves whole portions, and whoever goes on begins behind them. */
const portion = 1000

/** Brings a sheet in, or takes it back, portion by portion; twice is once. */
export async function runImport(house: House, { institution, id }: JobPayload): Promise<void> {
  const one = await findImport(house.database.within(institution), id)
  if (one?.state === 'running') await bringIn(house, institution, one)
  if (one?.state === 'undoing') await takeBack(house, institution, one)
}

function actOf(house: House, institution: string, one: Import): ImportAct {
  const by = one.undoneBy ?? one.by
  const since = one.startedAt ?? one.sentAt
  return { importId: one.id, institution, by, at: house.clock.now(), today: house.clock.today(), since }
}

async function bringIn(house: House, institution: string, one: Import): Promise<void> {
  const db = house.database.within(institution)
  const target = targetOf(one.target)
  const ground = await groundFor({ house, institution }, db, one)
  const fields = fieldsOf(one)
  const register = await target.open(db, await recordsSeen(db, one.id), house.clock.today())
  const act = actOf(house, institution, one)
  const turn = { at: house.clock.now() }
  if (!(await changeImport(db, one.id, 'running', { movedAt: turn.at }))) return
  for (let left = true; left; ) {
    left = await db.transaction().execute(async (tx) => {
      // Somebody who began later goes on: what they wrote is not in this register.
      const held = await holdImport(tx, one.id)
      if (held?.state !== 'running' || held.movedAt?.getTime() !== turn.at.getTime()) return false
      const lines = await linesToDo(tx, one.id, portion)
      if (lines.length === 0) {
        await changeImport(tx, one.id, 'running', { state: 'done', endedAt: house.clock.now(), blobId: null })
        return false
      }
      const wrong: WrittenLine[] = []
      const right: LineToWrite[] = []
      for (const line of lines) {
        const { values, problems } = lineRead(line, fields, ground)
        const title = values.get(target.titleField) ?? ''
        if (problems.length === 0) right.push({ line: line.line, values })
        else
          wrong.push({
            line: line.line,
            verdict: 'wrong',
            title,
            problems,
            record: null,
            changes: [],
            before: null,
            also: [],
            version: null,
          })
      }
      await saveWritten(tx, one.id, [...wrong, ...(await register.write(tx, act, right, one.doubles))])
      turn.at = house.clock.now()
      await changeImport(tx, one.id, 'running', { movedAt: turn.at })
      return true
    })
  }
  target.forget(db)
  if (one.blobId) await house.blobs.remove(one.blobId)
}

async function takeBack(house: House, institution: string, one: Import): Promise<void> {
  const db = house.database.within(institution)
  const target = targetOf(one.target)
  const act = actOf(house, institution, one)
  for (let left = true; left; ) {
    left = await db.transaction().execute(async (tx) => {
      if ((await holdImport(tx, one.id))?.state !== 'undoing') return false
      const records = await recordsToUndo(tx, one.id, portion)
      if (records.length === 0) {
        await changeImport(tx, one.id, 'undoing', { state: 'undone' })
        return false
      }
      await saveUndone(tx, one.id, await target.undo(tx, act, records))
      await changeImport(tx, one.id, 'undoing', { movedAt: house.clock.now() })
      return true
    })
  }
  target.forget(db)
}
