import { setImmediate } from 'node:timers/promises'
import type { Db } from '../../platform/database/index.ts'
import { languages } from '../../platform/words/languages.ts'
import { lawOfToday } from '../law/index.ts'
import type { Act } from './actions.ts'
import type { Field } from './fields.ts'
import { type Line, linesOf, saveVerdicts } from './line-store.ts'
import { type LineProblem, type ReadingGround, readLine } from './read-line.ts'
import { changeImport, type Import, learnedWords } from './store.ts'
import type { Plan } from './target.ts'
import { targetOf } from './targets.ts'

/** Lines that are looked at in one go: in between, others get their answers. */
const portion = 1000

export async function groundFor(
  act: Pick<Act, 'house' | 'institution'>,
  db: Db,
  { target, leftEmpty }: Import,
): Promise<ReadingGround> {
  return {
    law: await lawOfToday(act.house, act.institution),
    learned: await learnedWords(db),
    leftEmpty: new Set(leftEmpty),
    namesOf: (list, option) => languages.map((language) => targetOf(target).sayWord(list, option, language)),
  }
}

export function fieldsOf({ target, fields }: Import): (Field | null)[] {
  return (fields ?? []).map((name) => targetOf(target).fields.find((one) => one.name === name) ?? null)
}

/** Reads a line; what keeps it out is said, an unknown word too. */
export function lineRead(one: Line, fields: readonly (Field | null)[], ground: ReadingGround) {
  const { values, problems, unknown } = readLine(one.cells, fields, ground)
  const asked = unknown.map(({ list, word }): LineProblem => {
    const column = one.cells.findIndex((text, at) => fields[at] && text.includes(word))
    return { column: column < 0 ? null : column, key: 'wrong.word', params: { list, word: word.slice(0, 200) } }
  })
  return { values, problems: [...problems, ...asked] }
}

/** What the whole sheet would do to the register: line by line, nothing is written to it. */
export async function checkImport(act: Act, one: Import): Promise<void> {
  const db = act.house.database.within(act.institution)
  const target = targetOf(one.target)
  const ground = await groundFor(act, db, one)
  const fields = fieldsOf(one)
  const today = act.house.clock.today()
  const register = await target.open(db, new Map(), today)
  let after = 0
  for (;;) {
    const lines = await linesOf(db, one.id, after, portion)
    const last = lines.at(-1)
    if (!last) break
    const judged = lines.map((line) => {
      const { values, problems } = lineRead(line, fields, ground)
      const plan: Pick<Plan, 'verdict' | 'title' | 'problems'> =
        problems.length > 0
          ? { verdict: 'wrong', title: values.get(target.titleField) ?? '', problems }
          : register.plan(line.line, values, one.doubles, today)
      return { line: line.line, verdict: plan.verdict, title: plan.title, problems: plan.problems }
    })
    await db.transaction().execute((tx) => saveVerdicts(tx, one.id, judged))
    after = last.line
    await setImmediate()
  }
  await changeImport(db, one.id, 'open', { checkedAt: act.house.clock.now() })
}
